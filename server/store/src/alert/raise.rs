//! Raising: what people are told is written once, with what it is to be sent on.

use std::ops::Bound;

use chrono::{DateTime, Utc};
use kept_schema::{AlertKind, Day, Severity};
use serde_json::Value as Json;
use surrealdb::types::{RecordId, RecordIdKey, SurrealValue, Value, Variables};

use super::number;
use super::post::{Waiting, WaitingRow, waiting_id};
use crate::connection::{value, variables};
use crate::error::{CommitError, StoreError};
use crate::look::TAKEN;
use crate::rows::stored_number;
use crate::scan;
use crate::store::{Store, damaged, unavailable};

/// Up to where alerts were raised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AlertHead {
    /// How often anything about alerts changed.
    pub version: u64,
    /// The number of the last alert; 0 when there is none.
    pub number: u64,
    /// The number of the last look alerts were raised of.
    pub looked: u64,
    /// The last day whose deadlines were told.
    pub asked: Option<Day>,
}

/// Something people are told of.
#[derive(Clone, Debug, PartialEq)]
pub struct Alert {
    /// Its number, from 1 without gaps.
    pub number: u64,
    /// What it is told for; no other alert has the same.
    pub cause: String,
    /// What it is about.
    pub kind: AlertKind,
    /// How much it matters.
    pub severity: Severity,
    /// When it was raised.
    pub at: DateTime<Utc>,
    /// The day it is about.
    pub as_of: Day,
    /// What it says, in a sentence.
    pub title: String,
    /// What else it says.
    pub told: Json,
    /// The channels it was for.
    pub channels: Vec<String>,
    /// The channels it went to because nobody acknowledged it.
    pub escalated: Vec<String>,
    /// When it went to a channel, if that was not when it was raised.
    pub given: Vec<Given>,
    /// Who has seen to it.
    pub acknowledged: Option<Acknowledgement>,
    /// Until when it is not to be told.
    pub snoozed_until: Option<DateTime<Utc>>,
}

/// When an alert went to a channel.
#[derive(Clone, Debug, PartialEq, Eq, SurrealValue)]
pub struct Given {
    /// The key of the channel.
    pub channel: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// That someone has seen to an alert.
#[derive(Clone, Debug, PartialEq, Eq, SurrealValue)]
pub struct Acknowledgement {
    /// Who.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What they say of it.
    pub note: Option<String>,
}

/// What is to be written about alerts, all of it or nothing.
#[derive(Clone, Debug, Default)]
pub struct AlertChange {
    /// Up to where alerts are raised afterwards; its version is that before.
    pub head: AlertHead,
    /// New alerts, and alerts that changed.
    pub alerts: Vec<Alert>,
    /// What is to be sent.
    pub waiting: Vec<Waiting>,
    /// What no longer is: channels and alerts.
    pub withdrawn: Vec<(String, u64)>,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct HeadRow {
    version: i64,
    number: i64,
    looked: i64,
    asked: Option<String>,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct AlertRow {
    id: RecordId,
    cause: String,
    kind: String,
    severity: String,
    at: DateTime<Utc>,
    as_of: String,
    title: String,
    told: String,
    channels: Vec<String>,
    escalated: Vec<String>,
    given: Option<Vec<Given>>,
    acknowledged: Option<Acknowledgement>,
    snoozed_until: Option<DateTime<Utc>>,
}

fn key_number(key: &RecordIdKey) -> Result<u64, StoreError> {
    match key {
        RecordIdKey::Number(stored) => number(*stored),
        _ => Err(damaged("alert", "an id is no number")),
    }
}

impl Alert {
    /// The channels that have it: those it was for and those it went to since.
    #[must_use]
    pub fn holders(&self) -> Vec<String> {
        self.channels.iter().chain(&self.escalated).cloned().collect()
    }

    /// When it went to a channel, of those it is for or was escalated to.
    #[must_use]
    pub fn given_at(&self, channel: &str) -> DateTime<Utc> {
        self.given.iter().find(|given| given.channel == channel).map_or(self.at, |given| given.at)
    }
}

impl AlertRow {
    fn of(alert: &Alert) -> Self {
        let Alert {
            number,
            cause,
            kind,
            severity,
            at,
            as_of,
            title,
            told,
            channels,
            escalated,
            given,
            acknowledged,
            snoozed_until,
        } = alert;
        Self {
            id: RecordId::new("alert", stored_number(*number)),
            cause: cause.clone(),
            kind: kind.to_string(),
            severity: severity.to_string(),
            at: *at,
            as_of: as_of.to_string(),
            title: title.clone(),
            told: told.to_string(),
            channels: channels.clone(),
            escalated: escalated.clone(),
            given: (!given.is_empty()).then(|| given.clone()),
            acknowledged: acknowledged.clone(),
            snoozed_until: *snoozed_until,
        }
    }

    fn read(self) -> Result<Alert, StoreError> {
        let number = key_number(&self.id.key)?;
        let wrong = |reason: String| damaged(format!("alert:{number}"), reason);
        Ok(Alert {
            number,
            kind: self.kind.parse().map_err(|_| wrong(format!("`{}` is no kind", self.kind)))?,
            severity: self.severity.parse().map_err(|_| wrong(format!("`{}` is no severity", self.severity)))?,
            as_of: self.as_of.parse().map_err(|_| wrong(format!("`{}` is no day", self.as_of)))?,
            told: serde_json::from_str(&self.told).map_err(|error| wrong(error.to_string()))?,
            cause: self.cause,
            at: self.at,
            title: self.title,
            channels: self.channels,
            escalated: self.escalated,
            given: self.given.unwrap_or_default(),
            acknowledged: self.acknowledged,
            snoozed_until: self.snoozed_until,
        })
    }
}

impl Store {
    /// Up to where alerts were raised.
    ///
    /// # Errors
    /// When the store does not answer or is damaged.
    pub async fn alert_head(&self) -> Result<AlertHead, StoreError> {
        let found = self.inner.connection.query("SELECT * OMIT id FROM ONLY alert_head:all", Variables::new()).await;
        let row: Option<HeadRow> = found.map_err(unavailable)?.take(0).map_err(unavailable)?;
        let Some(HeadRow { version, number: last, looked, asked }) = row else { return Ok(AlertHead::default()) };
        let day = |text: String| text.parse().map_err(|_| damaged("alert_head:all", format!("`{text}` is no day")));
        Ok(AlertHead {
            version: number(version)?,
            number: number(last)?,
            looked: number(looked)?,
            asked: asked.map(day).transpose()?,
        })
    }

    /// All alerts, the oldest first. `each` is told of them one by one.
    ///
    /// # Errors
    /// When the store does not answer or is damaged.
    pub async fn alerts(&self, mut each: impl FnMut(Alert) + Send) -> Result<(), StoreError> {
        let mut start = Bound::Unbounded;
        loop {
            let rows = scan::range(&self.inner.connection, "alert", start, Bound::Unbounded, scan::PAGE).await?;
            let is_last = rows.len() < scan::PAGE;
            start = Bound::Unbounded;
            for row in rows {
                let row = AlertRow::from_value(row).map_err(|error| damaged("alert", error.to_string()))?;
                start = Bound::Excluded(row.id.key.clone());
                each(row.read()?);
            }
            if is_last {
                return Ok(());
            }
        }
    }

    /// Writes what is new about alerts, if nobody else did since. When this returns `Ok`, it is on disk.
    ///
    /// # Errors
    /// [`CommitError::Stale`] when somebody else was first.
    pub async fn write_alerts(&self, change: AlertChange) -> Result<AlertHead, CommitError> {
        let AlertChange { head, alerts, waiting, withdrawn } = change;
        let next = AlertHead { version: head.version + 1, ..head };
        let row = HeadRow {
            version: stored_number(next.version),
            number: stored_number(next.number),
            looked: stored_number(next.looked),
            asked: next.asked.map(|day| day.to_string()),
        };
        let alerts: Vec<Value> = alerts.iter().map(|alert| AlertRow::of(alert).into_value()).collect();
        let waiting = waiting.into_iter().map(|waiting| WaitingRow::of(&waiting).into_value());
        let withdrawn = withdrawn.iter().map(|(channel, alert)| Value::RecordId(waiting_id(channel, *alert)));
        let bound = variables([
            ("expect", value(stored_number(head.version))),
            ("head", value(row)),
            ("alerts", value(alerts)),
            ("waiting", value(waiting.collect::<Vec<_>>())),
            ("withdrawn", value(withdrawn.collect::<Vec<_>>())),
        ]);
        let statements = format!(
            "BEGIN;
             IF ((SELECT VALUE version FROM ONLY alert_head:all) ?? 0) != $expect {{ THROW '{TAKEN}' }};
             UPSERT alert_head:all CONTENT $head RETURN NONE;
             FOR $alert IN $alerts {{ UPSERT $alert.id CONTENT $alert RETURN NONE }};
             FOR $row IN $waiting {{ UPSERT $row.id CONTENT $row RETURN NONE }};
             DELETE $withdrawn RETURN NONE;
             COMMIT;"
        );
        self.write(statements, bound, head.version).await?;
        Ok(next)
    }
}
