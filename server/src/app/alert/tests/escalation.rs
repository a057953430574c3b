//! Alerts that nobody sees to: put off, told again, told to others.

use std::sync::Arc;

use chrono::Utc;
use kept_schema::channel::Zone;
use serde_json::{Value, json};

use super::super::AlertError;
use super::{contract, parties, parties_who_pass_on, raise, waiting};
use crate::app::App;
use crate::testing::{app, apply, moment, run};

#[test]
fn what_waits_is_due_when_its_channel_says() {
    run(|| async {
        let app = app().await;
        apply(&app, parties()).await;
        apply(&app, contract("2030-06-30")).await;
        raise(&app, "2030-05-31T12:00:00Z").await;
        let due = |channel: &str, at: &str| (channel.to_owned(), 1, at.to_owned());
        assert_eq!(waiting(&app).await, [due("all", "05-31T12:00"), due("digest", "06-01T07:00")]);
        // Who has seen to it is not told, and nobody else is.
        let alert = app.acknowledge(1, "owner".to_owned(), Some("renewing".to_owned())).await.unwrap();
        assert_eq!(waiting(&app).await, []);
        assert_eq!(alert.acknowledged.as_ref().unwrap().note.as_deref(), Some("renewing"));
        assert!(matches!(app.acknowledge(2, "owner".to_owned(), None).await, Err(AlertError::NotFound(2))));
    });
}

#[test]
fn a_snooze_ends_and_an_alert_nobody_sees_to_goes_to_someone_else() {
    run(|| async {
        let app = app().await;
        apply(&app, parties_who_pass_on()).await;
        apply(&app, contract("2030-06-30")).await;
        raise(&app, "2030-05-31T12:00:00Z").await;
        assert!(matches!(app.snooze(1, Utc::now()).await, Err(AlertError::Over(_))));
        app.snooze(1, moment("2030-06-01T12:00:00Z")).await.unwrap();
        assert_eq!(waiting(&app).await, []);
        raise(&app, "2030-06-01T11:59:00Z").await;
        assert_eq!(waiting(&app).await, []);
        raise(&app, "2030-06-01T12:00:00Z").await;
        let due = |channel: &str, at: &str| (channel.to_owned(), 1, at.to_owned());
        assert_eq!(waiting(&app).await, [due("all", "06-01T12:00"), due("digest", "06-02T07:00")]);
        // Its time is counted from when it was told again.
        raise(&app, "2030-06-03T11:59:00Z").await;
        assert_eq!(waiting(&app).await.len(), 2);
        raise(&app, "2030-06-03T12:00:00Z").await;
        assert_eq!(waiting(&app).await[2], due("it", "06-03T12:00"));
        assert_eq!(app.alert(1).unwrap().escalated, ["it"]);
        // Only once, and not of what is over.
        let rows = app.store.waiting(moment("2100-01-01T00:00:00Z"), 10).await.unwrap();
        app.store.put_off(&rows, None).await.unwrap();
        raise(&app, "2030-06-05T12:00:00Z").await;
        assert_eq!(waiting(&app).await, []);
    });
}

#[test]
fn who_had_an_alert_is_not_escalated_to_and_who_had_it_late_has_as_much_time() {
    run(|| async {
        let app = app().await;
        let mut document = parties();
        // `digest` is sent at nine the next morning, `it` looks after none of it, and `all` has everything anyway.
        document["channels"][0]["escalation"] = json!({ "after": "PT1H", "to": "digest" });
        document["channels"][2]["escalation"] = json!({ "after": "P1D", "to": "it" });
        apply(&app, document).await;
        apply(&app, contract("2030-06-30")).await;
        raise(&app, "2030-05-31T12:00:00Z").await;
        for (at, escalated) in
            [("2030-06-01T12:00:00Z", &[][..]), ("2030-06-02T06:59:00Z", &[]), ("2030-06-02T07:00:00Z", &["it"])]
        {
            raise(&app, at).await;
            assert_eq!(app.alert(1).unwrap().escalated, escalated, "{at}");
        }
    });
}

/// A channel that lets nothing through by itself, and whom it escalates to.
fn link(key: &str, after: &str, to: &str) -> Value {
    json!({ "key": key, "kind": "EMAIL", "to": ["x@acme.example"], "about": { "owners": ["nobody"] }, "escalation": { "after": after, "to": to } })
}

#[test]
fn what_nobody_sees_to_goes_from_channel_to_channel_and_never_back() {
    run(|| async {
        let app = app().await;
        let mut document = parties();
        // `all` has it, then `team`, who read at nine, then `boss`, who would give it back.
        let mut team = link("team", "PT6H", "boss");
        team["schedule"] = json!("0 9 * * *");
        document["channels"] = json!([
            { "key": "all", "kind": "EMAIL", "to": ["all@acme.example"], "escalation": { "after": "PT1H", "to": "team" } },
            team, link("boss", "PT1H", "all"), link("other", "PT1H", "boss"),
        ]);
        apply(&app, document).await;
        apply(&app, contract("2030-06-30")).await;
        raise(&app, "2030-05-31T12:00:00Z").await;
        for (at, escalated) in [
            ("2030-05-31T12:59:00Z", &[][..]),
            ("2030-05-31T13:00:00Z", &["team"]),
            // Told at nine the next morning, they have six hours from then on.
            ("2030-06-01T14:59:00Z", &["team"]),
            ("2030-06-01T15:00:00Z", &["team", "boss"]),
            ("2030-06-01T18:00:00Z", &["team", "boss"]),
            ("2030-06-09T18:00:00Z", &["team", "boss"]),
        ] {
            raise(&app, at).await;
            assert_eq!(app.alert(1).unwrap().escalated, escalated, "{at}");
        }
        let due = |channel: &str, at: &str| (channel.to_owned(), 1, at.to_owned());
        assert_eq!(
            waiting(&app).await,
            [due("all", "05-31T12:00"), due("boss", "06-01T15:00"), due("team", "06-01T09:00")]
        );
        // A process that starts anew knows how far it went.
        let again = App::on(app.store.clone(), |_| {}).await.unwrap();
        again.raise_alerts_at(Zone::UTC, None, moment("2030-06-09T19:00:00Z")).await.unwrap();
        assert_eq!(again.alert(1), app.alert(1));
    });
}

/// An alert that `all` have since noon on 31 May; after an hour it goes to `team`, and after six more to `boss`.
async fn chained() -> Arc<App> {
    let app = app().await;
    let mut document = parties();
    document["channels"] = json!([
        { "key": "all", "kind": "EMAIL", "to": ["all@acme.example"], "escalation": { "after": "PT1H", "to": "team" } },
        link("team", "PT6H", "boss"), link("boss", "PT1H", "all"),
    ]);
    apply(&app, document).await;
    apply(&app, contract("2030-06-30")).await;
    raise(&app, "2030-05-31T12:00:00Z").await;
    app
}

#[test]
fn who_was_slept_over_has_as_much_time_as_others_before_it_goes_on() {
    run(|| async {
        let app = chained().await;
        // Nobody ran for two days.
        for (at, escalated) in [
            ("2030-06-02T12:00:00Z", &["team"][..]),
            ("2030-06-02T17:59:00Z", &["team"]),
            ("2030-06-02T18:00:00Z", &["team", "boss"]),
        ] {
            raise(&app, at).await;
            assert_eq!(app.alert(1).unwrap().escalated, escalated, "{at}");
        }
    });
}

#[test]
fn a_snooze_ends_for_all_who_had_it_and_they_have_their_time_anew() {
    run(|| async {
        let app = chained().await;
        raise(&app, "2030-05-31T13:00:00Z").await;
        // The team puts it off, before its time is over.
        app.snooze(1, moment("2030-06-04T12:00:00Z")).await.unwrap();
        assert_eq!(waiting(&app).await, []);
        raise(&app, "2030-06-04T11:59:00Z").await;
        assert_eq!(waiting(&app).await, []);
        raise(&app, "2030-06-04T12:00:00Z").await;
        let due = |channel: &str, at: &str| (channel.to_owned(), 1, at.to_owned());
        assert_eq!(waiting(&app).await, [due("all", "06-04T12:00"), due("team", "06-04T12:00")]);
        raise(&app, "2030-06-04T17:59:00Z").await;
        assert_eq!(app.alert(1).unwrap().escalated, ["team"]);
        raise(&app, "2030-06-04T18:00:00Z").await;
        assert_eq!(app.alert(1).unwrap().escalated, ["team", "boss"]);
    });
}
