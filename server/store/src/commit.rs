//! Writing: one transaction a commit.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use chrono::{DateTime, Utc};
use kept_schema::Change;
use surrealdb::types::{QueryError, Value, Variables};

use crate::canonical::hex;
use crate::connection::value;
use crate::error::{CommitError, StoreError};
use crate::log::{Head, Sealed, headers, read_head};
use crate::look::{LookCause, NewLook, was_taken};
use crate::rows::{record_id, row, stored_number, table};
use crate::store::Store;

/// A change to be made.
#[derive(Clone, Debug)]
pub struct Commit {
    /// The revision of the register it was validated against.
    pub expect: u64,
    /// When it is made.
    pub at: DateTime<Utc>,
    /// Who makes it.
    pub actor: String,
    /// What they do: `createParty`, `apply`, `import gvl`.
    pub action: String,
    /// What it does, in a sentence.
    pub summary: String,
    /// The records it changes.
    pub changes: Vec<Change>,
    /// The findings that it makes appear and go away; `None` when there are none.
    pub look: Option<NewLook>,
}

/// A change that was made and is on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Committed {
    /// Its number: the new revision of the register.
    pub seq: u64,
    /// Its hash.
    pub hash: [u8; 32],
}

/// What the transaction throws when the head is not where it was expected.
const STALE: &str = "kept: the head moved";
/// How often a transaction that met another one is tried.
const ATTEMPTS: u32 = 8;
/// Rows that a statement may write with a savepoint each, where savepoints are dear.
const FEW: usize = 200;
/// How long to ask for the outcome of a commit whose answer was lost.
const RESOLVE_TIMEOUT: Duration = Duration::from_secs(15);

impl Store {
    /// Makes a change: writes its records and its entry in the change log, all or nothing, if the
    /// register is still at revision `expect`. When this returns `Ok`, the change is on disk.
    ///
    /// Commits of one process wait for each other. A caller that drops this future does not learn
    /// whether the change was made: run it in a task of its own.
    ///
    /// # Errors
    /// Each says whether anything was written; only after [`CommitError::Unknown`] nobody knows.
    pub async fn commit(&self, commit: Commit) -> Result<Committed, CommitError> {
        let connection = &self.inner.connection;
        let mut known = self.inner.writer.lock().await;
        // Taken out, so that nothing is believed when this future is dropped half way.
        let previous = match known.take().filter(|head| head.seq == commit.expect) {
            Some(head) => head,
            None => read_head(connection).await?,
        };
        if previous.seq != commit.expect {
            *known = Some(previous);
            return Err(CommitError::Stale { expected: commit.expect, actual: previous.seq });
        }
        let sealed = Sealed::after(&previous, &commit);
        let next = sealed.head;
        let transaction = Transaction::of(commit, &previous, sealed, connection.copies_savepoints());
        let made = self.make(&transaction, &previous, &next).await;
        if made.is_ok() {
            *known = Some(next);
        }
        made
    }

    async fn make(&self, transaction: &Transaction, previous: &Head, next: &Head) -> Result<Committed, CommitError> {
        match self.persist(transaction).await {
            Ok(()) => Ok(Committed { seq: next.seq, hash: next.hash }),
            Err(Failed::Busy(error)) => Err(error),
            Err(Failed::Other(cause)) => self.resolve(cause, previous, next).await,
        }
    }

    /// Runs a transaction that is not a change. What is not known to have happened did not.
    pub(crate) async fn write(
        &self,
        statements: String,
        variables: Variables,
        revision: u64,
    ) -> Result<(), CommitError> {
        let _no_commits = self.inner.writer.lock().await;
        match self.persist(&Transaction { statements, variables }).await {
            Ok(()) => Ok(()),
            Err(Failed::Busy(error)) => Err(error),
            Err(Failed::Other(cause)) if was_taken(&cause) => {
                Err(CommitError::Stale { expected: revision, actual: revision })
            }
            Err(Failed::Other(cause)) if is_answer(&cause) => Err(CommitError::Refused(cause.into())),
            Err(Failed::Other(cause)) => Err(CommitError::Unknown(cause.into())),
        }
    }

    /// Runs a transaction, again when it met another one.
    async fn persist(&self, transaction: &Transaction) -> Result<(), Failed> {
        let mut attempts = 0;
        loop {
            attempts += 1;
            match self.attempt(transaction).await {
                Ok(()) => return Ok(()),
                Err(Failure::Conflict(_)) if attempts < ATTEMPTS => tokio::time::sleep(pause(attempts)).await,
                Err(Failure::Conflict(source)) => {
                    return Err(Failed::Busy(CommitError::Busy { attempts, source: source.into() }));
                }
                Err(Failure::Other(cause)) => return Err(Failed::Other(cause)),
            }
        }
    }

    async fn attempt(&self, transaction: &Transaction) -> Result<(), Failure> {
        let run = self.inner.connection.run(&transaction.statements, transaction.variables.clone());
        let mut errors: Vec<_> = run.await.map_err(Failure::Other)?.take_errors().into_iter().collect();
        errors.sort_by_key(|(statement, _)| *statement);
        // Most statements only report that another one failed.
        let told = |error: &surrealdb::Error| {
            !matches!(error.query_details(), Some(QueryError::NotExecuted | QueryError::Cancelled))
        };
        let position = errors.iter().position(|(_, error)| told(error)).unwrap_or(0);
        match errors.into_iter().nth(position) {
            None => Ok(()),
            Some((_, error)) if is_conflict(&error) => Err(Failure::Conflict(error)),
            Some((_, error)) => Err(Failure::Other(error)),
        }
    }

    /// Finds out what became of a commit that failed: the log tells, whatever was reported.
    async fn resolve(&self, cause: surrealdb::Error, previous: &Head, next: &Head) -> Result<Committed, CommitError> {
        let connection = &self.inner.connection;
        let found = tokio::time::timeout(RESOLVE_TIMEOUT, async {
            let head = read_head(connection).await?;
            let sealed = headers(connection, next.seq, next.seq).await?;
            Ok::<_, StoreError>((head, sealed.first().is_some_and(|change| change.hash == next.hash)))
        });
        match found.await {
            Ok(Ok((_, true))) => Ok(Committed { seq: next.seq, hash: next.hash }),
            Ok(Ok((head, false))) if head != *previous => {
                Err(CommitError::Stale { expected: previous.seq, actual: head.seq })
            }
            Ok(Ok((head, false))) if was_taken(&cause) => {
                Err(CommitError::Stale { expected: previous.seq, actual: head.seq })
            }
            // A server may still be at work on what was sent before the connection was lost.
            Ok(Ok(_)) if !connection.can_lose_answers() || is_answer(&cause) => Err(CommitError::Refused(cause.into())),
            _ => Err(CommitError::Unknown(cause.into())),
        }
    }
}

/// Why a transaction was given up.
enum Failed {
    Busy(CommitError),
    Other(surrealdb::Error),
}

enum Failure {
    Conflict(surrealdb::Error),
    Other(surrealdb::Error),
}

fn is_conflict(error: &surrealdb::Error) -> bool {
    matches!(error.query_details(), Some(QueryError::TransactionConflict)) || error.message().contains("can be retried")
}

/// Whether the server itself reported the error, so that it is done with the request.
fn is_answer(error: &surrealdb::Error) -> bool {
    error.is_validation()
        || error.is_thrown()
        || error.is_query()
        || error.is_not_allowed()
        || error.is_already_exists()
}

/// Longer each time, and never the same for two writers.
fn pause(attempt: u32) -> Duration {
    let longest = 4_u64 << attempt.min(8);
    let jitter = RandomState::new().hash_one(attempt) % longest;
    Duration::from_millis(1 + jitter)
}

/// The statements of a commit and what is bound to them.
struct Transaction {
    statements: String,
    variables: Variables,
}

impl Transaction {
    /// How rows are written was measured in development builds. 8,000 rows on RocksDB: `INSERT` took 3.9 s,
    /// a loop of `CREATE` 9.4 s. 2,000 rows in memory: a loop of `UPDATE` took 1.4 s, of `UPSERT` 2.9 s,
    /// `ON DUPLICATE KEY UPDATE` 3.5 s. `INSERT` and `UPSERT` set a savepoint a row, which in memory makes
    /// them quadratic (8,000 rows: 61 s).
    fn of(commit: Commit, previous: &Head, sealed: Sealed, copies_savepoints: bool) -> Self {
        let next = sealed.head;
        let Commit { at, changes, look, .. } = commit;
        let touched = sealed.touched(&changes);
        let (header, chunks) = sealed.rows();
        let mut statements = format!(
            "BEGIN;
             LET $moved = (UPDATE ONLY head:log SET seq = $seq, hash = $hash
                 WHERE seq = $expect AND hash = $previous RETURN AFTER);
             IF $moved = NONE {{ THROW '{STALE}' }};
             INSERT INTO change $header RETURN NONE;
             INSERT INTO change_item $chunks RETURN NONE;"
        );
        let mut variables = Variables::new();
        variables.insert("expect", value(stored_number(previous.seq)));
        variables.insert("previous", value(hex(&previous.hash)));
        variables.insert("seq", value(stored_number(next.seq)));
        variables.insert("hash", value(hex(&next.hash)));
        variables.insert("header", header);
        variables.insert("chunks", value(chunks));
        let mut created: BTreeMap<&str, Vec<Value>> = BTreeMap::from([("touched", touched)]);
        let mut replaced = Vec::new();
        let mut removed = Vec::new();
        for change in &changes {
            match (&change.before, &change.after) {
                (None, Some(record)) => created.entry(table(&change.id)).or_default().push(row(record, next.seq)),
                (Some(_), Some(record)) => replaced.push(row(record, next.seq)),
                (_, None) => removed.push(Value::RecordId(record_id(&change.id))),
            }
        }
        for (table, rows) in created {
            // Fails when the record is there: the store is then not what the register was loaded from.
            let statement = if copies_savepoints && rows.len() > FEW {
                format!("FOR $row IN $new_{table} {{ CREATE $row.id CONTENT $row RETURN NONE }};")
            } else {
                format!("INSERT INTO {table} $new_{table} RETURN NONE;")
            };
            statements.push_str(&statement);
            variables.insert(format!("new_{table}"), value(rows));
        }
        if !replaced.is_empty() {
            // Fails when the record is not there.
            statements.push_str(
                "FOR $row IN $replaced {
                     IF (UPDATE ONLY $row.id CONTENT $row RETURN VALUE revision) = NONE {
                         THROW 'kept: there is no ' + <string> $row.id
                     }
                 };",
            );
            variables.insert("replaced", value(replaced));
        }
        if !removed.is_empty() {
            statements.push_str("DELETE $removed RETURN NONE;");
            variables.insert("removed", value(removed));
        }
        if let Some(look) = look {
            statements.push_str(&look.write(next.seq, LookCause::Change, at, &mut variables));
        }
        statements.push_str("COMMIT;");
        Self { statements, variables }
    }
}
