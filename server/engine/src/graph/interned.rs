//! What flows have in common, each distinct combination kept once. Numbers are never given away
//! twice: what is kept is only ever added to.

use std::sync::Arc;

use kept_schema::taxonomy::Taxonomy;
use kept_schema::{Consent, Consideration, Day, Flow, TaxonomyKind};

use super::lists::{Addresses, ListId, Lists};
use super::profile::Derivations;
use super::{Handling, Profile, Row, Usage, number};
use crate::hash::FastMap;

/// What tells ways of handling data apart. Equally long durations that are written differently stay
/// apart: messages show them.
type HandlingKey = (ListId, Option<(u32, u32, u32)>, Option<Consent>, Option<Consideration>);

/// The period of what is never live: of numbers whose flow is gone.
pub(super) const NEVER: u32 = 0;

/// What flows have in common.
#[derive(Clone, Debug)]
pub(super) struct Interned {
    taxonomy: Arc<Taxonomy>,
    pub(super) categories: Lists,
    pub(super) purposes: Lists,
    pub(super) subjects: Lists,
    pub(super) regions: Lists,
    pub(super) safeguards: Lists,
    pub(super) usages: Vec<Usage>,
    usage_numbers: FastMap<Usage, u32>,
    pub(super) handlings: Vec<Handling>,
    handling_numbers: FastMap<HandlingKey, u32>,
    /// The distinct periods of flows: the first day and the first after the last, as numbers.
    pub(super) periods: Vec<(i32, i32)>,
    period_numbers: FastMap<(i32, i32), u32>,
    pub(super) profiles: Vec<Profile>,
    /// The profiles that derive data.
    pub(super) deriving: Vec<u32>,
    profile_numbers: FastMap<(ListId, ListId, Derivations), u32>,
}

/// The numbers of lists that were met while a graph is built.
#[derive(Debug, Default)]
pub(super) struct Met([Addresses; 5]);

impl Interned {
    pub(super) fn new(taxonomy: Arc<Taxonomy>) -> Self {
        Self {
            taxonomy,
            categories: Lists::default(),
            purposes: Lists::default(),
            subjects: Lists::default(),
            regions: Lists::default(),
            safeguards: Lists::default(),
            usages: Vec::new(),
            usage_numbers: FastMap::default(),
            handlings: Vec::new(),
            handling_numbers: FastMap::default(),
            periods: vec![(i32::MAX, i32::MIN)],
            period_numbers: FastMap::default(),
            profiles: Vec::new(),
            deriving: Vec::new(),
            profile_numbers: FastMap::default(),
        }
    }

    /// The row of a flow, when nothing about it is new.
    pub(super) fn find(&self, flow: &Flow, [source, recipient]: [u32; 2]) -> Option<Row> {
        let table = |kind| self.taxonomy.table(kind);
        let categories = self.categories.find(table(TaxonomyKind::Category), &flow.categories)?;
        let subjects = self.subjects.find(table(TaxonomyKind::Subject), &flow.subjects)?;
        let purposes = self.purposes.find(table(TaxonomyKind::Purpose), &flow.purposes)?;
        let regions = self.regions.find(table(TaxonomyKind::Region), &flow.regions)?;
        let safeguards = self.safeguards.find(table(TaxonomyKind::Safeguard), &flow.safeguards)?;
        Some(Row {
            source,
            recipient,
            period: *self.period_numbers.get(&period(flow))?,
            profile: *self.profile_numbers.get(&(categories, subjects, self.derivations(flow)))?,
            usage: *self.usage_numbers.get(&Usage { purposes, regions })?,
            handling: *self.handling_numbers.get(&handling_key(flow, safeguards))?,
            verified_on: flow.verified_on,
        })
    }

    /// The row of a flow; what is new about it is added.
    pub(super) fn row(&mut self, flow: &Flow, [source, recipient]: [u32; 2], met: &mut Met) -> Row {
        let taxonomy = self.taxonomy.clone();
        let table = |kind| taxonomy.table(kind);
        let [of_categories, of_subjects, of_purposes, of_regions, of_safeguards] = &mut met.0;
        let categories = self.categories.id(table(TaxonomyKind::Category), &flow.categories, of_categories);
        let subjects = self.subjects.id(table(TaxonomyKind::Subject), &flow.subjects, of_subjects);
        let purposes = self.purposes.id(table(TaxonomyKind::Purpose), &flow.purposes, of_purposes);
        let regions = self.regions.id(table(TaxonomyKind::Region), &flow.regions, of_regions);
        let safeguards = self.safeguards.id(table(TaxonomyKind::Safeguard), &flow.safeguards, of_safeguards);
        Row {
            source,
            recipient,
            period: self.period(flow),
            profile: self.profile(flow, categories, subjects),
            usage: self.usage(Usage { purposes, regions }),
            handling: self.handling(flow, safeguards),
            verified_on: flow.verified_on,
        }
    }

    fn period(&mut self, flow: &Flow) -> u32 {
        let period = period(flow);
        *self.period_numbers.entry(period).or_insert_with(|| {
            self.periods.push(period);
            number(self.periods.len() - 1)
        })
    }

    fn usage(&mut self, usage: Usage) -> u32 {
        *self.usage_numbers.entry(usage).or_insert_with(|| {
            self.usages.push(usage);
            number(self.usages.len() - 1)
        })
    }

    fn handling(&mut self, flow: &Flow, safeguards: ListId) -> u32 {
        let Flow { retention, consent, consideration, .. } = *flow;
        *self.handling_numbers.entry(handling_key(flow, safeguards)).or_insert_with(|| {
            self.handlings.push(Handling { safeguards, retention, consent, consideration });
            number(self.handlings.len() - 1)
        })
    }

    fn derivations(&self, flow: &Flow) -> Derivations {
        let table = self.taxonomy.table(TaxonomyKind::Category);
        let terms = |list| table.find_all(list).collect();
        flow.derives.iter().map(|derivation| (terms(&derivation.from), terms(&derivation.to))).collect()
    }

    fn profile(&mut self, flow: &Flow, categories: ListId, subjects: ListId) -> u32 {
        let key = (categories, subjects, self.derivations(flow));
        if let Some(number) = self.profile_numbers.get(&key) {
            return *number;
        }
        let table = self.taxonomy.table(TaxonomyKind::Category);
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

fn period(flow: &Flow) -> (i32, i32) {
    let live = flow.live();
    (live.from.number(), live.until.map_or(i32::MAX, Day::number))
}

fn handling_key(flow: &Flow, safeguards: ListId) -> HandlingKey {
    let length = flow.retention.map(|duration| (duration.months, duration.days, duration.seconds));
    (safeguards, length, flow.consent, flow.consideration)
}
