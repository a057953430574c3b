//! Documents from files, folders and stdin.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use kept_schema::document::{self, MAX_FILE_BYTES, Origins, SourceFile, too_large};
use kept_schema::{Problem, Problems, Register};

use super::{CliError, Output};

/// The name of stdin on the command line.
const STDIN: &str = "-";
/// What files of documents are called.
const EXTENSIONS: [&str; 3] = ["yaml", "yml", "json"];

/// The register of documents or, when none are given, of the store.
pub(super) fn register(
    paths: &[PathBuf],
    #[cfg(feature = "server")] store: &super::store::ReadArgs,
    output: &Output,
) -> Result<(Register, Origins), CliError> {
    #[cfg(feature = "server")]
    if !paths.is_empty() && store.known_at.is_some() {
        let message = "documents have no history: leave `--known-at` out, or ask a store";
        return Err(CliError::Usage(message.to_owned()));
    }
    #[cfg(feature = "server")]
    if paths.is_empty() {
        return Ok((super::store::read_register(store, output)?, Origins::default()));
    }
    read_register(paths, output)
}

/// Reads the documents of files and folders as one register.
pub(super) fn read_register(paths: &[PathBuf], output: &Output) -> Result<(Register, Origins), CliError> {
    if paths.is_empty() {
        return Err(CliError::Usage(no_documents()));
    }
    let _progress = output.progress("Reading documents");
    let files = read_files(paths)?;
    Ok(document::read_register(files)?)
}

fn no_documents() -> String {
    "say which documents to read: a file, a folder, or `-` for stdin (this `kept` has no store)".to_owned()
}

/// Reads files, the files under folders (`*.yaml`, `*.yml`, `*.json`, not hidden, in the order of their names) and
/// stdin (`-`).
///
/// # Errors
/// Every file that cannot be read, and folders with no document in them.
pub(super) fn read_files(paths: &[PathBuf]) -> Result<Vec<SourceFile>, Problems> {
    let mut gathered = Gathered::default();
    for path in paths {
        gathered.named(path);
    }
    Problems::check(gathered.problems)?;
    Ok(gathered.files)
}

/// Reads one file, whatever it holds.
///
/// # Errors
/// When it cannot be read or is too large.
pub(super) fn read_file(path: &Path) -> Result<SourceFile, Problems> {
    let mut gathered = Gathered::default();
    gathered.file(path);
    Problems::check(gathered.problems)?;
    let nothing = || SourceFile { name: path.display().to_string(), bytes: Vec::new() };
    Ok(gathered.files.into_iter().next().unwrap_or_else(nothing))
}

#[derive(Default)]
struct Gathered {
    files: Vec<SourceFile>,
    /// The files that were read, so that none is read twice.
    seen: BTreeSet<PathBuf>,
    stdin: bool,
    problems: Vec<Problem>,
}

impl Gathered {
    fn cannot(&mut self, path: &Path, error: &io::Error) {
        let message = format!("`{}` cannot be read: {}", path.display(), reason(error));
        self.problems.push(Problem { origin: None, path: String::new(), message });
    }

    /// A path from the command line: read whatever it is called.
    fn named(&mut self, path: &Path) {
        if path.as_os_str() == STDIN {
            if !std::mem::replace(&mut self.stdin, true) {
                self.read("<stdin>".to_owned(), path, &mut io::stdin().lock());
            }
            return;
        }
        match fs::metadata(path) {
            Err(error) => self.cannot(path, &error),
            Ok(metadata) if metadata.is_dir() => {
                let before = (self.files.len(), self.problems.len());
                let again = !self.folder(path, &mut Vec::new());
                if !again && before == (self.files.len(), self.problems.len()) {
                    let message = format!("`{}` holds no document: no *.yaml, *.yml or *.json", path.display());
                    self.problems.push(Problem { origin: None, path: String::new(), message });
                }
            }
            Ok(_) => self.file(path),
        }
    }

    /// Reads what is in a folder; `above` are the folders it is in, so that a link to one of them is
    /// not followed. `false` when something in it was read before.
    fn folder(&mut self, path: &Path, above: &mut Vec<PathBuf>) -> bool {
        let entries =
            fs::canonicalize(path).and_then(|real| Ok((real, fs::read_dir(path)?.collect::<Result<Vec<_>, _>>()?)));
        let (real, entries) = match entries {
            Ok(entries) => entries,
            Err(error) => {
                self.cannot(path, &error);
                return true;
            }
        };
        if above.contains(&real) {
            return true;
        }
        above.push(real);
        let mut new = true;
        let mut names: Vec<_> = entries.iter().map(fs::DirEntry::file_name).collect();
        names.sort();
        for name in names.iter().filter(|name| !name.as_encoded_bytes().starts_with(b".")) {
            let path = path.join(name);
            match fs::metadata(&path) {
                Err(error) if is_document(&path) => self.cannot(&path, &error),
                Err(_) => {}
                Ok(metadata) if metadata.is_dir() => new &= self.folder(&path, above),
                Ok(metadata) if metadata.is_file() && is_document(&path) => {
                    new &= !fs::canonicalize(&path).is_ok_and(|real| self.seen.contains(&real));
                    self.file(&path);
                }
                Ok(_) => {}
            }
        }
        above.pop();
        new
    }

    fn file(&mut self, path: &Path) {
        if let Ok(real) = fs::canonicalize(path)
            && !self.seen.insert(real)
        {
            return;
        }
        match fs::File::open(path) {
            Ok(mut file) => self.read(shown(path), path, &mut file),
            Err(error) => self.cannot(path, &error),
        }
    }

    fn read(&mut self, name: String, path: &Path, from: &mut dyn Read) {
        let mut bytes = Vec::new();
        match from.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes) {
            Err(error) => self.cannot(path, &error),
            Ok(_) if bytes.len() as u64 > MAX_FILE_BYTES => {
                let length = fs::metadata(path).map_or(bytes.len() as u64, |metadata| metadata.len());
                self.problems.push(too_large(&name, length));
            }
            Ok(_) => self.files.push(SourceFile::new(name, bytes)),
        }
    }
}

/// The path as it was named, without a needless `./`.
fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

/// Whether a file in a folder is taken for a document.
pub(super) fn is_document(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
    extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()))
}

/// What went wrong, without the number of the error.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}
