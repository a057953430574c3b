//! An open store.

use std::sync::Arc;

use surrealdb::types::Variables;
use tokio::sync::Mutex;

use crate::connection::{Connection, Credentials};
use crate::error::{Cause, OpenError, StoreError};
use crate::history;
use crate::log::{self, Head};
use crate::migrate::migrate;
use crate::url::StoreUrl;

/// An open store. Copies are the same store.
#[derive(Clone)]
pub struct Store {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    url: StoreUrl,
    pub(crate) connection: Connection,
    /// Held by whoever writes, or must see no write of this process. The head, when it is known:
    /// whoever writes takes it out and puts the next one back when it is certain.
    pub(crate) writer: Mutex<Option<Head>>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Store").field(&format_args!("{}", self.inner.url)).finish()
    }
}

impl Store {
    /// Opens a store, makes it when there is none, and brings its schema up to date. A directory is
    /// locked until the store is closed.
    ///
    /// # Errors
    /// When it is in use, is something else, is newer than this program, or cannot be reached.
    pub async fn open(url: &StoreUrl) -> Result<Self, OpenError> {
        Self::open_with(url, None).await
    }

    /// Opens a store as [`Store::open`] does, on a server as this user.
    ///
    /// # Errors
    /// As [`Store::open`], and when the server refuses the user.
    pub async fn open_with(url: &StoreUrl, credentials: Option<&Credentials>) -> Result<Self, OpenError> {
        let connection = Connection::open(url, credentials).await?;
        let prepared = match migrate(&connection, url).await {
            Ok(()) => history::index(&connection).await,
            failed => failed,
        };
        if let Err(error) = prepared {
            connection.close().await;
            return Err(error);
        }
        Ok(Self { inner: Arc::new(Inner { url: url.clone(), connection, writer: Mutex::new(None) }) })
    }

    /// Where it is.
    #[must_use]
    pub fn url(&self) -> &StoreUrl {
        &self.inner.url
    }

    /// The last change.
    ///
    /// # Errors
    /// When the store does not answer, or has no head.
    pub async fn head(&self) -> Result<Head, StoreError> {
        log::read_head(&self.inner.connection).await
    }

    /// Closes the store: everything is on disk and the directory is free when this returns. When
    /// there are other copies, they can no longer write, and the last of them frees the directory.
    pub async fn close(self) {
        match Arc::try_unwrap(self.inner) {
            Ok(inner) => inner.connection.close().await,
            Err(shared) => shared.connection.shut_down().await,
        }
    }

    /// Runs any statements: for tests that damage a store, and for nothing else.
    ///
    /// # Errors
    /// Those of the first statement that fails.
    #[doc(hidden)]
    pub async fn run_unchecked(&self, statements: &str) -> Result<String, Cause> {
        let mut results = self.inner.connection.query(statements, Variables::new()).await?;
        let last: surrealdb::types::Value = results.take(results.num_statements().saturating_sub(1))?;
        Ok(format!("{last:?}"))
    }
}

pub(crate) fn unavailable(error: surrealdb::Error) -> StoreError {
    StoreError::Unavailable(error.into())
}

pub(crate) fn damaged(at: impl Into<String>, reason: impl Into<String>) -> StoreError {
    StoreError::Damaged { at: at.into(), reason: reason.into() }
}
