//! The arithmetic of contract terms: when a contract is in force, until when, and until when notice
//! can be given.

use super::{Contract, RenewalKind};
use crate::{Day, Duration, Interval};

/// One term of a contract's life: the initial one or a renewal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContractTerm {
    /// 0 for the initial term, 1 for the first renewal, ...
    pub number: u32,
    /// The days of the term; open-ended contracts have one term without an end.
    pub interval: Interval,
    /// The last day on which notice keeps the contract from being renewed after this term;
    /// `None` when it will not be renewed by itself.
    pub notice_deadline: Option<Day>,
}

/// Why and when a contract is over for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Its last term ran out: the last day in force.
    Expires(Day),
    /// It was terminated: the first day no longer in force.
    Terminated(Day),
}

impl End {
    /// The first day no longer in force.
    #[must_use]
    pub fn until(self) -> Day {
        match self {
            Self::Expires(last) => last.next(),
            Self::Terminated(first) => first,
        }
    }
}

impl Contract {
    /// The first day in force. Validation makes sure that there is one.
    #[must_use]
    pub fn starts_on(&self) -> Day {
        self.effective_on.or(self.signed_on).unwrap_or(Day::MAX)
    }

    /// Whether the contract is in force on `day`.
    #[must_use]
    pub fn in_force_on(&self, day: Day) -> bool {
        self.starts_on() <= day && self.end().is_none_or(|end| day < end.until())
    }

    /// When the contract is over for good, as far as is known: `None` for open-ended contracts and
    /// for those that go on renewing themselves.
    #[must_use]
    pub fn end(&self) -> Option<End> {
        let expires = self.ends_on.and_then(|first_end| self.last_term(first_end)).map(End::Expires);
        let terminated = self.terminated_on.map(End::Terminated);
        match (expires, terminated) {
            (Some(expires), Some(terminated)) if expires.until() <= terminated.until() => Some(expires),
            (expires, terminated) => terminated.or(expires),
        }
    }

    /// The term that `day` falls into; `None` when the contract is not in force then.
    #[must_use]
    pub fn term_on(&self, day: Day) -> Option<ContractTerm> {
        if !self.in_force_on(day) {
            return None;
        }
        let terminated = self.terminated_on;
        let starts_on = self.starts_on();
        let Some(first_end) = self.ends_on else {
            let interval = Interval { from: starts_on, until: terminated };
            return Some(ContractTerm { number: 0, interval, notice_deadline: None });
        };
        let number = self.number_of_term_ending_on_or_after(first_end, day);
        let last_day = self.term_end(first_end, number);
        let from = match number.checked_sub(1) {
            Some(previous) => self.term_end(first_end, previous).next(),
            None => starts_on,
        };
        let ends = last_day.next();
        let until = terminated.map_or(ends, |terminated| terminated.min(ends));
        let renews_itself = self.tacit_period().is_some()
            && terminated.is_none_or(|terminated| terminated > ends)
            && self.last_term(first_end).is_none_or(|last| last > last_day);
        let notice_deadline = renews_itself.then(|| self.notice_deadline(last_day));
        Some(ContractTerm { number, interval: Interval { from, until: Some(until) }, notice_deadline })
    }

    /// The last day on which notice takes effect at the end of the term that ends on `last_day`.
    fn notice_deadline(&self, last_day: Day) -> Day {
        let notice = self.renewal.as_ref().and_then(|renewal| renewal.notice);
        notice.map_or(last_day, |notice| last_day.minus(notice))
    }

    fn tacit_period(&self) -> Option<Duration> {
        self.renewal
            .as_ref()
            .filter(|renewal| renewal.kind == RenewalKind::Tacit)
            .and_then(|renewal| renewal.period)
            .filter(|period| period.months > 0 || period.days > 0)
    }

    /// The last day of the last term, when there is a last one.
    fn last_term(&self, first_end: Day) -> Option<Day> {
        let Some(renewal) = &self.renewal else { return Some(first_end) };
        match renewal.kind {
            RenewalKind::None => Some(first_end),
            RenewalKind::Express => Some(self.term_end(first_end, count(self.renewals.len()))),
            RenewalKind::Tacit => {
                let (Some(period), Some(given)) = (self.tacit_period(), self.notice_given_on) else {
                    return self.tacit_period().is_none().then_some(first_end);
                };
                // Notice ends the first term whose deadline it meets.
                let mut number = estimate(first_end, given, period);
                while self.notice_deadline(self.term_end(first_end, number)) < given {
                    if self.term_end(first_end, number) == Day::MAX {
                        return None;
                    }
                    number = number.saturating_add(1);
                }
                Some(self.term_end(first_end, number))
            }
        }
    }

    /// The last day of term `number`. Counted from the original end, so that a month of 30 days
    /// does not shorten the ones after it.
    fn term_end(&self, first_end: Day, number: u32) -> Day {
        match self.tacit_period() {
            Some(period) => first_end.plus(period, number),
            None => self.express_ends(first_end).take(number as usize + 1).last().unwrap_or(first_end),
        }
    }

    /// The last day of the first term and of each recorded renewal. A stated end is what the renewals
    /// after it are counted from.
    pub(crate) fn express_ends(&self, first_end: Day) -> impl Iterator<Item = Day> {
        let period = self.renewal.as_ref().and_then(|renewal| renewal.period);
        let (mut base, mut since_base, mut end) = (first_end, 0_u32, first_end);
        let renewed = self.renewals.iter().map(move |renewal| {
            // INVARIANT (a renewal has an end): validation refuses an express renewal with neither a
            // day nor a period.
            if let Some(stated) = renewal.ends_on {
                (base, since_base, end) = (stated, 0, stated);
            } else if let Some(period) = period {
                since_base += 1;
                end = base.plus(period, since_base);
            }
            end
        });
        std::iter::once(first_end).chain(renewed)
    }

    fn number_of_term_ending_on_or_after(&self, first_end: Day, day: Day) -> u32 {
        let Some(period) = self.tacit_period() else {
            return self.express_ends(first_end).position(|end| end >= day).map_or(0, count);
        };
        let mut number = estimate(first_end, day, period);
        while first_end.plus(period, number) < day {
            number = number.saturating_add(1);
        }
        number
    }
}

/// A number of renewals that is certainly not too high for the term that `day` falls into.
fn estimate(first_end: Day, day: Day, period: Duration) -> u32 {
    let elapsed_days = first_end.days_until(day).max(0);
    // The longest a period can be in days, so that the quotient is never too high.
    let longest = i64::from(period.months) * 31 + i64::from(period.days);
    u32::try_from(elapsed_days / longest.max(1)).unwrap_or(0).saturating_sub(1)
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
