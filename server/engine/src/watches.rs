//! Commitments as flows are compared with them: those of notices in force, and those of old ones.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use kept_schema::taxonomy::TermIx;
use kept_schema::{
    Day, Flow, Limits, Notice, NoticeKey, Promise, PromiseKey, PromiseKind, Register, TaxonomyKind, TermList,
};

use crate::graph::{Row, TermSet, Terms, Travel, Usage};
use crate::limits::{self, Position};
use crate::scene::{Examined, Scene, Told};
use crate::{Aspect, Verdict, prose};

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

/// How one aspect of a hop is judged: mostly by what many flows have in common.
#[derive(Debug)]
enum Side {
    ByPurposes(Known),
    ByRegions(Known),
    ByHandling(Aspect, Known),
    ByRecipient(Known),
    Contract,
    Onward,
}

/// Something that a flow does although a commitment says that it is not done.
#[derive(Debug)]
pub(crate) struct Breach<'w, 'a> {
    pub(crate) travel: &'w Travel<'a>,
    pub(crate) watch: &'w Watch<'a>,
    pub(crate) aspect: Aspect,
    /// What the flow carries of the data in scope.
    pub(crate) carried: Terms,
    pub(crate) verdict: Verdict,
}

/// Commitments by the travel of the data they are about.
pub(crate) type Watched<'a> = Vec<(Rc<Travel<'a>>, Vec<Watch<'a>>)>;

/// Tells of everything that a flow does against some commitments.
pub(crate) fn breaches<'a>(
    examined: &Examined<'_, 'a>,
    watched: &[(Rc<Travel<'a>>, Vec<Watch<'a>>)],
    mut tell: impl FnMut(&Breach<'_, 'a>),
) {
    let Examined { scene, row, .. } = *examined;
    let graph = scene.graph;
    let (usage, source_is_own) = (graph.usage(row), graph.is_own(row.source));
    let ends = [graph.operator(row.source), graph.operator(row.recipient)];
    for (travel, watches) in watched {
        let carried = travel.carried(row);
        if carried.is_empty() {
            continue;
        }
        for watch in watches {
            if watch.scope.as_ref().is_some_and(|scope| !carried.possible.intersects(scope)) {
                continue;
            }
            let position = Position::new([&ends[0], &ends[1]], &watch.giver, source_is_own);
            for (aspect, side) in &watch.sides {
                if limits::only_of_leaving(*aspect) && !position.leaves {
                    continue;
                }
                let verdict = side.verdict(examined, watch.limits, usage, position);
                if verdict == Verdict::Kept {
                    continue;
                }
                let carried = watch.scope.as_ref().map_or_else(|| carried.clone(), |scope| carried.and(scope));
                tell(&Breach { travel, watch, aspect: *aspect, carried, verdict });
            }
        }
    }
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

    /// Whether a flow may break it, going by what it declares. For data of ours contracts are not looked at:
    /// whatever they do not cover is a finding already.
    fn suspects(&self, scene: &Scene<'_>, row: &Row, usage: Usage) -> bool {
        self.sides.iter().any(|(_, side)| match side {
            Side::Contract => !scene.graph.is_own(self.giver),
            Side::Onward => true,
            _ => side.declared_verdict(scene, row, self.limits, usage) != Verdict::Kept,
        })
    }
}

/// Tells of the flows that may break some commitments, going by what they declare. `true` when contracts
/// count as well.
pub(crate) fn suspects<'a>(scene: &Scene<'a>, watched: &Watched<'a>, mut tell: impl FnMut(u32)) -> bool {
    let graph = scene.graph;
    for (flow, row) in graph.rows() {
        let usage = graph.usage(row);
        let mut accused = watched.iter().filter_map(|(travel, watches)| {
            let mut watches = watches.iter().filter(|watch| watch.suspects(scene, row, usage)).peekable();
            watches.peek()?;
            Some((travel.carried(row), watches))
        });
        let in_scope = |carried: &Terms, watch: &Watch<'_>| match &watch.scope {
            Some(scope) => carried.possible.intersects(scope),
            None => !carried.is_empty(),
        };
        if accused.any(|(carried, mut watches)| watches.any(|watch| in_scope(&carried, watch))) {
            tell(flow);
        }
    }
    let mut sides = watched.iter().flat_map(|(_, watches)| watches).flat_map(|watch| &watch.sides);
    sides.any(|(_, side)| matches!(side, Side::Contract))
}

impl Side {
    fn new(aspect: Aspect) -> Self {
        match aspect {
            Aspect::Purpose => Self::ByPurposes(Known::default()),
            Aspect::Region => Self::ByRegions(Known::default()),
            Aspect::Safeguard | Aspect::Retention | Aspect::Consent | Aspect::Sale => {
                Self::ByHandling(aspect, Known::default())
            }
            Aspect::Contract => Self::Contract,
            Aspect::Onward => Self::Onward,
            // Categories and subjects are the scope of a promise; nothing limits them.
            Aspect::Recipient | Aspect::Category | Aspect::Subject | Aspect::Clause => {
                Self::ByRecipient(Known::default())
            }
        }
    }

    #[inline]
    fn verdict<'a>(
        &self,
        examined: &Examined<'_, 'a>,
        limits: &'a Limits,
        usage: Usage,
        position: Position,
    ) -> Verdict {
        match self {
            Self::Contract => examined.contract_verdict(),
            Self::Onward => position.forbidden_onward(),
            _ => self.declared_verdict(examined.scene, examined.row, limits, usage),
        }
    }

    /// What can be said from what a flow declares.
    #[inline]
    fn declared_verdict(&self, scene: &Scene<'_>, row: &Row, limits: &Limits, usage: Usage) -> Verdict {
        let (graph, comparer) = (scene.graph, &scene.comparer);
        match self {
            Self::ByPurposes(known) => known.verdict(usage.purposes, || {
                limits::purposes(comparer, limits, graph.lists(TaxonomyKind::Purpose).terms(usage.purposes))
            }),
            Self::ByRegions(known) => known.verdict(usage.regions, || {
                limits::regions(comparer, limits, graph.lists(TaxonomyKind::Region).terms(usage.regions))
            }),
            Self::ByHandling(aspect, known) => known.verdict(row.handling, || {
                let handling = graph.handling(row);
                let safeguards = graph.lists(TaxonomyKind::Safeguard).terms(handling.safeguards);
                match aspect {
                    Aspect::Retention => limits::retention(limits, handling.retention),
                    Aspect::Consent => limits::consent(limits, handling.consent),
                    Aspect::Sale => limits::sale(limits, handling.consideration),
                    _ => limits::safeguards(comparer, limits, safeguards),
                }
            }),
            Self::ByRecipient(known) => known.verdict(row.recipient, || {
                let parties = scene.with_operator(row.recipient);
                parties.map_or(Verdict::Kept, |parties| limits::recipient(limits, parties))
            }),
            Self::Contract | Self::Onward => Verdict::Unproven,
        }
    }
}

/// Verdicts that many flows have in common, by what they have in common, once they were asked for.
#[derive(Debug, Default)]
struct Known(RefCell<Vec<Option<Verdict>>>);

impl Known {
    #[inline]
    fn verdict(&self, number: u32, judge: impl FnOnce() -> Verdict) -> Verdict {
        let index = number as usize;
        if let Some(verdict) = self.0.borrow().get(index).copied().flatten() {
            return verdict;
        }
        let verdict = judge();
        let mut known = self.0.borrow_mut();
        if known.len() <= index {
            known.resize(index + 1, None);
        }
        if let Some(place) = known.get_mut(index) {
            *place = Some(verdict);
        }
        verdict
    }
}

/// What the flow does and what the promise says.
pub(crate) fn message(
    aspect: Aspect,
    limits: &Limits,
    told: &Told<'_>,
    (source, who): (&str, &str),
    breach: Verdict,
) -> String {
    let data = told.data();
    let receives = told.verb("receives", "may receive");
    let flow: &Flow = told.flow;
    let list = |terms: &TermList| prose::all(terms);
    let only_never = |only: &TermList, never: &TermList, keeps: (&str, &str)| {
        let only = only.is_recorded().then(|| format!("{} {}", keeps.0, list(only)));
        let never = never.is_recorded().then(|| format!("{} {}", keeps.1, list(never)));
        [only, never].into_iter().flatten().collect::<Vec<_>>().join(" and ")
    };
    let fully = if breach == Verdict::Unproven { "provably " } else { "" };
    let text = match aspect {
        Aspect::Purpose => {
            let does = if flow.purposes.is_recorded() {
                format!("{who} {receives} {data} for {}", list(&flow.purposes))
            } else {
                format!("It is not recorded what {who} {receives} {data} for")
            };
            let says = only_never(&limits.only_purposes, &limits.never_purposes, ("allows only", "rules out"));
            format!("{does}; the promise {says}")
        }
        Aspect::Region => {
            let does = if flow.regions.is_recorded() {
                format!("{who} {receives} {data} in {}", list(&flow.regions))
            } else {
                format!("It is not recorded where {who} {receives} {data}")
            };
            let says = only_never(&limits.only_regions, &limits.never_regions, ("keeps it in", "keeps it out of"));
            format!("{does}; the promise {says}")
        }
        Aspect::Retention => {
            let keeps = told.verb("keeps", "may keep");
            let does = match flow.retention {
                Some(retention) => format!("{who} {keeps} {data} for {}", prose::duration(retention)),
                None => format!("It is not recorded how long {who} {keeps} {data}"),
            };
            let limit = limits.max_retention.map_or_else(String::new, prose::duration);
            format!("{does}; the promise allows at most {limit}")
        }
        Aspect::Safeguard => {
            let does = if flow.safeguards.is_recorded() {
                format!("{who} {receives} {data} protected by {}", list(&flow.safeguards))
            } else {
                format!("It is not recorded how {data} is protected that {who} {receives}")
            };
            format!("{does}; the promise asks for {}", list(&limits.safeguards))
        }
        Aspect::Recipient => {
            let only = (!limits.only_recipients.is_empty())
                .then(|| format!("allows only {}", prose::selected(&limits.only_recipients)));
            let never = (!limits.never_recipients.is_empty())
                .then(|| format!("rules out {}", prose::selected(&limits.never_recipients)));
            let says = [only, never].into_iter().flatten().collect::<Vec<_>>().join(" and ");
            format!("{who} {receives} {data}; the promise {says}")
        }
        Aspect::Consent => {
            let does = match flow.consent {
                Some(consent) => format!("{who} {receives} {data} with consent {consent}"),
                None => format!("It is not recorded with what consent {who} {receives} {data}"),
            };
            let limit = limits.consent.map_or("", |consent| consent.as_str());
            format!("{does}; the promise asks for {limit}")
        }
        Aspect::Sale => match flow.consideration {
            Some(consideration) => {
                format!(
                    "{who} {receives} {data} for {consideration}; the promise is that it is never sold or shared for advertising"
                )
            }
            None => format!(
                "It is not recorded what {who} gives in return for {data}; the promise is that it is never sold or shared for advertising"
            ),
        },
        Aspect::Contract => {
            format!("{who} {receives} {data}, which contracts do not {fully}cover; the promise asks for a contract")
        }
        Aspect::Onward => {
            let passes = told.verb("passes", "may pass");
            format!("{source} {passes} {data} on to {who}; the promise forbids passing it on")
        }
        Aspect::Category | Aspect::Subject | Aspect::Clause => format!("{who} {receives} {data}"),
    };
    format!("{text}{}", told.doubt)
}
