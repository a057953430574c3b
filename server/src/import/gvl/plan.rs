//! What a list changes in a register.

use std::collections::{BTreeMap, BTreeSet};

use kept_schema::party::Identifier;
use kept_schema::record::{Edit, Record, SourcedEdit};
use kept_schema::{
    Day, Duration, Flow, FlowKey, Party, PartyKey, PartyKind, PartyStatus, Problem, Problems, TermList, Text,
};

use super::known::{Known, Terms, source};
use super::list::{List, Vendor};
use super::name::{Basis, FlowName};
use super::{DELETED_TAG, GvlContext, GvlImport, GvlSummary, IDENTIFIER_SCHEME, TAG};

pub(super) fn plan(list: &List, context: &GvlContext<'_>) -> Result<GvlImport, Problems> {
    let register = context.register;
    let mut problems = Vec::new();
    let source = source(context, &mut problems);
    let known = Known::of(register, list, source.as_ref().map(|(key, _)| key), &mut problems);
    Problems::check(problems)?;
    let Some((source, source_added)) = source else {
        return Err(problem("source", "the source of the data cannot be told".to_owned()));
    };
    let summary = GvlSummary {
        list: list.version,
        updated_on: list.updated_on,
        vendors: list.vendors.len(),
        source: source.clone(),
        source_added,
        added: 0,
        deleted: 0,
        gone: 0,
        restored: 0,
        renamed: 0,
        purposes_changed: 0,
        special_purposes_changed: 0,
        data_changed: 0,
        retention_changed: 0,
        flows_started: 0,
        flows_ended: 0,
        flows_changed: 0,
        unmapped_data: 0,
        unmapped_purposes: 0,
    };
    let terms = Terms::of(register);
    let mut plan = Plan { list, source, known, terms, edits: Vec::new(), problems: Vec::new(), summary };
    if source_added {
        plan.add_publisher();
    }
    for (id, vendor) in &list.vendors {
        plan.vendor(*id, vendor);
    }
    plan.gone();
    Problems::check(plan.problems)?;
    Ok(GvlImport { edits: plan.edits, summary: plan.summary })
}

fn problem(path: &str, message: String) -> Problems {
    Problems::one(Problem { origin: None, path: path.to_owned(), message })
}

struct Plan<'a> {
    list: &'a List,
    source: PartyKey,
    known: Known<'a>,
    terms: Terms,
    edits: Vec<SourcedEdit>,
    problems: Vec<Problem>,
    summary: GvlSummary,
}

/// What a vendor says of one purpose.
struct Wanted {
    categories: TermList,
    purposes: TermList,
    retention: Option<Duration>,
    description: Option<Text>,
}

impl Plan<'_> {
    fn put(&mut self, record: Record, path: String) {
        self.edits.push(SourcedEdit { edit: Edit::Put(record), origin: None, path });
    }

    fn add_publisher(&mut self) {
        let name = "Publisher".parse().unwrap_or_default();
        let publisher = Party::new(self.source.clone(), name, PartyKind::SelfParty);
        self.put(Record::Party(publisher), String::new());
    }

    fn vendor(&mut self, id: u32, vendor: &Vendor) {
        let path = format!("vendors.{id}");
        let before = self.known.parties.get(&id).copied();
        let Some(mut party) = before.cloned().or_else(|| self.new_vendor(id, vendor, &path)) else { return };
        if before.is_some_and(|before| before.name != vendor.name) {
            self.summary.renamed += 1;
        }
        party.name = vendor.name.clone();
        if vendor.privacy_policy.is_some() {
            party.privacy_policy.clone_from(&vendor.privacy_policy);
        }
        add_tag(&mut party, TAG);
        if before.is_none() {
            self.summary.added += 1;
        }
        match vendor.deleted_on {
            Some(day) => {
                if self.offboard(&mut party, day) && before.is_some() {
                    self.summary.deleted += 1;
                }
                self.end_flows(id, day, &path);
            }
            None => {
                let restored = restore(&mut party);
                self.summary.restored += usize::from(restored);
                self.flows(id, vendor, &party.key, before.is_some() && !restored, &path);
            }
        }
        if before != Some(&party) {
            self.put(Record::Party(party), path);
        }
    }

    fn new_vendor(&mut self, id: u32, vendor: &Vendor, path: &str) -> Option<Party> {
        let key = PartyKey::new(format!("gvl-{id}")).ok()?;
        if self.known.all.parties().contains_key(&key) {
            let message = format!(
                "there is a party `{key}` without the identifier {IDENTIFIER_SCHEME} {id}; give it the identifier or another key"
            );
            self.problems.push(Problem { origin: None, path: path.to_owned(), message });
            return None;
        }
        let mut party = Party::new(key, vendor.name.clone(), PartyKind::Vendor);
        party
            .identifiers
            .push(Identifier { scheme: IDENTIFIER_SCHEME.parse().ok()?, value: id.to_string().parse().ok()? });
        party.description = format!("Vendor {id} of the IAB Europe TCF.").parse().ok();
        Some(party)
    }

    /// Offboards a party on `day`; `false` when it was offboarded before, whose day then stays unless it came from a list.
    fn offboard(&self, party: &mut Party, day: Day) -> bool {
        if party.status == PartyStatus::Offboarded {
            if has_tag(party, DELETED_TAG) {
                party.offboarded_on = Some(day);
            }
            return false;
        }
        party.status = PartyStatus::Offboarded;
        party.offboarded_on = Some(day);
        add_tag(party, DELETED_TAG);
        true
    }

    fn gone(&mut self) {
        let gone: Vec<(u32, &Party)> = self
            .known
            .parties
            .iter()
            .filter(|(id, _)| !self.list.vendors.contains_key(id))
            .map(|(id, party)| (*id, *party))
            .collect();
        for (id, before) in gone {
            if before.status == PartyStatus::Offboarded {
                continue;
            }
            let path = format!("vendors.{id}");
            let mut party = before.clone();
            self.offboard(&mut party, self.list.updated_on);
            self.summary.gone += 1;
            self.end_flows(id, self.list.updated_on, &path);
            self.put(Record::Party(party), path);
        }
    }

    /// Ends the live flows of a vendor, so that `day` is the first day without them.
    fn end_flows(&mut self, id: u32, day: Day, path: &str) {
        let live: Vec<&Flow> = self
            .known
            .flows
            .get(&id)
            .into_iter()
            .flatten()
            .map(|(_, flow)| *flow)
            .filter(|flow| flow.ended_on.is_none())
            .collect();
        for flow in live {
            self.end(flow, day, path);
        }
    }

    fn end(&mut self, flow: &Flow, day: Day, path: &str) {
        let mut ended = flow.clone();
        // A flow lives at least a day.
        ended.ended_on = Some(day.previous().max(flow.started_on));
        self.summary.flows_ended += 1;
        self.put(Record::Flow(ended), path.to_owned());
    }

    fn flows(&mut self, id: u32, vendor: &Vendor, recipient: &PartyKey, was_live: bool, path: &str) {
        let mut wanted = self.wanted(vendor);
        let before: Vec<(FlowName, &Flow)> = self.known.flows.get(&id).cloned().unwrap_or_default();
        let live = |flow: &Flow| flow.ended_on.is_none_or(|ended_on| ended_on >= self.list.updated_on);
        let purposes = |special: bool, names: &mut dyn Iterator<Item = (Basis, u32)>| -> BTreeSet<(Basis, u32)> {
            names.filter(|(basis, _)| (*basis == Basis::Special) == special).collect()
        };
        if was_live {
            for special in [false, true] {
                let now = purposes(special, &mut wanted.keys().copied());
                let then = purposes(
                    special,
                    &mut before.iter().filter(|(_, flow)| live(flow)).map(|(name, _)| (name.basis, name.purpose)),
                );
                if now != then {
                    *(if special {
                        &mut self.summary.special_purposes_changed
                    } else {
                        &mut self.summary.purposes_changed
                    }) += 1;
                }
            }
        }
        let mut ended = Vec::new();
        let (mut data_changed, mut retention_changed) = (false, false);
        let mut last_period: BTreeMap<(Basis, u32), u32> = BTreeMap::new();
        for (name, flow) in before {
            let period = last_period.entry((name.basis, name.purpose)).or_default();
            *period = name.period.max(*period);
            if !live(flow) {
                continue;
            }
            match wanted.remove(&(name.basis, name.purpose)) {
                None => ended.push(flow),
                Some(wanted) => {
                    data_changed |= flow.categories != wanted.categories;
                    retention_changed |= flow.retention != wanted.retention;
                    let after = lay_over(flow.clone(), name.basis, wanted);
                    if after != *flow {
                        self.summary.flows_changed += 1;
                        self.put(Record::Flow(after), path.to_owned());
                    }
                }
            }
        }
        self.summary.data_changed += usize::from(data_changed);
        self.summary.retention_changed += usize::from(retention_changed);
        for flow in ended {
            if flow.ended_on.is_none() {
                self.end(flow, self.list.updated_on, path);
            }
        }
        for ((basis, purpose), wanted) in wanted {
            let period = last_period.get(&(basis, purpose)).copied().unwrap_or_default() + 1;
            let name = FlowName { vendor: id, basis, purpose, period };
            if let Some(flow) = self.new_flow(name, recipient) {
                self.summary.flows_started += 1;
                self.put(Record::Flow(lay_over(flow, basis, wanted)), path.to_owned());
            }
        }
    }

    /// What the vendor declares, by legal basis and purpose.
    fn wanted(&mut self, vendor: &Vendor) -> BTreeMap<(Basis, u32), Wanted> {
        let mut categories = BTreeSet::new();
        for id in &vendor.data {
            match self.terms.categories.get(&format!("data:{id}")) {
                Some(terms) => categories.extend(terms.iter().cloned()),
                None => self.summary.unmapped_data += 1,
            }
        }
        let categories: TermList = categories.into_iter().collect();
        let mut wanted = BTreeMap::new();
        let bases = [
            (Basis::Consent, &vendor.consent, &vendor.retention),
            (Basis::LegitimateInterest, &vendor.legitimate_interest, &vendor.retention),
            (Basis::Special, &vendor.special, &vendor.special_retention),
        ];
        for (basis, purposes, retention) in bases {
            for purpose in purposes {
                let terms = self.terms.purposes.get(&basis.reference(*purpose));
                if terms.is_none() {
                    self.summary.unmapped_purposes += 1;
                }
                let flexible = vendor.flexible.contains(purpose);
                let declared = Wanted {
                    categories: categories.clone(),
                    purposes: terms.into_iter().flatten().cloned().collect(),
                    retention: retention.get(purpose).copied().or(vendor.standard_retention),
                    description: basis.describe(*purpose, flexible).parse().ok(),
                };
                wanted.insert((basis, *purpose), declared);
            }
        }
        wanted
    }

    fn new_flow(&self, name: FlowName, recipient: &PartyKey) -> Option<Flow> {
        let key = FlowKey::new(name.to_string()).ok()?;
        Some(Flow::new(key, self.source.clone(), recipient.clone(), self.list.updated_on))
    }
}

/// The flow with what the list says of it; what the list does not speak of stays.
fn lay_over(mut flow: Flow, basis: Basis, wanted: Wanted) -> Flow {
    flow.categories = wanted.categories;
    flow.purposes = wanted.purposes;
    flow.legal_basis = Some(basis.legal_basis());
    flow.consent = Some(basis.consent());
    flow.retention = wanted.retention;
    // A description that someone wrote is theirs.
    if flow.description.as_ref().is_none_or(|description| description.starts_with("TCF ")) {
        flow.description = wanted.description;
    }
    flow
}

/// Takes back an offboarding that came from a list.
fn restore(party: &mut Party) -> bool {
    let by_list = has_tag(party, DELETED_TAG);
    party.tags.retain(|tag| tag.as_str() != DELETED_TAG);
    if !by_list || party.status != PartyStatus::Offboarded {
        return false;
    }
    party.status = PartyStatus::Active;
    party.offboarded_on = None;
    true
}

fn has_tag(party: &Party, tag: &str) -> bool {
    party.tags.iter().any(|other| other.as_str() == tag)
}

fn add_tag(party: &mut Party, tag: &str) {
    if !has_tag(party, tag) {
        party.tags.extend(tag.parse::<Text>());
    }
}
