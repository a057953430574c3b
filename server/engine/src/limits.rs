//! The limits of commitments against one hop (PRODUCT, semantics 5, 6 and 9).

use kept_schema::notice::OnwardSharing;
use kept_schema::taxonomy::TermIx;
use kept_schema::{
    Consent, Consideration, Duration, Limits, Party, PartyKey, RecipientSelector, TaxonomyKind, TermList,
};

use crate::compare::{Comparer, at_most};
use crate::{Aspect, Verdict};

/// The aspects that `limits` limits, in order.
pub(crate) fn limited(limits: &Limits) -> Vec<Aspect> {
    let given = |aspect: Aspect| match aspect {
        Aspect::Purpose => limits.only_purposes.is_recorded() || limits.never_purposes.is_recorded(),
        Aspect::Recipient => !limits.only_recipients.is_empty() || !limits.never_recipients.is_empty(),
        Aspect::Region => limits.only_regions.is_recorded() || limits.never_regions.is_recorded(),
        Aspect::Retention => limits.max_retention.is_some(),
        Aspect::Safeguard => limits.safeguards.is_recorded(),
        Aspect::Consent => limits.consent.is_some_and(|consent| consent != Consent::None),
        Aspect::Sale => limits.never_sold,
        Aspect::Contract => limits.contract_required,
        Aspect::Onward => limits.onward_sharing == Some(OnwardSharing::Forbidden),
        Aspect::Category | Aspect::Subject | Aspect::Clause => false,
    };
    Aspect::ALL.iter().copied().filter(|aspect| given(*aspect)).collect()
}

/// Whether two commitments state the same limit of an aspect.
pub(crate) fn same(aspect: Aspect, a: &Limits, b: &Limits) -> bool {
    match aspect {
        Aspect::Purpose => (&a.only_purposes, &a.never_purposes) == (&b.only_purposes, &b.never_purposes),
        Aspect::Recipient => (&a.only_recipients, &a.never_recipients) == (&b.only_recipients, &b.never_recipients),
        Aspect::Region => (&a.only_regions, &a.never_regions) == (&b.only_regions, &b.never_regions),
        Aspect::Retention => a.max_retention == b.max_retention,
        Aspect::Safeguard => a.safeguards == b.safeguards,
        Aspect::Consent => a.consent == b.consent,
        Aspect::Sale => a.never_sold == b.never_sold,
        Aspect::Contract => a.contract_required == b.contract_required,
        Aspect::Onward => a.onward_sharing == b.onward_sharing,
        Aspect::Category | Aspect::Subject | Aspect::Clause => false,
    }
}

/// Whether a limit is asked only of hops that leave the one who gave the notice.
pub(crate) const fn only_of_leaving(aspect: Aspect) -> bool {
    matches!(aspect, Aspect::Recipient | Aspect::Consent | Aspect::Sale | Aspect::Contract | Aspect::Onward)
}

/// "Only" and "never" of listed terms; the worst counts.
fn only_and_never<'a>(
    comparer: &Comparer<'a>,
    kind: TaxonomyKind,
    (only, never): (&'a TermList, &'a TermList),
    listed: &[TermIx],
) -> Verdict {
    let only = if only.is_recorded() { comparer.only(kind, only, listed) } else { Verdict::Kept };
    let never = if never.is_recorded() { comparer.never(kind, never, listed) } else { Verdict::Kept };
    only.max(never)
}

pub(crate) fn purposes<'a>(comparer: &Comparer<'a>, limits: &'a Limits, listed: &[TermIx]) -> Verdict {
    only_and_never(comparer, TaxonomyKind::Purpose, (&limits.only_purposes, &limits.never_purposes), listed)
}

pub(crate) fn regions<'a>(comparer: &Comparer<'a>, limits: &'a Limits, listed: &[TermIx]) -> Verdict {
    only_and_never(comparer, TaxonomyKind::Region, (&limits.only_regions, &limits.never_regions), listed)
}

pub(crate) fn safeguards<'a>(comparer: &Comparer<'a>, limits: &'a Limits, listed: &[TermIx]) -> Verdict {
    comparer.at_least(TaxonomyKind::Safeguard, &limits.safeguards, listed)
}

pub(crate) fn retention(limits: &Limits, recorded: Option<Duration>) -> Verdict {
    limits.max_retention.map_or(Verdict::Kept, |limit| at_most(limit, recorded))
}

/// A recipient, being the party itself or its operator, against "only" and "never".
pub(crate) fn recipient(limits: &Limits, recipient: [&Party; 2]) -> Verdict {
    let only = &limits.only_recipients;
    let outside = !only.is_empty() && !matches(only, recipient);
    if outside || matches(&limits.never_recipients, recipient) { Verdict::Broken } else { Verdict::Kept }
}

pub(crate) fn consent(limits: &Limits, recorded: Option<Consent>) -> Verdict {
    let strength = |consent| match consent {
        Consent::None => 0,
        Consent::OptOut => 1,
        Consent::OptIn => 2,
    };
    match (limits.consent, recorded) {
        (None | Some(Consent::None), _) => Verdict::Kept,
        (Some(_), None) => Verdict::Unproven,
        (Some(least), Some(recorded)) if strength(recorded) >= strength(least) => Verdict::Kept,
        (Some(_), Some(_)) => Verdict::Broken,
    }
}

pub(crate) const fn sale(limits: &Limits, recorded: Option<Consideration>) -> Verdict {
    match (limits.never_sold, recorded) {
        (false, _) | (true, Some(Consideration::None | Consideration::Service)) => Verdict::Kept,
        (true, None) => Verdict::Unproven,
        (true, Some(Consideration::Sale | Consideration::CrossContextAdvertising)) => Verdict::Broken,
    }
}

/// Whether a selector selects a party, being itself or its operator. One that selects by nothing
/// selects nobody here; callers decide what it means.
pub(crate) fn matches(selector: &RecipientSelector, recipient: [&Party; 2]) -> bool {
    recipient.iter().any(|party| {
        selector.kinds.contains(&party.kind)
            || selector.parties.contains(&party.key)
            || selector.tags.iter().any(|tag| party.tags.contains(tag))
    })
}

/// How a hop stands to the one who gave a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    /// The ends have different operators and the recipient's is not the giver.
    pub(crate) leaves: bool,
    /// The source is neither the giver's nor ours.
    pub(crate) onward: bool,
}

impl Position {
    pub(crate) fn new<K: PartialEq>([source, recipient]: [&K; 2], giver: &K, source_is_own: bool) -> Self {
        Self { leaves: source != recipient && recipient != giver, onward: source != giver && !source_is_own }
    }

    /// The verdict of a limit that forbids sharing onward.
    pub(crate) const fn forbidden_onward(self) -> Verdict {
        if self.leaves && self.onward { Verdict::Broken } else { Verdict::Kept }
    }
}

/// The position of a hop by the keys of its operators.
pub(crate) fn position(register: &kept_schema::Register, flow: &kept_schema::Flow, giver: &PartyKey) -> Position {
    let ends = [register.operator_of(&flow.source), register.operator_of(&flow.recipient)];
    Position::new(ends, giver, register.is_own(&flow.source))
}
