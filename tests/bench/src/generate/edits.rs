//! Single edits of a generated register, as a company makes them: mostly to flows, sometimes to contracts, now and
//! then to parties and promises. For benchmarks and property tests of what is worked out again after one change.

use fastrand::Rng;
use kept_schema::contract::{RecordedRenewal, Renewal, RenewalKind};
use kept_schema::{
    Clause, ClauseKind, Consent, Contract, ContractKey, Duration, Edit, Flow, FlowKey, Limits, NodeId, Party, PartyKey,
    PartyKind, PartyStatus, Presence, Promise, PromiseKey, PromiseKind, Record, Register, TermList,
};

use super::promises::{lenient, strict};
use super::tables::{Habit, habits};
use super::{days_ago, days_ahead, once_in, pick, read, terms, today};

/// Everything a term list can hold of one kind, drawn evenly: narrow, broad, root and not recorded.
const CATEGORIES: &[&[&str]] = &[
    &["user.contact.email"],
    &["user.contact"],
    &["user"],
    &["user.behavior.browsing_history", "user.device.cookie_id"],
    &["user.financial.credit_card", "user.name"],
    &[],
];
const PURPOSES: &[&[&str]] =
    &[&["essential.service"], &["analytics"], &["marketing.advertising"], &["marketing"], &["train_ai_system"], &[]];
const REGIONS: &[&[&str]] = &[&["DE"], &["US"], &["eea"], &["IE", "US"], &["world"], &["CN"], &[]];
const RETENTIONS: &[&str] = &["P30D", "P1Y", "P3Y", "P10Y"];
const SAFEGUARDS: &[&[&str]] = &[&["encryption"], &["encryption.transit", "encryption.rest"], &["access_control"], &[]];
const TAGS: &[&[&str]] = &[&[], &["advertising"], &["critical", "cloud"], &["group"]];

/// An endless run of single edits, always the same for the same register and seed.
///
/// Each edit is valid for the register it is asked for, which should be the one before with the last edit applied;
/// an edit that was not applied does no harm.
#[derive(Debug)]
pub struct Edits {
    rng: Rng,
    habits: Vec<Habit>,
    flows: Vec<FlowKey>,
    contracts: Vec<ContractKey>,
    parties: Vec<PartyKey>,
    promises: Vec<PromiseKey>,
    added: usize,
}

impl Edits {
    /// Edits that start from this register.
    #[must_use]
    pub fn new(register: &Register, seed: u64) -> Self {
        Self {
            rng: Rng::with_seed(seed),
            habits: habits(),
            flows: register.flows().keys().cloned().collect(),
            contracts: register.contracts().keys().cloned().collect(),
            parties: register.parties().keys().cloned().collect(),
            promises: register.promises().keys().cloned().collect(),
            added: 0,
        }
    }

    /// The next edit of `register`.
    ///
    /// Of a hundred, about 35 change what a flow declares, 25 add a flow, 18 end one and 2 remove one; 8 change the
    /// terms or clauses of a contract and 5 its life; 4 change a party and 3 the limits of a promise.
    pub fn next_edit(&mut self, register: &Register) -> Edit {
        // A register without promises or contracts still has flows: what cannot be made is drawn again.
        loop {
            let edit = match self.rng.usize(..100) {
                0..35 => self.change_flow(register),
                35..60 => self.add_flow(register),
                60..78 => self.end_flow(register),
                78..80 => self.remove_flow(register),
                80..88 => self.change_contract(register),
                88..93 => self.contract_life(register),
                93..97 => self.change_party(register),
                _ => self.change_promise(register),
            };
            if let Some(edit) = edit {
                return edit;
            }
        }
    }

    fn flow(&mut self, register: &Register) -> Option<Flow> {
        drawn(&mut self.rng, &mut self.flows, |key| register.flows().get(key).map(|found| found.value.clone()))
    }

    fn contract(&mut self, register: &Register) -> Option<Contract> {
        drawn(&mut self.rng, &mut self.contracts, |key| register.contracts().get(key).map(|found| found.value.clone()))
    }

    fn party(&mut self, register: &Register) -> Option<Party> {
        drawn(&mut self.rng, &mut self.parties, |key| register.parties().get(key).map(|found| found.value.clone()))
    }

    fn change_flow(&mut self, register: &Register) -> Option<Edit> {
        let mut flow = self.flow(register)?;
        let rng = &mut self.rng;
        match rng.usize(..7) {
            0 => flow.purposes = one_of(rng, PURPOSES),
            1 => flow.regions = one_of(rng, REGIONS),
            2 => flow.retention = (!once_in(rng, 5)).then(|| retention(rng)),
            // Mostly what such a vendor gets anyway, sometimes anything.
            3 | 4 if !once_in(rng, 3) => {
                let habit = pick(rng, &self.habits);
                flow.categories = pick(rng, &habit.categories).clone();
            }
            3 | 4 => flow.categories = one_of(rng, CATEGORIES),
            5 => flow.safeguards = one_of(rng, SAFEGUARDS),
            _ => flow.verified_on = Some(today()),
        }
        Some(Edit::Put(Record::Flow(flow)))
    }

    /// A new flow: like another one, three times in four between the same parties.
    fn add_flow(&mut self, register: &Register) -> Option<Edit> {
        let mut flow = self.flow(register)?;
        loop {
            // A path is told by the first of many flows, which a new one seldom is.
            flow.key = read(&format!("flow-added-{:06}", self.added));
            self.added += 1;
            if !register.flows().contains_key(&flow.key) {
                break;
            }
        }
        if once_in(&mut self.rng, 4) {
            let end = self.party(register)?.key;
            if self.rng.bool() && end != flow.source {
                flow.recipient = end;
            } else if end != flow.recipient {
                flow.source = end;
            }
        }
        flow.started_on = if once_in(&mut self.rng, 5) { days_ahead(self.rng.u32(1..60)) } else { today() };
        flow.ended_on = None;
        self.flows.push(flow.key.clone());
        Some(Edit::Put(Record::Flow(flow)))
    }

    fn end_flow(&mut self, register: &Register) -> Option<Edit> {
        let mut flow = self.flow(register)?;
        let last = if self.rng.bool() { days_ago(self.rng.u32(1..30)) } else { days_ahead(self.rng.u32(0..30)) };
        flow.ended_on = Some(last.max(flow.started_on));
        Some(Edit::Put(Record::Flow(flow)))
    }

    /// One that was declared by mistake.
    fn remove_flow(&mut self, register: &Register) -> Option<Edit> {
        // The last one of a register stays, so that there is always something to edit.
        if register.flows().len() < 2 {
            return None;
        }
        self.flow(register).map(|flow| Edit::Delete(NodeId::Flow(flow.key)))
    }

    fn change_contract(&mut self, register: &Register) -> Option<Edit> {
        let mut contract = self.contract(register)?;
        let rng = &mut self.rng;
        let Contract { terms: agreed, clauses, .. } = &mut contract;
        match rng.usize(..6) {
            0 => agreed.categories = one_of(rng, CATEGORIES),
            1 => agreed.purposes = one_of(rng, PURPOSES),
            2 => agreed.regions = one_of(rng, REGIONS),
            3 => agreed.max_retention = (!once_in(rng, 5)).then(|| retention(rng)),
            4 => agreed.safeguards = one_of(rng, SAFEGUARDS),
            _ => change_clause(clauses, rng),
        }
        Some(Edit::Put(Record::Contract(contract)))
    }

    /// Terminates a contract, takes that back, renews it or gives notice.
    fn contract_life(&mut self, register: &Register) -> Option<Edit> {
        let mut contract = self.contract(register)?;
        let rng = &mut self.rng;
        match rng.usize(..4) {
            0 => {
                let day = if rng.bool() { days_ago(rng.u32(0..30)) } else { days_ahead(rng.u32(1..60)) };
                contract.terminated_on = Some(day.max(contract.starts_on()));
            }
            1 if contract.terminated_on.is_some() => contract.terminated_on = None,
            1 | 2 => renew(&mut contract),
            _ => contract.notice_given_on = Some(days_ago(rng.u32(0..90)).max(contract.starts_on())),
        }
        Some(Edit::Put(Record::Contract(contract)))
    }

    fn change_party(&mut self, register: &Register) -> Option<Edit> {
        let mut party = self.party(register)?;
        let rng = &mut self.rng;
        match rng.usize(..3) {
            0 => party.tags = TAGS[rng.usize(..TAGS.len())].iter().map(|tag| read(tag)).collect(),
            1 if party.kind != PartyKind::SelfParty => {
                let (status, day) = *pick(
                    rng,
                    &[
                        (PartyStatus::Active, None),
                        (PartyStatus::Suspended, None),
                        (PartyStatus::Offboarded, Some(today())),
                    ],
                );
                (party.status, party.offboarded_on) = (status, day);
            }
            _ => {
                let until = if rng.bool() { days_ago(rng.u32(1..200)) } else { days_ahead(rng.u32(1..700)) };
                party.certifications = vec![super::certification(until)];
            }
        }
        Some(Edit::Put(Record::Party(party)))
    }

    fn change_promise(&mut self, register: &Register) -> Option<Edit> {
        let mut promise: Promise = drawn(&mut self.rng, &mut self.promises, |key| {
            register.promises().get(key).map(|found| found.value.clone())
        })?;
        let rng = &mut self.rng;
        if promise.kind == PromiseKind::Disclosure {
            promise.scope.categories = some(rng, CATEGORIES);
        } else {
            // Mostly what is kept nearly everywhere: hundreds of thousands of findings are not one edit's worth.
            promise.limits = Some(match rng.usize(..20) {
                0 => limits(rng),
                1..6 => strict(rng.usize(..6)),
                _ => lenient(rng.usize(..4)),
            });
        }
        Some(Edit::Put(Record::Promise(promise)))
    }
}

/// The record of a key drawn at random; keys of records that are gone are forgotten on the way.
fn drawn<K, V>(rng: &mut Rng, keys: &mut Vec<K>, find: impl Fn(&K) -> Option<V>) -> Option<V> {
    while !keys.is_empty() {
        let place = rng.usize(..keys.len());
        if let Some(found) = find(&keys[place]) {
            return Some(found);
        }
        keys.swap_remove(place);
    }
    None
}

fn one_of(rng: &mut Rng, lists: &[&[&str]]) -> TermList {
    terms(lists[rng.usize(..lists.len())])
}

fn retention(rng: &mut Rng) -> Duration {
    read(RETENTIONS[rng.usize(..RETENTIONS.len())])
}

fn change_clause(clauses: &mut Vec<Clause>, rng: &mut Rng) {
    let presence = *pick(rng, &[Presence::Present, Presence::Absent, Presence::Unknown]);
    if clauses.is_empty() {
        clauses.push(super::clauses::clause(ClauseKind::SecurityMeasures, presence));
    } else {
        let place = rng.usize(..clauses.len());
        clauses[place].presence = presence;
    }
}

/// Another year, agreed today.
fn renew(contract: &mut Contract) {
    let year = Duration::from_months(12);
    if contract.ends_on.is_none() {
        contract.ends_on = Some(today().max(contract.starts_on()).plus(year, 1));
        return;
    }
    if contract.renewal.as_ref().is_none_or(|renewal| renewal.kind != RenewalKind::Express) {
        contract.renewals = Vec::new();
    }
    contract.renewal = Some(Renewal { kind: RenewalKind::Express, period: Some(year), notice: None });
    contract.renewals.push(RecordedRenewal { agreed_on: Some(today()), ends_on: None });
}

fn limits(rng: &mut Rng) -> Limits {
    match rng.usize(..7) {
        0 => Limits { only_regions: some(rng, REGIONS), ..Limits::default() },
        1 => Limits { never_regions: terms(&["US"]), ..Limits::default() },
        2 => Limits { max_retention: Some(retention(rng)), ..Limits::default() },
        3 => Limits { never_purposes: some(rng, PURPOSES), ..Limits::default() },
        4 => Limits { consent: Some(Consent::OptIn), ..Limits::default() },
        5 => Limits { contract_required: true, never_sold: true, ..Limits::default() },
        _ => Limits { safeguards: some(rng, SAFEGUARDS), ..Limits::default() },
    }
}

/// One of the lists that are not empty, which are the first ones: a limit of nothing would be none.
fn some(rng: &mut Rng, lists: &[&[&str]]) -> TermList {
    let recorded = lists.iter().take_while(|list| !list.is_empty()).count();
    one_of(rng, &lists[..recorded])
}
