//! Deadlines: what ends, and when it must be decided.

use kept_engine::{DeadlineKind, Options, Rule, SharingGraph, deadlines, evaluate};
use kept_schema::document::{SourceFile, read_register};
use kept_schema::{Day, Register};

use crate::fixture::day;

const BASE: &str = "
kept: 1
parties:
  - {key: us, name: Acme GmbH, kind: SELF, country: DE}
  - {key: shop, name: Web shop, kind: SYSTEM, operator: us}
  - {key: mailer, name: Nimbus Mail Inc., kind: VENDOR, country: IE, owner: Marketing, tags: [email],
     certifications: [{scheme: ISO_27001, validUntil: 2026-03-31}, {scheme: SOC_2, validUntil: 2025-01-01}]}
contracts:
";

fn register(document: &str) -> Register {
    read_register(vec![SourceFile::new("deadlines.yaml", document)]).unwrap_or_else(|problems| panic!("{problems}")).0
}

fn found(contracts: &str, from: &str, until: &str) -> Vec<(String, String)> {
    let register = register(&format!("{BASE}{contracts}"));
    let found = deadlines(&register, day(from), day(until));
    found.into_iter().map(|deadline| (deadline.id, deadline.due_on.to_string())).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(id, day)| ((*id).to_owned(), (*day).to_owned())).collect()
}

const SIDES: &str =
    "kind: DATA_PROCESSING_AGREEMENT, parties: [{party: us, role: CONTROLLER}, {party: mailer, role: PROCESSOR}]";

#[test]
fn each_term_that_renews_itself_has_a_notice_of_its_own() {
    let contract = format!(
        "  - {{key: dpa, {SIDES}, effectiveOn: 2025-02-01, endsOn: 2026-01-31, renewal: {{kind: TACIT, period: P1Y, notice: P90D}}}}"
    );
    assert_eq!(
        found(&contract, "2025-06-01", "2027-01-01"),
        pairs(&[
            ("notice-opens/dpa/0", "2025-10-03"),
            ("notice-closes/dpa/0", "2025-11-02"),
            ("certification-ends/mailer/ISO_27001", "2026-03-31"),
            ("notice-opens/dpa/1", "2026-10-03"),
            ("notice-closes/dpa/1", "2026-11-02"),
        ])
    );
    // Notice was given: it ends, and nothing is left to decide.
    let given = contract.replace("P90D}}", "P90D}, noticeGivenOn: 2025-10-20}");
    assert_eq!(found(&given, "2025-10-21", "2026-02-28"), pairs(&[("contract-ends/dpa", "2026-01-31")]));
}

/// Terms so short that it is time to decide on the day one begins, which is the last day to do so.
#[test]
fn what_opens_on_the_day_it_closes_is_told_once() {
    let contract = format!(
        "  - {{key: dpa, {SIDES}, effectiveOn: 2026-01-01, endsOn: 2026-01-31, renewal: {{kind: TACIT, period: P1M, notice: P30D}}}}"
    );
    assert_eq!(found(&contract, "2025-12-01", "2026-01-31"), pairs(&[("notice-closes/dpa/0", "2026-01-01")]));
}

#[test]
fn an_end_is_told_of_once_and_not_when_an_amendment_prolongs_it() {
    let contract = format!("  - {{key: dpa, {SIDES}, owner: Legal, effectiveOn: 2025-02-01, endsOn: 2026-01-31}}");
    assert_eq!(found(&contract, "2026-01-31", "2026-01-31"), pairs(&[("contract-ends/dpa", "2026-01-31")]));
    assert_eq!(found(&contract, "2026-02-01", "2026-03-01"), pairs(&[]));
    let prolonged = format!(
        "{contract}\n  - {{key: more, kind: ADDENDUM, amends: dpa, effectiveOn: 2026-01-01, endsOn: 2026-02-28}}"
    );
    assert_eq!(found(&prolonged, "2025-12-01", "2026-03-01"), pairs(&[("contract-ends/more", "2026-02-28")]));
    let terminated = prolonged.replace("endsOn: 2026-01-31", "endsOn: 2026-01-31, terminatedOn: 2026-01-15");
    assert_eq!(found(&terminated, "2025-12-01", "2026-03-01"), pairs(&[("contract-ends/dpa", "2026-01-14")]));
}

#[test]
fn an_amendment_that_renews_itself_has_notices_until_its_contract_is_terminated() {
    let contract = format!(
        "  - {{key: dpa, {SIDES}, effectiveOn: 2025-02-01}}
  - {{key: more, kind: ADDENDUM, amends: dpa, effectiveOn: 2025-03-01, endsOn: 2026-02-28, renewal: {{kind: TACIT, period: P1Y, notice: P60D}}}}"
    );
    let notices = pairs(&[("notice-opens/more/0", "2025-11-30"), ("notice-closes/more/0", "2025-12-30")]);
    assert_eq!(found(&contract, "2025-10-01", "2026-01-31"), notices);
    let terminated = contract.replace("effectiveOn: 2025-02-01}", "effectiveOn: 2025-02-01, terminatedOn: 2025-10-01}");
    assert_eq!(found(&terminated, "2025-10-01", "2026-01-31"), pairs(&[]));
}

/// The days on which each deadline of two months is told ahead.
fn told_ahead(contracts: &str) -> Vec<(DeadlineKind, Vec<u32>)> {
    let register = register(&format!("{BASE}{contracts}"));
    let found = deadlines(&register, day("2026-01-01"), day("2026-02-28"));
    found.into_iter().map(|deadline| (deadline.kind, deadline.days_ahead)).collect()
}

#[test]
fn a_deadline_is_told_as_many_days_ahead_as_its_contract_says() {
    let renewal = "renewal: {kind: TACIT, period: P1Y, notice: P45D}";
    let contract = |more: &str| {
        format!(
            "  - {{key: dpa, {SIDES}, effectiveOn: 2025-02-01, endsOn: 2026-03-31, {renewal}{more}}}
  - {{key: old, {SIDES}, effectiveOn: 2025-02-01, endsOn: 2026-02-20{more}}}"
        )
    };
    let (opens, closes, ends) = (DeadlineKind::NoticeOpens, DeadlineKind::NoticeCloses, DeadlineKind::ContractEnds);
    assert_eq!(
        told_ahead(&contract("")),
        [(opens, vec![0]), (closes, vec![7, 0]), (ends, vec![90, 60, 30, 7, 0])],
        "what is usual when nothing is said"
    );
    // The earliest first and each once; that a notice opens is told on its day.
    assert_eq!(
        told_ahead(&contract(", alertDays: [3, 14, 3]")),
        [(opens, vec![0]), (closes, vec![14, 3]), (ends, vec![14, 3])]
    );
    // What amends a contract is told of as that is, unless it says otherwise.
    let amended = |more: &str| {
        format!(
            "  - {{key: dpa, {SIDES}, effectiveOn: 2025-02-01, alertDays: [21]}}
  - {{key: more, kind: ADDENDUM, amends: dpa, effectiveOn: 2025-02-01, endsOn: 2026-03-31, {renewal}{more}}}"
        )
    };
    assert_eq!(told_ahead(&amended("")), [(opens, vec![0]), (closes, vec![21])]);
    assert_eq!(told_ahead(&amended(", alertDays: [5]")), [(opens, vec![0]), (closes, vec![5])]);
}

#[test]
fn a_deadline_says_whose_it_is() {
    let contract =
        format!("  - {{key: dpa, name: Mail agreement, {SIDES}, effectiveOn: 2025-02-01, endsOn: 2026-01-31}}");
    let register = register(&format!("{BASE}{contract}"));
    let all = deadlines(&register, day("2026-01-01"), day("2026-02-01"));
    let [end] = all.as_slice() else { panic!("{all:#?}") };
    assert_eq!(end.kind, DeadlineKind::ContractEnds);
    assert_eq!(end.owner.as_deref(), Some("Marketing"));
    assert_eq!(end.tags.iter().map(|tag| tag.as_str()).collect::<Vec<_>>(), ["email"]);
    assert_eq!(
        end.message.english(),
        "The contract Mail agreement with Nimbus Mail Inc. ends on 2026-01-31 and will not be renewed"
    );
}

#[test]
fn a_risk_that_is_accepted_again_has_one_last_day() {
    let acceptance = |key: &str, severity: &str, from: &str, until: &str| {
        format!(
            "  - {{key: {key}, finding: 45149ae31a7f8b6d, verdict: BROKEN, severity: {severity}, reason: known, owner: Legal, acceptedOn: {from}, until: {until}}}\n",
        )
    };
    let ends = |acceptances: &str| {
        let base = BASE.replace("contracts:", "acceptances:");
        let register = register(&format!("{base}{acceptances}"));
        let found = deadlines(&register, day("2026-06-01"), day("2026-12-31"));
        found.into_iter().map(|deadline| (deadline.id, deadline.due_on.to_string())).collect::<Vec<_>>()
    };
    let first = acceptance("first", "MEDIUM", "2026-05-01", "2026-06-30");
    assert_eq!(ends(&first), pairs(&[("acceptance-ends/first", "2026-06-30")]));
    let again = acceptance("again", "MEDIUM", "2026-06-20", "2026-09-30");
    assert_eq!(ends(&format!("{first}{again}")), pairs(&[("acceptance-ends/again", "2026-09-30")]));
    // What begins only later, or holds only for what is less grave, leaves something to decide.
    for other in
        [acceptance("later", "HIGH", "2026-07-02", "2026-09-30"), acceptance("less", "LOW", "2026-06-20", "2026-09-30")]
    {
        assert_eq!(ends(&format!("{first}{other}")).len(), 2, "{other}");
    }
}

/// On every day, whatever the rules say is soon is a deadline of that day.
#[test]
fn what_rules_say_is_soon_is_a_deadline() {
    let contracts = format!(
        "  - {{key: a, {SIDES}, effectiveOn: 2025-02-01, endsOn: 2026-01-31, renewal: {{kind: TACIT, period: P1M, notice: P10D}}, noticeGivenOn: 2026-04-25}}
  - {{key: b, {SIDES}, effectiveOn: 2025-02-01, endsOn: 2026-01-31, renewal: {{kind: EXPRESS, period: P6M}}, renewals: [{{agreedOn: 2026-01-01}}]}}
  - {{key: c, {SIDES}, effectiveOn: 2025-02-01, terminatedOn: 2026-05-05}}
flows:
  - {{key: f, source: shop, recipient: mailer, categories: [user.contact.email], purposes: [marketing], startedOn: 2025-02-01}}"
    );
    let register = register(&format!("{BASE}{contracts}"));
    let graph = SharingGraph::new(&register);
    let (mut today, mut seen) = (day("2025-10-01"), 0);
    while today < day("2026-09-01") {
        let report = evaluate(&register, &graph, today, &Options::default());
        let soon = deadlines(&register, today, Day::MAX.min(today.plus(kept_schema::Duration::from_days(90), 1)));
        for finding in &report.findings {
            let Some(due) = finding.due_on else { continue };
            let kind = match finding.rule {
                Rule::ContractExpiring => DeadlineKind::ContractEnds,
                Rule::NoticeDeadline => DeadlineKind::NoticeCloses,
                Rule::CertificationExpired => DeadlineKind::CertificationEnds,
                other => panic!("{other:?} has a day"),
            };
            let told =
                soon.iter().any(|soon| soon.kind == kind && soon.subject == finding.subject && soon.due_on == due);
            assert!(told, "{today}: {finding:#?}\n{soon:#?}");
            seen += 1;
        }
        today = today.next();
    }
    assert!(seen > 200, "{seen}");
}
