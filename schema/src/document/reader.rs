//! From trees to edits.

use deserr::{Deserr, ValueKind, ValuePointerRef};

use super::fault::{Faults, read, unknown_field, wrong_kind};
use super::path::Path;
use super::tree::{Data, Ix, Position, Tree};
use super::view::View;
use crate::record::{Edit, Record, SourcedEdit};
use crate::register::Unreadable;
use crate::{
    Acceptance, Assignment, Channel, Contract, Flow, NodeId, Notice, NoticeKey, Observation, Party, Problem, Promise,
    TaxonomyKind, Term, TermKey,
};

/// The fields of a document.
const FIELDS: [&str; 10] = [
    "kept",
    "parties",
    "contracts",
    "flows",
    "notices",
    "terms",
    "acceptances",
    "assignments",
    "observations",
    "channels",
];

/// What was read so far.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) edits: Vec<SourcedEdit>,
    pub(super) problems: Vec<Problem>,
    /// What the problems hide.
    pub(super) unreadable: Unreadable,
}

impl Reading {
    /// Reads the documents of a file, of which `problems` are known already.
    pub(super) fn file(&mut self, tree: &Tree, problems: Vec<Problem>) {
        let written: Vec<Ix> =
            tree.documents.iter().copied().filter(|root| !matches!(tree.data(*root), Data::Null)).collect();
        if written.is_empty() && problems.is_empty() {
            let start = Position { line: 1, column: 1 };
            let message = "there is no document in this file; start with `kept: 1`";
            self.problems.push(tree.problem(start, &Path::default(), message));
        }
        // What comes before a place that cannot be read is not the whole of what is there.
        self.unreadable.everything |= !problems.is_empty();
        self.problems.extend(problems);
        for (index, root) in written.into_iter().enumerate() {
            self.document(tree, root, index == 0);
        }
    }

    /// Reads one document. The first of a file says which version of the format it is in.
    fn document(&mut self, tree: &Tree, root: Ix, first: bool) {
        let Data::Map(fields) = tree.data(root) else {
            let message = wrong_kind(tree, Some(root), &[ValueKind::Map]);
            self.refuse(tree, root, &Path::default(), format!("{message}; start with `kept: 1`"));
            self.unreadable.everything = true;
            return;
        };
        if !self.version(tree, root, first) {
            self.unreadable.everything = true;
            return;
        }
        for (key, _) in fields {
            let name = tree.text(*key).unwrap_or_default();
            if !FIELDS.contains(&name) {
                self.refuse(tree, *key, &Path::default().field(name), unknown_field(name, &FIELDS));
            }
        }
        self.section::<Term>(tree, root, "terms", Record::Term, |key| {
            let terms = TaxonomyKind::ALL.iter();
            terms.filter_map(|kind| Some(NodeId::Term(*kind, key.parse::<TermKey>().ok()?))).collect()
        });
        self.section::<Party>(tree, root, "parties", Record::Party, |key| id(key, NodeId::Party));
        self.section::<Contract>(tree, root, "contracts", Record::Contract, |key| id(key, NodeId::Contract));
        self.section::<Flow>(tree, root, "flows", Record::Flow, |key| id(key, NodeId::Flow));
        for (index, item) in self.items(tree, root, "notices", ValuePointerRef::Origin) {
            self.notice(tree, root, item, index);
        }
        self.section::<Acceptance>(tree, root, "acceptances", Record::Acceptance, |key| id(key, NodeId::Acceptance));
        self.section::<Assignment>(tree, root, "assignments", Record::Assignment, |key| id(key, NodeId::Assignment));
        self.section::<Observation>(tree, root, "observations", Record::Observation, |key| {
            id(key, NodeId::Observation)
        });
        self.section::<Channel>(tree, root, "channels", Record::Channel, |key| id(key, NodeId::Channel));
    }

    /// Whether the document is in the version of the format that is read here.
    fn version(&mut self, tree: &Tree, root: Ix, first: bool) -> bool {
        let path = Path::default().field("kept");
        match tree.field(root, "kept") {
            None if first => {
                let message = "`kept` is missing: start with `kept: 1`, the version of the format";
                self.refuse(tree, root, &path, message);
                true
            }
            None => true,
            Some((key, value)) => match tree.data(value) {
                Data::Number(number) if number == "1" => true,
                Data::Text(text) if text == "1" => {
                    self.refuse(tree, key, &path, "write `kept: 1` without quotes");
                    true
                }
                Data::Number(number) => {
                    let message =
                        format!("this is version {number} of the format, and only version 1 is read here: `kept: 1`");
                    self.refuse(tree, key, &path, message);
                    false
                }
                _ => {
                    self.refuse(tree, key, &path, "say which version of the format this is: `kept: 1`");
                    true
                }
            },
        }
    }

    /// Reads a list of records.
    fn section<T: Deserr<Faults>>(
        &mut self,
        tree: &Tree,
        root: Ix,
        name: &'static str,
        record: fn(T) -> Record,
        ids: fn(&str) -> Vec<NodeId>,
    ) {
        let section = ValuePointerRef::Origin;
        let section = section.push_key(name);
        for (index, item) in self.items(tree, root, name, ValuePointerRef::Origin) {
            let location = section.push_index(index);
            match read::<T>(View::new(tree, item), location) {
                Ok(value) => self.put(tree, item, location, record(value)),
                Err(faults) => {
                    self.problems.extend(faults.into_problems(tree, root));
                    self.hide(tree, item, ids);
                }
            }
        }
    }

    /// Reads a notice and the promises in it.
    fn notice(&mut self, tree: &Tree, root: Ix, item: Ix, index: usize) {
        let section = ValuePointerRef::Origin;
        let section = section.push_key("notices");
        let location = section.push_index(index);
        let view = View::new(tree, item).without("promises");
        match read::<Notice>(view, location) {
            Ok(notice) => self.put(tree, item, location, Record::Notice(notice)),
            Err(mut faults) => {
                faults.know(&Path::from(location), "promises");
                self.problems.extend(faults.into_problems(tree, root));
                self.hide(tree, item, |key| id(key, NodeId::Notice));
            }
        }
        let key = tree.field(item, "key").and_then(|(_, key)| tree.text(key)?.parse::<NoticeKey>().ok());
        let promises = location.push_key("promises");
        for (index, item) in self.items(tree, item, "promises", location) {
            let location = promises.push_index(index);
            match read::<Promise>(View::new(tree, item), location) {
                Ok(promise) => self.promise(tree, item, location, promise, key.as_ref()),
                Err(faults) => {
                    self.problems.extend(faults.into_problems(tree, root));
                    self.hide(tree, item, |key| id(key, NodeId::Promise));
                }
            }
        }
    }

    fn promise(
        &mut self,
        tree: &Tree,
        item: Ix,
        location: ValuePointerRef<'_>,
        mut promise: Promise,
        notice: Option<&NoticeKey>,
    ) {
        // A notice without a key was refused already.
        let Some(notice) = notice else {
            self.hide(tree, item, |key| id(key, NodeId::Promise));
            return;
        };
        if let Some(said) = promise.notice.replace(notice.clone())
            && said != *notice
        {
            let field = tree.field(item, "notice").map_or(item, |(key, _)| key);
            let path = Path::from(location).field("notice");
            self.refuse(
                tree,
                field,
                &path,
                format!("this promise stands in the notice `{notice}`, not in `{said}`; leave the field out"),
            );
        }
        self.put(tree, item, location, Record::Promise(promise));
    }

    /// The items of a list that may be left out.
    fn items(&mut self, tree: &Tree, map: Ix, name: &str, location: ValuePointerRef<'_>) -> Vec<(usize, Ix)> {
        let Some((key, list)) = tree.field(map, name) else { return Vec::new() };
        match tree.data(list) {
            Data::List(items) => items.iter().copied().enumerate().collect(),
            // `parties:` with nothing under it is how people leave room for more.
            Data::Null => Vec::new(),
            _ => {
                let path = Path::from(location).field(name);
                self.refuse(tree, key, &path, wrong_kind(tree, Some(list), &[ValueKind::Sequence]));
                self.unreadable.everything = true;
                Vec::new()
            }
        }
    }

    fn put(&mut self, tree: &Tree, item: Ix, location: ValuePointerRef<'_>, record: Record) {
        let origin = Some(tree.origin(tree.position(item)));
        self.edits.push(SourcedEdit { edit: Edit::Put(record), origin, path: Path::from(location).to_string() });
    }

    fn refuse(&mut self, tree: &Tree, at: Ix, path: &Path, message: impl Into<String>) {
        self.problems.push(tree.problem(tree.position(at), path, message));
    }

    /// A record that could not be read is there all the same: what refers to it does not dangle.
    fn hide(&mut self, tree: &Tree, item: Ix, ids: fn(&str) -> Vec<NodeId>) {
        let key = tree.field(item, "key").and_then(|(_, key)| tree.text(key));
        match key.map(ids) {
            Some(ids) if !ids.is_empty() => self.unreadable.ids.extend(ids),
            // Without a key anything might refer to it.
            _ => self.unreadable.everything |= key.is_none(),
        }
    }

    /// Terms first, then parties, then what refers to them: defaults depend on parties.
    pub(super) fn sort(&mut self) {
        self.edits.sort_by_key(|edit| match &edit.edit {
            Edit::Put(Record::Term(_)) => 0,
            Edit::Put(Record::Party(_)) => 1,
            _ => 2,
        });
    }
}

fn id<K: std::str::FromStr>(key: &str, id: fn(K) -> NodeId) -> Vec<NodeId> {
    key.parse().ok().map(id).into_iter().collect()
}
