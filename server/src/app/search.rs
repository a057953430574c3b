//! Finding things by what they are called.

use std::cmp::Reverse;

use kept_schema::{NodeId, NodeKind, Register};

/// One thing found, the best match first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchHit {
    /// What was found.
    pub id: NodeId,
    /// What it is called.
    pub title: String,
    /// How well it matches: 3 a key or name that is the text, 2 one that starts with it, 1 one that holds it.
    pub score: u8,
}

/// Everything of the given kinds (all when empty) whose key, name, quote or description holds all
/// words of `text`, whatever their case; the best matches first, then by id.
#[must_use]
pub fn search(register: &Register, text: &str, kinds: &[NodeKind]) -> Vec<SearchHit> {
    let needle = text.trim().to_lowercase();
    let words: Vec<&str> = needle.split_whitespace().collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut hits = Vec::new();
    let mut consider = |id: NodeId, title: &str, more: &[&str]| {
        let key = id.key().to_lowercase();
        let title_folded = title.to_lowercase();
        let found = |word: &&str| {
            key.contains(*word)
                || title_folded.contains(*word)
                || more.iter().any(|text| text.to_lowercase().contains(*word))
        };
        if !words.iter().all(found) {
            return;
        }
        let score = match () {
            () if key == needle || title_folded == needle => 3,
            () if key.starts_with(&needle) || title_folded.starts_with(&needle) => 2,
            () => 1,
        };
        hits.push(SearchHit { id, title: title.to_owned(), score });
    };
    let wanted = |kind| kinds.is_empty() || kinds.contains(&kind);
    if wanted(NodeKind::Party) {
        for party in register.parties().values() {
            let description = party.description.as_deref().unwrap_or_default();
            consider(NodeId::Party(party.key.clone()), &party.name, &[description]);
        }
    }
    if wanted(NodeKind::Contract) {
        for contract in register.contracts().values() {
            consider(
                NodeId::Contract(contract.key.clone()),
                contract.title(),
                &[contract.description.as_deref().unwrap_or_default()],
            );
        }
    }
    if wanted(NodeKind::Flow) {
        for flow in register.flows().values() {
            let description = flow.description.as_deref().unwrap_or_default();
            let title = if description.is_empty() { flow.key.as_str() } else { description };
            consider(NodeId::Flow(flow.key.clone()), title, &[]);
        }
    }
    if wanted(NodeKind::Notice) {
        for notice in register.notices().values() {
            consider(NodeId::Notice(notice.key.clone()), &notice.title, &[]);
        }
    }
    if wanted(NodeKind::Promise) {
        for promise in register.promises().values() {
            consider(NodeId::Promise(promise.key.clone()), promise.title(), &[]);
        }
    }
    if wanted(NodeKind::Observation) {
        for observation in register.observations().values() {
            let host = observation.host.as_ref().map_or(observation.key.as_str(), kept_schema::Host::as_str);
            let note = observation.note.as_deref().unwrap_or_default();
            consider(NodeId::Observation(observation.key.clone()), host, &[note]);
        }
    }
    if wanted(NodeKind::Assignment) {
        for assignment in register.assignments().values() {
            let note = assignment.note.as_deref().unwrap_or_default();
            consider(NodeId::Assignment(assignment.key.clone()), &assignment.to, &[note]);
        }
    }
    if wanted(NodeKind::Channel) {
        for channel in register.channels().values() {
            consider(NodeId::Channel(channel.key.clone()), channel.title(), &[]);
        }
    }
    if wanted(NodeKind::Term) {
        for kind in kept_schema::TaxonomyKind::ALL {
            for (_, term) in register.taxonomy().table(*kind).iter() {
                let description = term.description.as_deref().unwrap_or_default();
                consider(NodeId::Term(*kind, term.key.clone()), &term.name, &[description]);
            }
        }
    }
    hits.sort_by(|a, b| (Reverse(a.score), &a.id).cmp(&(Reverse(b.score), &b.id)));
    hits
}
