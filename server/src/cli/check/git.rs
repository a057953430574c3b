//! Documents as they were at a revision of git.

use std::path::{Component, Path, PathBuf};
use std::process::{Command, Output};

use kept_schema::document::{self, SourceFile};
use kept_schema::{Problems, Register};

use crate::cli::{CliError, input};

/// The register that documents said at a revision; `None` when there were none, or they had mistakes.
///
/// # Errors
/// When git cannot be run or does not answer, or there is no such revision here.
pub(super) fn register_at(revision: &str, paths: &[PathBuf]) -> Result<Option<Register>, CliError> {
    let commit = git(&["rev-parse", "--quiet", "--verify", "--end-of-options", &format!("{revision}^{{commit}}")])?;
    // With --quiet it ends with 1, and without a word, when it looked and there is none.
    if commit.status.code() == Some(1) {
        let message = format!(
            "`{revision}` is no revision of git here: fetch it first (with actions/checkout: fetch-depth: 0), or leave the documents out to name a \
             revision of a store"
        );
        return Err(CliError::Usage(message));
    }
    let commit = text(&done(commit)?).trim().to_owned();
    let mut files = Vec::new();
    for path in paths {
        files.extend(files_at(&commit, path)?);
    }
    let read = |files: Vec<SourceFile>| -> Result<Register, Problems> { Ok(document::read_register(files)?.0) };
    Ok(if files.is_empty() { None } else { read(files).ok() })
}

/// The documents of a file or a folder, as they are found in a folder today.
fn files_at(commit: &str, path: &Path) -> Result<Vec<SourceFile>, CliError> {
    let named = path.display().to_string();
    let names = text(&done(git(&["ls-tree", "-r", "-z", "--name-only", commit, "--", &named])?)?);
    let is_hidden = |name: &str| {
        let below = Path::new(name).strip_prefix(path.strip_prefix(".").unwrap_or(path)).unwrap_or(Path::new(name));
        let mut parts = below.components();
        parts.any(|part| matches!(part, Component::Normal(name) if name.as_encoded_bytes().starts_with(b".")))
    };
    let mut files = Vec::new();
    for name in names.split('\0').filter(|name| !name.is_empty()) {
        let is_itself = Path::new(name) == path.strip_prefix(".").unwrap_or(path);
        if is_itself || (input::is_document(Path::new(name)) && !is_hidden(name)) {
            files.push(SourceFile::new(name, done(git(&["show", &format!("{commit}:./{name}")])?)?));
        }
    }
    Ok(files)
}

/// What git wrote.
///
/// # Errors
/// What it said when it failed: it may be no repository here, or one of another user.
fn done(output: Output) -> Result<Vec<u8>, CliError> {
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = text(&output.stderr).trim().to_owned();
    Err(CliError::unavailable("git cannot tell the documents of then", said))
}

fn git(arguments: &[&str]) -> Result<Output, CliError> {
    let done = Command::new("git").args(arguments).output();
    done.map_err(|error| {
        CliError::unavailable("git cannot be run, and --changed-since asks it for the documents of then", error)
    })
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
