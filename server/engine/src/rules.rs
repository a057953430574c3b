//! The rules, one a file. The header of each file is its page in the manual (`docs/rules/`): what, why, legal source,
//! an example with what is found in it, a repair, and how grave it is. Tests evaluate the example and apply the repair.

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
mod page;
mod service_provider_lost;
mod subprocessor_not_authorised;
mod transfer_without_mechanism;
mod undeclared_sharing;
mod undisclosed_sharing;
mod unused_disclosure;

pub(crate) use certification_expired::{lapses, lapses_within, standing};
pub(crate) use contract_expiring::{AHEAD as CONTRACT_AHEAD, expires_soon, last_day, urgency, will_end};
pub(crate) use flow_down::{Alike, Charges, charges, entry, given_to, held_against, weaker};
pub(crate) use flow_to_offboarded_party::{offboarded, since};
pub(crate) use flow_unverified::outdated;
pub(crate) use legacy_commitment_broken::{of_certainty, still_bound, ways_of_old_data};
pub(crate) use notice_deadline::{AHEAD as NOTICE_AHEAD, deadline_soon, renews_itself};
pub(crate) use service_provider_lost::{lacking, lost, lost_by, provided};
pub(crate) use transfer_without_mechanism::Transfers;
pub(crate) use undisclosed_sharing::{Told, told, told_otherwise};

use std::collections::{BTreeMap, BTreeSet};

use kept_schema::{Observation, PromiseKey};

use self::page::page;
use crate::contracts::Group;
use crate::scene::{Examined, Scene};
use crate::{Finding, Rule};

/// What a rule looks at. It is asked again only when that, or what it follows from, has changed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Check {
    /// One flow: what it declares, what it carries and how that got there, the contracts between its ends, the
    /// promises about its data.
    Flow(fn(&Examined<'_, '_>, &mut Vec<Finding>)),
    /// One flow that passes on what others gave its source: what it carries, how that got to the source's operator,
    /// the contracts under which it did and those between the ends of the flow.
    Onward(fn(&Examined<'_, '_>, &mut Vec<Finding>)),
    /// One contract with its amendments.
    Contract(fn(&Scene<'_>, &Group<'_>, &mut Vec<Finding>)),
    /// One party that is not ours, and the flows into it and its systems.
    Party(fn(&Scene<'_>, u32, &mut Vec<Finding>)),
    /// One party of ours and the flows out of it.
    Own(fn(&Scene<'_>, u32, &mut Vec<Finding>)),
    /// One observation, and the flows out of its source's operator.
    Observation(fn(&Scene<'_>, &Observation, &mut Vec<Finding>)),
    /// All disclosures together, with what changed when not everything did and, for each disclosure
    /// that is used, a flow that uses it.
    Disclosures(fn(&Scene<'_>, Option<&Changed<'_>>, &mut Uses, &mut Vec<Finding>)),
}

/// What is otherwise than before, for those who look at all disclosures together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Changed<'c> {
    pub(crate) flows: &'c [u32],
    pub(crate) promises: &'c BTreeSet<PromiseKey>,
}

/// For each disclosure that is used, a flow that uses it.
pub(crate) type Uses = BTreeMap<PromiseKey, u32>;

/// A rule and what finds what it is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RuleEntry {
    pub(crate) rule: Rule,
    /// The header of its file.
    page: &'static str,
    pub(crate) checks: &'static [Check],
}

/// All rules, in the order of their codes in [`Rule`].
pub(crate) const RULES: &[RuleEntry] = &[
    RuleEntry {
        rule: Rule::FlowWithoutContract,
        page: page!(flow_without_contract),
        checks: &[Check::Flow(flow_without_contract::of_flow)],
    },
    RuleEntry {
        rule: Rule::FlowOutsideContract,
        page: page!(flow_outside_contract),
        checks: &[Check::Flow(flow_outside_contract::of_flow)],
    },
    RuleEntry {
        rule: Rule::FlowAfterContract,
        page: page!(flow_after_contract),
        checks: &[Check::Flow(flow_after_contract::of_flow)],
    },
    RuleEntry {
        rule: Rule::FlowToOffboardedParty,
        page: page!(flow_to_offboarded_party),
        checks: &[Check::Flow(flow_to_offboarded_party::of_flow)],
    },
    RuleEntry {
        rule: Rule::ContractExpiring,
        page: page!(contract_expiring),
        checks: &[Check::Contract(contract_expiring::of_contract)],
    },
    RuleEntry {
        rule: Rule::NoticeDeadline,
        page: page!(notice_deadline),
        checks: &[Check::Contract(notice_deadline::of_contract)],
    },
    RuleEntry {
        rule: Rule::CommitmentBroken,
        page: page!(commitment_broken),
        checks: &[Check::Flow(commitment_broken::of_flow)],
    },
    RuleEntry {
        rule: Rule::UndisclosedSharing,
        page: page!(undisclosed_sharing),
        checks: &[Check::Flow(undisclosed_sharing::of_flow), Check::Own(undisclosed_sharing::of_party)],
    },
    RuleEntry {
        rule: Rule::UnusedDisclosure,
        page: page!(unused_disclosure),
        checks: &[Check::Disclosures(unused_disclosure::check)],
    },
    RuleEntry {
        rule: Rule::ContractClauseMissing,
        page: page!(contract_clause_missing),
        checks: &[Check::Contract(contract_clause_missing::of_contract)],
    },
    RuleEntry {
        rule: Rule::SubprocessorNotAuthorised,
        page: page!(subprocessor_not_authorised),
        checks: &[Check::Onward(subprocessor_not_authorised::of_flow)],
    },
    RuleEntry {
        rule: Rule::OnwardWeakerTerms,
        page: page!(onward_weaker_terms),
        checks: &[Check::Onward(onward_weaker_terms::of_flow)],
    },
    RuleEntry {
        rule: Rule::TransferWithoutMechanism,
        page: page!(transfer_without_mechanism),
        checks: &[Check::Flow(transfer_without_mechanism::of_flow)],
    },
    RuleEntry {
        rule: Rule::ServiceProviderLost,
        page: page!(service_provider_lost),
        checks: &[Check::Flow(service_provider_lost::of_flow)],
    },
    RuleEntry {
        rule: Rule::LegacyCommitmentBroken,
        page: page!(legacy_commitment_broken),
        checks: &[Check::Flow(legacy_commitment_broken::of_flow)],
    },
    RuleEntry {
        rule: Rule::CertificationExpired,
        page: page!(certification_expired),
        checks: &[Check::Party(certification_expired::of_party)],
    },
    RuleEntry {
        rule: Rule::FlowUnverified,
        page: page!(flow_unverified),
        checks: &[Check::Flow(flow_unverified::of_flow)],
    },
    RuleEntry {
        rule: Rule::UndeclaredSharing,
        page: page!(undeclared_sharing),
        checks: &[Check::Observation(undeclared_sharing::of_observation)],
    },
];

/// What the manual says of a rule.
pub trait Documented {
    /// Its page in the manual, in Markdown: what, why, legal source, example, repair, severity and verdict.
    fn page(self) -> &'static str;
    /// What it is called, in a few words.
    fn title(self) -> &'static str;
}

impl Documented for Rule {
    fn page(self) -> &'static str {
        RULES.iter().find(|entry| entry.rule == self).map_or("", |entry| entry.page)
    }

    fn title(self) -> &'static str {
        self.page().lines().next().map_or("", |line| line.trim_start_matches("# "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::severity;
    use crate::{Aspect, Severity, Verdict};

    #[test]
    fn every_rule_has_an_entry_in_order() {
        let rules: Vec<Rule> = RULES.iter().map(|entry| entry.rule).collect();
        assert_eq!(rules, Rule::ALL);
    }

    /// The lines of a page that say how grave which verdict is.
    fn stated(rule: Rule) -> impl Iterator<Item = (&'static str, &'static str)> {
        let (_, section) = rule.page().split_once("## Severity and verdict").unwrap_or_default();
        section.lines().filter_map(|line| line.strip_prefix("- ")?.split_once(':')?.0.split_once(", "))
    }

    #[test]
    fn the_pages_say_how_grave_findings_are() {
        for &rule in Rule::ALL {
            let stated: Vec<_> = stated(rule).collect();
            assert!(!stated.is_empty(), "{rule}");
            for verdict in [Verdict::Broken, Verdict::Unproven] {
                let aspects = Aspect::ALL.iter().copied().map(Some).chain([None]);
                let known: Vec<Severity> = aspects.map(|aspect| severity(rule, aspect, verdict)).collect();
                let told: Vec<Severity> = stated
                    .iter()
                    .filter(|(word, _)| *word == verdict.as_str())
                    .filter_map(|(_, word)| word.parse::<Severity>().ok())
                    .collect();
                assert!(told.iter().all(|severity| known.contains(severity)), "{rule} {verdict}: {told:?}");
                let all = told.is_empty() || known.iter().all(|severity| told.contains(severity));
                assert!(all, "{rule} {verdict}: {told:?} are not all of {known:?}");
            }
        }
    }
}
