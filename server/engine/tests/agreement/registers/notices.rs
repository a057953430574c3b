//! Notices and their promises, with every limit.

use kept_schema::notice::{Audience, OnwardSharing};
use kept_schema::{
    Consent, Day, Limits, Notice, Party, PartyKey, PartyKind, Promise, PromiseKind, RecipientSelector, Scope, Shares,
    TermList,
};
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

use super::{CATEGORIES, PURPOSES, REGIONS, SAFEGUARDS, SUBJECTS, TAGS, days, keys, retention, terms};

#[derive(Clone, Debug)]
struct RawSelector {
    kinds: Vec<PartyKind>,
    party: Option<Index>,
    tags: Vec<&'static str>,
}

fn raw_selector() -> impl Strategy<Value = RawSelector> {
    let kinds = subsequence(PartyKind::ALL.to_vec(), 0..=2);
    (kinds, weighted(0.3, any::<Index>()), subsequence(TAGS.to_vec(), 0..=1))
        .prop_map(|(kinds, party, tags)| RawSelector { kinds, party, tags })
}

fn selector(raw: &RawSelector, parties: &[Party]) -> RecipientSelector {
    RecipientSelector {
        kinds: raw.kinds.clone(),
        parties: raw.party.iter().map(|index| index.get(parties).key.clone()).collect(),
        tags: raw.tags.iter().map(|tag| tag.parse().unwrap()).collect(),
    }
}

#[derive(Clone, Debug)]
pub(super) struct RawPromise {
    scope: Scope,
    limits: Limits,
    selectors: (Option<RawSelector>, Option<RawSelector>),
    disclosure: bool,
    purposes: TermList,
}

fn raw_promise() -> impl Strategy<Value = RawPromise> {
    let scope = (terms(CATEGORIES, 1, 2), terms(SUBJECTS, 7, 2)).prop_map(|(categories, subjects)| Scope {
        categories,
        subjects,
        regions: TermList::NOT_RECORDED,
    });
    let limits = (
        (
            terms(PURPOSES, 7, 2),
            terms(PURPOSES, 7, 2),
            terms(REGIONS, 6, 3),
            terms(REGIONS, 7, 2),
            terms(SAFEGUARDS, 7, 2),
        ),
        (
            weighted(0.3, retention().prop_map(Option::unwrap_or_default)),
            weighted(0.3, select(Consent::ALL)),
            any::<bool>(),
            any::<bool>(),
            weighted(0.4, select(OnwardSharing::ALL)),
        ),
    )
        .prop_map(|(lists, (max_retention, consent, never_sold, contract_required, onward_sharing))| Limits {
            only_purposes: lists.0,
            never_purposes: lists.1,
            only_regions: lists.2,
            never_regions: lists.3,
            safeguards: lists.4,
            only_recipients: RecipientSelector::default(),
            never_recipients: RecipientSelector::default(),
            max_retention,
            consent,
            never_sold,
            contract_required,
            onward_sharing,
        });
    let selectors = (weighted(0.4, raw_selector()), weighted(0.3, raw_selector()));
    (scope, limits, selectors, any::<bool>(), terms(PURPOSES, 4, 2)).prop_map(
        |(scope, limits, selectors, disclosure, purposes)| RawPromise {
            scope,
            limits,
            selectors,
            disclosure,
            purposes,
        },
    )
}

pub(super) fn promise(key: &str, notice: &Notice, raw: &RawPromise, parties: &[Party]) -> Promise {
    let some = |raw: &Option<RawSelector>| raw.as_ref().map(|raw| selector(raw, parties)).unwrap_or_default();
    let mut scope = raw.scope.clone();
    let (limits, shares) = if raw.disclosure {
        if scope.categories.is_empty() {
            scope.categories = keys(&["user"]);
        }
        (None, Some(Shares { purposes: raw.purposes.clone(), recipients: some(&raw.selectors.0) }))
    } else {
        let recipients = (some(&raw.selectors.0), some(&raw.selectors.1));
        let mut limits = Limits { only_recipients: recipients.0, never_recipients: recipients.1, ..raw.limits.clone() };
        if limits == Limits::default() {
            limits.never_sold = true;
        }
        (Some(limits), None)
    };
    Promise {
        key: key.parse().unwrap(),
        notice: Some(notice.key.clone()),
        kind: if raw.disclosure { PromiseKind::Disclosure } else { PromiseKind::Commitment },
        quote: None,
        section: None,
        scope,
        limits,
        shares,
    }
}

#[derive(Clone, Debug)]
pub(super) struct RawNotice {
    by: Index,
    systems: Option<Vec<bool>>,
    effective_on: Day,
    ended_on: Option<Day>,
    supersedes: bool,
    renewed: bool,
    subjects: TermList,
    pub(super) promises: Vec<RawPromise>,
}

pub(super) fn raw_notice() -> impl Strategy<Value = RawNotice> {
    (
        any::<Index>(),
        weighted(0.4, vec(any::<bool>(), 9)),
        prop_oneof![5 => days(-60..=0), 1 => days(1..=30)],
        weighted(0.1, days(-20..=60)),
        (any::<bool>(), weighted(0.3, Just(()))),
        terms(SUBJECTS, 7, 2),
        vec(raw_promise(), 0..=4),
    )
        .prop_map(|(by, systems, effective_on, ended_on, supersedes, subjects, promises)| RawNotice {
            by,
            systems,
            effective_on,
            ended_on: ended_on.map(|ended_on| ended_on.max(effective_on)),
            supersedes: supersedes.0,
            renewed: supersedes.1.is_some(),
            subjects,
            promises,
        })
}

pub(super) fn notice(
    number: usize,
    raw: &RawNotice,
    parties: &[Party],
    operated_by: impl Fn(&Party) -> PartyKey,
    earlier: Option<&Notice>,
) -> Notice {
    let gives = |party: &&Party| matches!(party.kind, PartyKind::SelfParty | PartyKind::Affiliate);
    let givers: Vec<&Party> = parties.iter().filter(gives).collect();
    // Mostly the company itself.
    let by = &givers[raw.by.index(givers.len() * 3) % (givers.len() * 3) / 3].key;
    let operated = parties.iter().filter(|party| operated_by(party) == *by);
    let named = |named: &Vec<bool>| {
        operated.zip(named).filter(|(_, named)| **named).map(|(party, _)| party.key.clone()).collect()
    };
    let supersedes = earlier.filter(|earlier| raw.supersedes && earlier.effective_on <= raw.effective_on);
    Notice {
        key: format!("n{number}").parse().unwrap(),
        title: "Notice".parse().unwrap(),
        by: Some(by.clone()),
        systems: raw.systems.as_ref().map(named).unwrap_or_default(),
        effective_on: raw.effective_on,
        ended_on: raw.ended_on,
        supersedes: supersedes.map(|earlier| earlier.key.clone()),
        consent_renewed: raw.renewed,
        audience: Audience { subjects: raw.subjects.clone(), regions: TermList::NOT_RECORDED },
        url: None,
    }
}
