//! Alerts of an app, day by day.

mod accepted;
mod deadlines;
mod escalation;
mod findings;
mod reopened;

use std::sync::Arc;

use kept_schema::channel::Zone;
use kept_store::Alert;
use serde_json::{Value, json};

use crate::app::App;
use crate::testing::moment;

fn parties() -> Value {
    json!({ "kept": 1,
        "parties": [
            { "key": "us", "name": "Acme GmbH", "kind": "SELF", "country": "DE" },
            { "key": "shop", "name": "Web shop", "kind": "SYSTEM", "operator": "us" },
            { "key": "mailer", "name": "Nimbus Mail Inc.", "kind": "VENDOR", "country": "IE", "owner": "Marketing", "tags": ["email"] },
            { "key": "host", "name": "Tidewell", "kind": "VENDOR", "country": "IE", "owner": "IT", "tags": ["hosting"] },
        ],
        "notices": [{ "key": "notice", "title": "Notice", "effectiveOn": "2020-01-01" }],
        "channels": [
            { "key": "all", "kind": "EMAIL", "to": ["all@acme.example"] },
            { "key": "it", "kind": "EMAIL", "to": ["it@acme.example"], "about": { "owners": ["it"] } },
            { "key": "digest", "kind": "EMAIL", "to": ["digest@acme.example"], "schedule": "0 9 * * *", "zone": "Europe/Berlin" },
        ],
    })
}

/// The same, and what the first channel has goes to another one after two days.
fn parties_who_pass_on() -> Value {
    let mut document = parties();
    document["channels"][0]["escalation"] = json!({ "after": "P2D", "to": "it" });
    document
}

fn contract(ends_on: &str) -> Value {
    json!({ "kept": 1, "contracts": [{ "key": "dpa", "kind": "NDA", "effectiveOn": "2020-01-01", "endsOn": ends_on,
        "parties": [{ "party": "us", "role": "CUSTOMER" }, { "party": "mailer", "role": "SUPPLIER" }] }] })
}

fn flows(recipient: &str, count: usize) -> Value {
    let flow = |number: usize| {
        json!({ "key": format!("to-{recipient}-{number}"), "source": "shop", "recipient": recipient, "startedOn": "2026-01-01",
            "categories": ["user.contact.email"], "purposes": ["essential.service"] })
    };
    json!({ "kept": 1, "flows": (0..count).map(flow).collect::<Vec<_>>() })
}

async fn raise(app: &App, at: &str) -> Vec<Arc<Alert>> {
    let known = app.alerts().len();
    let count = app.raise_alerts_at(Zone::UTC, None, moment(at)).await.unwrap();
    let new = app.alerts().split_off(known);
    assert_eq!(new.len(), count);
    new
}

async fn waiting(app: &App) -> Vec<(String, u64, String)> {
    let rows = app.store.waiting(moment("2100-01-01T00:00:00Z"), 1000).await.unwrap();
    let mut rows: Vec<_> =
        rows.into_iter().map(|row| (row.channel, row.alert, row.due_at.format("%m-%dT%H:%M").to_string())).collect();
    rows.sort();
    rows
}
