//! Every rule: a clean register, one change, and exactly this finding.

use serde_json::{Value, json};

use crate::fixture::{clean, lines, messages, promising, report, with, without};

const DAY: &str = "2026-06-01";

/// The findings of a document, and their messages.
#[track_caller]
fn finds(document: &Value, expected: &[(&str, &str)]) {
    let report = report(document, DAY);
    let found: Vec<(String, &str)> = lines(&report).into_iter().zip(messages(&report)).collect();
    let found: Vec<(&str, &str)> = found.iter().map(|(line, message)| (line.as_str(), *message)).collect();
    assert_eq!(found, expected);
}

fn flow(fields: Value) -> Value {
    with(&clean(), "flows", "shop-mailer", fields)
}

fn contract(fields: Value) -> Value {
    with(&clean(), "contracts", "dpa-mailer", fields)
}

#[test]
fn nothing_is_found_in_a_clean_register() {
    finds(&clean(), &[]);
    assert_eq!(report(&clean(), DAY).promises.len(), 1);
}

#[test]
fn flow_without_contract() {
    let line = "flow-without-contract BROKEN HIGH flow:shop-mailer [user.contact.email] via shop-mailer";
    let message = "Nimbus Mail Inc. receives user.contact.email from Web shop without a contract between Acme GmbH and Nimbus Mail Inc.";
    finds(&without(&clean(), "contracts", "dpa-mailer"), &[(line, message)]);
    finds(&contract(json!({"effectiveOn": "2026-06-02"})), &[(line, message)]);
    finds(
        &without(&clean(), "contracts", "dpa-host"),
        &[(
            "flow-without-contract BROKEN HIGH flow:mailer-host [user.contact.email] via shop-mailer mailer-host",
            "Basalt Hosting AG receives user.contact.email from Nimbus Mail Inc. without a contract between Nimbus Mail Inc. and Basalt Hosting AG",
        )],
    );
}

#[test]
fn a_flow_that_only_may_carry_data_lacks_a_contract_only_perhaps() {
    let document = without(&clean(), "contracts", "dpa-host");
    let document = with(&document, "flows", "mailer-host", json!({"categories": ["user.contact"]}));
    finds(
        &document,
        &[(
            "flow-without-contract UNPROVEN MEDIUM flow:mailer-host [user.contact.email] via shop-mailer mailer-host",
            "Basalt Hosting AG may receive user.contact.email from Nimbus Mail Inc. without a contract between Nimbus Mail Inc. and Basalt Hosting AG; to know for certain, declare more narrowly what the flow mailer-host carries",
        )],
    );
}

#[test]
fn flow_after_contract() {
    finds(
        &contract(json!({"endsOn": "2026-05-31"})),
        &[(
            "flow-after-contract BROKEN HIGH flow:shop-mailer dpa-mailer [user.contact.email] via shop-mailer",
            "Nimbus Mail Inc. still receives user.contact.email from Web shop although the contract Mail agreement ended on 2026-05-31",
        )],
    );
    finds(
        &contract(json!({"terminatedOn": "2026-06-01"})),
        &[(
            "flow-after-contract BROKEN HIGH flow:shop-mailer dpa-mailer [user.contact.email] via shop-mailer",
            "Nimbus Mail Inc. still receives user.contact.email from Web shop although the contract Mail agreement ended on 2026-05-31",
        )],
    );
}

#[test]
fn flow_outside_contract() {
    let head = |aspect: &str, verdict: &str, categories: &str| {
        let contract = "flow:shop-mailer dpa-mailer";
        format!("flow-outside-contract/{aspect} {verdict} {contract} [{categories}] via shop-mailer")
    };
    let email = "user.contact.email";
    for (fields, aspect, verdict, message) in [
        (
            json!({"purposes": ["marketing.advertising"]}),
            "purpose",
            "BROKEN MEDIUM",
            "Nimbus Mail Inc. receives user.contact.email for marketing.advertising; the contract Mail agreement admits only marketing.communications.email",
        ),
        (
            json!({"purposes": ["marketing"]}),
            "purpose",
            "UNPROVEN LOW",
            "Nimbus Mail Inc. receives user.contact.email for marketing; the contract Mail agreement admits only marketing.communications.email, so only part of it may be admitted",
        ),
        (
            json!({"subjects": ["employee"]}),
            "subject",
            "BROKEN MEDIUM",
            "Nimbus Mail Inc. receives user.contact.email of employee; the contract Mail agreement admits only customer",
        ),
        (
            json!({"subjects": null}),
            "subject",
            "UNPROVEN LOW",
            "It is not recorded whose user.contact.email Nimbus Mail Inc. receives; the contract Mail agreement admits only customer",
        ),
        (
            json!({"regions": ["DE", "US"]}),
            "region",
            "BROKEN MEDIUM",
            "Nimbus Mail Inc. receives user.contact.email in DE and US; the contract Mail agreement admits only eea",
        ),
        (
            json!({"regions": ["world"]}),
            "region",
            "UNPROVEN LOW",
            "Nimbus Mail Inc. receives user.contact.email in world; the contract Mail agreement admits only eea, so only part of it may be admitted",
        ),
        (
            json!({"retention": "P3Y"}),
            "retention",
            "BROKEN MEDIUM",
            "Nimbus Mail Inc. keeps user.contact.email for 3 years; the contract Mail agreement admits at most 2 years",
        ),
        (
            json!({"retention": null}),
            "retention",
            "UNPROVEN LOW",
            "It is not recorded how long Nimbus Mail Inc. keeps user.contact.email; the contract Mail agreement admits at most 2 years",
        ),
        (
            json!({"safeguards": ["encryption.rest"]}),
            "safeguard",
            "BROKEN MEDIUM",
            "Nimbus Mail Inc. receives user.contact.email protected by encryption.rest; the contract Mail agreement asks for encryption.transit",
        ),
        (
            json!({"safeguards": ["encryption"]}),
            "safeguard",
            "UNPROVEN LOW",
            "Nimbus Mail Inc. receives user.contact.email protected by encryption; the contract Mail agreement asks for encryption.transit, so only part of it may be admitted",
        ),
    ] {
        finds(&flow(fields), &[(&head(aspect, verdict, email), message)]);
    }
}

#[test]
fn what_neither_flow_nor_contract_records_is_unproven() {
    let terms = json!({"categories": ["user.contact"], "regions": ["eea"]});
    finds(
        &contract(json!({"terms": terms})),
        &[(
            "flow-outside-contract/purpose UNPROVEN LOW flow:shop-mailer dpa-mailer [user.contact.email] via shop-mailer",
            "Nimbus Mail Inc. receives user.contact.email for marketing.communications.email; the contract Mail agreement does not say which purposes it admits",
        )],
    );
}

#[test]
fn categories_outside_a_contract_are_named() {
    let document = flow(json!({"categories": ["user.contact.email", "user.name", "user.contact"]}));
    let document = with(
        &document,
        "notices",
        "privacy",
        json!({"promises": [{
        "key": "all", "kind": "DISCLOSURE", "scope": {"categories": ["user"]}}]}),
    );
    finds(
        &document,
        &[(
            "flow-outside-contract/category BROKEN MEDIUM flow:shop-mailer dpa-mailer [user.name] via shop-mailer",
            "Nimbus Mail Inc. receives user.name; the contract Mail agreement admits only user.contact",
        )],
    );
}

#[test]
fn flow_to_offboarded_party() {
    let offboarded = |on: &str| with(&clean(), "parties", "host", json!({"status": "OFFBOARDED", "offboardedOn": on}));
    finds(
        &offboarded("2026-06-01"),
        &[(
            "flow-to-offboarded-party BROKEN HIGH flow:mailer-host [user.contact.email] via shop-mailer mailer-host",
            "Basalt Hosting AG still receives user.contact.email from Nimbus Mail Inc. although Basalt Hosting AG was offboarded on 2026-06-01",
        )],
    );
    finds(&offboarded("2026-06-02"), &[]);
}

#[test]
fn contract_expiring() {
    let ends = |on: &str| contract(json!({"endsOn": on}));
    for (on, severity) in [
        ("2026-06-01", "HIGH"),
        ("2026-06-08", "HIGH"),
        ("2026-06-09", "MEDIUM"),
        ("2026-07-01", "MEDIUM"),
        ("2026-08-30", "LOW"),
    ] {
        finds(
            &ends(on),
            &[(
                &format!("contract-expiring KEPT {severity} contract:dpa-mailer dpa-mailer [] via  due {on}"),
                &format!("The contract Mail agreement with Nimbus Mail Inc. ends on {on} and will not be renewed"),
            )],
        );
    }
    finds(&ends("2026-08-31"), &[]);
    let renewed = json!({"endsOn": "2026-06-08", "renewal": {"kind": "TACIT", "period": "P1Y", "notice": "P90D"}});
    finds(&contract(renewed), &[]);
}

#[test]
fn an_amendment_that_prolongs_a_contract_keeps_it_from_expiring() {
    let amendment = |ends: &str| {
        let fields = json!({"kind": "ADDENDUM", "amends": "dpa-mailer", "effectiveOn": "2026-01-01", "endsOn": ends});
        with(&contract(json!({"endsOn": "2026-06-08"})), "contracts", "longer", fields)
    };
    finds(&amendment("2027-06-08"), &[]);
    finds(
        &amendment("2026-06-15"),
        &[(
            "contract-expiring KEPT MEDIUM contract:longer longer [] via  due 2026-06-15",
            "The contract longer with Nimbus Mail Inc. ends on 2026-06-15 and will not be renewed",
        )],
    );
}

#[test]
fn notice_deadline() {
    let renews =
        |ends: &str| contract(json!({"endsOn": ends, "renewal": {"kind": "TACIT", "period": "P1Y", "notice": "P30D"}}));
    for (ends, due, severity) in [
        ("2026-07-01", "2026-06-01", "HIGH"),
        ("2026-07-08", "2026-06-08", "HIGH"),
        ("2026-07-09", "2026-06-09", "MEDIUM"),
        ("2026-07-31", "2026-07-01", "MEDIUM"),
    ] {
        finds(
            &renews(ends),
            &[(
                &format!("notice-deadline KEPT {severity} contract:dpa-mailer dpa-mailer [] via  due {due}"),
                &format!(
                    "The contract Mail agreement with Nimbus Mail Inc. renews itself for 1 year unless notice is given by {due}"
                ),
            )],
        );
    }
    finds(&renews("2026-08-01"), &[]);
    finds(&renews("2026-06-30"), &[]);
}

#[test]
fn undisclosed_sharing() {
    let line = "undisclosed-sharing BROKEN MEDIUM flow:mailer-host [user.contact.email] via shop-mailer mailer-host";
    let disclosing = |shares: Value| {
        let promise =
            json!({"key": "told", "kind": "DISCLOSURE", "scope": {"categories": ["user.contact"]}, "shares": shares});
        with(&clean(), "notices", "privacy", json!({"promises": [promise]}))
    };
    let says = "Basalt Hosting AG receives user.contact.email for essential.service.operations from Nimbus Mail Inc.";
    let message = format!("{says}; Privacy notice does not disclose it");
    finds(&disclosing(json!({"purposes": ["marketing"]})), &[(line, &message)]);
    finds(&disclosing(json!({"recipients": {"tags": ["email"]}})), &[(line, &message)]);
    finds(&disclosing(json!({"recipients": {"kinds": ["VENDOR"]}})), &[]);
    let partly = disclosing(json!({"purposes": ["marketing", "essential.service.operations.support"]}));
    finds(
        &partly,
        &[(
            "undisclosed-sharing UNPROVEN LOW flow:mailer-host [user.contact.email] via shop-mailer mailer-host",
            &format!("{says}; what Privacy notice discloses covers this only in part"),
        )],
    );
}

#[test]
fn one_finding_for_each_undisclosed_category() {
    let promise = json!({"key": "told", "kind": "DISCLOSURE", "scope": {"categories": ["user.contact.email"]}});
    let document = with(&clean(), "notices", "privacy", json!({"promises": [promise]}));
    let document = with(
        &document,
        "flows",
        "shop-mailer",
        json!({"categories": ["user.contact.phone_number", "user.contact.url", "user.contact.email"]}),
    );
    let found = lines(&report(&document, DAY));
    assert_eq!(
        found,
        [
            "undisclosed-sharing BROKEN MEDIUM flow:shop-mailer [user.contact.phone_number] via shop-mailer",
            "undisclosed-sharing BROKEN MEDIUM flow:shop-mailer [user.contact.url] via shop-mailer",
        ]
    );
}

#[test]
fn a_system_without_a_notice_is_told_once() {
    let line = "undisclosed-sharing UNPROVEN LOW party:shop [] via shop-mailer";
    let message = "Data leaves Web shop for Nimbus Mail Inc., and no notice in force speaks for Web shop";
    let mut document = clean();
    document["notices"] = json!([]);
    finds(&document, &[(line, message)]);
    let document = with(&clean(), "notices", "privacy", json!({"systems": ["crm"], "promises": []}));
    finds(&document, &[(line, message)]);
}

#[test]
fn unused_disclosure() {
    let disclosing = |category: &str, shares: Value| {
        let mut document = clean();
        let promise =
            json!({"key": "told", "kind": "DISCLOSURE", "scope": {"categories": [category]}, "shares": shares});
        document["notices"][0]["promises"].as_array_mut().unwrap().push(promise);
        document
    };
    let line = |category: &str| format!("unused-disclosure KEPT INFO promise:told told [{category}] via ");
    let message = |category: &str| format!("The disclosure told tells of sharing {category}, and no flow does that");
    for (category, shares) in [
        ("user.location", json!({})),
        ("user.contact", json!({"purposes": ["sales"]})),
        ("user.contact", json!({"recipients": {"parties": ["crm"]}})),
    ] {
        finds(&disclosing(category, shares), &[(&line(category), &message(category))]);
    }
    for category in ["user", "user.contact.email"] {
        finds(&disclosing(category, json!({})), &[]);
    }
}

#[test]
fn commitment_broken() {
    let head = |aspect: &str, verdict: &str, flow: &str| {
        let via = if flow == "shop-mailer" { "shop-mailer" } else { "shop-mailer mailer-host" };
        format!("commitment-broken/{aspect} {verdict} flow:{flow} promise [user.contact.email] via {via}")
    };
    let nimbus = "Nimbus Mail Inc. receives user.contact.email";
    let basalt = "Basalt Hosting AG receives user.contact.email";
    let cases = [
        (
            json!({"onlyPurposes": ["marketing"]}),
            "purpose",
            "BROKEN HIGH",
            "mailer-host",
            format!("{basalt} for essential.service.operations; the promise allows only marketing"),
        ),
        (
            json!({"neverPurposes": ["essential.service.operations.support"]}),
            "purpose",
            "UNPROVEN MEDIUM",
            "mailer-host",
            format!(
                "{basalt} for essential.service.operations; the promise rules out essential.service.operations.support"
            ),
        ),
        (
            json!({"onlyRecipients": {"tags": ["email"]}}),
            "recipient",
            "BROKEN HIGH",
            "mailer-host",
            format!("{basalt}; the promise allows only parties tagged email"),
        ),
        (
            json!({"neverRecipients": {"parties": ["mailer"]}}),
            "recipient",
            "BROKEN HIGH",
            "shop-mailer",
            format!("{nimbus}; the promise rules out mailer"),
        ),
        (
            json!({"onlyRegions": ["eea"]}),
            "region",
            "BROKEN HIGH",
            "mailer-host",
            format!("{basalt} in CH; the promise keeps it in eea"),
        ),
        (
            json!({"neverRegions": ["DE", "FR"]}),
            "region",
            "BROKEN HIGH",
            "shop-mailer",
            format!("{nimbus} in DE; the promise keeps it out of DE and FR"),
        ),
        (
            json!({"safeguards": ["encryption.transit"]}),
            "safeguard",
            "BROKEN HIGH",
            "mailer-host",
            format!("{basalt} protected by encryption.rest; the promise asks for encryption.transit"),
        ),
        (
            json!({"onwardSharing": "FORBIDDEN"}),
            "onward",
            "BROKEN HIGH",
            "mailer-host",
            "Nimbus Mail Inc. passes user.contact.email on to Basalt Hosting AG; the promise forbids passing it on"
                .into(),
        ),
    ];
    for (limits, aspect, verdict, flow, message) in cases {
        // Flows between our own systems are bound by some limits too; here they keep them.
        let document = with(&promising(limits), "flows", "shop-crm", json!({"categories": ["user.name"]}));
        finds(&document, &[(&head(aspect, verdict, flow), &message)]);
    }
    let kept = json!({"onlyPurposes": ["marketing", "essential"], "onlyRegions": ["eea", "CH"], "maxRetention": "P1Y",
        "safeguards": ["encryption.rest"], "consent": "OPT_IN", "neverSold": true, "contractRequired": true,
        "onlyRecipients": {"kinds": ["VENDOR"]}});
    finds(&promising(kept), &[]);
}

#[test]
fn commitments_about_what_a_flow_records_of_itself() {
    let broken = |limits: Value, fields: Value, aspect: &str, verdict: &str, message: &str| {
        let document = with(&promising(limits), "flows", "shop-mailer", fields);
        let line = format!(
            "commitment-broken/{aspect} {verdict} flow:shop-mailer promise [user.contact.email] via shop-mailer"
        );
        finds(&document, &[(&line, message)]);
    };
    let nimbus = "Nimbus Mail Inc.";
    let (year, sold, opt_in) =
        (json!({"maxRetention": "P1Y"}), json!({"neverSold": true}), json!({"consent": "OPT_IN"}));
    broken(
        year,
        json!({"retention": "P13M"}),
        "retention",
        "BROKEN HIGH",
        &format!("{nimbus} keeps user.contact.email for 1 year 1 month; the promise allows at most 1 year"),
    );
    broken(
        sold.clone(),
        json!({"consideration": "SALE"}),
        "sale",
        "BROKEN CRITICAL",
        &format!(
            "{nimbus} receives user.contact.email for SALE; the promise is that it is never sold or shared for advertising"
        ),
    );
    broken(
        sold,
        json!({"consideration": null}),
        "sale",
        "UNPROVEN HIGH",
        &format!(
            "It is not recorded what {nimbus} gives in return for user.contact.email; the promise is that it is never sold or shared for advertising"
        ),
    );
    broken(
        opt_in.clone(),
        json!({"consent": "OPT_OUT"}),
        "consent",
        "BROKEN HIGH",
        &format!("{nimbus} receives user.contact.email with consent OPT_OUT; the promise asks for OPT_IN"),
    );
    broken(
        opt_in,
        json!({"consent": null}),
        "consent",
        "UNPROVEN MEDIUM",
        &format!(
            "It is not recorded with what consent {nimbus} receives user.contact.email; the promise asks for OPT_IN"
        ),
    );
}

#[test]
fn a_required_contract_must_cover_the_flow() {
    let limits = json!({"contractRequired": true});
    let document = without(&promising(limits.clone()), "contracts", "dpa-mailer");
    let found = lines(&report(&document, DAY));
    assert_eq!(
        found,
        [
            "flow-without-contract BROKEN HIGH flow:shop-mailer [user.contact.email] via shop-mailer",
            "commitment-broken/contract BROKEN HIGH flow:shop-mailer promise [user.contact.email] via shop-mailer",
        ]
    );
    let document = with(&promising(limits), "flows", "shop-mailer", json!({"retention": null}));
    let found = lines(&report(&document, DAY));
    assert_eq!(
        found,
        [
            "commitment-broken/contract UNPROVEN MEDIUM flow:shop-mailer promise [user.contact.email] via shop-mailer",
            "flow-outside-contract/retention UNPROVEN LOW flow:shop-mailer dpa-mailer [user.contact.email] via shop-mailer",
        ]
    );
}
