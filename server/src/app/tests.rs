//! What the service says of changes is what an evaluation from scratch says.

use std::sync::Arc;

use kept_engine::{Options, Report, diff, evaluate};
use kept_schema::document::{SourceFile, read};
use kept_schema::record::{Edit, SourcedEdit};
use kept_schema::{NodeId, Register};
use kept_store::StoreUrl;

use super::{App, Snapshot, Write, today};
use crate::testing::run;

fn edits(document: &str) -> Vec<SourcedEdit> {
    let file = SourceFile { name: "test.yaml".to_owned(), bytes: format!("kept: 1\n{document}").into_bytes() };
    read(vec![file]).unwrap_or_else(|problems| panic!("{problems}")).edits
}

fn write(edits: Vec<SourcedEdit>) -> Write {
    Write { actor: "test".to_owned(), action: "test".to_owned(), summary: String::new(), edits, expected: Vec::new() }
}

/// The report of a register, by nothing that was kept.
fn fresh(register: &Register) -> Report {
    evaluate(register, &kept_engine::SharingGraph::new(register), today(), &Options::default())
}

/// Tries the edits, makes them, and holds what is said to evaluations from scratch.
async fn change(app: &Arc<App>, edits: Vec<SourcedEdit>) {
    let before = fresh(app.snapshot().register());
    let (_, tried) = app.plan(edits.clone(), &[]).await.unwrap();
    assert_eq!(fresh(app.snapshot().register()), before);
    let written = app.write(write(edits)).await.unwrap();
    let after = fresh(written.snapshot.register());
    assert_eq!(*written.snapshot.report(today()), after);
    assert_eq!(written.plan.delta, diff(&before, &after));
    assert_eq!(tried.plan.delta, written.plan.delta);
    assert_eq!(tried.plan.changes, written.plan.changes);
}

const START: &str = "
parties:
  - {key: us, name: Us, kind: SELF, country: DE}
  - {key: shop, name: Shop, kind: SYSTEM, operator: us}
  - {key: mailer, name: Mailer, kind: VENDOR, country: US}
  - {key: host, name: Host, kind: VENDOR, country: US}
flows:
  - {key: f1, source: shop, recipient: mailer, categories: [user.contact.email], regions: [US], startedOn: 2026-01-01}
notices:
  - key: n
    title: Privacy notice
    effectiveOn: 2025-01-01
    promises: [{key: in-eea, kind: COMMITMENT, limits: {onlyRegions: [eea]}}]
";

const STEPS: [&str; 5] = [
    "flows: [{key: f2, source: mailer, recipient: host, categories: [user.contact], regions: [US], startedOn: 2026-01-01}]",
    "contracts: [{key: dpa, kind: DATA_PROCESSING_AGREEMENT, effectiveOn: 2026-01-01,
      parties: [{party: us, role: CONTROLLER}, {party: mailer, role: PROCESSOR}], terms: {categories: [user.contact]}}]",
    "parties: [{key: host, name: Host, kind: VENDOR, country: DE, domains: [host.example]}]",
    "observations: [{key: o, source: shop, host: host.example, evidence: HAR, firstSeen: 2026-01-01, lastSeen: 2499-01-01}]",
    "notices: [{key: n, title: Privacy notice, effectiveOn: 2025-01-01,
      promises: [{key: in-eea, kind: COMMITMENT, limits: {onlyRegions: [eea, US]}}]}]",
];

#[test]
fn what_is_said_of_changes_is_exact() {
    run(|| async {
        let app = open().await;
        change(&app, edits(START)).await;
        for step in STEPS {
            change(&app, edits(step)).await;
        }
        change(&app, vec![Edit::Delete(NodeId::Flow("f1".parse().unwrap())).into()]).await;
    });
}

#[test]
fn what_was_refused_leaves_nothing_behind() {
    run(|| async {
        let app = open().await;
        change(&app, edits(START)).await;
        let refused = edits("flows: [{key: f9, source: us, recipient: nobody, startedOn: 2026-01-01}]");
        assert!(app.plan(refused.clone(), &[]).await.is_err());
        assert!(app.write(write(refused)).await.is_err());
        change(&app, edits(STEPS[0])).await;
        // An evaluation that is behind, as after a write that was given up, is made anew.
        let lost = Arc::new(Snapshot::new(app.snapshot().register().clone()));
        app.standing.turn().await.plan(&lost, edits(STEPS[1]), 99, today()).await.unwrap().unwrap();
        change(&app, edits(STEPS[1])).await;
    });
}

async fn open() -> Arc<App> {
    let url: StoreUrl = "mem:".parse().unwrap();
    App::open(&url, None, |_| {}).await.unwrap()
}
