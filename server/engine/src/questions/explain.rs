//! A path in plain language: what each hop shares, under which contract, what for, where and for how long.

use std::fmt;

use kept_schema::{ClauseKind, Day, Flow, FlowKey, Presence, Register, Taxonomy, TaxonomyKind, TermKey, TermList};

use crate::contracts::{ContractIndex, Group, State, groups};
use crate::language::{Word, said};
use crate::prose;
use crate::{Language, Said, SharingGraph};

/// A sentence for each hop of a path, as it is on `day`, for people who know nothing of the register:
/// "Web shop sends email to Nimbus Mail for email marketing under DPA 2025 § 3, kept in United States for
/// 1 year." What is not recorded is said. Of what a hop shares only what is under or
/// above `categories` is named; everything when there are none. In German terms stand by their keys.
#[must_use]
pub fn explain(register: &Register, path: &[FlowKey], categories: &[TermKey], day: Day) -> Vec<Said> {
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
    ) -> Vec<Said> {
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
    mut governing: impl FnMut(&Flow) -> Said,
) -> Vec<Said> {
    let flows = path.iter().filter_map(|key| register.flows().get(key));
    let mut sentence = |flow: &Flow| {
        let contract = if needs_contract(register, flow) { governing(flow) } else { Said::default() };
        hop(register, flow, categories, &contract, day)
    };
    flows.map(|flow| sentence(flow)).collect()
}

fn hop(register: &Register, flow: &Flow, categories: &[TermKey], contract: &Said, day: Day) -> Said {
    let taxonomy = register.taxonomy();
    let party = |key| register.parties().get(key).map_or("", |party| party.name.as_str());
    let (source, recipient) = (party(&flow.source), party(&flow.recipient));
    let named = flow.categories.iter().filter(|term| concerned(taxonomy, term, categories));
    let named = Terms::new(taxonomy, TaxonomyKind::Category, named);
    let data = if named.keys.is_empty() { said!("data", "Daten") } else { said!("{named}", "{named}"; named) };
    let purposes = Terms::recorded(taxonomy, TaxonomyKind::Purpose, &flow.purposes);
    let regions = Terms::recorded(taxonomy, TaxonomyKind::Region, &flow.regions);
    let retention = flow.retention.map(prose::duration);
    let mut missing = Vec::new();
    for (recorded, what) in [
        (flow.categories.is_recorded(), Said::new("which data", "welche Daten")),
        (purposes.is_some(), Said::new("what for", "wofür")),
        (regions.is_some(), Said::new("where it is kept", "wo")),
        (retention.is_some(), Said::new("for how long", "wie lange")),
    ] {
        if !recorded {
            missing.push(what);
        }
    }
    let purposes =
        purposes.map_or_else(Said::default, |purposes| said!(" for {purposes}", " für {purposes}"; purposes));
    let kept = match (regions, retention) {
        (Some(regions), Some(retention)) => said!(
            ", kept in {regions} for {retention}",
            "; Ort: {regions}; Aufbewahrung: {retention}";
            regions, retention
        ),
        (Some(regions), None) => said!(", kept in {regions}", "; Ort: {regions}"; regions),
        (None, Some(retention)) => said!(", kept for {retention}", "; Aufbewahrung: {retention}"; retention),
        (None, None) => Said::default(),
    };
    let mut text = said!(
        "{source} sends {data} to {recipient}{purposes}{contract}{kept}.",
        "{source} gibt {data} an {recipient}{purposes}{contract}{kept}.";
        source, data, recipient, purposes, contract, kept
    );
    if !missing.is_empty() {
        let missing = prose::all(&missing);
        text.push(&said!(" It is not recorded {missing}.", " Nicht erfasst ist: {missing}."; missing));
    }
    if !flow.live().contains(day) {
        text.push(&said!(" This is not so on {day}.", " Am {day} ist das nicht so."; day));
    }
    text
}

fn needs_contract(register: &Register, flow: &Flow) -> bool {
    let internal = register.operator_of(&flow.source) == register.operator_of(&flow.recipient);
    let ours = register.is_own(&flow.source) && register.is_own(&flow.recipient);
    !internal && !ours
}

/// Under which contract: the one the flow names if it is in force between the ends, else the first that is.
fn contract(register: &Register, groups: &[Group<'_>], flow: &Flow, day: Day) -> Said {
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
        let place = clause.and_then(|clause| clause.locator.as_ref());
        let place = place.map_or_else(Said::default, |place| said!(" {place}", " {place}"; place));
        let contract = prose::contract(group.root);
        return said!(" under {contract}{place}", ", unter {contract}{place}"; contract, place);
    }
    let ended = standings().filter_map(|(group, standing)| match standing.state {
        State::Ended(last) => Some((last, group.root)),
        _ => None,
    });
    let latest = ended.max_by_key(|(last, root)| (*last, std::cmp::Reverse(&root.key)));
    latest.map_or_else(
        || said!(" without a contract", ", ohne Vertrag"),
        |(last, root)| {
            let contract = prose::contract(root);
            said!(
                ", although {contract} ended on {last}",
                ", obwohl der Vertrag {contract} am {last} endete";
                contract, last
            )
        },
    )
}

/// Whether a term is one of `wanted`, above or under one of them.
fn concerned(taxonomy: &Taxonomy, term: &TermKey, wanted: &[TermKey]) -> bool {
    let table = taxonomy.table(TaxonomyKind::Category);
    let Some(term) = table.find(term.as_str()) else { return false };
    wanted.is_empty() || table.find_all(wanted).any(|other| table.covers(other, term) || table.covers(term, other))
}

/// Terms by what people call them, which is said in English, and by their keys.
struct Terms<'k> {
    names: Vec<String>,
    keys: Vec<&'k TermKey>,
}

impl<'k> Terms<'k> {
    fn new(taxonomy: &Taxonomy, kind: TaxonomyKind, keys: impl IntoIterator<Item = &'k TermKey>) -> Self {
        let keys: Vec<&TermKey> = keys.into_iter().collect();
        Self { names: keys.iter().map(|key| term_name(taxonomy, kind, key)).collect(), keys }
    }

    fn recorded(taxonomy: &Taxonomy, kind: TaxonomyKind, list: &'k TermList) -> Option<Self> {
        list.is_recorded().then(|| Self::new(taxonomy, kind, list))
    }
}

impl Word for Terms<'_> {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match language {
            Language::English => prose::all(&self.names).write(language, f),
            Language::German => prose::all(&self.keys).write(language, f),
        }
    }
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
