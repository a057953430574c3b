//! What was written, as a tree that remembers where: the common form of YAML and JSON.

use ecow::EcoString;

use super::path::{Path, Step};
use crate::{Origin, Problem};
use std::sync::Arc;

/// How deep lists and mappings may stand in each other. Documents need eight levels.
pub(super) const MAX_DEPTH: usize = 64;

/// A place in a file: line and column in characters, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: u32,
    pub(super) column: u32,
}

/// The position of a node in its tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ix(u32);

#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) at: Position,
    pub(super) data: Data,
}

#[derive(Clone, Debug)]
pub(super) enum Data {
    Null,
    Bool(bool),
    /// As it was written, so that messages can show `3.10`.
    Number(EcoString),
    Text(EcoString),
    List(Vec<Ix>),
    /// Keys (always text) and values.
    Map(Vec<(Ix, Ix)>),
    /// Stands for a node that was written before.
    Alias(Ix),
}

/// The documents of one file.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    pub(super) file: Arc<str>,
    nodes: Vec<Node>,
    /// The root of each document.
    pub(super) documents: Vec<Ix>,
}

const NOTHING: Node = Node { at: Position { line: 1, column: 1 }, data: Data::Null };

impl Tree {
    fn get(&self, ix: Ix) -> &Node {
        self.nodes.get(ix.0 as usize).unwrap_or(&NOTHING)
    }

    /// Where a node stands; for an alias, the alias itself.
    pub(super) fn position(&self, ix: Ix) -> Position {
        self.get(ix).at
    }

    /// What a node is; for an alias, what it stands for.
    pub(super) fn data(&self, ix: Ix) -> &Data {
        // INVARIANT (aliases point back): an alias is made after what it stands for, so this ends.
        match &self.get(ix).data {
            Data::Alias(target) => self.data(*target),
            data => data,
        }
    }

    pub(super) fn text(&self, ix: Ix) -> Option<&str> {
        match self.data(ix) {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The key and value of a field.
    pub(super) fn field(&self, map: Ix, name: &str) -> Option<(Ix, Ix)> {
        let Data::Map(entries) = self.data(map) else { return None };
        entries.iter().copied().find(|(key, _)| self.text(*key) == Some(name))
    }

    /// The node one step below, and where it begins: at its name when it is a field.
    pub(super) fn step(&self, from: Ix, step: &Step) -> Option<(Ix, Position)> {
        match step {
            Step::Field(name) => self.field(from, name).map(|(key, value)| (value, self.position(key))),
            Step::Item(index) => match self.data(from) {
                Data::List(items) => items.get(*index).map(|item| (*item, self.position(*item))),
                _ => None,
            },
        }
    }

    /// Where the deepest part of `path` begins that was written at all.
    pub(super) fn locate(&self, root: Ix, path: &[Step]) -> Position {
        let (mut node, mut at) = (root, self.position(root));
        for step in path {
            match self.step(node, step) {
                Some(found) => (node, at) = found,
                None => break,
            }
        }
        at
    }

    pub(super) fn origin(&self, at: Position) -> Origin {
        Origin { file: self.file.clone(), line: at.line, column: at.column }
    }

    pub(super) fn problem(&self, at: Position, path: &Path, message: impl Into<String>) -> Problem {
        Problem { origin: Some(self.origin(at)), path: path.to_string(), message: message.into() }
    }
}

/// A list or mapping that is being read.
enum Frame {
    List { node: Ix, items: Vec<Ix> },
    Map { node: Ix, entries: Vec<(Ix, Ix)>, key: Option<Ix>, seen: std::collections::HashMap<EcoString, Position> },
}

/// The input cannot be read any further; why is among the problems.
#[derive(Debug)]
pub(super) struct Stop;

/// Mappings longer than this find repeated keys by hashing.
const FEW: usize = 24;

/// Builds a tree from the events of a parser.
pub(super) struct Builder {
    tree: Tree,
    frames: Vec<Frame>,
    pub(super) problems: Vec<Problem>,
}

impl Builder {
    pub(super) fn new(file: Arc<str>) -> Self {
        Self { tree: Tree { file, nodes: Vec::new(), documents: Vec::new() }, frames: Vec::new(), problems: Vec::new() }
    }

    /// The documents that were read whole, and what was wrong.
    pub(super) fn finish(self) -> (Tree, Vec<Problem>) {
        (self.tree, self.problems)
    }

    pub(super) fn depth(&self) -> usize {
        self.frames.len()
    }

    pub(super) fn problem(&mut self, at: Position, message: impl Into<String>) {
        let problem = self.tree.problem(at, &self.path(), message);
        self.problems.push(problem);
    }

    pub(super) fn stop<T>(&mut self, at: Position, message: impl Into<String>) -> Result<T, Stop> {
        self.problem(at, message);
        Err(Stop)
    }

    pub(super) fn open_list(&mut self, at: Position) -> Result<Ix, Stop> {
        let node = self.open(at, "a list")?;
        self.frames.push(Frame::List { node, items: Vec::new() });
        Ok(node)
    }

    pub(super) fn open_map(&mut self, at: Position) -> Result<Ix, Stop> {
        let node = self.open(at, "a mapping")?;
        self.frames.push(Frame::Map { node, entries: Vec::new(), key: None, seen: std::collections::HashMap::new() });
        Ok(node)
    }

    fn open(&mut self, at: Position, what: &str) -> Result<Ix, Stop> {
        if self.frames.len() >= MAX_DEPTH {
            return self.too_deep(at);
        }
        if self.expects_key() {
            return self.stop(at, format!("{what} cannot be the name of a field"));
        }
        self.add(at, Data::Null)
    }

    pub(super) fn too_deep<T>(&mut self, at: Position) -> Result<T, Stop> {
        // The path to it would fill a page.
        let message = format!("lists and mappings are nested more than {MAX_DEPTH} deep here");
        self.problems.push(self.tree.problem(at, &Path::default(), message));
        Err(Stop)
    }

    /// Ends the innermost list or mapping.
    pub(super) fn close(&mut self) -> Result<Ix, Stop> {
        let (node, data) = match self.frames.pop() {
            Some(Frame::List { node, items }) => (node, Data::List(items)),
            Some(Frame::Map { node, entries, .. }) => (node, Data::Map(self.merged(entries))),
            None => return Err(Stop),
        };
        if let Some(slot) = self.tree.nodes.get_mut(node.0 as usize) {
            slot.data = data;
        }
        self.attach(node);
        Ok(node)
    }

    /// The fields with those of the mappings that a merge key (`<<`) names in its place; fields that
    /// are given win over merged ones.
    fn merged(&mut self, mut entries: Vec<(Ix, Ix)>) -> Vec<(Ix, Ix)> {
        let Some(merge) = entries.iter().position(|(key, _)| self.tree.text(*key) == Some("<<")) else {
            return entries;
        };
        let (key, value) = entries.remove(merge);
        let sources = match self.tree.data(value) {
            Data::List(items) => items.clone(),
            _ => vec![value],
        };
        for source in sources {
            let Data::Map(fields) = self.tree.data(source) else {
                let message = "`<<` takes in the fields of a mapping, or of a list of mappings";
                self.problem(self.tree.position(key), message);
                continue;
            };
            for (key, value) in fields {
                let name = self.tree.text(*key);
                if !entries.iter().any(|(given, _)| self.tree.text(*given) == name) {
                    entries.push((*key, *value));
                }
            }
        }
        entries
    }

    /// A value that holds no others. The name of a field is one too.
    pub(super) fn leaf(&mut self, at: Position, data: Data, written: &str) -> Result<Ix, Stop> {
        if !self.expects_key() {
            let node = self.add(at, data)?;
            self.attach(node);
            return Ok(node);
        }
        if matches!(data, Data::Alias(_)) {
            return self.stop(at, "an alias cannot be the name of a field");
        }
        let node = self.add(at, Data::Text(written.into()))?;
        self.key(node, at, written);
        Ok(node)
    }

    pub(super) fn expects_key(&self) -> bool {
        matches!(self.frames.last(), Some(Frame::Map { key: None, .. }))
    }

    fn key(&mut self, node: Ix, at: Position, name: &str) {
        let tree = &self.tree;
        let Some(Frame::Map { entries, key, seen, .. }) = self.frames.last_mut() else { return };
        if entries.len() == FEW {
            seen.extend(entries.iter().filter_map(|(key, _)| Some((tree.text(*key)?.into(), tree.position(*key)))));
        }
        let first = if entries.len() < FEW {
            entries.iter().find(|(key, _)| tree.text(*key) == Some(name)).map(|(key, _)| tree.position(*key))
        } else {
            let first = seen.get(name).copied();
            seen.entry(name.into()).or_insert(at);
            first
        };
        *key = Some(node);
        if let Some(first) = first {
            self.problem(at, format!("`{name}` is given twice here, first on line {}; keep one of them", first.line));
        }
    }

    fn attach(&mut self, node: Ix) {
        match self.frames.last_mut() {
            None => self.tree.documents.push(node),
            Some(Frame::List { items, .. }) => items.push(node),
            Some(Frame::Map { entries, key, .. }) => entries.extend(key.take().map(|key| (key, node))),
        }
    }

    fn add(&mut self, at: Position, data: Data) -> Result<Ix, Stop> {
        match u32::try_from(self.tree.nodes.len()) {
            Ok(ix) => {
                self.tree.nodes.push(Node { at, data });
                Ok(Ix(ix))
            }
            Err(_) => self.stop(at, "the file holds too many values; split it into several files"),
        }
    }

    /// The path of what is being read.
    fn path(&self) -> Path {
        let step = |frame: &Frame| match frame {
            Frame::List { items, .. } => Some(Step::Item(items.len())),
            Frame::Map { key, .. } => Some(Step::Field((*key).and_then(|key| self.tree.text(key))?.into())),
        };
        Path(self.frames.iter().map_while(step).collect())
    }
}
