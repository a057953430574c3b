//! Contracts further down, many at once: each is held to its own clauses, by each contract above it.

use kept_engine::{Evaluation, Finding, Rule};
use kept_schema::Change;
use kept_schema::record::Edit;
use serde_json::{Value, json};

use crate::contract_rules::{chain, clauses_with};
use crate::fixture::{OF_PROCESSORS, clause, day, lines, register, report, report_on, with, without};

/// The contracts that are weaker by a clause than one above them, and how surely.
fn weaker(document: &Value) -> Vec<(String, String)> {
    let found = report(document, "2026-06-01").findings.into_iter();
    let found = found.filter(|finding| finding.rule.code() == "onward-weaker-terms");
    let mut found: Vec<(String, String)> =
        found.map(|finding| (finding.contract.unwrap().to_string(), finding.verdict.to_string())).collect();
    found.sort();
    found
}

/// The desk hands data to five, whose contracts are alike but for one clause.
#[test]
fn each_contract_further_down_is_held_to_its_own_clauses() {
    let stands = [
        ("absent", Some("ABSENT")),
        ("needless", Some("NOT_APPLICABLE")),
        ("present", Some("PRESENT")),
        ("silent", None),
        ("unknown", Some("UNKNOWN")),
    ];
    for kind in OF_PROCESSORS {
        for (of, roles, expected) in [
            ("DATA_PROCESSING_AGREEMENT", ["PROCESSOR", "SUB_PROCESSOR"], vec![("absent", "BROKEN")]),
            (
                "DATA_SHARING",
                ["CONTROLLER", "RECIPIENT"],
                vec![("absent", "BROKEN"), ("silent", "UNPROVEN"), ("unknown", "UNPROVEN")],
            ),
        ] {
            let mut document = chain();
            for (key, presence) in stands {
                let party = json!({"name": key, "kind": "VENDOR", "country": "DE"});
                let contract = json!({"kind": of, "effectiveOn": "2025-01-01",
                    "parties": [{"party": "desk", "role": roles[0]}, {"party": key, "role": roles[1]}],
                    "clauses": clauses_with(kind, presence.map(|presence| clause(kind, presence))), "terms": document["contracts"][0]["terms"]});
                let flow = json!({"source": "desk", "recipient": key, "categories": ["user.contact.email"], "startedOn": "2025-01-01"});
                document = with(&with(&document, "parties", key, party), "contracts", &format!("with-{key}"), contract);
                document = with(&document, "flows", &format!("to-{key}"), flow);
            }
            let expected: Vec<_> =
                expected.into_iter().map(|(key, verdict)| (format!("with-{key}"), verdict.to_owned())).collect();
            assert_eq!(weaker(&document), expected, "{kind} in a {of}");
        }
    }
}

/// The desk works under two contracts that are alike but for one clause: who has it in writing is owed it further down, too.
#[test]
fn each_contract_above_asks_for_its_own_clauses() {
    for kind in OF_PROCESSORS {
        let silent = json!({"kind": "DATA_PROCESSING_AGREEMENT", "effectiveOn": "2025-01-01",
            "parties": chain()["contracts"][0]["parties"], "terms": chain()["contracts"][0]["terms"],
            "clauses": clauses_with(kind, None)});
        let absent = json!({"clauses": clauses_with(kind, Some(clause(kind, "ABSENT")))});
        let document = with(&with(&chain(), "contracts", "a-dpa", silent), "contracts", "spa-cloud", absent);
        let without_it = with(&document, "contracts", "dpa-desk", json!({"clauses": clauses_with(kind, None)}));
        assert_eq!(
            weaker(&without_it),
            [],
            "{kind}: nobody asks for it: {:#?}",
            lines(&report(&without_it, "2026-06-01"))
        );
        assert_eq!(weaker(&document), [("spa-cloud".to_owned(), "BROKEN".to_owned())], "{kind}");
    }
}

/// Of two contracts between the same two the better one counts: the one that lacks less, wherever it stands in the list.
#[test]
fn the_contract_that_lacks_least_is_named() {
    let terms = |fields: Value| {
        let mut terms = chain()["contracts"][1]["terms"].clone();
        terms.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        terms
    };
    let longer = terms(json!({"maxRetention": "P9Y"}));
    let longer_and_wider = terms(json!({"maxRetention": "P9Y", "regions": ["world"]}));
    for other in ["a-spa", "z-spa"] {
        let mut second = chain()["contracts"][1].clone();
        second["terms"] = longer_and_wider.clone();
        let document = with(&chain(), "contracts", "spa-cloud", json!({"terms": longer}));
        let document = with(
            &document,
            "contracts",
            other,
            json!({"kind": second["kind"], "parties": second["parties"],
            "effectiveOn": second["effectiveOn"], "clauses": second["clauses"], "terms": second["terms"]}),
        );
        assert_eq!(weaker(&document), [("spa-cloud".to_owned(), "BROKEN".to_owned())], "beside {other}");
    }
}

/// Whoever signs in the name of a system signs for who operates it.
#[test]
fn a_contract_in_the_name_of_a_system_is_its_operators() {
    let desk_eu = json!({"name": "Desk EU", "kind": "SYSTEM", "operator": "desk"});
    let document = with(&chain(), "parties", "desk-eu", desk_eu);
    let longer = json!({"parties": [{"party": "desk-eu", "role": "PROCESSOR"}, {"party": "cloud", "role": "SUB_PROCESSOR"}], "terms": {
        "categories": ["user"], "purposes": ["essential.service"], "regions": ["eea"], "maxRetention": "P9Y", "safeguards": ["encryption"]}});
    let document = with(&document, "contracts", "spa-cloud", longer);
    for names in [["us", "desk"], ["shop", "desk"], ["us", "desk-eu"], ["shop", "desk-eu"]] {
        let parties = json!([{"party": names[0], "role": "CONTROLLER"}, {"party": names[1], "role": "PROCESSOR"}]);
        let document = with(&document, "contracts", "dpa-desk", json!({"parties": parties}));
        assert_eq!(weaker(&document), [("spa-cloud".to_owned(), "BROKEN".to_owned())], "between {names:?}");
    }
}

/// The desk has the same addresses from us and from a friend. Whoever leaves the program running is told what one who starts it anew
/// is told: our contract with it no longer counts when we stop giving them, although it has them still, and a proof names how they came.
#[test]
fn a_contract_counts_for_what_is_given_under_it() {
    let kind = "SUBPROCESSOR_AUTHORISATION";
    let nobody = json!({"kind": kind, "presence": "PRESENT", "authorisation": "NONE"});
    let mut document = with(&chain(), "contracts", "dpa-desk", json!({"clauses": clauses_with(kind, Some(nobody))}));
    document = with(&document, "parties", "friend", json!({"name": "Friend", "kind": "PARTNER", "country": "DE"}));
    let email = |source: &str, recipient: &str| json!({"source": source, "recipient": recipient, "categories": ["user.contact.email"], "startedOn": "2025-01-01"});
    document = with(&document, "flows", "to-friend", email("shop", "friend"));
    document = with(&document, "flows", "of-friend", email("friend", "desk"));
    let start = register(&document);
    for (changed, unauthorised) in [
        (without(&document, "flows", "f1"), 0),
        // By another flow, too: before the one that is told, and after it.
        (with(&document, "flows", "a1", email("shop", "desk")), 1),
        (with(&document, "flows", "z1", email("shop", "desk")), 1),
        (with(&without(&document, "flows", "f1"), "flows", "z1", email("us", "desk")), 1),
    ] {
        let target = register(&changed);
        let puts = target.ids().filter_map(|id| target.get(&id)).map(Edit::Put);
        let gone = start.ids().filter(|id| target.get(id).is_none()).map(Edit::Delete);
        let (next, changes) = start.apply(puts.chain(gone).map(Into::into), 2).unwrap();
        let mut evaluation = Evaluation::new(start.clone(), day("2026-06-01"));
        evaluation.update(next, &changes);
        let anew = report_on(&target, day("2026-06-01"));
        assert_eq!(evaluation.report().findings, anew.findings);
        let about = |finding: &&Finding| finding.rule == Rule::SubprocessorNotAuthorised;
        assert_eq!(anew.findings.iter().filter(about).count(), unauthorised);
        let back: Vec<Change> = changes.into_iter().map(Change::reversed).collect();
        evaluation.update(start.clone(), &back);
        assert_eq!(evaluation.report().findings, report_on(&start, day("2026-06-01")).findings);
    }
}
