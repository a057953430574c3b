//! Taxonomies: what data, purposes, people, regions and safeguards are called, and what covers what.

mod built_in;
mod region;

use std::collections::{HashMap, HashSet};

use deserr::Deserr;
use fixedbitset::FixedBitSet;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use built_in::AdequacyDecision;
pub use region::RegionSet;

use crate::problem::hint;
use crate::words::words;
use crate::{TermKey, TermList, Text};

words! {
    /// The taxonomies.
    pub enum TaxonomyKind {
        /// Categories of personal data.
        Category = "CATEGORY",
        /// What data is used for.
        Purpose = "PURPOSE",
        /// Whose data it is.
        Subject = "SUBJECT",
        /// Where data is: countries and groups of them.
        Region = "REGION",
        /// How data is protected.
        Safeguard = "SAFEGUARD",
    }
}

impl TaxonomyKind {
    /// The word before the slash of a term's global id.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Purpose => "purpose",
            Self::Subject => "subject",
            Self::Region => "region",
            Self::Safeguard => "safeguard",
        }
    }

    /// The taxonomy of a prefix.
    #[must_use]
    pub fn from_prefix(prefix: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.prefix() == prefix)
    }

    const fn position(self) -> usize {
        self as usize
    }
}

/// A term that users add to a taxonomy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct Term {
    /// The taxonomy it belongs to.
    pub taxonomy: TaxonomyKind,
    /// Its key.
    pub key: TermKey,
    /// Its name.
    pub name: Text,
    /// What it means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub description: Option<Text>,
    /// The term it stands under; the key up to its last dot when not said, a root when there is no dot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub parent: Option<TermKey>,
    /// The regions of a group of regions.
    #[serde(default, skip_serializing_if = "TermList::is_empty")]
    #[deserr(default)]
    pub members: TermList,
}

impl Term {
    /// The key of the term it stands under.
    #[must_use]
    pub fn parent_key(&self) -> Option<&str> {
        match &self.parent {
            Some(parent) => Some(parent.as_str()),
            None => self.key.dotted_parent(),
        }
    }
}

/// The position of a term in its taxonomy. Valid for one `Taxonomy` only: changing the terms of a
/// register renumbers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermIx(u16);

impl TermIx {
    /// As an index into a list or bit set of the taxonomy's length.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a taxonomy knows of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermInfo {
    /// Its key.
    pub key: TermKey,
    /// Its name.
    pub name: Text,
    /// What it means.
    pub description: Option<Text>,
    /// The term above it.
    pub parent: Option<TermIx>,
    /// Whether it came with Kept.
    pub built_in: bool,
    /// The regions of a group, when it is one.
    pub members: TermList,
    /// Corresponding terms of the W3C Data Privacy Vocabulary, such as `pd:EmailAddress`.
    pub dpv: Vec<Text>,
    /// Corresponding ids of the IAB TCF, such as `data:6` or `purpose:2`.
    pub tcf: Vec<Text>,
    /// The legal provisions it stands for, such as GDPR `32(1)(a)`.
    pub gdpr: Vec<Text>,
}

/// The terms of one taxonomy. Parents come before the terms under them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermTable {
    terms: Vec<TermInfo>,
    by_key: HashMap<TermKey, TermIx>,
}

impl TermTable {
    /// How many terms there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The position of a term.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<TermIx> {
        self.by_key.get(key).copied()
    }

    /// What is known of a term; `None` for a position of another taxonomy.
    #[must_use]
    pub fn get(&self, term: TermIx) -> Option<&TermInfo> {
        self.terms.get(term.index())
    }

    /// All terms, with their positions.
    pub fn iter(&self) -> impl Iterator<Item = (TermIx, &TermInfo)> {
        (0..).map(TermIx).zip(&self.terms)
    }

    /// A term and everything above it, from itself upwards.
    pub fn ancestors(&self, term: TermIx) -> impl Iterator<Item = TermIx> {
        std::iter::successors(Some(term), |term| self.get(*term)?.parent)
    }

    /// Whether `a` is `b` or stands above it.
    #[must_use]
    pub fn covers(&self, a: TermIx, b: TermIx) -> bool {
        self.ancestors(b).any(|above| above == a)
    }

    /// Every term that one of `terms` covers: a bit a position.
    #[must_use]
    pub fn down(&self, terms: impl IntoIterator<Item = TermIx>) -> FixedBitSet {
        let mut covered = FixedBitSet::with_capacity(self.len());
        for term in terms {
            covered.insert(term.index());
        }
        // INVARIANT (parents first): one pass in order reaches every descendant.
        for (term, info) in self.iter() {
            if info.parent.is_some_and(|parent| covered.contains(parent.index())) {
                covered.insert(term.index());
            }
        }
        covered
    }

    /// The positions of keys that are terms of this taxonomy.
    pub fn find_all<'a>(
        &'a self,
        keys: impl IntoIterator<Item = &'a TermKey> + 'a,
    ) -> impl Iterator<Item = TermIx> + 'a {
        keys.into_iter().filter_map(|key| self.find(key.as_str()))
    }

    fn push(&mut self, info: TermInfo) -> Option<TermIx> {
        let term = TermIx(u16::try_from(self.terms.len()).ok()?);
        self.by_key.insert(info.key.clone(), term);
        self.terms.push(info);
        Some(term)
    }
}

/// How many terms that could not be added are explained; each is compared with the whole taxonomy.
const MAX_EXPLAINED: usize = 1_000;

/// All taxonomies: those that come with Kept and the terms users added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taxonomy {
    tables: [TermTable; 5],
    decisions: Vec<AdequacyDecision>,
}

/// Why terms could not be added to a taxonomy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermProblem {
    /// The taxonomy.
    pub taxonomy: TaxonomyKind,
    /// The term that was to be added.
    pub key: TermKey,
    /// The field that is wrong.
    pub field: &'static str,
    /// What is wrong and how to mend it.
    pub message: String,
}

impl Taxonomy {
    /// The taxonomies that come with Kept.
    #[must_use]
    pub fn built_in() -> &'static Self {
        built_in::taxonomy()
    }

    /// The built-in taxonomies and these terms.
    ///
    /// # Errors
    /// Every term that redefines a built-in one, hangs under no term or under itself, or has
    /// members that are not regions.
    pub fn with_terms<'a>(terms: impl IntoIterator<Item = &'a Term>) -> Result<Self, Vec<TermProblem>> {
        let mut taxonomy = Self::built_in().clone();
        let mut problems = Vec::new();
        let mut waiting: Vec<&Term> = terms.into_iter().collect();
        waiting.sort_by(|a, b| (a.taxonomy, &a.key).cmp(&(b.taxonomy, &b.key)));
        // Each round adds the terms whose parents and members are there; what a round cannot add
        // hangs in the air or in a circle. Going back and forth, a round follows a chain of terms in
        // the order of their keys, or against it, to its end.
        loop {
            let before = waiting.len();
            waiting.retain(|term| !taxonomy.add(term, &mut problems));
            if waiting.len() == before {
                break;
            }
            waiting.reverse();
        }
        let names: HashSet<_> = waiting.iter().map(|term| (term.taxonomy, term.key.as_str())).collect();
        problems.extend(waiting.iter().take(MAX_EXPLAINED).map(|term| taxonomy.explain(term, &names)));
        if problems.is_empty() { Ok(taxonomy) } else { Err(problems) }
    }

    /// The terms of one taxonomy.
    #[must_use]
    pub const fn table(&self, kind: TaxonomyKind) -> &TermTable {
        let [category, purpose, subject, region, safeguard] = &self.tables;
        match kind {
            TaxonomyKind::Category => category,
            TaxonomyKind::Purpose => purpose,
            TaxonomyKind::Subject => subject,
            TaxonomyKind::Region => region,
            TaxonomyKind::Safeguard => safeguard,
        }
    }

    /// What is known of a term.
    #[must_use]
    pub fn get(&self, kind: TaxonomyKind, key: &str) -> Option<&TermInfo> {
        let table = self.table(kind);
        table.find(key).and_then(|term| table.get(term))
    }

    /// The adequacy decisions behind the group `adequate`.
    #[must_use]
    pub fn adequacy_decisions(&self) -> &[AdequacyDecision] {
        &self.decisions
    }

    /// The sentence that refuses a key which is no term of `kind`.
    #[must_use]
    pub fn unknown(&self, kind: TaxonomyKind, key: &str) -> String {
        let names: Vec<&str> = self.table(kind).iter().map(|(_, info)| info.key.as_str()).collect();
        let what = kind.prefix();
        format!("`{key}` is no {what} of the taxonomy{}", hint(key, &names))
    }

    /// Adds a term when everything it stands on is there; `true` when it is dealt with.
    fn add(&mut self, term: &Term, problems: &mut Vec<TermProblem>) -> bool {
        let mut refuse = |field, message| {
            problems.push(TermProblem { taxonomy: term.taxonomy, key: term.key.clone(), field, message });
            true
        };
        let Some(table) = self.tables.get_mut(term.taxonomy.position()) else { return true };
        if table.find(term.key.as_str()).is_some() {
            return refuse("key", format!("`{}` is a term that comes with Kept; choose another key", term.key));
        }
        if term.members.is_recorded() && term.taxonomy != TaxonomyKind::Region {
            return refuse("members", "only a REGION has members; put terms under a parent instead".to_owned());
        }
        let parent = match term.parent_key() {
            None => None,
            Some(parent) => match table.find(parent) {
                Some(parent) => Some(parent),
                None => return false,
            },
        };
        if term.members.iter().any(|member| table.find(member.as_str()).is_none()) {
            return false;
        }
        let info = TermInfo {
            key: term.key.clone(),
            name: term.name.clone(),
            description: term.description.clone(),
            parent,
            built_in: false,
            members: term.members.clone(),
            dpv: Vec::new(),
            tcf: Vec::new(),
            gdpr: Vec::new(),
        };
        match table.push(info) {
            Some(_) => true,
            None => refuse("key", "a taxonomy holds at most 65,536 terms".to_owned()),
        }
    }

    fn explain(&self, term: &Term, waiting: &HashSet<(TaxonomyKind, &str)>) -> TermProblem {
        let problem = |field, message| TermProblem { taxonomy: term.taxonomy, key: term.key.clone(), field, message };
        let table = self.table(term.taxonomy);
        let is_waiting = |key: &str| waiting.contains(&(term.taxonomy, key));
        for member in &term.members {
            if table.find(member.as_str()).is_none() && !is_waiting(member.as_str()) {
                return problem("members", self.unknown(term.taxonomy, member.as_str()));
            }
        }
        match term.parent_key() {
            Some(parent) if table.find(parent).is_none() && !is_waiting(parent) => {
                problem("parent", self.unknown(term.taxonomy, parent))
            }
            Some(parent) => problem(
                "parent",
                format!(
                    "`{}` and `{parent}` stand in a circle or above one; give one of them another parent",
                    term.key
                ),
            ),
            None => problem("members", format!("the members of `{}` stand in a circle", term.key)),
        }
    }
}
