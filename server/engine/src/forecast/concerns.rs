//! Which of the things that happen on a day have to do with a finding: people act on these, not on what else falls on
//! the same day.

use kept_schema::{ContractKey, Flow, FlowKey, NodeId, NoticeKey, PartyKey, Register};

use super::Event;
use crate::contracts::root_of;
use crate::witness::Fact;
use crate::{Aspect, Finding, Rule};

/// Whether a finding has to do with something that happens: to what it is about, on its path, to a contract between the
/// ends or one it names, to the notice of its promise.
pub(super) fn concerns(register: &Register, event: &Event, finding: &Finding) -> bool {
    let about = About { register, finding };
    match &event.id {
        // Countries: where data may be, and what a region is.
        None => finding.rule == Rule::TransferWithoutMechanism || finding.aspect == Some(Aspect::Region),
        Some(id) if *id == finding.subject => true,
        Some(NodeId::Flow(flow)) => about.flows().any(|other| other == flow),
        Some(NodeId::Contract(contract)) => about.contract(contract),
        Some(NodeId::Notice(notice)) => about.notice(notice),
        Some(NodeId::Party(party)) => about.party(party),
        Some(
            NodeId::Promise(_) | NodeId::Term(..) | NodeId::Acceptance(_) | NodeId::Observation(_) | NodeId::Channel(_),
        ) => false,
    }
}

#[derive(Clone, Copy)]
struct About<'a> {
    register: &'a Register,
    finding: &'a Finding,
}

impl<'a> About<'a> {
    /// The flows of its path, and those by which a processor was given the data.
    fn flows(self) -> impl Iterator<Item = &'a FlowKey> {
        let entry = match &self.finding.witness.fact {
            Fact::FlowDown { entry, .. } => entry.as_slice(),
            _ => &[],
        };
        self.finding.path.iter().chain(entry)
    }

    fn records(self) -> impl Iterator<Item = &'a Flow> {
        self.flows().filter_map(move |key| self.register.flows().get(key)).map(|flow| &flow.value)
    }

    fn contract(self, key: &ContractKey) -> bool {
        let register = self.register;
        let Some(contract) = register.contracts().get(key) else { return false };
        let root = root_of(register, contract);
        let is_of_it =
            |other: &ContractKey| register.contracts().get(other).is_some_and(|other| root_of(register, other) == root);
        let upper = match &self.finding.witness.fact {
            Fact::FlowDown { upper, .. } => Some(upper),
            _ => None,
        };
        let subject = match &self.finding.subject {
            NodeId::Contract(key) => Some(key),
            _ => None,
        };
        if self.finding.contract.iter().chain(upper).chain(subject).any(is_of_it) {
            return true;
        }
        let documents = register.contracts().values().filter(|other| root_of(register, other) == root);
        let operators: Vec<&PartyKey> =
            documents.flat_map(|other| &other.parties).map(|party| register.operator_of(&party.party)).collect();
        let NodeId::Flow(flow) = &self.finding.subject else { return false };
        register.flows().get(flow).is_some_and(|flow| {
            [&flow.source, &flow.recipient].iter().all(|end| operators.contains(&register.operator_of(end)))
        })
    }

    fn notice(self, key: &NoticeKey) -> bool {
        let register = self.register;
        let notice = |key: &NoticeKey| register.notices().get(key).map(|notice| &notice.value);
        let Some(happening) = notice(key) else { return false };
        let promised = self.finding.promise.as_ref().and_then(|promise| register.promises().get(promise));
        if let Some(promised) = promised.and_then(|promise| promise.notice.as_ref()) {
            let superseded = |by: &NoticeKey, other| notice(by).and_then(|by| by.supersedes.as_ref()) == Some(other);
            return promised == key || superseded(key, promised) || superseded(promised, key);
        }
        // What users were told: notices that speak for where the data comes from.
        let systems = register.systems_of(happening);
        self.finding.rule == Rule::UndisclosedSharing && self.records().any(|flow| systems.contains(&flow.source))
    }

    fn party(self, key: &PartyKey) -> bool {
        let register = self.register;
        let is_it = |party: &PartyKey| party == key || register.operator_of(party) == key;
        let of_subject = matches!(&self.finding.subject, NodeId::Party(party) if is_it(party));
        of_subject || self.records().any(|flow| is_it(&flow.source) || is_it(&flow.recipient))
    }
}
