//! What people call things.

use kept_schema::{Flow, NodeId, Observation, PartyKey, Register};

/// A flow: its description, else from whom to whom it goes.
pub(crate) fn flow(register: &Register, flow: &Flow) -> String {
    let name =
        |key: &PartyKey| register.parties().get(key).map_or_else(|| key.to_string(), |party| party.name.to_string());
    let ends = || format!("{} → {}", name(&flow.source), name(&flow.recipient));
    flow.description.as_ref().map_or_else(ends, ToString::to_string)
}

/// An observation: from whom to whom or to which host the data went.
pub(crate) fn observation(observation: &Observation) -> String {
    let host = || observation.host.as_ref().map(ToString::to_string);
    let to = observation.recipient.as_ref().map(ToString::to_string).or_else(host).unwrap_or_default();
    format!("{} → {to}", observation.source)
}

/// What a finding can be about; `None` when it is not in the register any more.
pub(crate) fn subject(register: &Register, id: &NodeId) -> Option<String> {
    match id {
        NodeId::Party(key) => register.parties().get(key).map(|party| party.name.to_string()),
        NodeId::Contract(key) => register.contracts().get(key).map(|contract| contract.title().to_owned()),
        NodeId::Flow(key) => register.flows().get(key).map(|found| flow(register, found)),
        NodeId::Notice(key) => register.notices().get(key).map(|notice| notice.title.to_string()),
        NodeId::Promise(key) => register.promises().get(key).map(|promise| promise.title().to_owned()),
        NodeId::Observation(key) => register.observations().get(key).map(|found| observation(found)),
        NodeId::Term(..) | NodeId::Acceptance(_) | NodeId::Assignment(_) | NodeId::Channel(_) => None,
    }
}
