//! The rules, one a file. The header of each file is its page in the manual.

mod commitment_broken;
mod contract_expiring;
mod flow_after_contract;
mod flow_outside_contract;
mod flow_to_offboarded_party;
mod flow_without_contract;
mod notice_deadline;
mod undisclosed_sharing;
mod unused_disclosure;

pub(crate) use commitment_broken::subjects_of;
pub(crate) use contract_expiring::{expires_soon, urgency};
pub(crate) use flow_to_offboarded_party::offboarded;
pub(crate) use notice_deadline::deadline_soon;

use crate::scene::Scene;
use crate::{Finding, Rule};

/// A rule and what finds what it is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RuleEntry {
    pub(crate) rule: Rule,
    pub(crate) check: fn(&Scene<'_>, &mut Vec<Finding>),
}

/// All rules, in the order of their codes in [`Rule`].
pub(crate) const RULES: &[RuleEntry] = &[
    RuleEntry { rule: Rule::FlowWithoutContract, check: flow_without_contract::check },
    RuleEntry { rule: Rule::FlowOutsideContract, check: flow_outside_contract::check },
    RuleEntry { rule: Rule::FlowAfterContract, check: flow_after_contract::check },
    RuleEntry { rule: Rule::FlowToOffboardedParty, check: flow_to_offboarded_party::check },
    RuleEntry { rule: Rule::ContractExpiring, check: contract_expiring::check },
    RuleEntry { rule: Rule::NoticeDeadline, check: notice_deadline::check },
    RuleEntry { rule: Rule::CommitmentBroken, check: commitment_broken::check },
    RuleEntry { rule: Rule::UndisclosedSharing, check: undisclosed_sharing::check },
    RuleEntry { rule: Rule::UnusedDisclosure, check: unused_disclosure::check },
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
