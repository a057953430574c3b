//! Which sharings users were told of (PRODUCT, semantics 10).

use std::collections::BTreeMap;

use kept_schema::taxonomy::TermIx;
use kept_schema::{Notice, NoticeKey, Party, Promise, PromiseKind, Shares, TaxonomyKind};

use crate::compare::Comparer;
use crate::finding::capped;
use crate::graph::{TermSet, Terms};
use crate::limits::matches;
use crate::scene::Scene;
use crate::{SharingGraph, Verdict};

/// Systems with the same notices in force, and what these disclose.
#[derive(Debug)]
pub(crate) struct Sharers<'a> {
    /// The systems, in order.
    pub(crate) systems: Vec<u32>,
    /// The notices, by key; never none.
    pub(crate) notices: Vec<&'a Notice>,
    /// Who gives them: the operator of the systems.
    pub(crate) giver: u32,
    /// The disclosures of these notices, by key.
    pub(crate) disclosures: Vec<&'a Promise>,
}

/// The systems that notices in force speak for, together when the same notices do.
pub(crate) fn sharers<'a>(scene: &Scene<'a>) -> Vec<Sharers<'a>> {
    let mut notices_of: BTreeMap<u32, Vec<&'a Notice>> = BTreeMap::new();
    for notice in scene.notices() {
        for system in scene.graph.systems_of(notice) {
            notices_of.entry(system).or_default().push(notice);
        }
    }
    let mut groups: BTreeMap<Vec<&'a NoticeKey>, Sharers<'a>> = BTreeMap::new();
    for (system, notices) in notices_of {
        let keys = notices.iter().map(|notice| &notice.key).collect();
        let group = groups.entry(keys).or_insert_with(|| Sharers {
            systems: Vec::new(),
            giver: scene.graph.operator(system),
            notices,
            disclosures: Vec::new(),
        });
        group.systems.push(system);
    }
    let disclosures = scene.register.promises().values().filter(|promise| promise.kind == PromiseKind::Disclosure);
    let mut by_notice: BTreeMap<&'a NoticeKey, Vec<&'a Promise>> = BTreeMap::new();
    for promise in disclosures {
        if let Some(notice) = &promise.notice {
            by_notice.entry(notice).or_default().push(promise);
        }
    }
    for group in groups.values_mut() {
        let of = |notice: &&'a Notice| by_notice.get(&notice.key).into_iter().flatten().copied();
        group.disclosures = group.notices.iter().flat_map(of).collect();
    }
    groups.into_values().collect()
}

/// Whether what a disclosure says of purposes covers one; a purpose that is not recorded is
/// UNPROVEN against named ones.
pub(crate) fn purpose<'a>(comparer: &Comparer<'a>, disclosure: &'a Promise, purpose: Option<TermIx>) -> Verdict {
    match disclosure.shares.as_ref().map(|shares| &shares.purposes) {
        Some(named) if named.is_recorded() => comparer.only(TaxonomyKind::Purpose, named, purpose.as_slice()),
        _ => Verdict::Kept,
    }
}

/// Whether a disclosure speaks of a recipient, being a party or its operator.
pub(crate) fn names(disclosure: &Promise, recipient: [&Party; 2]) -> bool {
    let named = |shares: &Shares| shares.recipients.is_empty() || matches(&shares.recipients, recipient);
    disclosure.shares.as_ref().is_none_or(named)
}

/// A category that is shared and not disclosed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Untold {
    pub(crate) category: TermIx,
    /// How wrong it is, given how certainly the category travels.
    pub(crate) verdict: Verdict,
    /// How far it is from being disclosed.
    pub(crate) breach: Verdict,
}

/// What of the categories that are shared is not disclosed, where `breach` says how far one is from being disclosed. Each
/// stands for those under it; but under one of which nothing is shown to be wrong, what is shown to be is told too: listing
/// something broad beside it does not hide it.
pub(crate) fn untold(graph: &SharingGraph, shared: &Terms, mut breach: impl FnMut(TermIx) -> Verdict) -> Vec<Untold> {
    let mut of = |category: TermIx| {
        let breach = breach(category);
        Untold { category, verdict: capped(breach, shared.certainty(category)), breach }
    };
    let mut found: Vec<Untold> = graph.topmost(&shared.possible).map(&mut of).collect();
    let open = found.iter().filter(|untold| untold.verdict == Verdict::Unproven).map(|untold| untold.category);
    let under = shared.certain.and(&TermSet::down(graph.categories(), open));
    let broken = graph.category_terms(&under).filter(|category| of(*category).verdict == Verdict::Broken);
    let broken = TermSet::of(broken);
    found.extend(graph.topmost(&broken).map(of));
    found.retain(|untold| untold.verdict != Verdict::Kept);
    found
}

/// Whether sharing a category for purposes is disclosed, given the disclosures that speak of the
/// recipient: the best disclosure counts for a purpose, the worst purpose for the category.
pub(crate) fn disclosed<'a>(
    comparer: &Comparer<'a>,
    disclosures: &[&'a Promise],
    category: TermIx,
    purposes: &[TermIx],
) -> Verdict {
    let unknown = [None];
    let known: Vec<Option<TermIx>> = purposes.iter().copied().map(Some).collect();
    let purposes = if known.is_empty() { &unknown[..] } else { &known };
    let by_one = |disclosure: &&'a Promise, wanted: Option<TermIx>| {
        let category = comparer.only(TaxonomyKind::Category, &disclosure.scope.categories, &[category]);
        category.max(purpose(comparer, disclosure, wanted))
    };
    let best = |wanted: &Option<TermIx>| {
        disclosures.iter().map(|disclosure| by_one(disclosure, *wanted)).min().unwrap_or(Verdict::Broken)
    };
    purposes.iter().map(best).max().unwrap_or(Verdict::Broken)
}
