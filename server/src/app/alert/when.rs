//! When something is sent: schedules, quiet hours, and how long to wait after a failure.

use chrono::{DateTime, Datelike, Days, Duration, LocalResult, NaiveDateTime, NaiveTime, TimeZone, Utc};
use kept_schema::channel::{QuietHours, Zone};
use kept_schema::{Channel, Severity};

/// When an alert that is raised at a moment is sent on a channel.
pub(crate) fn due(channel: &Channel, severity: Severity, at: DateTime<Utc>, zone: Zone) -> DateTime<Utc> {
    if severity == Severity::Critical {
        return at;
    }
    let tz = channel.zone.unwrap_or(zone).tz();
    let scheduled = channel.schedule.as_ref().and_then(|schedule| {
        let next = schedule.cron().find_next_occurrence(&at.with_timezone(&tz), true).ok()?;
        Some(next.with_timezone(&Utc))
    });
    after_quiet(channel, scheduled.unwrap_or(at), zone)
}

/// The first moment from `at` on at which a channel is not quiet.
pub(crate) fn after_quiet(channel: &Channel, at: DateTime<Utc>, zone: Zone) -> DateTime<Utc> {
    let Some(quiet) = &channel.quiet else { return at };
    let tz = channel.zone.unwrap_or(zone).tz();
    let mut moment = at;
    // A week has seven days and fourteen ends of quiet hours; who is always quiet is told after a week.
    for _ in 0..16 {
        match quiet_until(quiet, moment.with_timezone(&tz).naive_local()) {
            None => return moment,
            Some(end) => moment = moment_after(&tz, end, moment),
        }
    }
    moment
}

/// Until when it is quiet at a local time; `None` when it is not.
fn quiet_until(quiet: &QuietHours, local: NaiveDateTime) -> Option<NaiveDateTime> {
    let (today, tomorrow) = (local.date(), local.date().checked_add_days(Days::new(1))?);
    if quiet.days.contains(&local.weekday().into()) {
        return Some(tomorrow.and_time(NaiveTime::MIN));
    }
    let (from, until) = (quiet.from?.time(), quiet.until?.time());
    let now = local.time();
    if from < until {
        return (from <= now && now < until).then(|| today.and_time(until));
    }
    // Over midnight.
    if now >= from {
        return Some(tomorrow.and_time(until));
    }
    (now < until).then(|| today.and_time(until))
}

/// The moment of a local time after another moment. Of one that comes twice it is the first that is to come; of one that a clock
/// skips, the first after it.
fn moment_after(tz: &impl TimeZone, local: NaiveDateTime, after: DateTime<Utc>) -> DateTime<Utc> {
    let minutes = (0..180).map(|minutes| local + Duration::minutes(minutes));
    let mut moments = minutes.flat_map(|local| {
        let both = |found: LocalResult<DateTime<_>>| [found.clone().earliest(), found.latest()];
        both(tz.from_local_datetime(&local)).into_iter().flatten().map(|moment| moment.with_timezone(&Utc))
    });
    moments.find(|moment| *moment > after).unwrap_or_else(|| after + Duration::seconds(1))
}

/// The longest wait after a failure.
const LONGEST: Duration = Duration::hours(6);
/// How often a message is tried before it is given up: over some 20 hours.
pub(crate) const MAX_ATTEMPTS: u32 = 10;

/// How long to wait after the attempt of a number, from 1. `jitter`, from 0 to 1, keeps those that failed together from
/// coming back together.
pub(crate) fn backoff(attempt: u32, jitter: f64) -> Duration {
    let seconds = 5_i64.saturating_mul(4_i64.saturating_pow(attempt.saturating_sub(1).min(16)));
    let longest = Duration::seconds(seconds).min(LONGEST);
    // Between half of it and the whole.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "at most six hours in milliseconds"
    )]
    let jittered = (longest.num_milliseconds() as f64 * (0.5 + jitter.clamp(0.0, 1.0) / 2.0)) as i64;
    Duration::milliseconds(jittered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn channel(fields: Value) -> Channel {
        let mut channel = json!({ "key": "c", "kind": "EMAIL", "to": ["a@b.example"], "zone": "Europe/Berlin" });
        let Value::Object(fields) = fields else { panic!("{fields}") };
        channel.as_object_mut().unwrap().extend(fields);
        serde_json::from_value(channel).unwrap()
    }

    fn moment(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn due_of(fields: Value, at: &str) -> String {
        due(&channel(fields), Severity::High, moment(at), Zone::UTC).to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
    }

    /// The moments of a schedule from one on, as whoever waits for the next one meets them.
    fn runs(schedule: &str, from: &str, count: usize) -> Vec<String> {
        let channel = channel(json!({ "schedule": schedule }));
        let mut at = moment(from);
        let mut runs = Vec::new();
        for _ in 0..count {
            let next = due(&channel, Severity::Low, at, Zone::UTC);
            runs.push(next.to_rfc3339_opts(chrono::SecondsFormat::Secs, true));
            at = next + Duration::seconds(1);
        }
        runs
    }

    #[test]
    fn at_once_when_nothing_is_said() {
        assert_eq!(due_of(json!({}), "2026-06-01T23:30:00Z"), "2026-06-01T23:30:00Z");
    }

    #[test]
    fn a_schedule_is_in_local_time_on_both_sides_of_a_clock_change() {
        assert_eq!(
            runs("0 9 * * *", "2026-03-28T00:00:00Z", 3),
            ["2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z", "2026-03-30T07:00:00Z"]
        );
        assert_eq!(
            runs("0 9 * * *", "2026-10-24T00:00:00Z", 3),
            ["2026-10-24T07:00:00Z", "2026-10-25T08:00:00Z", "2026-10-26T08:00:00Z"]
        );
    }

    #[test]
    fn a_time_that_a_clock_change_skips_or_repeats_comes_once() {
        // Half past two does not exist on 29 March and comes twice on 25 October.
        let spring = runs("30 2 * * *", "2026-03-28T00:00:00Z", 3);
        assert_eq!(spring, ["2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"]);
        assert_eq!(
            runs("30 2 * * *", "2026-10-24T00:00:00Z", 3),
            ["2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"]
        );
    }

    #[test]
    fn what_comes_every_half_hour_comes_so_while_a_clock_is_put_back() {
        // From two o'clock in summer to two in winter is an hour, and both have half past two.
        assert_eq!(
            runs("*/30 * * * *", "2026-10-25T00:00:00Z", 5),
            [
                "2026-10-25T00:00:00Z",
                "2026-10-25T00:30:00Z",
                "2026-10-25T01:00:00Z",
                "2026-10-25T01:30:00Z",
                "2026-10-25T02:00:00Z"
            ]
        );
        assert_eq!(
            runs("*/30 * * * *", "2026-03-29T00:30:00Z", 3),
            ["2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z"]
        );
    }

    #[test]
    fn quiet_hours_end_in_the_morning_and_after_the_weekend() {
        let quiet = json!({ "quiet": { "from": "18:30", "until": "08:00", "days": ["SATURDAY", "SUNDAY"] } });
        for (at, expected) in [
            ("2026-06-01T10:00:00Z", "2026-06-01T10:00:00Z"),
            ("2026-06-01T16:30:00Z", "2026-06-02T06:00:00Z"),
            ("2026-06-02T05:59:59Z", "2026-06-02T06:00:00Z"),
            ("2026-06-02T06:00:00Z", "2026-06-02T06:00:00Z"),
            // Friday evening.
            ("2026-06-05T20:00:00Z", "2026-06-08T06:00:00Z"),
            ("2026-06-06T12:00:00Z", "2026-06-08T06:00:00Z"),
            // The night of the clock change.
            ("2026-10-23T20:00:00Z", "2026-10-26T07:00:00Z"),
        ] {
            assert_eq!(due_of(quiet.clone(), at), expected, "{at}");
        }
        let noon = json!({ "quiet": { "from": "12:00", "until": "13:00" } });
        assert_eq!(due_of(noon.clone(), "2026-06-01T10:15:00Z"), "2026-06-01T11:00:00Z");
        assert_eq!(due_of(noon, "2026-06-01T11:15:00Z"), "2026-06-01T11:15:00Z");
        // A schedule that falls into quiet hours waits for their end.
        let both = json!({ "schedule": "0 7 * * *", "quiet": { "from": "18:30", "until": "08:00" } });
        assert_eq!(due_of(both, "2026-06-01T00:00:00Z"), "2026-06-01T06:00:00Z");
    }

    #[test]
    fn quiet_hours_end_though_a_clock_skips_their_end() {
        let quiet = json!({ "quiet": { "from": "01:00", "until": "02:30" } });
        assert_eq!(due_of(quiet, "2026-03-29T00:15:00Z"), "2026-03-29T01:00:00Z");
    }

    #[test]
    fn quiet_hours_are_quiet_both_times_that_a_clock_shows_them() {
        // On 25 October two o'clock comes twice, and with it half past two.
        let quiet = json!({ "quiet": { "from": "01:00", "until": "02:30" } });
        for (at, expected) in [
            ("2026-10-24T23:15:00Z", "2026-10-25T00:30:00Z"),
            ("2026-10-25T00:15:00Z", "2026-10-25T00:30:00Z"),
            ("2026-10-25T00:45:00Z", "2026-10-25T00:45:00Z"),
            ("2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z"),
            ("2026-10-25T01:15:00Z", "2026-10-25T01:30:00Z"),
            ("2026-10-25T01:30:00Z", "2026-10-25T01:30:00Z"),
        ] {
            assert_eq!(due_of(quiet.clone(), at), expected, "{at}");
        }
    }

    #[test]
    fn what_is_critical_is_sent_at_once() {
        let channel = channel(json!({ "schedule": "0 9 * * *", "quiet": { "days": ["MONDAY"] } }));
        let at = moment("2026-06-01T01:00:00Z");
        assert_eq!(due(&channel, Severity::Critical, at, Zone::UTC), at);
    }

    #[test]
    fn who_is_always_quiet_is_told_in_the_end() {
        let days = json!({ "quiet": { "days": kept_schema::channel::Weekday::WORDS } });
        let at = moment("2026-06-01T01:00:00Z");
        let waits = due(&channel(days), Severity::High, at, Zone::UTC) - at;
        assert!(waits >= Duration::days(7) && waits < Duration::days(17), "{waits}");
    }

    #[test]
    fn waiting_grows_to_six_hours() {
        let longest: Vec<i64> = (1..=MAX_ATTEMPTS).map(|attempt| backoff(attempt, 1.0).num_seconds()).collect();
        assert_eq!(longest, [5, 20, 80, 320, 1280, 5120, 20480, 21600, 21600, 21600]);
        assert_eq!(backoff(3, 0.0).num_seconds(), 40);
        assert_eq!(backoff(u32::MAX, 1.0), LONGEST);
    }
}
