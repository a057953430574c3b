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

/// The findings that are there by what the store remembers are those of today's report.
async fn remembered(app: &App) -> usize {
    let report = fresh(app.snapshot().register());
    let lives = app.lives();
    assert!(report.findings.iter().all(|finding| lives.is_there(finding.id)));
    assert_eq!(lives.missing_from(&report), []);
    report.findings.len()
}

#[test]
fn what_changes_bring_and_take_away_is_remembered() {
    let directory = tempfile::tempdir().unwrap();
    let url: StoreUrl = format!("rocksdb:{}?cache=8&write-buffer=4", directory.path().display()).parse().unwrap();
    run(|| async move {
        let app = App::open(&url, None, |_| {}).await.unwrap();
        for step in std::iter::once(START).chain(STEPS) {
            app.write(write(edits(step))).await.unwrap();
            remembered(&app).await;
        }
        let before = app.looks(1, app.last_look()).await.unwrap();
        Arc::into_inner(app).unwrap().close().await;
        // After a restart the same is known, and nothing is seen twice.
        let app = App::open(&url, None, |_| {}).await.unwrap();
        assert!(remembered(&app).await > 0);
        app.look().await.unwrap();
        assert_eq!(app.looks(1, app.last_look()).await.unwrap(), before);
        assert!(before.iter().all(|look| look.cause == kept_store::LookCause::Change));
        Arc::into_inner(app).unwrap().close().await;
    });
}

/// A contract that ends on a day to come, so that this day brings a finding.
fn ending(on: &str) -> Vec<SourcedEdit> {
    edits(&format!(
        "{START}contracts: [{{key: dpa, kind: DATA_PROCESSING_AGREEMENT, effectiveOn: 2026-01-01, endsOn: {on},
          parties: [{{party: us, role: CONTROLLER}}, {{party: mailer, role: PROCESSOR}}], terms: {{categories: [user.contact]}}}}]"
    ))
}

#[test]
fn a_new_day_is_seen_once_and_told() {
    run(|| async {
        let app = open().await;
        let last = today().next().next();
        app.write(write(ending(&last.to_string()))).await.unwrap();
        let (looks, events) = (app.last_look(), &mut app.events());
        // A change of the register would be told as such.
        app.look_on(last).await.unwrap();
        assert_eq!(app.last_look(), looks);
        // Whoever tried something on the new day before does not take it from those who listen.
        app.standing.turn().await.stand(&app.snapshot(), last.next()).await.unwrap();
        app.look_on(last.next()).await.unwrap();
        app.look_on(last.next()).await.unwrap();
        assert_eq!(app.last_look(), looks + 1);
        let look = app.looks(looks + 1, looks + 1).await.unwrap().remove(0);
        assert_eq!((look.cause, look.as_of, look.revision), (kept_store::LookCause::Day, last.next(), 1));
        let found = look.sightings.iter().find(|sighting| sighting.told["rule"] == "flow-after-contract").unwrap();
        assert!(found.is_there && app.seen(found.finding).unwrap().gone.is_none());
        let event = events.try_recv().unwrap();
        assert!(event.plan.changes.is_empty() && event.plan.delta.appeared.iter().any(|new| new.id == found.finding));
        assert!(events.try_recv().is_err());
        // A clock that is set back takes it away again, and says what it was.
        app.look_on(last).await.unwrap();
        let look = app.looks(looks + 2, looks + 2).await.unwrap().remove(0);
        let gone = look.sightings.iter().find(|sighting| sighting.finding == found.finding).unwrap();
        assert_eq!((gone.is_there, &gone.told), (false, &found.told));
        let (first, seen) = (look.at, app.seen(found.finding).unwrap());
        assert!(seen.gone == Some(first) && seen.first < first);
        // What comes back was first seen then.
        app.look_on(last.next()).await.unwrap();
        let again = app.seen(found.finding).unwrap();
        assert!(again.first == seen.first && again.since > first && again.gone.is_none());
    });
}

#[test]
fn of_two_services_on_a_store_one_remembers() {
    run(|| async {
        let app = open().await;
        let last = today();
        app.write(write(ending(&last.to_string()))).await.unwrap();
        let other = Arc::new(App::on(app.store().clone(), |_| {}).await.unwrap());
        let looks = app.last_look();
        let (one, two) = tokio::join!(app.look_on(last.next()), other.look_on(last.next()));
        one.and(two).unwrap();
        assert_eq!((app.last_look(), other.last_look()), (looks + 1, looks + 1));
        // A change by one is followed by the other, findings and all.
        other.write(write(vec![Edit::Delete(NodeId::Flow("f1".parse().unwrap())).into()])).await.unwrap();
        app.catch_up().await.unwrap();
        assert_eq!(app.last_look(), other.last_look());
        let now = remembered(&app).await;
        assert_eq!(remembered(&other).await, now);
    });
}

#[test]
fn what_became_graver_while_no_service_ran_is_told() {
    run(|| async {
        let app = open().await;
        // From the day after tomorrow on the contract says where data may go; until then it cannot be shown.
        let from = today().next().next();
        let contract = format!(
            "{START}contracts:
  - {{key: dpa, kind: DATA_PROCESSING_AGREEMENT, effectiveOn: 2026-01-01, parties: [{{party: us, role: CONTROLLER}}, {{party: mailer, role: PROCESSOR}}],
     terms: {{categories: [user.contact], purposes: [marketing]}}}}
  - {{key: regions, kind: ADDENDUM, amends: dpa, effectiveOn: {from}, terms: {{regions: [eea]}}}}"
        );
        let purposes = contract.replace("regions: [US], startedOn", "purposes: [marketing], regions: [US], startedOn");
        app.write(write(edits(&purposes))).await.unwrap();
        let looks = app.last_look();
        let told = |look: &kept_store::Look| {
            let of = |word: &str| {
                look.sightings
                    .iter()
                    .find(|seen| {
                        seen.told["aspect"] == "region"
                            && seen.told["rule"] == "flow-outside-contract"
                            && seen.is_there
                            && seen.told["verdict"] == word
                    })
                    .map(|seen| seen.told["was"].clone())
            };
            (of("UNPROVEN"), of("BROKEN"))
        };
        let first = app.looks(looks, looks).await.unwrap().remove(0);
        assert_eq!(told(&first), (Some(serde_json::Value::Null), None), "{first:#?}");
        // Another service starts when that day has come.
        let other = Arc::new(App::on(app.store().clone(), |_| {}).await.unwrap());
        other.look_on(from).await.unwrap();
        let second = other.looks(looks + 1, looks + 1).await.unwrap().remove(0);
        let (before, now) = told(&second);
        assert_eq!((before, now.unwrap()["verdict"].clone()), (None, "UNPROVEN".into()));
        // And the one after it knows.
        let third = Arc::new(App::on(app.store().clone(), |_| {}).await.unwrap());
        third.look_on(from).await.unwrap();
        assert_eq!(third.last_look(), looks + 1);
    });
}
