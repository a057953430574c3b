//! Cases on which the two once disagreed, or on which the reading was settled.

use kept_schema::record::Record;
use kept_schema::{Day, Edit, PartyKind};
use serde_json::{Value, json};

use crate::naive::World;
use crate::{differences, published, registers, report};

/// Parties that nobody operates.
fn parties<const N: usize>(of: [(&str, PartyKind); N]) -> Vec<Record> {
    of.into_iter().map(|(key, kind)| Record::Party(registers::party(key, kind, None))).collect()
}

/// `us` and `vendor`.
fn both() -> Vec<Record> {
    parties([("us", PartyKind::SelfParty), ("vendor", PartyKind::Vendor)])
}

/// `us` and `vendor` with these contracts, on 1 June 2026.
fn agree(contracts: &[Value]) -> Vec<String> {
    let mut records = both();
    records.extend(contracts.iter().map(|json| Record::Contract(serde_json::from_value(json.clone()).unwrap())));
    let register = registers::register(&records);
    let day = Day::from_ymd(2026, 6, 1).unwrap();
    let (engine, naive) = (published(&report(&register, day)), World::new(&register, day).findings());
    assert!(engine == naive, "{}", differences(&engine, &naive));
    let line = |finding: &crate::naive::Finding| {
        let due = finding.due_on.map(|due| format!(" due {due}")).unwrap_or_default();
        format!("{} {}{due}", finding.rule, finding.subject)
    };
    naive.iter().map(line).collect()
}

fn contract(more: &Value) -> Value {
    let both = json!([{"party": "us", "role": "CONTROLLER"}, {"party": "vendor", "role": "RECIPIENT"}]);
    let mut contract = json!({"key": "dpa", "kind": "DATA_SHARING", "parties": both, "effectiveOn": "2026-01-01"});
    contract.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    contract
}

#[test]
fn a_contract_that_an_amendment_prolongs_does_not_expire() {
    let dpa = contract(&json!({"endsOn": "2026-06-20"}));
    let addendum = json!({"key": "addendum", "kind": "ADDENDUM", "amends": "dpa", "effectiveOn": "2026-05-01", "endsOn": "2027-06-20"});
    assert_eq!(agree(std::slice::from_ref(&dpa)), ["contract-expiring contract:dpa due 2026-06-20"]);
    assert!(agree(&[dpa, addendum]).is_empty());
}

#[test]
fn termination_ends_a_contract_and_its_amendments() {
    let dpa = contract(&json!({"endsOn": "2026-06-20", "terminatedOn": "2026-06-10"}));
    let addendum = json!({"key": "addendum", "kind": "ADDENDUM", "amends": "dpa", "effectiveOn": "2026-05-01", "endsOn": "2027-06-20"});
    assert_eq!(agree(&[dpa, addendum.clone()]), ["contract-expiring contract:dpa due 2026-06-09"]);
    // It was terminated already: nothing is left that could expire.
    let over = contract(&json!({"terminatedOn": "2026-05-20"}));
    let soon = json!({"key": "addendum", "kind": "ADDENDUM", "amends": "dpa", "effectiveOn": "2026-05-01", "endsOn": "2026-06-20"});
    assert!(agree(&[over, soon]).is_empty());
    // It was terminated to the day on which it would have ended anyway.
    let both = contract(&json!({"endsOn": "2026-06-20", "terminatedOn": "2026-06-21"}));
    assert_eq!(agree(&[both, addendum]), ["contract-expiring contract:dpa due 2026-06-20"]);
}

/// What the vendor only derives again was not passed on by it: the path shows what was.
#[test]
fn what_is_derived_again_is_not_the_way_it_was_brought() {
    let mut records =
        parties([("us", PartyKind::SelfParty), ("vendor", PartyKind::Vendor), ("partner", PartyKind::Partner)]);
    let flow = |key: &str, source: &str, recipient: &str, category: &str| json!({"key": key, "source": source, "recipient": recipient, "categories": [category], "startedOn": "2026-01-01"});
    let mut on = flow("on", "vendor", "partner", "user.contact.email");
    on["derives"] = json!([{"from": ["user.location"], "to": ["user.location"]}]);
    let flows = [flow("a", "us", "vendor", "user.location"), flow("b", "us", "vendor", "user.contact.email"), on];
    records.extend(flows.map(|json| Record::Flow(serde_json::from_value(json).unwrap())));
    let all = json!([{"party": "us", "role": "CONTROLLER"}, {"party": "vendor", "role": "PROCESSOR"},
        {"party": "partner", "role": "RECIPIENT"}]);
    records.push(Record::Contract(serde_json::from_value(contract(&json!({"parties": all}))).unwrap()));
    let register = registers::register(&records);
    let day = Day::from_ymd(2026, 6, 1).unwrap();
    let (engine, naive) = (published(&report(&register, day)), World::new(&register, day).findings());
    assert!(engine == naive, "{}", differences(&engine, &naive));
    let found = engine.iter().find(|finding| finding.rule == "subprocessor-not-authorised").unwrap();
    assert_eq!(found.path.iter().map(|flow| flow.as_str()).collect::<Vec<_>>(), ["b", "on"]);
    assert_eq!(found.categories.len(), 2);
}

/// A promise that now rules out a sale is broken by what is given for a service without a contract that makes it one.
#[test]
fn a_promise_that_rules_out_sales_asks_contracts_anew() {
    let mut records = both();
    let flow = json!({"key": "f", "source": "us", "recipient": "vendor", "categories": ["user.contact.email"],
        "purposes": ["essential"], "consideration": "SERVICE", "startedOn": "2026-01-01"});
    records.push(Record::Flow(serde_json::from_value(flow).unwrap()));
    let roles = json!([{"party": "us", "role": "BUSINESS"}, {"party": "vendor", "role": "SERVICE_PROVIDER"}]);
    let dpa = contract(
        &json!({"kind": "MASTER_AGREEMENT", "parties": roles, "clauses": [{"kind": "NO_COMBINING", "presence": "ABSENT"}]}),
    );
    records.push(Record::Contract(serde_json::from_value(dpa).unwrap()));
    records.push(Record::Notice(
        serde_json::from_value(json!({"key": "n", "title": "N", "by": "us", "effectiveOn": "2026-01-01"})).unwrap(),
    ));
    let promise = |limits: Value| -> Record {
        let json = json!({"key": "p", "notice": "n", "kind": "COMMITMENT", "quote": "q", "limits": limits});
        Record::Promise(serde_json::from_value(json).unwrap())
    };
    records.push(promise(json!({"neverPurposes": ["marketing"]})));
    let register = registers::register(&records);
    let day = Day::from_ymd(2026, 6, 1).unwrap();
    let mut evaluation = kept_engine::Evaluation::new(register.clone(), day);
    let (next, changes) = register.apply([Edit::Put(promise(json!({"neverSold": true}))).into()], 2).unwrap();
    let delta = evaluation.update(next.clone(), &changes);
    let appeared: Vec<String> = delta.appeared.iter().map(|finding| finding.rule.to_string()).collect();
    assert_eq!(appeared, ["service-provider-lost"]);
    let (engine, naive) = (published(&evaluation.report()), World::new(&next, day).findings());
    assert!(engine == naive, "{}", differences(&engine, &naive));
}

/// Random registers are too small for that.
#[test]
fn so_many_flows_that_several_threads_share_them_are_followed_too() {
    const MANY: usize = 2_500;
    let mut records = both();
    records.extend((0..MANY).map(|number| {
        let flow = json!({"key": format!("f{number}"), "source": "us", "recipient": "vendor",
            "categories": ["user.contact.email"], "purposes": ["essential"], "startedOn": "2026-01-01"});
        Record::Flow(serde_json::from_value(flow).unwrap())
    }));
    let register = registers::register(&records);
    let day = Day::from_ymd(2026, 6, 1).unwrap();
    let mut evaluation = kept_engine::Evaluation::new(register.clone(), day);
    let before = evaluation.report().findings.len();
    assert!(before >= MANY, "{before}");
    let roles = json!([{"party": "us", "role": "CONTROLLER"}, {"party": "vendor", "role": "PROCESSOR"}]);
    let dpa = contract(&json!({"kind": "DATA_PROCESSING_AGREEMENT", "parties": roles}));
    let edits =
        [Edit::Put(Record::Contract(serde_json::from_value(dpa).unwrap())), Edit::Delete("flow:f0".parse().unwrap())];
    let (next, changes) = register.apply(edits.map(Into::into), 2).unwrap();
    evaluation.update(next.clone(), &changes);
    assert_eq!(published(&evaluation.report()), published(&kept_engine::Evaluation::new(next, day).report()));
}

#[test]
fn a_flow_of_a_single_day_can_be_put_off() {
    let mut records = both();
    let flow = json!({"key": "f", "source": "us", "recipient": "vendor", "categories": ["user.contact.email"],
        "purposes": ["essential"], "startedOn": "2026-06-01", "endedOn": "2026-06-01"});
    records.push(Record::Flow(serde_json::from_value(flow).unwrap()));
    let register = registers::register(&records);
    let mut evaluation = kept_engine::Evaluation::new(register, Day::from_ymd(2026, 6, 1).unwrap());
    let findings = evaluation.report().findings;
    let finding = findings.iter().find(|finding| finding.rule == kept_engine::Rule::FlowWithoutContract).unwrap();
    let titles: Vec<String> =
        evaluation.repairs(finding).into_iter().map(|repair| repair.title.english().to_owned()).collect();
    assert!(titles.iter().any(|title| title.starts_with("Put off the flow f")), "{titles:?}");
}

/// Of two amendments of a day the one with the last key counts, which a repair has to be.
#[test]
fn a_contract_that_was_amended_on_the_day_can_be_amended_once_more() {
    let mut records = both();
    let roles = json!([{"party": "us", "role": "CONTROLLER"}, {"party": "vendor", "role": "PROCESSOR"}]);
    let dpa = contract(&json!({"kind": "DATA_PROCESSING_AGREEMENT", "parties": roles}));
    let without = json!({"key": "zz-addendum", "kind": "ADDENDUM", "amends": "dpa", "effectiveOn": "2026-06-01",
        "clauses": [{"kind": "AUDIT_RIGHTS", "presence": "ABSENT"}]});
    records.extend([dpa, without].map(|json| Record::Contract(serde_json::from_value(json).unwrap())));
    let mut evaluation =
        kept_engine::Evaluation::new(registers::register(&records), Day::from_ymd(2026, 6, 1).unwrap());
    let findings = evaluation.report().findings;
    let lacking: Vec<_> =
        findings.iter().filter(|finding| finding.rule == kept_engine::Rule::ContractClauseMissing).collect();
    assert!(lacking.iter().any(|finding| finding.verdict == kept_engine::Verdict::Broken), "{lacking:#?}");
    for finding in lacking {
        let helps = |repair: &kept_engine::Repair| repair.kind == kept_engine::RepairKind::AmendContract;
        assert!(evaluation.repairs(finding).iter().any(helps), "{finding:#?}");
    }
}

/// A flow of which something is recorded stays told apart from one of which nothing is, when both are otherwise alike.
#[test]
fn what_is_recorded_of_a_flow_that_changes_is_not_taken_for_nothing() {
    let mut records =
        parties([("us", PartyKind::SelfParty), ("vendor", PartyKind::Vendor), ("partner", PartyKind::Partner)]);
    let flow = |key: &str, recipient: &str, more: Value| {
        let mut flow = json!({"key": key, "source": "us", "recipient": recipient, "startedOn": "2026-01-01"});
        flow.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        Record::Flow(serde_json::from_value(flow).unwrap())
    };
    let narrow = |purpose: &str| {
        json!({"categories": ["user.contact.email"], "subjects": ["customer"], "purposes": [purpose],
            "regions": ["DE"], "safeguards": ["encryption"]})
    };
    records.push(flow("nothing", "vendor", json!({})));
    records.push(flow("essential", "vendor", narrow("essential")));
    records.push(flow("changes", "partner", narrow("marketing")));
    let register = registers::register(&records);
    let day = Day::from_ymd(2026, 6, 1).unwrap();
    let mut evaluation = kept_engine::Evaluation::new(register.clone(), day);
    let (next, changes) =
        register.apply([Edit::Put(flow("changes", "partner", narrow("essential"))).into()], 2).unwrap();
    evaluation.update(next.clone(), &changes);
    assert_eq!(published(&evaluation.report()), published(&kept_engine::Evaluation::new(next.clone(), day).report()));
    let email = ["user.contact.email".parse().unwrap()];
    let recipients = |graph: &kept_engine::SharingGraph| graph.recipients(&next, &email, day, &[]);
    assert_eq!(recipients(evaluation.graph()), recipients(&kept_engine::SharingGraph::new(&next)));
}
