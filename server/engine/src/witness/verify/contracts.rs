//! What contracts are said not to cover, to lack or to forbid.

use fixedbitset::FixedBitSet;
use kept_schema::taxonomy::{TermIx, TermTable};
use kept_schema::{Consideration, ContractKey, Day, Flow, FlowKey, NodeId, PartyKey, TermList};

use super::{Check, Checked, require};
use crate::contracts::{Declared, ONWARD, Shortfall, Standing, State, between, groups, lists_of, nearest, shortfalls};
use crate::finding::severity;
use crate::limits::position;
use crate::rules::provided;
use crate::transfers::{Atlas, Ends, mechanism};
use crate::witness::{Travelled, WitnessError};
use crate::{Aspect, Certainty, Rule, Verdict, transfers};

impl<'a> Check<'a> {
    /// The contracts between the operators of a flow that needs one.
    pub(super) fn contracts(&self, flow: &Flow) -> Result<Vec<Standing<'a>>, WitnessError> {
        let ends = [self.register.operator_of(&flow.source), self.register.operator_of(&flow.recipient)];
        let needs_one =
            ends[0] != ends[1] && !(self.register.is_own(&flow.source) && self.register.is_own(&flow.recipient));
        require(needs_one, "that the flow needs a contract")?;
        Ok(between(self.register, self.day, ends))
    }

    pub(super) fn no_contract(&self, flow: &Flow) -> Result<Verdict, WitnessError> {
        let contracts = self.contracts(flow)?;
        require(contracts.iter().all(|contract| contract.state == State::Awaited), "that there is no contract")?;
        Ok(Verdict::Broken)
    }

    pub(super) fn contract_ended(&self, flow: &Flow, last_day: Day) -> Result<Verdict, WitnessError> {
        let contracts = self.contracts(flow)?;
        let none_in_force = contracts.iter().all(|contract| contract.state != State::InForce);
        let ended = contracts.iter().any(|contract| {
            Some(&contract.contract.key) == self.finding.contract.as_ref() && contract.state == State::Ended(last_day)
        });
        require(none_in_force && ended, "that the contract has ended")?;
        Ok(Verdict::Broken)
    }

    /// What contracts do not admit of a flow, and of what it makes on the way.
    pub(super) fn shortfalls(&self, flow: &Flow, in_force: &[&Standing<'a>]) -> Vec<Shortfall> {
        let lists = lists_of(&self.comparer, flow);
        let mut derived: Vec<TermIx> = Vec::new();
        if !flow.derives.is_empty() {
            let [listed, ..] = &lists;
            let own: Vec<&PartyKey> = self.register.parties().keys().filter(|key| self.register.is_own(key)).collect();
            let held = self.possibly_held(own.into_iter());
            let carried = held.get(&flow.source).map(|held| self.passed(flow, Certainty::Possible, held));
            let makes = |term: TermIx, key: &str| {
                let made = flow.derives.iter().any(|derivation| derivation.to.iter().any(|to| to.as_str() == key));
                made && !listed.contains(&term) && carried.as_ref().is_some_and(|held| held.contains(term.index()))
            };
            derived
                .extend(self.table.iter().filter(|(term, info)| makes(*term, info.key.as_str())).map(|(term, _)| term));
        }
        shortfalls(
            &self.comparer,
            in_force,
            Declared { derived: &derived, ..Declared::new(lists.each_ref().map(Vec::as_slice), flow) },
        )
    }

    pub(super) fn outside_contract(&self, flow: &Flow, breach: Verdict) -> Result<Verdict, WitnessError> {
        let contracts = self.contracts(flow)?;
        let in_force: Vec<&Standing<'a>> =
            contracts.iter().filter(|contract| contract.state == State::InForce).collect();
        let shortfalls = self.shortfalls(flow, &in_force);
        let shown = shortfalls.iter().any(|shortfall| {
            let contract = in_force.get(shortfall.contract).map(|standing| &standing.contract.key);
            let keys = shortfall.categories.iter().filter_map(|term| self.table.get(*term));
            let mut keys: Vec<_> = keys.map(|info| info.key.clone()).collect();
            keys.sort_unstable();
            Some(shortfall.aspect) == self.finding.aspect
                && shortfall.verdict == breach
                && contract == self.finding.contract.as_ref()
                && keys == self.finding.categories
        });
        require(shown, "that the contract does not admit it")?;
        Ok(breach)
    }

    /// Whether a promise never to sell meets a contract that makes nobody a service provider.
    pub(super) fn provider_lost(
        &self,
        first: &Flow,
        last: &Flow,
        travelled: &Travelled,
        breach: Verdict,
    ) -> Result<Verdict, WitnessError> {
        let (limits, giver) = self.commitment(first, travelled)?;
        let leaves = position(self.register, last, giver).leaves;
        let asked = limits.never_sold && leaves && last.consideration == Some(Consideration::Service);
        require(asked && self.finding.aspect == Some(Aspect::Sale), "that it may be a sale")?;
        let contracts = self.in_force(last);
        let contracts: Vec<&Standing<'a>> = contracts.iter().collect();
        let found = provided(self.register, self.register.operator_of(&last.recipient), &contracts);
        let shown = found.is_some_and(|(verdict, contract)| {
            verdict == breach && Some(&contract.contract.key) == self.finding.contract.as_ref()
        });
        require(shown, "that the contract makes no service provider")?;
        Ok(breach)
    }

    /// The contracts in force between the operators of a flow.
    pub(super) fn in_force(&self, flow: &Flow) -> Vec<Standing<'a>> {
        self.in_force_between([&flow.source, &flow.recipient])
    }

    pub(super) fn in_force_between(&self, ends: [&PartyKey; 2]) -> Vec<Standing<'a>> {
        let ends = ends.map(|end| self.register.operator_of(end));
        let mut contracts = between(self.register, self.day, ends);
        contracts.retain(|contract| contract.state == State::InForce);
        contracts
    }

    pub(super) fn transfer(&self, flow: &Flow, breach: Verdict) -> Result<Verdict, WitnessError> {
        let [_, source] = self.with_operator(&flow.source)?;
        let recipients = self.with_operator(&flow.recipient)?;
        let [_, recipient] = recipients;
        let leaves = source.key != recipient.key && !self.register.is_own(&flow.recipient);
        require(leaves, "that data leaves")?;
        let atlas = Atlas::new(self.register, self.day);
        let certified = atlas.certified(recipients);
        let [_, _, _, regions, _] = lists_of(&self.comparer, flow);
        let need = atlas.country(recipient, certified).max(atlas.regions(&regions, certified));
        let recorded = recipient.country.is_some() && flow.regions.is_recorded();
        let partial = need == Verdict::Unproven && recorded;
        let contracts = self.in_force(flow);
        let contracts: Vec<&Standing<'a>> = contracts.iter().collect();
        let ends = Ends { register: self.register, operators: [source, recipient], partial };
        let (verdict, contract) = mechanism(ends, &contracts);
        let named = contract.map(|contract| &contract.contract.key) == self.finding.contract.as_ref();
        let shown = named && transfers::breach(atlas.exporter(source), need, verdict) == breach;
        require(shown, "a transfer without a mechanism")?;
        Ok(breach)
    }

    /// What a flow may carry of ours that live flows from one operator to the other may bring.
    fn may_be_brought(&self, flow: &Flow, [from, middle]: [&PartyKey; 2]) -> Vec<TermIx> {
        let own = self.register.parties().keys().filter(|key| self.register.is_own(key));
        let held = self.possibly_held(own);
        let nothing = FixedBitSet::with_capacity(self.table.len());
        let carried = |flow: &Flow| self.passed(flow, Certainty::Possible, held.get(&flow.source).unwrap_or(&nothing));
        let operator = |party| self.register.operator_of(party);
        let mut brought = nothing.clone();
        for entry in self.live() {
            if operator(&entry.source) == from && operator(&entry.recipient) == middle {
                brought.union_with(&carried(entry));
            }
        }
        brought.intersect_with(&carried(flow));
        self.table.iter().map(|(term, _)| term).filter(|term| brought.contains(term.index())).collect()
    }

    /// Whether a contract is about something a flow may carry and one operator may bring the other. What is shown to
    /// travel is, most of the time; what else may be brought is worked out only where it is not.
    fn is_about(&self, upper: &Standing<'_>, flow: &Flow, travelled: &Travelled, ends: [&PartyKey; 2]) -> bool {
        let about = |terms: &[TermIx]| concerns(self.table, upper.terms.categories, terms);
        let shown: Vec<TermIx> = self.table.find(travelled.category.as_str()).into_iter().collect();
        about(&shown) || about(&self.may_be_brought(flow, ends))
    }

    /// Whether someone who works for another hands its data on as their contract does not allow.
    pub(super) fn flow_down(
        &self,
        flow: &Flow,
        travelled: &Travelled,
        (from, upper): (&PartyKey, &ContractKey),
        entry: &[FlowKey],
        breach: Verdict,
    ) -> Checked {
        let register = self.register;
        let [middle, below] = [&flow.source, &flow.recipient].map(|party| register.operator_of(party));
        let own = register.is_own(&flow.source) || register.is_own(&flow.recipient);
        let apart = !own && middle != below && from != middle && from != below;
        require(apart, "that the data is handed on")?;
        let path = self.path(entry)?;
        let (Some(first), Some(last)) = (path.first(), path.last()) else { return Err(WitnessError::BrokenPath) };
        if !register.is_own(&first.source) {
            return Err(WitnessError::NotOurs(first.source.clone()));
        }
        let brings = register.operator_of(&last.source) == from && register.operator_of(&last.recipient) == middle;
        require(brings, "that it was brought from there")?;
        self.walk(&path, travelled)?;
        let uppers = self.in_force_between([from, middle]);
        let found = uppers.iter().find(|contract| contract.contract.key == *upper);
        let upper = found.ok_or(WitnessError::NotShown("that the contract is in force"))?;
        let lowers = self.in_force(flow);
        let lowers: Vec<&Standing<'a>> = lowers.iter().collect();
        let works = upper.acts_for(register, middle, from) && self.is_about(upper, flow, travelled, [from, middle]);
        require(works, "that one works for the other")?;
        let contract = self.finding.contract.as_ref();
        let shown = match (self.finding.rule, self.finding.aspect) {
            (Rule::SubprocessorNotAuthorised, None) => {
                let asked = upper.is_processor(register, middle) && contract == Some(&upper.contract.key);
                asked && upper.authorises(register, &flow.recipient) == breach
            }
            (Rule::OnwardWeakerTerms, Some(aspect)) => {
                nearest(&self.comparer, upper, &lowers).is_some_and(|(lower, sides)| {
                    let side = ONWARD.into_iter().zip(sides).find(|(side, _)| *side == aspect);
                    contract == Some(&lower.contract.key) && side.is_some_and(|(_, verdict)| verdict == breach)
                })
            }
            _ => return Err(WitnessError::Mismatch),
        };
        require(shown, "that the contracts do not allow it")
    }

    pub(super) fn clause_missing(&self) -> Checked {
        let key = self.finding.contract.as_ref().ok_or(WitnessError::Mismatch)?;
        let groups = groups(self.register);
        let group = groups.iter().find(|group| group.root.key == *key);
        let group = group.ok_or_else(|| WitnessError::Unknown(self.finding.subject.to_string()))?;
        let standing = group.on(self.day);
        let lacks = standing.lacking().contains(&(self.finding.clause, self.finding.verdict));
        require(standing.state == State::InForce && lacks, "that the clause is missing")?;
        let grave = severity(self.finding.rule, None, self.finding.verdict);
        let about = self.finding.subject == NodeId::Contract(key.clone());
        if about && self.finding.severity == grave { Ok(()) } else { Err(WitnessError::Mismatch) }
    }

    pub(super) fn contract_verdict(&self, flow: &Flow) -> Result<Verdict, WitnessError> {
        let contracts = self.contracts(flow)?;
        let in_force: Vec<&Standing<'a>> =
            contracts.iter().filter(|contract| contract.state == State::InForce).collect();
        if in_force.is_empty() {
            return Ok(Verdict::Broken);
        }
        let shortfalls = self.shortfalls(flow, &in_force);
        Ok(shortfalls.iter().map(|shortfall| shortfall.verdict).max().unwrap_or(Verdict::Kept))
    }
}

/// Whether a contract about some categories is about one of some terms; any when it records none.
fn concerns(table: &TermTable, categories: &TermList, terms: &[TermIx]) -> bool {
    if !categories.is_recorded() {
        return true;
    }
    let listed: Vec<TermIx> = table.find_all(categories).collect();
    terms.iter().any(|term| listed.iter().any(|named| table.covers(*named, *term) || table.covers(*term, *named)))
}
