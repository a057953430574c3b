//! What a register knows of the vendors of a list.

use std::collections::{BTreeMap, HashMap};

use kept_schema::{Flow, Party, PartyKey, PartyKind, Problem, Register, TaxonomyKind, TermKey};

use super::list::List;
use super::name::FlowName;
use super::{GvlContext, IDENTIFIER_SCHEME};

/// The party the data comes from, and whether it is still to be added.
pub(super) fn source(context: &GvlContext<'_>, problems: &mut Vec<Problem>) -> Option<(PartyKey, bool)> {
    let parties = context.register.parties();
    let mut refuse = |message| problems.push(Problem { origin: None, path: "source".to_owned(), message });
    if let Some(source) = &context.source {
        if parties.contains_key(source) {
            return Some((source.clone(), false));
        }
        let keys: Vec<&str> = parties.keys().map(PartyKey::as_str).collect();
        refuse(format!("there is no party `{source}`{}", kept_schema::problem::hint(source.as_str(), &keys)));
        return None;
    }
    let own: Vec<&PartyKey> =
        parties.values().filter(|party| party.kind == PartyKind::SelfParty).map(|party| &party.key).collect();
    match own.as_slice() {
        [only] => Some(((*only).clone(), false)),
        [] => {
            let publisher = PartyKey::new("publisher").ok()?;
            if let Some(taken) = parties.get(&publisher) {
                refuse(format!(
                    "there is no SELF party, and `publisher` is a {}; say where the data comes from (source)",
                    taken.kind
                ));
                return None;
            }
            Some((publisher, true))
        }
        several => {
            let names: Vec<String> = several.iter().map(|key| format!("`{key}`")).collect();
            refuse(format!(
                "there are several SELF parties, {}; say where the data comes from (source)",
                names.join(", ")
            ));
            None
        }
    }
}

/// What the register knows of the list's vendors.
pub(super) struct Known<'a> {
    pub(super) parties: BTreeMap<u32, &'a Party>,
    pub(super) flows: BTreeMap<u32, Vec<(FlowName, &'a Flow)>>,
    pub(super) all: &'a Register,
}

impl<'a> Known<'a> {
    pub(super) fn of(
        register: &'a Register,
        list: &List,
        source: Option<&PartyKey>,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut parties: BTreeMap<u32, &'a Party> = BTreeMap::new();
        for party in register.parties().values() {
            for identifier in
                party.identifiers.iter().filter(|identifier| identifier.scheme.as_str() == IDENTIFIER_SCHEME)
            {
                let Ok(id) = identifier.value.trim().parse() else { continue };
                if let Some(other) = parties.insert(id, party).filter(|other| other.key != party.key) {
                    let message = format!(
                        "`{}` and `{}` both carry {IDENTIFIER_SCHEME} {id}; take it from one of them",
                        other.key, party.key
                    );
                    problems.push(Problem { origin: None, path: format!("vendors.{id}"), message });
                }
            }
        }
        let mut flows: BTreeMap<u32, Vec<(FlowName, &'a Flow)>> = BTreeMap::new();
        for flow in register.flows().values() {
            let Some(name) = FlowName::parse(flow.key.as_str()) else { continue };
            if parties.get(&name.vendor).is_none_or(|party| party.key != flow.recipient) {
                continue;
            }
            if source.is_some_and(|source| *source != flow.source) {
                let message = format!(
                    "`{}` was imported with `{}` as the source; import this list with the same (source)",
                    flow.key, flow.source
                );
                problems.push(Problem { origin: None, path: "source".to_owned(), message });
                // One such flow says it for all.
                break;
            }
            if flow.started_on > list.updated_on {
                let message = format!(
                    "this list was made on {}, and `{}` comes from one of {} or later; import lists in their order",
                    list.updated_on, flow.key, flow.started_on
                );
                problems.push(Problem { origin: None, path: "lastUpdated".to_owned(), message });
                break;
            }
            flows.entry(name.vendor).or_default().push((name, flow));
        }
        Self { parties, flows, all: register }
    }
}

/// The taxonomy's terms by their references to the TCF.
pub(super) struct Terms {
    pub(super) categories: HashMap<String, Vec<TermKey>>,
    pub(super) purposes: HashMap<String, Vec<TermKey>>,
}

impl Terms {
    pub(super) fn of(register: &Register) -> Self {
        let by_reference = |kind| {
            let mut terms: HashMap<String, Vec<TermKey>> = HashMap::new();
            for (_, info) in register.taxonomy().table(kind).iter() {
                for reference in &info.tcf {
                    terms.entry(reference.to_string()).or_default().push(info.key.clone());
                }
            }
            terms
        };
        Self { categories: by_reference(TaxonomyKind::Category), purposes: by_reference(TaxonomyKind::Purpose) }
    }
}
