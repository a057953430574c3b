//! What is proposed against a finding, in full: who applies a proposal gets just what it says, and no more. Each was read by
//! hand when it was written down; the snapshots show what a reader of the program would.

use std::fmt::Write as _;

use kept_engine::{Aspect, Evaluation, Finding, Rule, diff};
use kept_schema::document::{SourceFile, read_onto};
use kept_schema::{Record, Register};
use serde_json::{Value, json};

use crate::fixture::{
    clean, day, line, processing, promised_before, promising, providing, register, report_on, with, with_clause,
    without,
};

const DAY: &str = "2026-06-01";

/// A situation, and the finding in it.
struct Case {
    what: &'static str,
    document: Value,
    rule: Rule,
    aspect: Option<Aspect>,
}

fn case(what: &'static str, rule: Rule, aspect: Option<Aspect>, document: Value) -> Case {
    Case { what, document, rule, aspect }
}

/// What a record says that is not said yet, field by field.
fn news(register: &Register, record: &Record) -> String {
    let known = register.get(&record.id()).map_or(Value::Null, |known| known.to_json());
    let now = record.to_json();
    let fields = now.as_object().unwrap().iter().filter(|(name, value)| known[name.as_str()] != **value);
    let mut told: Vec<String> = fields.map(|(name, value)| format!("{name}: {value}")).collect();
    let gone = known.as_object().into_iter().flatten().filter(|(name, _)| now.get(name).is_none());
    told.extend(gone.map(|(name, _)| format!("{name}: gone")));
    format!("{} {{{}}}", record.id(), told.join(", "))
}

/// The repairs of the one finding of each case, each of them applied to see that it is gone.
fn told(cases: Vec<Case>) -> String {
    let mut told = String::new();
    for Case { what, document, rule, aspect } in cases {
        let register = register(&document);
        let mut evaluation = Evaluation::new(register.clone(), day(DAY));
        let before = report_on(&register, day(DAY));
        let wanted = |finding: &&Finding| finding.rule == rule && finding.aspect == aspect;
        let found: Vec<&Finding> = before.findings.iter().filter(wanted).collect();
        let [finding] = found.as_slice() else { panic!("{what}: {:#?}", before.findings) };
        writeln!(told, "{what}: {}\n  {}", line(finding), finding.message.english()).unwrap();
        for repair in evaluation.repairs(finding) {
            writeln!(told, "  {} {}", repair.kind, repair.title.english()).unwrap();
            for record in &repair.records {
                writeln!(told, "    {}", news(&register, record)).unwrap();
            }
            let file = SourceFile { name: what.to_owned(), bytes: serde_json::to_vec(&repair.document()).unwrap() };
            let (_, repaired, _) = read_onto(&register, vec![file], 2).unwrap();
            let after = report_on(&repaired, day(DAY));
            assert!(after.findings.iter().all(|other| other.id != finding.id), "{what}: {}", repair.title.english());
            assert_eq!(diff(&before, &after), repair.delta, "{what}: {}", repair.title.english());
        }
        assert_eq!(evaluation.report(), before, "{what}");
    }
    told
}

fn flow(fields: Value) -> Value {
    with(&clean(), "flows", "shop-mailer", fields)
}

fn contract(fields: Value) -> Value {
    with(&clean(), "contracts", "dpa-mailer", fields)
}

/// The mailer's contract with some terms otherwise.
fn terms(document: &Value, key: &str, fields: Value) -> Value {
    let contracts = document["contracts"].as_array().unwrap();
    let mut terms = contracts.iter().find(|found| found["key"] == key).unwrap()["terms"].clone();
    for (name, value) in fields.as_object().unwrap() {
        match value {
            Value::Null => drop(terms.as_object_mut().unwrap().remove(name)),
            value => terms[name] = value.clone(),
        }
    }
    with(document, "contracts", key, json!({"terms": terms}))
}

/// Who keeps to the contract, or amends it, does so on the side that is wrong and on no other, and keeps what is right.
#[test]
fn a_flow_outside_its_contract() {
    use Aspect::{Category, Purpose, Region, Retention, Safeguard, Subject};
    let outside = |what, aspect, document| case(what, Rule::FlowOutsideContract, Some(aspect), document);
    let amended_today = {
        let amendment = |number: u32| json!({"kind": "ADDENDUM", "amends": "dpa-mailer", "effectiveOn": DAY, "name": format!("Addendum {number}")});
        let document = with(&flow(json!({"retention": "P9Y"})), "contracts", "zz-addendum", amendment(1));
        with(&document, "contracts", "yy-addendum", amendment(2))
    };
    let told = told(vec![
        outside("names too", Category, flow(json!({"categories": ["user.contact.email", "user.name"]}))),
        outside("names instead", Category, flow(json!({"categories": ["user.name"]}))),
        outside("which data is not said", Category, flow(json!({"categories": null}))),
        outside(
            "the contract does not say which data",
            Category,
            terms(&clean(), "dpa-mailer", json!({"categories": null})),
        ),
        outside(
            "something is made of it",
            Category,
            flow(json!({"derives": [{"from": ["user.contact.email"], "to": ["user.demographic"]}]})),
        ),
        outside(
            "sold on too",
            Purpose,
            flow(json!({"purposes": ["marketing.communications.email", "essential.service"]})),
        ),
        outside("what for is not said", Purpose, flow(json!({"purposes": null}))),
        outside("employees too", Subject, flow(json!({"subjects": ["customer", "employee"]}))),
        outside("whose data is not said", Subject, flow(json!({"subjects": null}))),
        outside("Switzerland too", Region, flow(json!({"regions": ["DE", "CH"]}))),
        outside("Switzerland instead", Region, flow(json!({"regions": ["CH"]}))),
        outside("where is not said", Region, flow(json!({"regions": null}))),
        outside("for too long", Retention, flow(json!({"retention": "P9Y"}))),
        outside("how long is not said", Retention, flow(json!({"retention": null}))),
        outside("amended today already", Retention, amended_today),
        outside("protected otherwise", Safeguard, flow(json!({"safeguards": ["encryption.rest"]}))),
        outside("how it is protected is not said", Safeguard, flow(json!({"safeguards": null}))),
    ]);
    insta::assert_snapshot!(told);
}

/// A contract that is missing, over or soon over: what is proposed names its parties, roles and terms as they are to be signed.
#[test]
fn contracts_that_are_missing_or_end() {
    let ended = json!({"endsOn": "2026-05-31"});
    let express = json!({"endsOn": "2026-06-30", "renewal": {"kind": "EXPRESS", "period": "P6M"}});
    let monthly = |ends: &str| json!({"endsOn": ends, "renewal": {"kind": "EXPRESS", "period": "P1M"}});
    let clauses = json!([{"kind": "TRANSFER_MECHANISM", "presence": "PRESENT", "mechanism": "SCC", "modules": [1]},
        {"kind": "AUDIT_RIGHTS", "presence": "PRESENT"}]);
    let amended = {
        let amendment = json!({"kind": "ADDENDUM", "amends": "dpa-mailer", "effectiveOn": "2025-06-01",
            "terms": {"maxRetention": "P3Y"}, "clauses": [{"kind": "LIABILITY", "presence": "PRESENT"}]});
        with(&contract(json!({"endsOn": "2026-05-31", "clauses": clauses})), "contracts", "addendum", amendment)
    };
    let prolonged = {
        let amendment =
            json!({"kind": "ADDENDUM", "amends": "dpa-mailer", "effectiveOn": "2025-06-01", "endsOn": "2026-06-15"});
        with(&contract(json!({"endsOn": "2025-12-31"})), "contracts", "addendum", amendment)
    };
    let terminated = |on: &str, ends: &str| contract(json!({"terminatedOn": on, "endsOn": ends}));
    let tacit = json!({"endsOn": "2026-07-01", "renewal": {"kind": "TACIT", "period": "P1Y", "notice": "P30D"}});
    let told = told(vec![
        case("none, from us", Rule::FlowWithoutContract, None, without(&clean(), "contracts", "dpa-mailer")),
        case("none, further on", Rule::FlowWithoutContract, None, without(&clean(), "contracts", "dpa-host")),
        case("over", Rule::FlowAfterContract, None, contract(ended)),
        case("over, as amended", Rule::FlowAfterContract, None, amended),
        case("terminated, and the flow goes on", Rule::FlowAfterContract, None, terminated("2026-05-01", "2027-01-31")),
        case("soon over", Rule::ContractExpiring, None, contract(json!({"endsOn": "2026-06-30"}))),
        case("soon over, renewed when both agree", Rule::ContractExpiring, None, contract(express)),
        case("soon over, as an amendment says", Rule::ContractExpiring, None, prolonged),
        case("soon terminated", Rule::ContractExpiring, None, terminated("2026-07-01", "2027-01-31")),
        case("soon terminated, and over anyway", Rule::ContractExpiring, None, terminated("2026-07-01", "2026-07-15")),
        case("soon over, and renewed by the month", Rule::ContractExpiring, None, contract(monthly("2026-06-30"))),
        case(
            "soon terminated, over anyway, and renewed by the month",
            Rule::ContractExpiring,
            None,
            with(&contract(monthly("2026-07-03")), "contracts", "dpa-mailer", json!({"terminatedOn": "2026-06-02"})),
        ),
        case("renewed unless notice is given", Rule::NoticeDeadline, None, contract(tacit)),
    ]);
    insta::assert_snapshot!(told);
}

/// Processors, those they engage, and service providers: an amendment repairs what is wrong and keeps what is agreed.
#[test]
fn clauses_that_are_missing_or_too_weak() {
    use Aspect::{Clause, Purpose, Region, Retention, Safeguard};
    let clause = |contract: &str, clause: Value| with_clause(&processing(), contract, &clause);
    let authorising = |fields: Value| {
        let mut clause = json!({"kind": "SUBPROCESSOR_AUTHORISATION", "presence": "PRESENT"});
        fields.as_object().unwrap().iter().for_each(|(name, value)| clause[name] = value.clone());
        with_clause(&processing(), "dpa-mailer", &clause)
    };
    let missing = |what, document| case(what, Rule::ContractClauseMissing, None, document);
    let engaged = |what, document| case(what, Rule::SubprocessorNotAuthorised, None, document);
    let weaker = |what, aspect, fields| {
        let document = terms(&processing(), "dpa-host", fields);
        case(what, Rule::OnwardWeakerTerms, Some(aspect), document)
    };
    let protected =
        terms(&processing(), "dpa-mailer", json!({"safeguards": ["encryption.transit", "encryption.rest"]}));
    let told = told(vec![
        missing("one is not agreed", clause("dpa-mailer", json!({"kind": "AUDIT_RIGHTS", "presence": "ABSENT"}))),
        missing(
            "nobody knows whether one is",
            clause("dpa-mailer", json!({"kind": "BREACH_NOTICE", "presence": "UNKNOWN", "hours": 48})),
        ),
        missing("none is recorded", with(&processing(), "contracts", "dpa-mailer", json!({"clauses": null}))),
        engaged("nobody may be engaged", authorising(json!({"authorisation": "NONE"}))),
        engaged("others may be engaged", authorising(json!({"authorisation": "SPECIFIC", "approved": ["crm"]}))),
        engaged("anybody might be", authorising(json!({"authorisation": "GENERAL", "presence": "UNKNOWN"}))),
        weaker("for more purposes", Purpose, json!({"purposes": ["essential.service.operations", "analytics"]})),
        weaker("for other purposes", Purpose, json!({"purposes": ["analytics"]})),
        weaker("in more places", Region, json!({"regions": ["eea", "CH", "GB"]})),
        weaker("for longer", Retention, json!({"maxRetention": "P9Y"})),
        weaker("for as long as they like", Retention, json!({"maxRetention": null})),
        case(
            "less protected",
            Rule::OnwardWeakerTerms,
            Some(Safeguard),
            terms(&protected, "dpa-host", json!({"safeguards": ["encryption.rest"]})),
        ),
        case(
            "without audits",
            Rule::OnwardWeakerTerms,
            Some(Clause),
            clause("dpa-host", json!({"kind": "AUDIT_RIGHTS", "presence": "ABSENT"})),
        ),
        case("no service provider", Rule::ServiceProviderLost, Some(Aspect::Sale), providing()),
    ]);
    insta::assert_snapshot!(told);
}

/// What users were promised: data goes on as promised, or the next notice says what is done; what is promised beside stays.
#[test]
fn promises_that_are_not_kept() {
    use Aspect::{Consent, Contract, Onward, Purpose, Recipient, Region, Retention, Safeguard, Sale};
    let broken = |what, aspect, document| case(what, Rule::CommitmentBroken, Some(aspect), document);
    let by = |limits: Value, fields: Value| with(&promising(limits), "flows", "shop-mailer", fields);
    let mailer_only = |document: Value| without(&without(&document, "flows", "mailer-host"), "flows", "shop-crm");
    let service = json!(["marketing.communications.email", "essential.service"]);
    let admitting = |document: Value| {
        terms(
            &document,
            "dpa-mailer",
            json!({"purposes": ["marketing", "essential"], "regions": ["world"],
        "maxRetention": null, "safeguards": null, "categories": ["user"]}),
        )
    };
    let one = |limits: Value, fields: Value| mailer_only(admitting(by(limits, fields)));
    let told = told(vec![
        broken("more purposes", Purpose, one(json!({"onlyPurposes": ["marketing"]}), json!({"purposes": service}))),
        broken(
            "promised by a notice that ends",
            Purpose,
            with(
                &one(json!({"onlyPurposes": ["analytics"]}), json!({})),
                "notices",
                "privacy",
                json!({"endedOn": "2026-12-31"}),
            ),
        ),
        broken("other purposes", Purpose, one(json!({"onlyPurposes": ["analytics"]}), json!({}))),
        broken(
            "a purpose ruled out",
            Purpose,
            one(json!({"neverPurposes": ["essential", "analytics"]}), json!({"purposes": service})),
        ),
        broken(
            "purposes that are not said",
            Purpose,
            one(json!({"onlyPurposes": ["marketing"]}), json!({"purposes": null})),
        ),
        broken("more places", Region, one(json!({"onlyRegions": ["eea"]}), json!({"regions": ["DE", "CH"]}))),
        broken(
            "a place ruled out",
            Region,
            one(json!({"neverRegions": ["CH", "US"]}), json!({"regions": ["DE", "CH"]})),
        ),
        broken("for longer", Retention, one(json!({"maxRetention": "P6M"}), json!({}))),
        broken("for how long is not said", Retention, one(json!({"maxRetention": "P6M"}), json!({"retention": null}))),
        broken(
            "less protected",
            Safeguard,
            one(
                json!({"safeguards": ["encryption.rest", "encryption.transit"]}),
                json!({"safeguards": ["encryption.rest"]}),
            ),
        ),
        broken("without consent", Consent, one(json!({"consent": "OPT_IN"}), json!({"consent": "OPT_OUT"}))),
        broken("without a way to refuse", Consent, one(json!({"consent": "OPT_OUT"}), json!({"consent": null}))),
        broken("sold", Sale, one(json!({"neverSold": true, "maxRetention": "P2Y"}), json!({"consideration": "SALE"}))),
        broken(
            "given away for what is not said",
            Sale,
            one(json!({"neverSold": true}), json!({"consideration": null})),
        ),
        broken(
            "without a contract",
            Contract,
            without(&one(json!({"contractRequired": true}), json!({})), "contracts", "dpa-mailer"),
        ),
        broken(
            "under a contract, and what for is not said",
            Contract,
            one(json!({"contractRequired": true}), json!({"purposes": null})),
        ),
        broken("passed on", Onward, promising(json!({"onwardSharing": "FORBIDDEN"}))),
        broken("to someone else", Recipient, promising(json!({"onlyRecipients": {"parties": ["mailer"]}}))),
        broken(
            "to someone ruled out",
            Recipient,
            promising(json!({"neverRecipients": {"parties": ["crm", "host"], "tags": ["ads"]}})),
        ),
        broken(
            "with names, which may go on",
            Sale,
            one(
                json!({"neverSold": true}),
                json!({"consideration": "SALE",
            "categories": ["user.contact.email", "user.name"]}),
            ),
        ),
        case("by an old promise", Rule::LegacyCommitmentBroken, Some(Purpose), promised_before()),
    ]);
    insta::assert_snapshot!(told);
}

/// What users are told: only what is not told yet is added, for the notices that speak for where the data comes from.
#[test]
fn sharings_that_are_not_told() {
    let disclosing = |promises: Value| with(&clean(), "notices", "privacy", json!({"promises": promises}));
    let told_mailer = json!([{"key": "told", "kind": "DISCLOSURE", "scope": {"categories": ["user.contact"]},
        "shares": {"recipients": {"parties": ["mailer"]}}}]);
    let undisclosed = |what, document| case(what, Rule::UndisclosedSharing, None, document);
    let operated = |document: &Value| {
        let document =
            with(document, "parties", "farm", json!({"name": "Server farm", "kind": "SYSTEM", "operator": "host"}));
        with(&document, "flows", "mailer-host", json!({"recipient": "farm", "purposes": null}))
    };
    let names_too = json!({"categories": ["user.contact.email", "user.name"]});
    let none = {
        let mut document = clean();
        document["notices"] = json!([]);
        document
    };
    let of_crm = with(&clean(), "notices", "privacy", json!({"systems": ["crm"]}));
    let also = json!({"title": "Notice for partners", "by": "us", "effectiveOn": "2025-01-01", "systems": ["crm"]});
    let gone = json!({"title": "Notice of 2024", "by": "us", "effectiveOn": "2024-01-01", "endedOn": "2024-12-31", "systems": ["crm"]});
    let several = with(&with(&of_crm, "notices", "partners", also), "notices", "gone", gone);
    let unused = disclosing(json!([
        {"key": "told", "kind": "DISCLOSURE", "scope": {"categories": ["user.contact"]}},
        {"key": "untrue", "kind": "DISCLOSURE", "scope": {"categories": ["user.location"]}},
        {"key": "kept", "kind": "COMMITMENT", "quote": "At most two years.", "scope": {"categories": ["user.contact"]},
            "limits": {"maxRetention": "P2Y"}}]));
    let told = told(vec![
        undisclosed(
            "names",
            terms(&with(&clean(), "flows", "shop-mailer", names_too), "dpa-mailer", json!({"categories": ["user"]})),
        ),
        undisclosed("further on", disclosing(told_mailer.clone())),
        undisclosed("further on, to a system of theirs", operated(&disclosing(told_mailer))),
        undisclosed("no notice at all", none),
        undisclosed("no notice for the shop", of_crm),
        undisclosed("two notices for others", several),
        case("told, and not done", Rule::UnusedDisclosure, None, unused),
    ]);
    insta::assert_snapshot!(told);
}

/// Transfers, certificates, verifications, and parties that are gone.
#[test]
fn parties_and_places() {
    let without_mechanism = |document: &Value| {
        with_clause(document, "dpa-mailer", &json!({"kind": "TRANSFER_MECHANISM", "presence": "ABSENT"}))
    };
    let abroad = |country: &str, regions: Value| {
        let document = with(&clean(), "parties", "mailer", json!({"country": country}));
        let document = without_mechanism(&with(&document, "flows", "shop-mailer", json!({"regions": regions})));
        terms(&without(&document, "flows", "mailer-host"), "dpa-mailer", json!({"regions": ["world"]}))
    };
    let transfer = |what, document| case(what, Rule::TransferWithoutMechanism, None, document);
    let certified = |until: &str| {
        with(&clean(), "parties", "host", json!({"certifications": [{"scheme": "ISO_27001", "validUntil": until}]}))
    };
    let gone = |fields: Value| {
        with(&with(&clean(), "parties", "host", json!({"status": "OFFBOARDED"})), "flows", "mailer-host", fields)
    };
    let offboarded = |what, document| case(what, Rule::FlowToOffboardedParty, None, document);
    let told = told(vec![
        transfer("to India", abroad("IN", json!(["IN"]))),
        transfer("to the United States", abroad("US", json!(["US"]))),
        transfer("partly to the United States", abroad("IE", json!(["US", "DE"]))),
        transfer("to India, by someone in Ireland", abroad("IE", json!(["IN"]))),
        transfer("to India, without a contract", without(&abroad("IN", json!(["IN"])), "contracts", "dpa-mailer")),
        transfer("to India, further on, without a contract", {
            let document = with(&clean(), "parties", "host", json!({"country": "IN"}));
            without(&with(&document, "flows", "mailer-host", json!({"regions": ["IN"]})), "contracts", "dpa-host")
        }),
        transfer(
            "to India, under a contract that says nothing of roles",
            with(
                &abroad("IN", json!(["IN"])),
                "contracts",
                "dpa-mailer",
                json!({"parties": [{"party": "us", "role": "CUSTOMER"}, {"party": "mailer", "role": "SUPPLIER"}]}),
            ),
        ),
        case("certified until January", Rule::CertificationExpired, None, certified("2026-01-31")),
        case("certified until mid-June", Rule::CertificationExpired, None, certified("2026-06-14")),
        case("not verified for long", Rule::FlowUnverified, None, flow(json!({"verifiedOn": "2025-01-01"}))),
        offboarded("gone", gone(json!({}))),
        offboarded("gone, and given data from today on", gone(json!({"startedOn": DAY}))),
        offboarded("gone, and given data today only", gone(json!({"startedOn": DAY, "endedOn": DAY}))),
        offboarded("gone, and given data since yesterday", gone(json!({"startedOn": "2026-05-31"}))),
    ]);
    insta::assert_snapshot!(told);
}

/// What was seen and is not declared: the flow that is declared has what was seen, between whom it was seen, from then on.
#[test]
fn sharings_that_were_seen() {
    let seen = |document: &Value, fields: Value| {
        let base = json!({"source": "shop", "evidence": "HAR", "firstSeen": "2026-05-04", "lastSeen": "2026-05-20",
            "categories": ["user.contact.email", "user.device"]});
        with(&with(document, "observations", "seen", base), "observations", "seen", fields)
    };
    let undeclared = |what, document| case(what, Rule::UndeclaredSharing, None, document);
    let claiming = with(&clean(), "parties", "mailer", json!({"domains": ["mail.example"]}));
    let broad = {
        let more = json!({"source": "crm", "recipient": "mailer", "startedOn": "2025-02-01"});
        let over = json!({"source": "shop", "recipient": "mailer", "categories": ["user.name"], "startedOn": "2025-02-01", "endedOn": "2025-12-31"});
        with(&with(&clean(), "flows", "unsaid", more), "flows", "over", over)
    };
    let taken = with(
        &clean(),
        "flows",
        "shop-host",
        json!({"source": "crm", "recipient": "shop", "categories": ["user.name"], "startedOn": "2025-02-01"}),
    );
    let told = told(vec![
        undeclared("a party without flows", seen(&clean(), json!({"recipient": "host"}))),
        undeclared("a key that is taken", seen(&taken, json!({"recipient": "host"}))),
        undeclared("a party with a flow", seen(&clean(), json!({"recipient": "mailer"}))),
        undeclared("a party whose host it is", seen(&claiming, json!({"host": "eu.mail.example"}))),
        undeclared("a host of nobody", seen(&claiming, json!({"host": "tracker.example"}))),
        undeclared(
            "a host of nobody, data not said",
            seen(&claiming, json!({"host": "tracker.example", "categories": null})),
        ),
        undeclared("flows that do not say what they carry, or are over", seen(&broad, json!({"recipient": "mailer"}))),
    ]);
    insta::assert_snapshot!(told);
}
