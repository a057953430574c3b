//! The taxonomies that come with Kept, read from `schema/taxonomy/*.json`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{Taxonomy, TermInfo, TermTable};
use crate::{Day, Interval, TermKey, TermList, Text};

/// A decision that a country protects personal data adequately (GDPR Art. 45).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdequacyDecision {
    /// The country.
    pub country: TermKey,
    /// The days on which the decision is in force.
    pub interval: Interval,
    /// Whether only some recipients in the country are covered.
    pub partial: bool,
    /// The decision.
    pub act: Text,
}

#[derive(Deserialize)]
struct TermsFile {
    terms: Vec<TermEntry>,
}

#[derive(Deserialize)]
struct TermEntry {
    key: TermKey,
    name: Text,
    description: Text,
    parent: Option<TermKey>,
    #[serde(default)]
    dpv: Vec<Text>,
    #[serde(default)]
    tcf: Vec<Text>,
    #[serde(default)]
    gdpr: Vec<Text>,
}

#[derive(Deserialize)]
struct RegionsFile {
    countries: Vec<CountryEntry>,
    groups: Vec<GroupEntry>,
}

#[derive(Deserialize)]
struct CountryEntry {
    key: TermKey,
    name: Text,
}

#[derive(Deserialize)]
struct GroupEntry {
    key: TermKey,
    name: Text,
    description: Text,
    #[serde(default)]
    members: TermList,
    #[serde(default)]
    decisions: Vec<DecisionEntry>,
}

#[derive(Deserialize)]
struct DecisionEntry {
    country: TermKey,
    from: Day,
    until: Option<Day>,
    #[serde(default)]
    partial: bool,
    act: Text,
}

static BUILT_IN: LazyLock<Taxonomy> = LazyLock::new(|| {
    let table = |json| match serde_json::from_str(json) {
        Ok(file) => terms(file),
        Err(error) => broken(&error),
    };
    let (regions, decisions) = match serde_json::from_str(include_str!("../../taxonomy/regions.json")) {
        Ok(file) => region_terms(file),
        Err(error) => broken(&error),
    };
    Taxonomy {
        tables: [
            table(include_str!("../../taxonomy/categories.json")),
            table(include_str!("../../taxonomy/purposes.json")),
            table(include_str!("../../taxonomy/subjects.json")),
            regions,
            table(include_str!("../../taxonomy/safeguards.json")),
        ],
        decisions,
    }
});

pub(super) fn taxonomy() -> &'static Taxonomy {
    &BUILT_IN
}

#[expect(clippy::panic, reason = "the files are part of the program and a test reads them")]
fn broken(error: &serde_json::Error) -> ! {
    panic!("a built-in taxonomy file cannot be read: {error}")
}

fn terms(file: TermsFile) -> TermTable {
    let mut table = TermTable::default();
    for entry in file.terms {
        let parent = entry.parent.as_ref().map(TermKey::as_str).or(entry.key.dotted_parent());
        let parent = parent.and_then(|key| table.find(key));
        table.push(TermInfo {
            parent,
            key: entry.key,
            name: entry.name,
            description: Some(entry.description),
            built_in: true,
            members: TermList::NOT_RECORDED,
            dpv: entry.dpv,
            tcf: entry.tcf,
            gdpr: entry.gdpr,
        });
    }
    table
}

fn region_terms(file: RegionsFile) -> (TermTable, Vec<AdequacyDecision>) {
    let mut table = TermTable::default();
    let region = |key, name, description, members| TermInfo {
        key,
        name,
        description,
        parent: None,
        built_in: true,
        members,
        dpv: Vec::new(),
        tcf: Vec::new(),
        gdpr: Vec::new(),
    };
    for country in file.countries {
        table.push(region(country.key, country.name, None, TermList::NOT_RECORDED));
    }
    let mut decisions = Vec::new();
    for group in file.groups {
        decisions.extend(group.decisions.into_iter().map(|decision| AdequacyDecision {
            country: decision.country,
            interval: Interval { from: decision.from, until: decision.until },
            partial: decision.partial,
            act: decision.act,
        }));
        table.push(region(group.key, group.name, Some(group.description), group.members));
    }
    (table, decisions)
}
