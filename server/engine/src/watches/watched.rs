//! Commitments about data on the same travel, looked at together.

use std::rc::Rc;

use super::{Side, Watch};
use crate::graph::{Row, SharingGraph, Terms, Travel, Usage};
use crate::known::Known;
use crate::limits::{self, Position};
use crate::scene::{Examined, Scene};
use crate::{Aspect, Verdict, rules};

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

/// Commitments about data on the same travel, and which of them a flow may break, by what many flows have in common.
/// Nearly every flow keeps all of them, and that is told by looking at numbers.
#[derive(Debug)]
pub(crate) struct Watched<'a> {
    pub(crate) travel: Rc<Travel<'a>>,
    /// At most [`MOST_TOGETHER`].
    pub(crate) watches: Vec<Watch<'a>>,
    /// Those that ask for a contract.
    contract: Accused,
    /// Of these, those of givers that are not ours.
    contract_of_others: Accused,
    /// Those about passing data on.
    onward: Accused,
    /// Those that rule out a sale.
    sale: Accused,
    purposes: Known<Accused>,
    regions: Known<Accused>,
    handlings: Known<Accused>,
    recipients: Known<Accused>,
}

/// Some of the commitments that are watched together: a bit each.
type Accused = u64;

const MOST_TOGETHER: usize = Accused::BITS as usize;

impl<'a> Watched<'a> {
    /// Commitments about the same travel.
    pub(crate) fn of(graph: &SharingGraph, travel: &Rc<Travel<'a>>, watches: Vec<Watch<'a>>) -> Vec<Self> {
        let mut all = Vec::new();
        let mut watches = watches.into_iter().peekable();
        while watches.peek().is_some() {
            all.push(Self::new(graph, travel.clone(), watches.by_ref().take(MOST_TOGETHER).collect()));
        }
        all
    }

    fn new(graph: &SharingGraph, travel: Rc<Travel<'a>>, watches: Vec<Watch<'a>>) -> Self {
        let contract = accused(&watches, |watch| watch.limits(|side| matches!(side, Side::Contract)));
        let others = accused(&watches, |watch| !graph.is_own(watch.giver));
        let onward = accused(&watches, |watch| watch.limits(|side| matches!(side, Side::Onward)));
        let sale = accused(&watches, |watch| watch.limits.never_sold);
        Self {
            travel,
            watches,
            contract,
            contract_of_others: contract & others,
            onward,
            sale,
            purposes: Known::default(),
            regions: Known::default(),
            handlings: Known::default(),
            recipients: Known::default(),
        }
    }

    /// Without those that are not wanted.
    pub(crate) fn only(self, graph: &SharingGraph, is_wanted: impl Fn(&Watch<'a>) -> bool) -> Self {
        let watches = self.watches.into_iter().filter(|watch| is_wanted(watch)).collect();
        Self::new(graph, self.travel, watches)
    }

    /// Those that a flow may break, going by what it declares and by the kind of recipient.
    #[inline]
    fn declared(&self, scene: &Scene<'_>, row: &Row, (usage, recipient): (Usage, u32)) -> Accused {
        let by = |concerns: fn(&Side) -> bool| {
            move || {
                let breaks = |watch: &Watch<'_>| {
                    watch.limits(|side| {
                        concerns(side) && side.declared_verdict(scene, row, watch.limits, usage) != Verdict::Kept
                    })
                };
                accused(&self.watches, breaks)
            }
        };
        self.purposes.get_or(usage.purposes, by(|side| matches!(side, Side::ByPurposes(_))))
            | self.regions.get_or(usage.regions, by(|side| matches!(side, Side::ByRegions(_))))
            | self.handlings.get_or(row.handling, by(|side| matches!(side, Side::ByHandling(..))))
            | self.recipients.get_or(recipient, by(|side| matches!(side, Side::ByRecipient(_))))
    }

    /// Whether a flow may break some of them, going by what it declares. For data of ours contracts are not looked at:
    /// whatever they do not cover is a finding already.
    fn suspects(&self, scene: &Scene<'_>, row: &Row, declared: (Usage, u32)) -> bool {
        let accused = self.declared(scene, row, declared) | self.onward | self.contract_of_others;
        self.is_about_one(row, accused) || self.is_about_one(row, self.sale) && rules::lost_by(scene, row).is_some()
    }

    /// Whether some of these are about what a flow carries.
    fn is_about_one(&self, row: &Row, accused: Accused) -> bool {
        if accused == 0 {
            return false;
        }
        let carried = self.travel.carried(row);
        !carried.is_empty() && self.among(accused).any(|watch| watch.is_about(&carried))
    }

    fn among(&self, accused: Accused) -> impl Iterator<Item = &Watch<'a>> {
        self.watches.iter().zip(0..).filter(move |(_, place)| accused >> place & 1 == 1).map(|(watch, _)| watch)
    }
}

/// Those of at most [`MOST_TOGETHER`] for which this is so.
fn accused<'w, 'a: 'w>(watches: &'w [Watch<'a>], is_so: impl Fn(&Watch<'a>) -> bool) -> Accused {
    let accuse = |place| Accused::from(watches.get(place).is_some_and(&is_so)) << place;
    (0..watches.len().min(MOST_TOGETHER)).fold(0, |accused, place| accused | accuse(place))
}

/// Tells of everything that a flow does against some commitments.
pub(crate) fn breaches<'a>(
    examined: &Examined<'_, 'a>,
    watched: &[Watched<'a>],
    mut tell: impl FnMut(&Breach<'_, 'a>),
) {
    let Examined { scene, row, .. } = *examined;
    let graph = scene.graph;
    if watched.is_empty() {
        return;
    }
    let (usage, source_is_own) = (graph.usage(row), graph.is_own(row.source));
    let recipient = scene.kind_of_recipient(row.recipient);
    let ends = [graph.operator(row.source), graph.operator(row.recipient)];
    for together in watched {
        let mut accused = together.declared(scene, row, (usage, recipient)) | together.onward;
        if together.contract != 0 && examined.contract_verdict() != Verdict::Kept {
            accused |= together.contract;
        }
        if accused == 0 {
            continue;
        }
        let travel = &*together.travel;
        let carried = travel.carried(row);
        if carried.is_empty() {
            continue;
        }
        for watch in together.among(accused).filter(|watch| watch.is_about(&carried)) {
            let position = Position::new([&ends[0], &ends[1]], &watch.giver, source_is_own);
            for (aspect, side) in &watch.sides {
                if limits::only_of_leaving(*aspect) && !position.leaves {
                    continue;
                }
                let verdict = side.verdict(examined, watch.limits, usage, position);
                if verdict == Verdict::Kept {
                    continue;
                }
                tell(&Breach { travel, watch, aspect: *aspect, carried: watch.in_scope(&carried), verdict });
            }
        }
    }
}

/// Tells of the flows that may break some commitments, going by what they declare. `true` when contracts
/// count as well.
pub(crate) fn suspects<'a>(scene: &Scene<'a>, watched: &[Watched<'a>], mut tell: impl FnMut(u32)) -> bool {
    let graph = scene.graph;
    for (flow, row) in graph.rows() {
        let declared = (graph.usage(row), scene.kind_of_recipient(row.recipient));
        if watched.iter().any(|together| together.suspects(scene, row, declared)) {
            tell(flow);
        }
    }
    watched.iter().any(|together| together.contract != 0)
}
