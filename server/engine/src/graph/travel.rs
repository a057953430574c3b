//! The travel of data from some origins on a day: what every flow carries and how it got there.

use std::cell::OnceCell;

use kept_schema::Day;
use kept_schema::taxonomy::TermIx;

use super::spread::SubjectFilter;
use super::tracks::Tracks;
use super::{Row, SharingGraph, TermSet, Terms};
use crate::Certainty;

/// The travel of data from some origins on a day.
#[derive(Debug)]
pub(crate) struct Travel<'a> {
    graph: &'a SharingGraph,
    day: Day,
    origins: Vec<u32>,
    /// One for each subject whose data is told apart, or one for everyone's data.
    lanes: Vec<Lane>,
}

#[derive(Debug)]
struct Lane {
    filter: Option<SubjectFilter>,
    held: Vec<Terms>,
    /// Paths are asked for only where something is wrong.
    certain: OnceCell<Tracks>,
    possible: OnceCell<Tracks>,
}

/// A path and what travels it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Journey {
    /// Its flows.
    pub(crate) flows: Vec<u32>,
    /// A category that travels all of it.
    pub(crate) category: Option<TermIx>,
    /// The subject whose data travels, when subjects were asked for.
    pub(crate) subject: Option<TermIx>,
}

impl<'a> Travel<'a> {
    pub(crate) fn new(graph: &'a SharingGraph, origins: Vec<u32>, day: Day, subjects: &[TermIx]) -> Self {
        let lane = |filter: Option<SubjectFilter>| Lane {
            held: graph.spread(&origins, day, filter.as_ref()),
            filter,
            certain: OnceCell::new(),
            possible: OnceCell::new(),
        };
        let lanes = graph.subject_filters(subjects).into_iter().map(lane).collect();
        Self { graph, day, origins, lanes }
    }

    /// What a live flow carries; nothing when it is not live.
    #[inline]
    pub(crate) fn carried(&self, row: &Row) -> Terms {
        let mut carried = Terms::default();
        if !row.is_live(self.day.number()) {
            return carried;
        }
        for lane in &self.lanes {
            if let Some(held) = lane.held.get(row.source as usize).filter(|held| !held.is_empty()) {
                carried.add(&self.graph.pass(row.profile, held, lane.filter.as_ref()));
            }
        }
        carried
    }

    /// A shortest path of some of `wanted` that ends with `flow`, the first by keys.
    pub(crate) fn journey(&self, flow: u32, certainty: Certainty, wanted: &TermSet) -> Option<Journey> {
        let row = self.graph.row(flow)?;
        let profile = self.graph.profile(row.profile)?;
        let needed = profile.needed_for(certainty, wanted);
        let all = TermSet::all(self.graph.categories().len());
        let journeys = self.lanes.iter().filter_map(|lane| {
            let filter = lane.filter.as_ref();
            if filter.is_some_and(|filter| filter.concerns(row.profile).is_none_or(|concerns| concerns < certainty)) {
                return None;
            }
            let (mut flows, given) = if self.origins.binary_search(&row.source).is_ok() {
                (Vec::new(), needed.clone())
            } else {
                let cell = match certainty {
                    Certainty::Certain => &lane.certain,
                    Certainty::Possible => &lane.possible,
                };
                let from = (self.origins.as_slice(), self.day);
                let tracks = cell.get_or_init(|| Tracks::new(self.graph, from, certainty, filter, &all, |_, _, _| {}));
                let (track, given) = tracks.find(row.source, &needed)?;
                (tracks.path(track), given)
            };
            flows.push(flow);
            let arriving = profile.pass_with(certainty, &given).and(wanted);
            let category = arriving.terms(self.graph.categories()).next();
            Some(Journey { flows, category, subject: filter.map(|filter| filter.subject) })
        });
        journeys.min_by(|a, b| (a.flows.len(), a).cmp(&(b.flows.len(), b)))
    }
}
