//! The connection: an engine in this process, or a server.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use surrealdb::engine::any::Any;
use surrealdb::engine::local::Db;
use surrealdb::opt::auth;
use surrealdb::types::{Object, SurrealValue, Value, Variables};
use surrealdb::{IndexedResults, Surreal};
use surrealdb_cnf::ConfigMap;
use surrealdb_engine_local::Datastore;

use crate::error::{Cause, OpenError};
use crate::url::{DEFAULT_DATABASE, DEFAULT_NAMESPACE, Memory, Place, StoreUrl};

/// A user of a SurrealDB server.
#[derive(Clone)]
pub struct Credentials {
    /// The name: of a user of the database, of the namespace, or of the whole server.
    pub user: String,
    /// The password.
    pub password: String,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials").field("user", &self.user).finish_non_exhaustive()
    }
}

/// The file that says a process has a directory open. The engine has a lock of its own, but tells of
/// it only in words.
const LOCK_FILE: &str = "kept.lock";

/// The longest wait for an answer of a server.
const SERVER_TIMEOUT: Duration = Duration::from_secs(60);
/// The longest wait for the engine to let go of its files.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(35);

pub(crate) enum Connection {
    Embedded { db: Surreal<Db>, datastore: Arc<Datastore>, lock: Option<File> },
    Server(Surreal<Any>),
}

impl Connection {
    pub(crate) async fn open(url: &StoreUrl, credentials: Option<&Credentials>) -> Result<Self, OpenError> {
        match &url.0 {
            Place::Memory => embedded("mem://", ConfigMap::empty(), None)
                .await
                .map_err(|source| OpenError::Unavailable { place: url.to_string(), source }),
            Place::Directory { path, memory } => directory(url, path, *memory).await,
            Place::Server { namespace, database, .. } => {
                server(url, namespace, database, credentials).await.map(Self::Server)
            }
        }
    }

    /// Runs statements. `Ok` says only that they were run: each has a result of its own.
    pub(crate) async fn run(&self, statements: &str, variables: Variables) -> surrealdb::Result<IndexedResults> {
        let variables = Value::Object(Object::from(variables));
        match self {
            Self::Embedded { db, .. } => db.query(statements).bind(variables).await,
            Self::Server(db) => {
                match tokio::time::timeout(SERVER_TIMEOUT, db.query(statements).bind(variables)).await {
                    Ok(answer) => answer,
                    Err(_) => Err(surrealdb::Error::connection(format!("no answer within {SERVER_TIMEOUT:?}"), None)),
                }
            }
        }
    }

    /// Runs statements that must all succeed.
    pub(crate) async fn query(&self, statements: &str, variables: Variables) -> surrealdb::Result<IndexedResults> {
        self.run(statements, variables).await?.check()
    }

    /// Whether a savepoint copies all that a transaction wrote, as the engine in memory does.
    pub(crate) const fn copies_savepoints(&self) -> bool {
        matches!(self, Self::Embedded { lock: None, .. })
    }

    /// Whether a failed request may have been carried out all the same.
    pub(crate) const fn can_lose_answers(&self) -> bool {
        matches!(self, Self::Server(_))
    }

    /// Stops the engine: everything is flushed, later writes fail.
    pub(crate) async fn shut_down(&self) {
        if let Self::Embedded { datastore, .. } = self
            && let Err(error) = datastore.shutdown().await
        {
            tracing::warn!(error = format!("{error:#}"), "the store did not shut down cleanly");
        }
    }

    /// Stops the engine and lets go of its directory.
    pub(crate) async fn close(self) {
        let Self::Embedded { db, datastore, lock } = self else { return };
        // The SDK shuts the engine down and ends its own tasks in the background; the files are free when they have ended.
        // An engine that is shut down twice reports that as errors.
        drop(db);
        let deadline = tokio::time::Instant::now() + CLOSE_TIMEOUT;
        while Arc::strong_count(&datastore) > 1 && tokio::time::Instant::now() < deadline {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        if Arc::strong_count(&datastore) > 1
            && let Err(error) = datastore.shutdown().await
        {
            tracing::warn!(error = format!("{error:#}"), "the store did not shut down cleanly");
        }
        drop(datastore);
        drop(lock);
    }
}

async fn directory(url: &StoreUrl, path: &Path, memory: Memory) -> Result<Connection, OpenError> {
    let cannot_use = |source| OpenError::Directory { directory: path.to_owned(), source };
    let absolute = std::path::absolute(path).map_err(cannot_use)?;
    let Some(text) = absolute.to_str().filter(|text| !text.contains('?')) else {
        let reason = "its path must be Unicode without a question mark".to_owned();
        return Err(OpenError::NotAStore { place: url.to_string(), reason });
    };
    std::fs::create_dir_all(&absolute).map_err(cannot_use)?;
    if let Some(stranger) = stranger(&absolute).map_err(cannot_use)? {
        let reason = format!("the directory holds other files, such as `{stranger}`; choose an empty or a new one");
        return Err(OpenError::NotAStore { place: url.to_string(), reason });
    }
    let lock = File::create(absolute.join(LOCK_FILE)).map_err(cannot_use)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(OpenError::Locked { directory: path.to_owned() }),
        Err(TryLockError::Error(source)) => return Err(cannot_use(source)),
    }
    embedded(&format!("rocksdb://{text}?sync=every"), bounds(memory), Some(lock)).await.map_err(|source| {
        // RocksDB's own lock: a process that is just closing the store, or a foreign one.
        let words = source.to_string();
        if words.contains("While lock file") || words.contains("lock hold by current process") {
            return OpenError::Locked { directory: path.to_owned() };
        }
        OpenError::Unavailable { place: url.to_string(), source }
    })
}

/// A file that a store directory would not have, when there is no store in the directory.
fn stranger(directory: &Path) -> std::io::Result<Option<String>> {
    if directory.join("CURRENT").exists() {
        return Ok(None);
    }
    for entry in std::fs::read_dir(directory)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        // What is left when a process dies while it makes a store.
        let ours = name == LOCK_FILE
            || ["LOCK", "LOG", "IDENTITY", "MANIFEST-", "OPTIONS-"].iter().any(|prefix| name.starts_with(prefix));
        let engine =
            ["log", "dbtmp"].iter().any(|ending| PathBuf::from(&name).extension().is_some_and(|has| has == *ending));
        if !ours && !engine {
            return Ok(Some(name));
        }
    }
    Ok(None)
}

/// Settings of the embedded RocksDB. Its defaults grow with the machine: half of all memory for the
/// block cache alone.
fn bounds(memory: Memory) -> ConfigMap {
    let bytes = |mebibytes: u32| u64::from(mebibytes) * 1024 * 1024;
    let settings = [
        ("block_cache_size", bytes(memory.cache)),
        ("write_buffer_size", bytes(memory.write_buffer)),
        ("max_write_buffer_number", 3),
        // A full buffer is written out by itself: less memory, and less to replay after a crash.
        ("min_write_buffer_number_to_merge", 1),
        ("max_open_files", 256),
        ("thread_count", 2),
        ("jobs_count", 2),
        ("max_concurrent_subcompactions", 1),
        ("target_file_size_base", bytes(16)),
        ("blob_file_size", bytes(64)),
        ("keep_log_file_num", 4),
        // No archive of write-ahead logs: they are deleted when their buffer is in a table.
        ("wal_size_limit", 0),
        ("grouped_commit_max_batch_size", 256),
    ];
    let map = ConfigMap::empty().with_key_value("datastore_sync", "every");
    settings
        .into_iter()
        .fold(map, |map, (name, value)| map.with_key_value(format!("rocksdb_{name}"), value.to_string()))
}

async fn embedded(path: &str, config: ConfigMap, lock: Option<File>) -> Result<Connection, Cause> {
    // The maintenance tasks write; the version of the storage must be stamped before they do.
    let datastore = Datastore::builder().with_config(config).without_maintenance_tasks().build_with_path(path).await?;
    datastore.check_version().await?;
    datastore.bootstrap().await?;
    datastore.start_maintenance_tasks();
    let db = Surreal::<Db>::unstable_from_datastore(Arc::clone(&datastore), None).await?;
    db.use_ns(DEFAULT_NAMESPACE).use_db(DEFAULT_DATABASE).await?;
    Ok(Connection::Embedded { db, datastore, lock })
}

async fn server(
    url: &StoreUrl,
    namespace: &str,
    database: &str,
    credentials: Option<&Credentials>,
) -> Result<Surreal<Any>, OpenError> {
    let place = || url.to_string();
    let unavailable = |source: surrealdb::Error| OpenError::Unavailable { place: place(), source: source.into() };
    let address = match &url.0 {
        Place::Server { secure, authority, .. } => format!("{}://{authority}", if *secure { "wss" } else { "ws" }),
        Place::Directory { .. } | Place::Memory => {
            return Err(OpenError::NotAStore { place: place(), reason: "it is no server".to_owned() });
        }
    };
    let db = surrealdb::engine::any::connect(address).await.map_err(unavailable)?;
    if let Some(credentials) = credentials {
        sign_in(&db, namespace, database, credentials)
            .await
            .map_err(|source| OpenError::SignIn { place: place(), source: source.into() })?;
    }
    db.use_ns(namespace).use_db(database).await.map_err(unavailable)?;
    Ok(db)
}

/// As a user of the database, of the namespace, or of the server: the least powerful that fits.
async fn sign_in(
    db: &Surreal<Any>,
    namespace: &str,
    database: &str,
    credentials: &Credentials,
) -> surrealdb::Result<()> {
    let Credentials { user, password } = credentials;
    let of_database = auth::Database {
        namespace: namespace.to_owned(),
        database: database.to_owned(),
        username: user.clone(),
        password: password.clone(),
    };
    if db.signin(of_database).await.is_ok() {
        return Ok(());
    }
    let of_namespace =
        auth::Namespace { namespace: namespace.to_owned(), username: user.clone(), password: password.clone() };
    if db.signin(of_namespace).await.is_ok() {
        return Ok(());
    }
    db.signin(auth::Root { username: user.clone(), password: password.clone() }).await.map(drop)
}

/// Variables of one statement.
pub(crate) fn variables<const N: usize>(pairs: [(&str, Value); N]) -> Variables {
    let mut variables = Variables::new();
    for (name, value) in pairs {
        variables.insert(name, value);
    }
    variables
}

/// A value SurrealDB keeps.
pub(crate) fn value(value: impl SurrealValue) -> Value {
    value.into_value()
}
