//! Small random registers, from a pool of few terms and days so that things often meet.

mod contracts;
mod notices;
mod observations;
mod parties;

use kept_schema::record::{Edit, Record, SourcedEdit};
use kept_schema::{
    Consent, Consideration, Contract, Day, Derivation, Duration, Flow, Notice, Party, Register, TaxonomyKind, Term,
    TermKey, TermList,
};
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

use contracts::{contract, raw_contract};
use notices::{notice, promise, raw_notice};
use observations::{observation, raw_domain, raw_observation, serve};
pub(crate) use parties::party;
use parties::{parties, raw_party};

pub(crate) const CATEGORIES: [&str; 9] = [
    "user",
    "user.contact",
    "user.contact.email",
    "user.contact.phone_number",
    "user.behavior",
    "user.behavior.browsing_history",
    "user.loyalty",
    "user.loyalty.points",
    "system.operations",
];
const PURPOSES: [&str; 6] = [
    "marketing",
    "marketing.communications",
    "marketing.communications.email",
    "essential",
    "essential.service",
    "analytics",
];
pub(crate) const SUBJECTS: [&str; 4] = ["customer", "customer.business", "customer.private", "employee"];
const REGIONS: [&str; 10] = ["DE", "de-by", "AT", "US", "GB", "dach", "eea", "efta", "adequate", "world"];
const SAFEGUARDS: [&str; 5] = ["encryption", "encryption.rest", "encryption.transit", "logging", "pseudonymisation"];
const RETENTIONS: [&str; 5] = ["P30D", "P90D", "P365D", "P1Y", "P2Y"];
const TAGS: [&str; 2] = ["email", "cloud"];

/// The day that all days of a register are near to.
pub(crate) fn today() -> Day {
    Day::from_ymd(2026, 6, 1).unwrap()
}

fn shifted(days: i32) -> Day {
    let by = Duration::from_days(days.unsigned_abs());
    if days < 0 { today().minus(by) } else { today().plus(by, 1) }
}

fn days(range: std::ops::RangeInclusive<i32>) -> impl Strategy<Value = Day> + Clone {
    range.prop_map(shifted)
}

/// A day to ask about.
pub(crate) fn asked_day() -> impl Strategy<Value = Day> {
    prop_oneof![3 => Just(today()), 1 => days(-400..=400)]
}

pub(crate) fn keys(terms: &[&str]) -> TermList {
    terms.iter().map(|term| term.parse::<TermKey>().unwrap()).collect()
}

/// A list of terms, not recorded in one of `of_ten` cases out of ten.
fn terms<const N: usize>(pool: [&'static str; N], of_ten: u32, longest: usize) -> BoxedStrategy<TermList> {
    let recorded = subsequence(pool.to_vec(), 1..=longest).prop_shuffle().prop_map(|terms| keys(&terms));
    prop_oneof![of_ten => Just(TermList::NOT_RECORDED), 10 - of_ten => recorded].boxed()
}

fn retention() -> impl Strategy<Value = Option<Duration>> {
    weighted(0.75, select(&RETENTIONS[..]).prop_map(|text| text.parse().unwrap()))
}

pub(crate) fn some_categories() -> impl Strategy<Value = TermList> {
    terms(CATEGORIES, 1, 2).prop_filter("nothing asked", TermList::is_recorded)
}

pub(crate) fn some_subjects() -> impl Strategy<Value = TermList> {
    terms(SUBJECTS, 4, 2)
}

#[derive(Clone, Debug)]
struct RawFlow {
    ends: (Index, Index),
    lists: [TermList; 5],
    retention: Option<Duration>,
    consent: Option<Consent>,
    consideration: Option<Consideration>,
    live: (Day, Option<Day>),
    derives: Vec<(TermList, TermList)>,
    verified_on: Option<Day>,
}

fn raw_flow() -> impl Strategy<Value = RawFlow> {
    let lists = (
        terms(CATEGORIES, 1, 3),
        terms(PURPOSES, 1, 2),
        terms(SUBJECTS, 3, 2),
        terms(REGIONS, 2, 2),
        terms(SAFEGUARDS, 2, 3),
    )
        .prop_map(|(categories, purposes, subjects, regions, safeguards)| {
            [categories, purposes, subjects, regions, safeguards]
        });
    let started = prop_oneof![9 => days(-60..=0), 1 => days(1..=40)];
    let ended = weighted(0.2, days(-30..=60));
    let made = |pool| terms(pool, 0, 2);
    let derives = prop_oneof![5 => Just(Vec::new()), 1 => vec((made(CATEGORIES), made(CATEGORIES)), 1..=2)];
    (
        any::<(Index, Index)>(),
        lists,
        retention(),
        weighted(0.8, select(Consent::ALL)),
        weighted(0.8, select(Consideration::ALL)),
        (started, ended),
        derives,
        weighted(0.3, days(-500..=0)),
    )
        .prop_map(|(ends, lists, retention, consent, consideration, (started, ended), derives, verified_on)| {
            RawFlow {
                ends,
                lists,
                retention,
                consent,
                consideration,
                live: (started, ended.map(|ended| ended.max(started))),
                derives,
                verified_on,
            }
        })
}

fn flow(number: usize, raw: &RawFlow, parties: &[Party]) -> Flow {
    let source = raw.ends.0.index(parties.len());
    // Any of the others.
    let recipient = (source + 1 + raw.ends.1.index(parties.len() - 1)) % parties.len();
    let [categories, purposes, subjects, regions, safeguards] = raw.lists.clone();
    Flow {
        key: format!("f{number:02}").parse().unwrap(),
        source: parties[source].key.clone(),
        recipient: parties[recipient].key.clone(),
        categories,
        purposes,
        subjects,
        legal_basis: None,
        regions,
        retention: raw.retention,
        safeguards,
        consent: raw.consent,
        consideration: raw.consideration,
        started_on: raw.live.0,
        ended_on: raw.live.1,
        contract: None,
        verified_on: raw.verified_on,
        // Shrinking may leave nothing of a list.
        derives: raw
            .derives
            .iter()
            .filter(|(from, to)| from.is_recorded() && to.is_recorded())
            .map(|(from, to)| Derivation { from: from.clone(), to: to.clone() })
            .collect(),
        description: None,
    }
}

/// Terms that users added: people, places and data with a narrower kind of each.
pub(crate) fn added_terms() -> Vec<Record> {
    let term = |taxonomy, key: &str, parent: Option<&str>, members: &[&str]| {
        Record::Term(Term {
            taxonomy,
            key: key.parse().unwrap(),
            name: key.parse().unwrap(),
            description: None,
            parent: parent.map(|parent| parent.parse().unwrap()),
            members: keys(members),
        })
    };
    vec![
        term(TaxonomyKind::Category, "user.loyalty", None, &[]),
        term(TaxonomyKind::Category, "user.loyalty.points", None, &[]),
        term(TaxonomyKind::Subject, "customer.business", None, &[]),
        term(TaxonomyKind::Subject, "customer.private", None, &[]),
        term(TaxonomyKind::Region, "de-by", Some("DE"), &[]),
        term(TaxonomyKind::Region, "dach", None, &["DE", "AT", "CH"]),
    ]
}

/// The records of a small register.
pub(crate) fn records() -> impl Strategy<Value = Vec<Record>> {
    let notices = vec(raw_notice(), 0..=2);
    let observed = (vec(raw_domain(), 0..=3), vec(raw_observation(), 0..=3));
    (vec(raw_party(), 2..=8), vec(raw_flow(), 0..=14), vec(raw_contract(), 0..=6), notices, observed).prop_map(
        |(raw_parties, raw_flows, raw_contracts, raw_notices, (raw_domains, raw_observations))| {
            let mut parties = parties(&raw_parties);
            serve(&mut parties, &raw_domains);
            let mut records = added_terms();
            records.extend(raw_flows.iter().enumerate().map(|(number, raw)| Record::Flow(flow(number, raw, &parties))));
            let mut contracts: Vec<Contract> = Vec::new();
            for (number, raw) in raw_contracts.iter().enumerate() {
                contracts.push(contract(number, raw, &parties, &contracts));
            }
            let operated_by = |party: &Party| {
                let mut current = party;
                while let Some(operator) = &current.operator {
                    current = parties.iter().find(|party| party.key == *operator).unwrap();
                }
                current.key.clone()
            };
            let mut notices: Vec<Notice> = Vec::new();
            for (number, raw) in raw_notices.iter().enumerate() {
                let notice = notice(number, raw, &parties, operated_by, notices.last());
                for (promise_number, raw) in raw.promises.iter().enumerate() {
                    let key = format!("p{number}{promise_number}");
                    records.push(Record::Promise(promise(&key, &notice, raw, &parties)));
                }
                notices.push(notice);
            }
            let observations = raw_observations.iter().enumerate();
            let observations = observations.map(|(number, raw)| observation(number, raw, &parties));
            records.extend(observations.map(Record::Observation));
            records.extend(parties.into_iter().map(Record::Party));
            records.extend(contracts.into_iter().map(Record::Contract));
            records.extend(notices.into_iter().map(Record::Notice));
            records
        },
    )
}

/// The register of these records, put in in their order.
pub(crate) fn register(records: &[Record]) -> Register {
    let edits = records.iter().cloned().map(|record| SourcedEdit::from(Edit::Put(record)));
    match Register::default().apply(edits, 1) {
        Ok((register, _)) => register,
        Err(problems) => panic!("the generator makes valid registers:\n{problems}"),
    }
}
