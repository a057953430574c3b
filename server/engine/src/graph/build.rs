//! From a register to its graph.

use std::sync::Arc;

use kept_schema::taxonomy::TermTable;
use kept_schema::{Consent, Consideration, Day, Flow, PartyKind, Register, TaxonomyKind};

use super::lists::{ListId, ListsBuilder};
use super::profile::Derivations;
use super::{Handling, Hop, Inward, Node, Profile, Row, SharingGraph, TermSet, Usage, number};
use crate::hash::FastMap;

impl SharingGraph {
    /// The graph of a register.
    #[must_use]
    pub fn new(register: &Register) -> Self {
        let taxonomy = register.taxonomy().clone();
        let numbers: FastMap<&str, u32> = register.parties().keys().map(|key| key.as_str()).zip(0..).collect();
        let party = |key: &kept_schema::PartyKey| numbers.get(key.as_str()).copied();
        let parties: Vec<Node> = register
            .parties()
            .values()
            .zip(0..)
            .map(|(record, number)| {
                let operator = register.operator_of(&record.key);
                let own = register.parties().get(operator).is_some_and(|party| party.kind == PartyKind::SelfParty);
                Node { record: record.clone(), operator: party(operator).unwrap_or(number), own }
            })
            .collect();

        let lists = |kind| ListsBuilder::new(taxonomy.table(kind));
        let mut interned = Interned {
            table: taxonomy.table(TaxonomyKind::Category),
            categories: lists(TaxonomyKind::Category),
            purposes: lists(TaxonomyKind::Purpose),
            subjects: lists(TaxonomyKind::Subject),
            regions: lists(TaxonomyKind::Region),
            safeguards: lists(TaxonomyKind::Safeguard),
            usages: Vec::new(),
            usage_numbers: FastMap::default(),
            handlings: Vec::new(),
            handling_numbers: FastMap::default(),
            periods: Vec::new(),
            period_numbers: FastMap::default(),
            profiles: Vec::new(),
            deriving: Vec::new(),
            profile_numbers: FastMap::default(),
        };
        let (mut flows, mut records) = (Vec::new(), Vec::new());
        let (mut leaving, mut arriving) = (vec![0_usize; parties.len()], vec![0_usize; parties.len()]);
        for record in register.flows().values() {
            // INVARIANT (edges resolve): validation refuses flows between unknown parties.
            let (Some(source), Some(recipient)) = (party(&record.source), party(&record.recipient)) else { continue };
            for (counts, end) in [(&mut leaving, source), (&mut arriving, recipient)] {
                if let Some(count) = counts.get_mut(end as usize) {
                    *count += 1;
                }
            }
            flows.push(interned.row(record, source, recipient));
            records.push(record.clone());
        }
        flows.shrink_to_fit();
        records.shrink_to_fit();

        let mut out: Vec<Vec<Hop>> = leaving.into_iter().map(Vec::with_capacity).collect();
        let mut into: Vec<Vec<Inward>> = arriving.into_iter().map(Vec::with_capacity).collect();
        for (flow, row) in (0..).zip(&flows) {
            let Row { source, recipient, period, profile, usage, .. } = *row;
            if let Some(hops) = out.get_mut(source as usize) {
                hops.push(Hop { flow, recipient, period, profile });
            }
            if let Some(hops) = into.get_mut(recipient as usize) {
                hops.push(Inward { flow, source, period, profile, usage });
            }
        }
        let table = taxonomy.table(TaxonomyKind::Category);
        let terms = table.iter().map(|(term, _)| (term, TermSet::down(table, [term])));
        Self {
            parties,
            flows,
            records,
            out: out.into_iter().map(Arc::from).collect(),
            into: into.into_iter().map(Arc::from).collect(),
            profiles: interned.profiles,
            purposes: interned.purposes.finish(),
            subjects: interned.subjects.finish(),
            regions: interned.regions.finish(),
            safeguards: interned.safeguards.finish(),
            category_lists: interned.categories.finish(),
            deriving: interned.deriving,
            terms: terms.collect(),
            usages: interned.usages,
            handlings: interned.handlings,
            periods: interned.periods,
            taxonomy: taxonomy.clone(),
        }
    }
}

/// What tells ways of handling data apart. Equally long durations that are written differently stay
/// apart: messages show them.
type HandlingKey = (ListId, Option<(u32, u32, u32)>, Option<Consent>, Option<Consideration>);

/// What flows share.
struct Interned<'a> {
    table: &'a TermTable,
    categories: ListsBuilder<'a>,
    purposes: ListsBuilder<'a>,
    subjects: ListsBuilder<'a>,
    regions: ListsBuilder<'a>,
    safeguards: ListsBuilder<'a>,
    usages: Vec<Usage>,
    usage_numbers: FastMap<Usage, u32>,
    handlings: Vec<Handling>,
    handling_numbers: FastMap<HandlingKey, u32>,
    periods: Vec<(i32, i32)>,
    period_numbers: FastMap<(i32, i32), u32>,
    profiles: Vec<Profile>,
    deriving: Vec<u32>,
    profile_numbers: FastMap<(ListId, ListId, Derivations), u32>,
}

impl Interned<'_> {
    fn row(&mut self, flow: &Flow, source: u32, recipient: u32) -> Row {
        let (categories, subjects) = (self.categories.id(&flow.categories), self.subjects.id(&flow.subjects));
        Row {
            source,
            recipient,
            period: self.period(flow),
            profile: self.profile(flow, categories, subjects),
            usage: self.usage(flow),
            handling: self.handling(flow),
        }
    }

    fn period(&mut self, flow: &Flow) -> u32 {
        let live = flow.live();
        let period = (live.from.number(), live.until.map_or(i32::MAX, Day::number));
        *self.period_numbers.entry(period).or_insert_with(|| {
            self.periods.push(period);
            number(self.periods.len() - 1)
        })
    }

    fn usage(&mut self, flow: &Flow) -> u32 {
        let usage = Usage { purposes: self.purposes.id(&flow.purposes), regions: self.regions.id(&flow.regions) };
        *self.usage_numbers.entry(usage).or_insert_with(|| {
            self.usages.push(usage);
            number(self.usages.len() - 1)
        })
    }

    fn handling(&mut self, flow: &Flow) -> u32 {
        let safeguards = self.safeguards.id(&flow.safeguards);
        let Flow { retention, consent, consideration, .. } = *flow;
        let length = retention.map(|duration| (duration.months, duration.days, duration.seconds));
        *self.handling_numbers.entry((safeguards, length, consent, consideration)).or_insert_with(|| {
            self.handlings.push(Handling { safeguards, retention, consent, consideration });
            number(self.handlings.len() - 1)
        })
    }

    fn profile(&mut self, flow: &Flow, categories: ListId, subjects: ListId) -> u32 {
        let table = self.table;
        let derives: Derivations = flow
            .derives
            .iter()
            .map(|derivation| (table.find_all(&derivation.from).collect(), table.find_all(&derivation.to).collect()))
            .collect();
        let key = (categories, subjects, derives);
        if let Some(number) = self.profile_numbers.get(&key) {
            return *number;
        }
        let profile = Profile::new(table, (categories, self.categories.terms(categories)), subjects, &key.2);
        let number = number(self.profiles.len());
        if !key.2.is_empty() {
            self.deriving.push(number);
        }
        self.profiles.push(profile);
        self.profile_numbers.insert(key, number);
        number
    }
}
