//! Accepted risks: told when they are graver than was accepted, and when their time is over.

use std::sync::Arc;

use chrono::Utc;
use kept_engine::Finding;
use kept_schema::{NodeId, Rule};
use kept_store::Alert;
use serde_json::{Value, json};

use super::super::{AlertState, States};
use super::{flows, parties, raise};
use crate::app::{App, today};
use crate::testing::{app, apply, moment, run, write};

/// A register with a flow to a party without a contract, and what is found of it.
async fn found() -> (Arc<App>, Finding) {
    let app = app().await;
    apply(&app, parties()).await;
    apply(&app, flows("mailer", 1)).await;
    let report = app.snapshot().report_on(today()).await.unwrap();
    let finding = report.findings.iter().find(|finding| finding.rule == Rule::FlowWithoutContract).unwrap().clone();
    (app, finding)
}

/// That the risk of a finding is accepted, as grave as is said, until a day.
fn accepted(finding: &Finding, severity: &str, until: &str) -> Value {
    json!({ "kept": 1, "acceptances": [{ "key": format!("until-{until}"), "finding": finding.id.to_string(),
        "verdict": finding.verdict, "severity": severity, "reason": "The contract is being signed", "owner": "Legal",
        "acceptedOn": "2026-01-01", "until": until }] })
}

#[test]
fn an_accepted_risk_that_is_graver_than_was_accepted_is_told() {
    run(|| async {
        let (app, finding) = found().await;
        let raised = raise(&app, &Utc::now().to_rfc3339()).await;
        let alert = raised.iter().find(|alert| alert.told["rule"] == "flow-without-contract").unwrap();
        let state = || app.alert_state(alert, &app.snapshot());
        assert_eq!(state(), AlertState::Open);
        apply(&app, accepted(&finding, "LOW", "2099-12-31")).await;
        assert_eq!(state(), AlertState::Open, "{finding:#?}");
        apply(&app, accepted(&finding, "CRITICAL", "2099-12-31")).await;
        assert_eq!(state(), AlertState::Resolved);
    });
}

#[test]
fn an_accepted_risk_is_told_again_when_its_time_is_over_and_it_is_still_there() {
    run(|| async {
        let (app, finding) = found().await;
        apply(&app, accepted(&finding, "CRITICAL", "2030-06-30")).await;
        raise(&app, "2030-06-01T12:00:00Z").await;
        let mut told = Vec::new();
        for day in ["06-22", "06-23", "06-30", "07-01", "07-02"] {
            let new = raise(&app, &format!("2030-{day}T12:00:00Z")).await;
            told.extend(new.iter().map(|alert| format!("{day} {} {}", alert.kind, alert.title)));
        }
        assert_eq!(
            told,
            [
                format!(
                    "06-23 DEADLINE The risk of finding {} is accepted until 2030-06-30: The contract is being signed",
                    finding.id
                ),
                format!(
                    "06-30 DEADLINE The risk of finding {} is accepted until 2030-06-30: The contract is being signed",
                    finding.id
                ),
                format!("07-01 FINDING Accepted until 2030-06-30, and still there: {}", finding.message.english()),
            ]
        );
        // Whoever is told of it is whoever was told of the finding.
        assert_eq!(app.alerts().last().unwrap().channels, ["all", "digest"]);
    });
}

#[test]
fn the_end_of_an_acceptance_is_not_told_when_it_was_renewed_or_its_finding_is_gone() {
    run(|| async {
        let (app, finding) = found().await;
        apply(&app, accepted(&finding, "CRITICAL", "2030-06-30")).await;
        raise(&app, "2030-06-01T12:00:00Z").await;
        let told = raise(&app, "2030-06-23T12:00:00Z").await;
        let state = |alert: &Alert| States::new(&app, &app.snapshot(), moment("2030-06-24T12:00:00Z")).of(alert);
        assert_eq!(state(&told[0]), AlertState::Open);
        apply(&app, accepted(&finding, "CRITICAL", "2030-09-30")).await;
        for day in ["2030-06-24", "2030-06-30", "2030-07-01"] {
            assert_eq!(raise(&app, &format!("{day}T12:00:00Z")).await.len(), 0);
        }
        assert_eq!(state(&told[0]), AlertState::Resolved);
        let flow = NodeId::Flow("to-mailer-0".parse().unwrap());
        write(&app, vec![kept_schema::Edit::Delete(flow).into()]).await;
        for day in ["2030-09-23", "2030-09-30", "2030-10-01"] {
            assert_eq!(raise(&app, &format!("{day}T12:00:00Z")).await.len(), 0);
        }
    });
}
