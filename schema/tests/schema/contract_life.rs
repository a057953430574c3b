//! When contracts are in force, and until when notice can be given.

use std::sync::Arc;

use kept_schema::contract::{ContractTerm, End, RecordedRenewal, Renewal, RenewalKind};
use kept_schema::{Contract, Day, Duration, Versioned};
use proptest::prelude::*;

use crate::{PARTIES, register};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A contract in force from 1 February 2024, with these fields.
fn contract(fields: &str) -> Arc<Versioned<Contract>> {
    let text = format!(
        "{PARTIES}contracts:\n  - {{key: c, kind: NDA, parties: [{{party: us, role: CUSTOMER}}, {{party: mailer, role: SUPPLIER}}], \
         effectiveOn: 2024-02-01, {fields}}}\n"
    );
    register(&text).contracts().values().next().unwrap().clone()
}

/// The first and last day of the term of a day, and its notice deadline.
fn term(contract: &Contract, on: &str) -> Option<(u32, String, String)> {
    let ContractTerm { number, interval, notice_deadline } = contract.term_on(day(on))?;
    let until = interval.until.map_or("open".to_owned(), |until| until.previous().to_string());
    Some((
        number,
        format!("{}..{until}", interval.from),
        notice_deadline.map_or(String::new(), |deadline| deadline.to_string()),
    ))
}

fn is(number: u32, days: &str, deadline: &str) -> Option<(u32, String, String)> {
    Some((number, days.to_owned(), deadline.to_owned()))
}

#[test]
fn open_ended() {
    let contract = contract("signedOn: 2024-01-15");
    assert!(!contract.in_force_on(day("2024-01-31")) && contract.in_force_on(day("2024-02-01")));
    assert!(contract.in_force_on(Day::MAX));
    assert_eq!(contract.end(), None);
    assert_eq!(term(&contract, "2030-01-01"), is(0, "2024-02-01..open", ""));
    assert_eq!(term(&contract, "2024-01-31"), None);
}

#[test]
fn open_ended_and_terminated() {
    let contract = contract("terminatedOn: 2025-06-01");
    assert!(contract.in_force_on(day("2025-05-31")) && !contract.in_force_on(day("2025-06-01")));
    assert_eq!(contract.end(), Some(End::Terminated(day("2025-06-01"))));
    assert_eq!(term(&contract, "2025-01-01"), is(0, "2024-02-01..2025-05-31", ""));
    assert_eq!(term(&contract, "2025-06-01"), None);
}

#[test]
fn a_fixed_term_ends() {
    let contract = contract("endsOn: 2025-01-31");
    assert!(contract.in_force_on(day("2025-01-31")) && !contract.in_force_on(day("2025-02-01")));
    assert_eq!(contract.end(), Some(End::Expires(day("2025-01-31"))));
    assert_eq!(contract.end().unwrap().until(), day("2025-02-01"));
    assert_eq!(term(&contract, "2025-01-31"), is(0, "2024-02-01..2025-01-31", ""));
}

#[test]
fn months_do_not_shrink_for_good() {
    let contract = contract("endsOn: 2025-01-31, renewal: {kind: TACIT, period: P1M, notice: P10D}");
    assert_eq!(term(&contract, "2025-01-31"), is(0, "2024-02-01..2025-01-31", "2025-01-21"));
    assert_eq!(term(&contract, "2025-02-28"), is(1, "2025-02-01..2025-02-28", "2025-02-18"));
    assert_eq!(term(&contract, "2025-03-01"), is(2, "2025-03-01..2025-03-31", "2025-03-21"));
    assert_eq!(term(&contract, "2025-04-30"), is(3, "2025-04-01..2025-04-30", "2025-04-20"));
    assert_eq!(term(&contract, "2025-05-31"), is(4, "2025-05-01..2025-05-31", "2025-05-21"));
    assert_eq!(contract.end(), None);
    assert!(contract.in_force_on(day("2499-12-31")));
}

#[test]
fn leap_years() {
    let contract = contract("endsOn: 2024-02-29, renewal: {kind: TACIT, period: P1Y, notice: P1M}");
    assert_eq!(term(&contract, "2025-02-28"), is(1, "2024-03-01..2025-02-28", "2025-01-28"));
    assert_eq!(term(&contract, "2028-02-29"), is(4, "2027-03-01..2028-02-29", "2028-01-29"));
    assert_eq!(term(&contract, "2028-03-01"), is(5, "2028-03-01..2029-02-28", "2029-01-28"));
}

#[test]
fn notice_in_time_ends_the_current_term() {
    // 90 days before 31 January 2025 is 2 November 2024.
    let tacit = "endsOn: 2025-01-31, renewal: {kind: TACIT, period: P1Y, notice: P90D}";
    assert_eq!(term(&contract(tacit), "2024-06-01"), is(0, "2024-02-01..2025-01-31", "2024-11-02"));
    let in_time = contract(&format!("{tacit}, noticeGivenOn: 2024-11-02"));
    assert_eq!(in_time.end(), Some(End::Expires(day("2025-01-31"))));
    assert_eq!(term(&in_time, "2025-01-31"), is(0, "2024-02-01..2025-01-31", ""));
    assert_eq!(term(&in_time, "2025-02-01"), None);
}

#[test]
fn notice_a_day_late_rolls_once_more() {
    let late =
        contract("endsOn: 2025-01-31, renewal: {kind: TACIT, period: P1Y, notice: P90D}, noticeGivenOn: 2024-11-03");
    assert_eq!(late.end(), Some(End::Expires(day("2026-01-31"))));
    // Until the contract ends it is renewed once, so that notice could still have been given.
    assert_eq!(term(&late, "2025-01-31"), is(0, "2024-02-01..2025-01-31", "2024-11-02"));
    assert_eq!(term(&late, "2025-02-01"), is(1, "2025-02-01..2026-01-31", ""));
    assert_eq!(term(&late, "2026-02-01"), None);
}

#[test]
fn notice_years_later_ends_the_term_of_its_time() {
    let contract =
        contract("endsOn: 2025-01-31, renewal: {kind: TACIT, period: P1M, notice: P14D}, noticeGivenOn: 2250-03-17");
    assert_eq!(contract.end(), Some(End::Expires(day("2250-03-31"))));
}

#[test]
fn notice_longer_than_the_period_is_given_terms_ahead() {
    let contract =
        contract("endsOn: 2025-01-31, renewal: {kind: TACIT, period: P1M, notice: P3M}, noticeGivenOn: 2025-03-15");
    assert_eq!(contract.end(), Some(End::Expires(day("2025-06-30"))));
}

#[test]
fn without_a_notice_period_notice_counts_until_the_last_day() {
    let contract = contract("endsOn: 2025-01-31, renewal: {kind: TACIT, period: P1Y}, noticeGivenOn: 2025-01-31");
    assert_eq!(contract.end(), Some(End::Expires(day("2025-01-31"))));
}

#[test]
fn notice_before_the_contract_began_ends_its_first_term() {
    let contract =
        contract("endsOn: 2025-01-31, renewal: {kind: TACIT, period: P1Y, notice: P90D}, noticeGivenOn: 2024-01-01");
    assert_eq!(contract.end(), Some(End::Expires(day("2025-01-31"))));
}

#[test]
fn termination_ends_a_renewed_term_at_once() {
    let tacit = "endsOn: 2025-01-31, renewal: {kind: TACIT, period: P1Y, notice: P90D}";
    let contract = contract(&format!("{tacit}, terminatedOn: 2026-06-01"));
    assert_eq!(term(&contract, "2025-01-31"), is(0, "2024-02-01..2025-01-31", "2024-11-02"));
    assert_eq!(term(&contract, "2026-01-31"), is(1, "2025-02-01..2026-01-31", "2025-11-02"));
    assert_eq!(term(&contract, "2026-02-01"), is(2, "2026-02-01..2026-05-31", ""));
    assert_eq!(term(&contract, "2026-06-01"), None);
    assert_eq!(contract.end(), Some(End::Terminated(day("2026-06-01"))));
}

#[test]
fn a_termination_after_the_end_changes_nothing() {
    let after = contract("endsOn: 2025-01-31, terminatedOn: 2025-06-01");
    assert_eq!(after.end(), Some(End::Expires(day("2025-01-31"))));
    let same_day = contract("endsOn: 2025-01-31, terminatedOn: 2025-02-01");
    assert_eq!(same_day.end(), Some(End::Expires(day("2025-01-31"))));
    let before = contract("endsOn: 2025-01-31, terminatedOn: 2025-01-31");
    assert_eq!(before.end(), Some(End::Terminated(day("2025-01-31"))));
}

#[test]
fn express_renewals_are_recorded_one_by_one() {
    let express = "endsOn: 2025-01-31, renewal: {kind: EXPRESS, period: P1M, notice: P10D}";
    assert_eq!(contract(express).end(), Some(End::Expires(day("2025-01-31"))));
    let renewed =
        contract(&format!("{express}, renewals: [{{agreedOn: 2025-01-10}}, {{}}, {{endsOn: 2026-01-30}}, {{}}]"));
    assert_eq!(renewed.end(), Some(End::Expires(day("2026-02-28"))));
    assert_eq!(term(&renewed, "2025-02-28"), is(1, "2025-02-01..2025-02-28", ""));
    assert_eq!(term(&renewed, "2025-03-31"), is(2, "2025-03-01..2025-03-31", ""));
    assert_eq!(term(&renewed, "2026-01-30"), is(3, "2025-04-01..2026-01-30", ""));
    assert_eq!(term(&renewed, "2026-02-28"), is(4, "2026-01-31..2026-02-28", ""));
    assert_eq!(term(&renewed, "2026-03-01"), None);
}

#[test]
fn renewal_of_kind_none_is_none() {
    let contract = contract("endsOn: 2025-01-31, renewal: {kind: NONE, period: P1Y, notice: P90D}");
    assert_eq!(contract.end(), Some(End::Expires(day("2025-01-31"))));
    assert_eq!(term(&contract, "2025-01-31"), is(0, "2024-02-01..2025-01-31", ""));
}

#[test]
fn centuries_of_short_terms_are_not_gone_through() {
    let daily =
        contract("endsOn: 2024-02-01, renewal: {kind: TACIT, period: P1D, notice: P0D}, noticeGivenOn: 2450-01-01");
    assert_eq!(daily.end(), Some(End::Expires(day("2450-01-01"))));
    let monthly = contract("endsOn: 2024-02-29, renewal: {kind: TACIT, period: P1M}");
    assert_eq!(term(&monthly, "2499-02-10").unwrap().1, "2499-01-30..2499-02-28");
    let long = contract("endsOn: 2024-02-29, renewal: {kind: TACIT, period: P999Y}");
    assert!(long.in_force_on(Day::MAX.previous()));
}

/// What life.rs says, told day by day: today's term ends on its last day; when it does, the contract
/// goes on or not, from what is known of it alone.
struct Model<'a> {
    contract: &'a Contract,
    day: Day,
    number: u32,
    began: Day,
    over: bool,
}

impl Model<'_> {
    fn last_day(&self, number: u32) -> Option<Day> {
        let first = self.contract.ends_on?;
        let Some(renewal) = &self.contract.renewal else { return Some(first) };
        if renewal.kind == RenewalKind::Tacit {
            return Some(first.plus(renewal.period?, number));
        }
        let mut ends = vec![first];
        let (mut from, mut times) = (first, 0);
        for recorded in &self.contract.renewals {
            times += 1;
            let end = recorded.ends_on.unwrap_or_else(|| from.plus(renewal.period.unwrap(), times));
            if recorded.ends_on.is_some() {
                (from, times) = (end, 0);
            }
            ends.push(end);
        }
        ends.get(number as usize).copied()
    }

    fn deadline(&self, number: u32) -> Option<Day> {
        let notice = self.contract.renewal.as_ref()?.notice.unwrap_or_default();
        Some(self.last_day(number)?.minus(notice))
    }

    /// Whether a day that ends term `number` is followed by another term.
    fn goes_on(&self, number: u32) -> bool {
        let Some(renewal) = &self.contract.renewal else { return false };
        match renewal.kind {
            RenewalKind::None => false,
            RenewalKind::Express => (number as usize) < self.contract.renewals.len(),
            // Notice given for an earlier term would have ended that one.
            RenewalKind::Tacit => self.contract.notice_given_on.is_none_or(|given| Some(given) > self.deadline(number)),
        }
    }

    fn in_force(&self) -> bool {
        !self.over && self.began <= self.day
    }

    fn tomorrow(&mut self) {
        let ends_today = self.last_day(self.number) == Some(self.day);
        if ends_today && self.goes_on(self.number) {
            self.number += 1;
            self.began = self.day.next();
        } else if ends_today {
            self.over = true;
        }
        self.day = self.day.next();
        self.over |= self.contract.terminated_on.is_some_and(|terminated| terminated <= self.day);
    }
}

fn small_duration() -> impl Strategy<Value = Duration> {
    prop_oneof![
        (1..60_u32).prop_map(Duration::from_days),
        (1..15_u32).prop_map(Duration::from_months),
        (0..3_u32, 1..40_u32).prop_map(|(months, days)| Duration { months, days, seconds: 0 }),
    ]
}

prop_compose! {
    fn any_contract()(
        start in 0..400_u32,
        length in prop::option::of(0..200_u32),
        kind in prop::sample::select(RenewalKind::ALL),
        renews in any::<bool>(),
        period in small_duration(),
        notice in prop::option::of((0..120_u32).prop_map(Duration::from_days)),
        renewals in prop::collection::vec(prop::option::of(1..90_u32), 0..5),
        given in prop::option::of(0..1200_u32),
        terminated in prop::option::of(0..1200_u32),
    ) -> Contract {
        let origin = Day::from_ymd(2023, 10, 1).unwrap();
        let plus = |day: Day, days| day.plus(Duration::from_days(days), 1);
        let mut contract = contract("").value.clone();
        let start = plus(origin, start);
        contract.effective_on = Some(start);
        contract.ends_on = length.map(|length| plus(start, length));
        contract.notice_given_on = given.map(|given| plus(origin, given));
        contract.terminated_on = terminated.map(|terminated| plus(start, terminated));
        contract.renewal = (renews && length.is_some()).then_some(Renewal { kind, period: Some(period), notice });
        if renews && kind == RenewalKind::Express && let Some(mut end) = contract.ends_on {
            for stated in renewals {
                // Terms follow each other, as validation asks: no unstated one is longer than this.
                let ends_on = stated.map(|days| plus(end, days));
                end = ends_on.unwrap_or_else(|| plus(end.plus(period, 1), 31));
                contract.renewals.push(RecordedRenewal { agreed_on: None, ends_on });
            }
        }
        contract
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_contract_lives_as_it_does_day_by_day(contract in any_contract()) {
        let starts_on = contract.starts_on();
        let mut model = Model { contract: &contract, day: starts_on, number: 0, began: starts_on, over: false };
        model.over = contract.terminated_on.is_some_and(|terminated| terminated <= starts_on);
        prop_assert!(!contract.in_force_on(starts_on.previous()));
        for _ in 0..1500 {
            let today = model.day;
            prop_assert_eq!(contract.in_force_on(today), model.in_force(), "{}", today);
            let Some(term) = contract.term_on(today) else {
                prop_assert!(!model.in_force());
                break;
            };
            let last = model.last_day(model.number);
            let terminated = contract.terminated_on;
            let until = last.map(Day::next).into_iter().chain(terminated).min();
            prop_assert_eq!((term.number, term.interval.from, term.interval.until), (model.number, model.began, until), "{}", today);
            let tacit = contract.renewal.as_ref().is_some_and(|renewal| renewal.kind == RenewalKind::Tacit);
            let renewed = tacit && model.goes_on(model.number) && terminated.is_none_or(|terminated| terminated > last.unwrap().next());
            prop_assert_eq!(term.notice_deadline, if renewed { model.deadline(model.number) } else { None }, "{}", today);
            model.tomorrow();
        }
        if model.over && let Some(end) = contract.end() {
            prop_assert!(!contract.in_force_on(end.until()));
            prop_assert!(end.until() == starts_on || contract.in_force_on(end.until().previous()));
        }
    }
}
