//! Days that come near: told on each of their days, and once.

use chrono::Duration;
use kept_schema::AlertKind;
use serde_json::{Value, json};

use super::{contract, flows, parties, parties_who_pass_on, raise};
use crate::testing::{app, apply, moment, run};

#[test]
fn a_deadline_is_told_on_each_of_its_days_and_never_twice() {
    run(|| async {
        let app = app().await;
        apply(&app, parties()).await;
        apply(&app, contract("2030-06-30")).await;
        let mut told = Vec::new();
        let mut day = moment("2030-03-01T12:00:00Z");
        while day < moment("2030-07-10T00:00:00Z") {
            for _ in 0..2 {
                let new = raise(&app, &day.to_rfc3339()).await;
                told.extend(new.iter().map(|alert| (day.format("%m-%d").to_string(), alert.severity.to_string())));
            }
            day += Duration::days(1);
        }
        let expected = [("04-01", "LOW"), ("05-01", "LOW"), ("05-31", "MEDIUM"), ("06-23", "HIGH"), ("06-30", "HIGH")];
        assert_eq!(told, expected.map(|(day, severity)| (day.to_owned(), severity.to_owned())));
        // It is about what the owner of the vendor looks after: `it` is not told.
        assert!(app.alerts().iter().all(|alert| alert.channels == ["all", "digest"]), "{:#?}", app.alerts());
    });
}

#[test]
fn who_slept_over_days_is_told_once_and_a_clock_that_goes_back_tells_nothing_again() {
    run(|| async {
        let app = app().await;
        apply(&app, parties()).await;
        apply(&app, contract("2030-06-30")).await;
        assert_eq!(raise(&app, "2030-03-01T12:00:00Z").await.len(), 0);
        // The machine slept from before the first day until after the last.
        let slept = raise(&app, "2030-07-04T12:00:00Z").await;
        assert_eq!(slept.len(), 1, "{slept:#?}");
        assert_eq!(slept[0].told["deadline"]["daysAhead"], 0);
        assert_eq!(raise(&app, "2030-06-25T12:00:00Z").await.len(), 1, "a stage nobody was told of");
        assert_eq!(raise(&app, "2030-07-04T12:00:00Z").await.len(), 0);
        assert_eq!(raise(&app, "2030-06-30T12:00:00Z").await.len(), 0);
        // A contract that is recorded late is told at once; one that is moved is told anew.
        apply(&app, contract("2030-07-20")).await;
        let late = raise(&app, "2030-07-04T13:00:00Z").await;
        assert_eq!(
            late.iter().map(|alert| alert.told["deadline"]["daysAhead"].clone()).collect::<Vec<_>>(),
            [json!(30)]
        );
    });
}

#[test]
fn a_contract_can_say_how_early() {
    run(|| async {
        let app = app().await;
        apply(&app, parties()).await;
        let mut early = contract("2030-06-30");
        early["contracts"][0]["alertDays"] = json!([180, 14]);
        apply(&app, early).await;
        let first = raise(&app, "2030-01-01T12:00:00Z").await;
        assert!(first.len() == 1, "{first:#?}");
        assert_eq!(first[0].told["deadline"]["daysAhead"], 180);
        assert_eq!(raise(&app, "2030-06-15T12:00:00Z").await.len(), 0);
        assert_eq!(raise(&app, "2030-06-16T12:00:00Z").await[0].told["deadline"]["daysAhead"], 14);
        assert_eq!(raise(&app, "2030-06-30T12:00:00Z").await.len(), 0);
    });
}

#[test]
fn the_time_for_notice_is_told_when_it_begins_and_before_it_is_over() {
    run(|| async {
        let app = app().await;
        apply(&app, parties()).await;
        let mut renewed = contract("2030-12-31");
        renewed["contracts"][0]["renewal"] = json!({ "kind": "TACIT", "period": "P1Y", "notice": "P90D" });
        apply(&app, renewed).await;
        let mut told = Vec::new();
        let mut day = moment("2030-08-01T12:00:00Z");
        while day < moment("2031-01-10T00:00:00Z") {
            let new = raise(&app, &day.to_rfc3339()).await;
            told.extend(new.iter().map(|alert| {
                let kind = alert.told["deadline"]["kind"].as_str().unwrap().to_owned();
                (day.format("%m-%d").to_string(), kind, alert.severity.to_string())
            }));
            day += Duration::days(1);
        }
        // Ninety days before the end of the year is 2 October; it renews itself, so its end is none.
        let expected =
            [("09-02", "NOTICE_OPENS", "HIGH"), ("09-25", "NOTICE_CLOSES", "HIGH"), ("10-02", "NOTICE_CLOSES", "HIGH")];
        let expected = expected.map(|(day, kind, severity)| (day.to_owned(), kind.to_owned(), severity.to_owned()));
        assert_eq!(told, expected);
    });
}

#[test]
fn a_certification_that_lapses_is_told() {
    run(|| async {
        let app = app().await;
        let mut document = parties();
        document["parties"][3]["certifications"] = json!([{ "scheme": "ISO_27001", "validUntil": "2030-06-30" }]);
        apply(&app, document).await;
        assert_eq!(raise(&app, "2030-03-31T12:00:00Z").await.len(), 0);
        let told = raise(&app, "2030-04-01T12:00:00Z").await;
        assert_eq!(told[0].title, "The certification ISO_27001 of Tidewell ends on 2030-06-30");
        // It goes to whoever looks after the party.
        assert_eq!(
            (told.len(), &told[0].channels[..]),
            (1, &["all".to_owned(), "digest".to_owned(), "it".to_owned()][..])
        );
    });
}

#[test]
fn a_clock_that_was_ahead_holds_up_nothing() {
    run(|| async {
        let app = app().await;
        apply(&app, parties_who_pass_on()).await;
        apply(&app, flows("mailer", 1)).await;
        assert!(!raise(&app, "2040-06-23T12:00:00Z").await.is_empty());
        // The clock is mended: what was told is told to someone else, and days count as they come.
        raise(&app, "2030-06-01T12:00:00Z").await;
        assert_eq!(app.alert(1).unwrap().escalated, ["it"]);
        apply(&app, contract("2030-07-01")).await;
        let stages = async |at: &str| -> Vec<Value> {
            let new = raise(&app, at).await;
            let deadlines = new.iter().filter(|alert| alert.kind == AlertKind::Deadline);
            deadlines.map(|alert| alert.told["deadline"]["daysAhead"].clone()).collect()
        };
        assert_eq!(stages("2030-06-02T12:00:00Z").await, [json!(30)]);
        assert_eq!(stages("2030-07-04T12:00:00Z").await, [json!(0)]);
    });
}
