//! Durable storage of the register in SurrealDB: the only crate that names it.
//!
//! A [`Store`] holds the records of the register, a row each, and the log of every change ever made
//! to them, each entry with the hash of the one before it. [`Store::commit`] writes both in one
//! transaction and only when the register is still at the revision the commit was validated against;
//! when it returns `Ok`, the change is on disk. [`Store::load`] gives the register back.
//!
//! The same code runs on an embedded engine (`rocksdb:DIR`, and `mem:` for tests) and on a SurrealDB
//! server or cluster (`ws://HOST`), by URL alone: see [`StoreUrl`].
//!
//! **Threads need 10 MiB of stack**: SurrealDB recurses deeply. Whoever builds the tokio runtime sets
//! `thread_stack_size(10 * 1024 * 1024)` and runs the store on its worker threads, not in `block_on`
//! on a main thread with less.

mod alert;
mod canonical;
mod commit;
mod connection;
mod error;
mod history;
mod load;
mod log;
mod look;
mod migrate;
mod rows;
mod scan;
mod store;
mod url;
mod verify;

pub use alert::{
    Acknowledgement, Alert, AlertChange, AlertHead, Attempt, Delivery, DeliveryState, Given, Told, Waiting,
};
pub use commit::{Commit, Committed};
pub use connection::Credentials;
pub use error::{Cause, CommitError, LoadError, OpenError, StoreError};
pub use history::RecordChange;
pub use log::{ChangeEntry, ChangeHeader, ChangeItem, Head};
pub use look::{Look, LookCause, NewLook, Sighting};
pub use migrate::{MIGRATIONS, Migration};
pub use store::Store;
pub use url::{InvalidStoreUrl, StoreUrl};
pub use verify::{Defect, Verification};
