//! Repairs of what is shared, and of what is said about it.

use kept_schema::party::Certification;
use kept_schema::taxonomy::TermIx;
use kept_schema::{
    Consideration, Duration, Flow, FlowKey, Limits, NodeId, Party, PartyKey, PartyKind, Record, TaxonomyKind, TermKey,
    TermList,
};

use super::{Candidate, Case, RepairKind, keys};
use crate::compare::Comparer;
use crate::contracts::groups;
use crate::language::said;
use crate::observed::HostClaims;
use crate::prose;
use crate::transfers::Atlas;
use crate::witness::Fact;
use crate::{Aspect, Said, Verdict, limits};

/// The list of a flow that an aspect is about.
fn list(flow: &Flow, aspect: Aspect) -> Option<(TaxonomyKind, &TermList)> {
    match aspect {
        Aspect::Category => Some((TaxonomyKind::Category, &flow.categories)),
        Aspect::Purpose => Some((TaxonomyKind::Purpose, &flow.purposes)),
        Aspect::Subject => Some((TaxonomyKind::Subject, &flow.subjects)),
        Aspect::Region => Some((TaxonomyKind::Region, &flow.regions)),
        Aspect::Safeguard => Some((TaxonomyKind::Safeguard, &flow.safeguards)),
        _ => None,
    }
}

fn with_list(flow: &Flow, aspect: Aspect, terms: TermList) -> Flow {
    let mut flow = flow.clone();
    match aspect {
        Aspect::Category => flow.categories = terms,
        Aspect::Purpose => flow.purposes = terms,
        Aspect::Subject => flow.subjects = terms,
        Aspect::Region => flow.regions = terms,
        Aspect::Safeguard => flow.safeguards = terms,
        _ => {}
    }
    flow
}

/// Both, in order, each once.
pub(super) fn union(a: &TermList, b: &TermList) -> TermList {
    let mut terms: Vec<TermKey> = a.to_vec();
    terms.extend(b.iter().filter(|term| !a.contains(term)).cloned());
    terms.into()
}

/// Those that pass.
pub(super) fn passing(
    comparer: &Comparer<'_>,
    kind: TaxonomyKind,
    terms: &TermList,
    passes: impl Fn(TermIx) -> bool,
) -> TermList {
    let table = comparer.table(kind);
    terms.iter().filter(|term| table.find(term.as_str()).is_some_and(&passes)).cloned().collect()
}

/// What the recipient of a flow does, for the end of a sentence; in German for the end of a subordinate clause.
fn does(aspect: Aspect, terms: &TermList) -> Said {
    let all = prose::all(terms);
    match aspect {
        Aspect::Category => said!("receives only {all}", "nur {all} erhält"; all),
        Aspect::Purpose => said!("uses it only for {all}", "es nur für {all} verwendet"; all),
        Aspect::Subject => said!("receives only data of {all}", "nur Daten dieser Personen erhält: {all}"; all),
        Aspect::Region => said!("keeps it only in {all}", "es nur hier aufbewahrt: {all}"; all),
        _ => said!("protects it by {all}", "es so schützt: {all}"; all),
    }
}

impl Case<'_> {
    /// The flows of its path, ended: the one it is about first.
    pub(super) fn ends(&self) -> Vec<Candidate> {
        let last = self.day.previous();
        let end = |key: &FlowKey| {
            let flow = self.register.flows().get(key)?;
            let (source, recipient) = (self.name(&flow.source), self.name(&flow.recipient));
            let (title, changed) = if flow.started_on <= last {
                let title = said!(
                    "End the flow {key}: {source} no longer gives data to {recipient}",
                    "Den Datenfluss {key} beenden: {source} gibt keine Daten mehr an {recipient}";
                    key, source, recipient
                );
                (title, Flow { ended_on: Some(last), ..flow.value.clone() })
            } else {
                // It begins on the day itself, so that there is no day before on which it could have ended.
                let title = said!(
                    "Put off the flow {key}: {source} does not give data to {recipient} yet",
                    "Den Datenfluss {key} aufschieben: {source} gibt noch keine Daten an {recipient}";
                    key, source, recipient
                );
                let start = self.day.next();
                // One of that day alone is then of the next day alone.
                let ended_on = flow.ended_on.map(|end| end.max(start));
                (title, Flow { started_on: start, ended_on, ..flow.value.clone() })
            };
            Some(Candidate { kind: RepairKind::EndFlow, title, records: vec![Record::Flow(changed)] })
        };
        self.finding.path.iter().rev().filter_map(end).collect()
    }

    /// The flow with another list: narrowed when it had one, recorded when it had none.
    fn declaring(&self, flow: &Flow, aspect: Aspect, terms: TermList) -> Option<Candidate> {
        let (_, before) = list(flow, aspect)?;
        if !terms.is_recorded() || *before == terms {
            return None;
        }
        let (recipient, said) = (self.name(&flow.recipient), does(aspect, &terms));
        let (kind, title) = if before.is_recorded() {
            let title = said!(
                "See to it that {recipient} {said}, and declare that",
                "Dafür sorgen und angeben, dass {recipient} {said}";
                recipient, said
            );
            (RepairKind::NarrowFlow, title)
        } else {
            let title = said!(
                "Record that {recipient} {said}, if it is so",
                "Wenn es so ist, erfassen, dass {recipient} {said}";
                recipient, said
            );
            (RepairKind::RecordFlow, title)
        };
        Some(Candidate { kind, title, records: vec![Record::Flow(with_list(flow, aspect, terms))] })
    }

    fn changed(&self, kind: RepairKind, title: Said, flow: Flow) -> Candidate {
        Candidate { kind, title, records: vec![Record::Flow(flow)] }
    }

    fn retained(&self, flow: &Flow, limit: Duration) -> Candidate {
        let (recipient, how_long) = (self.name(&flow.recipient), prose::duration(limit));
        let (kind, title) = match flow.retention {
            Some(_) => (
                RepairKind::NarrowFlow,
                said!(
                    "See to it that {recipient} keeps it for {how_long} at most, and declare that",
                    "Dafür sorgen und angeben, dass {recipient} es höchstens {how_long} aufbewahrt";
                    recipient, how_long
                ),
            ),
            None => (
                RepairKind::RecordFlow,
                said!(
                    "Record that {recipient} keeps it for {how_long}, if it is so",
                    "Wenn es so ist, erfassen, dass {recipient} es {how_long} aufbewahrt";
                    recipient, how_long
                ),
            ),
        };
        self.changed(kind, title, Flow { retention: Some(limit), ..flow.clone() })
    }

    /// What the contract admits of the flow.
    pub(super) fn within_contract(&self) -> Vec<Option<Candidate>> {
        let (Some(flow), Some(aspect)) = (self.flow(), self.finding.aspect) else { return Vec::new() };
        let comparer = Comparer::new(self.register.taxonomy(), self.day);
        let all = groups(self.register);
        let of_finding =
            |standing: &crate::contracts::Standing<'_>| Some(&standing.contract.key) == self.finding.contract.as_ref();
        let Some(standing) = all.iter().map(|group| group.on(self.day)).find(of_finding) else { return Vec::new() };
        let terms = standing.terms;
        let admitted = match aspect {
            Aspect::Category => terms.categories,
            Aspect::Purpose => terms.purposes,
            Aspect::Subject => terms.subjects,
            Aspect::Region => terms.regions,
            Aspect::Safeguard => {
                return vec![self.declaring(flow, aspect, union(&flow.safeguards, terms.safeguards))];
            }
            Aspect::Retention => return vec![terms.max_retention.map(|limit| self.retained(flow, limit))],
            _ => return Vec::new(),
        };
        let Some((kind, declared)) = list(flow, aspect) else { return Vec::new() };
        let fits = |term: TermIx| comparer.only(kind, admitted, &[term]) == Verdict::Kept;
        let kept = passing(&comparer, kind, declared, fits);
        let kept = if kept.is_recorded() { kept } else { admitted.clone() };
        vec![self.declaring(flow, aspect, kept)]
    }

    /// The flow with nothing made of what it carries.
    pub(super) fn without_derivations(&self) -> Option<Candidate> {
        let flow = self.flow().filter(|flow| !flow.derives.is_empty())?;
        let recipient = self.name(&flow.recipient);
        let title = said!(
            "See to it that {recipient} makes nothing else of it, and declare that",
            "Dafür sorgen und angeben, dass {recipient} nichts anderes daraus macht";
            recipient
        );
        Some(self.changed(RepairKind::NarrowFlow, title, Flow { derives: Vec::new(), ..flow.clone() }))
    }

    /// The flow where data may be without a transfer mechanism: in those of its regions, else in the Economic Area.
    pub(super) fn within_safe_regions(&self) -> Option<Candidate> {
        let flow = self.flow()?;
        let comparer = Comparer::new(self.register.taxonomy(), self.day);
        let atlas = Atlas::new(self.register, self.day);
        let certified = atlas.certified(self.with_operator(&flow.recipient)?);
        let is_safe = |term: TermIx| atlas.region(term, certified) == Verdict::Kept;
        let kept = passing(&comparer, TaxonomyKind::Region, &flow.regions, is_safe);
        let kept = if kept.is_recorded() { kept } else { ["eea".parse::<TermKey>().ok()?].into_iter().collect() };
        self.declaring(flow, Aspect::Region, kept)
    }

    /// The recipient as one that is certified under the EU-US Data Privacy Framework.
    pub(super) fn join_framework(&self) -> Option<Candidate> {
        let [_, operator] = self.with_operator(&self.flow()?.recipient)?;
        let mut party = operator.clone();
        party.certifications.push(Certification {
            scheme: "DPF".parse().ok()?,
            valid_from: Some(self.day),
            // Participants certify anew every year.
            valid_until: Some(self.day.plus(Duration::from_months(12), 1).previous()),
            url: None,
        });
        let name = &party.name;
        let title = said!(
            "Record that {name} is certified under the EU-US Data Privacy Framework, if it is so (https://www.dataprivacyframework.gov/list)",
            "Wenn es so ist, die Zertifizierung von {name} nach dem EU-US Data Privacy Framework erfassen (https://www.dataprivacyframework.gov/list)";
            name
        );
        Some(Candidate { kind: RepairKind::RecordCertification, title, records: vec![Record::Party(party)] })
    }

    /// A party and its operator.
    pub(super) fn with_operator(&self, party: &PartyKey) -> Option<[&Party; 2]> {
        let of = |key: &PartyKey| self.register.parties().get(key).map(|party| &party.value);
        Some([of(party)?, of(self.register.operator_of(party))?])
    }

    /// What the promise allows of the flow.
    pub(super) fn within_limits(&self) -> Vec<Option<Candidate>> {
        let promise = self.finding.promise.as_ref().and_then(|key| self.register.promises().get(key));
        let (Some(flow), Some(aspect), Some(promise)) = (self.flow(), self.finding.aspect, promise) else {
            return Vec::new();
        };
        let Some(limits) = &promise.limits else { return Vec::new() };
        let comparer = Comparer::new(self.register.taxonomy(), self.day);
        let mut found = vec![self.limited(flow, aspect, limits, &comparer)];
        // Data the promise is not about may go on.
        let scope = &promise.scope.categories;
        if scope.is_recorded() {
            let kind = TaxonomyKind::Category;
            let outside = |term: TermIx| comparer.never(kind, scope, &[term]) == Verdict::Kept;
            found.push(self.declaring(flow, Aspect::Category, passing(&comparer, kind, &flow.categories, outside)));
        }
        found
    }

    fn limited(&self, flow: &Flow, aspect: Aspect, limits: &Limits, comparer: &Comparer<'_>) -> Option<Candidate> {
        let recipient = self.name(&flow.recipient);
        match aspect {
            Aspect::Purpose | Aspect::Region => {
                let (kind, declared) = list(flow, aspect)?;
                let table = comparer.table(kind);
                let judge = Comparer::new(self.register.taxonomy(), self.day);
                let fits = |term: TermIx| {
                    let listed = [term];
                    let verdict = if aspect == Aspect::Purpose {
                        limits::purposes(&judge, limits, &listed)
                    } else {
                        limits::regions(&judge, limits, &listed)
                    };
                    verdict == Verdict::Kept
                };
                let kept = passing(comparer, kind, declared, fits);
                let only = if aspect == Aspect::Purpose { &limits.only_purposes } else { &limits.only_regions };
                let allowed: TermList =
                    only.iter().filter(|term| table.find(term.as_str()).is_some_and(fits)).cloned().collect();
                self.declaring(flow, aspect, if kept.is_recorded() { kept } else { allowed })
            }
            Aspect::Retention => limits.max_retention.map(|limit| self.retained(flow, limit)),
            Aspect::Safeguard => self.declaring(flow, aspect, union(&flow.safeguards, &limits.safeguards)),
            Aspect::Consent => {
                let title = match limits.consent? {
                    kept_schema::Consent::OptIn => said!(
                        "Share it only after users agreed, and declare that",
                        "Nur weitergeben, wenn Nutzer eingewilligt haben, und das angeben"
                    ),
                    _ => said!("Let users refuse it, and declare that", "Nutzer widersprechen lassen, und das angeben"),
                };
                let changed = Flow { consent: limits.consent, ..flow.clone() };
                Some(self.changed(RepairKind::NarrowFlow, title, changed))
            }
            Aspect::Sale => {
                let (kind, title) = match flow.consideration {
                    None => (
                        RepairKind::RecordFlow,
                        said!(
                            "Record that {recipient} gives nothing in return, if it is so",
                            "Wenn es so ist, erfassen, dass {recipient} keine Gegenleistung gibt";
                            recipient
                        ),
                    ),
                    Some(_) => (
                        RepairKind::NarrowFlow,
                        said!(
                            "See to it that {recipient} gives nothing in return and does not use it for its own advertising, and declare that",
                            "Dafür sorgen und angeben, dass {recipient} keine Gegenleistung gibt und es nicht für eigene Werbung verwendet";
                            recipient
                        ),
                    ),
                };
                let changed = Flow { consideration: Some(Consideration::None), ..flow.clone() };
                Some(self.changed(kind, title, changed))
            }
            _ => None,
        }
    }

    /// The flow without what is not disclosed.
    pub(super) fn without_categories(&self) -> Option<Candidate> {
        let flow = self.flow()?;
        let comparer = Comparer::new(self.register.taxonomy(), self.day);
        let kind = TaxonomyKind::Category;
        let undisclosed: TermList = self.finding.categories.iter().cloned().collect();
        let judge = Comparer::new(self.register.taxonomy(), self.day);
        let fits = |term: TermIx| judge.never(kind, &undisclosed, &[term]) == Verdict::Kept;
        self.declaring(flow, Aspect::Category, passing(&comparer, kind, &flow.categories, fits))
    }

    pub(super) fn verify(&self) -> Option<Candidate> {
        let flow = self.flow()?;
        let key = &flow.key;
        let title = said!(
            "Ask whether the flow {key} is as declared, and record that it is",
            "Nachfragen, ob der Datenfluss {key} ist wie angegeben, und ihn bestätigen";
            key
        );
        Some(self.changed(RepairKind::RecordFlow, title, Flow { verified_on: Some(self.day), ..flow.clone() }))
    }

    pub(super) fn certify(&self) -> Option<Candidate> {
        let NodeId::Party(key) = &self.finding.subject else { return None };
        let Fact::Certification { scheme, last_day } = &self.finding.witness.fact else { return None };
        let mut party = self.register.parties().get(key)?.value.clone();
        let from = last_day.next();
        let until = from.max(self.day).plus(Duration::from_months(12), 1).previous();
        party.certifications.push(Certification {
            scheme: scheme.parse().ok()?,
            valid_from: Some(from),
            valid_until: Some(until),
            url: None,
        });
        let name = &party.name;
        let title = said!(
            "Ask {name} for its new {scheme}, and record it with the days it is valid",
            "{name} um den neuen Nachweis für {scheme} bitten, und ihn mit seiner Gültigkeit erfassen";
            name, scheme
        );
        Some(Candidate { kind: RepairKind::RecordCertification, title, records: vec![Record::Party(party)] })
    }

    /// Flows that explain what was seen.
    pub(super) fn declare(&self) -> Vec<Candidate> {
        let NodeId::Observation(key) = &self.finding.subject else { return Vec::new() };
        let Some(observation) = self.register.observations().get(key) else { return Vec::new() };
        let claims = HostClaims::new(self.register);
        let claimants = observation.host.as_ref().map_or(&[][..], |host| claims.of(host));
        let mut records = Vec::new();
        let known = observation.recipient.as_ref().or_else(|| claimants.first().copied()).cloned();
        let recipient = known.or_else(|| {
            let host = observation.host.as_ref()?;
            let party = vendor(keys::free(self.register, host.as_str())?, host.as_str())?;
            let key = party.key.clone();
            records.push(Record::Party(party));
            Some(key)
        });
        let Some(recipient) = recipient else { return Vec::new() };
        let operators = [&observation.source, &recipient].map(|party| self.register.operator_of(party));
        let between = self.register.flows().values().filter(|flow| {
            flow.live().contains(self.day)
                && [&flow.source, &flow.recipient].map(|party| self.register.operator_of(party)) == operators
        });
        let mut found: Vec<Candidate> = between
            .filter(|flow| flow.categories.is_recorded())
            .map(|flow| {
                let categories = union(&flow.categories, &observation.categories);
                let (key, carried) = (&flow.key, prose::all(&observation.categories));
                let title = said!(
                    "Declare in the flow {key} that it carries {carried}",
                    "Beim Datenfluss {key} angeben, dass er auch dies trägt: {carried}";
                    key, carried
                );
                self.changed(RepairKind::DeclareFlow, title, Flow { categories, ..flow.value.clone() })
            })
            .collect();
        let base = format!("{}-{recipient}", observation.source);
        if let Some(key) = keys::free(self.register, &base) {
            let new = records.is_empty();
            let to = if new { self.name(&recipient) } else { recipient.to_string() };
            let who = if new {
                Said::new("", "")
            } else {
                Said::new(", which is registered with it", " (damit neu erfasst)")
            };
            let source = self.name(&observation.source);
            let title = said!(
                "Declare that {source} gives data to {to}{who}",
                "Angeben, dass {source} Daten an {to}{who} gibt";
                source, to, who
            );
            let flow = Flow::new(key, observation.source.clone(), recipient, observation.first_seen);
            records.push(Record::Flow(Flow { categories: observation.categories.clone(), ..flow }));
            found.push(Candidate { kind: RepairKind::DeclareFlow, title, records });
        }
        found
    }
}

fn vendor(key: PartyKey, host: &str) -> Option<Party> {
    Some(Party { domains: vec![host.parse().ok()?], ..Party::new(key, host.parse().ok()?, PartyKind::Vendor) })
}
