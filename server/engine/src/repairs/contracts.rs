//! Repairs of contracts. What was signed stays as it is: it is amended, renewed or followed by another.

use kept_schema::contract::{Authorisation, ContractParty, RecordedRenewal, RenewalKind, TransferMechanism};
use kept_schema::taxonomy::TermIx;
use kept_schema::{
    Clause, ClauseKind, Contract, ContractKey, ContractKind, ContractRole, ContractTerms, Day, Duration, Flow,
    PartyKey, Presence, Record, TaxonomyKind, TermList,
};

use super::declarations::{passing, union};
use super::{Candidate, Case, RepairKind, keys};
use crate::compare::Comparer;
use crate::contracts::{OF_PROCESSORS, OF_PROVIDERS, Standing, between, groups, root_of};
use crate::language::said;
use crate::prose;
use crate::rules::CONTRACT_AHEAD;
use crate::witness::Fact;
use crate::{Aspect, Said, Verdict};

/// By how many periods a contract is prolonged at most; the shortest, a day, must bring its end further off than is told.
const MOST_PERIODS: u32 = 100;

fn blank(key: ContractKey, kind: ContractKind) -> Contract {
    Contract {
        key,
        name: None,
        kind,
        parties: Vec::new(),
        master: None,
        amends: None,
        signed_on: None,
        effective_on: None,
        ends_on: None,
        renewal: None,
        renewals: Vec::new(),
        notice_given_on: None,
        terminated_on: None,
        terms: ContractTerms::default(),
        clauses: Vec::new(),
        documents: Vec::new(),
        alert_days: Vec::new(),
        owner: None,
        description: None,
    }
}

fn clause(kind: ClauseKind) -> Clause {
    Clause {
        kind,
        presence: Presence::Present,
        locator: None,
        hours: None,
        days: None,
        authorisation: None,
        notice_days: None,
        objection_days: None,
        approved: Vec::new(),
        choice: None,
        certificate: None,
        mechanism: None,
        modules: Vec::new(),
    }
}

impl<'a> Case<'a> {
    /// A contract with its amendments as it stands on the day.
    fn standing(&self, key: &ContractKey) -> Option<Standing<'a>> {
        let root = root_of(self.register, self.register.contracts().get(key)?);
        groups(self.register).iter().find(|group| group.root.key == *root).map(|group| group.on(self.day))
    }

    /// The contract the finding names itself, which may be an amendment.
    fn named(&self) -> Option<Contract> {
        self.register.contracts().get(self.finding.contract.as_ref()?).map(|contract| contract.value.clone())
    }

    fn of_finding(&self) -> Option<Standing<'a>> {
        self.standing(self.finding.contract.as_ref()?)
    }

    /// An amendment of a contract from the day on.
    fn amendment(
        &self,
        of: &Standing<'_>,
        kind: RepairKind,
        title: Said,
        fill: impl FnOnce(&mut Contract),
    ) -> Option<Candidate> {
        let root = &of.contract.key;
        // Of amendments that take effect on the same day the one with the last key counts.
        let today = of.layers.iter().filter(|layer| layer.amends.is_some() && layer.starts_on() == self.day);
        let last = today.map(|layer| &layer.key).max().map_or(root, |last| last.max(root));
        let key = keys::free(self.register, &format!("{last}-{}", self.day))?;
        let mut amendment = blank(key, ContractKind::Addendum);
        (amendment.amends, amendment.effective_on) = (Some(root.clone()), Some(self.day));
        fill(&mut amendment);
        Some(Candidate { kind, title, records: vec![Record::Contract(amendment)] })
    }

    fn with_clauses(&self, of: &Standing<'_>, title: Said, clauses: Vec<Clause>) -> Option<Candidate> {
        self.amendment(of, RepairKind::AmendContract, title, |amendment| amendment.clauses = clauses)
    }

    /// A contract that admits what the flow does.
    pub(super) fn sign(&self) -> Option<Candidate> {
        let flow = self.flow()?;
        let [source, recipient] = [&flow.source, &flow.recipient].map(|party| self.register.operator_of(party));
        let of_ours = self.register.is_own(&flow.source);
        let roles = if of_ours {
            [ContractRole::Controller, ContractRole::Processor]
        } else {
            [ContractRole::Processor, ContractRole::SubProcessor]
        };
        let mut contract = blank(
            keys::free(self.register, &format!("dpa-{recipient}-{}", self.day))?,
            ContractKind::DataProcessingAgreement,
        );
        contract.parties = [source, recipient]
            .into_iter()
            .zip(roles)
            .map(|(party, role)| ContractParty { party: party.clone(), role })
            .collect();
        contract.effective_on = Some(self.day);
        contract.terms = terms_of(flow);
        let (giver, getter) = (self.name(source), self.name(recipient));
        let title = said!(
            "Sign a data processing agreement between {giver} and {getter} that admits what is shared",
            "Zwischen {giver} und {getter} einen Auftragsverarbeitungsvertrag unterzeichnen, der zulässt, was weitergegeben wird";
            giver, getter
        );
        Some(Candidate { kind: RepairKind::SignContract, title, records: vec![Record::Contract(contract)] })
    }

    /// The contract that ended, once more: with its parties, terms and clauses as they were last.
    pub(super) fn sign_again(&self) -> Option<Candidate> {
        let standing = self.of_finding()?;
        let ended = standing.contract;
        let mut contract = blank(keys::free(self.register, &format!("{}-{}", ended.key, self.day))?, ended.kind);
        contract.name = ended.name.clone();
        contract.parties = standing.layers.last().map(|root| root.parties.clone()).unwrap_or_default();
        contract.master = ended.master.clone();
        contract.effective_on = Some(self.day);
        contract.terms = ContractTerms {
            categories: standing.terms.categories.clone(),
            purposes: standing.terms.purposes.clone(),
            subjects: standing.terms.subjects.clone(),
            regions: standing.terms.regions.clone(),
            max_retention: standing.terms.max_retention,
            safeguards: standing.terms.safeguards.clone(),
        };
        contract.clauses = ClauseKind::ALL.iter().flat_map(|kind| standing.entries(*kind)).cloned().collect();
        let (name, day) = (prose::contract(ended), self.day);
        let title = said!(
            "Sign the contract {name} again, from {day} on",
            "Den Vertrag {name} neu unterzeichnen, ab {day}";
            name, day
        );
        Some(Candidate { kind: RepairKind::SignContract, title, records: vec![Record::Contract(contract)] })
    }

    /// An amendment that admits what the flow declares.
    pub(super) fn admit(&self) -> Option<Candidate> {
        let (flow, aspect, standing) = (self.flow()?, self.finding.aspect?, self.of_finding()?);
        let (now, wanted) = (standing.terms, terms_of(flow));
        let mut terms = ContractTerms::default();
        let widened = |now: &TermList, wanted: &TermList| {
            if wanted.is_recorded() { union(now, wanted) } else { TermList::NOT_RECORDED }
        };
        match aspect {
            Aspect::Category => {
                let named: TermList = self.finding.categories.iter().cloned().collect();
                terms.categories = widened(now.categories, &union(&wanted.categories, &named));
            }
            Aspect::Purpose => terms.purposes = widened(now.purposes, &wanted.purposes),
            Aspect::Subject => terms.subjects = widened(now.subjects, &wanted.subjects),
            Aspect::Region => terms.regions = widened(now.regions, &wanted.regions),
            Aspect::Retention => terms.max_retention = wanted.max_retention,
            Aspect::Safeguard => terms.safeguards = self.met_by(flow, now.safeguards),
            _ => return None,
        }
        if terms.is_empty() {
            return None;
        }
        let name = prose::contract(standing.contract);
        let title = said!(
            "Amend the contract {name} so that it admits what is shared",
            "Den Vertrag {name} durch einen Nachtrag ändern, damit er zulässt, was weitergegeben wird";
            name
        );
        self.amendment(&standing, RepairKind::AmendContract, title, |amendment| amendment.terms = terms)
    }

    /// Those of some safeguards that a flow has.
    pub(super) fn met_by(&self, flow: &Flow, asked: &TermList) -> TermList {
        let comparer = Comparer::new(self.register.taxonomy(), self.day);
        let kind = TaxonomyKind::Safeguard;
        let listed: Vec<TermIx> = comparer.table(kind).find_all(&flow.safeguards).collect();
        let met = |term: TermIx| {
            let alone: TermList = comparer.table(kind).get(term).map(|info| info.key.clone()).into_iter().collect();
            comparer.at_least(kind, &alone, &listed) == Verdict::Kept
        };
        passing(&comparer, kind, asked, met)
    }

    /// An amendment by which the contract ends later.
    pub(super) fn prolong(&self) -> Option<Candidate> {
        let standing = self.of_finding()?;
        let ends = standing.layers.iter().filter_map(|contract| contract.end()).map(|end| end.until()).max()?;
        self.prolonged(&standing, ends)
    }

    /// By as many of its periods as it takes for its end not to be soon.
    fn prolonged(&self, standing: &Standing<'a>, ends: Day) -> Option<Candidate> {
        let period = standing.contract.renewal.as_ref().and_then(|renewal| renewal.period);
        let after = |period, times| ends.max(self.day).plus(period, times).previous();
        let is_far = |last: &Day| self.day.days_until(*last) > CONTRACT_AHEAD;
        let by_periods = |period| (1..=MOST_PERIODS).map(|times| after(period, times)).find(is_far);
        let last = period.and_then(by_periods).unwrap_or_else(|| after(Duration::from_months(12), 1));
        let name = prose::contract(standing.contract);
        let title =
            said!("Prolong the contract {name} through {last}", "Den Vertrag {name} bis {last} verlängern"; name, last);
        self.amendment(standing, RepairKind::RenewContract, title, |amendment| amendment.ends_on = Some(last))
    }

    /// A renewal that both sides agree to.
    pub(super) fn agree(&self) -> Option<Candidate> {
        let mut contract = self.named()?;
        if contract.renewal.as_ref().is_none_or(|renewal| renewal.kind != RenewalKind::Express) {
            return None;
        }
        contract.renewals.push(RecordedRenewal { agreed_on: Some(self.day), ends_on: None });
        let name = prose::contract(&contract);
        let title = said!(
            "Agree to renew the contract {name} for another term",
            "Vereinbaren, den Vertrag {name} um eine weitere Laufzeit zu verlängern";
            name
        );
        Some(Candidate { kind: RepairKind::RenewContract, title, records: vec![Record::Contract(contract)] })
    }

    /// The contract goes on after all; when its term is nearly over anyway, for another one.
    pub(super) fn withdraw_termination(&self) -> Vec<Candidate> {
        let Some(mut contract) = self.named() else { return Vec::new() };
        if contract.terminated_on.take().is_none() {
            return Vec::new();
        }
        let name = prose::contract(&contract);
        let title = said!(
            "Withdraw the termination of the contract {name}, if both sides agree",
            "Die vorzeitige Beendigung des Vertrags {name} zurücknehmen, wenn beide Seiten zustimmen";
            name
        );
        // Then it ends when it would have.
        let ends = contract.end().map(|end| end.until());
        let records = vec![Record::Contract(contract)];
        let prolonged = self.of_finding().zip(ends).and_then(|(standing, ends)| self.prolonged(&standing, ends));
        let prolonged = prolonged.map(|prolonging| Candidate {
            kind: RepairKind::RenewContract,
            title: said!("{title}, and prolong it", "{title}, und ihn verlängern"; title),
            records: records.iter().cloned().chain(prolonging.records).collect(),
        });
        let alone = Candidate { kind: RepairKind::RenewContract, title, records };
        [alone].into_iter().chain(prolonged).collect()
    }

    pub(super) fn give_notice(&self) -> Option<Candidate> {
        let mut contract = self.named()?;
        contract.notice_given_on = Some(self.day);
        let name = prose::contract(&contract);
        let title = said!(
            "Give notice: the contract {name} is not renewed",
            "Kündigen, damit sich der Vertrag {name} nicht verlängert";
            name
        );
        Some(Candidate { kind: RepairKind::GiveNotice, title, records: vec![Record::Contract(contract)] })
    }

    pub(super) fn add_clause(&self) -> Option<Candidate> {
        let standing = self.of_finding()?;
        let name = prose::contract(standing.contract);
        let Some(kind) = self.finding.clause else {
            // None of them is recorded.
            let title = said!(
                "Amend the contract {name} by the clauses it must have",
                "Den Vertrag {name} um die Klauseln ergänzen, die er haben muss";
                name
            );
            return self.with_clauses(&standing, title, standing.asked().into_iter().map(clause).collect());
        };
        let title = said!(
            "Amend the contract {name} by the clause {kind}",
            "Den Vertrag {name} um die Klausel {kind} ergänzen";
            name, kind
        );
        let added = standing.entries(kind).next().cloned().unwrap_or_else(|| clause(kind));
        self.with_clauses(&standing, title, vec![Clause { presence: Presence::Present, ..added }])
    }

    pub(super) fn approve(&self) -> Option<Candidate> {
        let (standing, flow) = (self.of_finding()?, self.flow()?);
        let kind = ClauseKind::SubprocessorAuthorisation;
        let mut approval = standing.entries(kind).next().cloned().unwrap_or_else(|| clause(kind));
        approval.presence = Presence::Present;
        if approval.authorisation != Some(Authorisation::General) {
            approval.authorisation = Some(Authorisation::Specific);
        }
        approval.approved.push(flow.recipient.clone());
        let Fact::FlowDown { from, .. } = &self.finding.witness.fact else { return None };
        let (from, recipient) = (self.name(from), self.name(&flow.recipient));
        let contract = prose::contract(standing.contract);
        let title = said!(
            "Have {from} approve {recipient} as a sub-processor, by an amendment of {contract}",
            "{from} in einem Nachtrag zu {contract} {recipient} als Unterauftragsverarbeiter genehmigen lassen";
            from, recipient, contract
        );
        self.with_clauses(&standing, title, vec![approval])
    }

    /// An amendment of the contract further down that is as strict as the one above it.
    pub(super) fn strengthen(&self) -> Option<Candidate> {
        let (lower, aspect) = (self.of_finding()?, self.finding.aspect?);
        let Fact::FlowDown { upper, .. } = &self.finding.witness.fact else { return None };
        let upper = self.standing(upper)?;
        let comparer = Comparer::new(self.register.taxonomy(), self.day);
        let mut terms = ContractTerms::default();
        let mut clauses = Vec::new();
        let narrowed = |kind: TaxonomyKind, above: &'a TermList, below: &TermList| {
            let fits = |term: TermIx| comparer.only(kind, above, &[term]) == Verdict::Kept;
            let kept = passing(&comparer, kind, below, fits);
            if kept.is_recorded() { kept } else { above.clone() }
        };
        match aspect {
            Aspect::Purpose => {
                terms.purposes = narrowed(TaxonomyKind::Purpose, upper.terms.purposes, lower.terms.purposes);
            }
            Aspect::Region => terms.regions = narrowed(TaxonomyKind::Region, upper.terms.regions, lower.terms.regions),
            Aspect::Retention => terms.max_retention = upper.terms.max_retention,
            Aspect::Safeguard => terms.safeguards = union(lower.terms.safeguards, upper.terms.safeguards),
            _ => {
                let asked = OF_PROCESSORS
                    .into_iter()
                    .filter(|kind| upper.lack(*kind) == Verdict::Kept && lower.lack(*kind) != Verdict::Kept);
                clauses.extend(asked.filter_map(|kind| upper.entries(kind).next().cloned()));
            }
        }
        if terms.is_empty() && clauses.is_empty() {
            return None;
        }
        let (name, above) = (prose::contract(lower.contract), prose::contract(upper.contract));
        let title = said!(
            "Amend the contract {name} so that it is as strict as {above}",
            "Den Vertrag {name} durch einen Nachtrag ändern, damit er so streng ist wie {above}";
            name, above
        );
        self.amendment(&lower, RepairKind::AmendContract, title, |amendment| {
            (amendment.terms, amendment.clauses) = (terms, clauses);
        })
    }

    /// Standard contractual clauses, module by module; the roles of the ends decide which one fits.
    pub(super) fn transfer_mechanisms(&self) -> Vec<Candidate> {
        let Some(flow) = self.flow() else { return Vec::new() };
        let ends = [&flow.source, &flow.recipient].map(|party| self.register.operator_of(party));
        let known = self.of_finding().or_else(|| between(self.register, self.day, ends).into_iter().next());
        let mechanism = |module: u8| Clause {
            mechanism: Some(TransferMechanism::Scc),
            modules: vec![module],
            ..clause(ClauseKind::TransferMechanism)
        };
        let by_amendment = |module: u8| {
            let standing = known.as_ref()?;
            let contract = prose::contract(standing.contract);
            let title = said!(
                "Agree the standard contractual clauses (module {module}) by an amendment of {contract}",
                "Die Standardvertragsklauseln (Modul {module}) in einem Nachtrag zu {contract} vereinbaren";
                module, contract
            );
            self.with_clauses(standing, title, vec![mechanism(module)])
        };
        (1..=4).filter_map(by_amendment).chain(self.scc(ends, mechanism)).collect()
    }

    /// They are a contract by themselves, too: then it says who is in which role.
    fn scc(&self, [exporter, importer]: [&PartyKey; 2], mechanism: impl Fn(u8) -> Clause) -> Option<Candidate> {
        let key = keys::free(self.register, &format!("scc-{importer}-{}", self.day))?;
        let mut contract = blank(key, ContractKind::Scc);
        let (module, roles) = if self.register.is_own(exporter) {
            (2, [ContractRole::Controller, ContractRole::Processor])
        } else {
            (3, [ContractRole::Processor, ContractRole::SubProcessor])
        };
        let parties = [exporter, importer].into_iter().zip(roles);
        contract.parties = parties.map(|(party, role)| ContractParty { party: party.clone(), role }).collect();
        contract.effective_on = Some(self.day);
        contract.clauses = vec![mechanism(module)];
        let (giver, getter) = (self.name(exporter), self.name(importer));
        let title = said!(
            "Sign the standard contractual clauses (module {module}) between {giver} and {getter}",
            "Zwischen {giver} und {getter} die Standardvertragsklauseln (Modul {module}) unterzeichnen";
            module, giver, getter
        );
        Some(Candidate { kind: RepairKind::SignContract, title, records: vec![Record::Contract(contract)] })
    }

    pub(super) fn add_prohibitions(&self) -> Option<Candidate> {
        let standing = self.of_finding()?;
        let missing = OF_PROVIDERS.into_iter().filter(|kind| standing.lack(*kind) != Verdict::Kept);
        let clauses: Vec<Clause> = missing.map(clause).collect();
        let name = prose::contract(standing.contract);
        let title = said!(
            "Amend the contract {name} by what makes its recipient a service provider",
            "Den Vertrag {name} um das ergänzen, was zum Service Provider macht";
            name
        );
        self.with_clauses(&standing, title, clauses)
    }
}

/// The terms that admit what a flow declares, and no more.
fn terms_of(flow: &Flow) -> ContractTerms {
    let derived: TermList = flow.derives.iter().flat_map(|derivation| derivation.to.iter()).cloned().collect();
    let recorded = flow.categories.is_recorded();
    ContractTerms {
        categories: if recorded { union(&flow.categories, &derived) } else { TermList::NOT_RECORDED },
        purposes: flow.purposes.clone(),
        subjects: flow.subjects.clone(),
        regions: flow.regions.clone(),
        max_retention: flow.retention,
        safeguards: flow.safeguards.clone(),
    }
}
