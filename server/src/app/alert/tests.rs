//! Alerts of an app, day by day.

use chrono::Utc;
use kept_schema::AlertKind;
use serde_json::{Value, json};

use super::*;
use crate::testing::{app, apply, moment, run, write};

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
        let mut document = parties();
        document["channels"][0]["escalation"] = json!({ "after": "P2D", "to": "it" });
        apply(&app, document).await;
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

#[test]
fn who_was_slept_over_has_as_much_time_as_others_before_it_goes_on() {
    run(|| async {
        let app = app().await;
        let mut document = parties();
        document["channels"] = json!([
            { "key": "all", "kind": "EMAIL", "to": ["all@acme.example"], "escalation": { "after": "PT1H", "to": "team" } },
            link("team", "PT6H", "boss"), link("boss", "PT1H", "all"),
        ]);
        apply(&app, document).await;
        apply(&app, contract("2030-06-30")).await;
        raise(&app, "2030-05-31T12:00:00Z").await;
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
        let app = app().await;
        let mut document = parties();
        document["channels"] = json!([
            { "key": "all", "kind": "EMAIL", "to": ["all@acme.example"], "escalation": { "after": "PT1H", "to": "team" } },
            link("team", "PT6H", "boss"), link("boss", "PT1H", "all"),
        ]);
        apply(&app, document).await;
        apply(&app, contract("2030-06-30")).await;
        raise(&app, "2030-05-31T12:00:00Z").await;
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

#[test]
fn a_clock_that_was_ahead_holds_up_nothing() {
    run(|| async {
        let app = app().await;
        let mut document = parties();
        document["channels"][0]["escalation"] = json!({ "after": "P2D", "to": "it" });
        apply(&app, document).await;
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

/// What is known of the first flow to a party without a contract.
async fn finding(app: &App) -> kept_engine::Finding {
    let report = app.snapshot().report_on(today()).await.unwrap();
    report.findings.iter().find(|finding| finding.rule == kept_schema::Rule::FlowWithoutContract).unwrap().clone()
}

/// That the risk of a finding is accepted, as grave as is said, until a day.
fn accepted(finding: &kept_engine::Finding, severity: &str, until: &str) -> Value {
    json!({ "kept": 1, "acceptances": [{ "key": format!("until-{until}"), "finding": finding.id.to_string(),
        "verdict": finding.verdict, "severity": severity, "reason": "The contract is being signed", "owner": "Legal",
        "acceptedOn": "2026-01-01", "until": until }] })
}

#[test]
fn an_accepted_risk_that_is_graver_than_was_accepted_is_told() {
    run(|| async {
        let app = app().await;
        apply(&app, parties()).await;
        apply(&app, flows("mailer", 1)).await;
        let finding = finding(&app).await;
        let raised = raise(&app, &Utc::now().to_rfc3339()).await;
        let alert = raised.iter().find(|alert| alert.told["rule"] == "flow-without-contract").unwrap();
        let state = || app.alert_state(alert, &app.snapshot());
        assert_eq!(state(), AlertState::Open);
        apply(&app, accepted(&finding, "LOW", "2099-12-31")).await;
        assert_eq!(state(), AlertState::Open, "{finding:#?}");
        apply(&app, accepted(&finding, "CRITICAL", "2099-12-31")).await;
        assert_eq!(state(), AlertState::Resolved);
    });
}

#[test]
fn an_accepted_risk_is_told_again_when_its_time_is_over_and_it_is_still_there() {
    run(|| async {
        let app = app().await;
        apply(&app, parties()).await;
        apply(&app, flows("mailer", 1)).await;
        let finding = finding(&app).await;
        apply(&app, accepted(&finding, "CRITICAL", "2030-06-30")).await;
        raise(&app, "2030-06-01T12:00:00Z").await;
        let mut told = Vec::new();
        for day in ["06-22", "06-23", "06-30", "07-01", "07-02"] {
            let new = raise(&app, &format!("2030-{day}T12:00:00Z")).await;
            told.extend(new.iter().map(|alert| format!("{day} {} {}", alert.kind, alert.title)));
        }
        assert_eq!(
            told,
            [
                format!(
                    "06-23 DEADLINE The risk of finding {} is accepted until 2030-06-30: The contract is being signed",
                    finding.id
                ),
                format!(
                    "06-30 DEADLINE The risk of finding {} is accepted until 2030-06-30: The contract is being signed",
                    finding.id
                ),
                format!("07-01 FINDING Accepted until 2030-06-30, and still there: {}", finding.message),
            ]
        );
        // Whoever is told of it is whoever was told of the finding.
        assert_eq!(app.alerts().last().unwrap().channels, ["all", "digest"]);
    });
}

#[test]
fn the_end_of_an_acceptance_is_not_told_when_it_was_renewed_or_its_finding_is_gone() {
    run(|| async {
        let app = app().await;
        apply(&app, parties()).await;
        apply(&app, flows("mailer", 1)).await;
        let finding = finding(&app).await;
        apply(&app, accepted(&finding, "CRITICAL", "2030-06-30")).await;
        raise(&app, "2030-06-01T12:00:00Z").await;
        let told = raise(&app, "2030-06-23T12:00:00Z").await;
        let state = |alert: &Alert| States::new(&app, &app.snapshot(), moment("2030-06-24T12:00:00Z")).of(alert);
        assert_eq!(state(&told[0]), AlertState::Open);
        apply(&app, accepted(&finding, "CRITICAL", "2030-09-30")).await;
        for day in ["2030-06-24", "2030-06-30", "2030-07-01"] {
            assert_eq!(raise(&app, &format!("{day}T12:00:00Z")).await.len(), 0);
        }
        assert_eq!(state(&told[0]), AlertState::Resolved);
        let flow = NodeId::Flow("to-mailer-0".parse().unwrap());
        write(&app, vec![kept_schema::Edit::Delete(flow).into()]).await;
        for day in ["2030-09-23", "2030-09-30", "2030-10-01"] {
            assert_eq!(raise(&app, &format!("{day}T12:00:00Z")).await.len(), 0);
        }
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
