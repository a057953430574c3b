//! A path as a ribbon: `Web shop —[email · newsletter · DPA 2025 ✓]→ Nimbus Mail`.

pub(super) use kept_engine::questions::term_name;
use kept_schema::{Contract, Day, Flow, FlowKey, PartyKey, Register, Taxonomy, TaxonomyKind, TermKey};

use super::paint::{BROKEN, DIM, KEPT, STRONG, UNPROVEN, Word, words};

/// How many terms a hop names before it only counts.
const NAMED_TERMS: usize = 3;

/// Writes paths of a register on a day.
pub(super) struct Ribbon<'a> {
    pub(super) register: &'a Register,
    pub(super) day: Day,
}

impl Ribbon<'_> {
    /// The name of a party, or its key when it is not recorded.
    pub(super) fn party(&self, key: &PartyKey) -> String {
        self.register.parties().get(key).map_or_else(|| key.to_string(), |party| party.name.to_string())
    }

    /// The names of the parties on a path, with arrows between.
    pub(super) fn parties(&self, path: &[FlowKey]) -> Vec<Word> {
        let mut line = Vec::new();
        for flow in path.iter().filter_map(|key| self.register.flows().get(key)) {
            if line.is_empty() {
                line.extend(words(DIM, &self.party(&flow.source)));
            }
            line.push(Word::of(DIM, "→"));
            line.extend(words(DIM, &self.party(&flow.recipient)));
        }
        line
    }

    /// The whole ribbon, a group a hop, with what each hop shares of `categories` (all when empty), what for, and
    /// under which contract.
    pub(super) fn hops(&self, path: &[FlowKey], categories: &[TermKey]) -> Vec<Vec<Word>> {
        let mut groups = Vec::new();
        for flow in path.iter().filter_map(|key| self.register.flows().get(key)) {
            if groups.is_empty() {
                groups.push(words(STRONG, &self.party(&flow.source)));
            }
            let mut group = self.hop(flow, categories);
            group.extend(words(STRONG, &self.party(&flow.recipient)));
            groups.push(group);
        }
        groups
    }

    fn hop(&self, flow: &Flow, categories: &[TermKey]) -> Vec<Word> {
        let taxonomy = self.register.taxonomy();
        let shared: Vec<&TermKey> =
            flow.categories.iter().filter(|term| concerned(taxonomy, term, categories)).collect();
        let data = terms(taxonomy, TaxonomyKind::Category, &shared, "any data");
        let purposes: Vec<&TermKey> = flow.purposes.iter().collect();
        let purposes = terms(taxonomy, TaxonomyKind::Purpose, &purposes, "any purpose");
        let contract = self.contract(flow);
        let inside = format!("{data} · {purposes}{}", if contract.is_some() { " ·" } else { "" });
        let mut pieces = inside.split(' ').peekable();
        let mut hop = Vec::new();
        if let Some(first) = pieces.next() {
            hop.push(Word::of(DIM, "—[").then(DIM, first));
        }
        hop.extend(pieces.map(|piece| Word::of(DIM, piece)));
        match contract {
            None => {
                if let Some(last) = hop.pop() {
                    hop.push(last.then(DIM, "]→"));
                }
            }
            Some((covered, name)) => {
                let (style, symbol) = if covered { (KEPT, "✓") } else { (BROKEN, "✗") };
                let style_of_name = if covered { DIM } else { UNPROVEN };
                hop.extend(words(style_of_name, &name));
                hop.push(Word::of(style, symbol).then(DIM, "]→"));
            }
        }
        hop
    }

    /// Whether a contract is in force between the ends of a flow, and its name; `None` when none is needed.
    fn contract(&self, flow: &Flow) -> Option<(bool, String)> {
        let register = self.register;
        let (from, to) = (register.operator_of(&flow.source), register.operator_of(&flow.recipient));
        if from == to || (register.is_own(&flow.source) && register.is_own(&flow.recipient)) {
            return None;
        }
        let between = |contract: &Contract| {
            let names =
                |operator: &PartyKey| contract.parties.iter().any(|side| register.operator_of(&side.party) == operator);
            names(from) && names(to)
        };
        let contracts =
            || register.contracts().values().filter(|contract| contract.amends.is_none() && between(contract));
        let named = flow.contract.as_ref();
        let in_force = || contracts().filter(|contract| self.in_force(contract));
        if let Some(contract) = in_force().find(|contract| Some(&contract.key) == named).or_else(|| in_force().next()) {
            return Some((true, contract.title().to_owned()));
        }
        let ended = contracts().find(|contract| contract.starts_on() <= self.day);
        Some((
            false,
            ended.map_or_else(|| "no contract".to_owned(), |contract| format!("{} has ended", contract.title())),
        ))
    }

    /// Whether a contract, or an amendment that prolongs it, is in force.
    fn in_force(&self, contract: &Contract) -> bool {
        let terminated = contract.terminated_on.is_some_and(|terminated_on| terminated_on <= self.day);
        contract.in_force_on(self.day)
            || (!terminated
                && self.register.contracts().values().any(|amendment| {
                    amendment.amends.as_ref() == Some(&contract.key)
                        && amendment.ends_on.is_some()
                        && amendment.in_force_on(self.day)
                }))
    }
}

/// Whether a term is one of `wanted`, above or under one of them.
fn concerned(taxonomy: &Taxonomy, term: &TermKey, wanted: &[TermKey]) -> bool {
    let table = taxonomy.table(TaxonomyKind::Category);
    let Some(term) = table.find(term.as_str()) else { return false };
    wanted.is_empty() || table.find_all(wanted).any(|other| table.covers(other, term) || table.covers(term, other))
}

fn terms(taxonomy: &Taxonomy, kind: TaxonomyKind, keys: &[&TermKey], none: &str) -> String {
    if keys.is_empty() {
        return format!("{none}, not recorded");
    }
    let mut names: Vec<String> = keys.iter().take(NAMED_TERMS).map(|key| term_name(taxonomy, kind, key)).collect();
    if let Some(more) = keys.len().checked_sub(NAMED_TERMS).filter(|more| *more > 0) {
        names.push(format!("{more} more"));
    }
    names.join(", ")
}
