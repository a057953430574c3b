//! What promises are said not to keep, and users not to have been told.

use kept_schema::taxonomy::TermIx;
use kept_schema::{Day, Flow, Limits, NodeId, Notice, PartyKey, Promise, PromiseKind, TaxonomyKind};

use super::{Check, Checked, require};
use crate::contracts::lists_of;
use crate::disclosures::{disclosed, names, purpose};
use crate::finding::severity;
use crate::limits::position;
use crate::rules::still_bound;
use crate::watches::{agreed_anew, last_day, subjects_of};
use crate::witness::{Travelled, WitnessError};
use crate::{Aspect, Certainty, Rule, Severity, Verdict, limits};

impl<'a> Check<'a> {
    /// The promise of the finding and its notice, which is in force; or over, when the rule is about old ones.
    pub(super) fn promise(&self) -> Result<(&'a Promise, &'a Notice), WitnessError> {
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
    pub(super) fn commitment(
        &self,
        first: &Flow,
        travelled: &Travelled,
    ) -> Result<(&'a Limits, &'a PartyKey), WitnessError> {
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

    pub(super) fn last_day(&self, notice: &Notice) -> Option<Day> {
        last_day(self.register, notice, &agreed_anew(self.register, self.day), self.day)
    }

    /// Whether a promise that is over is not kept for data of its time.
    pub(super) fn old_promise(&self, path: &[&'a Flow], travelled: &Travelled, breach: Verdict) -> Checked {
        let (Some(first), Some(last)) = (path.first(), path.last()) else { return Err(WitnessError::BrokenPath) };
        let (_, notice) = self.promise()?;
        let last_day = self.last_day(notice).ok_or(WitnessError::NotShown("that the notice still binds"))?;
        let shown = self.exceeded(first, last, travelled)?;
        require(
            still_bound(path.iter().map(|flow| flow.retention), shown, last_day, self.day) == breach,
            "that data of that time is kept",
        )
    }

    pub(super) fn limit(&self, first: &Flow, last: &'a Flow, travelled: &Travelled, breach: Verdict) -> Checked {
        require(self.exceeded(first, last, travelled)? == breach, "that the limit is exceeded")
    }

    /// How far a flow exceeds a limit of the promise.
    pub(super) fn exceeded(
        &self,
        first: &Flow,
        last: &'a Flow,
        travelled: &Travelled,
    ) -> Result<Verdict, WitnessError> {
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

    /// The notices in force that speak for a party.
    pub(super) fn notices_for(&self, party: &PartyKey) -> Vec<&'a Notice> {
        let notices = self.register.notices().values().map(|notice| &notice.value);
        notices
            .filter(|notice| self.register.notice_in_force(notice).contains(self.day))
            .filter(|notice| self.register.systems_of(notice).contains(party))
            .collect()
    }

    pub(super) fn undisclosed(&self, first: &Flow, last: &Flow) -> Result<Verdict, WitnessError> {
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

    pub(super) fn no_notice(&self) -> Checked {
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

    /// That no sharing uses a disclosure.
    pub(super) fn unused(&self) -> Checked {
        let (promise, notice) = self.promise()?;
        require(promise.kind == PromiseKind::Disclosure, "that it is a disclosure")?;
        let mut told: Vec<_> = promise.scope.categories.iter().collect();
        told.sort_unstable();
        let fits = (self.finding.verdict, self.finding.severity) == (Verdict::Kept, Severity::Info);
        if !fits || !told.into_iter().eq(&self.finding.categories) {
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
