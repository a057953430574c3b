//! Why a use case failed.

use kept_schema::{NodeId, Problems};
use kept_store::{CommitError, LoadError, OpenError, StoreError};

use super::WorkerLost;

/// Why the register cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The store cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// What the store holds cannot be loaded.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The store does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The work was given up.
    #[error(transparent)]
    Lost(#[from] WorkerLost),
}

/// Why the register was not changed.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The edits are not valid.
    #[error("the register was not changed:\n{0}")]
    Invalid(#[from] Problems),
    /// A record is not there.
    #[error("`{0}` is not in the register")]
    NotFound(NodeId),
    /// A record was changed since it was read.
    #[error(
        "`{id}` was changed since you read it: you expected revision {expected}, it is at {actual}; read it again and repeat the change"
    )]
    Conflict {
        /// The record.
        id: NodeId,
        /// The revision the writer had read.
        expected: u64,
        /// The revision it is at.
        actual: u64,
    },
    /// Other processes keep writing first.
    #[error("another process wrote to the store at the same time; try again")]
    Raced,
    /// The store did not take the change.
    #[error("the change could not be stored")]
    Commit(#[from] CommitError),
    /// The store does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The change log holds something this version does not understand.
    #[error("the change log cannot be followed")]
    Log(#[source] serde_json::Error),
    /// The work was given up.
    #[error(transparent)]
    Lost(#[from] WorkerLost),
}
