//! That something is resolved is told to who was told of it.

use chrono::Utc;
use serde_json::json;

use super::{ending, messages, turn};
use crate::testing::{app_with, apply, run};

#[test]
fn a_channel_that_asks_for_it_is_told_once_that_what_it_was_told_of_is_resolved() {
    run(|| async {
        let app = app_with(ending("2030-06-30", &json!({ "resolved": true }))).await;
        assert_eq!(turn(&app, "2030-05-31T12:00:00Z").await, (1, 1));
        assert_eq!(turn(&app, "2030-05-31T13:00:00Z").await, (0, 0));
        // Someone who has seen to it wants to know all the more.
        app.acknowledge(1, "owner".to_owned(), None).await.unwrap();
        apply(&app, ending("2032-06-30", &json!({ "resolved": true }))).await;
        for made in [1, 0] {
            assert_eq!(turn(&app, "2030-05-31T14:00:00Z").await, (0, made));
        }
        assert_eq!(messages(&app).await, [(vec![1], false), (vec![1], true)]);
        assert_eq!(app.store().told().await.unwrap(), []);
    });
}

#[test]
fn what_nobody_was_told_of_or_is_over_is_not_told_to_be_resolved() {
    run(|| async {
        let desk = json!({ "resolved": true, "schedule": "0 9 * * *" });
        let app = app_with(ending("2030-06-30", &desk)).await;
        // Moved before it was told.
        assert_eq!(turn(&app, "2030-05-31T12:00:00Z").await, (1, 0));
        apply(&app, ending("2031-06-30", &desk)).await;
        assert_eq!(turn(&app, "2030-06-01T09:00:00Z").await, (0, 0));
        // Told, and its day is over.
        assert_eq!(turn(&app, "2031-06-30T08:00:00Z").await, (1, 0));
        assert_eq!(turn(&app, "2031-06-30T09:00:00Z").await, (0, 1));
        assert_eq!(app.store().told().await.unwrap().len(), 1);
        assert_eq!(turn(&app, "2031-07-01T09:00:00Z").await, (0, 0));
        assert_eq!(app.store().told().await.unwrap(), []);
        assert_eq!(messages(&app).await, [(vec![2], false)]);
    });
}

#[test]
fn that_something_is_resolved_follows_the_schedule_and_is_not_told_when_it_comes_back_before() {
    run(|| async {
        let desk = json!({ "resolved": true, "schedule": "0 9 * * *" });
        let app = app_with(ending("2030-06-30", &desk)).await;
        turn(&app, "2030-05-31T12:00:00Z").await;
        assert_eq!(turn(&app, "2030-06-01T09:00:00Z").await, (0, 1));
        // It is moved by mistake, and back before anybody is told.
        apply(&app, ending("2032-06-30", &desk)).await;
        assert_eq!(turn(&app, "2030-06-01T12:00:00Z").await, (0, 0));
        assert!(app.store().told().await.unwrap()[0].due_at.is_some());
        apply(&app, ending("2030-06-30", &desk)).await;
        assert_eq!(turn(&app, "2030-06-02T09:00:00Z").await, (0, 0));
        // Then for good.
        apply(&app, ending("2032-06-30", &desk)).await;
        assert_eq!(turn(&app, "2030-06-02T12:00:00Z").await, (0, 0));
        assert_eq!(turn(&app, "2030-06-03T09:00:00Z").await, (0, 1));
        assert_eq!(messages(&app).await, [(vec![1], false), (vec![1], true)]);
    });
}

#[test]
fn findings_that_are_mended_are_told_to_be() {
    run(|| async {
        let rule = json!({ "resolved": true, "about": { "rules": ["flow-without-contract"] } });
        let mut document = ending("2099-12-31", &rule);
        document["contracts"] = json!([]);
        document["flows"] = json!([{ "key": "f", "source": "us", "recipient": "mailer", "categories": ["user.contact"], "startedOn": "2026-01-01" }]);
        let app = app_with(document).await;
        assert_eq!(turn(&app, &Utc::now().to_rfc3339()).await.1, 1);
        let flow = kept_schema::NodeId::Flow("f".parse().unwrap());
        crate::testing::write(&app, vec![kept_schema::Edit::Delete(flow).into()]).await;
        for made in [1, 0] {
            assert_eq!(turn(&app, &Utc::now().to_rfc3339()).await.1, made);
        }
        let told = messages(&app).await;
        assert_eq!((told[0].1, told[1].1, &told[0].0), (false, true, &told[1].0));
    });
}
