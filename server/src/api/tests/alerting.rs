//! Alerts and their messages, as clients ask for them.

use std::sync::Arc;

use async_graphql::futures_util::StreamExt;
use async_graphql::{Executor, Request};
use serde_json::{Value, json};

use super::{Service, build};
use crate::app::App;
use crate::testing::{app_with, run};

const ZONE: kept_schema::channel::Zone = kept_schema::channel::Zone::UTC;

/// Contracts that end, a channel for what is due within a week, and what no contract covers.
fn register() -> Value {
    let contract = |key: &str, days: u64| {
        let ends_on = (chrono::Utc::now() + chrono::Days::new(days)).date_naive().to_string();
        json!({ "key": key, "kind": "NDA", "effectiveOn": "2020-01-01", "endsOn": ends_on,
            "parties": [{ "party": "us", "role": "CUSTOMER" }, { "party": "mailer", "role": "SUPPLIER" }] })
    };
    json!({ "kept": 1,
        "parties": [{ "key": "us", "name": "Acme", "kind": "SELF" }, { "key": "mailer", "name": "Nimbus", "kind": "VENDOR", "owner": "Legal" },
            { "key": "ads", "name": "Beacon", "kind": "PARTNER" }],
        "contracts": [contract("in-80", 80), contract("in-6", 6), contract("in-20", 20), contract("in-3", 3)],
        "flows": [{ "key": "f", "source": "us", "recipient": "ads", "categories": ["user.contact"], "startedOn": "2026-01-01" }],
        "channels": [{ "key": "soon", "kind": "EMAIL", "to": ["soon@acme.example"], "about": { "kinds": ["DEADLINE"], "minSeverity": "HIGH" } }] })
}

async fn raised() -> (Arc<App>, Service) {
    let app = app_with(register()).await;
    assert!(app.raise_alerts(ZONE, None).await.unwrap() >= 5);
    let schema = build(app.clone());
    (app, Service { schema })
}

#[test]
fn the_worst_come_first_and_a_list_goes_on_where_it_stopped() {
    run(|| async {
        let (app, service) = raised().await;
        let list = async |order: Value, after: Option<u64>, first: usize| -> Vec<Value> {
            let query = "query($order: AlertOrder, $after: Int, $first: Int) { alerts(orderBy: $order, after: $after, first: $first) { number severity dueOn cause } }";
            let found = service.ask(query, json!({ "order": order, "after": after, "first": first })).await;
            found["alerts"].as_array().unwrap().clone()
        };
        let worst = json!({ "field": "SEVERITY", "direction": "DESC" });
        let all = list(worst.clone(), None, 100).await;
        let deadlines: Vec<_> = all
            .iter()
            .filter_map(|alert| alert["cause"].as_str()?.strip_prefix("deadline/contract-ends/")?.split('/').next())
            .collect();
        assert_eq!(deadlines, ["in-3", "in-6", "in-20", "in-80"]);
        let rank = |alert: &Value| {
            let place =
                ["CRITICAL", "HIGH", "MEDIUM", "LOW"].iter().position(|word| alert["severity"] == *word).unwrap();
            (place, alert["dueOn"].is_null(), alert["dueOn"].to_string())
        };
        assert!(all.is_sorted_by_key(rank), "{all:#?}");
        // Page by page it is the same, whatever someone says to what was on the page before.
        let (mut pages, mut after) = (Vec::new(), None);
        loop {
            let page = list(worst.clone(), after, 2).await;
            let Some(last) = page.last() else { break };
            after = last["number"].as_u64();
            pages.extend(page);
            app.acknowledge(after.unwrap(), "owner".to_owned(), None).await.unwrap();
        }
        assert_eq!(pages, all);
        let mut turned = list(json!({ "field": "SEVERITY" }), None, 100).await;
        turned.reverse();
        assert_eq!(turned, all);
        let numbers =
            |alerts: &[Value]| alerts.iter().map(|alert| alert["number"].as_u64().unwrap()).collect::<Vec<_>>();
        let latest = numbers(&list(Value::Null, None, 100).await);
        assert!(latest.is_sorted_by(|a, b| a > b), "{latest:?}");
        assert_eq!(numbers(&list(Value::Null, Some(latest[1]), 1).await), latest[2..3]);
        let unknown = service.fails("{ alerts(after: 99) { number } }", json!({})).await;
        assert_eq!(unknown["fields"], json!([{ "path": "after", "message": "there is no alert 99" }]));
    });
}

#[test]
fn what_was_said_to_an_alert_is_taken_back() {
    run(|| async {
        let (_, service) = raised().await;
        let fields = "alert { state acknowledgedBy note snoozedUntil }";
        let open = json!({ "alert": { "state": "OPEN", "acknowledgedBy": null, "note": null, "snoozedUntil": null } });
        for said in [
            r#"acknowledgeAlert(input: { number: 1, note: "seen" })"#,
            r#"snoozeAlert(input: { number: 1, until: "2499-01-01T00:00:00Z" })"#,
        ] {
            let said = service.ask(&format!("mutation {{ done: {said} {{ {fields} }} }}"), json!({})).await;
            assert_ne!(said["done"], open);
            let back = service
                .ask(&format!("mutation {{ done: reopenAlert(input: {{ number: 1 }}) {{ {fields} }} }}"), json!({}))
                .await;
            assert_eq!(back["done"], open);
        }
        let unknown =
            service.fails("mutation { reopenAlert(input: { number: 99 }) { alert { number } } }", json!({})).await;
        assert_eq!((&unknown["code"], &unknown["message"]), (&json!("NOT_FOUND"), &json!("there is no alert 99")));
    });
}

#[test]
fn what_is_said_to_an_alert_is_heard_wherever_it_is_said() {
    run(|| async {
        let (app, service) = raised().await;
        let query = r#"subscription { alertChanged(kinds: [DEADLINE], owners: ["legal"]) { number state } }"#;
        let mut changed = service.schema.execute_stream(Request::new(query), None);
        let mut next = Box::pin(changed.next());
        assert!(futures::poll!(&mut next).is_pending());
        let deadline = app.alerts().iter().find(|alert| alert.title.contains("in-3")).unwrap().number;
        let finding = app.alerts().iter().find(|alert| alert.cause.starts_with("look/")).unwrap().number;
        // Another service on the store; this one hears of it when it reads what others wrote.
        let other = App::on(app.store().clone(), |_| {}).await.unwrap();
        other.acknowledge(finding, "colleague".to_owned(), None).await.unwrap();
        other.acknowledge(deadline, "colleague".to_owned(), None).await.unwrap();
        assert!(futures::poll!(&mut next).is_pending());
        app.raise_alerts(ZONE, None).await.unwrap();
        let heard = next.await.unwrap().data.into_json().unwrap();
        assert_eq!(heard["alertChanged"], json!({ "number": deadline, "state": "ACKNOWLEDGED" }));
        app.reopen_alert(deadline).await.unwrap();
        let heard = changed.next().await.unwrap().data.into_json().unwrap();
        assert_eq!(heard["alertChanged"], json!({ "number": deadline, "state": "OPEN" }));
    });
}

#[test]
fn messages_are_heard_when_they_are_made_and_when_they_were_tried() {
    run(|| async {
        let (app, service) = raised().await;
        let query = r#"subscription { deliveryChanged(channel: "soon") { id state isTest attempts { detail } } }"#;
        let mut changed = service.schema.execute_stream(Request::new(query), None);
        let mut next = Box::pin(changed.next());
        assert!(futures::poll!(&mut next).is_pending());
        let made =
            service.ask(r#"mutation { testChannel(input: { key: "soon" }) { delivery { id } } }"#, json!({})).await;
        let id = made["testChannel"]["delivery"]["id"].clone();
        let heard = next.await.unwrap().data.into_json().unwrap()["deliveryChanged"].clone();
        assert_eq!(heard, json!({ "id": id, "state": "PENDING", "isTest": true, "attempts": [] }));

        // Another service on the store tries it.
        app.follow_messages().await.unwrap();
        let other = App::on(app.store().clone(), |_| {}).await.unwrap();
        let before = other.store().delivery(id.as_str().unwrap()).await.unwrap().unwrap();
        let tried = kept_store::Attempt { at: chrono::Utc::now(), sent: true, detail: "250 OK".to_owned() };
        let after =
            kept_store::Delivery { state: kept_store::DeliveryState::Sent, history: vec![tried], ..before.clone() };
        other.replace_message(&before, &after).await.unwrap();
        app.follow_messages().await.unwrap();
        let heard = changed.next().await.unwrap().data.into_json().unwrap()["deliveryChanged"].clone();
        assert_eq!(heard, json!({ "id": id, "state": "SENT", "isTest": true, "attempts": [{ "detail": "250 OK" }] }));
        // What was told is not told again.
        app.follow_messages().await.unwrap();
        assert!(futures::poll!(Box::pin(changed.next())).is_pending());
    });
}
