//! What can go wrong, an enum an operation. What SurrealDB reported is in the source.

use std::path::PathBuf;

use kept_schema::Problems;

/// What the engine or the server reported.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why a store could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process has it open, or this one has it open already.
    #[error("the store in `{}` is in use by another process, such as `kept serve`; stop it, or ask it: with --server where a command has that, else over GraphQL", .directory.display())]
    Locked {
        /// The directory of the store.
        directory: PathBuf,
    },
    /// There is something else in that place.
    #[error("`{place}` is not a store of Kept: {reason}")]
    NotAStore {
        /// The place as it was given.
        place: String,
        /// What is there instead.
        reason: String,
    },
    /// A newer Kept wrote it.
    #[error(
        "the store `{place}` was written by a newer version of Kept (schema {found}, this one knows {known}); use that version"
    )]
    Newer {
        /// The place as it was given.
        place: String,
        /// The schema version of the store.
        found: u32,
        /// The newest schema version this program knows.
        known: u32,
    },
    /// A migration that ran is not the one this program holds under that number.
    #[error(
        "the migration `{name}` of the store is not the one this version of Kept has; the store was made by another build or was altered"
    )]
    AlteredMigration {
        /// The name of the migration.
        name: String,
    },
    /// A migration failed; the store is as it was before it.
    #[error("the migration `{name}` failed; the store was left as it was")]
    Migration {
        /// The name of the migration.
        name: String,
        /// Why.
        #[source]
        source: Cause,
    },
    /// The directory cannot be made, read or written.
    #[error("cannot use the directory `{}`", .directory.display())]
    Directory {
        /// The directory of the store.
        directory: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The server wants a user and password, or refuses those it was given.
    #[error("the server of `{place}` did not accept the user and password")]
    SignIn {
        /// The place as it was given.
        place: String,
        /// Why.
        #[source]
        source: Cause,
    },
    /// The server is not there, or the engine cannot read its files.
    #[error("cannot open the store `{place}`")]
    Unavailable {
        /// The place as it was given.
        place: String,
        /// Why.
        #[source]
        source: Cause,
    },
}

/// Why something could not be read.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The engine or the server did not answer.
    #[error("the store did not answer")]
    Unavailable(#[source] Cause),
    /// Something in it is not what Kept writes.
    #[error("the store is damaged at `{at}`: {reason}")]
    Damaged {
        /// Where: a record, or a change.
        at: String,
        /// What is wrong.
        reason: String,
    },
}

/// Why a register could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// It could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What was read is no valid register.
    #[error("the store does not hold a valid register:\n{0}")]
    Invalid(Problems),
    /// Somebody else kept writing meanwhile.
    #[error("the store changed {attempts} times while it was read; try again when less is written")]
    Moving {
        /// How often it was tried.
        attempts: u32,
    },
}

/// Why a commit was not made, or is not known to be.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// The register has changed since the commit was validated; nothing was written.
    #[error("the register is at revision {actual} by now, not {expected}; nothing was written")]
    Stale {
        /// The revision the commit was validated against.
        expected: u64,
        /// The revision of the store.
        actual: u64,
    },
    /// The store refused it; nothing was written.
    #[error("the store refused the change; nothing was written")]
    Refused(#[source] Cause),
    /// The store did not answer, and nothing was written.
    #[error("the store did not answer; nothing was written")]
    Unavailable(#[source] Cause),
    /// Others wrote at the same time, again and again; nothing was written.
    #[error("the store was too busy: {attempts} attempts met other writers; nothing was written")]
    Busy {
        /// How often it was tried.
        attempts: u32,
        /// What the last attempt met.
        #[source]
        source: Cause,
    },
    /// The connection was lost while writing, and the store cannot be asked what became of it.
    /// Load the register again before going on.
    #[error("the store was lost while writing; the change may or may not have been made")]
    Unknown(#[source] Cause),
    /// Something in the store is not what Kept writes; nothing was written.
    #[error("the store is damaged at `{at}`: {reason}; nothing was written")]
    Damaged {
        /// Where.
        at: String,
        /// What is wrong.
        reason: String,
    },
}

impl From<StoreError> for CommitError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(source) => Self::Unavailable(source),
            StoreError::Damaged { at, reason } => Self::Damaged { at, reason },
        }
    }
}
