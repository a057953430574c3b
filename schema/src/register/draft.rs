//! A register in the making.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::Register;
use super::validate::{Scope, check};
use crate::record::{Change, Edit, Record, SourcedEdit, Versioned};
use crate::{NodeId, Origin, PartyKey, PartyKind, Problem, Problems, Taxonomy, TermList};

/// Where an edit came from.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    pub(super) origin: Option<Origin>,
    pub(super) path: String,
}

impl Place {
    pub(super) fn problem(&self, field: &str, message: impl Into<String>) -> Problem {
        let path = match (self.path.is_empty(), field.is_empty()) {
            (true, _) => field.to_owned(),
            (false, true) => self.path.clone(),
            (false, false) => format!("{}.{field}", self.path),
        };
        Problem { origin: self.origin.clone(), path, message: message.into() }
    }
}

/// What is there but could not be read, so that nothing is said about references to it.
#[derive(Debug, Default)]
pub(crate) struct Unreadable {
    pub(crate) ids: HashSet<NodeId>,
    /// Anything might be there.
    pub(crate) everything: bool,
}

impl Unreadable {
    pub(super) fn may_hold(&self, id: &NodeId) -> bool {
        self.everything || self.ids.contains(id)
    }

    pub(super) fn may_hold_parties(&self) -> bool {
        self.everything || self.ids.iter().any(|id| matches!(id, NodeId::Party(_)))
    }

    fn may_hold_terms(&self) -> bool {
        self.everything || self.ids.iter().any(|id| matches!(id, NodeId::Term(..)))
    }
}

/// A register in the making: records go in one by one, and [`Draft::finish`] checks them together.
#[derive(Debug)]
pub struct Draft {
    base: Register,
    next: Register,
    /// What was edited and where; a bulk load records nothing and checks everything.
    touched: BTreeMap<NodeId, Place>,
    bulk: bool,
    lists: HashSet<TermList>,
    problems: Vec<Problem>,
    terms_changed: bool,
    unreadable: Unreadable,
}

impl Default for Draft {
    fn default() -> Self {
        Self::of(&Register::default())
    }
}

impl Draft {
    /// A draft that starts from `register`.
    #[must_use]
    pub fn of(register: &Register) -> Self {
        Self {
            base: register.clone(),
            next: register.clone(),
            touched: BTreeMap::new(),
            bulk: false,
            lists: HashSet::new(),
            problems: Vec::new(),
            terms_changed: false,
            unreadable: Unreadable::default(),
        }
    }

    /// Adds a record that was stored at `revision`, without keeping track of it: for loading a
    /// register of any size. Parties should come before what refers to them.
    pub fn load(&mut self, record: Record, revision: u64) {
        self.bulk = true;
        self.put(record, revision);
    }

    /// Adds an edit that, when it changes something, makes it `revision`.
    pub fn edit(&mut self, edit: SourcedEdit, revision: u64) {
        let SourcedEdit { edit, origin, path } = edit;
        let place = Place { origin, path };
        let id = edit.id();
        if let Some(first) = self.touched.get(&id) {
            let where_first = first.origin.as_ref().map_or_else(|| first.path.clone(), ToString::to_string);
            let message = format!("`{id}` is given twice, first at {where_first}; keep one of them");
            self.problems.push(place.problem("key", message));
            return;
        }
        self.touched.insert(id.clone(), place);
        match edit {
            Edit::Put(record) => {
                let completed = self.completed(record);
                if !self.base.get(&id).is_some_and(|before| before.is_same_as(&completed)) {
                    self.put(completed, revision);
                }
            }
            Edit::Delete(_) => self.delete(&id),
        }
    }

    /// Refuses the edits for reasons that were found before, and overlooks references to what these
    /// reasons hide. [`Draft::finish`] then reports the reasons with what else is wrong.
    pub(crate) fn refuse(&mut self, reasons: Problems, hidden: Unreadable) {
        // INVARIANT (edges resolve): a reason is never empty, so a draft that overlooks references
        // does not become a register.
        self.problems.extend(reasons.into_vec());
        self.unreadable = hidden;
    }

    /// The register, when everything in it is right, and what changed.
    ///
    /// # Errors
    /// Everything that is wrong, by place.
    pub fn finish(mut self, revision: u64) -> Result<(Register, Vec<Change>), Problems> {
        if self.terms_changed {
            self.rebuild_taxonomy();
        }
        self.complete_notices();
        let scope = if self.bulk { Scope::Everything } else { Scope::Touched(&self.touched) };
        check(&self.base, &self.next, &scope, self.terms_changed, &self.unreadable, &mut self.problems);
        Problems::check(self.problems)?;
        let changes: Vec<Change> = self
            .touched
            .into_keys()
            .map(|id| Change { before: self.base.get(&id), after: self.next.get(&id), id })
            .filter(|change| match (&change.before, &change.after) {
                (Some(before), Some(after)) => !before.is_same_as(after),
                (before, after) => before.is_some() || after.is_some(),
            })
            .collect();
        self.next.revision = revision;
        Ok((self.next, changes))
    }

    fn put(&mut self, record: Record, revision: u64) {
        let next = &mut self.next;
        match record {
            Record::Party(value) => {
                next.parties.insert(value.key.clone(), Arc::new(Versioned { revision, value }));
            }
            Record::Contract(mut value) => {
                self.lists.share(&mut value.terms.categories);
                self.lists.share(&mut value.terms.purposes);
                self.lists.share(&mut value.terms.subjects);
                self.lists.share(&mut value.terms.regions);
                self.lists.share(&mut value.terms.safeguards);
                next.contracts.insert(value.key.clone(), Arc::new(Versioned { revision, value }));
            }
            Record::Flow(mut value) => {
                self.lists.share(&mut value.categories);
                self.lists.share(&mut value.purposes);
                self.lists.share(&mut value.subjects);
                self.lists.share(&mut value.regions);
                self.lists.share(&mut value.safeguards);
                share_key(next, &mut value.source);
                share_key(next, &mut value.recipient);
                next.flows.insert(value.key.clone(), Arc::new(Versioned { revision, value }));
            }
            Record::Notice(value) => {
                next.notices.insert(value.key.clone(), Arc::new(Versioned { revision, value }));
            }
            Record::Channel(value) => {
                next.channels.insert(value.key.clone(), Arc::new(Versioned { revision, value }));
            }
            Record::Observation(value) => {
                next.observations.insert(value.key.clone(), Arc::new(Versioned { revision, value }));
            }
            Record::Acceptance(value) => {
                next.acceptances.insert(value.key.clone(), Arc::new(Versioned { revision, value }));
            }
            Record::Assignment(value) => {
                next.assignments.insert(value.key.clone(), Arc::new(Versioned { revision, value }));
            }
            Record::Promise(value) => {
                next.promises.insert(value.key.clone(), Arc::new(Versioned { revision, value }));
            }
            Record::Term(value) => {
                self.terms_changed = true;
                next.terms.insert((value.taxonomy, value.key.clone()), Arc::new(Versioned { revision, value }));
            }
        }
    }

    fn delete(&mut self, id: &NodeId) {
        let next = &mut self.next;
        let found = match id {
            NodeId::Party(key) => next.parties.remove(key).is_some(),
            NodeId::Contract(key) => next.contracts.remove(key).is_some(),
            NodeId::Flow(key) => next.flows.remove(key).is_some(),
            NodeId::Notice(key) => next.notices.remove(key).is_some(),
            NodeId::Promise(key) => next.promises.remove(key).is_some(),
            NodeId::Acceptance(key) => next.acceptances.remove(key).is_some(),
            NodeId::Assignment(key) => next.assignments.remove(key).is_some(),
            NodeId::Observation(key) => next.observations.remove(key).is_some(),
            NodeId::Channel(key) => next.channels.remove(key).is_some(),
            NodeId::Term(taxonomy, key) => {
                self.terms_changed = true;
                next.terms.remove(&(*taxonomy, key.clone())).is_some()
            }
        };
        if !found {
            let place = self.touched.get(id).cloned().unwrap_or_default();
            self.problems.push(place.problem("", format!("`{id}` is not in the register, so it cannot be removed")));
        }
    }

    /// The record with what it leaves to a default filled in, as far as the base can tell.
    fn completed(&self, record: Record) -> Record {
        match record {
            Record::Notice(mut notice) if notice.by.is_none() => {
                notice.by = only_self(&self.next).or_else(|| only_self(&self.base));
                Record::Notice(notice)
            }
            record => record,
        }
    }

    fn complete_notices(&mut self) {
        let missing: Vec<_> = self.next.notices.values().filter(|notice| notice.by.is_none()).cloned().collect();
        let Some(by) = only_self(&self.next) else { return };
        for notice in missing {
            let mut notice = Versioned::clone(&notice);
            notice.value.by = Some(by.clone());
            self.next.notices.insert(notice.key.clone(), Arc::new(notice));
        }
    }

    fn rebuild_taxonomy(&mut self) {
        match Taxonomy::with_terms(self.next.terms.values().map(|term| &term.value)) {
            Ok(taxonomy) => self.next.taxonomy = Arc::new(taxonomy),
            Err(problems) => {
                for problem in problems {
                    // What a term stands on may be one that could not be read.
                    if self.unreadable.may_hold_terms() && matches!(problem.field, "parent" | "members") {
                        continue;
                    }
                    let id = NodeId::Term(problem.taxonomy, problem.key);
                    let place =
                        self.touched.get(&id).cloned().unwrap_or_else(|| Place { origin: None, path: id.to_string() });
                    self.problems.push(place.problem(problem.field, problem.message));
                }
            }
        }
    }
}

/// The only SELF party, when there is exactly one.
fn only_self(register: &Register) -> Option<PartyKey> {
    let mut own = register.parties.values().filter(|party| party.kind == PartyKind::SelfParty);
    own.next().filter(|_| own.next().is_none()).map(|party| party.key.clone())
}

/// Large registers name few parties very often: the key of the party itself is used for all.
fn share_key(register: &Register, key: &mut PartyKey) {
    if let Some(party) = register.parties.get(key) {
        *key = party.key.clone();
    }
}

trait Share {
    fn share(&mut self, list: &mut TermList);
}

impl Share for HashSet<TermList> {
    fn share(&mut self, list: &mut TermList) {
        match self.get(list) {
            Some(known) => list.clone_from(known),
            None => {
                self.insert(list.clone());
            }
        }
    }
}
