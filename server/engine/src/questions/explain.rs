//! A path in plain language: what each hop shares, under which contract, what for, where and for how long.

use kept_schema::{ClauseKind, Day, Flow, FlowKey, Presence, Register, Taxonomy, TaxonomyKind, TermKey, TermList};

use crate::contracts::{ContractIndex, Group, State, groups};
use crate::{SharingGraph, prose};

/// A sentence for each hop of a path, as it is on `day`, for people who know nothing of the register:
/// "Web shop sends email to Nimbus Mail for email marketing under DPA 2025 § 3, kept in United States for
/// 1 year." What is not recorded is said. Of what a hop shares only what is under or
/// above `categories` is named; everything when there are none.
#[must_use]
pub fn explain(register: &Register, path: &[FlowKey], categories: &[TermKey], day: Day) -> Vec<String> {
    let mut contracts: Option<Vec<Group<'_>>> = None;
    let governing = |flow: &Flow| contract(register, contracts.get_or_insert_with(|| groups(register)), flow, day);
    sentences(register, path, categories, day, governing)
}

/// Explains many paths of one register: it knows which contracts each organisation is in, and does not
/// look through all of them for every path.
#[derive(Clone, Debug)]
pub struct Explainer {
    contracts: ContractIndex,
}

impl Explainer {
    /// Takes time in proportion to the contracts. `graph` must be the graph of `register`.
    #[must_use]
    pub fn new(register: &Register, graph: &SharingGraph) -> Self {
        Self { contracts: ContractIndex::new(register, graph) }
    }

    /// What [`explain`] says. `register` and `graph` must be those this was made of.
    #[must_use]
    pub fn explain(
        &self,
        register: &Register,
        graph: &SharingGraph,
        path: &[FlowKey],
        categories: &[TermKey],
        day: Day,
    ) -> Vec<String> {
        let governing = |flow: &Flow| {
            let operator = |party| graph.party_number(party).map(|party| graph.operator(party));
            let (Some(source), Some(recipient)) = (operator(&flow.source), operator(&flow.recipient)) else {
                return contract(register, &[], flow, day);
            };
            contract(register, &self.between(register, [source, recipient]), flow, day)
        };
        sentences(register, path, categories, day, governing)
    }

    /// The contracts, on whatever day, that both operators are in.
    pub(super) fn between<'r>(&self, register: &'r Register, [a, b]: [u32; 2]) -> Vec<Group<'r>> {
        let roots = self.contracts.roots_between(a, b);
        roots.filter_map(|root| self.contracts.group(register, root)).collect()
    }
}

fn sentences(
    register: &Register,
    path: &[FlowKey],
    categories: &[TermKey],
    day: Day,
    mut governing: impl FnMut(&Flow) -> String,
) -> Vec<String> {
    let flows = path.iter().filter_map(|key| register.flows().get(key));
    let mut sentence = |flow: &Flow| {
        let contract = if needs_contract(register, flow) { governing(flow) } else { String::new() };
        hop(register, flow, categories, &contract, day)
    };
    flows.map(|flow| sentence(flow)).collect()
}

fn hop(register: &Register, flow: &Flow, categories: &[TermKey], contract: &str, day: Day) -> String {
    let taxonomy = register.taxonomy();
    let party = |key| register.parties().get(key).map_or("", |party| party.name.as_str());
    let named: Vec<&TermKey> = flow.categories.iter().filter(|term| concerned(taxonomy, term, categories)).collect();
    let data = match named.as_slice() {
        [] => "data".to_owned(),
        named => names(taxonomy, TaxonomyKind::Category, named.iter().copied()),
    };
    let list = |kind, list: &TermList| list.is_recorded().then(|| names(taxonomy, kind, list));
    let (purposes, regions) = (list(TaxonomyKind::Purpose, &flow.purposes), list(TaxonomyKind::Region, &flow.regions));
    let retention = flow.retention.map(prose::duration);
    let mut missing = Vec::new();
    for (recorded, what) in [
        (flow.categories.is_recorded(), "which data"),
        (purposes.is_some(), "what for"),
        (regions.is_some(), "where it is kept"),
        (retention.is_some(), "for how long"),
    ] {
        if !recorded {
            missing.push(what);
        }
    }
    let purposes = purposes.map_or_else(String::new, |purposes| format!(" for {purposes}"));
    let kept = match (regions, retention) {
        (Some(regions), Some(retention)) => format!(", kept in {regions} for {retention}"),
        (Some(regions), None) => format!(", kept in {regions}"),
        (None, Some(retention)) => format!(", kept for {retention}"),
        (None, None) => String::new(),
    };
    let mut text =
        format!("{} sends {data} to {}{purposes}{contract}{kept}.", party(&flow.source), party(&flow.recipient));
    if !missing.is_empty() {
        text.push_str(&format!(" It is not recorded {}.", prose::all(&missing)));
    }
    if !flow.live().contains(day) {
        text.push_str(&format!(" This is not so on {day}."));
    }
    text
}

fn needs_contract(register: &Register, flow: &Flow) -> bool {
    let internal = register.operator_of(&flow.source) == register.operator_of(&flow.recipient);
    let ours = register.is_own(&flow.source) && register.is_own(&flow.recipient);
    !internal && !ours
}

/// Under which contract: the one the flow names if it is in force between the ends, else the first that is.
fn contract(register: &Register, groups: &[Group<'_>], flow: &Flow, day: Day) -> String {
    let ends = [register.operator_of(&flow.source), register.operator_of(&flow.recipient)];
    let standings = || {
        groups.iter().map(|group| (group, group.on(day))).filter(|(_, standing)| {
            ends.iter().all(|end| standing.parties.iter().any(|party| register.operator_of(party) == *end))
        })
    };
    let mut in_force: Vec<_> = standings().filter(|(_, standing)| standing.state == State::InForce).collect();
    in_force.sort_by_key(|(group, _)| (Some(&group.root.key) != flow.contract.as_ref(), &group.root.key));
    if let Some((group, _)) = in_force.first() {
        let clause = group.clause(ClauseKind::Scope, day).filter(|clause| clause.presence == Presence::Present);
        let place =
            clause.and_then(|clause| clause.locator.as_ref()).map_or_else(String::new, |place| format!(" {place}"));
        return format!(" under {}{place}", prose::contract(group.root));
    }
    let ended = standings().filter_map(|(group, standing)| match standing.state {
        State::Ended(last) => Some((last, group.root)),
        _ => None,
    });
    let latest = ended.max_by_key(|(last, root)| (*last, std::cmp::Reverse(&root.key)));
    latest.map_or_else(
        || " without a contract".to_owned(),
        |(last, root)| format!(", although {} ended on {last}", prose::contract(root)),
    )
}

/// Whether a term is one of `wanted`, above or under one of them.
fn concerned(taxonomy: &Taxonomy, term: &TermKey, wanted: &[TermKey]) -> bool {
    let table = taxonomy.table(TaxonomyKind::Category);
    let Some(term) = table.find(term.as_str()) else { return false };
    wanted.is_empty() || table.find_all(wanted).any(|other| table.covers(other, term) || table.covers(term, other))
}

fn names<'a>(taxonomy: &Taxonomy, kind: TaxonomyKind, keys: impl IntoIterator<Item = &'a TermKey>) -> String {
    let names: Vec<String> = keys.into_iter().map(|key| term_name(taxonomy, kind, key)).collect();
    prose::all(&names)
}

/// The name of a term within a sentence: `email`, `IP address`, `United States`.
#[must_use]
pub fn term_name(taxonomy: &Taxonomy, kind: TaxonomyKind, key: &TermKey) -> String {
    let Some(info) = taxonomy.get(kind, key.as_str()) else { return key.to_string() };
    let first_word = info.name.split_whitespace().next().unwrap_or_default();
    // Places keep their capital letters, and so do abbreviations.
    if kind == TaxonomyKind::Region || first_word.chars().skip(1).any(char::is_uppercase) {
        return info.name.to_string();
    }
    let mut letters = info.name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
