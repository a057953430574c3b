//! Questions besides the report, checked against what they mean on small random registers.

use std::collections::BTreeSet;

use kept_engine::questions::{Decision, Desk, Explainer, Ground, Sharing, chokepoints, explain, exposure};
use kept_engine::{Finding, Rule, SharingGraph};
use kept_schema::record::{Edit, SourcedEdit};
use kept_schema::{Day, FlowKey, NodeId, PartyKey, Register, TermKey};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::{cases, registers, written};

/// The register without some flows.
fn without(register: &Register, flows: &[FlowKey]) -> Register {
    let edits = flows.iter().map(|flow| SourcedEdit::from(Edit::Delete(NodeId::Flow(flow.clone()))));
    register.apply(edits, 1).unwrap().0
}

fn gets(register: &Register, party: &PartyKey, category: &TermKey, day: Day) -> bool {
    let graph = SharingGraph::new(register);
    graph.recipients(register, std::slice::from_ref(category), day, &[]).iter().any(|found| found.party == *party)
}

/// All sets of `size` of these.
fn sets(of: &[FlowKey], size: usize) -> Vec<Vec<FlowKey>> {
    let Some((first, rest)) = of.split_first() else { return if size == 0 { vec![Vec::new()] } else { Vec::new() } };
    let mut found = sets(rest, size);
    if let Some(size) = size.checked_sub(1) {
        found.extend(sets(rest, size).into_iter().map(|mut set| {
            set.push(first.clone());
            set
        }));
    }
    found
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn chokepoints_stop_it_and_no_fewer_flows_do(
        records in written(),
        day in registers::asked_day(),
        to in any::<Index>(),
        category in select(&registers::CATEGORIES[..]),
    ) {
        let register = registers::register(&records.0);
        let parties: Vec<_> = register.parties().keys().collect();
        let (to, category): (&PartyKey, TermKey) = (*to.get(&parties), category.parse().unwrap());
        let found = chokepoints(&SharingGraph::new(&register), to, &category, day);
        prop_assert_eq!(found.is_none(), register.is_own(to));
        let Some(found) = found else { return Ok(()) };
        prop_assert!(found.minimum, "small registers are searched to the end");
        prop_assert!(found.flows.is_sorted());
        prop_assert_eq!(found.flows.is_empty(), !gets(&register, to, &category, day));
        prop_assert!(!gets(&without(&register, &found.flows), to, &category, day), "{:?}", found);
        let flows: Vec<FlowKey> = register.flows().keys().cloned().collect();
        if let Some(fewer) = found.flows.len().checked_sub(1) {
            for set in sets(&flows, fewer) {
                prop_assert!(gets(&without(&register, &set), to, &category, day), "{:?} are fewer than {:?}", set, found);
            }
        }
    }

    #[test]
    fn exposure_is_what_is_held_and_goes_on_from_there(
        records in written(),
        day in registers::asked_day(),
        of in any::<Index>(),
    ) {
        let register = registers::register(&records.0);
        let graph = SharingGraph::new(&register);
        let explainer = Explainer::new(&register, &graph);
        let parties: Vec<_> = register.parties().keys().collect();
        let of = *of.get(&parties);
        let found = exposure(&register, &graph, of, day).unwrap();
        prop_assert!(found.parties.contains(of));
        let all: Vec<TermKey> = ["user", "system"].iter().map(|term| term.parse().unwrap()).collect();
        let recipients = graph.recipients(&register, &all, day, &[]);
        let breached = recipients.iter().filter(|recipient| found.parties.contains(&recipient.party));
        let held: BTreeSet<&TermKey> = breached.flat_map(|party| party.categories.iter().map(|(term, _)| term)).collect();
        if !register.is_own(of) {
            prop_assert_eq!(found.categories.is_empty(), held.is_empty());
        }
        for category in found.categories.iter().filter(|_| !register.is_own(of)) {
            prop_assert!(held.contains(&category.term));
        }
        for party in &found.downstream {
            prop_assert!(recipients.iter().any(|recipient| recipient.party == party.party), "who got it from there got it");
            prop_assert_eq!(party.hops, party.path.len());
            let flows: Vec<_> = party.path.iter().map(|flow| &register.flows()[flow]).collect();
            prop_assert!(found.parties.contains(&flows.first().unwrap().source));
            prop_assert_eq!(&flows.last().unwrap().recipient, &party.party);
            prop_assert!(flows.windows(2).all(|pair| pair[0].recipient == pair[1].source));
            let told = explain(&register, &party.path, &[], day);
            prop_assert_eq!(told.len(), party.hops);
            prop_assert_eq!(told, explainer.explain(&register, &graph, &party.path, &[], day));
        }
        // Ending all flows out of the breached parties leaves nobody downstream of them.
        let out = register.flows().values().filter(|flow| found.parties.contains(&flow.source));
        let out: Vec<FlowKey> = out.map(|flow| flow.key.clone()).collect();
        let alone = without(&register, &out);
        prop_assert!(exposure(&alone, &SharingGraph::new(&alone), of, day).unwrap().downstream.is_empty());
    }

    #[test]
    fn what_may_be_shared_agrees_with_the_report(records in written(), day in registers::asked_day()) {
        let register = registers::register(&records.0);
        let graph = SharingGraph::new(&register);
        let desk = Desk::new(&register, &graph, day);
        let report = super::report(&register, day);
        for flow in register.flows().values().filter(|flow| flow.live().contains(day)) {
            let about = |finding: &&Finding| match &finding.subject {
                NodeId::Flow(key) => *key == flow.key,
                // Nobody tells users of what leaves this party.
                NodeId::Party(key) => {
                    *key == flow.source
                        && finding.rule == Rule::UndisclosedSharing
                        && register.operator_of(key) != register.operator_of(&flow.recipient)
                }
                _ => false,
            };
            let against: Vec<&Finding> = report.findings.iter().filter(about).collect();
            let asked = Sharing {
                source: flow.source.clone(),
                recipient: flow.recipient.clone(),
                categories: flow.categories.to_vec(),
                purposes: flow.purposes.to_vec(),
            };
            let answer = desk.may_share(&asked);
            prop_assert_eq!(answer.decision == Decision::Allow, answer.reasons.is_empty());
            // Another flow between the two may cover it better.
            let between = register.flows().values().filter(|other| other.live().contains(day));
            let between = between.filter(|other| (&other.source, &other.recipient) == (&flow.source, &flow.recipient));
            if between.count() > 1 {
                continue;
            }
            prop_assert_eq!(&answer.flows, &vec![flow.key.clone()]);
            if answer.decision == Decision::Allow {
                prop_assert!(against.is_empty(), "{:?} is allowed and has {:#?}", asked, against);
            }
            // What the source holds of all that the flow lists is asked about; then each rule is answered for.
            if answer.reasons.iter().all(|reason| reason.ground != Ground::Origin) {
                for finding in &against {
                    let told = answer.reasons.iter().any(|reason| grounds(finding.rule).contains(&reason.ground));
                    prop_assert!(told, "{:?} says nothing of {:#?}", answer, finding);
                }
            }
            if against.is_empty() {
                let other: Vec<_> = answer.reasons.iter().filter(|reason| reason.ground != Ground::Origin).collect();
                prop_assert!(other.is_empty(), "{:?} has no findings and {:#?}", asked, other);
            }
        }
    }
}

/// The grounds on which a rule speaks against a sharing; none for rules that are not about flows.
fn grounds(rule: Rule) -> &'static [Ground] {
    match rule {
        Rule::FlowWithoutContract | Rule::FlowOutsideContract | Rule::FlowAfterContract => &[Ground::Contract],
        Rule::FlowToOffboardedParty => &[Ground::Offboarded],
        Rule::CommitmentBroken => &[Ground::Commitment],
        Rule::UndisclosedSharing => &[Ground::Disclosure],
        Rule::LegacyCommitmentBroken => &[Ground::OldPromise],
        Rule::TransferWithoutMechanism => &[Ground::Transfer],
        Rule::SubprocessorNotAuthorised | Rule::OnwardWeakerTerms => &[Ground::FlowDown],
        Rule::ServiceProviderLost => &[Ground::Sale],
        Rule::FlowUnverified => &[Ground::Verification],
        Rule::ContractExpiring
        | Rule::NoticeDeadline
        | Rule::UnusedDisclosure
        | Rule::ContractClauseMissing
        | Rule::CertificationExpired
        | Rule::UndeclaredSharing => &[],
    }
}
