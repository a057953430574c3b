//! Reading documents: from files to a register.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::path::Path;
use super::reader::Reading;
use super::tree::{Ix, Tree};
use super::{json, yaml};
use crate::record::{Change, Edit, SourcedEdit};
use crate::register::{Draft, Unreadable};
use crate::{NodeId, Origin, Problem, Problems, Register};

/// The largest file that is read: 64 MiB.
pub const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// A file as it was handed to Kept.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its name, for messages; one that ends in `.json` is read as JSON only.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl SourceFile {
    /// A file.
    #[must_use]
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into() }
    }
}

/// The edits that documents ask for.
#[derive(Clone, Debug)]
pub struct Documents {
    /// A record each, terms and parties first.
    pub edits: Vec<SourcedEdit>,
    /// Where each record was written.
    pub origins: Origins,
    /// What was written, to find the places of problems that show up when the edits are applied.
    pub sources: Sources,
}

impl Documents {
    /// The problems of applying the edits, each with the line and column of its field.
    #[must_use]
    pub fn locate(&self, problems: Problems) -> Problems {
        self.sources.locate(problems)
    }

    /// The register with the edits, as revision `revision`, and what they change.
    ///
    /// # Errors
    /// Everything that is wrong with the edits, each with the line and column of its field.
    pub fn apply(&self, register: &Register, revision: u64) -> Result<(Register, Vec<Change>), Problems> {
        register.apply(self.edits.iter().cloned(), revision).map_err(|problems| self.locate(problems))
    }
}

/// Where each record was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins(BTreeMap<NodeId, Origin>);

impl Origins {
    /// Where a record was written.
    #[must_use]
    pub fn get(&self, id: &NodeId) -> Option<&Origin> {
        self.0.get(id)
    }

    /// All records and where they were written, by id.
    pub fn iter(&self) -> impl Iterator<Item = (&NodeId, &Origin)> {
        self.0.iter()
    }

    /// How many records were written.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn of(edits: &[SourcedEdit]) -> Self {
        let origin = |edit: &SourcedEdit| match &edit.edit {
            Edit::Put(record) => Some((record.id(), edit.origin.clone()?)),
            Edit::Delete(_) => None,
        };
        Self(edits.iter().filter_map(origin).collect())
    }
}

/// What was written, with the place of every field.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    trees: Vec<Tree>,
}

impl Sources {
    /// The problems, each with the line and column of its field instead of those of its record.
    #[must_use]
    pub fn locate(&self, problems: Problems) -> Problems {
        problems.map(|mut problem| {
            if let Some(exact) = problem.origin.as_ref().and_then(|origin| self.field(origin, &problem.path)) {
                problem.origin = Some(exact);
            }
            problem
        })
    }

    /// The place of a field of the record that stands at `origin`.
    fn field(&self, origin: &Origin, path: &str) -> Option<Origin> {
        let path = Path::parse(path);
        let trees = self.trees.iter().filter(|tree| tree.file == origin.file);
        let documents = trees.flat_map(|tree| tree.documents.iter().map(move |root| (tree, *root)));
        // Documents of one file may all have a `flows[3]`: the record is the one at the place.
        documents
            .filter(|(tree, root)| passes(tree, *root, &path, origin))
            .map(|(tree, root)| tree.origin(tree.locate(root, &path.0)))
            .next()
    }
}

/// Whether the way along `path` passes a node that stands at `origin`.
fn passes(tree: &Tree, root: Ix, path: &Path, origin: &Origin) -> bool {
    let mut node = root;
    for step in &path.0 {
        match tree.step(node, step) {
            Some((below, _)) => node = below,
            None => return false,
        }
        if tree.origin(tree.position(node)) == *origin {
            return true;
        }
    }
    false
}

/// Reads documents without looking at how they fit together or into a register.
///
/// # Errors
/// Everything that is wrong with how they are written.
pub fn read(files: Vec<SourceFile>) -> Result<Documents, Problems> {
    let (documents, problems, _) = parse(files);
    Problems::check(problems)?;
    Ok(documents)
}

/// Reads documents that make up a whole register.
///
/// # Errors
/// Everything that is wrong with how they are written and with how they fit together.
pub fn read_register(files: Vec<SourceFile>) -> Result<(Register, Origins), Problems> {
    let (documents, register, _) = read_onto(&Register::default(), files, 0)?;
    Ok((register, documents.origins))
}

/// Reads documents that add to `register`: the documents, the register with them as revision
/// `revision`, and what they change.
///
/// # Errors
/// Everything that is wrong with how they are written and with how they fit together.
pub fn read_onto(
    register: &Register,
    files: Vec<SourceFile>,
    revision: u64,
) -> Result<(Documents, Register, Vec<Change>), Problems> {
    onto(register, parse(files), revision)
}

fn onto(
    register: &Register,
    (documents, problems, unreadable): Parsed,
    revision: u64,
) -> Result<(Documents, Register, Vec<Change>), Problems> {
    let mut draft = Draft::of(register);
    for edit in &documents.edits {
        draft.edit(edit.clone(), revision);
    }
    if let Err(problems) = Problems::check(problems) {
        draft.refuse(problems, unreadable);
    }
    match draft.finish(revision) {
        Ok((register, changes)) => Ok((documents, register, changes)),
        Err(problems) => Err(documents.locate(problems)),
    }
}

/// Reads documents that are to be applied to `register`. How they fit in shows when they are; but when something is wrong
/// with how they are written, that is told with it, so that everything is told at once.
///
/// # Errors
/// Everything that is wrong with how they are written, and then with how they fit in too.
pub fn read_for(register: &Register, files: Vec<SourceFile>) -> Result<Documents, Problems> {
    fit(register, parse(files))
}

/// The same of a document that came as a JSON value, such as an argument of a request. Problems and edits
/// have paths, but no places.
///
/// # Errors
/// Everything that is wrong with how it is written, and then with how it fits in too.
pub fn read_value_for(register: &Register, value: &serde_json::Value) -> Result<Documents, Problems> {
    fit(register, parse_value(value))
}

fn fit(register: &Register, parsed: Parsed) -> Result<Documents, Problems> {
    if parsed.1.is_empty() {
        return Ok(parsed.0);
    }
    onto(register, parsed, 0).map(|(documents, ..)| documents)
}

/// Reads a document that came as a JSON value without looking at how it fits into a register. Problems and edits have
/// paths, but no places.
///
/// # Errors
/// Everything that is wrong with how it is written.
pub fn read_value(value: &serde_json::Value) -> Result<Documents, Problems> {
    let (documents, problems, _) = parse_value(value);
    Problems::check(problems)?;
    Ok(documents)
}

fn parse_value(value: &serde_json::Value) -> Parsed {
    let (mut documents, mut problems, unreadable) = parse(vec![SourceFile::new("document.json", value.to_string())]);
    for problem in &mut problems {
        problem.origin = None;
    }
    for edit in &mut documents.edits {
        edit.origin = None;
    }
    documents.origins = Origins::default();
    documents.sources = Sources::default();
    (documents, problems, unreadable)
}

/// What was written, what is wrong with how it is, and what that leaves unknown.
type Parsed = (Documents, Vec<Problem>, Unreadable);

fn parse(files: Vec<SourceFile>) -> Parsed {
    let mut reading = Reading::default();
    let mut trees = Vec::new();
    for file in files {
        let name: Arc<str> = file.name.as_str().into();
        match parse_file(&name, &file.bytes) {
            Err(problem) => {
                reading.problems.push(problem);
                reading.unreadable.everything = true;
            }
            Ok((tree, problems)) => {
                reading.file(&tree, problems);
                trees.push(tree);
            }
        }
    }
    reading.sort();
    let origins = Origins::of(&reading.edits);
    (Documents { edits: reading.edits, origins, sources: Sources { trees } }, reading.problems, reading.unreadable)
}

fn parse_file(name: &Arc<str>, bytes: &[u8]) -> Result<(Tree, Vec<Problem>), Problem> {
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(too_large(name, bytes.len() as u64));
    }
    let text = decode(name, bytes)?;
    if name.to_ascii_lowercase().ends_with(".json") {
        return Ok(json::parse(name.clone(), text));
    }
    let Some(inside) = text.trim_start().strip_prefix('{') else { return Ok(yaml::parse(name.clone(), text)) };
    // Nearly all JSON is YAML, but not all, and some of what begins like JSON is YAML only.
    let as_json = json::parse(name.clone(), text);
    if as_json.1.is_empty() {
        return Ok(as_json);
    }
    let as_yaml = yaml::parse(name.clone(), text);
    Ok(if !as_yaml.1.is_empty() && inside.trim_start().starts_with('"') { as_json } else { as_yaml })
}

fn decode<'a>(name: &Arc<str>, bytes: &'a [u8]) -> Result<&'a str, Problem> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).and_then(|valid| std::str::from_utf8(valid).ok()).unwrap_or("");
        let last_line = before.rsplit('\n').next().unwrap_or("");
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let origin = Origin {
            file: name.clone(),
            line: number(before.matches('\n').count() + 1),
            column: number(last_line.chars().count() + 1),
        };
        let byte = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
        let message = format!("the file is not UTF-8: a byte 0x{byte:02X} stands here; save it as UTF-8");
        Problem { origin: Some(origin), path: String::new(), message }
    })
}

/// The problem of a file of so many bytes, for callers that can tell before they read it.
#[must_use]
pub fn too_large(name: &str, bytes: u64) -> Problem {
    let mib = |bytes: u64| format!("{}.{} MiB", bytes >> 20, ((bytes & 0xF_FFFF) * 10) >> 20);
    let message = format!(
        "the file is {bytes} bytes long ({}), and at most {} MiB are read; split it into several files of a folder",
        mib(bytes),
        MAX_FILE_BYTES >> 20
    );
    Problem { origin: Some(Origin { file: name.into(), line: 1, column: 1 }), path: String::new(), message }
}
