//! Findings prove themselves, and what is made up does not.

use std::collections::BTreeSet;

use kept_engine::witness::{Fact, Travelled};
use kept_engine::{Aspect, Certainty, Finding, Rule, Severity, Verdict, WitnessError};
use kept_schema::{FlowKey, Register};
use serde_json::{Value, json};

use crate::fixture::{
    clean, day, line, processing, promised_before, promising, providing, register, report_on, with, with_clause,
    without,
};

/// The one finding of a rule in a document.
pub fn only_finding((rule, document): &(Rule, Value)) -> (Register, Finding) {
    let register = register(document);
    let mut findings = report_on(&register, day("2026-06-01")).findings;
    findings.retain(|finding| finding.rule == *rule);
    assert_eq!(findings.len(), 1, "{rule}: {findings:#?}");
    (register, findings.remove(0))
}

fn verify(register: &Register, finding: &Finding) -> Result<(), WitnessError> {
    finding.witness.verify(register, day("2026-06-01"), finding)
}

/// Documents with exactly one finding of each rule, and of each of its kinds.
pub fn cases() -> Vec<(Rule, Value)> {
    let flow = |fields: Value| with(&clean(), "flows", "shop-mailer", fields);
    let contract = |fields: Value| with(&clean(), "contracts", "dpa-mailer", fields);
    let disclosing = |promises: Value| with(&clean(), "notices", "privacy", json!({"promises": promises}));
    vec![
        (Rule::FlowWithoutContract, without(&clean(), "contracts", "dpa-host")),
        (Rule::FlowAfterContract, contract(json!({"endsOn": "2026-05-31"}))),
        (Rule::FlowOutsideContract, flow(json!({"retention": "P9Y"}))),
        (Rule::FlowToOffboardedParty, with(&clean(), "parties", "host", json!({"status": "OFFBOARDED"}))),
        (Rule::ContractExpiring, contract(json!({"endsOn": "2026-06-30"}))),
        (
            Rule::NoticeDeadline,
            contract(json!({"endsOn": "2026-07-01", "renewal": {"kind": "TACIT", "period": "P1Y", "notice": "P30D"}})),
        ),
        (Rule::CommitmentBroken, promising(json!({"onlyRecipients": {"parties": ["mailer"]}}))),
        (
            Rule::UndisclosedSharing,
            disclosing(json!([{"key": "told", "kind": "DISCLOSURE", "scope": {"categories": ["user"]},
                "shares": {"recipients": {"parties": ["mailer"]}}}])),
        ),
        (Rule::UndisclosedSharing, {
            let mut document = clean();
            document["notices"] = json!([]);
            document
        }),
        (
            Rule::UnusedDisclosure,
            disclosing(json!([
                {"key": "told", "kind": "DISCLOSURE", "scope": {"categories": ["user.contact"]}},
                {"key": "untrue", "kind": "DISCLOSURE", "scope": {"categories": ["user.location"]}}])),
        ),
        (
            Rule::ContractClauseMissing,
            with_clause(&processing(), "dpa-mailer", &json!({"kind": "AUDIT_RIGHTS", "presence": "ABSENT"})),
        ),
        (
            Rule::SubprocessorNotAuthorised,
            with_clause(
                &processing(),
                "dpa-mailer",
                &json!({"kind": "SUBPROCESSOR_AUTHORISATION", "presence": "PRESENT", "authorisation": "NONE"}),
            ),
        ),
        (
            Rule::OnwardWeakerTerms,
            with_clause(&processing(), "dpa-host", &json!({"kind": "AUDIT_RIGHTS", "presence": "ABSENT"})),
        ),
        (Rule::TransferWithoutMechanism, {
            let document = with(&clean(), "parties", "mailer", json!({"country": "IN"}));
            with_clause(&document, "dpa-mailer", &json!({"kind": "TRANSFER_MECHANISM", "presence": "ABSENT"}))
        }),
        (Rule::ServiceProviderLost, providing()),
        (Rule::LegacyCommitmentBroken, promised_before()),
        (
            Rule::CertificationExpired,
            with(
                &clean(),
                "parties",
                "host",
                json!({"certifications": [{"scheme": "ISO_27001", "validUntil": "2026-01-31"}]}),
            ),
        ),
        (Rule::FlowUnverified, flow(json!({"verifiedOn": "2025-01-01"}))),
        (
            Rule::UndeclaredSharing,
            with(
                &clean(),
                "observations",
                "seen",
                json!({"source": "shop", "recipient": "host", "evidence": "HAR", "firstSeen": "2026-05-01",
                    "lastSeen": "2026-05-02", "categories": ["user.contact.email"]}),
            ),
        ),
    ]
}

/// The same of findings that come about in other ways: by another aspect, by data that is only possibly there, by someone's system.
pub fn further_cases() -> Vec<(Rule, Value)> {
    let flow = |fields: Value| with(&clean(), "flows", "shop-mailer", fields);
    let broken = |limits: Value, fields: Value| {
        let document = with(&promising(limits), "flows", "shop-mailer", fields);
        (Rule::CommitmentBroken, without(&without(&document, "flows", "mailer-host"), "flows", "shop-crm"))
    };
    let possibly = with(&clean(), "flows", "mailer-host", json!({"categories": ["user.contact"]}));
    let operated = |document: &Value| {
        let system = json!({"name": "Server farm", "kind": "SYSTEM", "operator": "host"});
        with(&with(document, "parties", "farm", system), "flows", "mailer-host", json!({"recipient": "farm"}))
    };
    let none = json!({"kind": "SUBPROCESSOR_AUTHORISATION", "presence": "PRESENT", "authorisation": "NONE"});
    let seen = |fields: Value| {
        let seen = json!({"source": "shop", "recipient": "host", "evidence": "HAR", "firstSeen": "2026-05-01",
            "lastSeen": "2026-05-02", "categories": ["user.contact.email"]});
        with(&with(&clean(), "observations", "seen", seen), "observations", "seen", fields)
    };
    let of_crm = with(&clean(), "notices", "privacy", json!({"systems": ["crm"]}));
    let lapsing = json!({"certifications": [{"scheme": "ISO_27001", "validUntil": "2026-07-31"}]});
    let made = json!({"derives": [{"from": ["user.contact.email"], "to": ["user.demographic"]}]});
    let abroad = without(&with(&clean(), "parties", "mailer", json!({"country": "IE"})), "flows", "mailer-host");
    let abroad = with(&abroad, "flows", "shop-mailer", json!({"regions": ["IN"]}));
    let unclear = json!({"kind": "TRANSFER_MECHANISM", "presence": "UNKNOWN"});
    vec![
        (Rule::FlowOutsideContract, flow(json!({"categories": ["user.contact.email", "user.location"]}))),
        (Rule::FlowOutsideContract, flow(json!({"purposes": null}))),
        (Rule::FlowOutsideContract, flow(json!({"subjects": ["employee"]}))),
        (Rule::FlowOutsideContract, flow(json!({"safeguards": null}))),
        (Rule::FlowOutsideContract, flow(made)),
        (Rule::FlowOutsideContract, possibly),
        (Rule::FlowToOffboardedParty, {
            let document = operated(&clean());
            with(&document, "parties", "host", json!({"status": "OFFBOARDED", "offboardedOn": "2026-05-01"}))
        }),
        broken(json!({"maxRetention": "P6M"}), json!({})),
        broken(json!({"onlyPurposes": ["essential"]}), json!({})),
        broken(json!({"neverRegions": ["DE"]}), json!({})),
        broken(json!({"safeguards": ["pseudonymisation"]}), json!({})),
        broken(json!({"consent": "OPT_IN"}), json!({"consent": "OPT_OUT"})),
        broken(json!({"neverSold": true}), json!({"consideration": "SALE"})),
        (Rule::CommitmentBroken, promising(json!({"onwardSharing": "FORBIDDEN"}))),
        (Rule::CommitmentBroken, without(&promising(json!({"contractRequired": true})), "contracts", "dpa-host")),
        (
            Rule::CommitmentBroken,
            with(
                &promising(json!({"onlyRegions": ["DE"]})),
                "flows",
                "mailer-host",
                json!({"categories": ["user.contact"]}),
            ),
        ),
        (Rule::UndisclosedSharing, of_crm),
        (Rule::CertificationExpired, with(&operated(&clean()), "parties", "host", lapsing)),
        (Rule::ContractClauseMissing, with(&processing(), "contracts", "dpa-mailer", json!({"clauses": null}))),
        (Rule::SubprocessorNotAuthorised, with_clause(&operated(&processing()), "dpa-mailer", &none)),
        (Rule::OnwardWeakerTerms, {
            let terms = json!({"categories": ["user.contact"], "purposes": ["marketing.communications.email", "essential.service.operations"],
                "regions": ["eea", "CH"], "maxRetention": "P9Y"});
            with(&processing(), "contracts", "dpa-host", json!({"terms": terms}))
        }),
        (Rule::TransferWithoutMechanism, with_clause(&abroad, "dpa-mailer", &unclear)),
        (
            Rule::UndeclaredSharing,
            with(
                &seen(json!({"recipient": null, "host": "a.host.example"})),
                "parties",
                "host",
                json!({"domains": ["host.example"]}),
            ),
        ),
        (Rule::UndeclaredSharing, seen(json!({"recipient": "mailer", "categories": ["user.contact"]}))),
    ]
}

#[test]
fn every_rule_has_a_case() {
    let covered: BTreeSet<Rule> = cases().into_iter().map(|(rule, _)| rule).collect();
    assert_eq!(covered.into_iter().collect::<Vec<_>>(), Rule::ALL);
}

#[test]
fn a_finding_does_not_hold_of_a_register_without_its_cause() {
    let clean = register(&clean());
    for case in cases() {
        let (register, finding) = only_finding(&case);
        assert_eq!(verify(&register, &finding), Ok(()));
        assert!(verify(&clean, &finding).is_err(), "{finding:#?}");
        assert!(verify(&Register::default(), &finding).is_err(), "{finding:#?}");
    }
}

#[test]
fn a_tampered_finding_is_refused() {
    for case in cases().into_iter().chain(further_cases()) {
        let (register, finding) = only_finding(&case);
        let mut tampered: Vec<(&str, Finding)> = Vec::new();
        let mut change = |what: &'static str, change: &dyn Fn(&mut Finding)| {
            let mut changed = finding.clone();
            change(&mut changed);
            if changed != finding {
                tampered.push((what, changed));
            }
        };
        change("verdict", &|finding| finding.verdict = Verdict::Kept);
        change("verdict", &|finding| finding.verdict = Verdict::Broken);
        change("severity", &|finding| finding.severity = Severity::Critical);
        change("subject", &|finding| finding.subject = "flow:shop-crm".parse().unwrap());
        for severity in [Severity::Info, Severity::Low, Severity::Medium, Severity::High] {
            change("severity", &|finding| finding.severity = severity);
        }
        change("due day", &|finding| finding.due_on = finding.due_on.map(kept_schema::Day::next));
        change("a due day or none", &|finding| {
            finding.due_on = if finding.due_on.is_some() { None } else { Some(day("2026-06-30")) };
        });
        for other in ["dpa-mailer", "dpa-host"] {
            change("a contract", &|finding| finding.contract = Some(other.parse().unwrap()));
        }
        change("no contract", &|finding| finding.contract = None);
        // Those of the register, alone and one after the other.
        let flows: Vec<FlowKey> = register.flows().keys().cloned().collect();
        for first in &flows {
            change("another path", &|finding| finding.path = vec![first.clone()]);
            for second in &flows {
                change("another path", &|finding| finding.path = vec![first.clone(), second.clone()]);
            }
        }
        change("path", &|finding| {
            finding.path.pop();
        });
        change("path", &|finding| finding.path.reverse());
        change("where the path begins", &|finding| {
            finding.path.drain(..finding.path.len().min(1));
        });
        change("categories", &|finding| {
            if !finding.categories.is_empty() {
                finding.categories = vec!["user.location".parse().unwrap()];
            }
        });
        change("categories of nothing", &|finding| {
            if finding.categories.is_empty() {
                finding.categories = vec!["user.contact.email".parse().unwrap()];
            }
        });
        change("other categories", &|finding| {
            if !finding.categories.is_empty() {
                finding.categories.push("user.name".parse().unwrap());
            }
        });
        change("contract", &|finding| {
            finding.contract = finding.contract.as_ref().map(|_| "dpa-host".parse().unwrap());
        });
        change("promise", &|finding| {
            finding.promise = finding.promise.as_ref().map(|_| "we-share-email".parse().unwrap());
        });
        change("aspect", &|finding| finding.aspect = Some(Aspect::Subject));
        change("clause", &|finding| finding.clause = Some(kept_schema::ClauseKind::Liability));
        change("what is wrong", &|finding| finding.witness.fact = Fact::NoContract);
        change("how sure it is", &|finding| match &mut finding.witness.fact {
            Fact::OutsideContract { breach }
            | Fact::Limit { breach }
            | Fact::FlowDown { breach, .. }
            | Fact::Transfer { breach }
            | Fact::OldPromise { breach }
            | Fact::ProviderLost { breach } => {
                let other = if *breach == Verdict::Broken { Verdict::Unproven } else { Verdict::Broken };
                (finding.verdict, *breach) = (other, other);
            }
            _ => {}
        });
        change("who it was for", &|finding| {
            if let Fact::FlowDown { from, upper, .. } = &mut finding.witness.fact {
                (*from, *upper) = ("mailer".parse().unwrap(), "dpa-host".parse().unwrap());
            }
        });
        change("how it came", &|finding| {
            if let Fact::FlowDown { entry, .. } = &mut finding.witness.fact {
                *entry = vec!["shop-crm".parse().unwrap()];
            }
        });
        change("the last day", &|finding| {
            if let Fact::Certification { last_day, .. } | Fact::ContractEnded { last_day } = &mut finding.witness.fact {
                *last_day = last_day.next();
            }
        });
        change("since when", &|finding| {
            if let Fact::Unverified { since } = &mut finding.witness.fact {
                *since = since.next();
            }
        });
        change("no travel", &|finding| finding.witness.travelled = None);
        change("travel", &|finding| {
            if let Some(travelled) = &mut finding.witness.travelled {
                travelled.category = "user.name".parse().unwrap();
            }
        });
        // Somebody the last flow is not about.
        let flow = finding.path.last().and_then(|flow| register.flows().get(flow));
        let is_listed = flow.is_some_and(|flow| flow.subjects.iter().any(|subject| subject.as_str() == "employee"));
        let somebody = if is_listed { "customer" } else { "employee" };
        change("subject of the data", &|finding| {
            if let Some(travelled) = &mut finding.witness.travelled {
                travelled.subject = Some(somebody.parse().unwrap());
            }
        });
        let held = tampered.iter().filter(|(_, finding)| verify(&register, finding).is_ok());
        let held: Vec<String> =
            held.map(|(what, finding)| format!("{what}: {} {:?}", line(finding), finding.witness)).collect();
        assert!(held.is_empty(), "{}\nholds when tampered with:\n{}", line(&finding), held.join("\n"));
    }
}

#[test]
fn what_is_possible_cannot_be_passed_off_as_certain() {
    let document = promising(json!({"onlyRegions": ["DE"]}));
    let document = with(&document, "flows", "mailer-host", json!({"categories": ["user.contact"]}));
    let document = with(
        &document,
        "contracts",
        "dpa-host",
        json!({"terms": {"categories": ["user.contact"],
        "purposes": ["essential.service.operations"], "regions": ["CH"]}}),
    );
    let (register, mut finding) = only_finding(&(Rule::CommitmentBroken, document));
    assert_eq!((finding.verdict, verify(&register, &finding)), (Verdict::Unproven, Ok(())));
    finding.verdict = Verdict::Broken;
    finding.severity = Severity::High;
    assert_eq!(verify(&register, &finding), Err(WitnessError::Mismatch));
    let category = "user.contact.email".parse().unwrap();
    finding.witness.travelled =
        Some(Travelled { certainty: Certainty::Certain, category, subject: Some("customer".parse().unwrap()) });
    assert_eq!(verify(&register, &finding), Err(WitnessError::DoesNotTravel("user.contact.email".parse().unwrap())));
}

#[test]
fn a_finding_holds_on_its_day_only() {
    let (register, finding) = only_finding(&cases()[0]);
    assert_eq!(
        finding.witness.verify(&register, day("2025-01-01"), &finding),
        Err(WitnessError::NotLive("shop-mailer".parse().unwrap()))
    );
}

/// A mailer with a contract about e-mail addresses hands on everything it gets, to someone it was not allowed to: that
/// holds only while someone may bring it such addresses, whatever else is shown to travel.
#[test]
fn a_contract_is_broken_further_down_only_by_data_that_may_be_brought() {
    let none = json!({"kind": "SUBPROCESSOR_AUTHORISATION", "presence": "PRESENT", "authorisation": "NONE"});
    let document = with_clause(&processing(), "dpa-mailer", &none);
    let terms = json!({"categories": ["user.contact.email"]});
    let document = with(&document, "contracts", "dpa-mailer", json!({"terms": terms}));
    let numbers = json!({"source": "crm", "recipient": "mailer", "categories": ["user.contact.phone_number"],
        "startedOn": "2026-02-01", "verifiedOn": "2026-05-01"});
    let document = with(&document, "flows", "crm-mailer", numbers);
    let both = json!({"categories": ["user.contact.email", "user.contact.phone_number"]});
    let document = with(&document, "flows", "mailer-host", both);
    let about = |document: &Value| {
        let mut findings = report_on(&register(document), day("2026-06-01")).findings;
        findings.retain(|finding| finding.rule == Rule::SubprocessorNotAuthorised);
        findings
    };
    let found = about(&document);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].witness.travelled.as_ref().unwrap().category.as_str(), "user.contact.phone_number");
    let unbrought = without(&document, "flows", "shop-mailer");
    assert_eq!(about(&unbrought), []);
    let unshown = Err(WitnessError::NotShown("that one works for the other"));
    assert_eq!(verify(&register(&unbrought), &found[0]), unshown);
    // Addresses that somebody else brings are not given under that contract.
    let friend = json!({"name": "Friend", "kind": "PARTNER", "country": "DE"});
    let email = |source: &str, recipient: &str| json!({"source": source, "recipient": recipient, "categories": ["user.contact.email"], "startedOn": "2026-02-01"});
    let roundabout =
        with(&with(&unbrought, "parties", "friend", friend), "flows", "to-friend", email("shop", "friend"));
    let roundabout = with(&roundabout, "flows", "of-friend", email("friend", "mailer"));
    assert_eq!(about(&roundabout), []);
    assert_eq!(verify(&register(&roundabout), &found[0]), unshown);
}
