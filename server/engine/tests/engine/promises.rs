//! Notices, audiences, derivations and what commitments follow.

use serde_json::{Value, json};

use crate::fixture::{clean, lines, promising, report, with, without};

const DAY: &str = "2026-06-01";

fn verdict(document: &Value, on: &str) -> String {
    let report = report(document, on);
    let found = report.promises.iter().find(|found| found.promise.as_str() == "promise");
    found.map_or_else(|| "not in force".to_owned(), |found| found.verdict.to_string())
}

fn about(document: &Value) -> Vec<String> {
    lines(&report(document, DAY)).into_iter().filter(|line| line.starts_with("commitment-broken")).collect()
}

#[test]
fn a_notice_binds_while_it_is_in_force() {
    let document = promising(json!({"onlyRegions": ["US"]}));
    assert_eq!(verdict(&document, DAY), "BROKEN");
    assert_eq!(verdict(&document, "2024-12-31"), "not in force");
    let next = json!({"title": "Newer", "by": "us", "effectiveOn": "2026-06-01", "supersedes": "privacy"});
    let superseded = with(&document, "notices", "newer", next);
    assert_eq!(verdict(&superseded, "2026-05-31"), "BROKEN");
    assert_eq!(verdict(&superseded, "2026-06-01"), "not in force");
    assert_eq!(verdict(&with(&document, "notices", "privacy", json!({"endedOn": "2026-05-31"})), DAY), "not in force");
}

#[test]
fn limits_bind_flows_between_our_own_systems_where_it_makes_sense() {
    let document = promising(json!({"maxRetention": "P1Y", "consent": "OPT_IN", "neverSold": true}));
    let document =
        with(&document, "flows", "shop-crm", json!({"categories": ["user.contact.email"], "retention": "P9Y"}));
    assert_eq!(
        about(&document),
        ["commitment-broken/retention BROKEN HIGH flow:shop-crm promise [user.contact.email] via shop-crm"]
    );
}

#[test]
fn a_notice_for_one_system_follows_data_from_there_only() {
    let document = promising(json!({"onlyRegions": ["US"]}));
    let only_crm = with(&document, "notices", "privacy", json!({"systems": ["crm"]}));
    assert_eq!(verdict(&only_crm, DAY), "KEPT", "nothing leaves the customer files");
    let both = json!({"source": "crm", "recipient": "shop", "categories": ["user.contact.email"], "purposes": ["essential.service"],
        "startedOn": "2025-01-01", "regions": ["US"], "subjects": ["customer"]});
    let document = with(&only_crm, "flows", "crm-shop", both);
    let document = with(&document, "flows", "shop-crm", json!({"categories": ["user.name"]}));
    assert_eq!(
        about(&document),
        [
            "commitment-broken/region BROKEN HIGH flow:mailer-host promise [user.contact.email] via crm-shop shop-mailer mailer-host",
            "commitment-broken/region BROKEN HIGH flow:shop-mailer promise [user.contact.email] via crm-shop shop-mailer",
        ]
    );
}

#[test]
fn subjects_weaken_what_travels() {
    let region = |document: &Value| -> Vec<String> {
        about(document).iter().map(|line| line.split(' ').nth(1).unwrap().to_owned()).collect()
    };
    let document = promising(json!({"onlyRegions": ["CH", "DE"]}));
    let flow =
        |subjects: Value| with(&document, "flows", "shop-mailer", json!({"regions": ["US"], "subjects": subjects}));
    assert_eq!(region(&flow(json!(["customer"]))), ["BROKEN"]);
    assert_eq!(region(&flow(json!([]))), ["UNPROVEN"]);
    assert_eq!(region(&flow(json!(["employee"]))), [""; 0]);
    assert_eq!(region(&flow(json!(["employee", "customer"]))), ["BROKEN"]);
}

#[test]
fn a_path_is_about_one_subject_all_the_way() {
    let document = promising(json!({"onlyRegions": ["DE"]}));
    let document = with(&document, "notices", "privacy", json!({"audience": {"subjects": ["customer", "employee"]}}));
    let document = with(&document, "flows", "shop-mailer", json!({"subjects": ["customer"]}));
    let document = with(&document, "flows", "mailer-host", json!({"subjects": ["employee"]}));
    assert_eq!(about(&document), [""; 0]);
}

#[test]
fn derived_data_is_followed() {
    let document = clean();
    let derives = json!([{"from": ["user.contact"], "to": ["user.demographic.profile"]}]);
    let document = with(&document, "flows", "shop-mailer", json!({"derives": derives}));
    let onward = json!({"categories": ["user.contact.email", "user.demographic"]});
    let document = with(&document, "flows", "mailer-host", onward);
    let promise = json!({"key": "promise", "kind": "COMMITMENT", "scope": {"categories": ["user.demographic"]}, "limits": {"onlyRegions": ["DE"]}});
    let document = with(&document, "notices", "privacy", json!({"promises": [promise]}));
    assert_eq!(
        about(&document),
        [
            "commitment-broken/region UNPROVEN MEDIUM flow:mailer-host promise [user.demographic.profile] via shop-mailer mailer-host"
        ],
        "a profile reaches the host, possibly: its flow says only user.demographic"
    );
}

#[test]
fn a_flow_without_categories_may_carry_everything() {
    let document =
        with(&promising(json!({"onlyRegions": ["DE"]})), "flows", "mailer-host", json!({"categories": null}));
    assert_eq!(
        about(&document),
        [
            "commitment-broken/region UNPROVEN MEDIUM flow:mailer-host promise [user.contact.email] via shop-mailer mailer-host"
        ]
    );
}

#[test]
fn verdicts_are_given_whatever_rules_are_asked_for() {
    use kept_engine::{Options, Rule, SharingGraph, evaluate};
    let register = crate::fixture::register(&promising(json!({"onlyRegions": ["US"]})));
    let graph = SharingGraph::new(&register);
    let options = Options { rules: Some([Rule::UnusedDisclosure].into()) };
    let report = evaluate(&register, &graph, crate::fixture::day(DAY), &options);
    assert_eq!((report.findings.len(), report.promises[0].verdict.code()), (0, "BROKEN"));
}

#[test]
fn users_terms_are_followed_beyond_the_built_in_ones() {
    let terms: Vec<Value> = (0..120)
        .map(|number| json!({"taxonomy": "CATEGORY", "key": format!("user.loyalty{number}"), "name": "Loyalty"}))
        .collect();
    let mut document = promising(json!({"onlyRegions": ["DE"]}));
    document["terms"] = json!(terms);
    document["notices"][0]["promises"][1]["scope"]["categories"] = json!(["user.loyalty119"]);
    let loyal = json!({"categories": ["user.loyalty119"]});
    let document = with(&document, "flows", "shop-mailer", loyal.clone());
    let document = with(&document, "flows", "mailer-host", loyal);
    assert_eq!(
        about(&document),
        ["commitment-broken/region BROKEN HIGH flow:mailer-host promise [user.loyalty119] via shop-mailer mailer-host"]
    );
}

/// A promise of several limits is several promises: who breaks two of them is told of both.
#[test]
fn each_limit_of_a_promise_is_asked() {
    let limits = [
        ("purpose", "onlyPurposes", json!(["analytics"])),
        ("recipient", "onlyRecipients", json!({"parties": ["crm"]})),
        ("region", "onlyRegions", json!(["US"])),
        ("retention", "maxRetention", json!("P1D")),
    ];
    for chosen in 1..1 << limits.len() {
        let chosen: Vec<_> =
            limits.iter().enumerate().filter(|(place, _)| chosen >> place & 1 == 1).map(|(_, limit)| limit).collect();
        let promised = chosen.iter().map(|(_, field, limit)| ((*field).to_owned(), limit.clone())).collect();
        let document = promising(Value::Object(promised));
        let document = without(&without(&document, "flows", "mailer-host"), "flows", "shop-crm");
        let line = |aspect: &str| {
            format!(
                "commitment-broken/{aspect} BROKEN HIGH flow:shop-mailer promise [user.contact.email] via shop-mailer"
            )
        };
        assert_eq!(about(&document), chosen.iter().map(|(aspect, ..)| line(aspect)).collect::<Vec<_>>());
    }
}

/// However many promises there are, the one that is broken is told, and no other.
#[test]
fn of_many_promises_the_broken_one_is_told() {
    let count = 130;
    for broken in [0, 63, 64, 127, 128, 129] {
        let mut document = clean();
        let promises = document["notices"][0]["promises"].as_array_mut().unwrap();
        promises.extend((0..count).map(|number| {
            let retention = if number == broken { "P1D" } else { "P9Y" };
            json!({"key": format!("p{number:03}"), "kind": "COMMITMENT", "scope": {"categories": ["user.contact.email"]},
                "limits": {"maxRetention": retention}})
        }));
        let document = without(&without(&document, "flows", "mailer-host"), "flows", "shop-crm");
        let line = format!(
            "commitment-broken/retention BROKEN HIGH flow:shop-mailer p{broken:03} [user.contact.email] via shop-mailer"
        );
        assert_eq!(about(&document), [line]);
    }
}
