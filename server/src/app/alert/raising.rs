//! What raising does to each cause and alert: whom it goes to, and what becomes of it as time goes by.

use chrono::{DateTime, Duration, Utc};
use kept_schema::channel::Zone;
use kept_schema::{Channel, Day, Register};
use kept_store::{Alert, AlertChange, Given, Waiting};

use super::cause::Cause;
use super::when;

/// How far clocks of services on one store are apart when none is wrong.
const CLOCK_ERROR: Duration = Duration::hours(1);

/// Whether a channel is for a cause.
fn is_for(channel: &Channel, cause: &Cause) -> bool {
    let about = &channel.about;
    let named = |list: &[kept_schema::Text], has: &std::collections::BTreeSet<kept_schema::Text>| {
        list.is_empty() || list.iter().any(|wanted| has.iter().any(|own| own.eq_ignore_ascii_case(wanted)))
    };
    (about.kinds.is_empty() || about.kinds.contains(&cause.kind))
        && (about.rules.is_empty() || cause.rule.is_some_and(|rule| about.rules.contains(&rule)))
        && about.min_severity.is_none_or(|least| cause.severity >= least)
        && named(&about.owners, &cause.about.owners)
        && named(&about.tags, &cause.about.tags)
}

/// What is to be raised, and what it depends on.
pub(super) struct Raising<'a> {
    pub(super) register: &'a Register,
    pub(super) zone: Zone,
    pub(super) now: DateTime<Utc>,
    pub(super) today: Day,
    pub(super) change: AlertChange,
}

impl Raising<'_> {
    pub(super) fn raise(&mut self, cause: Cause) {
        let number = self.change.head.number + 1;
        self.change.head.number = number;
        let channels = self.register.channels().iter().filter(|(_, channel)| is_for(channel, &cause));
        let mut keys = Vec::new();
        for (key, channel) in channels {
            let due_at = when::due(channel, cause.severity, self.now, self.zone);
            self.change.waiting.push(Waiting { channel: key.to_string(), alert: number, due_at });
            keys.push(key.to_string());
        }
        let Cause { key, kind, severity, title, told, .. } = cause;
        self.change.alerts.push(Alert {
            number,
            cause: key,
            kind,
            severity,
            at: self.now,
            as_of: self.today,
            title,
            told,
            channels: keys,
            escalated: Vec::new(),
            given: Vec::new(),
            acknowledged: None,
            snoozed_until: None,
        });
    }

    /// What becomes of an open alert as time goes by: it is told again after a snooze, or to someone else.
    pub(super) fn age(&mut self, alert: &Alert, is_worth_telling: bool) {
        if !is_worth_telling {
            return;
        }
        let mut next = alert.clone();
        let holders = alert.holders();
        if next.snoozed_until.take().is_some() {
            // Whoever had it may have put it off: all who had it are told again, and have their time anew.
            self.wait(&holders, alert);
            let now = self.now;
            next.given = holders.into_iter().map(|channel| Given { channel, at: now }).collect();
        } else {
            // Whom it goes to now has its time too before it goes on: a chain is a step a turn at most.
            for channel in holders.iter().filter_map(|key| self.register.channels().get(key.as_str())) {
                let Some(escalation) = &channel.escalation else { continue };
                let to = escalation.to.to_string();
                // No channel has it twice, so that chains end, circles too.
                let has_it = holders.contains(&to) || next.escalated.contains(&to);
                if !has_it && self.is_late(alert, channel, escalation.after) {
                    self.wait(std::slice::from_ref(&to), alert);
                    next.given.push(Given { channel: to.clone(), at: self.now });
                    next.escalated.push(to);
                }
            }
        }
        if next != *alert {
            self.change.alerts.push(next);
        }
    }

    /// Whether nobody saw to an alert for so long after its time came on a channel. Whether it arrived there does not
    /// matter: who cannot be reached does not see to it.
    fn is_late(&self, alert: &Alert, channel: &Channel, after: kept_schema::Duration) -> bool {
        let given_at = alert.given_at(channel.key.as_str());
        // It went there by a clock that was ahead: how long ago nobody knows.
        if given_at > self.now + CLOCK_ERROR {
            return true;
        }
        let sent_at = when::due(channel, alert.severity, given_at, self.zone);
        let after = i64::try_from(after.nominal_seconds()).ok().and_then(Duration::try_seconds);
        after.and_then(|after| sent_at.checked_add_signed(after)).is_some_and(|late| late <= self.now)
    }

    fn wait(&mut self, channels: &[String], alert: &Alert) {
        for key in channels {
            if let Some(channel) = self.register.channels().get(key.as_str()) {
                let due_at = when::due(channel, alert.severity, self.now, self.zone);
                self.change.waiting.push(Waiting { channel: key.clone(), alert: alert.number, due_at });
            }
        }
    }
}
