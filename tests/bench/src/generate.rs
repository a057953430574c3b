//! Registers of any size, always the same for the same numbers: for benchmarks and for tests of scale.
//!
//! One company, `acme`, runs systems that share with vendors, some far more popular than others; vendors share onward
//! with each other, in circles too. Contracts cover nearly all of it, and nearly every promise is kept: about one
//! flow in two hundred does something that a contract or a promise forbids.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "the tables below are part of the program and tests read them"
)]

mod clauses;
mod edits;
mod promises;
mod tables;
#[cfg(test)]
mod tests;

use std::fmt::Debug;
use std::str::FromStr;

use fastrand::Rng;
use kept_schema::contract::{ContractParty, Renewal, RenewalKind};
use kept_schema::party::Certification;
use kept_schema::record::Record;
use kept_schema::register::Draft;
use kept_schema::{
    Consent, Consideration, Contract, ContractKey, ContractKind, ContractRole, ContractTerms, Day, Duration, Flow,
    LegalBasis, Party, PartyKey, PartyKind, PartyStatus, Problems, Register, TermKey, TermList,
};

pub use edits::Edits;
use promises::{notice, promise};
use tables::{Habit, habits};

/// How much of everything to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    /// The same seed and numbers give the same register.
    pub seed: u64,
    /// Parties, the company and its systems included; at least 10.
    pub parties: usize,
    /// Flows.
    pub flows: usize,
    /// Contracts, amendments included.
    pub contracts: usize,
    /// Promises of all notices together; none without a notice.
    pub promises: usize,
    /// Notices, each for a share of the company's systems; from four on, the last quarter of them supersede others.
    pub notices: usize,
    /// About how many days of change lie in the year from [`today`]: terms that end or renew and their notice windows,
    /// flows that start or end, certifications and confirmations that lapse. Everything else happened before or
    /// happens later.
    pub events: usize,
}

impl Spec {
    /// The shape of a company with this many flows: a million go with 20,000 parties, 50,000 contracts, 200 promises,
    /// 10 notices and 5,000 events in the year to come.
    #[must_use]
    pub fn of_flows(flows: usize) -> Self {
        let promises = (flows / 5_000).clamp(20, 200);
        Self {
            seed: 1,
            parties: (flows / 50).max(20),
            flows,
            contracts: (flows / 20).max(20),
            promises,
            notices: promises / 20,
            events: (flows / 200).max(20),
        }
    }
}

/// The day the generated company lives on: contracts are in force and flows live around it.
#[must_use]
pub fn today() -> Day {
    read("2026-06-01")
}

/// The records of a register, each after what it refers to. Flows come last and are made as they are asked for.
pub fn generate(spec: &Spec) -> impl Iterator<Item = Record> + use<> {
    let company = Company::new(spec);
    let records = company.records.clone();
    let mut rng = Rng::with_seed(spec.seed ^ 0xF10E);
    let spec = *spec;
    let flows = (0..spec.flows).map(move |number| Record::Flow(company.flow(&spec, number, &mut rng)));
    records.into_iter().chain(flows)
}

/// The generated register.
///
/// # Errors
/// When the generator makes something that is not valid, which would be a mistake in it.
pub fn register(spec: &Spec) -> Result<Register, Problems> {
    let mut draft = Draft::default();
    for record in generate(spec) {
        draft.load(record, 1);
    }
    draft.finish(1).map(|(register, _)| register)
}

fn read<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().expect("the generator writes what can be read")
}

fn terms(keys: &[&str]) -> TermList {
    keys.iter().map(|key| read::<TermKey>(key)).collect()
}

fn days_ago(days: u32) -> Day {
    today().minus(Duration::from_days(days))
}

fn days_ahead(days: u32) -> Day {
    today().plus(Duration::from_days(days), 1)
}

/// Happens so often that of `all` about `wanted` are chosen.
fn falls(wanted: usize, all: usize, rng: &mut Rng) -> bool {
    rng.usize(..all.max(1)) < wanted
}

/// Happens once in `n` times.
fn once_in(rng: &mut Rng, n: usize) -> bool {
    rng.usize(..n) == 0
}

fn pick<'a, T>(rng: &mut Rng, things: &'a [T]) -> &'a T {
    &things[rng.usize(..things.len())]
}

/// A place in a list of `length`, the first ones far more often than the last.
fn heavy_tailed(rng: &mut Rng, length: usize) -> usize {
    // Cubed, so that a tenth of the vendors get nearly half of the flows.
    let share = rng.f64();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a share of a length is a place in it"
    )]
    let place = (share * share * share * length as f64) as usize;
    place.min(length - 1)
}

/// Two organisations that share, and what their contract is about.
struct Relation {
    /// Who sends: the company, or a vendor.
    source: Source,
    /// A party of the recipient's: itself or one of its systems.
    recipient: PartyKey,
    habit: usize,
    contract: Option<ContractKey>,
}

enum Source {
    /// Any of the company's systems.
    OwnSystems,
    /// This vendor.
    Vendor(PartyKey),
}

/// Everything but the flows.
struct Company {
    systems: Vec<PartyKey>,
    records: Vec<Record>,
    /// From the company to its vendors, the most popular first.
    direct: Vec<Relation>,
    /// From vendors to vendors.
    onward: Vec<Relation>,
    habits: Vec<Habit>,
    /// How many contracts there are already.
    made: usize,
}

impl Company {
    fn new(spec: &Spec) -> Self {
        let mut rng = Rng::with_seed(spec.seed);
        let mut company = Self {
            systems: Vec::new(),
            records: Vec::new(),
            direct: Vec::new(),
            onward: Vec::new(),
            habits: habits(),
            made: 0,
        };
        let organisations = company.parties(spec, &mut rng);
        company.relations(spec, &organisations, &mut rng);
        company.amendments(spec, &mut rng);
        company.notices(spec, &mut rng);
        company
    }

    /// The company, its systems, and the organisations it deals with, each with the party that receives for it.
    fn parties(&mut self, spec: &Spec, rng: &mut Rng) -> Vec<(PartyKey, PartyKey)> {
        let own = (spec.parties / 100).max(3);
        let acme: PartyKey = read("acme");
        self.records.push(Record::Party(party("acme", "Acme GmbH", PartyKind::SelfParty, None, "DE")));
        for number in 0..own {
            let key = format!("system-{number:04}");
            let name = format!("{} {number}", pick(rng, &["Shop", "App", "CRM", "Warehouse", "Support desk"]));
            self.systems.push(read(&key));
            self.records.push(Record::Party(party(&key, &name, PartyKind::System, Some(&acme), "DE")));
        }
        let mut organisations = Vec::new();
        let mut left = spec.parties.saturating_sub(own + 1).max(6);
        let mut number = 0;
        while left > 0 {
            let (prefix, kind) = match number % 50 {
                7 | 23 => ("partner", PartyKind::Partner),
                31 => ("authority", PartyKind::PublicAuthority),
                43 => ("affiliate", PartyKind::Affiliate),
                _ => ("vendor", PartyKind::Vendor),
            };
            let key = format!("{prefix}-{number:05}");
            let country = *pick(rng, &["DE", "FR", "NL", "IE", "US", "US", "GB", "IN"]);
            let mut organisation = party(&key, &format!("{prefix} {number} Ltd."), kind, None, country);
            if once_in(rng, 2_000) {
                organisation.status = PartyStatus::Offboarded;
                organisation.offboarded_on = Some(days_ago(rng.u32(1..200)));
            }
            // Most are certified until long after the coming year; a tenth of its events are lapses.
            organisation.certifications = match rng.usize(..10) {
                _ if falls(spec.events / 10, spec.parties, rng) => vec![certification(days_ahead(rng.u32(0..365)))],
                0..6 => vec![certification(days_ahead(rng.u32(400..1_000)))],
                _ => Vec::new(),
            };
            self.records.push(Record::Party(organisation));
            let operator: PartyKey = read(&key);
            let mut receives = operator.clone();
            left -= 1;
            // A fifth of the organisations receive with a system of theirs.
            if left > 0 && kind == PartyKind::Vendor && once_in(rng, 5) {
                let key = format!("{key}-cloud");
                self.records.push(Record::Party(party(
                    &key,
                    &format!("Cloud {number}"),
                    PartyKind::System,
                    Some(&operator),
                    country,
                )));
                receives = read(&key);
                left -= 1;
            }
            organisations.push((operator, receives));
            number += 1;
        }
        organisations
    }

    /// Who shares with whom, with a contract each, but for one in a thousand.
    fn relations(&mut self, spec: &Spec, organisations: &[(PartyKey, PartyKey)], rng: &mut Rng) {
        let originals = spec.contracts - spec.contracts / 12;
        let direct = originals.min(organisations.len()).max(1);
        let acme: PartyKey = read("acme");
        for (number, (organisation, receives)) in organisations.iter().take(direct).enumerate() {
            let habit = number % self.habits.len();
            let contract = (number < originals && !(number > 0 && once_in(rng, 1_000)))
                .then(|| self.contract(spec, &acme, organisation, habit, rng));
            self.direct.push(Relation { source: Source::OwnSystems, recipient: receives.clone(), habit, contract });
        }
        // A missing contract leaves room for another relation.
        let mut tries = 0;
        let fitting = 2 * self.habits.len();
        while self.made < originals && tries < originals * fitting {
            tries += 1;
            // Popular vendors share onward most, and with anybody: circles come by themselves.
            let from = heavy_tailed(rng, direct);
            let to = heavy_tailed(rng, organisations.len());
            let habit = self.direct[from].habit;
            // Most hire others for what they were hired for; who does not asks less of them than was asked.
            if from == to || to % self.habits.len() != habit && !once_in(rng, 4_000) {
                continue;
            }
            let (source, recipient) = (&organisations[from], &organisations[to]);
            let contract = (!once_in(rng, 1_000)).then(|| self.contract(spec, &source.0, &recipient.0, habit, rng));
            let relation =
                Relation { source: Source::Vendor(source.1.clone()), recipient: recipient.1.clone(), habit, contract };
            self.onward.push(relation);
        }
    }

    fn contract(
        &mut self,
        spec: &Spec,
        source: &PartyKey,
        recipient: &PartyKey,
        habit: usize,
        rng: &mut Rng,
    ) -> ContractKey {
        let number = self.made;
        self.made += 1;
        let key: ContractKey = read(&format!("dpa-{number:06}"));
        let tacit = |years: u32, starts_on: Day| {
            let period = Duration::from_months(12 * years);
            let renewal = Renewal { kind: RenewalKind::Tacit, period: Some(period), notice: Some(read("P90D")) };
            (Some(starts_on.plus(period, 1).previous()), Some(renewal))
        };
        let mut starts_on = days_ago(rng.u32(400..2_200));
        // A contract that ends or renews in the coming year changes on about three days: when its notice window opens
        // or its end comes near, when the window closes, and at the end. That is half of all events.
        let (ends_on, renewal) = if falls(spec.events / 6, spec.contracts, rng) {
            if rng.bool() { tacit(1, starts_on) } else { (Some(days_ahead(rng.u32(1..365))), None) }
        } else {
            match rng.usize(..20) {
                0..12 => {
                    starts_on = days_ago(rng.u32(400..560));
                    tacit(3, starts_on)
                }
                12..18 => (None, None),
                // Now and then one that has ended.
                18 if once_in(rng, 40) => (Some(days_ago(rng.u32(1..200))), None),
                _ => (Some(days_ahead(rng.u32(480..1_500))), None),
            }
        };
        let Habit { contract_categories, contract_purposes, contract_regions, .. } = &self.habits[habit];
        self.records.push(Record::Contract(Contract {
            key: key.clone(),
            name: None,
            kind: ContractKind::DataProcessingAgreement,
            parties: vec![
                ContractParty { party: source.clone(), role: ContractRole::Controller },
                ContractParty { party: recipient.clone(), role: ContractRole::Processor },
            ],
            master: None,
            amends: None,
            signed_on: Some(starts_on),
            effective_on: None,
            ends_on,
            renewal,
            renewals: Vec::new(),
            notice_given_on: None,
            terminated_on: once_in(rng, 2_000).then(|| days_ago(rng.u32(1..300))),
            terms: ContractTerms {
                categories: contract_categories.clone(),
                purposes: contract_purposes.clone(),
                subjects: TermList::NOT_RECORDED,
                regions: contract_regions.clone(),
                max_retention: Some(read("P3Y")),
                safeguards: terms(&["encryption"]),
            },
            clauses: clauses::clauses(rng),
            documents: Vec::new(),
            alert_days: Vec::new(),
            owner: None,
            description: None,
        }));
        key
    }

    /// One contract in twelve is an amendment of another; one of these in a hundred lets data be kept longer.
    fn amendments(&mut self, spec: &Spec, rng: &mut Rng) {
        let amended: Vec<ContractKey> =
            self.direct.iter().chain(&self.onward).filter_map(|relation| relation.contract.clone()).collect();
        for number in 0..spec.contracts.saturating_sub(self.made) {
            let starts_on = days_ago(rng.u32(1..390));
            self.records.push(Record::Contract(Contract {
                key: read(&format!("amendment-{number:05}")),
                name: None,
                kind: ContractKind::Addendum,
                parties: Vec::new(),
                master: None,
                amends: Some(pick(rng, &amended).clone()),
                signed_on: Some(starts_on),
                effective_on: None,
                ends_on: None,
                renewal: None,
                renewals: Vec::new(),
                notice_given_on: None,
                terminated_on: None,
                terms: ContractTerms {
                    max_retention: Some(if once_in(rng, 100) { read("P4Y") } else { read("P3Y") }),
                    ..ContractTerms::default()
                },
                clauses: Vec::new(),
                documents: Vec::new(),
                alert_days: Vec::new(),
                owner: None,
                description: None,
            }));
        }
    }

    /// Each notice speaks for its share of the systems, discloses what they share, and limits it. The last ones take
    /// the place of the first ones, some already and some in the coming year.
    fn notices(&mut self, spec: &Spec, rng: &mut Rng) {
        let lines = spec.notices - spec.notices / 4;
        for number in 0..spec.notices {
            let mine = self.systems.iter().enumerate().filter(|(system, _)| system % lines == number % lines);
            let systems: Vec<PartyKey> = mine.map(|(_, system)| system.clone()).collect();
            if systems.is_empty() {
                // A notice without systems would speak for all of them.
                self.systems
                    .first()
                    .cloned()
                    .into_iter()
                    .for_each(|system| self.records.push(notice(number, lines, vec![system])));
            } else {
                self.records.push(notice(number, lines, systems));
            }
            let promises = spec.promises / spec.notices + usize::from(number < spec.promises % spec.notices);
            for position in 0..promises {
                self.records.push(Record::Promise(promise(number, position, &self.habits, rng)));
            }
        }
    }

    fn flow(&self, spec: &Spec, number: usize, rng: &mut Rng) -> Flow {
        let kind = rng.usize(..100);
        let relation = if kind < 25 && !self.onward.is_empty() {
            pick(rng, &self.onward)
        } else {
            &self.direct[heavy_tailed(rng, self.direct.len())]
        };
        let (source, recipient) = match &relation.source {
            // A few of the company's systems share among themselves.
            Source::OwnSystems if kind > 95 => {
                let place = rng.usize(..self.systems.len());
                (&self.systems[place], &self.systems[(place + 1) % self.systems.len()])
            }
            Source::OwnSystems => (pick(rng, &self.systems), &relation.recipient),
            Source::Vendor(vendor) => (vendor, &relation.recipient),
        };
        let habit = &self.habits[relation.habit];
        // Two fifths of the events: half of them starts, half ends, and some that were confirmed a while ago.
        let share = spec.events / 5;
        let started_on =
            if falls(share, spec.flows, rng) { days_ahead(rng.u32(1..365)) } else { days_ago(rng.u32(1..390)) };
        let ended_on = if falls(share, spec.flows, rng) {
            Some(days_ahead(rng.u32(0..365)).max(started_on))
        } else {
            (started_on < today() && once_in(rng, 60)).then(|| today().previous().max(started_on))
        };
        let mut flow = Flow {
            key: read(&format!("flow-{number:07}")),
            source: source.clone(),
            recipient: recipient.clone(),
            categories: pick(rng, &habit.categories).clone(),
            purposes: pick(rng, &habit.purposes).clone(),
            subjects: pick(rng, &habit.subjects).clone(),
            legal_basis: Some(LegalBasis::Contract),
            regions: pick(rng, &habit.regions).clone(),
            retention: Some(*pick(rng, &habit.retentions)),
            safeguards: pick(rng, &habit.safeguards).clone(),
            consent: Some(Consent::OptIn),
            consideration: Some(Consideration::Service),
            started_on,
            ended_on,
            contract: relation.contract.clone(),
            verified_on: falls(spec.events / 10, spec.flows, rng).then(|| days_ago(rng.u32(1..500))),
            derives: Vec::new(),
            description: None,
        };
        if once_in(rng, 200) {
            spoil(&mut flow, rng);
        }
        flow
    }
}

/// Makes a flow do what a contract or a promise forbids, or leaves out what would show that it does not.
fn spoil(flow: &mut Flow, rng: &mut Rng) {
    match rng.usize(..7) {
        0 => flow.regions = terms(&["CN"]),
        1 => flow.retention = Some(read("P10Y")),
        2 => flow.purposes = terms(&["train_ai_system"]),
        3 => flow.consideration = Some(Consideration::Sale),
        4 => flow.regions = TermList::NOT_RECORDED,
        5 => flow.categories = terms(&["user"]),
        _ => flow.safeguards = TermList::NOT_RECORDED,
    }
}

fn party(key: &str, name: &str, kind: PartyKind, operator: Option<&PartyKey>, country: &str) -> Party {
    let party = Party::new(read(key), read(name), kind);
    Party { operator: operator.cloned(), country: Some(read(country)), ..party }
}

fn certification(valid_until: Day) -> Certification {
    Certification {
        scheme: read("ISO_27001"),
        valid_from: Some(valid_until.minus(Duration::from_months(36))),
        valid_until: Some(valid_until),
        url: None,
    }
}
