//! How data travels, walked flow by flow with what the taxonomy says of every term.

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;
use kept_schema::taxonomy::TermIx;
use kept_schema::{Flow, FlowKey, NodeId, PartyKey, TaxonomyKind};

use super::{Check, Checked, require};
use crate::witness::{Travelled, WitnessError};
use crate::{Certainty, Rule};

impl<'a> Check<'a> {
    /// The flows of a path, which follow one another and are live.
    pub(super) fn path(&self, keys: &[FlowKey]) -> Result<Vec<&'a Flow>, WitnessError> {
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
    pub(super) fn walk(&self, path: &[&Flow], travelled: &Travelled) -> Checked {
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
    pub(super) fn passed(&self, flow: &Flow, certainty: Certainty, held: &FixedBitSet) -> FixedBitSet {
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
    pub(super) fn categories(&self, last: &Flow, travelled: &Travelled) -> Checked {
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

    /// What possibly reaches every party from some that hold everything, by trying all flows until nothing new arrives.
    pub(super) fn possibly_held<'k>(
        &self,
        origins: impl Iterator<Item = &'k PartyKey>,
    ) -> BTreeMap<PartyKey, FixedBitSet> {
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
    pub(super) fn live(&self) -> impl Iterator<Item = &'a Flow> {
        let flows = self.register.flows().values().map(|flow| &flow.value);
        flows.filter(|flow| flow.live().contains(self.day))
    }
}
