//! The findings of a report by what they concern, so that a list of parties does not go through all of them for each.

use std::collections::HashMap;

use kept_engine::{Finding, Report};
use kept_schema::{NodeId, PartyKey, Register};

/// The places of findings in a report, in its order, by what they may concern.
#[derive(Debug, Default)]
pub(super) struct Concerned(HashMap<NodeId, Vec<usize>>);

impl Concerned {
    pub(super) fn of(report: &Report, register: &Register) -> Self {
        let mut places: HashMap<NodeId, Vec<usize>> = HashMap::new();
        for (place, finding) in report.findings.iter().enumerate() {
            for id in concerns(finding, register) {
                let of = places.entry(id).or_default();
                if of.last() != Some(&place) {
                    of.push(place);
                }
            }
        }
        Self(places)
    }

    pub(super) fn places(&self, id: &NodeId) -> &[usize] {
        self.0.get(id).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Its subject, with the parties of a flow or a contract; its contract; its promise with the notice that makes it.
fn concerns(finding: &Finding, register: &Register) -> Vec<NodeId> {
    let mut ids = vec![finding.subject.clone()];
    let mut promise = finding.promise.as_ref();
    let mut parties: Vec<&PartyKey> = Vec::new();
    match &finding.subject {
        NodeId::Flow(key) => {
            parties.extend(register.flows().get(key).into_iter().flat_map(|flow| [&flow.source, &flow.recipient]));
        }
        NodeId::Contract(key) => {
            let contract = register.contracts().get(key).into_iter();
            parties.extend(contract.flat_map(|contract| &contract.parties).map(|party| &party.party));
        }
        NodeId::Promise(key) => promise = Some(key),
        _ => {}
    }
    ids.extend(parties.into_iter().cloned().map(NodeId::Party));
    ids.extend(finding.contract.clone().map(NodeId::Contract));
    if let Some(promise) = promise {
        ids.push(NodeId::Promise(promise.clone()));
        let notice = register.promises().get(promise).and_then(|promise| promise.notice.clone());
        ids.extend(notice.map(NodeId::Notice));
    }
    ids
}

#[cfg(test)]
mod tests {
    use kept_engine::{Options, SharingGraph, evaluate};
    use kept_schema::document::{SourceFile, read_register};

    use super::*;

    /// Whether a finding concerns something, as the schema says it of each field `findings`.
    fn is_about(finding: &Finding, id: &NodeId, register: &Register) -> bool {
        let made_by = |key| register.promises().get(key).and_then(|promise| promise.notice.as_ref());
        finding.subject == *id
            || match (id, &finding.subject) {
                (NodeId::Party(party), NodeId::Flow(flow)) => {
                    let flow = &register.flows()[flow];
                    [&flow.source, &flow.recipient].contains(&party)
                }
                (NodeId::Party(party), NodeId::Contract(contract)) => {
                    register.contracts()[contract].parties.iter().any(|signed| signed.party == *party)
                }
                (NodeId::Contract(key), _) => finding.contract.as_ref() == Some(key),
                (NodeId::Promise(key), _) => finding.promise.as_ref() == Some(key),
                (NodeId::Notice(key), NodeId::Promise(promise)) => made_by(promise) == Some(key),
                (NodeId::Notice(key), _) => finding.promise.as_ref().and_then(made_by) == Some(key),
                _ => false,
            }
    }

    #[test]
    fn what_concerns_something_is_found_in_the_order_of_the_report() {
        let texts = [
            include_str!("../../../seeds/example/contracts.yaml"),
            include_str!("../../../seeds/example/flows.yaml"),
            include_str!("../../../seeds/example/notice-2023.yaml"),
            include_str!("../../../seeds/example/notice-2025.yaml"),
            include_str!("../../../seeds/example/parties.yaml"),
            include_str!("../../../seeds/example/terms.yaml"),
        ];
        let files = texts.iter().enumerate().map(|(number, text)| SourceFile::new(number.to_string(), *text));
        let (register, _) = read_register(files.collect()).unwrap();
        let graph = SharingGraph::new(&register);
        let report = evaluate(&register, &graph, "2026-11-24".parse().unwrap(), &Options::default());
        let concerned = Concerned::of(&report, &register);
        let ids = || {
            let parties = register.parties().keys().cloned().map(NodeId::Party);
            let contracts = register.contracts().keys().cloned().map(NodeId::Contract);
            let flows = register.flows().keys().cloned().map(NodeId::Flow);
            let notices = register.notices().keys().cloned().map(NodeId::Notice);
            let promises = register.promises().keys().cloned().map(NodeId::Promise);
            parties.chain(contracts).chain(flows).chain(notices).chain(promises)
        };
        for id in ids() {
            let all = report.findings.iter().enumerate();
            let wanted: Vec<usize> =
                all.filter(|(_, finding)| is_about(finding, &id, &register)).map(|(place, _)| place).collect();
            assert_eq!(concerned.places(&id), wanted, "{id}");
        }
        let kinds: std::collections::BTreeSet<_> =
            ids().filter(|id| concerned.places(id).len() > 1).map(|id| id.kind()).collect();
        assert!(kinds.len() >= 5, "several are concerned by some of each: {kinds:?}");
    }
}
