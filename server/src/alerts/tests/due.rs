//! What waits becomes a message when its time comes, whatever clocks do.

use kept_store::{Delivery, DeliveryState};
use serde_json::{Value, json};

use super::super::*;
use super::{ending, messages, turn};
use crate::testing::{app_with, apply, moment, run};

#[test]
fn a_deadline_that_was_slept_over_is_sent() {
    run(|| async {
        let app = app_with(ending("2030-06-30", &json!({}))).await;
        assert_eq!(turn(&app, "2030-03-01T12:00:00Z").await, (0, 0));
        assert_eq!(turn(&app, "2030-07-04T12:00:00Z").await, (1, 1));
        assert_eq!(turn(&app, "2030-07-05T12:00:00Z").await, (0, 0));
    });
}

#[test]
fn a_deadline_that_passes_while_its_alert_waits_is_sent_unless_it_is_moved() {
    run(|| async {
        // On Mondays: 8 July 2030 is one.
        let weekly = json!({ "schedule": "0 9 * * 1" });
        let app = app_with(ending("2030-07-02", &weekly)).await;
        assert_eq!(turn(&app, "2030-07-02T12:00:00Z").await, (1, 0));
        assert_eq!(turn(&app, "2030-07-08T09:00:00Z").await, (0, 1));
        // The last day of another one is moved before Monday comes.
        apply(&app, ending("2030-07-10", &weekly)).await;
        assert_eq!(turn(&app, "2030-07-10T12:00:00Z").await, (1, 0));
        apply(&app, ending("2032-07-10", &weekly)).await;
        assert_eq!(turn(&app, "2030-07-15T09:00:00Z").await, (0, 0));
    });
}

#[test]
fn a_weekend_or_a_zone_behind_loses_no_deadline() {
    run(|| async {
        // 29 and 30 June 2030 are a weekend.
        let quiet = json!({ "quiet": { "days": ["SATURDAY", "SUNDAY"] } });
        let app = app_with(ending("2030-06-30", &quiet)).await;
        assert_eq!(turn(&app, "2030-06-30T12:00:00Z").await, (1, 0));
        assert_eq!(turn(&app, "2030-07-01T00:00:00Z").await, (0, 1));
        // Eight in the evening in Honolulu is tomorrow in Greenwich.
        let behind = json!({ "zone": "Pacific/Honolulu", "schedule": "0 20 * * *" });
        let app = app_with(ending("2030-06-30", &behind)).await;
        assert_eq!(turn(&app, "2030-06-30T12:00:00Z").await, (1, 0));
        assert_eq!(turn(&app, "2030-07-01T06:00:00Z").await, (0, 1));
    });
}

#[test]
fn who_sleeps_over_several_deadlines_and_a_clock_change_tells_each_once_at_its_hour() {
    run(|| async {
        // In Berlin clocks go forward on 31 March 2030, and nine o'clock is seven in Greenwich from then on.
        let daily = json!({ "schedule": "0 9 * * *", "zone": "Europe/Berlin" });
        let mut document = ending("2030-03-29", &daily);
        for (key, on) in
            [("sunday", "2030-03-31"), ("monday", "2030-04-01"), ("week", "2030-04-07"), ("year", "2031-04-01")]
        {
            let mut contract = ending(on, &json!({}))["contracts"][0].clone();
            contract["key"] = json!(key);
            document["contracts"].as_array_mut().unwrap().push(contract);
        }
        let app = app_with(document).await;
        // On Friday all but the last are near; they wait for nine o'clock on Saturday, which is eight in Greenwich still.
        assert_eq!(turn(&app, "2030-03-29T12:00:00Z").await, (4, 0));
        // It sleeps until Tuesday: what waited is told at once, and what came meanwhile waits for nine o'clock.
        let (raised, made) = turn(&app, "2030-04-02T12:00:00Z").await;
        let told: Vec<_> = (app.alerts().iter().skip(4))
            .map(|alert| (alert.told["deadline"]["subject"].clone(), alert.told["deadline"]["daysAhead"].clone()))
            .collect();
        let last_day = |key: &str| (json!(format!("contract:{key}")), json!(0));
        assert_eq!(told, [last_day("sunday"), last_day("monday"), (json!("contract:week"), json!(7))]);
        assert_eq!((raised, made), (3, 1));
        assert_eq!(turn(&app, "2030-04-03T06:59:59Z").await, (0, 0));
        assert_eq!(turn(&app, "2030-04-03T07:00:00Z").await, (0, 1));
        assert_eq!(messages(&app).await, [(vec![1, 2, 3, 4], false), (vec![5, 6, 7], false)]);
        // In October they go back, and nine is eight again.
        apply(&app, ending("2030-10-26", &daily)).await;
        assert_eq!(turn(&app, "2030-10-26T12:00:00Z").await, (1, 0));
        assert_eq!(turn(&app, "2030-10-27T07:59:59Z").await, (0, 0));
        assert_eq!(turn(&app, "2030-10-27T08:00:00Z").await, (0, 1));
        assert_eq!(turn(&app, "2030-10-28T08:00:00Z").await, (0, 0));
    });
}

#[test]
fn what_waits_for_a_schedule_follows_it_when_it_is_changed() {
    run(|| async {
        let app = app_with(ending("2030-06-30", &json!({ "schedule": "0 9 1 1 *" }))).await;
        assert_eq!(turn(&app, "2030-06-23T12:00:00Z").await, (1, 0));
        apply(&app, ending("2030-06-30", &json!({ "schedule": "0 9 * * *" }))).await;
        assert_eq!(turn(&app, "2030-06-23T13:00:00Z").await, (0, 0));
        assert_eq!(turn(&app, "2030-06-24T09:00:00Z").await, (0, 1));
    });
}

#[test]
fn a_clock_that_was_ahead_puts_nothing_off() {
    run(|| async {
        let mut document = ending("2099-12-31", &json!({ "schedule": "0 9 * * *" }));
        document["flows"] = json!([{ "key": "f", "source": "us", "recipient": "mailer", "categories": ["user.contact"], "startedOn": "2026-01-01" }]);
        let app = app_with(document).await;
        let (raised, made) = turn(&app, "2040-06-23T12:00:00Z").await;
        assert!(raised > 0 && made == 0);
        assert_eq!(turn(&app, "2030-06-23T12:00:00Z").await, (0, 0));
        assert_eq!(turn(&app, "2030-06-24T09:00:00Z").await, (0, 1));
    });
}

#[test]
fn runs_that_were_missed_are_made_up_once() {
    run(|| async {
        // Nine o'clock in the morning; nobody runs for three of them.
        let app = app_with(ending("2030-06-30", &json!({ "schedule": "0 9 * * *" }))).await;
        assert_eq!(turn(&app, "2030-06-23T12:00:00Z").await, (1, 0));
        assert_eq!(turn(&app, "2030-06-26T15:00:00Z").await, (0, 1));
        assert_eq!(turn(&app, "2030-06-27T09:00:00Z").await, (0, 0));
    });
}

#[test]
fn what_gathers_until_a_schedule_comes_is_one_message_and_a_flood_is_several() {
    run(|| async {
        // On Mondays: 8 July 2030 is one.
        let app = app_with(ending("2030-07-10", &json!({ "schedule": "0 9 * * 1" }))).await;
        let contract = |number: usize, on: &str| {
            let mut contract = ending(on, &json!({}))["contracts"][0].clone();
            contract["key"] = json!(format!("nda-{number}"));
            contract
        };
        // One on Wednesday, one on Friday.
        assert_eq!(turn(&app, "2030-07-03T12:00:00Z").await, (1, 0));
        apply(&app, json!({ "kept": 1, "contracts": [contract(1, "2030-07-12")] })).await;
        assert_eq!(turn(&app, "2030-07-05T12:00:00Z").await, (1, 0));
        assert_eq!(turn(&app, "2030-07-08T09:00:00Z").await, (0, 1));
        assert_eq!(messages(&app).await, [(vec![1, 2], false)]);
        // With the two, whose days came meanwhile.
        let flood: Vec<Value> = (2..252).map(|number| contract(number, "2030-07-21")).collect();
        apply(&app, json!({ "kept": 1, "contracts": flood })).await;
        assert_eq!(turn(&app, "2030-07-15T08:00:00Z").await, (252, 0));
        assert_eq!(turn(&app, "2030-07-15T09:00:00Z").await, (0, 3));
        let mut told: Vec<u64> = messages(&app).await.into_iter().flat_map(|(alerts, _)| alerts).collect();
        told.sort_unstable();
        told.dedup();
        assert_eq!(told, (1..=254).collect::<Vec<_>>());
    });
}

#[test]
fn what_was_seen_to_before_its_time_and_is_open_again_is_sent_by_its_schedule() {
    run(|| async {
        let app = app_with(ending("2030-06-30", &json!({ "schedule": "0 9 * * *", "zone": "Europe/Berlin" }))).await;
        assert_eq!(turn(&app, "2030-05-31T12:00:00Z").await, (1, 0));
        app.acknowledge(1, "owner".to_owned(), None).await.unwrap();
        // Nine o'clock passes, and it is not told.
        assert_eq!(turn(&app, "2030-06-01T07:00:00Z").await, (0, 0));
        app.reopen_alert(1).await.unwrap();
        assert_eq!(turn(&app, "2030-06-01T12:00:00Z").await, (0, 0));
        assert_eq!(turn(&app, "2030-06-02T07:00:00Z").await, (0, 1));
        // Who was told is not told again.
        app.acknowledge(1, "owner".to_owned(), None).await.unwrap();
        app.reopen_alert(1).await.unwrap();
        assert_eq!(turn(&app, "2030-06-03T07:00:00Z").await, (0, 0));
        assert_eq!(messages(&app).await, [(vec![1], false)]);
    });
}

#[test]
fn messages_are_kept_as_long_as_is_said() {
    run(|| async {
        let app = app_with(ending("2030-06-30", &json!({}))).await;
        let sent = Delivery {
            state: DeliveryState::Sent,
            ..Delivery::new(&"desk".parse().unwrap(), vec![], moment("2030-01-31T12:00:00Z"))
        };
        app.store().post(&sent, false).await.unwrap();
        let keeping = |keep: Option<&str>| {
            let keep = keep.map(|keep| keep.parse().unwrap());
            Alerter::new(app.clone(), Settings { keep, ..Settings::default() }).unwrap()
        };
        for (keep, today, left) in
            [(None, "2099-01-01", 1), (Some("P1M"), "2030-02-28", 1), (Some("P1M"), "2030-03-01", 0)]
        {
            keeping(keep).tidy(today.parse().unwrap()).await.unwrap();
            assert_eq!(messages(&app).await.len(), left, "{today}");
        }
    });
}
