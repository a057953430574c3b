//! # Commitment broken
//!
//! ## What
//! A flow, direct or passed on, does what a commitment of a notice in force says is not done: it uses
//! data for another purpose, gives it to another recipient, keeps it elsewhere, longer or with less
//! protection, without the consent, as a sale, without a contract, or onward. Each side is a finding
//! of its own.
//!
//! ## Why
//! This is the promise made to users. It binds every hop on which their data travels, down to the
//! last recipient, whatever the contracts on the way say.
//!
//! ## Source
//! GDPR Art. 5(1)(a) (fairness and transparency), 5(1)(b) (purpose limitation); FTC Act § 5, 15 U.S.C.
//! § 45(a) (deceptive practices); for sale and sharing also CCPA, Cal. Civ. Code § 1798.120; for
//! retention GDPR Art. 13(2)(a); for transfers Art. 13(1)(f).
//!
//! ## Example
//! "We keep your e-mail address in the European Economic Area": the shop gives it to a mail service
//! that keeps it in the United States.
//!
//! ## Repair
//! Change the flow (or the contract behind it) so that it stays within the limit, or end it. Changing
//! the notice does not help for data collected before. When the finding is UNPROVEN, record what is
//! missing or declare the flow more narrowly.

use std::collections::BTreeMap;

use kept_schema::taxonomy::TermIx;
use kept_schema::{Flow, Limits, Notice, Promise, PromiseKind, TaxonomyKind, TermList};

use crate::graph::{Handling, Row, TermSet, Usage};
use crate::limits::{self, Position};
use crate::scene::{Scene, Suspect, Told};
use crate::witness::Fact;
use crate::{Aspect, Finding, Rule, Verdict, prose};

/// The subjects a promise is about: its own, else the audience of its notice, else everyone.
pub(crate) fn subjects_of<'a>(promise: &'a Promise, notice: &'a Notice) -> &'a TermList {
    if promise.scope.subjects.is_recorded() { &promise.scope.subjects } else { &notice.audience.subjects }
}

/// A commitment that some flow may not keep.
struct Watch<'a> {
    promise: &'a Promise,
    limits: &'a Limits,
    giver: u32,
    /// The categories in scope; all when `None`.
    scope: Option<TermSet>,
    sides: Vec<(Aspect, Side)>,
}

/// How one aspect of a hop is judged: mostly by what many flows have in common, worked out before.
enum Side {
    ByPurposes(Vec<Verdict>),
    ByRegions(Vec<Verdict>),
    ByHandling(Vec<Verdict>),
    ByRecipient(Vec<Verdict>),
    Contract,
    Onward,
}

pub(super) fn check(scene: &Scene<'_>, findings: &mut Vec<Finding>) {
    for ((origins, subjects), watches) in watches(scene) {
        let travel = scene.travel(origins, subjects);
        for (flow, row) in travel.carrying() {
            let carried = travel.carried(row);
            let (usage, source_is_own) = (scene.graph.usage(row), scene.graph.is_own(row.source));
            let ends = [scene.graph.operator(row.source), scene.graph.operator(row.recipient)];
            for watch in &watches {
                if watch.scope.as_ref().is_some_and(|scope| !carried.possible.intersects(scope)) {
                    continue;
                }
                let position = Position::new([&ends[0], &ends[1]], &watch.giver, source_is_own);
                for (aspect, side) in &watch.sides {
                    if limits::only_of_leaving(*aspect) && !position.leaves {
                        continue;
                    }
                    let breach = side.verdict(scene, (flow, row, usage), position);
                    if breach == Verdict::Kept {
                        continue;
                    }
                    let in_scope = watch.scope.as_ref().map_or_else(|| carried.clone(), |scope| carried.and(scope));
                    let suspect = Suspect {
                        rule: Rule::CommitmentBroken,
                        aspect: Some(*aspect),
                        flow,
                        travel: &travel,
                        carried: &in_scope,
                        breach,
                        promise: Some(&watch.promise.key),
                        contract: None,
                        categories: None,
                        fact: Fact::Limit { breach },
                    };
                    let who = (scene.name(row.source), scene.name(row.recipient));
                    findings.extend(scene.finding(&suspect, |told| message(*aspect, watch.limits, told, who, breach)));
                }
            }
        }
    }
}

/// Commitments in force by the origins and subjects they share.
type Watches<'a> = BTreeMap<(Vec<u32>, Vec<TermIx>), Vec<Watch<'a>>>;

fn watches<'a>(scene: &Scene<'a>) -> Watches<'a> {
    let graph = scene.graph;
    let notices: BTreeMap<_, (&Notice, Vec<u32>)> =
        scene.notices().iter().map(|notice| (&notice.key, (*notice, graph.systems_of(notice)))).collect();
    let mut watches: Watches<'a> = BTreeMap::new();
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
        let sides: Vec<(Aspect, Side)> = limits::limited(limits)
            .into_iter()
            .map(|aspect| (aspect, Side::new(scene, limits, aspect)))
            .filter(|(_, side)| side.may_break())
            .collect();
        if !sides.is_empty() {
            let scope = categories.is_recorded().then(scope);
            let watch = Watch { promise, limits, giver, scope, sides };
            watches.entry((origins.clone(), subjects)).or_default().push(watch);
        }
    }
    watches
}

impl Side {
    fn new<'a>(scene: &Scene<'a>, limits: &'a Limits, aspect: Aspect) -> Self {
        let (graph, comparer) = (scene.graph, &scene.comparer);
        let lists = |kind, verdict: &dyn Fn(&[TermIx]) -> Verdict| {
            let lists = graph.lists(kind);
            lists.iter().map(verdict).collect()
        };
        let handlings =
            |verdict: &dyn Fn(&Handling) -> Verdict| Self::ByHandling(graph.handlings().iter().map(verdict).collect());
        match aspect {
            Aspect::Purpose => {
                Self::ByPurposes(lists(TaxonomyKind::Purpose, &|listed| limits::purposes(comparer, limits, listed)))
            }
            Aspect::Region => {
                Self::ByRegions(lists(TaxonomyKind::Region, &|listed| limits::regions(comparer, limits, listed)))
            }
            Aspect::Safeguard => {
                let safeguards = graph.lists(TaxonomyKind::Safeguard);
                handlings(&|handling| limits::safeguards(comparer, limits, safeguards.terms(handling.safeguards)))
            }
            Aspect::Retention => handlings(&|handling| limits::retention(limits, handling.retention)),
            Aspect::Consent => handlings(&|handling| limits::consent(limits, handling.consent)),
            Aspect::Sale => handlings(&|handling| limits::sale(limits, handling.consideration)),
            Aspect::Contract => Self::Contract,
            Aspect::Onward => Self::Onward,
            // Categories and subjects are the scope of a promise; nothing limits them.
            Aspect::Recipient | Aspect::Category | Aspect::Subject => {
                let verdict = |(party, _)| {
                    let parties = scene.with_operator(party);
                    parties.map_or(Verdict::Kept, |parties| limits::recipient(limits, parties))
                };
                Self::ByRecipient(graph.nodes().map(verdict).collect())
            }
        }
    }

    /// Whether there is anything it does not keep.
    fn may_break(&self) -> bool {
        match self {
            Self::ByPurposes(known) | Self::ByRegions(known) | Self::ByHandling(known) | Self::ByRecipient(known) => {
                known.iter().any(|verdict| *verdict != Verdict::Kept)
            }
            Self::Contract | Self::Onward => true,
        }
    }

    #[inline]
    fn verdict(&self, scene: &Scene<'_>, (flow, row, usage): (u32, &Row, Usage), position: Position) -> Verdict {
        let (known, number) = match self {
            Self::ByPurposes(known) => (known, usage.purposes),
            Self::ByRegions(known) => (known, usage.regions),
            Self::ByHandling(known) => (known, row.handling),
            Self::ByRecipient(known) => (known, row.recipient),
            Self::Contract => return scene.contract_verdict(flow, row),
            Self::Onward => return position.forbidden_onward(),
        };
        known.get(number as usize).copied().unwrap_or(Verdict::Kept)
    }
}

/// What the flow does and what the promise says.
fn message(aspect: Aspect, limits: &Limits, told: &Told<'_>, (source, who): (&str, &str), breach: Verdict) -> String {
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
        Aspect::Category | Aspect::Subject => format!("{who} {receives} {data}"),
    };
    format!("{text}{}", told.doubt)
}
