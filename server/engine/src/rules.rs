//! The rules, one a file. The header of each file is its page in the manual.

mod certification_expired;
mod commitment_broken;
mod contract_clause_missing;
mod contract_expiring;
mod flow_after_contract;
mod flow_down;
mod flow_outside_contract;
mod flow_to_offboarded_party;
mod flow_unverified;
mod flow_without_contract;
mod legacy_commitment_broken;
mod notice_deadline;
mod onward_weaker_terms;
mod service_provider_lost;
mod subprocessor_not_authorised;
mod transfer_without_mechanism;
mod undisclosed_sharing;
mod unused_disclosure;

pub(crate) use certification_expired::{lapses, standing};
pub(crate) use contract_expiring::{expires_soon, urgency};
pub(crate) use flow_down::{Charge, charges, concerns, entry, given_to};
pub(crate) use flow_to_offboarded_party::offboarded;
pub(crate) use flow_unverified::outdated;
pub(crate) use legacy_commitment_broken::still_bound;
pub(crate) use notice_deadline::deadline_soon;
pub(crate) use service_provider_lost::provided;
pub(crate) use transfer_without_mechanism::Transfers;
pub(crate) use undisclosed_sharing::{Told, told};

use std::collections::BTreeMap;

use kept_schema::PromiseKey;

use crate::contracts::Group;
use crate::scene::{Examined, Scene};
use crate::{Finding, Rule};

/// What a rule looks at. It is asked again only when that, or what it follows from, has changed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Check {
    /// One flow: what it declares, what it carries and how that got there, the contracts of its ends
    /// and those under which its source got the data, the promises about its data.
    Flow(fn(&Examined<'_, '_>, &mut Vec<Finding>)),
    /// One contract with its amendments.
    Contract(fn(&Scene<'_>, &Group<'_>, &mut Vec<Finding>)),
    /// One party that is not ours, and the flows into it and its systems.
    Party(fn(&Scene<'_>, u32, &mut Vec<Finding>)),
    /// One party of ours and the flows out of it.
    Own(fn(&Scene<'_>, u32, &mut Vec<Finding>)),
    /// All disclosures together, with the flows that changed when not all did and, for each disclosure
    /// that is used, a flow that uses it.
    Disclosures(fn(&Scene<'_>, Option<&[u32]>, &mut Uses, &mut Vec<Finding>)),
}

/// For each disclosure that is used, a flow that uses it.
pub(crate) type Uses = BTreeMap<PromiseKey, u32>;

/// A rule and what finds what it is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RuleEntry {
    pub(crate) rule: Rule,
    pub(crate) checks: &'static [Check],
}

/// All rules, in the order of their codes in [`Rule`].
pub(crate) const RULES: &[RuleEntry] = &[
    RuleEntry { rule: Rule::FlowWithoutContract, checks: &[Check::Flow(flow_without_contract::of_flow)] },
    RuleEntry { rule: Rule::FlowOutsideContract, checks: &[Check::Flow(flow_outside_contract::of_flow)] },
    RuleEntry { rule: Rule::FlowAfterContract, checks: &[Check::Flow(flow_after_contract::of_flow)] },
    RuleEntry { rule: Rule::FlowToOffboardedParty, checks: &[Check::Flow(flow_to_offboarded_party::of_flow)] },
    RuleEntry { rule: Rule::ContractExpiring, checks: &[Check::Contract(contract_expiring::of_contract)] },
    RuleEntry { rule: Rule::NoticeDeadline, checks: &[Check::Contract(notice_deadline::of_contract)] },
    RuleEntry { rule: Rule::CommitmentBroken, checks: &[Check::Flow(commitment_broken::of_flow)] },
    RuleEntry {
        rule: Rule::UndisclosedSharing,
        checks: &[Check::Flow(undisclosed_sharing::of_flow), Check::Own(undisclosed_sharing::of_party)],
    },
    RuleEntry { rule: Rule::UnusedDisclosure, checks: &[Check::Disclosures(unused_disclosure::check)] },
    RuleEntry { rule: Rule::ContractClauseMissing, checks: &[Check::Contract(contract_clause_missing::of_contract)] },
    RuleEntry { rule: Rule::SubprocessorNotAuthorised, checks: &[Check::Flow(subprocessor_not_authorised::of_flow)] },
    RuleEntry { rule: Rule::OnwardWeakerTerms, checks: &[Check::Flow(onward_weaker_terms::of_flow)] },
    RuleEntry { rule: Rule::TransferWithoutMechanism, checks: &[Check::Flow(transfer_without_mechanism::of_flow)] },
    RuleEntry { rule: Rule::ServiceProviderLost, checks: &[Check::Flow(service_provider_lost::of_flow)] },
    RuleEntry { rule: Rule::LegacyCommitmentBroken, checks: &[Check::Flow(legacy_commitment_broken::of_flow)] },
    RuleEntry { rule: Rule::CertificationExpired, checks: &[Check::Party(certification_expired::of_party)] },
    RuleEntry { rule: Rule::FlowUnverified, checks: &[Check::Flow(flow_unverified::of_flow)] },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_an_entry_in_order() {
        let rules: Vec<Rule> = RULES.iter().map(|entry| entry.rule).collect();
        assert_eq!(rules, Rule::ALL);
    }
}
