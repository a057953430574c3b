//! Checking a finding again, by nothing but the register and the day. The sharing graph is not used:
//! paths are walked flow by flow, with what the taxonomy says of every term.

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;
use kept_schema::taxonomy::{TermIx, TermTable};
use kept_schema::{
    Consideration, Contract, ContractKey, Day, Flow, FlowKey, Limits, NodeId, Notice, Party, PartyKey, Promise,
    PromiseKind, Register, TaxonomyKind,
};

use super::{Fact, Travelled, Witness, WitnessError};
use crate::compare::Comparer;
use crate::contracts::{Declared, ONWARD, Shortfall, Standing, State, between, groups, lists_of, nearest, shortfalls};
use crate::disclosures::{disclosed, names, purpose};
use crate::finding::{Identity, severity};
use crate::limits::{self, position};
use crate::observed::{HostClaims, unexplained};
use crate::rules::{
    concerns, deadline_soon, expires_soon, lapses, offboarded, outdated, provided, standing, still_bound, urgency,
};
use crate::transfers::{self, Atlas, Ends, mechanism};
use crate::watches::{agreed_anew, last_day, subjects_of};
use crate::{Aspect, Certainty, Finding, Rule, Severity, Verdict};

type Checked = Result<(), WitnessError>;

pub(super) fn verify(witness: &Witness, register: &Register, day: Day, finding: &Finding) -> Checked {
    if Identity::of(finding).id() != finding.id {
        return Err(WitnessError::Mismatch);
    }
    let table = register.taxonomy().table(TaxonomyKind::Category);
    let check = Check { register, day, finding, table, comparer: Comparer::new(register.taxonomy(), day) };
    match (finding.rule, &witness.fact, &witness.travelled) {
        (Rule::ContractExpiring | Rule::NoticeDeadline, Fact::Deadline { due_on }, None) => check.deadline(*due_on),
        (Rule::UndisclosedSharing, Fact::NoNotice, None) => check.no_notice(),
        (Rule::UnusedDisclosure, Fact::Unused, None) => check.unused(),
        (Rule::ContractClauseMissing, Fact::ClauseMissing, None) => check.clause_missing(),
        (Rule::UndeclaredSharing, Fact::Undeclared, None) => check.undeclared(),
        (Rule::CertificationExpired, Fact::Certification { scheme, last_day }, Some(travelled)) => {
            check.certification(scheme, *last_day, travelled)
        }
        (_, fact, Some(travelled)) => check.of_flow(fact, travelled),
        _ => Err(WitnessError::Mismatch),
    }
}

struct Check<'a> {
    register: &'a Register,
    day: Day,
    finding: &'a Finding,
    table: &'a TermTable,
    comparer: Comparer<'a>,
}

fn require(holds: bool, what: &'static str) -> Checked {
    if holds { Ok(()) } else { Err(WitnessError::NotShown(what)) }
}

impl<'a> Check<'a> {
    /// What was observed is declared by no flow.
    fn undeclared(&self) -> Checked {
        let unknown = || WitnessError::Unknown(self.finding.subject.to_string());
        let NodeId::Observation(key) = &self.finding.subject else { return Err(WitnessError::Mismatch) };
        let observation = self.register.observations().get(key).ok_or_else(unknown)?;
        let seen = observation.seen_by(self.day);
        let seen = seen.ok_or(WitnessError::NotShown("that it was seen in the year before"))?;
        let claims = HostClaims::new(self.register);
        let claimants = observation.host.as_ref().map_or(&[][..], |host| claims.of(host));
        let operator = |party: &PartyKey| self.register.operator_of(party).clone();
        let to: Vec<PartyKey> = claimants.iter().copied().chain(&observation.recipient).map(operator).collect();
        let from = operator(&observation.source);
        require(!to.contains(&from), "that anything left the operator")?;
        let flows = self.register.flows().values().filter(|flow| {
            let is_live = flow.live().contains(seen) || flow.live().contains(self.day);
            is_live && operator(&flow.source) == from && to.contains(&operator(&flow.recipient))
        });
        let declared: Vec<_> = flows.map(|flow| &flow.categories).collect();
        let shown = unexplained(self.table, &observation.categories, &declared);
        let shown = shown.ok_or(WitnessError::NotShown("that no flow declares it"))?;
        let grave = severity(Rule::UndeclaredSharing, None, shown.0);
        let claimed = (self.finding.verdict, self.finding.severity, &self.finding.categories);
        if claimed != (shown.0, grave, &shown.1) || !self.finding.path.is_empty() {
            return Err(WitnessError::Mismatch);
        }
        Ok(())
    }

    /// A finding about a flow, and how the data got there.
    fn of_flow(&self, fact: &Fact, travelled: &Travelled) -> Checked {
        let path = self.path(&self.finding.path)?;
        let ends = path.last().is_some_and(|last| self.finding.subject == NodeId::Flow(last.key.clone()));
        if !ends {
            return Err(WitnessError::BrokenPath);
        }
        let (Some(first), Some(last)) = (path.first().copied(), path.last().copied()) else {
            return Err(WitnessError::BrokenPath);
        };
        let breach = match (self.finding.rule, fact) {
            (Rule::FlowWithoutContract, Fact::NoContract) => self.no_contract(last)?,
            (Rule::FlowAfterContract, Fact::ContractEnded { last_day }) => self.contract_ended(last, *last_day)?,
            (Rule::FlowOutsideContract, Fact::OutsideContract { breach }) => self.outside_contract(last, *breach)?,
            (Rule::FlowToOffboardedParty, Fact::Offboarded { party }) => self.offboarded(last, party)?,
            (Rule::CommitmentBroken, Fact::Limit { breach }) => {
                self.limit(first, last, travelled, *breach)?;
                *breach
            }
            (Rule::LegacyCommitmentBroken, Fact::OldPromise { breach }) => {
                self.old_promise(&path, travelled, *breach)?;
                *breach
            }
            (Rule::FlowUnverified, Fact::Unverified { since }) => {
                require(outdated(last.verified_on, self.day) == Some(*since), "that it was verified too long ago")?;
                Verdict::Unproven
            }
            (Rule::UndisclosedSharing, Fact::Undisclosed) => self.undisclosed(first, last)?,
            (
                Rule::SubprocessorNotAuthorised | Rule::OnwardWeakerTerms,
                Fact::FlowDown { from, upper, breach, entry },
            ) => {
                self.flow_down(last, travelled, (from, upper), entry, *breach)?;
                *breach
            }
            (Rule::TransferWithoutMechanism, Fact::Transfer { breach }) => self.transfer(last, *breach)?,
            (Rule::ServiceProviderLost, Fact::ProviderLost { breach }) => {
                self.provider_lost(first, last, travelled, *breach)?
            }
            _ => return Err(WitnessError::Mismatch),
        };
        let from_ours = self.finding.rule.is_of_commitments()
            || self.finding.rule == Rule::UndisclosedSharing
            || self.register.is_own(&first.source);
        if !from_ours {
            return Err(WitnessError::NotOurs(first.source.clone()));
        }
        let verdict = match travelled.certainty {
            Certainty::Certain => breach,
            Certainty::Possible => Verdict::Unproven,
        };
        let grave = severity(self.finding.rule, self.finding.aspect, verdict);
        if breach == Verdict::Kept || (self.finding.verdict, self.finding.severity) != (verdict, grave) {
            return Err(WitnessError::Mismatch);
        }
        self.walk(&path, travelled)?;
        self.categories(last, travelled)
    }

    /// The flows of a path, which follow one another and are live.
    fn path(&self, keys: &[FlowKey]) -> Result<Vec<&'a Flow>, WitnessError> {
        let flow = |key: &FlowKey| {
            let found = self.register.flows().get(key).map(|flow| &flow.value);
            found.ok_or_else(|| WitnessError::Unknown(NodeId::Flow(key.clone()).to_string()))
        };
        let path: Vec<&Flow> = keys.iter().map(flow).collect::<Result<_, _>>()?;
        let follows = path.iter().zip(path.iter().skip(1)).all(|(flow, next)| flow.recipient == next.source);
        if !follows {
            return Err(WitnessError::BrokenPath);
        }
        match path.iter().find(|flow| !flow.live().contains(self.day)) {
            Some(flow) => Err(WitnessError::NotLive(flow.key.clone())),
            None => Ok(path),
        }
    }

    /// Whether the category claimed travels the whole path as claimed.
    fn walk(&self, path: &[&Flow], travelled: &Travelled) -> Checked {
        let fails = || WitnessError::DoesNotTravel(travelled.category.clone());
        let certainty = travelled.certainty;
        let mut held = FixedBitSet::with_capacity(self.table.len());
        held.insert_range(..);
        for flow in path {
            if let Some(subject) = &travelled.subject {
                let subjects = self.comparer.table(TaxonomyKind::Subject);
                let subject = subjects.find(subject.as_str()).ok_or_else(fails)?;
                let listed: Vec<TermIx> = subjects.find_all(&flow.subjects).collect();
                let concerns = match certainty {
                    Certainty::Certain => listed.contains(&subject),
                    Certainty::Possible => {
                        listed.is_empty() || listed.iter().any(|term| subjects.covers(*term, subject))
                    }
                };
                if !concerns {
                    return Err(fails());
                }
            }
            held = self.passed(flow, certainty, &held);
        }
        let category = self.table.find(travelled.category.as_str()).ok_or_else(fails)?;
        if held.contains(category.index()) { Ok(()) } else { Err(fails()) }
    }

    /// What a flow passes on with a certainty.
    fn passed(&self, flow: &Flow, certainty: Certainty, held: &FixedBitSet) -> FixedBitSet {
        let listed: Vec<TermIx> = self.table.find_all(&flow.categories).collect();
        let among = |terms: &[TermIx], term: TermIx| match certainty {
            Certainty::Certain => terms.contains(&term),
            Certainty::Possible => terms.iter().any(|above| self.table.covers(*above, term)),
        };
        let everything = listed.is_empty() && certainty == Certainty::Possible;
        let mut passed = FixedBitSet::with_capacity(self.table.len());
        for (term, _) in self.table.iter().filter(|(term, _)| held.contains(term.index())) {
            if everything || among(&listed, term) {
                passed.insert(term.index());
            }
        }
        for derivation in &flow.derives {
            let from: Vec<TermIx> = self.table.find_all(&derivation.from).collect();
            if self.table.iter().any(|(term, _)| held.contains(term.index()) && among(&from, term)) {
                for term in self.table.find_all(&derivation.to) {
                    passed.insert(term.index());
                }
            }
        }
        passed
    }

    /// Whether the categories named are ones the flow passes on, the one that travels among them.
    fn categories(&self, last: &Flow, travelled: &Travelled) -> Checked {
        if self.finding.rule == Rule::FlowOutsideContract {
            // They are those of the flow, compared with the contract already.
            return Ok(());
        }
        let mut everything = FixedBitSet::with_capacity(self.table.len());
        everything.insert_range(..);
        let passes = self.passed(last, travelled.certainty, &everything);
        let terms: Vec<TermIx> = self.table.find_all(&self.finding.categories).collect();
        let travels = self.table.find(travelled.category.as_str());
        let named =
            terms.len() == self.finding.categories.len() && terms.iter().all(|term| passes.contains(term.index()));
        let covered = travels.is_some_and(|travels| terms.iter().any(|term| self.table.covers(*term, travels)));
        require(named && covered, "that the flow carries these categories")
    }

    fn party(&self, key: &PartyKey) -> Result<&'a Party, WitnessError> {
        let found = self.register.parties().get(key).map(|party| &party.value);
        found.ok_or_else(|| WitnessError::Unknown(NodeId::Party(key.clone()).to_string()))
    }

    fn with_operator(&self, key: &PartyKey) -> Result<[&'a Party; 2], WitnessError> {
        Ok([self.party(key)?, self.party(self.register.operator_of(key))?])
    }

    /// The contracts between the operators of a flow that needs one.
    fn contracts(&self, flow: &Flow) -> Result<Vec<Standing<'a>>, WitnessError> {
        let ends = [self.register.operator_of(&flow.source), self.register.operator_of(&flow.recipient)];
        let needs_one =
            ends[0] != ends[1] && !(self.register.is_own(&flow.source) && self.register.is_own(&flow.recipient));
        require(needs_one, "that the flow needs a contract")?;
        Ok(between(self.register, self.day, ends))
    }

    fn no_contract(&self, flow: &Flow) -> Result<Verdict, WitnessError> {
        let contracts = self.contracts(flow)?;
        require(contracts.iter().all(|contract| contract.state == State::Awaited), "that there is no contract")?;
        Ok(Verdict::Broken)
    }

    fn contract_ended(&self, flow: &Flow, last_day: Day) -> Result<Verdict, WitnessError> {
        let contracts = self.contracts(flow)?;
        let none_in_force = contracts.iter().all(|contract| contract.state != State::InForce);
        let ended = contracts.iter().any(|contract| {
            Some(&contract.contract.key) == self.finding.contract.as_ref() && contract.state == State::Ended(last_day)
        });
        require(none_in_force && ended, "that the contract has ended")?;
        Ok(Verdict::Broken)
    }

    /// What contracts do not admit of a flow, and of what it makes on the way.
    fn shortfalls(&self, flow: &Flow, in_force: &[&Standing<'a>]) -> Vec<Shortfall> {
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
        shortfalls(&self.comparer, in_force, Declared { derived: &derived, ..Declared::new(&lists, flow) })
    }

    /// What possibly reaches every party from some that hold everything, by trying all flows until nothing new arrives.
    fn possibly_held<'k>(&self, origins: impl Iterator<Item = &'k PartyKey>) -> BTreeMap<PartyKey, FixedBitSet> {
        let mut everything = FixedBitSet::with_capacity(self.table.len());
        everything.insert_range(..);
        let mut held: BTreeMap<PartyKey, FixedBitSet> =
            origins.map(|origin| (origin.clone(), everything.clone())).collect();
        loop {
            let mut news = false;
            for flow in self.live() {
                let Some(given) = held.get(&flow.source) else { continue };
                let passed = self.passed(flow, Certainty::Possible, given);
                let arrived = held.entry(flow.recipient.clone());
                let arrived = arrived.or_insert_with(|| FixedBitSet::with_capacity(self.table.len()));
                news |= !passed.is_subset(arrived);
                arrived.union_with(&passed);
            }
            if !news {
                return held;
            }
        }
    }

    /// The flows that are live on the day.
    fn live(&self) -> impl Iterator<Item = &'a Flow> {
        let flows = self.register.flows().values().map(|flow| &flow.value);
        flows.filter(|flow| flow.live().contains(self.day))
    }

    fn outside_contract(&self, flow: &Flow, breach: Verdict) -> Result<Verdict, WitnessError> {
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

    fn offboarded(&self, flow: &Flow, party: &PartyKey) -> Result<Verdict, WitnessError> {
        let gone = offboarded(self.with_operator(&flow.recipient)?, self.day);
        require(gone.is_some_and(|gone| gone.key == *party), "that the recipient was offboarded")?;
        Ok(Verdict::Broken)
    }

    /// A party whose certification ends, and data on its way there.
    fn certification(&self, scheme: &str, last_day: Day, travelled: &Travelled) -> Checked {
        let NodeId::Party(key) = &self.finding.subject else { return Err(WitnessError::Mismatch) };
        let party = self.party(key)?;
        let path = self.path(&self.finding.path)?;
        let (Some(first), Some(last)) = (path.first(), path.last()) else { return Err(WitnessError::BrokenPath) };
        if last.recipient != *key && self.register.operator_of(&last.recipient) != key {
            return Err(WitnessError::BrokenPath);
        }
        if !self.register.is_own(&first.source) {
            return Err(WitnessError::NotOurs(first.source.clone()));
        }
        let ends = lapses(&party.certifications, self.day).get(scheme) == Some(&last_day);
        require(ends && !self.register.is_own(key), "that the certification ends")?;
        let (verdict, severity, due_on) = standing(last_day, self.day);
        if (self.finding.verdict, self.finding.severity, self.finding.due_on) != (verdict, severity, due_on) {
            return Err(WitnessError::Mismatch);
        }
        self.walk(&path, travelled)?;
        self.categories(last, travelled)
    }

    /// The promise of the finding and its notice, which is in force; or over, when the rule is about old ones.
    fn promise(&self) -> Result<(&'a Promise, &'a Notice), WitnessError> {
        let key = self.finding.promise.as_ref().ok_or(WitnessError::Mismatch)?;
        let unknown = || WitnessError::Unknown(NodeId::Promise(key.clone()).to_string());
        let promise = self.register.promises().get(key).ok_or_else(unknown)?;
        let notice = promise.notice.as_ref().and_then(|notice| self.register.notices().get(notice));
        let notice = notice.ok_or_else(unknown)?;
        if self.finding.rule == Rule::LegacyCommitmentBroken {
            require(self.last_day(notice).is_some(), "that the notice is over and still binds")?;
        } else {
            require(self.register.notice_in_force(notice).contains(self.day), "that the notice is in force")?;
        }
        Ok((promise, notice))
    }

    /// The limits of a commitment that is about what travels, and who gave it.
    fn commitment(&self, first: &Flow, travelled: &Travelled) -> Result<(&'a Limits, &'a PartyKey), WitnessError> {
        let (promise, notice) = self.promise()?;
        let (Some(limits), Some(giver), PromiseKind::Commitment) = (&promise.limits, &notice.by, promise.kind) else {
            return Err(WitnessError::Mismatch);
        };
        if !self.register.systems_of(notice).contains(&first.source) {
            return Err(WitnessError::NotOurs(first.source.clone()));
        }
        let subjects = self.comparer.table(TaxonomyKind::Subject);
        let meant: Vec<TermIx> = subjects.find_all(subjects_of(promise, notice)).collect();
        let subject = travelled.subject.as_ref().map(|subject| subjects.find(subject.as_str()));
        let concerned = match subject {
            None => meant.is_empty(),
            Some(subject) => subject.is_some_and(|subject| meant.iter().any(|term| subjects.covers(*term, subject))),
        };
        require(concerned, "that the promise is about these people")?;
        let scope: Vec<TermIx> = self.table.find_all(&promise.scope.categories).collect();
        let in_scope = |term: TermIx| scope.is_empty() || scope.iter().any(|above| self.table.covers(*above, term));
        let named: Vec<TermIx> = self.table.find_all(&self.finding.categories).collect();
        require(named.into_iter().all(in_scope), "that the promise is about these categories")?;
        Ok((limits, giver))
    }

    fn last_day(&self, notice: &Notice) -> Option<Day> {
        last_day(self.register, notice, &agreed_anew(self.register, self.day), self.day)
    }

    /// Whether a promise that is over is not kept for data of its time.
    fn old_promise(&self, path: &[&'a Flow], travelled: &Travelled, breach: Verdict) -> Checked {
        let (Some(first), Some(last)) = (path.first(), path.last()) else { return Err(WitnessError::BrokenPath) };
        let (_, notice) = self.promise()?;
        let last_day = self.last_day(notice).ok_or(WitnessError::NotShown("that the notice still binds"))?;
        let shown = self.exceeded(first, last, travelled)?;
        require(
            still_bound(path.iter().map(|flow| flow.retention), shown, last_day, self.day) == breach,
            "that data of that time is kept",
        )
    }

    fn limit(&self, first: &Flow, last: &'a Flow, travelled: &Travelled, breach: Verdict) -> Checked {
        require(self.exceeded(first, last, travelled)? == breach, "that the limit is exceeded")
    }

    /// How far a flow exceeds a limit of the promise.
    fn exceeded(&self, first: &Flow, last: &'a Flow, travelled: &Travelled) -> Result<Verdict, WitnessError> {
        let (limits, giver) = self.commitment(first, travelled)?;
        let aspect = self.finding.aspect.filter(|aspect| limits::limited(limits).contains(aspect));
        let aspect = aspect.ok_or(WitnessError::NotShown("a limit of that kind"))?;
        let position = position(self.register, last, giver);
        require(position.leaves || !limits::only_of_leaving(aspect), "that the flow leaves who gave the notice")?;
        let [_, purposes, _, regions, safeguards] = lists_of(&self.comparer, last);
        let shown = match aspect {
            Aspect::Purpose => limits::purposes(&self.comparer, limits, &purposes),
            Aspect::Region => limits::regions(&self.comparer, limits, &regions),
            Aspect::Safeguard => limits::safeguards(&self.comparer, limits, &safeguards),
            Aspect::Recipient => limits::recipient(limits, self.with_operator(&last.recipient)?),
            Aspect::Retention => limits::retention(limits, last.retention),
            Aspect::Consent => limits::consent(limits, last.consent),
            Aspect::Sale => limits::sale(limits, last.consideration),
            Aspect::Contract => self.contract_verdict(last)?,
            Aspect::Onward => position.forbidden_onward(),
            Aspect::Category | Aspect::Subject | Aspect::Clause => Verdict::Kept,
        };
        Ok(shown)
    }

    /// Whether a promise never to sell meets a contract that makes nobody a service provider.
    fn provider_lost(
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
    fn in_force(&self, flow: &Flow) -> Vec<Standing<'a>> {
        self.in_force_between([&flow.source, &flow.recipient])
    }

    fn in_force_between(&self, ends: [&PartyKey; 2]) -> Vec<Standing<'a>> {
        let ends = ends.map(|end| self.register.operator_of(end));
        let mut contracts = between(self.register, self.day, ends);
        contracts.retain(|contract| contract.state == State::InForce);
        contracts
    }

    fn transfer(&self, flow: &Flow, breach: Verdict) -> Result<Verdict, WitnessError> {
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

    /// What a flow may carry that live flows from one operator to the other may bring.
    fn may_be_brought(&self, flow: &Flow, [from, middle]: [&PartyKey; 2]) -> Vec<TermIx> {
        let mut everything = FixedBitSet::with_capacity(self.table.len());
        everything.insert_range(..);
        let mut brought = FixedBitSet::with_capacity(self.table.len());
        let operator = |party| self.register.operator_of(party);
        for entry in self.register.flows().values().filter(|entry| entry.live().contains(self.day)) {
            if operator(&entry.source) == from && operator(&entry.recipient) == middle {
                brought.union_with(&self.passed(entry, Certainty::Possible, &everything));
            }
        }
        let carried = self.passed(flow, Certainty::Possible, &everything);
        let both = |term: &TermIx| brought.contains(term.index()) && carried.contains(term.index());
        self.table.iter().map(|(term, _)| term).filter(both).collect()
    }

    /// Whether someone who works for another hands its data on as their contract does not allow.
    fn flow_down(
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
        let related =
            concerns(self.table, upper.terms.categories, self.may_be_brought(flow, [from, middle]).into_iter());
        let works = upper.acts_for(register, middle, from) && related;
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

    fn clause_missing(&self) -> Checked {
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

    fn contract_verdict(&self, flow: &Flow) -> Result<Verdict, WitnessError> {
        let contracts = self.contracts(flow)?;
        let in_force: Vec<&Standing<'a>> =
            contracts.iter().filter(|contract| contract.state == State::InForce).collect();
        if in_force.is_empty() {
            return Ok(Verdict::Broken);
        }
        let shortfalls = self.shortfalls(flow, &in_force);
        Ok(shortfalls.iter().map(|shortfall| shortfall.verdict).max().unwrap_or(Verdict::Kept))
    }

    /// The notices in force that speak for a party.
    fn notices_for(&self, party: &PartyKey) -> Vec<&'a Notice> {
        let notices = self.register.notices().values().map(|notice| &notice.value);
        notices
            .filter(|notice| self.register.notice_in_force(notice).contains(self.day))
            .filter(|notice| self.register.systems_of(notice).contains(party))
            .collect()
    }

    fn undisclosed(&self, first: &Flow, last: &Flow) -> Result<Verdict, WitnessError> {
        let notices = self.notices_for(&first.source);
        if notices.is_empty() {
            return Err(WitnessError::NotOurs(first.source.clone()));
        }
        let giver = self.register.operator_of(&first.source);
        require(position(self.register, last, giver).leaves, "that the flow leaves who gave the notice")?;
        let [category] = self.finding.categories.as_slice() else { return Err(WitnessError::Mismatch) };
        let unknown = || WitnessError::Unknown(NodeId::Term(TaxonomyKind::Category, category.clone()).to_string());
        let category = self.table.find(category.as_str()).ok_or_else(unknown)?;
        let recipient = self.with_operator(&last.recipient)?;
        let of_notices = |promise: &&Promise| notices.iter().any(|notice| Some(&notice.key) == promise.notice.as_ref());
        let disclosures: Vec<&'a Promise> = self
            .register
            .promises()
            .values()
            .map(|promise| &promise.value)
            .filter(|promise| promise.kind == PromiseKind::Disclosure && names(promise, recipient))
            .filter(of_notices)
            .collect();
        let [_, purposes, ..] = lists_of(&self.comparer, last);
        let breach = disclosed(&self.comparer, &disclosures, category, &purposes);
        require(breach != Verdict::Kept, "that no disclosure covers it")?;
        Ok(breach)
    }

    fn no_notice(&self) -> Checked {
        let NodeId::Party(party) = &self.finding.subject else { return Err(WitnessError::Mismatch) };
        self.party(party)?;
        require(self.register.is_own(party) && self.notices_for(party).is_empty(), "that no notice speaks for it")?;
        let [flow] = self.finding.path.as_slice() else { return Err(WitnessError::BrokenPath) };
        let flow = self.register.flows().get(flow).ok_or(WitnessError::BrokenPath)?;
        let ends = [self.register.operator_of(&flow.source), self.register.operator_of(&flow.recipient)];
        if !flow.live().contains(self.day) {
            return Err(WitnessError::NotLive(flow.key.clone()));
        }
        require(flow.source == *party && ends[0] != ends[1], "that data leaves from it")?;
        let grave = severity(self.finding.rule, None, Verdict::Unproven);
        let fits = (self.finding.verdict, self.finding.severity) == (Verdict::Unproven, grave);
        if fits { Ok(()) } else { Err(WitnessError::Mismatch) }
    }

    fn deadline(&self, due_on: Day) -> Checked {
        let key = self.finding.contract.as_ref().ok_or(WitnessError::Mismatch)?;
        if self.finding.subject != NodeId::Contract(key.clone()) || self.finding.due_on != Some(due_on) {
            return Err(WitnessError::Mismatch);
        }
        let contract: &Contract = self
            .register
            .contracts()
            .get(key)
            .ok_or_else(|| WitnessError::Unknown(self.finding.subject.to_string()))?;
        let groups = groups(self.register);
        let mine = |group: &&crate::contracts::Group<'_>| {
            group.root.key == *key || group.amendments.iter().any(|amendment| amendment.key == *key)
        };
        let group = groups.iter().find(mine).ok_or(WitnessError::Mismatch)?;
        let due = match self.finding.rule {
            Rule::ContractExpiring => expires_soon(group, contract, self.day),
            _ => deadline_soon(group, contract, self.day),
        };
        require(due == Some(due_on), "that the day is near")?;
        let grave = urgency(self.day.days_until(due_on));
        let fits = (self.finding.verdict, self.finding.severity) == (Verdict::Kept, grave);
        if fits { Ok(()) } else { Err(WitnessError::Mismatch) }
    }

    /// That no sharing uses a disclosure.
    fn unused(&self) -> Checked {
        let (promise, notice) = self.promise()?;
        if (self.finding.verdict, self.finding.severity) != (Verdict::Kept, Severity::Info) {
            return Err(WitnessError::Mismatch);
        }
        let giver = notice.by.as_ref().ok_or(WitnessError::Mismatch)?;
        let systems = self.register.systems_of(notice);
        let held = self.possibly_held(systems.iter());
        for flow in self.live().filter(|flow| position(self.register, flow, giver).leaves) {
            let Some(given) = held.get(&flow.source) else { continue };
            let carried = self.passed(flow, Certainty::Possible, given);
            let terms: Vec<TermIx> = self.table.find_all(&promise.scope.categories).collect();
            let related = self.table.iter().filter(|(term, _)| carried.contains(term.index())).any(|(term, _)| {
                terms.iter().any(|named| self.table.covers(*named, term) || self.table.covers(term, *named))
            });
            let [_, purposes, ..] = lists_of(&self.comparer, flow);
            let fits = |wanted: Option<TermIx>| purpose(&self.comparer, promise, wanted) != Verdict::Broken;
            let for_some = purposes.iter().any(|term| fits(Some(*term))) || (purposes.is_empty() && fits(None));
            let used = related && for_some && names(promise, self.with_operator(&flow.recipient)?);
            require(!used, "that no sharing uses it")?;
        }
        Ok(())
    }
}
