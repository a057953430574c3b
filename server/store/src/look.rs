//! Looks: which findings appeared and went away, and when, so that a finding has a first and a last day.
//!
//! A look is written when the findings are not those of the look before it: in the transaction of the change that
//! made them so, or by itself when a new day did. The number of a look is its place: of two processes that looked
//! at the same time only one can write it, and the other one reads it and looks again.

use std::fmt::Write;
use std::ops::Bound;

use chrono::{DateTime, Utc};
use kept_schema::{Day, FindingId};
use serde_json::Value as Json;
use surrealdb::types::{Array, RecordId, RecordIdKey, SurrealValue, Value, Variables};

use crate::connection::value;
use crate::error::{CommitError, StoreError};
use crate::rows::stored_number;
use crate::scan;
use crate::store::{Store, damaged};

/// What made findings appear or go away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookCause {
    /// A change of the register.
    Change,
    /// A new day, or a new version of the rules.
    Day,
}

/// A look that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// Its number, from 1 without gaps.
    pub number: u64,
    /// The revision of the register that was looked at.
    pub revision: u64,
    /// What made the findings others than before.
    pub cause: LookCause,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// The day the findings are of.
    pub as_of: Day,
    /// What was seen.
    pub sightings: Vec<Sighting>,
}

/// What a look saw of one finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// The finding.
    pub finding: FindingId,
    /// Whether it is there; else it is gone.
    pub is_there: bool,
    /// What it says, or said. `null` when nobody knows any more.
    pub told: Json,
}

/// A look to be written.
#[derive(Clone, Debug)]
pub struct NewLook {
    /// The number of the look before it; 0 when it is the first.
    pub after: u64,
    /// The day the findings are of.
    pub as_of: Day,
    /// What was seen.
    pub sightings: Vec<Sighting>,
}

/// The most a row of `look` holds, unless a single line is longer.
const CHUNK_BYTES: usize = 256 * 1024;
/// Rows read at a time: at most some 8 MiB.
const ROWS_AT_A_TIME: usize = 32;
/// What the transaction throws when somebody else looked first.
pub(crate) const TAKEN: &str = "kept: somebody was first";

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct LookRow {
    id: RecordId,
    revision: i64,
    cause: String,
    at: DateTime<Utc>,
    as_of: String,
    lines: String,
}

impl LookCause {
    const fn word(self) -> &'static str {
        match self {
            Self::Change => "CHANGE",
            Self::Day => "DAY",
        }
    }
}

fn key(numbers: &[u64]) -> RecordIdKey {
    let numbers: Vec<Value> = numbers.iter().map(|number| Value::from_t(stored_number(*number))).collect();
    RecordIdKey::Array(Array::from(numbers))
}

impl NewLook {
    /// The statements that write it within a transaction, and what is bound to them.
    pub(crate) fn write(self, revision: u64, cause: LookCause, at: DateTime<Utc>, variables: &mut Variables) -> String {
        let number = self.after.saturating_add(1);
        let rows = chunks(&self.sightings).into_iter().zip(0_u64..).map(|(lines, chunk)| {
            let row = LookRow {
                id: RecordId::new("look", key(&[number, chunk])),
                revision: stored_number(revision),
                cause: cause.word().to_owned(),
                at,
                as_of: self.as_of.to_string(),
                lines,
            };
            row.into_value()
        });
        variables.insert("looks", value(rows.collect::<Vec<_>>()));
        variables.insert("look", Value::RecordId(RecordId::new("look", key(&[number, 0]))));
        let before = RecordId::new("look", key(&[self.after, 0]));
        variables.insert("look_before", Value::RecordId(before));
        let gap = if self.after == 0 { "false" } else { "!record::exists($look_before)" };
        format!(
            "IF record::exists($look) OR {gap} {{ THROW '{TAKEN}' }};
             INSERT INTO look $looks RETURN NONE;"
        )
    }
}

/// Whether a transaction failed because somebody else looked first.
pub(crate) fn was_taken(error: &surrealdb::Error) -> bool {
    error.message().contains(TAKEN)
}

fn chunks(sightings: &[Sighting]) -> Vec<String> {
    let mut chunks = Vec::new();
    let mut chunk = String::new();
    for Sighting { finding, is_there, told } in sightings {
        let sign = if *is_there { '+' } else { '-' };
        let _ = writeln!(chunk, "{sign}{finding} {told}");
        if chunk.len() >= CHUNK_BYTES {
            chunks.push(std::mem::take(&mut chunk));
        }
    }
    if !chunk.is_empty() {
        chunks.push(chunk);
    }
    chunks
}

impl LookRow {
    fn read(self) -> Result<Look, StoreError> {
        let wrong = |reason: &str| damaged("look", reason);
        let RecordIdKey::Array(key) = &self.id.key else { return Err(wrong("an id is no array")) };
        let number = key.iter().next().cloned().and_then(|number| i64::from_value(number).ok());
        let number = number.and_then(|number| u64::try_from(number).ok());
        let number = number.ok_or_else(|| wrong("an id does not begin with a number"))?;
        let wrong = |reason: String| damaged(format!("look:{number}"), reason);
        Ok(Look {
            number,
            revision: u64::try_from(self.revision).map_err(|error| wrong(error.to_string()))?,
            cause: match self.cause.as_str() {
                "CHANGE" => LookCause::Change,
                "DAY" => LookCause::Day,
                other => return Err(wrong(format!("`{other}` is no cause"))),
            },
            at: self.at,
            as_of: self.as_of.parse().map_err(|_| wrong(format!("`{}` is no day", self.as_of)))?,
            sightings: self.lines.lines().map(|line| sighting(line).map_err(wrong)).collect::<Result<_, _>>()?,
        })
    }
}

fn sighting(line: &str) -> Result<Sighting, String> {
    let is_there = match line.as_bytes().first() {
        Some(b'+') => true,
        Some(b'-') => false,
        _ => return Err("a line does not begin with + or -".to_owned()),
    };
    let (finding, told) = line[1..].split_once(' ').ok_or("a line says nothing")?;
    let finding = finding.parse().map_err(|_| format!("`{finding}` is not the id of a finding"))?;
    Ok(Sighting { finding, is_there, told: serde_json::from_str(told).map_err(|error| error.to_string())? })
}

impl Store {
    /// Writes a look at the register of a revision that no change was the cause of. When this returns `Ok`, it is on disk.
    ///
    /// # Errors
    /// [`CommitError::Stale`] when somebody else looked first, or the register changed.
    pub async fn look(&self, revision: u64, at: DateTime<Utc>, look: NewLook) -> Result<(), CommitError> {
        let mut variables = Variables::new();
        variables.insert("expect", value(stored_number(revision)));
        let statements = format!(
            "BEGIN;
             IF (SELECT VALUE seq FROM ONLY head:log) != $expect {{ THROW '{TAKEN}' }};
             {}
             COMMIT;",
            look.write(revision, LookCause::Day, at, &mut variables)
        );
        self.write(statements, variables, revision).await
    }

    /// The parts of the looks `first` to `last`, oldest first, as far as there are. A large look has several parts.
    /// `each` is told of them one by one.
    ///
    /// # Errors
    /// When the store does not answer or is damaged.
    pub async fn looks(&self, first: u64, last: u64, mut each: impl FnMut(Look) + Send) -> Result<(), StoreError> {
        // An array sorts before the longer ones it begins.
        let end = Bound::Excluded(key(&[last.saturating_add(1)]));
        let mut start = Bound::Included(key(&[first]));
        loop {
            let rows = scan::range(&self.inner.connection, "look", start, end.clone(), ROWS_AT_A_TIME).await?;
            let is_last = rows.len() < ROWS_AT_A_TIME;
            start = Bound::Unbounded;
            for row in rows {
                let row = LookRow::from_value(row).map_err(|error| damaged("look", error.to_string()))?;
                start = Bound::Excluded(row.id.key.clone());
                each(row.read()?);
            }
            if is_last {
                return Ok(());
            }
        }
    }
}
