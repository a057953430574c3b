//! Contracts: with amendments, masters, terminations and renewals of every kind.

use kept_schema::contract::{Authorisation, ContractParty, RecordedRenewal, Renewal, RenewalKind, TransferMechanism};
use kept_schema::{
    Clause, ClauseKind, Contract, ContractKind, ContractRole, ContractTerms, Day, Duration, Party, PartyKey, Presence,
};
use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::{CATEGORIES, PURPOSES, REGIONS, SAFEGUARDS, SUBJECTS, days, retention, terms};

#[derive(Clone, Debug)]
pub(super) struct RawContract {
    parties: Vec<Index>,
    /// 0 and 1: amends an earlier one; 2: has an earlier one for its master; else stands alone.
    link: (usize, Index),
    starts_on: Day,
    ends_on: Option<Day>,
    renewal: (usize, u32, Option<u32>),
    renewals: Vec<Option<u32>>,
    notice_given_on: Option<Day>,
    terminated_on: Option<Day>,
    terms: ContractTerms,
    kind: ContractKind,
    roles: Vec<ContractRole>,
    clauses: Vec<Clause>,
}

const KINDS: [ContractKind; 4] = [
    ContractKind::DataSharing,
    ContractKind::DataProcessingAgreement,
    ContractKind::JointController,
    ContractKind::Scc,
];

const ROLES: [ContractRole; 11] = [
    ContractRole::Business,
    ContractRole::Recipient,
    ContractRole::Controller,
    ContractRole::Processor,
    ContractRole::SubProcessor,
    ContractRole::JointController,
    ContractRole::ServiceProvider,
    ContractRole::Contractor,
    ContractRole::ThirdParty,
    ContractRole::DataExporter,
    ContractRole::DataImporter,
];

type RawClause = (ClauseKind, Presence, Option<Authorisation>, Option<TransferMechanism>, Vec<u8>);

/// The clauses that a contract may have, those of most rules; often all of one list and now and then anything.
fn clauses() -> impl Strategy<Value = Vec<Clause>> {
    let kinds: Vec<ClauseKind> =
        ClauseKind::ALL.iter().copied().filter(|kind| *kind <= ClauseKind::CannotComplyNotice).collect();
    let presence = || prop_oneof![6 => Just(Presence::Present), 1 => select(Presence::ALL)];
    let clause = move |kind| (Just(kind), presence(), of(select(Authorisation::ALL)), mechanism(), vec(1..=4u8, 0..=2));
    let all: Vec<_> = kinds.iter().map(|kind| clause(*kind)).collect();
    let some = select(kinds).prop_flat_map(clause);
    let made = |clauses: Vec<RawClause>| clauses.into_iter().map(written).collect();
    prop_oneof![3 => Just(Vec::new()), 2 => all.prop_map(made), 2 => vec(some, 1..=4).prop_map(made)]
}

fn mechanism() -> impl Strategy<Value = Option<TransferMechanism>> {
    of(prop_oneof![2 => Just(TransferMechanism::Scc), 1 => select(TransferMechanism::ALL)])
}

fn written((kind, presence, authorisation, mechanism, modules): RawClause) -> Clause {
    Clause {
        kind,
        presence,
        locator: None,
        hours: None,
        days: None,
        authorisation: authorisation.filter(|_| kind == ClauseKind::SubprocessorAuthorisation),
        notice_days: None,
        objection_days: None,
        approved: Vec::new(),
        choice: None,
        certificate: None,
        mechanism: mechanism.filter(|_| kind == ClauseKind::TransferMechanism),
        // Of an authorisation they say whom it names, until the parties are known.
        modules,
    }
}

/// The clause with those whom it names.
fn naming(clause: &Clause, parties: &[Party]) -> Clause {
    let named = |number: &u8| parties[usize::from(*number) % parties.len()].key.clone();
    let mut clause = clause.clone();
    if clause.authorisation == Some(Authorisation::Specific) {
        clause.approved = clause.modules.iter().map(named).collect();
        clause.approved.dedup();
    }
    if clause.kind != ClauseKind::TransferMechanism {
        clause.modules.clear();
    }
    clause
}

pub(super) fn raw_contract() -> impl Strategy<Value = RawContract> {
    let lists = (
        terms(CATEGORIES, 3, 3),
        terms(PURPOSES, 3, 3),
        terms(SUBJECTS, 6, 2),
        terms(REGIONS, 3, 3),
        terms(SAFEGUARDS, 6, 2),
    );
    let terms = (lists, weighted(0.4, retention().prop_map(Option::unwrap_or_default))).prop_map(
        |((categories, purposes, subjects, regions, safeguards), max_retention)| ContractTerms {
            categories,
            purposes,
            subjects,
            regions,
            max_retention,
            safeguards,
        },
    );
    (
        vec(any::<Index>(), 2..=3),
        (0..6usize, any::<Index>()),
        prop_oneof![5 => days(-500..=0), 1 => days(1..=60)],
        weighted(0.7, days(-100..=120)),
        (0..4usize, 1..=13u32, of(prop_oneof![Just(0u32), 1..=100u32])),
        vec(of(5..=200u32), 0..=2),
        weighted(0.25, days(-150..=30)),
        weighted(0.2, days(-60..=100)),
        (terms, select(&KINDS[..]), vec(select(&ROLES[..]), 3), clauses()),
    )
        .prop_map(
            |(parties, link, starts_on, ends_on, renewal, renewals, notice_given_on, terminated_on, says)| {
                let (terms, kind, roles, clauses) = says;
                RawContract {
                    parties,
                    link,
                    starts_on,
                    ends_on: ends_on.map(|ends_on| ends_on.max(starts_on)),
                    renewal,
                    renewals,
                    notice_given_on,
                    terminated_on: terminated_on.map(|terminated_on| terminated_on.max(starts_on)),
                    terms,
                    kind,
                    roles,
                    clauses,
                }
            },
        )
}

pub(super) fn contract(number: usize, raw: &RawContract, parties: &[Party], earlier: &[Contract]) -> Contract {
    let linked = earlier.get(raw.link.1.index(earlier.len().max(1))).map(|contract| contract.key.clone());
    let (amends, master) = match raw.link.0 {
        0 | 1 => (linked, None),
        2 => (None, linked),
        _ => (None, None),
    };
    let mut signatories: Vec<PartyKey> = Vec::new();
    for (position, index) in raw.parties.iter().enumerate() {
        // The first is often the company itself, and nobody signs twice.
        let mut at = if position == 0 && raw.link.0 != 5 { 0 } else { index.index(parties.len()) };
        while signatories.contains(&parties[at].key) {
            at = (at + 1) % parties.len();
        }
        signatories.push(parties[at].key.clone());
    }
    if amends.is_some() {
        // Amendments often leave their parties to the contract they amend.
        signatories.truncate(raw.renewal.0);
    }
    let role = |(party, role): (PartyKey, &ContractRole)| ContractParty { party, role: *role };
    let (kind, months, notice) = raw.renewal;
    let (kind, period) = match kind {
        _ if raw.ends_on.is_none() => (None, None),
        1 => (Some(RenewalKind::Tacit), Some(Duration::from_months(months))),
        2 => (Some(RenewalKind::Express), Some(Duration::from_months(months))),
        3 => (Some(RenewalKind::None), None),
        _ => (None, None),
    };
    let mut renewals = Vec::new();
    if kind == Some(RenewalKind::Express) {
        let mut last = raw.ends_on.unwrap();
        for days in &raw.renewals {
            let ends_on = days.map(|days| last.plus(Duration::from_days(days), 1));
            // Without a day of its own, a renewal goes on for a period.
            last = ends_on.unwrap_or_else(|| last.plus(Duration::from_months(months), 1));
            renewals.push(RecordedRenewal { agreed_on: None, ends_on });
        }
    }
    Contract {
        key: format!("c{number}").parse().unwrap(),
        name: None,
        kind: raw.kind,
        parties: signatories.into_iter().zip(&raw.roles).map(role).collect(),
        master,
        amends,
        signed_on: None,
        effective_on: Some(raw.starts_on),
        ends_on: raw.ends_on,
        renewal: kind.map(|kind| Renewal { kind, period, notice: notice.map(Duration::from_days) }),
        renewals,
        notice_given_on: raw.notice_given_on,
        terminated_on: raw.terminated_on,
        terms: raw.terms.clone(),
        clauses: raw.clauses.iter().map(|clause| naming(clause, parties)).collect(),
        documents: Vec::new(),
        alert_days: Vec::new(),
        owner: None,
        description: None,
    }
}
