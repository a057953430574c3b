//! The rules over time: a clean register, one change, and exactly this finding.

use std::collections::BTreeSet;

use kept_engine::{Evaluation, Event, EventKind, ForecastStep, events};
use kept_schema::Edit;
use serde_json::{Value, json};

use crate::fixture::{clean, day, lines, messages, register, report, report_on, with, without};

const DAY: &str = "2026-06-01";

/// The clean company whose notice of 2025 took the place of one that promised this of e-mail addresses.
fn promised(limits: Value) -> Value {
    let promise =
        json!({"key": "old", "kind": "COMMITMENT", "scope": {"categories": ["user.contact.email"]}, "limits": limits});
    let document = with(
        &clean(),
        "notices",
        "earlier",
        json!({"title": "Earlier notice", "by": "us", "effectiveOn": "2024-01-01",
            "audience": {"subjects": ["customer"]}, "promises": [promise]}),
    );
    with(&document, "notices", "privacy", json!({"supersedes": "earlier", "effectiveOn": "2026-01-01"}))
}

#[track_caller]
fn finds(document: &Value, on: &str, expected: &[&str]) {
    assert_eq!(lines(&report(document, on)), expected);
}

const BROKEN: &str =
    "legacy-commitment-broken/region BROKEN HIGH flow:mailer-host old [user.contact.email] via shop-mailer mailer-host";
const UNPROVEN: &str = "legacy-commitment-broken/region UNPROVEN MEDIUM flow:mailer-host old [user.contact.email] via shop-mailer mailer-host";

#[test]
fn an_old_promise_that_is_kept_says_nothing() {
    finds(&promised(json!({"onlyRegions": ["eea", "CH"]})), DAY, &[]);
}

#[test]
fn an_old_promise_binds_until_the_longest_retention_has_run_out() {
    let document = promised(json!({"onlyRegions": ["eea"]}));
    finds(&document, DAY, &[BROKEN]);
    assert_eq!(
        messages(&report(&document, DAY)),
        [
            "Basalt Hosting AG receives user.contact.email in CH; the promise keeps it in eea; this was promised through 2025-12-31 in Earlier notice"
        ]
    );
    finds(&document, "2026-12-31", &[BROKEN]);
    finds(&document, "2027-01-01", &[]);
    // The longest one on the path counts, wherever it is.
    let longer = with(&document, "flows", "shop-mailer", json!({"retention": "P2Y"}));
    finds(&longer, "2027-12-31", &[BROKEN]);
    finds(&longer, "2028-01-01", &[]);
}

#[test]
fn a_forecast_knows_the_day_on_which_old_data_is_gone() {
    let document = promised(json!({"onlyRegions": ["eea"]}));
    let evaluation = Evaluation::new(register(&document), day("2026-10-01"));
    let steps = evaluation.forecast(day("2027-06-01"));
    let gone = |step: &&ForecastStep| step.causes.iter().any(|cause| cause.kind == EventKind::OldDataGone);
    let gone: Vec<_> = steps.iter().filter(gone).map(|step| (step.on, step.delta.disappeared.len())).collect();
    assert_eq!(gone, [(day("2027-01-01"), 1)]);
}

#[test]
fn what_records_no_retention_never_provably_runs_out() {
    let document = promised(json!({"onlyRegions": ["eea"]}));
    let unknown = with(&document, "flows", "shop-mailer", json!({"retention": null}));
    let old =
        |on| lines(&report(&unknown, on)).into_iter().filter(|line| line.starts_with("legacy")).collect::<Vec<_>>();
    assert_eq!(old("2026-12-31"), [BROKEN]);
    assert_eq!(old("2030-01-01"), [UNPROVEN]);
}

#[test]
fn users_who_agreed_anew_are_bound_by_the_new_notice() {
    let document = promised(json!({"onlyRegions": ["eea"]}));
    finds(&with(&document, "notices", "privacy", json!({"consentRenewed": true})), DAY, &[]);
    // Also when they agreed to one further on, from its first day.
    let later = json!({"title": "Later", "by": "us", "effectiveOn": "2026-03-01", "supersedes": "privacy", "consentRenewed": true});
    let document = with(&document, "notices", "later", later);
    let old = |on| lines(&report(&document, on)).iter().any(|line| line.starts_with("legacy"));
    assert!(old("2026-02-28"));
    assert!(!old("2026-03-01"));
}

#[test]
fn a_promise_made_again_is_said_once() {
    let mut document = promised(json!({"onlyRegions": ["eea"], "maxRetention": "P6M"}));
    let again = json!({"key": "new", "kind": "COMMITMENT", "scope": {"categories": ["user.contact.email"]}, "limits": {"onlyRegions": ["eea"]}});
    let notices = document["notices"].as_array_mut().unwrap();
    let privacy = notices.iter_mut().find(|notice| notice["key"] == "privacy").unwrap();
    privacy["promises"].as_array_mut().unwrap().push(again);
    finds(
        &document,
        DAY,
        &[
            "commitment-broken/region BROKEN HIGH flow:mailer-host new [user.contact.email] via shop-mailer mailer-host",
            "legacy-commitment-broken/retention BROKEN HIGH flow:mailer-host old [user.contact.email] via shop-mailer mailer-host",
            "legacy-commitment-broken/retention BROKEN HIGH flow:shop-mailer old [user.contact.email] via shop-mailer",
            // It declares contact data, which may be others than e-mail addresses.
            "legacy-commitment-broken/retention UNPROVEN MEDIUM flow:shop-crm old [user.contact.email] via shop-crm",
        ],
    );
}

#[test]
fn an_old_promise_never_to_sell_is_critical() {
    let document =
        with(&promised(json!({"neverSold": true})), "flows", "shop-mailer", json!({"consideration": "SALE"}));
    finds(
        &document,
        DAY,
        &["legacy-commitment-broken/sale BROKEN CRITICAL flow:shop-mailer old [user.contact.email] via shop-mailer"],
    );
}

fn certified(certifications: Value) -> Value {
    with(&clean(), "parties", "host", json!({"certifications": certifications}))
}

#[test]
fn a_certification_lapses() {
    let document = certified(json!([{"scheme": "ISO_27001", "validUntil": "2026-06-01"}, {"scheme": "SOC_2"}]));
    let ahead = |severity: &str| {
        format!(
            "certification-expired KEPT {severity} party:host [user.contact.email] via shop-mailer mailer-host due 2026-06-01"
        )
    };
    finds(&document, "2026-03-02", &[]);
    finds(&document, "2026-03-03", &[&ahead("LOW")]);
    finds(&document, "2026-05-01", &[&ahead("LOW")]);
    finds(&document, "2026-05-02", &[&ahead("MEDIUM")]);
    finds(&document, DAY, &[&ahead("MEDIUM")]);
    let lapsed = "certification-expired UNPROVEN MEDIUM party:host [user.contact.email] via shop-mailer mailer-host";
    finds(&document, "2026-06-02", &[lapsed]);
    assert_eq!(
        messages(&report(&document, "2026-06-02")),
        ["The certification ISO_27001 of Basalt Hosting AG, which receives user.contact.email, ended on 2026-06-01"]
    );
    let [before, after] = [DAY, "2026-06-02"].map(|on| report(&document, on).findings[0].id);
    assert_eq!(before, after);
}

#[test]
fn a_later_certification_of_the_scheme_makes_it_fine() {
    let both = |from: &str| {
        json!([{"scheme": "ISO_27001", "validUntil": "2026-06-01"},
            {"scheme": "ISO_27001", "validFrom": from, "validUntil": "2029-06-01"}])
    };
    finds(&certified(both("2026-06-02")), DAY, &[]);
    finds(&certified(both("2026-06-02")), "2026-06-02", &[]);
    let due =
        "certification-expired KEPT MEDIUM party:host [user.contact.email] via shop-mailer mailer-host due 2026-06-01";
    finds(&certified(both("2026-06-03")), DAY, &[due]);
}

#[test]
fn each_scheme_is_a_finding_of_its_own() {
    let lapsed =
        certified(json!([{"scheme": "A", "validUntil": "2026-01-01"}, {"scheme": "B", "validUntil": "2026-01-01"}]));
    assert_eq!(report(&lapsed, DAY).findings.len(), 2);
    finds(&certified(json!([{"scheme": "A", "validFrom": "2026-07-01"}])), DAY, &[]);
    // Nobody is asked to whom nothing of ours goes.
    let idle = with(&lapsed, "flows", "mailer-host", json!({"categories": ["user.location"]}));
    finds(&idle, DAY, &[]);
}

#[test]
fn a_system_of_a_party_counts() {
    let document = with(&clean(), "parties", "host", json!({"operator": "basalt", "kind": "SYSTEM"}));
    let document = with(
        &document,
        "parties",
        "basalt",
        json!({"name": "Basalt AG", "kind": "VENDOR", "country": "CH",
            "certifications": [{"scheme": "SOC_2", "validUntil": "2026-05-01"}]}),
    );
    let found = lines(&report(&document, DAY));
    let lapsed = "certification-expired UNPROVEN MEDIUM party:basalt [user.contact.email] via shop-mailer mailer-host";
    assert!(found.iter().any(|line| line == lapsed), "{found:?}");
}

#[test]
fn a_verification_lasts_a_year() {
    let document = with(&clean(), "flows", "mailer-host", json!({"verifiedOn": "2025-06-01"}));
    finds(&document, DAY, &[]);
    finds(
        &document,
        "2026-06-02",
        &["flow-unverified UNPROVEN LOW flow:mailer-host [user.contact.email] via shop-mailer mailer-host"],
    );
    assert_eq!(
        messages(&report(&document, "2026-06-02")),
        ["Basalt Hosting AG receives user.contact.email from Nimbus Mail Inc., which was last verified on 2025-06-01"]
    );
}

/// Whoever promises today what was promised before is asked once; another limit of the same kind leaves the old one standing.
#[test]
fn an_old_promise_is_asked_when_todays_is_another() {
    let document = |old: &Value, new: &Value| {
        let mut document = promised(old.clone());
        let notices = document["notices"].as_array_mut().unwrap();
        let today = notices.iter_mut().find(|notice| notice["key"] == "privacy").unwrap();
        let promise =
            json!({"key": "new", "kind": "COMMITMENT", "scope": {"categories": ["user.contact.email"]}, "limits": new});
        today["promises"].as_array_mut().unwrap().push(promise);
        // Sold without a contract to someone who passes it on, and without asking anyone.
        let sold = json!({"consideration": "SALE", "consent": "NONE"});
        without(&with(&document, "flows", "shop-mailer", sold), "contracts", "dpa-mailer")
    };
    let asked = |old: &Value, new: &Value| {
        lines(&report(&document(old, new), DAY)).iter().any(|line| line.starts_with("legacy"))
    };
    // One who leaves the program running while today's promise is changed is told the same.
    let followed = |one: &Value, other: &Value| {
        let [before, after] = [register(&document(one, one)), register(&document(one, other))];
        let mut evaluation = Evaluation::new(before.clone(), day(DAY));
        let promise = after.get(&"promise:new".parse().unwrap()).unwrap();
        let (next, changes) = before.apply([Edit::Put(promise).into()], 2).unwrap();
        evaluation.update(next, &changes);
        lines(&evaluation.report()) == lines(&report_on(&after, day(DAY)))
    };
    let another = json!({"maxRetention": "P9Y"});
    for (one, other) in [
        (json!({"neverPurposes": ["marketing"]}), json!({"neverPurposes": ["sales"]})),
        (json!({"onlyRecipients": {"parties": ["crm"]}}), json!({"onlyRecipients": {"parties": ["mailer", "host"]}})),
        (json!({"onlyRegions": ["US"]}), json!({"onlyRegions": ["DE", "CH"]})),
        (json!({"maxRetention": "P30D"}), json!({"maxRetention": "P90D"})),
        (json!({"safeguards": ["pseudonymisation"]}), json!({"safeguards": ["logging"]})),
        (json!({"consent": "OPT_IN"}), json!({"consent": "OPT_OUT"})),
        (json!({"neverSold": true}), another.clone()),
        (json!({"contractRequired": true}), another.clone()),
        (json!({"onwardSharing": "FORBIDDEN"}), another),
    ] {
        assert!(!asked(&one, &one), "{one}");
        assert!(asked(&one, &other), "{one} and {other}");
        assert!(followed(&one, &other), "{one} and then {other}");
    }
}

/// What is promised today of other data says nothing of the data of before.
#[test]
fn an_old_promise_is_asked_when_todays_is_of_other_data() {
    let mut document = promised(json!({"onlyRegions": ["eea"]}));
    let notices = document["notices"].as_array_mut().unwrap();
    let today = notices.iter_mut().find(|notice| notice["key"] == "privacy").unwrap();
    let other = json!({"key": "new", "kind": "COMMITMENT", "scope": {"categories": ["user.location"]}, "limits": {"onlyRegions": ["eea"]}});
    today["promises"].as_array_mut().unwrap().push(other);
    finds(&document, DAY, &[BROKEN]);
}

/// A notice that was replaced before anyone could read it was given to nobody, and binds nothing.
#[test]
fn a_notice_that_was_never_in_force_binds_nothing() {
    let document = promised(json!({"onlyRegions": ["eea"]}));
    let never = with(&document, "notices", "earlier", json!({"effectiveOn": "2026-01-01"}));
    finds(&never, DAY, &[]);
    let goes = |document: &Value| {
        let events = events(&register(document), day(DAY), day("2030-01-01"));
        events.values().flatten().any(|event| event.kind == EventKind::OldDataGone)
    };
    assert!(goes(&document) && !goes(&never));
    let of_nothing = with(&document, "notices", "earlier", json!({"promises": []}));
    assert!(!goes(&of_nothing), "nothing was promised for its data");
    let for_a_day = with(&document, "notices", "earlier", json!({"effectiveOn": "2025-12-31"}));
    finds(&for_a_day, DAY, &[BROKEN]);
}

/// Whoever looks half a year ahead sees every renewal on the way, whether or not notice can be given.
#[test]
fn each_term_of_a_contract_that_renews_itself_is_told() {
    for notice in [json!(null), json!("P7D")] {
        let mut renewal = json!({"kind": "TACIT", "period": "P1M", "notice": notice});
        if notice.is_null() {
            renewal.as_object_mut().unwrap().remove("notice");
        }
        let terms = json!({"effectiveOn": "2026-01-01", "endsOn": "2026-01-31", "renewal": renewal});
        let register = register(&with(&clean(), "contracts", "dpa-mailer", terms));
        let events = events(&register, day("2026-01-15"), day("2026-06-15"));
        let renews = |(_, events): &(&kept_schema::Day, &BTreeSet<Event>)| {
            events.iter().any(|event| event.kind == EventKind::ContractRenews)
        };
        let days: Vec<String> = events.iter().filter(renews).map(|(on, _)| on.to_string()).collect();
        assert_eq!(days, ["2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01", "2026-06-01"], "notice: {notice}");
    }
}
