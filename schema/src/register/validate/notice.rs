//! What must hold for notices and promises.

use super::Check;
use crate::{Limits, NodeId, Notice, NoticeKey, PartyKind, Promise, PromiseKind, TaxonomyKind};

impl Check<'_> {
    pub(super) fn notice(&mut self, notice: &Notice) {
        match &notice.by {
            None if self.unreadable.may_hold_parties() => {}
            None => self.problem(
                "by",
                "say which SELF or AFFILIATE party gives the notice; there is not exactly one SELF party to assume",
            ),
            Some(by) => {
                let giver = self.known_party("by", by);
                if let Some(giver) =
                    giver.filter(|giver| !matches!(giver.kind, PartyKind::SelfParty | PartyKind::Affiliate))
                {
                    self.problem(
                        "by",
                        format!("`{by}` is a {}; a notice is given by a SELF or AFFILIATE party", giver.kind),
                    );
                }
                for (index, system) in notice.systems.iter().enumerate() {
                    let field = format!("systems[{index}]");
                    if self.known_party(&field, system).is_some() && self.register.operator_of(system) != by {
                        self.problem(&field, format!("`{system}` is not operated by `{by}`, who gives the notice"));
                    }
                }
            }
        }
        if let Some(ended_on) = notice.ended_on
            && ended_on < notice.effective_on
        {
            self.problem(
                "endedOn",
                format!("the notice ended on {ended_on}, before it took effect on {}", notice.effective_on),
            );
        }
        if let Some(superseded) = &notice.supersedes {
            match self.register.notices.get(superseded) {
                None if self.unreadable.may_hold(&NodeId::Notice(superseded.clone())) => {}
                None => {
                    let hint = self.near(superseded.as_str(), self.register.notices.keys().map(NoticeKey::as_str));
                    self.problem(
                        "supersedes",
                        format!("there is no notice `{superseded}`; add it or correct the key{hint}"),
                    );
                }
                Some(earlier) if earlier.effective_on > notice.effective_on => {
                    self.problem(
                        "supersedes",
                        format!("`{superseded}` takes effect on {}, after this notice", earlier.effective_on),
                    );
                }
                Some(_) => {}
            }
            if self.circle(&notice.key, |key| self.register.notices.get(key)?.supersedes.clone()) {
                self.problem(
                    "supersedes",
                    format!("`{}` ends up superseding itself; notices must not run in a circle", notice.key),
                );
            }
        }
        self.known_terms("audience.subjects", TaxonomyKind::Subject, &notice.audience.subjects);
        self.known_terms("audience.regions", TaxonomyKind::Region, &notice.audience.regions);
    }

    pub(super) fn promise(&mut self, promise: &Promise) {
        match &promise.notice {
            None => self.problem("notice", "say in which notice the promise stands"),
            Some(notice)
                if !self.register.notices.contains_key(notice)
                    && !self.unreadable.may_hold(&NodeId::Notice(notice.clone())) =>
            {
                let hint = self.near(notice.as_str(), self.register.notices.keys().map(NoticeKey::as_str));
                self.problem("notice", format!("there is no notice `{notice}`; add it or correct the key{hint}"));
            }
            Some(_) => {}
        }
        self.known_terms("scope.categories", TaxonomyKind::Category, &promise.scope.categories);
        self.known_terms("scope.subjects", TaxonomyKind::Subject, &promise.scope.subjects);
        self.known_terms("scope.regions", TaxonomyKind::Region, &promise.scope.regions);
        match promise.kind {
            PromiseKind::Commitment => {
                if promise.shares.is_some() {
                    self.problem(
                        "shares",
                        "a COMMITMENT limits and does not say what is shared; use limits, or make it a DISCLOSURE",
                    );
                }
                match &promise.limits {
                    Some(limits) if *limits != Limits::default() => self.limits(limits),
                    _ => self.problem("limits", "a COMMITMENT needs at least one limit, such as `onlyRegions: [eea]`"),
                }
            }
            PromiseKind::Disclosure => {
                if promise.limits.is_some() {
                    self.problem(
                        "limits",
                        "a DISCLOSURE says what is shared and limits nothing; use shares, or make it a COMMITMENT",
                    );
                }
                if promise.scope.categories.is_empty() {
                    self.problem(
                        "scope.categories",
                        "a DISCLOSURE needs the categories it discloses; `user` means all user data",
                    );
                }
                if let Some(shares) = &promise.shares {
                    self.known_terms("shares.purposes", TaxonomyKind::Purpose, &shares.purposes);
                    self.selector("shares.recipients", &shares.recipients);
                }
            }
        }
    }

    fn limits(&mut self, limits: &Limits) {
        self.known_terms("limits.onlyPurposes", TaxonomyKind::Purpose, &limits.only_purposes);
        self.known_terms("limits.neverPurposes", TaxonomyKind::Purpose, &limits.never_purposes);
        self.selector("limits.onlyRecipients", &limits.only_recipients);
        self.selector("limits.neverRecipients", &limits.never_recipients);
        self.known_terms("limits.onlyRegions", TaxonomyKind::Region, &limits.only_regions);
        self.known_terms("limits.neverRegions", TaxonomyKind::Region, &limits.never_regions);
        self.known_terms("limits.safeguards", TaxonomyKind::Safeguard, &limits.safeguards);
    }
}
