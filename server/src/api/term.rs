//! Taxonomies and their terms.

mod ask;

use std::sync::Arc;

use async_graphql::{ID, Object};
use kept_schema::taxonomy::{TermInfo, TermIx};
use kept_schema::{NodeId, TermKey, Text};

pub(crate) use ask::{TaxonomyQuery, TermMutation};

use super::words::TaxonomyKind;
use crate::app::Snapshot;

/// A term as it was in a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct TermObject {
    snapshot: Arc<Snapshot>,
    taxonomy: kept_schema::TaxonomyKind,
    term: TermIx,
    info: TermInfo,
}

impl TermObject {
    pub(super) fn find(snapshot: &Arc<Snapshot>, taxonomy: kept_schema::TaxonomyKind, key: &str) -> Option<Self> {
        let table = snapshot.register().taxonomy().table(taxonomy);
        table.find(key).and_then(|term| Self::at(snapshot, taxonomy, term))
    }

    fn at(snapshot: &Arc<Snapshot>, taxonomy: kept_schema::TaxonomyKind, term: TermIx) -> Option<Self> {
        let info = snapshot.register().taxonomy().table(taxonomy).get(term)?.clone();
        Some(Self { snapshot: snapshot.clone(), taxonomy, term, info })
    }

    /// The terms of a taxonomy that are wanted, parents before what stands under them.
    fn list(
        snapshot: &Arc<Snapshot>,
        taxonomy: kept_schema::TaxonomyKind,
        wanted: impl Fn(&TermInfo) -> bool,
    ) -> Vec<Self> {
        let table = snapshot.register().taxonomy().table(taxonomy);
        let terms = table.iter().filter(|(_, info)| wanted(info));
        terms.map(|(term, info)| Self { snapshot: snapshot.clone(), taxonomy, term, info: info.clone() }).collect()
    }
}

fn texts(texts: &[Text]) -> Vec<&str> {
    texts.iter().map(Text::as_str).collect()
}

/// An entry of a taxonomy: a data category, a purpose, a group of people, a region or a safeguard. A term covers itself
/// and everything under it.
#[Object(name = "Term")]
impl TermObject {
    /// Its global id, such as `term:category/user.contact.email`.
    pub(crate) async fn id(&self) -> ID {
        NodeId::Term(self.taxonomy, self.info.key.clone()).to_string().into()
    }

    /// Its key, such as `user.contact.email`, `DE` or `eea`.
    pub(crate) async fn key(&self) -> String {
        self.info.key.to_string()
    }

    /// What people call it: its name.
    pub(crate) async fn title(&self) -> String {
        self.info.name.to_string()
    }

    /// The taxonomy it belongs to.
    async fn taxonomy(&self) -> TaxonomyKind {
        self.taxonomy.into()
    }

    /// Its name.
    async fn name(&self) -> &str {
        &self.info.name
    }

    /// What it means.
    async fn description(&self) -> Option<&str> {
        self.info.description.as_deref()
    }

    /// The term above it; null for a root.
    async fn parent(&self) -> Option<TermObject> {
        self.info.parent.and_then(|parent| Self::at(&self.snapshot, self.taxonomy, parent))
    }

    /// The terms right under it.
    #[graphql(complexity = "10 * child_complexity + 1")]
    async fn children(&self) -> Vec<TermObject> {
        Self::list(&self.snapshot, self.taxonomy, |info| info.parent == Some(self.term))
    }

    /// The regions of a group of regions; empty for anything else, and for groups that are worked out, such as `world`.
    async fn members(&self) -> Vec<&str> {
        self.info.members.iter().map(TermKey::as_str).collect()
    }

    /// Whether it came with Kept; others were added to this register.
    async fn built_in(&self) -> bool {
        self.info.built_in
    }

    /// Corresponding terms of the W3C Data Privacy Vocabulary, such as `pd:EmailAddress`.
    async fn dpv(&self) -> Vec<&str> {
        texts(&self.info.dpv)
    }

    /// Corresponding ids of the IAB Transparency and Consent Framework, such as `data:6` or `purpose:2`.
    async fn tcf(&self) -> Vec<&str> {
        texts(&self.info.tcf)
    }

    /// The provisions of the GDPR it stands for, such as `32(1)(a)`.
    async fn gdpr(&self) -> Vec<&str> {
        texts(&self.info.gdpr)
    }

    /// The revision of the register that last changed it: give it as `expectedRevision`. Null for a term that came with
    /// Kept, which cannot be changed.
    async fn revision(&self) -> Option<u64> {
        self.snapshot.register().revision_of(&NodeId::Term(self.taxonomy, self.info.key.clone()))
    }
}
