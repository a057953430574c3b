//! What must hold in every register.
//!
//! - Every key that is named is there, and names a thing of the right kind.
//! - A key names one thing only, whatever its kind.
//! - Every term is one of its taxonomy.
//! - Systems have an operator, nothing else has; operators, amendments, masters and superseded
//!   notices do not run in circles.
//! - Nothing ends before it starts; a renewal has an end to count from and a period to count.
//! - A flow has two different ends.
//! - Exactly the fields that make sense for a kind of promise are given.

mod assignment;
mod channel;
mod notice;

use std::collections::BTreeMap;

use super::Register;
use super::draft::{Place, Unreadable};
use crate::contract::RenewalKind;
use crate::problem::nearest;
use crate::{
    Acceptance, Contract, ContractKey, Day, Flow, NodeId, Observation, Party, PartyKey, PartyKind, PartyStatus,
    Problem, RecipientSelector, TaxonomyKind, TermKey, TermList,
};

/// How many problems come with a suggestion.
const MAX_HINTS: usize = 100;

/// Which records to check.
pub(super) enum Scope<'a> {
    /// Those an edit touched, and what refers to those it removed.
    Touched(&'a BTreeMap<NodeId, Place>),
    /// All.
    Everything,
}

pub(super) fn check(
    base: &Register,
    next: &Register,
    scope: &Scope<'_>,
    terms_changed: bool,
    unreadable: &Unreadable,
    problems: &mut Vec<Problem>,
) {
    let nowhere = Place::default();
    match scope {
        Scope::Everything => check_all(next, unreadable, problems),
        Scope::Touched(touched) => {
            let mut removed = terms_changed;
            for (id, place) in *touched {
                let mut check = Check { register: next, place, unreadable, problems };
                if !check.record(id) {
                    // What nothing refers to.
                    let is_free = matches!(
                        id,
                        NodeId::Flow(_)
                            | NodeId::Promise(_)
                            | NodeId::Acceptance(_)
                            | NodeId::Assignment(_)
                            | NodeId::Observation(_)
                    );
                    removed |= base.get(id).is_some() && !is_free;
                }
                check.only_use_of_key(id);
            }
            assignment::one_a_finding(
                next,
                touched.keys(),
                |id| touched.get(id).cloned().unwrap_or_default(),
                problems,
            );
            // Whether a notice is right depends on who operates its systems and on when the notice it
            // supersedes begins.
            let shifted = touched.keys().any(|id| shifts(base, next, id));
            if removed || shifted {
                let others = next.ids().filter(|id| !touched.contains_key(id));
                for id in others.filter(|id| removed || matches!(id, NodeId::Notice(_))) {
                    let place = Place { origin: nowhere.origin.clone(), path: id.to_string() };
                    Check { register: next, place: &place, unreadable, problems }.record(&id);
                }
            }
        }
    }
}

fn check_all(next: &Register, unreadable: &Unreadable, problems: &mut Vec<Problem>) {
    let mut place = Place::default();
    for id in next.ids() {
        place.path = id.to_string();
        let mut check = Check { register: next, place: &place, unreadable, problems };
        check.record(&id);
        if !matches!(id, NodeId::Flow(_)) {
            check.only_use_of_key(&id);
        }
    }
    let of_itself = |id: &NodeId| Place { path: id.to_string(), ..Place::default() };
    let ids: Vec<NodeId> = next.assignments.keys().cloned().map(NodeId::Assignment).collect();
    assignment::one_a_finding(next, ids.iter(), of_itself, problems);
}

/// Whether an edit changes what other records are checked against.
fn shifts(base: &Register, next: &Register, id: &NodeId) -> bool {
    match id {
        NodeId::Party(key) => {
            let ends =
                |register: &Register| register.parties.get(key).map(|party| (party.kind, party.operator.clone()));
            ends(base).is_some_and(|before| ends(next).is_some_and(|after| before != after))
        }
        NodeId::Notice(key) => {
            let begins = |register: &Register| register.notices.get(key).map(|notice| notice.effective_on);
            begins(base).is_some_and(|before| begins(next).is_some_and(|after| before != after))
        }
        _ => false,
    }
}

struct Check<'a> {
    register: &'a Register,
    place: &'a Place,
    unreadable: &'a Unreadable,
    problems: &'a mut Vec<Problem>,
}

impl Check<'_> {
    /// Checks the record of an id; `false` when there is none.
    fn record(&mut self, id: &NodeId) -> bool {
        let register = self.register;
        match id {
            NodeId::Party(key) => register.parties.get(key).map(|party| self.party(party)),
            NodeId::Contract(key) => register.contracts.get(key).map(|contract| self.contract(contract)),
            NodeId::Flow(key) => register.flows.get(key).map(|flow| self.flow(flow)),
            NodeId::Notice(key) => register.notices.get(key).map(|notice| self.notice(notice)),
            NodeId::Promise(key) => register.promises.get(key).map(|promise| self.promise(promise)),
            NodeId::Acceptance(key) => register.acceptances.get(key).map(|acceptance| self.acceptance(acceptance)),
            NodeId::Assignment(key) => register.assignments.get(key).map(|assignment| self.assignment(assignment)),
            NodeId::Observation(key) => register.observations.get(key).map(|observation| self.observation(observation)),
            NodeId::Channel(key) => register.channels.get(key).map(|channel| self.channel(channel)),
            // Terms are checked together, by `Taxonomy::with_terms`.
            NodeId::Term(taxonomy, key) => register.terms.contains_key(&(*taxonomy, key.clone())).then_some(()),
        }
        .is_some()
    }

    fn problem(&mut self, field: &str, message: impl Into<String>) {
        self.problems.push(self.place.problem(field, message));
    }

    fn only_use_of_key(&mut self, id: &NodeId) {
        let register = self.register;
        let key = id.key();
        let taken = [
            (register.parties.contains_key(key), "party"),
            (register.contracts.contains_key(key), "contract"),
            (register.flows.contains_key(key), "flow"),
            (register.notices.contains_key(key), "notice"),
            (register.promises.contains_key(key), "promise"),
            (register.acceptances.contains_key(key), "acceptance"),
            (register.assignments.contains_key(key), "assignment"),
            (register.observations.contains_key(key), "observation"),
            (register.channels.contains_key(key), "channel"),
        ];
        let own = id.kind().prefix();
        if matches!(id, NodeId::Term(..)) || !taken.iter().any(|(used, kind)| *used && *kind == own) {
            return;
        }
        if let Some((_, other)) = taken.iter().find(|(used, kind)| *used && *kind != own) {
            let a = if other.starts_with(['a', 'o']) { "an" } else { "a" };
            self.problem(
                "key",
                format!("`{key}` is the key of {a} {other} already; choose another key for this {own}"),
            );
        }
    }

    fn known_party(&mut self, field: &str, key: &PartyKey) -> Option<std::sync::Arc<crate::Versioned<Party>>> {
        let found = self.register.parties.get(key).cloned();
        if found.is_none() && !self.unreadable.may_hold(&NodeId::Party(key.clone())) {
            let hint = self.near(key.as_str(), self.register.parties.keys().map(PartyKey::as_str));
            self.problem(field, format!("there is no party `{key}`; add it or correct the key{hint}"));
        }
        found
    }

    fn known_contract(&mut self, field: &str, key: &ContractKey) {
        if !self.register.contracts.contains_key(key) && !self.unreadable.may_hold(&NodeId::Contract(key.clone())) {
            let hint = self.near(key.as_str(), self.register.contracts.keys().map(ContractKey::as_str));
            self.problem(field, format!("there is no contract `{key}`; add it or correct the key{hint}"));
        }
    }

    fn known_terms(&mut self, field: &str, kind: TaxonomyKind, terms: &TermList) {
        let table = self.register.taxonomy.table(kind);
        for (index, term) in terms.iter().enumerate() {
            if table.find(term.as_str()).is_none() && !self.is_waiting(kind, term) {
                self.unknown_term(&format!("{field}[{index}]"), kind, term);
            }
        }
    }

    /// Whether a term was given but is not in the taxonomy because something else is wrong.
    fn is_waiting(&self, kind: TaxonomyKind, term: &TermKey) -> bool {
        let id = (kind, term.clone());
        self.register.terms.contains_key(&id) || self.unreadable.may_hold(&NodeId::Term(id.0, id.1))
    }

    /// The end of a sentence that names the key probably meant, for the first of many problems:
    /// looking for it takes longer than everything else.
    fn near<'b>(&self, key: &str, candidates: impl Iterator<Item = &'b str>) -> String {
        if self.problems.len() >= MAX_HINTS {
            return String::new();
        }
        nearest(key, candidates.take(10_000)).map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
    }

    fn unknown_term(&mut self, field: &str, kind: TaxonomyKind, term: &TermKey) {
        let message = if self.problems.len() >= MAX_HINTS {
            format!("`{term}` is no {} of the taxonomy", kind.prefix())
        } else {
            self.register.taxonomy.unknown(kind, term.as_str())
        };
        self.problem(field, message);
    }

    fn selector(&mut self, field: &str, selector: &RecipientSelector) {
        for (index, key) in selector.parties.iter().enumerate() {
            self.known_party(&format!("{field}.parties[{index}]"), key);
        }
    }

    fn party(&mut self, party: &Party) {
        match (&party.operator, party.kind) {
            (None, PartyKind::System) => self.problem("operator", "a SYSTEM needs the party that operates it"),
            (Some(_), kind) if kind != PartyKind::System => {
                self.problem(
                    "operator",
                    format!("only a SYSTEM has an operator, and this is a {kind}; leave it out or change the kind"),
                );
            }
            (Some(operator), _) => {
                let known = self.known_party("operator", operator).is_some();
                if known && self.circle(&party.key, |key| self.register.parties.get(key)?.operator.clone()) {
                    self.problem(
                        "operator",
                        format!("`{}` ends up operating itself; operators must not run in a circle", party.key),
                    );
                }
            }
            _ => {}
        }
        if let Some(country) = &party.country {
            let table = self.register.taxonomy.table(TaxonomyKind::Region);
            if table.find(country.as_str()).is_none() && !self.is_waiting(TaxonomyKind::Region, country) {
                self.unknown_term("country", TaxonomyKind::Region, country);
            }
        }
        if party.offboarded_on.is_some() && party.status != PartyStatus::Offboarded {
            self.problem(
                "offboardedOn",
                format!(
                    "a party that is {} has no day of offboarding; set the status to OFFBOARDED or leave the day out",
                    party.status
                ),
            );
        }
        for (index, certification) in party.certifications.iter().enumerate() {
            if let (Some(from), Some(until)) = (certification.valid_from, certification.valid_until)
                && until < from
            {
                self.problem(
                    &format!("certifications[{index}].validUntil"),
                    format!("{until} is before {from}, the first day it is valid"),
                );
            }
        }
    }

    fn contract(&mut self, contract: &Contract) {
        if contract.effective_on.is_none() && contract.signed_on.is_none() {
            self.problem(
                "effectiveOn",
                "say from which day the contract is in force (effectiveOn), or when it was signed",
            );
        }
        self.alert_days(contract);
        let starts_on = contract.starts_on();
        if let Some(ends_on) = contract.ends_on
            && ends_on < starts_on
        {
            self.problem("endsOn", format!("the contract ends on {ends_on}, before it starts on {starts_on}"));
        }
        if let Some(terminated_on) = contract.terminated_on
            && terminated_on < starts_on
        {
            self.problem(
                "terminatedOn",
                format!("the contract was terminated on {terminated_on}, before it starts on {starts_on}"),
            );
        }
        self.renewal(contract);
        if contract.parties.len() < 2 && contract.amends.is_none() {
            self.problem("parties", "a contract needs at least two parties");
        }
        for (index, signatory) in contract.parties.iter().enumerate() {
            self.known_party(&format!("parties[{index}].party"), &signatory.party);
            if contract.parties.iter().take(index).any(|other| other == signatory) {
                self.problem(
                    &format!("parties[{index}]"),
                    format!("`{}` is named twice in the role {}", signatory.party, signatory.role),
                );
            }
        }
        for (field, linked) in [("master", &contract.master), ("amends", &contract.amends)] {
            if let Some(key) = linked {
                self.known_contract(field, key);
            }
        }
        if self.circle(&contract.key, |key| self.register.contracts.get(key)?.amends.clone()) {
            self.problem(
                "amends",
                format!("`{}` ends up amending itself; amendments must not run in a circle", contract.key),
            );
        }
        if self.circle(&contract.key, |key| self.register.contracts.get(key)?.master.clone()) {
            self.problem(
                "master",
                format!("`{}` ends up as its own master agreement; masters must not run in a circle", contract.key),
            );
        }
        let terms = &contract.terms;
        self.known_terms("terms.categories", TaxonomyKind::Category, &terms.categories);
        self.known_terms("terms.purposes", TaxonomyKind::Purpose, &terms.purposes);
        self.known_terms("terms.subjects", TaxonomyKind::Subject, &terms.subjects);
        self.known_terms("terms.regions", TaxonomyKind::Region, &terms.regions);
        self.known_terms("terms.safeguards", TaxonomyKind::Safeguard, &terms.safeguards);
        for (index, clause) in contract.clauses.iter().enumerate() {
            for (approved, party) in clause.approved.iter().enumerate() {
                self.known_party(&format!("clauses[{index}].approved[{approved}]"), party);
            }
            if clause.modules.iter().any(|module| !(1..=4).contains(module)) {
                self.problem(
                    &format!("clauses[{index}].modules"),
                    "the standard contractual clauses have modules 1 to 4",
                );
            }
        }
        for (index, document) in contract.documents.iter().enumerate() {
            if let Some(sha256) = &document.sha256
                && (sha256.len() != 64 || !sha256.bytes().all(|byte| byte.is_ascii_hexdigit()))
            {
                self.problem(&format!("documents[{index}].sha256"), "a SHA-256 is 64 hexadecimal digits");
            }
        }
    }

    fn alert_days(&mut self, contract: &Contract) {
        const MOST: u32 = 3660;
        for (index, days) in contract.alert_days.iter().enumerate().filter(|(_, days)| **days > MOST) {
            self.problem(&format!("alertDays[{index}]"), format!("{days} days is too long before: at most {MOST}"));
        }
    }

    fn observation(&mut self, observation: &Observation) {
        let Observation { source, recipient, host, first_seen, last_seen, categories, .. } = observation;
        self.known_party("source", source);
        match (recipient, host) {
            (Some(recipient), None) => {
                self.known_party("recipient", recipient);
                if recipient == source {
                    self.problem("recipient", format!("`{source}` is the source too; name where the data went"));
                }
            }
            (None, Some(_)) => {}
            (None, None) => self.problem("recipient", "say where the data went: a party (recipient) or a host"),
            (Some(_), Some(_)) => {
                self.problem("host", "say where the data went once: leave out the host or the recipient");
            }
        }
        if last_seen < first_seen {
            self.problem("lastSeen", format!("{last_seen} is before {first_seen}, the first day it was seen"));
        }
        self.known_terms("categories", TaxonomyKind::Category, categories);
    }

    fn acceptance(&mut self, acceptance: &Acceptance) {
        let Acceptance { accepted_on, until, .. } = acceptance;
        if until < accepted_on {
            self.problem("until", format!("{until} is before {accepted_on}, the first day on which it is accepted"));
        }
        for (field, text) in [("reason", &acceptance.reason), ("owner", &acceptance.owner)] {
            if text.trim().is_empty() {
                self.problem(
                    field,
                    format!("say {}", if field == "reason" { "why it is accepted" } else { "who answers for it" }),
                );
            }
        }
    }

    fn renewal(&mut self, contract: &Contract) {
        let kind = contract.renewal.as_ref().map_or(RenewalKind::None, |renewal| renewal.kind);
        if kind != RenewalKind::Express && !contract.renewals.is_empty() {
            self.problem("renewals", "only a contract with EXPRESS renewal has recorded renewals");
        }
        let Some(renewal) = &contract.renewal else { return };
        for (field, duration) in [("renewal.period", renewal.period), ("renewal.notice", renewal.notice)] {
            if duration.is_some_and(|duration| !duration.is_whole_days()) {
                self.problem(field, "terms are counted in days: write years, months, weeks or days");
            }
        }
        if kind == RenewalKind::None {
            return;
        }
        if contract.ends_on.is_none() {
            self.problem("renewal", "a contract without an end is not renewed; give the last day of its first term (endsOn) or leave the renewal out");
        }
        let zero = renewal.period.is_some_and(crate::Duration::is_zero);
        if zero || (renewal.period.is_none() && kind == RenewalKind::Tacit) {
            self.problem("renewal.period", "say by how long the contract is renewed, such as P1Y");
        }
        // The end of the term before each renewal.
        let before: Vec<Day> =
            contract.ends_on.map(|ends_on| contract.express_ends(ends_on).collect()).unwrap_or_default();
        for (index, recorded) in contract.renewals.iter().enumerate() {
            if recorded.ends_on.is_none() && renewal.period.is_none() {
                let message = "say until when it was renewed, or give the contract a renewal period";
                self.problem(&format!("renewals[{index}].endsOn"), message);
            }
            if let (Some(ends_on), Some(before)) = (recorded.ends_on, before.get(index))
                && ends_on <= *before
            {
                let message = format!("{ends_on} is not after {before}, the end of the term before");
                self.problem(&format!("renewals[{index}].endsOn"), message);
            }
        }
    }

    fn flow(&mut self, flow: &Flow) {
        self.known_party("source", &flow.source);
        self.known_party("recipient", &flow.recipient);
        if flow.source == flow.recipient {
            self.problem(
                "recipient",
                format!("`{}` is the source too; a flow goes from one party to another", flow.recipient),
            );
        }
        if let Some(ended_on) = flow.ended_on
            && ended_on < flow.started_on
        {
            self.problem("endedOn", format!("the flow ended on {ended_on}, before it started on {}", flow.started_on));
        }
        if let Some(contract) = &flow.contract {
            self.known_contract("contract", contract);
        }
        self.known_terms("categories", TaxonomyKind::Category, &flow.categories);
        self.known_terms("purposes", TaxonomyKind::Purpose, &flow.purposes);
        self.known_terms("subjects", TaxonomyKind::Subject, &flow.subjects);
        self.known_terms("regions", TaxonomyKind::Region, &flow.regions);
        self.known_terms("safeguards", TaxonomyKind::Safeguard, &flow.safeguards);
        for (index, derivation) in flow.derives.iter().enumerate() {
            self.known_terms(&format!("derives[{index}].from"), TaxonomyKind::Category, &derivation.from);
            self.known_terms(&format!("derives[{index}].to"), TaxonomyKind::Category, &derivation.to);
            if derivation.from.is_empty() || derivation.to.is_empty() {
                self.problem(&format!("derives[{index}]"), "say from what (from) and what is made (to)");
            }
        }
    }

    /// Whether following `step` from `start` comes back to `start`.
    fn circle<K: Ord + Clone>(&self, start: &K, step: impl Fn(&K) -> Option<K>) -> bool {
        let mut seen = std::collections::BTreeSet::new();
        let mut current = step(start);
        while let Some(key) = current {
            if key == *start {
                return true;
            }
            // A circle that does not contain `start` is reported at one that it contains.
            if !seen.insert(key.clone()) {
                return false;
            }
            current = step(&key);
        }
        false
    }
}
