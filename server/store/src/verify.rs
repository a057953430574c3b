//! Whether the store is whole: the chain of hashes, and the records against the log.

use std::collections::HashMap;
use std::fmt;

use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use crate::canonical;
use crate::error::StoreError;
use crate::log::{self, ChangeHeader, ChangeItem, Chunks, Head};
use crate::rows;
use crate::scan::Pages;
use crate::store::Store;

/// What [`Store::verify`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// The last change.
    pub head: Head,
    /// How many changes were checked.
    pub changes: u64,
    /// How many stored records were checked.
    pub records: u64,
    /// What is wrong: the first hundred things.
    pub defects: Vec<Defect>,
}

/// One thing that is wrong with a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// Where: `change:12`, `party:mailer`, `head:log`.
    pub at: String,
    /// What is wrong.
    pub reason: String,
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.reason)
    }
}

impl Verification {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.defects.is_empty()
    }
}

const MOST_DEFECTS: usize = 100;
const HEADERS_AT_A_TIME: u64 = 500;
/// How often to begin anew when another process writes meanwhile.
const ATTEMPTS: u32 = 3;

impl Store {
    /// Checks the store: that every change has the hash it should have, from the first to the last,
    /// and that the stored records are those the changes lead to. `progress` is told how many
    /// changes and records were checked so far. Commits of this process wait until it is done.
    ///
    /// # Errors
    /// When the store does not answer. What is wrong with what it answers is in the result.
    pub async fn verify(&self, progress: impl Fn(usize) + Send) -> Result<Verification, StoreError> {
        let _no_writes = self.inner.writer.lock().await;
        let mut check = Check { store: self, progress, states: HashMap::new(), found: Vec::new(), done: 0 };
        let mut attempts = 1;
        loop {
            let verification = check.run().await?;
            let moved = !verification.is_whole() && self.head().await? != verification.head;
            if !moved || attempts == ATTEMPTS {
                return Ok(verification);
            }
            attempts += 1;
        }
    }
}

/// What the log says of a record: the change that last touched it, and the hash of what it left;
/// `None` when it removed the record.
struct State {
    revision: u64,
    content: Option<[u8; 32]>,
}

struct Check<'a, P> {
    store: &'a Store,
    progress: P,
    states: HashMap<String, State>,
    found: Vec<Defect>,
    done: usize,
}

impl<P: Fn(usize)> Check<'_, P> {
    async fn run(&mut self) -> Result<Verification, StoreError> {
        self.states.clear();
        self.done = 0;
        let head = self.store.head().await?;
        let (last, is_readable) = self.log(head).await?;
        if last != head {
            let reason = format!(
                "it says change {} is the last, and the log ends at {} or with another hash",
                head.seq, last.seq
            );
            self.defect("head:log", reason);
        }
        // Without all of the log there is nothing to compare the records with.
        let records = if is_readable { self.records(head).await? } else { 0 };
        Ok(Verification { head, changes: last.seq, records, defects: std::mem::take(&mut self.found) })
    }

    fn defect(&mut self, at: impl Into<String>, reason: impl Into<String>) {
        if self.found.len() < MOST_DEFECTS {
            self.found.push(Defect { at: at.into(), reason: reason.into() });
        }
    }

    fn damaged(&mut self, error: StoreError) -> Result<(), StoreError> {
        match error {
            StoreError::Damaged { at, reason } => {
                self.defect(at, reason);
                Ok(())
            }
            unavailable @ StoreError::Unavailable(_) => Err(unavailable),
        }
    }

    fn step(&mut self, count: usize) {
        self.done += count;
        (self.progress)(self.done);
    }

    /// Walks the log; returns where it ends, and whether all of it could be read.
    async fn log(&mut self, head: Head) -> Result<(Head, bool), StoreError> {
        let connection = &self.store.inner.connection;
        let mut at = Head { seq: 0, hash: [0; 32] };
        let mut chunks = Chunks::of(1, head.seq);
        let mut waiting = chunks.next(connection).await?;
        loop {
            let first = at.seq + 1;
            let page = match log::headers(connection, first, first + HEADERS_AT_A_TIME - 1).await {
                Ok(page) => page,
                Err(error) => {
                    self.damaged(error)?;
                    return Ok((at, false));
                }
            };
            if page.is_empty() {
                break;
            }
            let count = page.len();
            for header in page {
                self.header(&header, at);
                let mut hasher = Sha256::new();
                let mut items = 0;
                while let Some((seq, lines)) = waiting.take() {
                    if seq > header.seq {
                        waiting = Some((seq, lines));
                        break;
                    }
                    if seq == header.seq {
                        hasher.update(lines.as_bytes());
                        items += self.items(seq, &lines)?;
                    } else {
                        self.defect(format!("change:{seq}"), "there are items of it, and it is missing");
                    }
                    waiting = chunks.next(connection).await?;
                }
                if <[u8; 32]>::from(hasher.finalize()) != header.items_hash || items != header.item_count {
                    self.defect(
                        format!("change:{}", header.seq),
                        "what it changed does not have the hash it was sealed with",
                    );
                }
                at = Head { seq: header.seq, hash: header.hash };
            }
            self.step(count);
        }
        if let Some((seq, _)) = waiting {
            self.defect(format!("change:{seq}"), "there are items of it, and it is missing");
        }
        Ok((at, true))
    }

    fn header(&mut self, header: &ChangeHeader, previous: Head) {
        let name = format!("change:{}", header.seq);
        if header.seq != previous.seq + 1 {
            self.defect(format!("change:{}", previous.seq + 1), "it is missing");
        }
        if header.previous_hash != previous.hash {
            self.defect(&name, "it does not follow from the change before it");
        }
        if header.computed_hash() != header.hash {
            self.defect(&name, "it does not have the hash it was sealed with");
        }
    }

    /// Replays the items of a change; returns how many there are.
    fn items(&mut self, seq: u64, lines: &str) -> Result<u64, StoreError> {
        let mut count = 0;
        for line in lines.lines() {
            count += 1;
            match log::item(seq, line) {
                Ok(ChangeItem { id, before, after }) => {
                    let known = self.states.get(&id.to_string()).and_then(|state| state.content);
                    if known != before.as_ref().map(content) {
                        self.defect(format!("change:{seq}"), format!("`{id}` was not before it what it says"));
                    }
                    let state = State { revision: seq, content: after.as_ref().map(content) };
                    self.states.insert(id.to_string(), state);
                }
                Err(error) => self.damaged(error)?,
            }
        }
        Ok(count)
    }

    /// Compares the stored records with where the log left them; returns how many there are.
    async fn records(&mut self, head: Head) -> Result<u64, StoreError> {
        let mut records = 0;
        for table in rows::TABLES {
            let mut pages = Pages::of(&self.store.inner.connection, table);
            loop {
                let page = pages.next().await?;
                if page.is_empty() {
                    break;
                }
                let count = page.len();
                records += count as u64;
                for row in page {
                    match rows::read(table, row) {
                        Ok((record, revision)) => {
                            self.record(&record.id().to_string(), &record.to_json(), revision, head);
                        }
                        Err((at, reason)) => {
                            self.states.remove(&at);
                            self.defect(at, reason);
                        }
                    }
                }
                self.step(count);
            }
        }
        let mut missing: Vec<_> = self.states.drain().filter(|(_, state)| state.content.is_some()).collect();
        missing.sort_by(|(a, _), (b, _)| a.cmp(b));
        for (id, state) in missing {
            self.defect(id, format!("it is missing; change {} left it there", state.revision));
        }
        Ok(records)
    }

    fn record(&mut self, id: &str, json: &Json, revision: u64, head: Head) {
        let state = self.states.remove(id);
        if revision > head.seq {
            self.defect(id, format!("its revision is {revision}, and the last change is {}", head.seq));
            return;
        }
        match state {
            Some(State { revision: last, content: Some(hash) }) if hash == content(json) => {
                if last != revision {
                    self.defect(id, format!("its revision is {revision}, and change {last} was the last to touch it"));
                }
            }
            Some(State { revision: last, content: Some(_) }) => {
                self.defect(id, format!("it is not what change {last} made it"));
            }
            Some(State { revision: last, content: None }) => {
                self.defect(id, format!("it is there, and change {last} removed it"));
            }
            None => self.defect(id, "it is there, and no change made it"),
        }
    }
}

fn content(record: &Json) -> [u8; 32] {
    Sha256::digest(canonical::to_string(record).as_bytes()).into()
}
