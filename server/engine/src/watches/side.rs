//! How one limit of a commitment is held against a flow.

use kept_schema::{Limits, TaxonomyKind};

use crate::graph::{Row, Usage};
use crate::known::Known;
use crate::limits::{self, Position};
use crate::scene::{Examined, Scene};
use crate::{Aspect, Verdict};

/// How one aspect of a hop is judged: mostly by what many flows have in common.
#[derive(Debug)]
pub(super) enum Side {
    ByPurposes(Known<Verdict>),
    ByRegions(Known<Verdict>),
    ByHandling(Aspect, Known<Verdict>),
    ByRecipient(Known<Verdict>),
    Contract,
    Onward,
}

impl Side {
    pub(super) fn new(aspect: Aspect) -> Self {
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
    pub(super) fn verdict<'a>(
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
    pub(super) fn declared_verdict(&self, scene: &Scene<'_>, row: &Row, limits: &Limits, usage: Usage) -> Verdict {
        let (graph, comparer) = (scene.graph, &scene.comparer);
        match self {
            Self::ByPurposes(known) => known.get_or(usage.purposes, || {
                limits::purposes(comparer, limits, graph.lists(TaxonomyKind::Purpose).terms(usage.purposes))
            }),
            Self::ByRegions(known) => known.get_or(usage.regions, || {
                limits::regions(comparer, limits, graph.lists(TaxonomyKind::Region).terms(usage.regions))
            }),
            Self::ByHandling(aspect, known) => known.get_or(row.handling, || {
                let handling = graph.handling(row);
                let safeguards = graph.lists(TaxonomyKind::Safeguard).terms(handling.safeguards);
                match aspect {
                    Aspect::Retention => limits::retention(limits, handling.retention),
                    Aspect::Consent => limits::consent(limits, handling.consent),
                    Aspect::Sale => limits::sale(limits, handling.consideration),
                    _ => limits::safeguards(comparer, limits, safeguards),
                }
            }),
            Self::ByRecipient(known) => known.get_or(scene.kind_of_recipient(row.recipient), || {
                let parties = scene.with_operator(row.recipient);
                parties.map_or(Verdict::Kept, |parties| limits::recipient(limits, parties))
            }),
            Self::Contract | Self::Onward => Verdict::Unproven,
        }
    }
}
