//! Legal days, durations and half-open periods.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate};

use crate::wire::written_as_text;

/// A legal day (UTC), between [`Day::MIN`] and [`Day::MAX`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

/// Why a day was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidDay {
    /// Not a date of the calendar.
    #[error("`{0}` is not a day: write YYYY-MM-DD, such as 2026-03-31")]
    NotADate(String),
    /// A date outside the range the register reckons with.
    #[error("`{0}` is out of range: days go from 1900-01-01 to 2500-12-31")]
    OutOfRange(String),
}

impl Day {
    /// 1 January 1900.
    pub const MIN: Self = Self(match NaiveDate::from_ymd_opt(1900, 1, 1) {
        Some(date) => date,
        None => NaiveDate::MIN,
    });
    /// 31 December 2500.
    pub const MAX: Self = Self(match NaiveDate::from_ymd_opt(2500, 12, 31) {
        Some(date) => date,
        None => NaiveDate::MAX,
    });

    /// The day of a calendar date.
    ///
    /// # Errors
    /// When the date lies outside [`Day::MIN`] ..= [`Day::MAX`].
    pub fn new(date: NaiveDate) -> Result<Self, InvalidDay> {
        if (Self::MIN.0..=Self::MAX.0).contains(&date) {
            Ok(Self(date))
        } else {
            Err(InvalidDay::OutOfRange(date.to_string()))
        }
    }

    /// The day of year, month and day of the month; `None` when there is no such day in range.
    #[must_use]
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).and_then(|date| Self::new(date).ok())
    }

    /// The calendar date.
    #[must_use]
    pub const fn date(self) -> NaiveDate {
        self.0
    }

    /// Days since 1 January 1 (proleptic Gregorian): a compact, ordered number for the day.
    #[must_use]
    pub fn number(self) -> i32 {
        self.0.num_days_from_ce()
    }

    /// The day after; stays at [`Day::MAX`].
    #[must_use]
    pub fn next(self) -> Self {
        self.0.succ_opt().and_then(|date| Self::new(date).ok()).unwrap_or(Self::MAX)
    }

    /// The day before; stays at [`Day::MIN`].
    #[must_use]
    pub fn previous(self) -> Self {
        self.0.pred_opt().and_then(|date| Self::new(date).ok()).unwrap_or(Self::MIN)
    }

    /// Days from `self` until `other`; negative when `other` is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i64 {
        other.0.signed_duration_since(self.0).num_days()
    }

    /// This day plus `times` times the date part of `duration`: months first, clamped to the end of
    /// a shorter month, then days. Stays within the range of days.
    ///
    /// Multiples count from this day, so that 31 January plus twice one month is 31 March.
    #[must_use]
    pub fn plus(self, duration: Duration, times: u32) -> Self {
        let months = Months::new(duration.months.saturating_mul(times));
        let days = chrono::Days::new(u64::from(duration.days) * u64::from(times));
        self.0
            .checked_add_months(months)
            .and_then(|date| date.checked_add_days(days))
            .and_then(|date| Self::new(date).ok())
            .unwrap_or(Self::MAX)
    }

    /// This day minus the date part of `duration`: months first, then days. Stays within the range.
    #[must_use]
    pub fn minus(self, duration: Duration) -> Self {
        self.0
            .checked_sub_months(Months::new(duration.months))
            .and_then(|date| date.checked_sub_days(chrono::Days::new(u64::from(duration.days))))
            .and_then(|date| Self::new(date).ok())
            .unwrap_or(Self::MIN)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Day {
    type Err = InvalidDay;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidDay::NotADate(text.chars().take(40).collect());
        // The library would take `2026- 1-+1` as well.
        let form = "0000-00-00".bytes();
        let well_formed = text.len() == form.len()
            && text
                .bytes()
                .zip(form)
                .all(|(byte, form)| if form == b'0' { byte.is_ascii_digit() } else { byte == form });
        if !well_formed {
            return Err(invalid());
        }
        Self::new(NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| invalid())?)
    }
}

written_as_text!(Day, "Day", { "type": "string", "format": "date" });

/// A half-open period of days: `from` belongs to it, `until` no longer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    /// The first day.
    pub from: Day,
    /// The first day after it; `None` when it is open-ended.
    pub until: Option<Day>,
}

impl Interval {
    /// From a day on, without an end.
    #[must_use]
    pub const fn starting(from: Day) -> Self {
        Self { from, until: None }
    }

    /// Whether `day` lies in the period.
    #[must_use]
    pub fn contains(self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}

/// Seconds in a nominal month: 365/12 days.
const MONTH_SECONDS: u64 = 365 * 86_400 / 12;
const DAY_SECONDS: u64 = 86_400;
/// The longest duration, in nominal years.
pub const MAX_DURATION_YEARS: u32 = 1000;

/// An ISO 8601 duration (`P1Y6M`, `P90D`, `PT72H`). Durations compare by nominal length: a year is
/// 12 months, a month 365/12 days; so `P1Y` and `P365D` are equally long.
#[derive(Clone, Copy, Debug, Default)]
pub struct Duration {
    /// Whole months, years included.
    pub months: u32,
    /// Whole days, weeks included.
    pub days: u32,
    /// Seconds, hours and minutes included.
    pub seconds: u32,
}

impl Duration {
    /// A number of days.
    #[must_use]
    pub const fn from_days(days: u32) -> Self {
        Self { months: 0, days, seconds: 0 }
    }

    /// A number of months.
    #[must_use]
    pub const fn from_months(months: u32) -> Self {
        Self { months, days: 0, seconds: 0 }
    }

    /// A number of hours.
    #[must_use]
    pub const fn from_hours(hours: u32) -> Self {
        Self { months: 0, days: 0, seconds: hours.saturating_mul(3600) }
    }

    /// The nominal length in seconds.
    #[must_use]
    pub const fn nominal_seconds(self) -> u64 {
        self.months as u64 * MONTH_SECONDS + self.days as u64 * DAY_SECONDS + self.seconds as u64
    }

    /// Whether `other` is written the same way. `P1Y` and `P365D` are equally long, but a contract
    /// renewed by one does not end when a contract renewed by the other does.
    #[must_use]
    pub const fn is_same_as(self, other: Self) -> bool {
        self.months == other.months && self.days == other.days && self.seconds == other.seconds
    }

    /// Whether it has no length.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.nominal_seconds() == 0
    }

    /// Whether it has no hours, minutes or seconds, so that it can be added to a day.
    #[must_use]
    pub const fn is_whole_days(self) -> bool {
        self.seconds == 0
    }
}

impl PartialEq for Duration {
    fn eq(&self, other: &Self) -> bool {
        self.nominal_seconds() == other.nominal_seconds()
    }
}

impl Eq for Duration {}

impl PartialOrd for Duration {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Duration {
    fn cmp(&self, other: &Self) -> Ordering {
        self.nominal_seconds().cmp(&other.nominal_seconds())
    }
}

impl std::hash::Hash for Duration {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.nominal_seconds().hash(state);
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (years, months) = (self.months / 12, self.months % 12);
        f.write_str("P")?;
        for (count, unit) in [(years, 'Y'), (months, 'M'), (self.days, 'D')] {
            if count > 0 {
                write!(f, "{count}{unit}")?;
            }
        }
        if self.seconds > 0 {
            f.write_str("T")?;
            let parts = [(self.seconds / 3600, 'H'), (self.seconds / 60 % 60, 'M'), (self.seconds % 60, 'S')];
            for (count, unit) in parts {
                if count > 0 {
                    write!(f, "{count}{unit}")?;
                }
            }
        }
        if self.is_zero() {
            f.write_str("0D")?;
        }
        Ok(())
    }
}

/// Why a duration was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a duration of at most {MAX_DURATION_YEARS} years: write ISO 8601 in whole numbers, such as P1Y, P18M, P90D or PT72H"
)]
pub struct InvalidDuration(String);

impl FromStr for Duration {
    type Err = InvalidDuration;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse_duration(text)
            .filter(|duration| duration.nominal_seconds() <= u64::from(MAX_DURATION_YEARS) * 12 * MONTH_SECONDS)
            .ok_or_else(|| InvalidDuration(text.chars().take(40).collect()))
    }
}

/// Units in the order ISO 8601 gives them; each at most once, at least one.
fn parse_duration(text: &str) -> Option<Duration> {
    let mut duration = Duration::default();
    let body = text.strip_prefix('P')?;
    let (dates, times) = match body.split_once('T') {
        Some((_, "")) => return None,
        Some((dates, times)) => (dates, times),
        None => (body, ""),
    };
    if dates.is_empty() && times.is_empty() {
        return None;
    }
    for (count, unit) in parts(dates, "YMWD")? {
        match unit {
            'Y' => duration.months = duration.months.checked_add(count.checked_mul(12)?)?,
            'M' => duration.months = duration.months.checked_add(count)?,
            'W' => duration.days = duration.days.checked_add(count.checked_mul(7)?)?,
            _ => duration.days = duration.days.checked_add(count)?,
        }
    }
    for (count, unit) in parts(times, "HMS")? {
        let seconds = match unit {
            'H' => count.checked_mul(3600)?,
            'M' => count.checked_mul(60)?,
            _ => count,
        };
        duration.seconds = duration.seconds.checked_add(seconds)?;
    }
    Some(duration)
}

fn parts(mut text: &str, units: &str) -> Option<Vec<(u32, char)>> {
    let mut found = Vec::new();
    let mut allowed = units;
    while !text.is_empty() {
        let digits = text.find(|c: char| !c.is_ascii_digit())?;
        let (count, rest) = text.split_at_checked(digits)?;
        let unit = rest.chars().next()?;
        let position = allowed.find(unit)?;
        allowed = allowed.get(position + 1..)?;
        found.push((count.parse().ok()?, unit));
        text = rest.get(unit.len_utf8()..)?;
    }
    Some(found)
}

written_as_text!(Duration, "Duration", { "type": "string", "format": "duration" });
