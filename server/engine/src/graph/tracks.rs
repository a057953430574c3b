//! Shortest paths: in which order, and by which flows, terms reach parties.

use kept_schema::Day;

use super::spread::SubjectFilter;
use super::{SharingGraph, TermSet};
use crate::Certainty;

const NONE: u32 = u32::MAX;

/// How terms reach parties with one certainty, each by a shortest path, and of the shortest by the
/// one whose flow keys come first.
#[derive(Clone, Debug)]
pub(crate) struct Tracks {
    /// In the order of their paths: shorter ones first, equally long ones by flow keys.
    tracks: Vec<Track>,
    /// The first track of each party.
    first: Vec<u32>,
}

/// Terms that reach a party first by the same path.
#[derive(Clone, Debug)]
struct Track {
    party: u32,
    /// The flow it came by; [`NONE`] at an origin.
    via: u32,
    /// The track it continues.
    before: u32,
    /// The next track of the same party.
    next: u32,
    terms: TermSet,
}

impl Tracks {
    /// The tracks of `terms` from the origins, which hold everything. `seen` is told of every flow
    /// that something passes, once or more often.
    pub(super) fn new(
        graph: &SharingGraph,
        (origins, day): (&[u32], Day),
        certainty: Certainty,
        filter: Option<&SubjectFilter>,
        terms: &TermSet,
        mut seen: impl FnMut(u32, u32, &TermSet),
    ) -> Self {
        let day = day.number();
        let parties = graph.parties.len();
        let mut tracks = Self { tracks: Vec::with_capacity(parties), first: vec![NONE; parties] };
        let mut last = vec![NONE; parties];
        let mut held = vec![TermSet::default(); parties];
        for origin in origins {
            if let Some(held) = held.get_mut(*origin as usize) {
                held.clone_from(terms);
            }
            tracks.push(&mut last, Track { party: *origin, via: NONE, before: NONE, next: NONE, terms: terms.clone() });
        }
        // All origins have the same path, the empty one: their hops are followed in common order.
        // After that, tracks come in the order of their paths, and so do those that continue them.
        let mut hops: Vec<_> = (0..)
            .zip(origins)
            .flat_map(|(track, origin)| graph.out(*origin).iter().map(move |hop| (hop.flow, track, *hop)))
            .collect();
        hops.sort_unstable_by_key(|(flow, ..)| *flow);
        let mut step = |tracks: &mut Self, before: u32, given: &TermSet, hop: &super::Hop| {
            if !hop.is_live(day) {
                return;
            }
            if let Some(filter) = filter
                && filter.concerns(hop.profile).is_none_or(|concerns| concerns < certainty)
            {
                return;
            }
            let Some(profile) = graph.profile(hop.profile) else { return };
            let passed = profile.pass_with(certainty, given);
            if passed.is_empty() {
                return;
            }
            seen(hop.flow, hop.recipient, &passed);
            let Some(held) = held.get_mut(hop.recipient as usize) else { return };
            let new = passed.minus(held).and(terms);
            if !new.is_empty() {
                held.add(&new);
                tracks.push(&mut last, Track { party: hop.recipient, via: hop.flow, before, next: NONE, terms: new });
            }
        };
        for (_, track, hop) in hops {
            step(&mut tracks, track, terms, &hop);
        }
        let mut current = origins.len();
        while let Some(Track { party, terms: given, .. }) = tracks.tracks.get(current) {
            let (party, given) = (*party, given.clone());
            for hop in graph.out(party) {
                step(&mut tracks, super::number(current), &given, hop);
            }
            current += 1;
        }
        tracks
    }

    fn push(&mut self, last: &mut [u32], track: Track) {
        let (party, number) = (track.party as usize, super::number(self.tracks.len()));
        self.tracks.push(track);
        let Some(last) = last.get_mut(party) else { return };
        match self.tracks.get_mut(*last as usize) {
            Some(before) => before.next = number,
            None => {
                if let Some(first) = self.first.get_mut(party) {
                    *first = number;
                }
            }
        }
        *last = number;
    }

    fn of(&self, party: u32) -> impl Iterator<Item = (u32, &Track)> {
        let mut number = self.first.get(party as usize).copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            let track = self.tracks.get(number as usize)?;
            let found = (number, track);
            number = track.next;
            Some(found)
        })
    }

    /// What reaches a party.
    pub(super) fn reaching(&self, party: u32) -> TermSet {
        let mut reaching = TermSet::default();
        for (_, track) in self.of(party) {
            reaching.add(&track.terms);
        }
        reaching
    }

    /// The first track by which some of `wanted` reaches a party, and what of it does.
    pub(super) fn find(&self, party: u32, wanted: &TermSet) -> Option<(u32, TermSet)> {
        let (number, track) = self.of(party).find(|(_, track)| track.terms.intersects(wanted))?;
        Some((number, track.terms.and(wanted)))
    }

    /// The flows of a track, from its origin on.
    pub(super) fn path(&self, track: u32) -> Vec<u32> {
        let mut path = Vec::new();
        let mut current = self.tracks.get(track as usize);
        while let Some(track) = current.filter(|track| track.via != NONE) {
            path.push(track.via);
            current = self.tracks.get(track.before as usize);
        }
        path.reverse();
        path
    }
}
