//! Records: the things a register is made of, and changes to them.

use std::ops::Deref;

use serde::Serialize;

use crate::{
    Acceptance, Assignment, Channel, Contract, Duration, Flow, NodeId, NodeKind, Notice, Observation, Origin, Party,
    Promise, Term,
};

/// One thing of the register, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// A party.
    Party(Party),
    /// A contract.
    Contract(Contract),
    /// A flow.
    Flow(Flow),
    /// A notice, without its promises.
    Notice(Notice),
    /// A promise.
    Promise(Promise),
    /// A term users added.
    Term(Term),
    /// An accepted risk.
    Acceptance(Acceptance),
    /// Who sees to a finding.
    Assignment(Assignment),
    /// Evidence that data went somewhere.
    Observation(Observation),
    /// Where alerts are sent.
    Channel(Channel),
}

impl Record {
    /// Its global id.
    #[must_use]
    pub fn id(&self) -> NodeId {
        match self {
            Self::Party(party) => NodeId::Party(party.key.clone()),
            Self::Contract(contract) => NodeId::Contract(contract.key.clone()),
            Self::Flow(flow) => NodeId::Flow(flow.key.clone()),
            Self::Notice(notice) => NodeId::Notice(notice.key.clone()),
            Self::Promise(promise) => NodeId::Promise(promise.key.clone()),
            Self::Term(term) => NodeId::Term(term.taxonomy, term.key.clone()),
            Self::Acceptance(acceptance) => NodeId::Acceptance(acceptance.key.clone()),
            Self::Assignment(assignment) => NodeId::Assignment(assignment.key.clone()),
            Self::Observation(observation) => NodeId::Observation(observation.key.clone()),
            Self::Channel(channel) => NodeId::Channel(channel.key.clone()),
        }
    }

    /// Whether `other` is the same record, written the same way. Records that differ in how a
    /// duration is written (`P1Y`, `P365D`) are equal but not the same.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        let (own, others) = (self.durations(), other.durations());
        let pairs = own.into_iter().zip(others);
        self == other
            && pairs.into_iter().all(|(a, b)| match (a, b) {
                (Some(a), Some(b)) => a.is_same_as(b),
                (a, b) => a.is_none() && b.is_none(),
            })
    }

    /// Every duration in it, at a fixed place.
    fn durations(&self) -> [Option<Duration>; 3] {
        match self {
            Self::Contract(contract) => {
                let renewal = contract.renewal.as_ref();
                [
                    renewal.and_then(|renewal| renewal.period),
                    renewal.and_then(|renewal| renewal.notice),
                    contract.terms.max_retention,
                ]
            }
            Self::Flow(flow) => [flow.retention, None, None],
            Self::Promise(promise) => [promise.limits.as_ref().and_then(|limits| limits.max_retention), None, None],
            Self::Channel(channel) => [channel.escalation.as_ref().map(|escalation| escalation.after), None, None],
            Self::Party(_)
            | Self::Notice(_)
            | Self::Term(_)
            | Self::Acceptance(_)
            | Self::Assignment(_)
            | Self::Observation(_) => [None; 3],
        }
    }

    /// Its written form as JSON.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        let json = match self {
            Self::Party(party) => serde_json::to_value(party),
            Self::Contract(contract) => serde_json::to_value(contract),
            Self::Flow(flow) => serde_json::to_value(flow),
            Self::Notice(notice) => serde_json::to_value(notice),
            Self::Promise(promise) => serde_json::to_value(promise),
            Self::Term(term) => serde_json::to_value(term),
            Self::Acceptance(acceptance) => serde_json::to_value(acceptance),
            Self::Assignment(assignment) => serde_json::to_value(assignment),
            Self::Observation(observation) => serde_json::to_value(observation),
            Self::Channel(channel) => serde_json::to_value(channel),
        };
        // Records hold only strings, numbers, lists and structs, which always serialise.
        json.unwrap_or(serde_json::Value::Null)
    }
}

impl Record {
    /// The record of `kind` that [`Record::to_json`] wrote.
    ///
    /// # Errors
    /// When `json` is not what this version writes.
    pub fn from_json(kind: NodeKind, json: serde_json::Value) -> Result<Self, serde_json::Error> {
        match kind {
            NodeKind::Party => serde_json::from_value(json).map(Self::Party),
            NodeKind::Contract => serde_json::from_value(json).map(Self::Contract),
            NodeKind::Flow => serde_json::from_value(json).map(Self::Flow),
            NodeKind::Notice => serde_json::from_value(json).map(Self::Notice),
            NodeKind::Promise => serde_json::from_value(json).map(Self::Promise),
            NodeKind::Term => serde_json::from_value(json).map(Self::Term),
            NodeKind::Acceptance => serde_json::from_value(json).map(Self::Acceptance),
            NodeKind::Assignment => serde_json::from_value(json).map(Self::Assignment),
            NodeKind::Observation => serde_json::from_value(json).map(Self::Observation),
            NodeKind::Channel => serde_json::from_value(json).map(Self::Channel),
        }
    }
}

/// A record with the revision of the register that last changed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versioned<T> {
    /// The sequence number of the change that last touched it; 0 when it was never stored.
    pub revision: u64,
    /// The record.
    pub value: T,
}

impl<T> Deref for Versioned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// One edit of a register, as it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "edits are consumed right away")]
pub enum Edit {
    /// Add a record or put it in the place of the one with its id.
    Put(Record),
    /// Remove a record.
    Delete(NodeId),
}

impl Edit {
    /// What it is about.
    #[must_use]
    pub fn id(&self) -> NodeId {
        match self {
            Self::Put(record) => record.id(),
            Self::Delete(id) => id.clone(),
        }
    }
}

/// An edit with the place it was written at, for messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourcedEdit {
    /// The edit.
    pub edit: Edit,
    /// The place in a file.
    pub origin: Option<Origin>,
    /// The field, such as `flows[3]`; empty when the edit is the whole input.
    pub path: String,
}

impl From<Edit> for SourcedEdit {
    fn from(edit: Edit) -> Self {
        Self { edit, origin: None, path: String::new() }
    }
}

/// What an edit does to a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What is changed.
    pub id: NodeId,
    /// The record before; `None` when it is new.
    pub before: Option<Record>,
    /// The record after; `None` when it is removed.
    pub after: Option<Record>,
}

/// One field that a change changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// The field, such as `terms.regions`.
    pub field: String,
    /// Its value before; null when it was absent.
    pub before: serde_json::Value,
    /// Its value after; null when it is absent.
    pub after: serde_json::Value,
}

impl Change {
    /// The change that takes this one back.
    #[must_use]
    pub fn reversed(self) -> Self {
        Self { id: self.id, before: self.after, after: self.before }
    }

    /// The fields that differ, in the order of their names.
    #[must_use]
    pub fn fields(&self) -> Vec<FieldChange> {
        let json = |record: &Option<Record>| record.as_ref().map_or(serde_json::Value::Null, Record::to_json);
        let mut fields = Vec::new();
        differences("", &json(&self.before), &json(&self.after), &mut fields);
        fields
    }
}

fn differences(path: &str, before: &serde_json::Value, after: &serde_json::Value, found: &mut Vec<FieldChange>) {
    use serde_json::Value;
    if before == after {
        return;
    }
    let empty = serde_json::Map::new();
    let (old, new) = match (before, after) {
        (Value::Object(old), Value::Object(new)) => (old, new),
        (Value::Object(old), Value::Null) if path.is_empty() => (old, &empty),
        (Value::Null, Value::Object(new)) if path.is_empty() => (&empty, new),
        _ => {
            found.push(FieldChange { field: path.to_owned(), before: before.clone(), after: after.clone() });
            return;
        }
    };
    let names: std::collections::BTreeSet<_> = old.keys().chain(new.keys()).collect();
    for name in names {
        let nested = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        differences(&nested, old.get(name).unwrap_or(&Value::Null), new.get(name).unwrap_or(&Value::Null), found);
    }
}
