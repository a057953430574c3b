//! Subscriptions: what is heard, and when.

use std::sync::Arc;

use async_graphql::futures_util::StreamExt;
use async_graphql::{Executor, Request};
use serde_json::json;

use super::{Service, example};
use crate::api::build;
use crate::app::App;
use crate::testing::run;

#[test]
fn subscribers_hear_of_changes() {
    run(|| async {
        let service = Service::empty().await;
        let mut changes =
            service.schema.execute_stream(Request::new("subscription { changeRecorded { seq action } }"), None);
        // The stream subscribes when it is first asked.
        let mut next = Box::pin(changes.next());
        assert!(futures::poll!(&mut next).is_pending());
        service.ask("mutation($d: JSON!) { apply(document: $d) { revision } }", json!({ "d": example() })).await;
        let heard = next.await.unwrap();
        assert_eq!(heard.data.into_json().unwrap(), json!({ "changeRecorded": { "seq": 1, "action": "apply" } }));
    });
}

#[test]
fn subscribers_hear_of_findings() {
    run(|| async {
        let service = Service::example().await;
        let query = "subscription { findingChanged(minSeverity: HIGH) { kind revision finding { rule subjectId path { key } } } }";
        let mut findings = service.schema.execute_stream(Request::new(query), None);
        let mut next = Box::pin(findings.next());
        assert!(futures::poll!(&mut next).is_pending());
        let repair = r#"mutation { deletePromise(input: { key: "email-in-eea", expectedRevision: 1 }) {
            findingsDisappeared { rule promise { key } } promiseVerdicts { promise { key } before after } } }"#;
        let answer = service.ask(repair, json!({})).await;
        let done = &answer["deletePromise"];
        assert_eq!(
            done["promiseVerdicts"],
            json!([{ "promise": { "key": "email-in-eea" }, "before": "BROKEN", "after": null }])
        );
        assert_eq!(
            done["findingsDisappeared"][0],
            json!({ "rule": "commitment-broken", "promise": { "key": "email-in-eea" } })
        );
        let heard = next.await.unwrap().data.into_json().unwrap();
        assert_eq!(
            heard["findingChanged"],
            json!({ "kind": "DISAPPEARED", "revision": 2, "finding": { "rule": "commitment-broken", "subjectId": "flow:f1", "path": [{ "key": "f1" }] } })
        );
    });
}

#[test]
fn deadlines_of_contracts_are_heard_when_they_are_near_recorded_and_moved() {
    run(|| async {
        let service = Service::example().await;
        let today = chrono::Utc::now().date_naive();
        let in_days = |days: u64| (today + chrono::Days::new(days)).to_string();
        let contract = |key: &str, days: u64| {
            json!({ "d": { "kept": 1, "contracts": [{ "key": key, "kind": "DATA_PROCESSING_AGREEMENT",
                "parties": [{ "party": "us", "role": "CONTROLLER" }, { "party": "mailer", "role": "PROCESSOR" }],
                "effectiveOn": "2020-01-01", "endsOn": in_days(days) }] } })
        };
        let apply = "mutation($d: JSON!) { apply(document: $d) { revision } }";
        service.ask(apply, contract("near", 10)).await;
        service.ask(apply, contract("far", 100)).await;
        let query =
            "subscription { contractDeadline(within: \"P30D\") { kind daysLeft dueOn contract { key } message } }";
        let mut heard = service.schema.execute_stream(Request::new(query), None);
        let mut next = async || heard.next().await.unwrap().data.into_json().unwrap()["contractDeadline"].clone();
        let first = next().await;
        assert_eq!((&first["kind"], &first["contract"]["key"]), (&json!("CONTRACT_ENDS"), &json!("near")), "{first:#}");
        assert_eq!(first["dueOn"], in_days(first["daysLeft"].as_u64().unwrap()));
        // What is recorded, then what is moved; what stays where it was is not told again.
        service.ask(apply, contract("new", 20)).await;
        assert_eq!(next().await["contract"]["key"], "new");
        service.ask(apply, contract("near", 12)).await;
        let moved = next().await;
        assert_eq!((&moved["contract"]["key"], &moved["dueOn"]), (&json!("near"), &json!(in_days(12))));
        service.ask(apply, contract("far", 25)).await;
        assert_eq!(next().await["contract"]["key"], "far");
    });
}

#[test]
fn alerts_are_heard_whichever_service_raised_them() {
    run(|| async {
        let mut document = example();
        let in_20_days = (chrono::Utc::now() + chrono::Days::new(20)).date_naive().to_string();
        document["parties"].as_array_mut().unwrap().push(
            json!({ "key": "printer", "name": "Inkwell", "kind": "VENDOR", "owner": "Legal", "tags": ["paper"] }),
        );
        document["contracts"] = json!([{ "key": "nda", "kind": "NDA", "effectiveOn": "2020-01-01", "endsOn": in_20_days,
            "parties": [{ "party": "us", "role": "CUSTOMER" }, { "party": "printer", "role": "SUPPLIER" }] }]);
        let app = crate::testing::app_with(document).await;
        let schema = build(app.clone());
        let hear = |about: &str| {
            let query = format!("subscription {{ alertRaised({about}) {{ number kind severity state owners }} }}");
            schema.execute_stream(Request::new(query), None)
        };
        let (mut legal, mut high) =
            (hear(r#"kinds: [DEADLINE], owners: ["legal"], tags: ["Paper"]"#), hear("minSeverity: CRITICAL"));
        let (mut next, mut none) = (Box::pin(legal.next()), Box::pin(high.next()));
        assert!(futures::poll!(&mut next).is_pending() && futures::poll!(&mut none).is_pending());
        // Another service on the store raises them, and this one finds that it need not.
        let other = Arc::new(App::on(app.store().clone(), |_| {}).await.unwrap());
        let zone = kept_schema::channel::Zone::UTC;
        assert!(other.raise_alerts(zone, None).await.unwrap() > 1);
        assert_eq!(app.raise_alerts(zone, None).await.unwrap(), 0);
        let heard = next.await.unwrap().data.into_json().unwrap()["alertRaised"].clone();
        assert_eq!(
            (&heard["kind"], &heard["severity"], &heard["state"], &heard["owners"]),
            (&json!("DEADLINE"), &json!("MEDIUM"), &json!("OPEN"), &json!(["Legal"]))
        );
        assert!(futures::poll!(&mut none).is_pending());
    });
}
