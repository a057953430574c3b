//! The register as it was recorded at a moment, rebuilt from the change log.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use kept_schema::register::Draft;
use kept_schema::{NodeId, Problems, Record, Register};
use kept_store::StoreError;
use tokio::sync::Mutex;

use super::{App, Snapshot, WorkerLost, blocking};

/// How many changes are read at a time.
const PAGE: usize = 100;
/// How many past registers are kept for the next question.
const MAX_KEPT: usize = 4;

/// Past registers that were asked about, the latest question last.
#[derive(Debug, Default)]
pub(super) struct History(Mutex<Vec<Arc<Snapshot>>>);

/// Why a past register cannot be told.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// The store does not answer, or is damaged.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There was no such change yet.
    #[error("there is no revision {revision} yet: the register is at {newest}")]
    ToCome {
        /// The revision that was asked for.
        revision: u64,
        /// The revision of the register.
        newest: u64,
    },
    /// The change log holds something this version does not understand.
    #[error("change {revision} of the log cannot be read")]
    Record {
        /// The change.
        revision: u64,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// What the log tells is not a register.
    #[error("the register of change {revision} cannot be rebuilt:\n{problems}")]
    Invalid {
        /// The change.
        revision: u64,
        /// What is wrong with it.
        problems: Problems,
    },
    /// The work was given up.
    #[error(transparent)]
    Lost(#[from] WorkerLost),
}

impl App {
    /// The register as it was recorded at a moment: after the last change that was made then or before. A moment to
    /// come gives the register of today, and one before the first change an empty one.
    ///
    /// # Errors
    /// When the change log cannot be read.
    pub async fn known_at(&self, moment: DateTime<Utc>) -> Result<Arc<Snapshot>, HistoryError> {
        let revision = self.revision_at(moment, self.snapshot().register().revision()).await?;
        self.at_revision(revision).await
    }

    /// The register as it was at a revision; before the first change it was empty.
    ///
    /// # Errors
    /// When there was no such change yet, or the change log cannot be read.
    pub async fn at_revision(&self, revision: u64) -> Result<Arc<Snapshot>, HistoryError> {
        let current = self.snapshot();
        let newest = current.register().revision();
        if revision > newest {
            return Err(HistoryError::ToCome { revision, newest });
        }
        if revision == newest {
            return Ok(current);
        }
        // Who asks for the same past meanwhile waits for it.
        let mut kept = self.history.0.lock().await;
        if let Some(place) = kept.iter().position(|past| past.register().revision() == revision) {
            let past = kept.remove(place);
            kept.push(past.clone());
            return Ok(past);
        }
        let register = self.rebuild(revision).await?;
        let past = Arc::new(blocking(move || Snapshot::new(register)).await?);
        if kept.len() >= MAX_KEPT {
            kept.remove(0);
        }
        kept.push(past.clone());
        Ok(past)
    }

    /// The number of the last change made at a moment or before, at most `newest`; 0 when there is none.
    async fn revision_at(&self, moment: DateTime<Utc>, newest: u64) -> Result<u64, StoreError> {
        let mut before = newest.saturating_add(1);
        loop {
            let headers = self.store.change_headers_before(before, PAGE).await?;
            if let Some(found) = headers.iter().find(|header| header.at <= moment) {
                return Ok(found.seq);
            }
            match headers.last() {
                Some(oldest) => before = oldest.seq,
                None => return Ok(0),
            }
        }
    }

    /// The register after a change, from the log alone.
    async fn rebuild(&self, revision: u64) -> Result<Register, HistoryError> {
        let mut records: BTreeMap<NodeId, (u64, serde_json::Value)> = BTreeMap::new();
        let mut done = 0;
        while done < revision {
            let limit = usize::try_from(revision - done).unwrap_or(PAGE).min(PAGE);
            let entries = self.store.changes(done, limit).await?;
            if entries.is_empty() {
                break;
            }
            for entry in entries {
                done = entry.seq;
                for item in entry.items {
                    match item.after {
                        Some(record) => records.insert(item.id, (entry.seq, record)),
                        None => records.remove(&item.id),
                    };
                }
            }
        }
        blocking(move || {
            let mut draft = Draft::default();
            for (id, (changed, json)) in records {
                let record = Record::from_json(id.kind(), json)
                    .map_err(|source| HistoryError::Record { revision: changed, source })?;
                draft.load(record, changed);
            }
            let rebuilt = draft.finish(revision);
            rebuilt.map(|(register, _)| register).map_err(|problems| HistoryError::Invalid { revision, problems })
        })
        .await?
    }
}
