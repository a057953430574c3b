//! Every sharing path, one after the other.

use std::collections::BTreeSet;

use kept_schema::taxonomy::TermIx;
use kept_schema::{FlowKey, PartyKey, TaxonomyKind, TermKey};

use super::World;
use super::travel::{Held, Level, Path, carry};

/// Every path of at most `max_hops` on which something under `category` gets to a party, the shortest first.
pub(crate) fn sharing_paths<'a>(
    world: &World<'a>,
    to: &PartyKey,
    from: Option<&'a PartyKey>,
    category: &TermKey,
    max_hops: usize,
) -> Vec<(Level, Vec<FlowKey>)> {
    let asked = world.down(TaxonomyKind::Category, &[world.term(TaxonomyKind::Category, category)]);
    let starts = from.map_or_else(|| world.own_parties(), |from| BTreeSet::from([from]));
    let mut found = Vec::new();
    for start in starts {
        let held = if world.is_own(start) { world.all_categories() } else { asked.clone() };
        let held: Held<'_> = held.into_iter().map(|term| (term, Path::default())).collect();
        let search = Search { world, to, start, asked: &asked, max_hops };
        search.from(start, &mut vec![start], &Path::default(), &held.clone(), &held, &mut found);
    }
    found.sort_by(|(_, a), (_, b)| (a.0.len(), &a.0).cmp(&(b.0.len(), &b.0)));
    found.into_iter().map(|(level, path)| (level, path.keys())).collect()
}

struct Search<'a, 'b> {
    world: &'b World<'a>,
    to: &'b PartyKey,
    start: &'a PartyKey,
    asked: &'b BTreeSet<TermIx>,
    max_hops: usize,
}

impl<'a> Search<'a, '_> {
    /// Goes on from a party, which on this path holds this certainly and that possibly.
    fn from(
        &self,
        party: &'a PartyKey,
        visited: &mut Vec<&'a PartyKey>,
        path: &Path<'a>,
        certain: &Held<'a>,
        possible: &Held<'a>,
        found: &mut Vec<(Level, Path<'a>)>,
    ) {
        if path.0.len() == self.max_hops {
            return;
        }
        for flow in self.world.live.iter().filter(|flow| flow.source == *party) {
            let certain = carry(self.world, flow, Level::Certain, None, certain);
            let possible = carry(self.world, flow, Level::Possible, None, possible);
            if possible.is_empty() {
                continue;
            }
            let path = path.and(flow);
            if flow.recipient == *self.to {
                if certain.keys().any(|term| self.asked.contains(term)) {
                    found.push((Level::Certain, path));
                } else if possible.keys().any(|term| self.asked.contains(term)) {
                    found.push((Level::Possible, path));
                }
                continue;
            }
            let own = self.world.is_own(self.start) && self.world.is_own(&flow.recipient);
            if !own && !visited.contains(&&flow.recipient) {
                visited.push(&flow.recipient);
                self.from(&flow.recipient, visited, &path, &certain, &possible, found);
                visited.pop();
            }
        }
    }
}
