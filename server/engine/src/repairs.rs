//! Ways to make a finding go away: documents that can be applied (`docs/decisions/0009-repairs.md`).
//!
//! What might help is guessed from the rule; what does help is found out by applying it: a repair is told only
//! when the finding is gone with it, together with whatever else it changes.

mod contracts;
mod declarations;
mod keys;
mod promises;

use std::collections::BTreeSet;

use kept_schema::document::Document;
use kept_schema::record::{Edit, SourcedEdit};
use kept_schema::{Change, Day, NodeId, Record, Register};
use serde::{Serialize, Serializer};

use crate::report::codes;
use crate::{Evaluation, Finding, ReportDelta, Rule, Said};

codes! {
    /// What a repair does. In the order in which repairs are told: what changes reality before what changes papers.
    pub enum RepairKind {
        /// Ends a sharing.
        EndFlow = "END_FLOW",
        /// Declares less: only what is allowed is shared.
        NarrowFlow = "NARROW_FLOW",
        /// Records what is not recorded, if it is so.
        RecordFlow = "RECORD_FLOW",
        /// Declares what was seen.
        DeclareFlow = "DECLARE_FLOW",
        /// Amends a contract.
        AmendContract = "AMEND_CONTRACT",
        /// Prolongs a contract.
        RenewContract = "RENEW_CONTRACT",
        /// Gives notice, so that a contract ends.
        GiveNotice = "GIVE_NOTICE",
        /// Signs a new contract.
        SignContract = "SIGN_CONTRACT",
        /// Changes what a notice tells users.
        ChangeNotice = "CHANGE_NOTICE",
        /// Asks users to agree anew.
        AskUsers = "ASK_USERS",
        /// Records a certification.
        RecordCertification = "RECORD_CERTIFICATION",
    }
}

/// A way to make a finding go away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Repair {
    /// What it does.
    pub kind: RepairKind,
    /// What to do, in a sentence.
    pub title: Said,
    /// The records it adds, or puts in the place of those with their ids.
    #[serde(rename = "document", serialize_with = "as_document")]
    pub records: Vec<Record>,
    /// What it changes on the day: the finding goes away, and perhaps more happens.
    pub delta: ReportDelta,
}

impl Repair {
    /// The document to apply.
    #[must_use]
    pub fn document(&self) -> Document {
        Document::of_records(self.records.iter().cloned())
    }
}

fn as_document<S: Serializer>(records: &[Record], serializer: S) -> Result<S::Ok, S::Error> {
    Document::of_records(records.iter().cloned()).serialize(serializer)
}

/// What may help.
struct Candidate {
    kind: RepairKind,
    title: Said,
    records: Vec<Record>,
}

/// Of the candidates that stand for each other only the first that helps is told.
type Alternatives = Vec<Candidate>;

/// What is looked at to find candidates.
#[derive(Clone, Copy)]
struct Case<'a> {
    register: &'a Register,
    day: Day,
    finding: &'a Finding,
}

impl Evaluation {
    /// Ways to make one of its findings go away, each found to do so; none when none is known. The evaluation is
    /// as it was afterwards.
    pub fn repairs(&mut self, finding: &Finding) -> Vec<Repair> {
        let register = self.register().clone();
        let case = Case { register: &register, day: self.day(), finding };
        let mut tried: BTreeSet<String> = BTreeSet::new();
        let mut repairs: Vec<Repair> = Vec::new();
        for alternatives in case.candidates() {
            let fresh = alternatives.into_iter().filter(|candidate| tried.insert(fingerprint(candidate)));
            repairs.extend(fresh.into_iter().find_map(|candidate| self.attempt(&register, finding, candidate)));
        }
        repairs.sort_by_key(|repair| repair.kind);
        repairs
    }

    /// The repair a candidate is, when the finding is gone with it.
    fn attempt(&mut self, register: &Register, finding: &Finding, candidate: Candidate) -> Option<Repair> {
        let Candidate { kind, title, records } = candidate;
        let edits = records.iter().cloned().map(|record| SourcedEdit::from(Edit::Put(record)));
        // What validation refuses is no repair.
        let (next, changes) = register.apply(edits, register.revision() + 1).ok()?;
        if changes.is_empty() {
            return None;
        }
        let delta = self.update(next, &changes);
        let back: Vec<Change> = changes.into_iter().map(Change::reversed).collect();
        self.update(register.clone(), &back);
        let is_it = |other: &Finding| other.id == finding.id;
        let helps = delta.disappeared.iter().any(is_it) && !delta.appeared.iter().any(is_it);
        helps.then_some(Repair { kind, title, records, delta })
    }
}

fn fingerprint(candidate: &Candidate) -> String {
    candidate.records.iter().map(|record| format!("{} {}\n", record.id(), record.to_json())).collect()
}

impl Case<'_> {
    fn candidates(&self) -> Vec<Alternatives> {
        let mut found: Vec<Alternatives> = self.ends().into_iter().map(|candidate| vec![candidate]).collect();
        let mut one = |candidate: Option<Candidate>| found.extend(candidate.map(|candidate| vec![candidate]));
        match self.finding.rule {
            Rule::FlowWithoutContract => one(self.sign()),
            Rule::FlowAfterContract => {
                one(self.prolong());
                one(self.agree());
                one(self.sign_again());
                one(self.sign());
            }
            Rule::FlowOutsideContract => {
                self.within_contract().into_iter().for_each(&mut one);
                one(self.without_derivations());
                one(self.admit());
            }
            Rule::FlowToOffboardedParty => {}
            Rule::ContractExpiring => {
                one(self.prolong());
                one(self.agree());
                found.push(self.withdraw_termination());
            }
            Rule::NoticeDeadline => one(self.give_notice()),
            Rule::CommitmentBroken => {
                self.within_limits().into_iter().for_each(&mut one);
                one(self.sign());
                one(self.change_promise());
            }
            Rule::LegacyCommitmentBroken => {
                self.within_limits().into_iter().for_each(&mut one);
                one(self.sign());
                self.ask_users().into_iter().map(Some).for_each(&mut one);
            }
            Rule::UndisclosedSharing => {
                one(self.without_categories());
                self.disclose().into_iter().map(Some).for_each(&mut one);
                self.speak_for().into_iter().map(Some).for_each(&mut one);
            }
            Rule::UnusedDisclosure => one(self.change_promise()),
            Rule::ContractClauseMissing => one(self.add_clause()),
            Rule::SubprocessorNotAuthorised => one(self.approve()),
            Rule::OnwardWeakerTerms => one(self.strengthen()),
            Rule::TransferWithoutMechanism => {
                one(self.within_safe_regions());
                one(self.join_framework());
                found.push(self.transfer_mechanisms());
            }
            Rule::ServiceProviderLost => one(self.add_prohibitions()),
            Rule::CertificationExpired => one(self.certify()),
            Rule::FlowUnverified => one(self.verify()),
            Rule::UndeclaredSharing => self.declare().into_iter().map(Some).for_each(&mut one),
        }
        found
    }

    /// The name of a party.
    fn name(&self, party: &kept_schema::PartyKey) -> String {
        self.register.parties().get(party).map_or_else(|| party.to_string(), |party| party.name.to_string())
    }

    /// The flow it is about.
    fn flow(&self) -> Option<&kept_schema::Flow> {
        let NodeId::Flow(key) = &self.finding.subject else { return None };
        self.register.flows().get(key).map(|flow| &flow.value)
    }
}
