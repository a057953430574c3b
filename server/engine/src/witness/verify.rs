//! Checking a finding again, by nothing but the register and the day. The sharing graph is not used:
//! paths are walked flow by flow, with what the taxonomy says of every term.

mod contracts;
mod promises;
mod travel;

use kept_schema::taxonomy::TermTable;
use kept_schema::{Contract, Day, Flow, NodeId, Party, PartyKey, Register, TaxonomyKind};

use super::{Fact, Travelled, Witness, WitnessError};
use crate::compare::Comparer;
use crate::contracts::groups;
use crate::finding::{Identity, severity};
use crate::observed::{HostClaims, unexplained};
use crate::rules::{deadline_soon, expires_soon, lapses, offboarded, outdated, standing, urgency};
use crate::{Certainty, Finding, Rule, Verdict};

type Checked = Result<(), WitnessError>;

pub(super) fn verify(witness: &Witness, register: &Register, day: Day, finding: &Finding) -> Checked {
    if Identity::of(finding).id() != finding.id || tells_more(finding) {
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

/// Whether a finding tells of a contract, a path, categories or a day that those of its kind do not have, and nothing proves.
fn tells_more(finding: &Finding) -> bool {
    let of_contract =
        matches!(finding.rule, Rule::ContractExpiring | Rule::NoticeDeadline | Rule::ContractClauseMissing);
    let names_contract = of_contract
        || matches!(
            finding.rule,
            Rule::FlowAfterContract
                | Rule::FlowOutsideContract
                | Rule::SubprocessorNotAuthorised
                | Rule::OnwardWeakerTerms
                | Rule::TransferWithoutMechanism
                | Rule::ServiceProviderLost
        );
    let is_due = matches!(finding.rule, Rule::ContractExpiring | Rule::NoticeDeadline | Rule::CertificationExpired);
    let has_path = !of_contract && !matches!(finding.rule, Rule::UnusedDisclosure | Rule::UndeclaredSharing);
    let has_categories = !of_contract && finding.witness.fact != Fact::NoNotice;
    (finding.contract.is_some() && !names_contract)
        || (finding.due_on.is_some() && !is_due)
        || (!finding.path.is_empty() && !has_path)
        || (!finding.categories.is_empty() && !has_categories)
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
        if claimed == (shown.0, grave, &shown.1) { Ok(()) } else { Err(WitnessError::Mismatch) }
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

    fn party(&self, key: &PartyKey) -> Result<&'a Party, WitnessError> {
        let found = self.register.parties().get(key).map(|party| &party.value);
        found.ok_or_else(|| WitnessError::Unknown(NodeId::Party(key.clone()).to_string()))
    }

    fn with_operator(&self, key: &PartyKey) -> Result<[&'a Party; 2], WitnessError> {
        Ok([self.party(key)?, self.party(self.register.operator_of(key))?])
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
}
