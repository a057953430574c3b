//! Findings and promises: what is told of them, to whom, and once.

use chrono::Utc;
use kept_schema::channel::Zone;
use kept_schema::{AlertKind, NodeId};
use kept_store::{Alert, AlertChange};
use serde_json::{Value, json};

use super::super::{AlertState, Foreseen, States};
use super::{contract, flows, parties, raise};
use crate::testing::{app, apply, moment, run, write};

#[test]
fn a_thousand_flows_without_a_contract_are_one_alert() {
    run(|| async {
        let app = app().await;
        apply(&app, parties()).await;
        assert_eq!(raise(&app, &Utc::now().to_rfc3339()).await.len(), 0);
        apply(&app, flows("mailer", 1000)).await;
        let new = raise(&app, &Utc::now().to_rfc3339()).await;
        let of_rule: Vec<_> = new.iter().filter(|alert| alert.told["rule"] == "flow-without-contract").collect();
        let [alert] = of_rule.as_slice() else { panic!("{new:#?}") };
        assert_eq!(alert.title, "Flow without a contract: 1000 findings");
        assert_eq!((&alert.told["count"], alert.told["findings"].as_array().unwrap().len()), (&json!(1000), 20));
        assert_eq!(alert.channels, ["all", "digest"]);
        assert_eq!(raise(&app, &Utc::now().to_rfc3339()).await.len(), 0);
        // What is mended and breaks again is told again.
        let removed = app.snapshot().register().flows().keys().cloned().collect::<Vec<_>>();
        let edits = removed.into_iter().map(|key| kept_schema::Edit::Delete(NodeId::Flow(key)).into()).collect();
        write(&app, edits).await;
        assert_eq!(raise(&app, &Utc::now().to_rfc3339()).await.len(), 0);
        assert_eq!(app.alert_state(alert, &app.snapshot()), AlertState::Resolved);
        apply(&app, flows("host", 1)).await;
        let again = raise(&app, &Utc::now().to_rfc3339()).await;
        let alert = again.iter().find(|alert| alert.told["rule"] == "flow-without-contract").unwrap();
        assert_eq!(alert.channels, ["all", "digest", "it"]);
        assert_eq!(app.alert_state(alert, &app.snapshot()), AlertState::Open);
    });
}

#[test]
fn a_channel_gets_what_it_is_about() {
    run(|| async {
        let app = app().await;
        let mut document = parties();
        let channel =
            |key: &str, about: Value| json!({ "key": key, "kind": "EMAIL", "to": ["x@acme.example"], "about": about });
        document["channels"] = json!([
            channel("critical", json!({ "minSeverity": "CRITICAL" })),
            channel("days", json!({ "kinds": ["DEADLINE"], "tags": ["email", "paper"] })),
            channel("hosting", json!({ "tags": ["HOSTING"] })),
            channel("medium", json!({ "minSeverity": "MEDIUM", "kinds": ["DEADLINE"] })),
            channel("rule", json!({ "rules": ["flow-without-contract"], "tags": ["hosting"] })),
        ]);
        apply(&app, document).await;
        raise(&app, "2030-05-30T12:00:00Z").await;
        for flow in [flows("host", 1), flows("mailer", 1)] {
            apply(&app, flow).await;
        }
        apply(&app, contract("2030-06-30")).await;
        for day in ["05-31", "06-23"] {
            raise(&app, &format!("2030-{day}T12:00:00Z")).await;
        }
        let of = |rule: &str, what: &str| {
            let alerts = app.alerts();
            let found = alerts.iter().find(|alert| alert.told["rule"] == rule && alert.title.contains(what));
            found.unwrap_or_else(|| panic!("{alerts:#?}")).channels.clone()
        };
        assert_eq!(of("flow-without-contract", "Tidewell"), ["hosting", "rule"]);
        assert_eq!(of("flow-without-contract", "Nimbus"), [""; 0]);
        let days = app.alerts().into_iter().filter(|alert| alert.kind == AlertKind::Deadline);
        let days: Vec<_> = days.map(|alert| (alert.severity.to_string(), alert.channels.clone())).collect();
        let to = |channels: &[&str]| channels.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            days,
            [("MEDIUM".to_owned(), to(&["days", "medium"])), ("HIGH".to_owned(), to(&["days", "medium"]))]
        );
    });
}

#[test]
fn a_promise_that_will_break_is_told_before() {
    run(|| async {
        let app = app().await;
        let mut document = parties();
        document["contracts"] = contract("2030-06-10")["contracts"].clone();
        document["contracts"][0]["terms"] =
            json!({ "categories": ["user"], "purposes": ["essential.service"], "regions": ["eea"] });
        document["flows"] = flows("mailer", 1)["flows"].clone();
        document["flows"][0]["regions"] = json!(["DE"]);
        document["notices"] = json!([{ "key": "notice", "title": "Notice", "effectiveOn": "2020-01-01", "promises": [
            { "key": "only-under-contract", "kind": "COMMITMENT", "quote": "Only under a contract.",
              "scope": { "categories": ["user.contact"] }, "limits": { "contractRequired": true } }] }]);
        apply(&app, document).await;
        let today = "2030-06-01T12:00:00Z";
        let day = "2030-06-01".parse().unwrap();
        raise(&app, today).await;
        let steps = app.snapshot().forecast(day, "2030-07-01".parse().unwrap()).await.unwrap();
        for expected in [1, 0] {
            assert_eq!(
                app.raise_alerts_at(Zone::UTC, Some(Foreseen { steps: &steps, at: moment(today) }), moment(today))
                    .await
                    .unwrap(),
                expected
            );
        }
        let last = app.alerts().pop().unwrap();
        assert_eq!((last.kind, last.severity), (AlertKind::Forecast, kept_schema::Severity::High));
        assert_eq!(
            last.title,
            "The promise only-under-contract will be broken from 2030-06-11 on if nothing is done; acting helps until 2030-06-10"
        );
        assert_eq!(last.told["owners"], json!(["Marketing"]));
        let state = || States::new(&app, &app.snapshot(), moment(today)).of(&last);
        assert_eq!(state(), AlertState::Open);
        // The contract is prolonged: nothing is left to tell.
        apply(&app, contract("2032-06-10")).await;
        let steps = app.snapshot().forecast(day, "2030-07-01".parse().unwrap()).await.unwrap();
        app.raise_alerts_at(Zone::UTC, Some(Foreseen { steps: &steps, at: moment(today) }), moment(today))
            .await
            .unwrap();
        assert_eq!(state(), AlertState::Resolved);
    });
}

#[test]
fn two_processes_on_one_store_tell_it_once() {
    run(|| async {
        let app = app().await;
        apply(&app, parties()).await;
        apply(&app, contract("2030-06-30")).await;
        let (one, other) = (
            app.raise_alerts_at(Zone::UTC, None, moment("2030-05-31T12:00:00Z")),
            app.raise_alerts_at(Zone::UTC, None, moment("2030-05-31T12:00:00Z")),
        );
        let (one, other) = futures::join!(one, other);
        assert_eq!(one.unwrap() + other.unwrap(), 1);
        // A process whose memory is older than the store reads what the other one wrote.
        let before = app.inbox.read(|known| known.head);
        let alert = Alert { title: "changed elsewhere".to_owned(), ..Alert::clone(&app.alert(1).unwrap()) };
        let change = AlertChange { head: before, alerts: vec![alert], ..AlertChange::default() };
        app.store.write_alerts(change).await.unwrap();
        assert_eq!(raise(&app, "2030-05-31T13:00:00Z").await.len(), 0);
        assert_eq!(app.alert(1).unwrap().title, "changed elsewhere");
    });
}
