//! `/calendar.ics`: deadlines as a calendar that people subscribe to (RFC 5545).

use std::sync::Arc;

use chrono::{Duration, NaiveTime};
use icalendar::{Alarm, Calendar, Component, Event, EventLike, Property};
use kept_engine::{Deadline, DeadlineKind};
use kept_schema::{Day, Duration as Span};
use poem::http::{StatusCode, header};
use poem::web::{Data, Query};
use poem::{Response, handler};

use crate::app::{App, Snapshot, today};

/// How far the calendar looks ahead.
const AHEAD: Span = Span::from_months(24);
/// How often clients are asked to come back.
const REFRESH: Duration = Duration::hours(6);
/// At what time of the day a reminder comes, in the time of whoever is reminded.
const HOUR: u32 = 9;

/// Which deadlines; all when nothing is said. What is repeated is separated by commas.
#[derive(Debug, Default)]
struct Selection {
    kinds: Vec<DeadlineKind>,
    owners: Vec<String>,
    tags: Vec<String>,
}

impl Selection {
    /// What an address asks for, or all that is wrong with it, a line each.
    fn read(asked: &[(String, String)]) -> Result<Self, String> {
        let (mut selection, mut wrong) = (Self::default(), Vec::new());
        for (name, list) in asked {
            let words = list.split(',').map(str::trim).filter(|word| !word.is_empty());
            match name.as_str() {
                "owner" => selection.owners.extend(words.map(str::to_owned)),
                "tag" => selection.tags.extend(words.map(str::to_owned)),
                "kind" => {
                    for word in words {
                        match DeadlineKind::ALL.into_iter().find(|kind| kind.code() == word) {
                            Some(kind) => selection.kinds.push(kind),
                            None => wrong.push(no_kind(word)),
                        }
                    }
                }
                other => wrong.push(format!(
                    "a calendar cannot be asked for by `{}`; by `kind`, `owner` and `tag` it can\n",
                    shown(other)
                )),
            }
        }
        if wrong.is_empty() { Ok(selection) } else { Err(wrong.concat()) }
    }

    fn wants(&self, deadline: &Deadline) -> bool {
        let named = |list: &[String], has: &dyn Fn(&str) -> bool| list.is_empty() || list.iter().any(|word| has(word));
        (self.kinds.is_empty() || self.kinds.contains(&deadline.kind))
            && named(&self.owners, &|owner| deadline.owner.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(owner)))
            && named(&self.tags, &|tag| deadline.tags.iter().any(|own| own.eq_ignore_ascii_case(tag)))
    }
}

fn no_kind(word: &str) -> String {
    let all: Vec<_> = DeadlineKind::ALL.iter().map(|kind| kind.code()).collect();
    format!("`{}` is not a kind of deadline; there are {}\n", shown(word), all.join(", "))
}

fn shown(word: &str) -> String {
    word.chars().take(64).collect()
}

#[handler]
pub(super) async fn endpoint(asked: Query<Vec<(String, String)>>, app: Data<&Arc<App>>) -> poem::Result<Response> {
    let selection = match Selection::read(&asked) {
        Ok(selection) => selection,
        Err(wrong) => {
            let refused = Response::builder().status(StatusCode::BAD_REQUEST);
            return Ok(refused.content_type("text/plain; charset=utf-8").body(wrong));
        }
    };
    let (snapshot, day) = (app.snapshot(), today());
    let made = tokio::task::spawn_blocking(move || calendar(&snapshot, &selection, day)).await;
    let text = made.map_err(poem::error::InternalServerError)?;
    Ok(Response::builder()
        .content_type("text/calendar; charset=utf-8")
        .header(header::CACHE_CONTROL, "private, no-cache")
        .header(header::CONTENT_DISPOSITION, "inline; filename=\"kept.ics\"")
        .body(text))
}

fn calendar(snapshot: &Snapshot, selection: &Selection, day: Day) -> String {
    let mut calendar = Calendar::empty();
    // No METHOD: that would be a message of an organizer (RFC 5546), and has to name one.
    let properties = [("VERSION", "2.0"), ("PRODID", "-//Kept//Deadlines//EN"), ("CALSCALE", "GREGORIAN")];
    for (name, text) in properties {
        calendar.append_property(Property::new(name, text));
    }
    calendar
        .name("Kept: deadlines")
        .description("What ends or must be decided, from the register of third parties")
        .ttl(&REFRESH);
    for deadline in kept_engine::deadlines(snapshot.register(), day, day.plus(AHEAD, 1)) {
        if selection.wants(&deadline) {
            calendar.push(event(&deadline, snapshot.register().revision(), day));
        }
    }
    calendar.done().to_string()
}

fn event(deadline: &Deadline, revision: u64, day: Day) -> Event {
    let mut event = Event::new();
    let owner = deadline.owner.as_ref().map_or_else(String::new, |owner| format!("\nOwner: {owner}"));
    // The same on every day and in every revision: clients move what they have instead of showing it twice.
    event.uid(&format!("{}@kept", deadline.id)).summary(deadline.message.english());
    // The first day after it: the library's `all_day` ends an event on the day it begins, which RFC 5545 does not allow.
    event.starts(deadline.due_on.date()).ends(deadline.due_on.next().date());
    // Who was given the event before takes the later one. An amendment moves days too, also when it is deleted.
    event.sequence(u32::try_from(revision).unwrap_or(u32::MAX).min(i32::MAX.unsigned_abs()));
    event.description(&format!("{}{owner}\n{}", deadline.message.english(), deadline.subject));
    event.add_property("CATEGORIES", deadline.kind.code()).add_property("TRANSP", "TRANSPARENT");
    // Alarms too: the library stamps with the time of writing what has no stamp, and a client would see a change.
    let stamp = day.date().and_time(NaiveTime::MIN).and_utc();
    event.timestamp(stamp);
    for days in &deadline.days_ahead {
        let mut alarm = Alarm::display(deadline.message.english(), Duration::zero());
        // A length as clients write it; the library writes seconds.
        alarm.append_property(Property::new("TRIGGER", trigger(*days)));
        alarm.append_property(Property::new("UID", format!("{}/{days}@kept", deadline.id)));
        alarm.timestamp(stamp);
        event.alarm(alarm.done());
    }
    event.done()
}

/// At nine o'clock, so many days before the day.
fn trigger(days: u32) -> String {
    match days.checked_sub(1) {
        None => format!("PT{HOUR}H"),
        Some(0) => format!("-PT{}H", 24 - HOUR),
        Some(whole) => format!("-P{whole}DT{}H", 24 - HOUR),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reminders_come_in_the_morning() {
        assert_eq!([0, 1, 7, 30].map(trigger), ["PT9H", "-PT15H", "-P6DT15H", "-P29DT15H"]);
    }
}
