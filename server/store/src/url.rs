//! Where a store is: the URLs people give to `--store`.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Where a store is.
///
/// | URL | store |
/// |---|---|
/// | `rocksdb:DIR` | a directory of this machine, for one process at a time |
/// | `mem:` | the memory of this process; gone with it |
/// | `ws://HOST[:PORT][/NAMESPACE/DATABASE]`, `wss://…` | a SurrealDB server or cluster |
///
/// `rocksdb:DIR?cache=MIB&write-buffer=MIB` bounds the memory of the embedded engine: `cache` mebibytes
/// of blocks (128 when not said) and at most three write buffers (of 32 mebibytes each).
/// A URL never holds credentials: see [`crate::Credentials`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreUrl(pub(crate) Place);

/// The places a URL can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Directory { path: PathBuf, memory: Memory },
    Memory,
    Server { secure: bool, authority: String, namespace: String, database: String },
}

/// How much memory the embedded engine may take, in mebibytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Memory {
    pub(crate) cache: u32,
    pub(crate) write_buffer: u32,
}

const DEFAULT_MEMORY: Memory = Memory { cache: 128, write_buffer: 32 };
const DEFAULT_DIRECTORY: &str = "./kept-data";
/// Where the register lies inside SurrealDB when the URL does not say.
pub(crate) const DEFAULT_NAMESPACE: &str = "kept";
pub(crate) const DEFAULT_DATABASE: &str = "kept";

impl StoreUrl {
    /// A store in the memory of this process.
    pub const MEMORY: Self = Self(Place::Memory);

    /// A store in a directory.
    #[must_use]
    pub fn directory(path: impl Into<PathBuf>) -> Self {
        Self(Place::Directory { path: path.into(), memory: DEFAULT_MEMORY })
    }

    /// Whether there is a store, as far as that can be told without opening it: opening one makes it.
    #[must_use]
    pub fn is_there(&self) -> bool {
        match &self.0 {
            // The engine's own mark.
            Place::Directory { path, .. } => path.join("CURRENT").exists(),
            Place::Memory | Place::Server { .. } => true,
        }
    }

    /// Whether the store is on a server, where other processes may write to it too.
    #[must_use]
    pub const fn is_remote(&self) -> bool {
        matches!(self.0, Place::Server { .. })
    }
}

impl Default for StoreUrl {
    fn default() -> Self {
        Self::directory(DEFAULT_DIRECTORY)
    }
}

impl fmt::Display for StoreUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Place::Directory { path, memory } => {
                write!(f, "rocksdb:{}", path.display())?;
                let settings = [
                    ("cache", memory.cache, DEFAULT_MEMORY.cache),
                    ("write-buffer", memory.write_buffer, DEFAULT_MEMORY.write_buffer),
                ];
                let changed = settings.into_iter().filter(|(_, value, default)| value != default);
                for (index, (name, value, _)) in changed.enumerate() {
                    write!(f, "{}{name}={value}", if index == 0 { '?' } else { '&' })?;
                }
                Ok(())
            }
            Place::Memory => f.write_str("mem:"),
            Place::Server { secure, authority, namespace, database } => {
                let scheme = if *secure { "wss" } else { "ws" };
                write!(f, "{scheme}://{authority}/{namespace}/{database}")
            }
        }
    }
}

/// Why a store URL was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidStoreUrl {
    /// No scheme Kept knows.
    #[error("`{0}` is not a store: write rocksdb:DIR, mem:, ws://HOST or wss://HOST")]
    UnknownScheme(String),
    /// No directory.
    #[error("`{0}` names no directory: write rocksdb:DIR, such as rocksdb:./kept-data")]
    NoDirectory(String),
    /// A path SurrealDB would read otherwise.
    #[error("the directory `{0}` cannot hold a store: its name has `://` in it; choose another name")]
    AmbiguousDirectory(String),
    /// A setting that does not exist or has no sensible value.
    #[error(
        "`{0}` is not a setting of a rocksdb store: write cache=MIB or write-buffer=MIB, in whole mebibytes from 1 to 65536"
    )]
    UnknownSetting(String),
    /// `mem:` with something after it.
    #[error("`{0}`: a store in memory has no name; write mem:")]
    NamedMemory(String),
    /// Credentials where they would be seen.
    #[error(
        "a store URL must not hold a user name or password, because URLs are shown and logged; give them apart (KEPT_STORE_USER, KEPT_STORE_PASSWORD)"
    )]
    Credentials,
    /// A server address that is none.
    #[error(
        "`{0}` is not the address of a server: write ws://HOST, ws://HOST:PORT or ws://HOST:PORT/NAMESPACE/DATABASE"
    )]
    NotAServer(String),
}

impl FromStr for StoreUrl {
    type Err = InvalidStoreUrl;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(rest) = text.strip_prefix("rocksdb:") {
            return directory(text, rest.strip_prefix("//").unwrap_or(rest)).map(Self);
        }
        if let Some(rest) = text.strip_prefix("mem:") {
            return match rest {
                "" | "//" => Ok(Self::MEMORY),
                _ => Err(InvalidStoreUrl::NamedMemory(shown(text))),
            };
        }
        if let Some(rest) = text.strip_prefix("ws://") {
            return server(text, rest, false).map(Self);
        }
        if let Some(rest) = text.strip_prefix("wss://") {
            return server(text, rest, true).map(Self);
        }
        if text.contains('@') {
            return Err(InvalidStoreUrl::Credentials);
        }
        Err(InvalidStoreUrl::UnknownScheme(shown(text)))
    }
}

fn directory(text: &str, rest: &str) -> Result<Place, InvalidStoreUrl> {
    let (path, settings) = rest.split_once('?').unwrap_or((rest, ""));
    if path.is_empty() {
        return Err(InvalidStoreUrl::NoDirectory(shown(text)));
    }
    if path.contains("://") {
        return Err(InvalidStoreUrl::AmbiguousDirectory(shown(path)));
    }
    let mut memory = DEFAULT_MEMORY;
    for setting in settings.split('&').filter(|setting| !setting.is_empty()) {
        let unknown = || InvalidStoreUrl::UnknownSetting(shown(setting));
        let (name, value) = setting.split_once('=').ok_or_else(unknown)?;
        let value = value.parse().ok().filter(|mebibytes| (1..=65_536).contains(mebibytes)).ok_or_else(unknown)?;
        match name {
            "cache" => memory.cache = value,
            "write-buffer" => memory.write_buffer = value,
            _ => return Err(unknown()),
        }
    }
    Ok(Place::Directory { path: Path::new(path).to_owned(), memory })
}

fn server(text: &str, rest: &str, secure: bool) -> Result<Place, InvalidStoreUrl> {
    if rest.contains('@') {
        return Err(InvalidStoreUrl::Credentials);
    }
    let invalid = || InvalidStoreUrl::NotAServer(shown(text));
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let is_address = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']');
    if authority.is_empty() || !authority.chars().all(is_address) {
        return Err(invalid());
    }
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let (namespace, database) = match path.strip_suffix('/').unwrap_or(path) {
        "" | "rpc" => (DEFAULT_NAMESPACE, DEFAULT_DATABASE),
        path => path.split_once('/').filter(|(ns, db)| is_name(ns) && is_name(db)).ok_or_else(invalid)?,
    };
    Ok(Place::Server {
        secure,
        authority: authority.to_owned(),
        namespace: namespace.to_owned(),
        database: database.to_owned(),
    })
}

fn shown(text: &str) -> String {
    text.chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> String {
        match text.parse::<StoreUrl>() {
            Ok(url) => url.to_string(),
            Err(error) => panic!("`{text}`: {error}"),
        }
    }

    #[test]
    fn urls_are_read_and_written() {
        assert_eq!(StoreUrl::default().to_string(), "rocksdb:./kept-data");
        assert_eq!(parsed("rocksdb:./kept-data"), "rocksdb:./kept-data");
        assert_eq!(parsed("rocksdb:///var/lib/kept"), "rocksdb:/var/lib/kept");
        assert_eq!(parsed("rocksdb:a?cache=128"), "rocksdb:a");
        assert_eq!(parsed("rocksdb:a?write-buffer=1&cache=8"), "rocksdb:a?cache=8&write-buffer=1");
        assert_eq!(parsed("mem:"), "mem:");
        assert_eq!(parsed("mem://"), "mem:");
        assert_eq!(parsed("ws://localhost:8000"), "ws://localhost:8000/kept/kept");
        assert_eq!(parsed("wss://[::1]:8000/rpc"), "wss://[::1]:8000/kept/kept");
        assert_eq!(parsed("wss://db.example/privacy/register/"), "wss://db.example/privacy/register");
    }

    #[test]
    fn wrong_urls_are_refused_without_repeating_secrets() {
        use InvalidStoreUrl as Invalid;
        let refused = |text: &str| text.parse::<StoreUrl>().unwrap_err();
        assert!(matches!(refused("./kept-data"), Invalid::UnknownScheme(_)));
        assert!(matches!(refused("postgres://host/db"), Invalid::UnknownScheme(_)));
        assert!(matches!(refused("rocksdb:"), Invalid::NoDirectory(_)));
        assert!(matches!(refused("rocksdb:a?sync=never"), Invalid::UnknownSetting(_)));
        assert!(matches!(refused("rocksdb:a?cache=0"), Invalid::UnknownSetting(_)));
        assert!(matches!(refused("mem:x"), Invalid::NamedMemory(_)));
        assert!(matches!(refused("ws://"), Invalid::NotAServer(_)));
        assert!(matches!(refused("ws://host/only-one"), Invalid::NotAServer(_)));
        for text in ["ws://kept:hunter2@host", "postgres://kept:hunter2@host"] {
            assert!(!refused(text).to_string().contains("hunter2"));
        }
    }
}
