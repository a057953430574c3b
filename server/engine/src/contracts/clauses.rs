//! What contracts say in their clauses, in which roles, and what they ask of contracts further down
//! (decision 0004).

use kept_schema::contract::Authorisation;
use kept_schema::{Clause, ClauseKind, ContractKind, ContractRole, PartyKey, Presence, Register, TaxonomyKind};

use super::Standing;
use crate::compare::{Comparer, at_most};
use crate::{Aspect, Verdict};

/// What a contract with a processor must stipulate: GDPR Art. 28(3), (2) and (4), with Art. 33(2).
pub(crate) const OF_PROCESSORS: [ClauseKind; 11] = [
    ClauseKind::Scope,
    ClauseKind::DocumentedInstructions,
    ClauseKind::Confidentiality,
    ClauseKind::SecurityMeasures,
    ClauseKind::SubprocessorAuthorisation,
    ClauseKind::SubprocessorFlowDown,
    ClauseKind::RightsAssistance,
    ClauseKind::ComplianceAssistance,
    ClauseKind::BreachNotice,
    ClauseKind::ReturnOrDelete,
    ClauseKind::AuditRights,
];

/// The prohibitions without which nobody is a service provider or contractor: Cal. Civ. Code
/// § 1798.140(ag)(1), (j)(1).
const DEFINING: [ClauseKind; 3] = [ClauseKind::PurposeLimitation, ClauseKind::NoSaleOrShare, ClauseKind::NoCombining];

/// What an agreement with any recipient must say: Cal. Civ. Code § 1798.100(d).
const OF_EVERY_RECIPIENT: [ClauseKind; 4] = [
    ClauseKind::PurposeLimitation,
    ClauseKind::SameProtection,
    ClauseKind::StopAndRemediate,
    ClauseKind::CannotComplyNotice,
];

/// All that a contract with a service provider or contractor must have, each once.
pub(crate) const OF_PROVIDERS: [ClauseKind; 6] = [
    ClauseKind::PurposeLimitation,
    ClauseKind::NoSaleOrShare,
    ClauseKind::NoCombining,
    ClauseKind::SameProtection,
    ClauseKind::StopAndRemediate,
    ClauseKind::CannotComplyNotice,
];

/// Who works for someone else under the CCPA.
const PROVIDERS: [ContractRole; 2] = [ContractRole::ServiceProvider, ContractRole::Contractor];

/// Who works for someone else under the GDPR.
const PROCESSORS: [ContractRole; 2] = [ContractRole::Processor, ContractRole::SubProcessor];

/// Whether someone in these roles works for someone in those.
pub(super) fn acts_for(who: impl Iterator<Item = ContractRole>, whom: impl Iterator<Item = ContractRole>) -> bool {
    let level = |role| match role {
        ContractRole::SubProcessor => 2,
        ContractRole::Processor | ContractRole::ServiceProvider | ContractRole::Contractor => 1,
        _ => 0,
    };
    let who = who.map(level).max().unwrap_or(0);
    who >= 1 && who >= whom.map(level).max().unwrap_or(0)
}

/// Whether someone in these roles is a processor in the sense of the GDPR.
pub(super) fn is_processor(mut roles: impl Iterator<Item = ContractRole>) -> bool {
    roles.any(|role| PROCESSORS.contains(&role))
}

impl<'a> Standing<'a> {
    /// The entries of a kind in the latest amendment in force that records any, else in the contract itself.
    pub(crate) fn entries(&self, kind: ClauseKind) -> impl Iterator<Item = &'a Clause> + use<'a> {
        let of_kind = move |clause: &&Clause| clause.kind == kind;
        let layer =
            self.layers.iter().copied().find(|contract| contract.clauses.iter().any(|clause| clause.kind == kind));
        layer.into_iter().flat_map(|contract| &contract.clauses).filter(of_kind)
    }

    /// Whether a clause is there, by its best entry; `None` when it is not recorded.
    pub(crate) fn presence(&self, kind: ClauseKind) -> Option<Presence> {
        let rank = |presence: &Presence| match presence {
            Presence::Present => 0,
            Presence::NotApplicable => 1,
            Presence::Unknown => 2,
            Presence::Absent => 3,
        };
        self.entries(kind).map(|clause| clause.presence).min_by_key(rank)
    }

    /// How a clause that must be there stands.
    pub(crate) fn lack(&self, kind: ClauseKind) -> Verdict {
        match self.presence(kind) {
            Some(Presence::Present | Presence::NotApplicable) => Verdict::Kept,
            Some(Presence::Absent) => Verdict::Broken,
            Some(Presence::Unknown) | None => Verdict::Unproven,
        }
    }

    /// The roles it gives, and to whom.
    pub(super) fn all_roles(&self) -> impl Iterator<Item = (&'a PartyKey, ContractRole)> {
        self.layers.iter().flat_map(|contract| &contract.parties).map(|party| (&party.party, party.role))
    }

    /// The roles it gives an operator.
    pub(crate) fn roles(&self, register: &Register, operator: &PartyKey) -> impl Iterator<Item = ContractRole> {
        // Most parties are their own operators: that is seen without looking them up.
        let of_operator = move |party: &PartyKey| party == operator || register.operator_of(party) == operator;
        self.all_roles().filter(move |(party, _)| of_operator(party)).map(|(_, role)| role)
    }

    fn has(&self, register: &Register, operator: &PartyKey, roles: &[ContractRole]) -> bool {
        self.roles(register, operator).any(|role| roles.contains(&role))
    }

    /// Whether `who` works for `whom` under it.
    pub(crate) fn acts_for(&self, register: &Register, who: &PartyKey, whom: &PartyKey) -> bool {
        acts_for(self.roles(register, who), self.roles(register, whom))
    }

    /// Whether it makes an operator a processor in the sense of the GDPR.
    pub(crate) fn is_processor(&self, register: &Register, operator: &PartyKey) -> bool {
        is_processor(self.roles(register, operator))
    }

    /// Whether it must have the clauses of a contract with a processor.
    pub(crate) fn is_asked_as_processor(&self) -> bool {
        let kind = |contract: &&kept_schema::Contract| contract.kind == ContractKind::DataProcessingAgreement;
        is_processor(self.all_roles().map(|(_, role)| role)) || self.layers.iter().any(kind)
    }

    /// The clauses it must have, in order.
    pub(crate) fn asked(&self) -> Vec<ClauseKind> {
        use ContractRole as Role;
        let role = |roles: &[Role]| self.all_roles().any(|(_, role)| roles.contains(&role));
        let kind = |kind: ContractKind| self.layers.iter().any(|contract| contract.kind == kind);
        let mut asked = Vec::new();
        if self.is_asked_as_processor() {
            asked.extend(OF_PROCESSORS);
        }
        if role(&[Role::JointController]) || kind(ContractKind::JointController) {
            asked.push(ClauseKind::JointControllerArrangement);
        }
        if role(&PROVIDERS) {
            asked.extend(DEFINING);
            asked.extend(OF_EVERY_RECIPIENT);
        }
        if role(&[Role::ThirdParty]) {
            asked.extend(OF_EVERY_RECIPIENT);
        }
        if role(&[Role::DataExporter, Role::DataImporter]) || kind(ContractKind::Scc) {
            asked.push(ClauseKind::TransferMechanism);
        }
        asked.sort_unstable();
        asked.dedup();
        asked
    }

    /// What it lacks: clauses with how they stand, or one without a name when none is recorded.
    pub(crate) fn lacking(&self) -> Vec<(Option<ClauseKind>, Verdict)> {
        let asked = self.asked();
        if !asked.is_empty() && asked.iter().all(|kind| self.presence(*kind).is_none()) {
            return vec![(None, Verdict::Unproven)];
        }
        let stands = asked.into_iter().map(|kind| (Some(kind), self.lack(kind)));
        stands.filter(|(_, verdict)| *verdict != Verdict::Kept).collect()
    }

    /// Whether it lets a processor engage `recipient` or its operator.
    pub(crate) fn authorises(&self, register: &Register, recipient: &PartyKey) -> Verdict {
        let kind = ClauseKind::SubprocessorAuthorisation;
        match self.presence(kind) {
            None | Some(Presence::Unknown) => return Verdict::Unproven,
            Some(Presence::Absent | Presence::NotApplicable) => return Verdict::Broken,
            Some(Presence::Present) => {}
        }
        let Some(clause) = self.entries(kind).find(|clause| clause.presence == Presence::Present) else {
            return Verdict::Unproven;
        };
        let ends = [recipient, register.operator_of(recipient)];
        match clause.authorisation {
            Some(Authorisation::General) => Verdict::Kept,
            Some(Authorisation::Specific) if clause.approved.iter().any(|party| ends.contains(&party)) => Verdict::Kept,
            Some(Authorisation::Specific) if clause.approved.is_empty() => Verdict::Unproven,
            Some(Authorisation::Specific | Authorisation::None) => Verdict::Broken,
            None => Verdict::Unproven,
        }
    }

    /// Whether it lets a processor engage anyone.
    pub(crate) fn authorises_all(&self) -> bool {
        let kind = ClauseKind::SubprocessorAuthorisation;
        let present = self.entries(kind).find(|clause| clause.presence == Presence::Present);
        present.is_some_and(|clause| clause.authorisation == Some(Authorisation::General))
    }

    /// Whether it keeps an operator a service provider or contractor; `None` when it never made it one.
    pub(crate) fn provider(&self, register: &Register, operator: &PartyKey) -> Option<Verdict> {
        if !self.has(register, operator, &PROVIDERS) {
            return None;
        }
        let defining = DEFINING.into_iter().map(|kind| self.lack(kind));
        let others = OF_EVERY_RECIPIENT.into_iter().filter(|kind| !DEFINING.contains(kind));
        let others = others.map(|kind| self.lack(kind).min(Verdict::Unproven));
        defining.chain(others).max()
    }
}

/// The sides on which a contract can be weaker than one above it, in the order of their words.
pub(crate) const ONWARD: [Aspect; 5] =
    [Aspect::Purpose, Aspect::Region, Aspect::Retention, Aspect::Safeguard, Aspect::Clause];

/// How `lower` stands against `upper`, side by side of [`ONWARD`].
pub(crate) fn against<'a>(comparer: &Comparer<'a>, upper: &Standing<'a>, lower: &Standing<'a>) -> [Verdict; 5] {
    let (limits, terms) = (&upper.terms, &lower.terms);
    let only = |kind, limit: &'a kept_schema::TermList, list: &'a kept_schema::TermList| {
        let listed: Vec<_> = comparer.table(kind).find_all(list).collect();
        if limit.is_recorded() { comparer.only(kind, limit, &listed) } else { Verdict::Kept }
    };
    let safeguards: Vec<_> = comparer.table(TaxonomyKind::Safeguard).find_all(terms.safeguards).collect();
    // What a contract that must have them does not record, contract-clause-missing says already.
    let asked = lower.is_asked_as_processor();
    let lost = |kind: ClauseKind| match (upper.presence(kind), lower.presence(kind)) {
        (Some(Presence::Present), Some(Presence::Absent)) => Verdict::Broken,
        (Some(Presence::Present), Some(Presence::Unknown) | None) if !asked => Verdict::Unproven,
        _ => Verdict::Kept,
    };
    [
        only(TaxonomyKind::Purpose, limits.purposes, terms.purposes),
        only(TaxonomyKind::Region, limits.regions, terms.regions),
        limits.max_retention.map_or(Verdict::Kept, |limit| at_most(limit, terms.max_retention)),
        comparer.at_least(TaxonomyKind::Safeguard, limits.safeguards, &safeguards),
        OF_PROCESSORS.map(lost).into_iter().max().unwrap_or(Verdict::Kept),
    ]
}

/// The best of `lowers` against `upper`, and how it stands.
pub(crate) fn nearest<'s, 'a>(
    comparer: &Comparer<'a>,
    upper: &Standing<'a>,
    lowers: &[&'s Standing<'a>],
) -> Option<(&'s Standing<'a>, [Verdict; 5])> {
    best(lowers.iter().map(|lower| (*lower, against(comparer, upper, lower))))
}

/// The contract that stands best: of equally bad ones the one that lacks least, then the first by key.
pub(crate) fn best<'s, 'a: 's>(
    stands: impl Iterator<Item = (&'s Standing<'a>, [Verdict; 5])>,
) -> Option<(&'s Standing<'a>, [Verdict; 5])> {
    stands.min_by_key(|(lower, sides)| {
        let lacking = sides.iter().filter(|side| **side != Verdict::Kept).count();
        (sides.iter().copied().max(), lacking, &lower.contract.key)
    })
}
