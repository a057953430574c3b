//! The written form of a register: YAML or JSON, a file or a folder of files.
//!
//! Everything that is wrong is reported at once, each problem with its file, line, column and field.

mod fault;
mod json;
mod path;
mod reader;
mod single;
mod source;
mod tree;
mod view;
mod write;
mod yaml;

use schemars::JsonSchema;
use serde::Serialize;

pub use single::read_record;
pub use source::{Documents, MAX_FILE_BYTES, Origins, SourceFile, Sources, too_large};
pub use source::{read, read_for, read_onto, read_register, read_value, read_value_for};
pub use write::{json_schema, write_json, write_yaml};

use crate::record::Record;
use crate::{Acceptance, Assignment, Channel, Contract, Flow, Notice, Observation, Party, Promise, Register, Term};

/// The version of the format: what stands after `kept:`.
pub const VERSION: u32 = 1;

/// A register of parties, contracts, flows and promises, or a part of one, as people write it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(title = "Kept document")]
pub struct Document {
    /// The version of the format: 1.
    #[schemars(extend("const" = 1))]
    pub kept: u32,
    /// Terms added to the taxonomies that come with Kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
    /// Organisations and systems that can hold data.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Party>,
    /// Signed agreements between parties.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contracts: Vec<Contract>,
    /// Declared sharings of data.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flows: Vec<Flow>,
    /// Privacy notices and the promises in them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<DocumentNotice>,
    /// Findings that are known and accepted for a while.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acceptances: Vec<Acceptance>,
    /// Who sees to which finding.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assignments: Vec<Assignment>,
    /// Evidence that data went somewhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub observations: Vec<Observation>,
    /// Where alerts are sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
}

/// A privacy notice with its promises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DocumentNotice {
    /// The notice itself.
    #[serde(flatten)]
    pub notice: Notice,
    /// What it promises.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promises: Vec<Promise>,
}

impl Default for Document {
    fn default() -> Self {
        Self {
            kept: VERSION,
            terms: Vec::new(),
            parties: Vec::new(),
            contracts: Vec::new(),
            flows: Vec::new(),
            notices: Vec::new(),
            acceptances: Vec::new(),
            assignments: Vec::new(),
            observations: Vec::new(),
            channels: Vec::new(),
        }
    }
}

impl Document {
    /// Some records as a document, each kind in the order given. A promise stands in its notice, which must be
    /// among them: one without is left out.
    #[must_use]
    pub fn of_records(records: impl IntoIterator<Item = Record>) -> Self {
        let mut document = Self::default();
        let mut promises = Vec::new();
        for record in records {
            match record {
                Record::Term(term) => document.terms.push(term),
                Record::Party(party) => document.parties.push(party),
                Record::Contract(contract) => document.contracts.push(contract),
                Record::Flow(flow) => document.flows.push(flow),
                Record::Notice(notice) => document.notices.push(DocumentNotice { notice, promises: Vec::new() }),
                Record::Promise(promise) => promises.push(promise),
                Record::Acceptance(acceptance) => document.acceptances.push(acceptance),
                Record::Assignment(assignment) => document.assignments.push(assignment),
                Record::Channel(channel) => document.channels.push(channel),
                Record::Observation(observation) => document.observations.push(observation),
            }
        }
        for promise in promises {
            let of_it = |entry: &&mut DocumentNotice| promise.notice.as_ref() == Some(&entry.notice.key);
            if let Some(entry) = document.notices.iter_mut().find(of_it) {
                entry.promises.push(Promise { notice: None, ..promise });
            }
        }
        document
    }

    /// A whole register as a document, each kind of record in the order of its keys.
    #[must_use]
    pub fn of(register: &Register) -> Self {
        let notices = register.notices().values().map(|notice| {
            let promises = register.promises().values().filter(|promise| promise.notice.as_ref() == Some(&notice.key));
            // Where a promise stands says in which notice.
            let promises = promises.map(|promise| Promise { notice: None, ..promise.value.clone() }).collect();
            DocumentNotice { notice: notice.value.clone(), promises }
        });
        Self {
            kept: VERSION,
            terms: register.terms().values().map(|term| term.value.clone()).collect(),
            parties: register.parties().values().map(|party| party.value.clone()).collect(),
            contracts: register.contracts().values().map(|contract| contract.value.clone()).collect(),
            flows: register.flows().values().map(|flow| flow.value.clone()).collect(),
            notices: notices.collect(),
            acceptances: register.acceptances().values().map(|acceptance| acceptance.value.clone()).collect(),
            assignments: register.assignments().values().map(|assignment| assignment.value.clone()).collect(),
            observations: register.observations().values().map(|observation| observation.value.clone()).collect(),
            channels: register.channels().values().map(|channel| channel.value.clone()).collect(),
        }
    }
}
