//! Commitments as flows are compared with them: those of notices in force, and those of old ones.

mod message;
mod side;
mod watched;

pub(crate) use message::message;
pub(crate) use watched::{Breach, Watched, breaches, suspects};

use std::collections::{BTreeMap, BTreeSet};

use kept_schema::taxonomy::TermIx;
use kept_schema::{Day, Limits, Notice, NoticeKey, Promise, PromiseKey, PromiseKind, Register, TaxonomyKind, TermList};

use self::side::Side;
use crate::Aspect;
use crate::graph::{TermSet, Terms};
use crate::limits;
use crate::scene::Scene;

/// The subjects a promise is about: its own, else the audience of its notice, else everyone.
pub(crate) fn subjects_of<'a>(promise: &'a Promise, notice: &'a Notice) -> &'a TermList {
    if promise.scope.subjects.is_recorded() { &promise.scope.subjects } else { &notice.audience.subjects }
}

/// A commitment that some flow may not keep.
#[derive(Debug)]
pub(crate) struct Watch<'a> {
    pub(crate) promise: &'a Promise,
    pub(crate) notice: &'a Notice,
    pub(crate) limits: &'a Limits,
    pub(crate) giver: u32,
    /// The categories in scope; all when `None`.
    pub(crate) scope: Option<TermSet>,
    sides: Vec<(Aspect, Side)>,
}

/// Commitments by the origins and subjects they share.
pub(crate) type Watches<'a> = BTreeMap<(Vec<u32>, Vec<TermIx>), Vec<Watch<'a>>>;

/// The commitments of some notices.
pub(crate) fn watches<'a>(scene: &Scene<'a>, of: &[&'a Notice]) -> Watches<'a> {
    let graph = scene.graph;
    let notices: BTreeMap<_, (&Notice, Vec<u32>)> =
        of.iter().map(|notice| (&notice.key, (*notice, graph.systems_of(notice)))).collect();
    let mut watches: Watches<'a> = BTreeMap::new();
    if notices.is_empty() {
        return watches;
    }
    for promise in scene.register.promises().values().map(|promise| &promise.value) {
        let (PromiseKind::Commitment, Some(limits)) = (promise.kind, &promise.limits) else { continue };
        let Some((notice, origins)) = promise.notice.as_ref().and_then(|notice| notices.get(notice)) else { continue };
        let Some(giver) = notice.by.as_ref().and_then(|by| graph.party_number(by)) else { continue };
        let mut subjects: Vec<TermIx> =
            scene.comparer.table(TaxonomyKind::Subject).find_all(subjects_of(promise, notice)).collect();
        subjects.sort_unstable();
        subjects.dedup();
        let categories = &promise.scope.categories;
        let scope = || TermSet::down(graph.categories(), graph.categories().find_all(categories));
        let sides: Vec<(Aspect, Side)> =
            limits::limited(limits).into_iter().map(|aspect| (aspect, Side::new(aspect))).collect();
        if !sides.is_empty() {
            let scope = categories.is_recorded().then(scope);
            let watch = Watch { promise, notice, limits, giver, scope, sides };
            watches.entry((origins.clone(), subjects)).or_default().push(watch);
        }
    }
    watches
}

/// The commitments of old notices, without what the promises of today say anyway.
pub(crate) fn old_watches<'a>(scene: &Scene<'a>) -> Watches<'a> {
    let all = scene.register.notices().values().map(|notice| &notice.value);
    let agreed = agreed_anew(scene.register, scene.day);
    let old: Vec<&Notice> =
        all.filter(|notice| last_day(scene.register, notice, &agreed, scene.day).is_some()).collect();
    let mut old = watches(scene, &old);
    if old.is_empty() {
        return old;
    }
    let today = watches(scene, scene.notices());
    for (key, watches) in &mut old {
        let today = today.get(key).map_or(&[][..], Vec::as_slice);
        for watch in watches.iter_mut() {
            let says = |other: &&Watch<'_>| other.giver == watch.giver && other.scope == watch.scope;
            let same: Vec<&Watch<'_>> = today.iter().filter(says).collect();
            let limits = watch.limits;
            watch.sides.retain(|(aspect, _)| !same.iter().any(|other| limits::same(*aspect, limits, other.limits)));
        }
        watches.retain(|watch| !watch.sides.is_empty());
    }
    old.retain(|_, watches| !watches.is_empty());
    old
}

/// What is asked of old commitments, by promise.
pub(crate) fn asked_of_old(scene: &Scene<'_>) -> BTreeSet<(PromiseKey, Aspect)> {
    let sides = |watch: &Watch<'_>| {
        let asked = |(aspect, _): &(Aspect, Side)| (watch.promise.key.clone(), *aspect);
        watch.sides.iter().map(asked).collect::<Vec<_>>()
    };
    old_watches(scene).values().flatten().flat_map(sides).collect()
}

/// The notices that users agreed to replace by others, by a day.
pub(crate) fn agreed_anew(register: &Register, day: Day) -> BTreeSet<&NoticeKey> {
    let mut agreed = BTreeSet::new();
    let renewed = register.notices().values().filter(|notice| notice.consent_renewed && notice.effective_on <= day);
    for notice in renewed {
        let mut earlier = notice.supersedes.as_ref();
        while let Some(key) = earlier.filter(|key| agreed.insert(*key)) {
            earlier = register.notices().get(key).and_then(|notice| notice.supersedes.as_ref());
        }
    }
    agreed
}

/// The last day of a notice that is over on a day and still binds what was collected under it.
pub(crate) fn last_day(register: &Register, notice: &Notice, agreed: &BTreeSet<&NoticeKey>, day: Day) -> Option<Day> {
    let interval = register.notice_in_force(notice);
    let until = interval.until.filter(|until| interval.from < *until && *until <= day)?;
    (!agreed.contains(&notice.key)).then(|| until.previous())
}

impl Watch<'_> {
    /// What it limits, or still limits when today's promises say the rest.
    pub(crate) fn aspects(&self) -> impl Iterator<Item = Aspect> + '_ {
        self.sides.iter().map(|(aspect, _)| *aspect)
    }

    /// Whether it limits something of this kind.
    fn limits(&self, is_of_kind: impl Fn(&Side) -> bool) -> bool {
        self.sides.iter().any(|(_, side)| is_of_kind(side))
    }

    /// What of some data is in its scope.
    pub(crate) fn in_scope(&self, carried: &Terms) -> Terms {
        self.scope.as_ref().map_or_else(|| carried.clone(), |scope| carried.and(scope))
    }

    /// Whether some of what a flow carries is in its scope.
    #[inline]
    fn is_about(&self, carried: &Terms) -> bool {
        match &self.scope {
            Some(scope) => carried.possible.intersects(scope),
            None => !carried.is_empty(),
        }
    }
}
