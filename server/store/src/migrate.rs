//! The schema of a store, and how an older store gets it.

use sha2::{Digest, Sha256};
use surrealdb::types::{SurrealValue, Variables};

use crate::canonical::hex;
use crate::connection::{Connection, value, variables};
use crate::error::OpenError;
use crate::url::StoreUrl;

/// One step of the schema. Append-only: a migration that was published never changes.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Its number, from 1.
    pub number: u32,
    /// Its name, which is its file's.
    pub name: &'static str,
    /// Its statements.
    pub statements: &'static str,
}

/// Every migration, in order: `kept schema surql` prints them.
pub const MIGRATIONS: &[Migration] = &[
    Migration { number: 1, name: "0001_init", statements: include_str!("../../../schema/surql/0001_init.surql") },
    Migration {
        number: 2,
        name: "0002_acceptances",
        statements: include_str!("../../../schema/surql/0002_acceptances.surql"),
    },
    Migration {
        number: 3,
        name: "0003_observations",
        statements: include_str!("../../../schema/surql/0003_observations.surql"),
    },
    Migration { number: 4, name: "0004_looks", statements: include_str!("../../../schema/surql/0004_looks.surql") },
    Migration {
        number: 5,
        name: "0005_channels",
        statements: include_str!("../../../schema/surql/0005_channels.surql"),
    },
    Migration { number: 6, name: "0006_alerts", statements: include_str!("../../../schema/surql/0006_alerts.surql") },
    Migration { number: 7, name: "0007_touched", statements: include_str!("../../../schema/surql/0007_touched.surql") },
    Migration { number: 8, name: "0008_reached", statements: include_str!("../../../schema/surql/0008_reached.surql") },
    Migration { number: 9, name: "0009_refused", statements: include_str!("../../../schema/surql/0009_refused.surql") },
    Migration { number: 10, name: "0010_given", statements: include_str!("../../../schema/surql/0010_given.surql") },
    Migration {
        number: 11,
        name: "0011_resolved",
        statements: include_str!("../../../schema/surql/0011_resolved.surql"),
    },
    Migration {
        number: 12,
        name: "0012_assignments",
        statements: include_str!("../../../schema/surql/0012_assignments.surql"),
    },
];

/// The table that tells which migrations ran. It is no migration itself: it must be there first.
const LEDGER: &str = "
    DEFINE TABLE IF NOT EXISTS migration TYPE NORMAL SCHEMAFULL;
    DEFINE FIELD IF NOT EXISTS name ON migration TYPE string;
    DEFINE FIELD IF NOT EXISTS checksum ON migration TYPE string;
    DEFINE FIELD IF NOT EXISTS appliedAt ON migration TYPE datetime;
";

impl Migration {
    /// The SHA-256 of its statements, in hexadecimal.
    #[must_use]
    pub fn checksum(&self) -> String {
        hex(&Sha256::digest(self.statements.as_bytes()).into())
    }
}

#[derive(SurrealValue)]
struct Applied {
    number: u32,
    name: String,
    checksum: String,
}

/// Brings the schema of a store up to date.
pub(crate) async fn migrate(connection: &Connection, url: &StoreUrl) -> Result<(), OpenError> {
    run(connection, url, MIGRATIONS).await
}

async fn run(connection: &Connection, url: &StoreUrl, migrations: &[Migration]) -> Result<(), OpenError> {
    let unavailable =
        |source: surrealdb::Error| OpenError::Unavailable { place: url.to_string(), source: source.into() };
    let tables = tables(connection).await.map_err(unavailable)?;
    if !tables.is_empty() && !tables.iter().any(|table| table == "migration") {
        let reason =
            format!("the database holds other tables, such as `{}`", tables.first().map_or("?", String::as_str));
        return Err(OpenError::NotAStore { place: url.to_string(), reason });
    }
    connection.query(LEDGER, Variables::new()).await.map_err(unavailable)?;
    let mut applied = applied(connection).await.map_err(unavailable)?.into_iter();
    let known = migrations.last().map_or(0, |last| last.number);
    for migration in migrations {
        match applied.next() {
            None => apply(connection, migration).await?,
            Some(row) if row.number == migration.number && row.checksum == migration.checksum() => {}
            Some(row) => return Err(OpenError::AlteredMigration { name: row.name }),
        }
    }
    match applied.last() {
        Some(newest) => Err(OpenError::Newer { place: url.to_string(), found: newest.number, known }),
        None => Ok(()),
    }
}

async fn tables(connection: &Connection) -> surrealdb::Result<Vec<String>> {
    connection.query("RETURN object::keys((INFO FOR DB).tables)", Variables::new()).await?.take(0)
}

async fn applied(connection: &Connection) -> surrealdb::Result<Vec<Applied>> {
    let statement = "SELECT record::id(id) AS number, name, checksum FROM migration ORDER BY number";
    connection.query(statement, Variables::new()).await?.take(0)
}

/// Runs a migration and records it, both or neither.
async fn apply(connection: &Connection, migration: &Migration) -> Result<(), OpenError> {
    let Migration { number, name, statements } = migration;
    let script = format!(
        "BEGIN; {statements}
         CREATE type::record('migration', $number) SET name = $name, checksum = $checksum, appliedAt = time::now() RETURN NONE;
         COMMIT;"
    );
    let bound = variables([
        ("number", value(*number)),
        ("name", value((*name).to_owned())),
        ("checksum", value(migration.checksum())),
    ]);
    connection
        .query(&script, bound)
        .await
        .map_err(|source| OpenError::Migration { name: (*name).to_owned(), source: source.into() })?;
    tracing::info!(migration = name, "migrated the store");
    Ok(())
}
