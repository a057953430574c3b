//! Which of the things that happen on a day have to do with a finding: people act on these, not on what else falls on
//! the same day.

use std::collections::{BTreeMap, BTreeSet};

use kept_schema::{ContractKey, Day, Flow, FlowKey, NodeId, NoticeKey, PartyKey, Register};

use super::Event;
use crate::contracts::{ContractIndex, root_of};
use crate::witness::Fact;
use crate::{Aspect, Evaluation, Finding, Rule};

/// What happens on a day, by what it happens to: a day may have a hundred events and ten thousand findings.
pub(super) struct Causes<'a> {
    evaluation: &'a Evaluation,
    by_id: BTreeMap<&'a NodeId, Vec<Day>>,
    /// What happens to a contract or to what amends it, by the contract at the root.
    by_root: BTreeMap<&'a ContractKey, Vec<Day>>,
    /// These contracts by the operators that are in them.
    by_operator: BTreeMap<u32, BTreeSet<&'a ContractKey>>,
    notices: BTreeMap<&'a NoticeKey, OfNotice>,
    /// What happens to countries: where data may be, and what a region is.
    countries: Vec<Day>,
}

/// What happens to a notice.
struct OfNotice {
    supersedes: Option<NoticeKey>,
    /// The parties it speaks for.
    systems: BTreeSet<PartyKey>,
    acts: Vec<Day>,
}

impl<'a> Causes<'a> {
    pub(super) fn new(evaluation: &'a Evaluation, events: impl IntoIterator<Item = &'a Event>) -> Self {
        let (register, graph) = (evaluation.register(), evaluation.graph());
        let contracts: &ContractIndex = evaluation.contracts();
        let mut causes = Self {
            evaluation,
            by_id: BTreeMap::new(),
            by_root: BTreeMap::new(),
            by_operator: BTreeMap::new(),
            notices: BTreeMap::new(),
            countries: Vec::new(),
        };
        for event in events {
            let Some(id) = &event.id else {
                causes.countries.push(event.act_by);
                continue;
            };
            causes.by_id.entry(id).or_default().push(event.act_by);
            match id {
                NodeId::Contract(key) => {
                    let Some(contract) = register.contracts().get(key) else { continue };
                    let root = root_of(register, contract);
                    causes.by_root.entry(root).or_default().push(event.act_by);
                    for operator in contracts.operators(register, graph, root) {
                        causes.by_operator.entry(operator).or_default().insert(root);
                    }
                }
                NodeId::Notice(key) => {
                    let Some(notice) = register.notices().get(key) else { continue };
                    let of_notice = || OfNotice {
                        supersedes: notice.supersedes.clone(),
                        systems: register.systems_of(notice).into_iter().collect(),
                        acts: Vec::new(),
                    };
                    causes.notices.entry(key).or_insert_with(of_notice).acts.push(event.act_by);
                }
                _ => {}
            }
        }
        causes
    }

    /// Until when one can act on each of those that have to do with a finding: that happen to what it is about, on its
    /// path, to a contract between the ends or one it names, to the notice of its promise. Some come twice.
    pub(super) fn act_by_of(&self, finding: &Finding) -> Vec<Day> {
        let about = About { register: self.evaluation.register(), finding };
        let mut found: Vec<Day> = Vec::new();
        if finding.rule == Rule::TransferWithoutMechanism || finding.aspect == Some(Aspect::Region) {
            found.extend(&self.countries);
        }
        let flows = about.flows().map(|flow| NodeId::Flow(flow.clone()));
        let parties = about.parties().into_iter().map(|party| NodeId::Party(party.clone()));
        let ids = [finding.subject.clone()].into_iter().chain(flows).chain(parties);
        found.extend(ids.filter_map(|id| self.by_id.get(&id)).flatten());
        found.extend(self.roots_of(about).iter().filter_map(|root| self.by_root.get(root)).flatten());
        let notices = self.notices.iter().filter(|(key, notice)| about.notice(key, notice));
        found.extend(notices.flat_map(|(_, notice)| &notice.acts));
        found
    }

    /// The contracts among those to which something happens that it names, or that join the ends of its flow.
    fn roots_of(&self, about: About<'a, '_>) -> BTreeSet<&'a ContractKey> {
        if self.by_root.is_empty() {
            return BTreeSet::new();
        }
        let register = about.register;
        let named = about.contracts().filter_map(|key| register.contracts().get(key));
        let mut roots: BTreeSet<&ContractKey> = named.map(|contract| root_of(register, contract)).collect();
        let graph = self.evaluation.graph();
        let of = |end: &PartyKey| self.by_operator.get(&graph.party_number(register.operator_of(end))?);
        if let NodeId::Flow(flow) = &about.finding.subject
            && let Some(flow) = register.flows().get(flow)
            && let (Some(source), Some(recipient)) = (of(&flow.source), of(&flow.recipient))
        {
            roots.extend(source.intersection(recipient));
        }
        roots
    }
}

#[derive(Clone, Copy)]
struct About<'a, 'f> {
    register: &'a Register,
    finding: &'f Finding,
}

impl<'a, 'f> About<'a, 'f> {
    /// The flows of its path, and those by which a processor was given the data.
    fn flows(self) -> impl Iterator<Item = &'f FlowKey> {
        let entry = match &self.finding.witness.fact {
            Fact::FlowDown { entry, .. } => entry.as_slice(),
            _ => &[],
        };
        self.finding.path.iter().chain(entry)
    }

    fn records(self) -> impl Iterator<Item = &'a Flow> {
        self.flows().filter_map(move |key| self.register.flows().get(key)).map(|flow| &flow.value)
    }

    /// The contracts it names.
    fn contracts(self) -> impl Iterator<Item = &'f ContractKey> {
        let upper = match &self.finding.witness.fact {
            Fact::FlowDown { upper, .. } => Some(upper),
            _ => None,
        };
        self.finding.contract.iter().chain(upper)
    }

    /// The ends of its flows, with their operators; a party it is about is among them.
    fn parties(self) -> BTreeSet<&'a PartyKey> {
        let ends = self.records().flat_map(|flow| [&flow.source, &flow.recipient]);
        ends.flat_map(|party| [party, self.register.operator_of(party)]).collect()
    }

    fn notice(self, key: &NoticeKey, happening: &OfNotice) -> bool {
        let register = self.register;
        let promised = self.finding.promise.as_ref().and_then(|promise| register.promises().get(promise));
        if let Some(promised) = promised.and_then(|promise| promise.notice.as_ref()) {
            let supersedes = || register.notices().get(promised).and_then(|notice| notice.supersedes.as_ref());
            return promised == key || happening.supersedes.as_ref() == Some(promised) || supersedes() == Some(key);
        }
        // What users were told: notices that speak for where the data comes from.
        self.finding.rule == Rule::UndisclosedSharing
            && self.records().any(|flow| happening.systems.contains(&flow.source))
    }
}
