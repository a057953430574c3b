//! Contracts and their amendments.

use serde_json::{Value, json};

use crate::fixture::{clean, lines, report, with};

fn found(document: &Value, on: &str) -> Vec<String> {
    lines(&report(document, on))
}

fn amended(fields: &Value) -> Value {
    let mut amendment = json!({"kind": "ADDENDUM", "amends": "dpa-mailer", "effectiveOn": "2026-03-01"});
    amendment.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    with(&clean(), "contracts", "amendment", amendment)
}

#[test]
fn the_latest_amendment_in_force_wins_term_by_term() {
    let document = amended(&json!({"terms": {"regions": ["US"]}}));
    let outside =
        "flow-outside-contract/region BROKEN MEDIUM flow:shop-mailer dpa-mailer [user.contact.email] via shop-mailer";
    assert_eq!(found(&document, "2026-02-28"), [""; 0]);
    assert_eq!(found(&document, "2026-03-01"), [outside]);
    let later =
        json!({"kind": "ADDENDUM", "amends": "amendment", "effectiveOn": "2026-04-01", "terms": {"regions": ["DE"]}});
    let document = with(&document, "contracts", "later", later);
    assert_eq!(found(&document, "2026-03-31"), [outside]);
    assert_eq!(found(&document, "2026-04-01"), [""; 0]);
}

#[test]
fn an_amendment_with_an_end_prolongs_unless_the_contract_was_terminated() {
    let ended = |fields: Value| with(&amended(&json!({"endsOn": "2026-12-31"})), "contracts", "dpa-mailer", fields);
    let after = "flow-after-contract BROKEN HIGH flow:shop-mailer dpa-mailer [user.contact.email] via shop-mailer";
    let prolonged = ended(json!({"endsOn": "2026-05-31"}));
    assert_eq!(found(&prolonged, "2026-06-01"), [""; 0]);
    assert_eq!(found(&prolonged, "2027-01-01"), [after]);
    assert_eq!(found(&ended(json!({"terminatedOn": "2026-06-01"})), "2026-06-01"), [after]);
    let ended_on = |document: &Value, on: &str| {
        let said = report(document, on).findings.remove(0).message;
        said.english().rsplit_once("ended on ").unwrap().1.to_owned()
    };
    assert_eq!(ended_on(&prolonged, "2027-01-01"), "2026-12-31", "what prolonged it tells when it was over");
    assert_eq!(ended_on(&ended(json!({"terminatedOn": "2026-06-01"})), "2027-01-01"), "2026-05-31");
    let lends_only = with(
        &amended(&json!({"terms": {"regions": ["DE"]}})),
        "contracts",
        "dpa-mailer",
        json!({"endsOn": "2026-05-31"}),
    );
    assert_eq!(found(&lends_only, "2026-06-01"), [after]);
}

#[test]
fn a_master_agreement_lends_nothing() {
    let master = json!({"kind": "MASTER_AGREEMENT", "effectiveOn": "2020-01-01", "endsOn": "2021-01-01",
        "parties": [{"party": "us", "role": "CUSTOMER"}, {"party": "mailer", "role": "SUPPLIER"}]});
    let document = with(&clean(), "contracts", "msa", master);
    let document = with(&document, "contracts", "dpa-mailer", json!({"master": "msa"}));
    assert_eq!(found(&document, "2026-06-01"), [""; 0]);
}

#[test]
fn several_contracts_may_admit_a_flow_together() {
    let document =
        with(&clean(), "flows", "shop-mailer", json!({"purposes": ["marketing.communications.email", "sales"]}));
    let document = with(
        &document,
        "notices",
        "privacy",
        json!({"promises": [
        {"key": "told", "kind": "DISCLOSURE", "scope": {"categories": ["user.contact"]}}]}),
    );
    let outside =
        "flow-outside-contract/purpose BROKEN MEDIUM flow:shop-mailer dpa-mailer [user.contact.email] via shop-mailer";
    assert_eq!(found(&document, "2026-06-01"), [outside]);
    let sales = json!({"kind": "DATA_SHARING", "effectiveOn": "2025-01-01",
        "parties": [{"party": "us", "role": "CONTROLLER"}, {"party": "mailer", "role": "CONTROLLER"}],
        "terms": {"categories": ["user"], "purposes": ["sales"], "regions": ["world"]}});
    assert_eq!(found(&with(&document, "contracts", "sales", sales), "2026-06-01"), [""; 0]);
}

#[test]
fn contracts_are_between_operators() {
    let document =
        with(&clean(), "parties", "mailer-eu", json!({"name": "Nimbus EU", "kind": "SYSTEM", "operator": "mailer"}));
    let document = with(&document, "flows", "shop-mailer", json!({"recipient": "mailer-eu"}));
    let inside = json!({"source": "mailer-eu", "recipient": "mailer", "categories": ["user.contact.email"], "startedOn": "2025-02-01",
        "purposes": ["essential.service"]});
    let document = with(&document, "flows", "inside", inside);
    assert_eq!(found(&document, "2026-06-01"), [""; 0], "a flow inside one operator needs no contract");
}

#[test]
fn what_a_vendor_shares_of_others_needs_no_contract_of_ours() {
    let other =
        json!({"source": "host", "recipient": "mailer", "categories": ["user.location"], "startedOn": "2025-02-01"});
    assert_eq!(found(&with(&clean(), "flows", "other", other), "2026-06-01"), [""; 0]);
}

/// Of contracts that each come nearest for one purpose the first is named, whatever is looked at last.
#[test]
fn the_first_contract_that_comes_nearest_is_named() {
    let fields = json!({"categories": ["user.location"], "purposes": ["marketing.communications.email", "sales"]});
    let sales = json!({"kind": "DATA_SHARING", "effectiveOn": "2025-01-01",
        "parties": [{"party": "us", "role": "CONTROLLER"}, {"party": "mailer", "role": "CONTROLLER"}],
        "terms": {"categories": ["user.contact"], "purposes": ["sales"], "regions": ["world"]}});
    let document = with(&with(&clean(), "flows", "shop-mailer", fields), "contracts", "sales", sales);
    let outside: Vec<String> =
        found(&document, "2026-06-01").into_iter().filter(|line| line.starts_with("flow-outside-contract")).collect();
    assert_eq!(
        outside,
        ["flow-outside-contract/category BROKEN MEDIUM flow:shop-mailer dpa-mailer [user.location] via shop-mailer"]
    );
}
