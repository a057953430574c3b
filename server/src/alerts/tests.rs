//! What waits becomes messages, and messages are tried until they are taken.

mod due;
mod resolved;
mod sent;

use serde_json::{Value, json};

use super::*;
use crate::testing::moment;

/// A channel `desk` and a contract that ends on a day.
fn ending(on: &str, channel: &Value) -> Value {
    let mut desk = json!({ "key": "desk", "kind": "EMAIL", "to": ["desk@acme.example"] });
    desk.as_object_mut().unwrap().extend(channel.as_object().unwrap().clone());
    json!({ "kept": 1, "channels": [desk],
        "parties": [{ "key": "us", "name": "Acme", "kind": "SELF" }, { "key": "mailer", "name": "Nimbus", "kind": "VENDOR" }],
        "contracts": [{ "key": "nda", "kind": "NDA", "effectiveOn": "2020-01-01", "endsOn": on,
            "parties": [{ "party": "us", "role": "CUSTOMER" }, { "party": "mailer", "role": "SUPPLIER" }] }] })
}

/// What the service does at a moment: the alerts it raises, and the messages it makes.
async fn turn(app: &Arc<App>, at: &str) -> (usize, usize) {
    let alerter = Alerter::new(app.clone(), Settings::default()).unwrap();
    let raised = app.raise_alerts_at(Zone::UTC, None, moment(at)).await.unwrap();
    let made = alerter.gather(moment(at)).await.unwrap();
    (raised, made)
}

/// The messages there are, the first first: the alerts, and whether they are said to be resolved.
async fn messages(app: &App) -> Vec<(Vec<u64>, bool)> {
    let deliveries = app.store().deliveries(None, None, None, 100).await.unwrap();
    deliveries.into_iter().rev().map(|delivery| (delivery.alerts, delivery.resolved)).collect()
}
