//! Repairs of what users are told. A notice that was given stays as it is: another one supersedes it, and what was
//! promised goes on to bind the data from its time.

use kept_schema::notice::OnwardSharing;
use kept_schema::taxonomy::TermIx;
use kept_schema::{
    Limits, NodeId, Notice, NoticeKey, Promise, PromiseKind, RecipientSelector, Record, Scope, Shares, TaxonomyKind,
    TermList,
};

use super::declarations::{passing, union};
use super::{Candidate, Case, RepairKind, keys};
use crate::compare::Comparer;
use crate::language::said;
use crate::prose;
use crate::{Aspect, Said, Verdict};

/// The title of a notice in quotation marks.
fn quoted(notice: &Notice) -> Said {
    let title = &notice.title;
    said!("\u{201c}{title}\u{201d}", "\u{201e}{title}\u{201c}"; title)
}

impl Case<'_> {
    fn in_force(&self) -> impl Iterator<Item = &Notice> {
        let notices = self.register.notices().values().map(|notice| &notice.value);
        notices.filter(|notice| self.register.notice_in_force(notice).contains(self.day))
    }

    /// A notice that supersedes another from the day on, with its promises as `change` makes them; those it makes
    /// nothing of are left out.
    fn superseding(&self, old: &Notice, change: impl Fn(&Promise) -> Option<Promise>) -> Option<Vec<Record>> {
        let key: NoticeKey = keys::free(self.register, &format!("{}-{}", old.key, self.day))?;
        let notice = Notice {
            key: key.clone(),
            effective_on: self.day,
            ended_on: None,
            supersedes: Some(old.key.clone()),
            consent_renewed: false,
            ..old.clone()
        };
        let mut records = vec![Record::Notice(notice)];
        for promise in self.register.promises().values().filter(|promise| promise.notice.as_ref() == Some(&old.key)) {
            let Some(changed) = change(promise) else { continue };
            let promise_key = keys::free(self.register, &format!("{}-{}", promise.key, self.day))?;
            records.push(Record::Promise(Promise { key: promise_key, notice: Some(key.clone()), ..changed }));
        }
        Some(records)
    }

    /// A notice that no longer promises what is not kept, or discloses what is not done.
    pub(super) fn change_promise(&self) -> Option<Candidate> {
        let promise = self.register.promises().get(self.finding.promise.as_ref()?)?;
        let old = self.register.notices().get(promise.notice.as_ref()?)?;
        let records = self.superseding(old, |other| {
            if other.key != promise.key {
                return Some(other.clone());
            }
            let limits = self.relaxed(other.limits.as_ref()?)?;
            // The words no longer say what they said.
            Some(Promise { limits: Some(limits), quote: None, ..other.clone() })
        })?;
        let (notice, day) = (quoted(old), self.day);
        let title = match promise.kind {
            PromiseKind::Commitment => said!(
                "Change the notice {notice} from {day} on, so that it allows this; data collected before stays bound",
                "Die Datenschutzerklärung {notice} ab {day} ändern, damit sie das erlaubt; früher erhobene Daten bleiben gebunden";
                notice, day
            ),
            PromiseKind::Disclosure => said!(
                "Change the notice {notice} from {day} on, without this disclosure",
                "Die Datenschutzerklärung {notice} ab {day} ändern, ohne diese Angabe";
                notice, day
            ),
        };
        Some(Candidate { kind: RepairKind::ChangeNotice, title, records })
    }

    /// The limits with room for what the flow does; none when nothing is left of them.
    fn relaxed(&self, limits: &Limits) -> Option<Limits> {
        let (flow, mut limits) = (self.flow()?, limits.clone());
        let wider = |only: &TermList, used: &TermList| {
            if only.is_recorded() && used.is_recorded() { union(only, used) } else { TermList::NOT_RECORDED }
        };
        match self.finding.aspect? {
            Aspect::Purpose => {
                limits.only_purposes = wider(&limits.only_purposes, &flow.purposes);
                limits.never_purposes = self.without(TaxonomyKind::Purpose, &limits.never_purposes, &flow.purposes);
            }
            Aspect::Region => {
                limits.only_regions = wider(&limits.only_regions, &flow.regions);
                limits.never_regions = self.without(TaxonomyKind::Region, &limits.never_regions, &flow.regions);
            }
            Aspect::Recipient => {
                if !limits.only_recipients.is_empty() {
                    limits.only_recipients.parties.push(flow.recipient.clone());
                }
                // Who else is ruled out stays so.
                let never = &mut limits.never_recipients;
                for party in self.with_operator(&flow.recipient)? {
                    never.kinds.retain(|kind| *kind != party.kind);
                    never.parties.retain(|key| *key != party.key);
                    never.tags.retain(|tag| !party.tags.contains(tag));
                }
            }
            Aspect::Retention => limits.max_retention = flow.retention,
            Aspect::Safeguard => limits.safeguards = self.met_by(flow, &limits.safeguards),
            Aspect::Consent => limits.consent = flow.consent,
            Aspect::Sale => limits.never_sold = false,
            Aspect::Contract => limits.contract_required = false,
            Aspect::Onward => limits.onward_sharing = Some(OnwardSharing::Allowed),
            Aspect::Category | Aspect::Subject | Aspect::Clause => return None,
        }
        (limits != Limits::default()).then_some(limits)
    }

    /// What is ruled out, without what is used all the same.
    fn without(&self, kind: TaxonomyKind, never: &TermList, used: &TermList) -> TermList {
        let table = self.register.taxonomy().table(kind);
        let used: Vec<TermIx> = table.find_all(used).collect();
        let judge = |term: TermIx| {
            let alone: TermList = table.get(term).map(|info| info.key.clone()).into_iter().collect();
            Comparer::new(self.register.taxonomy(), self.day).never(kind, &alone, &used) == Verdict::Kept
        };
        passing(&Comparer::new(self.register.taxonomy(), self.day), kind, never, judge)
    }

    /// A disclosure of what is shared, in each notice that may speak of it.
    pub(super) fn disclose(&self) -> Vec<Candidate> {
        let (Some(flow), Some(first)) = (self.flow(), self.finding.path.first()) else { return Vec::new() };
        let Some(first) = self.register.flows().get(first) else { return Vec::new() };
        let recipient = self.register.operator_of(&flow.recipient);
        let speaks = |notice: &&Notice| self.register.systems_of(notice).contains(&first.source);
        let disclose = |notice: &Notice| {
            let key = keys::free(self.register, &format!("{}-shares-with-{recipient}", notice.key))?;
            let purposes = prose::all(&flow.purposes);
            let what_for = if flow.purposes.is_recorded() {
                said!(" for {purposes}", " für {purposes}"; purposes)
            } else {
                Said::default()
            };
            let (told, data, with) = (quoted(notice), prose::data(&self.finding.categories), self.name(recipient));
            let title = said!(
                "Tell users in {told} that you share {data} with {with}{what_for}",
                "Nutzern in {told} sagen, was an {with}{what_for} weitergegeben wird: {data}";
                told, data, with, what_for
            );
            let promise = Promise {
                key,
                notice: Some(notice.key.clone()),
                kind: PromiseKind::Disclosure,
                quote: None,
                section: None,
                scope: Scope { categories: self.finding.categories.iter().cloned().collect(), ..Scope::default() },
                limits: None,
                shares: Some(Shares {
                    purposes: flow.purposes.clone(),
                    recipients: RecipientSelector { parties: vec![recipient.clone()], ..RecipientSelector::default() },
                }),
            };
            Some(Candidate {
                kind: RepairKind::ChangeNotice,
                title,
                records: vec![Record::Notice(notice.clone()), Record::Promise(promise)],
            })
        };
        self.in_force().filter(speaks).filter_map(disclose).collect()
    }

    /// Notices that speak for a party of ours as well.
    pub(super) fn speak_for(&self) -> Vec<Candidate> {
        let NodeId::Party(party) = &self.finding.subject else { return Vec::new() };
        let name = self.name(party);
        let extend = |notice: &Notice| {
            let title = quoted(notice);
            let systems = notice.systems.iter().chain([party]).cloned().collect();
            Candidate {
                kind: RepairKind::ChangeNotice,
                title: said!(
                    "Let the notice {title} speak for {name}, and check what it discloses",
                    "Die Datenschutzerklärung {title} auch für {name} sprechen lassen, und prüfen, was sie angibt";
                    title, name
                ),
                records: vec![Record::Notice(Notice { systems, ..notice.clone() })],
            }
        };
        // A notice speaks only for what its giver operates.
        let by = self.register.operator_of(party);
        let fits = |notice: &&Notice| !notice.systems.is_empty() && notice.by.as_ref() == Some(by);
        let mut found: Vec<Candidate> = self.in_force().filter(fits).map(extend).collect();
        if found.is_empty()
            && let Some(key) = keys::free(self.register, &format!("notice-{party}-{}", self.day))
            && let Ok(title) = format!("Privacy notice of {name}").parse()
        {
            found.push(Candidate {
                kind: RepairKind::ChangeNotice,
                title: said!(
                    "Give a privacy notice for {name}",
                    "Eine Datenschutzerklärung für {name} anlegen";
                    name
                ),
                records: vec![Record::Notice(Notice {
                    key,
                    title,
                    by: Some(by.clone()),
                    systems: vec![party.clone()],
                    effective_on: self.day,
                    ended_on: None,
                    supersedes: None,
                    consent_renewed: false,
                    audience: kept_schema::notice::Audience::default(),
                    url: None,
                })],
            });
        }
        found
    }

    /// Notices of today to which users agree anew.
    pub(super) fn ask_users(&self) -> Vec<Candidate> {
        let renew = |notice: &Notice| {
            let title = quoted(notice);
            let title = said!(
                "Ask users to agree to {title}, and record that they did",
                "Nutzer um ihre Einwilligung zu {title} bitten, und das erfassen";
                title
            );
            let records = vec![Record::Notice(Notice { consent_renewed: true, ..notice.clone() })];
            Candidate { kind: RepairKind::AskUsers, title, records }
        };
        self.in_force().filter(|notice| !notice.consent_renewed && notice.supersedes.is_some()).map(renew).collect()
    }
}
