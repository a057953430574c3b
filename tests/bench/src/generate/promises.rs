//! Notices and promises that are mostly kept.

use fastrand::Rng;
use kept_schema::notice::Audience;
use kept_schema::record::Record;
use kept_schema::{Consent, Limits, Notice, PartyKey, Promise, PromiseKind, RecipientSelector, Scope, Shares};

use super::tables::{self, Habit};
use super::{days_ago, days_ahead, pick, read, terms};

/// A notice; from the number `lines` on, one that takes the place of the notice `lines` before it.
pub(super) fn notice(number: usize, lines: usize, systems: Vec<PartyKey>) -> Record {
    let key = format!("notice-{number:03}");
    let superseded = number.checked_sub(lines);
    Record::Notice(Notice {
        key: read(&key),
        title: read(&format!("Privacy {key}")),
        by: Some(read("acme")),
        systems,
        effective_on: match superseded {
            None => days_ago(700),
            Some(place) if place.is_multiple_of(2) => days_ago(200),
            Some(_) => days_ahead(120),
        },
        ended_on: None,
        supersedes: superseded.map(|earlier| read(&format!("notice-{earlier:03}"))),
        consent_renewed: false,
        audience: Audience::default(),
        url: None,
    })
}

/// The first promise of a notice discloses everything that is usual, the second limits what some flow will not keep to;
/// the others disclose or limit by turns.
pub(super) fn promise(notice: usize, position: usize, habits: &[Habit], rng: &mut Rng) -> Promise {
    let habit = pick(rng, habits);
    let disclosure = position.is_multiple_of(2);
    let scope = match position {
        0 => terms(&["user"]),
        _ if disclosure => habit.contract_categories.clone(),
        _ => pick(rng, &habit.categories).clone(),
    };
    let purposes = if position == 0 { terms(tables::PURPOSES) } else { habit.contract_purposes.clone() };
    let limits = if position == 1 { strict(notice) } else { lenient(position / 2) };
    Promise {
        key: read(&format!("promise-{notice:03}-{position:02}")),
        notice: Some(read(&format!("notice-{notice:03}"))),
        kind: if disclosure { PromiseKind::Disclosure } else { PromiseKind::Commitment },
        quote: Some(read("We share your data only as we say here.")),
        section: Some(read(&format!("{}.{position}", notice + 1))),
        scope: Scope { categories: scope, ..Scope::default() },
        limits: (!disclosure).then_some(limits),
        shares: disclosure.then_some(Shares { purposes, recipients: RecipientSelector::default() }),
    }
}

/// A limit that a spoilt flow breaks.
pub(super) fn strict(number: usize) -> Limits {
    match number % 6 {
        0 => Limits { never_regions: terms(&["CN", "RU"]), ..Limits::default() },
        1 => Limits { max_retention: Some(read("P5Y")), ..Limits::default() },
        2 => Limits { never_purposes: terms(&["train_ai_system"]), ..Limits::default() },
        3 => Limits { never_sold: true, ..Limits::default() },
        4 => Limits { safeguards: terms(&["encryption"]), ..Limits::default() },
        _ => Limits { contract_required: true, ..Limits::default() },
    }
}

/// A limit that is kept, or not shown to be broken.
pub(super) fn lenient(number: usize) -> Limits {
    match number % 4 {
        0 => Limits { never_regions: terms(&["KP"]), ..Limits::default() },
        1 => Limits { max_retention: Some(read("P20Y")), ..Limits::default() },
        2 => Limits { never_purposes: terms(&["sales"]), ..Limits::default() },
        _ => Limits { consent: Some(Consent::OptOut), ..Limits::default() },
    }
}
