//! Alerts that are open again because someone takes back what they said.

use chrono::Utc;

use super::super::{AlertError, AlertState};
use super::{contract, parties, parties_who_pass_on, raise, waiting};
use crate::app::App;
use crate::testing::{app, apply, moment, run};

/// The channels an alert waits for.
async fn holders(app: &App) -> Vec<String> {
    let mut found: Vec<_> = app.store().waiting_after(moment("2000-01-01T00:00:00Z"), 100).await.unwrap();
    found.sort_by(|a, b| a.channel.cmp(&b.channel));
    found.into_iter().map(|waiting| waiting.channel).collect()
}

#[test]
fn who_was_not_told_because_it_was_seen_to_is_told_after_all() {
    run(|| async {
        let app = app().await;
        apply(&app, parties()).await;
        apply(&app, contract("2030-06-30")).await;
        raise(&app, "2030-05-31T12:00:00Z").await;
        let state = || app.alert_state(&app.alert(1).unwrap(), &app.snapshot());
        // One channel has it already; the digest had no time to.
        let due = app.store.waiting(moment("2030-05-31T12:00:00Z"), 10).await.unwrap();
        let message = kept_store::Delivery::new(&due[0].channel.parse().unwrap(), vec![1], Utc::now());
        app.post(&message, false).await.unwrap();

        app.acknowledge(1, "owner".to_owned(), None).await.unwrap();
        assert_eq!((state(), holders(&app).await), (AlertState::Acknowledged, vec![]));
        let open = app.reopen_alert(1).await.unwrap();
        assert_eq!((open.acknowledged.clone(), state()), (None, AlertState::Open));
        assert_eq!(holders(&app).await, ["digest"]);

        app.snooze(1, moment("2031-01-01T00:00:00Z")).await.unwrap();
        assert_eq!((state(), holders(&app).await), (AlertState::Snoozed, vec![]));
        app.reopen_alert(1).await.unwrap();
        assert_eq!((state(), holders(&app).await), (AlertState::Open, vec!["digest".to_owned()]));

        // What is open stays as it is.
        let version = app.store.alert_head().await.unwrap().version;
        assert_eq!(app.reopen_alert(1).await.unwrap().number, 1);
        assert_eq!(app.store.alert_head().await.unwrap().version, version);
        // What another service knows since is taken back too.
        let other = App::on(app.store().clone(), |_| {}).await.unwrap();
        other.acknowledge(1, "colleague".to_owned(), None).await.unwrap();
        assert_eq!(app.reopen_alert(1).await.unwrap().acknowledged, None);
        assert_eq!(app.store.alert_head().await.unwrap().version, version + 2);
        assert!(matches!(app.reopen_alert(2).await, Err(AlertError::NotFound(2))));
    });
}

#[test]
fn the_time_until_it_goes_to_someone_else_stands_still_while_it_is_seen_to() {
    run(|| async {
        let app = app().await;
        apply(&app, parties_who_pass_on()).await;
        apply(&app, contract("2030-06-30")).await;
        raise(&app, "2030-05-31T12:00:00Z").await;
        app.acknowledge(1, "owner".to_owned(), None).await.unwrap();
        let seen = app.alert(1).unwrap().acknowledged.clone().unwrap().at;
        let open = app.reopen_alert(1).await.unwrap();
        let stood_still = Utc::now() - seen;
        let moved = open.given_at("all") - open.at;
        assert!(moved <= stood_still && moved >= chrono::TimeDelta::zero(), "{moved} of {stood_still}");
        raise(&app, "2030-06-02T11:59:00Z").await;
        assert_eq!(app.alert(1).unwrap().escalated, Vec::<String>::new());
        raise(&app, "2030-06-02T12:01:00Z").await;
        assert_eq!(app.alert(1).unwrap().escalated, ["it"]);
        assert!(waiting(&app).await.contains(&("it".to_owned(), 1, "06-02T12:01".to_owned())));
    });
}
