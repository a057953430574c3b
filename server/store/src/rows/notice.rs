//! Rows of the tables `notice` and `promise`.

use kept_schema::notice::Audience;
use kept_schema::{Limits, Notice, Promise, RecipientSelector, Record, Scope, Shares};
use surrealdb::types::{RecordId, SurrealValue};

use super::{
    PartyRow, Row, Unreadable, key, key_option, keys, link, links, parse, parse_list, parse_option, parse_terms,
    revision, stored_number, text, text_option, texts,
};

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
pub(crate) struct NoticeRow {
    id: RecordId,
    revision: i64,
    title: String,
    by: Option<RecordId>,
    systems: Vec<RecordId>,
    effective_on: String,
    ended_on: Option<String>,
    supersedes: Option<RecordId>,
    consent_renewed: bool,
    audience: AudienceRow,
    url: Option<String>,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct AudienceRow {
    subjects: Vec<String>,
    regions: Vec<String>,
}

impl NoticeRow {
    pub(crate) fn of(notice: &Notice, revision: u64) -> Self {
        let Notice { key, title, by, systems, effective_on, ended_on, supersedes, consent_renewed, audience, url } =
            notice;
        let Audience { subjects, regions } = audience;
        Self {
            id: link(Self::TABLE, key),
            revision: stored_number(revision),
            title: text(title),
            by: by.as_ref().map(|by| link(PartyRow::TABLE, by)),
            systems: links(PartyRow::TABLE, systems),
            effective_on: text(effective_on),
            ended_on: text_option(ended_on.as_ref()),
            supersedes: supersedes.as_ref().map(|superseded| link(Self::TABLE, superseded)),
            consent_renewed: *consent_renewed,
            audience: AudienceRow { subjects: texts(subjects), regions: texts(regions) },
            url: text_option(url.as_ref()),
        }
    }
}

impl Row for NoticeRow {
    const TABLE: &'static str = "notice";

    fn read(self) -> Result<(Record, u64), Unreadable> {
        let notice = Notice {
            key: key("id", self.id)?,
            title: parse("title", &self.title)?,
            by: key_option("by", self.by)?,
            systems: keys("systems", self.systems)?,
            effective_on: parse("effectiveOn", &self.effective_on)?,
            ended_on: parse_option("endedOn", self.ended_on.as_ref())?,
            supersedes: key_option("supersedes", self.supersedes)?,
            consent_renewed: self.consent_renewed,
            audience: Audience {
                subjects: parse_terms("audience.subjects", &self.audience.subjects)?,
                regions: parse_terms("audience.regions", &self.audience.regions)?,
            },
            url: parse_option("url", self.url.as_ref())?,
        };
        Ok((Record::Notice(notice), revision(self.revision)?))
    }
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
pub(crate) struct PromiseRow {
    id: RecordId,
    revision: i64,
    notice: Option<RecordId>,
    kind: String,
    quote: Option<String>,
    section: Option<String>,
    scope: ScopeRow,
    limits: Option<LimitsRow>,
    shares: Option<SharesRow>,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct ScopeRow {
    categories: Vec<String>,
    subjects: Vec<String>,
    regions: Vec<String>,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct LimitsRow {
    only_purposes: Vec<String>,
    never_purposes: Vec<String>,
    only_recipients: SelectorRow,
    never_recipients: SelectorRow,
    only_regions: Vec<String>,
    never_regions: Vec<String>,
    max_retention: Option<String>,
    safeguards: Vec<String>,
    consent: Option<String>,
    never_sold: bool,
    contract_required: bool,
    onward_sharing: Option<String>,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct SharesRow {
    purposes: Vec<String>,
    recipients: SelectorRow,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct SelectorRow {
    kinds: Vec<String>,
    parties: Vec<RecordId>,
    tags: Vec<String>,
}

impl PromiseRow {
    pub(crate) fn of(promise: &Promise, revision: u64) -> Self {
        let Promise { key, notice, kind, quote, section, scope, limits, shares } = promise;
        let Scope { categories, subjects, regions } = scope;
        Self {
            id: link(Self::TABLE, key),
            revision: stored_number(revision),
            notice: notice.as_ref().map(|notice| link(NoticeRow::TABLE, notice)),
            kind: text(kind),
            quote: text_option(quote.as_ref()),
            section: text_option(section.as_ref()),
            scope: ScopeRow { categories: texts(categories), subjects: texts(subjects), regions: texts(regions) },
            limits: limits.as_ref().map(LimitsRow::of),
            shares: shares.as_ref().map(SharesRow::of),
        }
    }
}

impl Row for PromiseRow {
    const TABLE: &'static str = "promise";

    fn read(self) -> Result<(Record, u64), Unreadable> {
        let promise = Promise {
            key: key("id", self.id)?,
            notice: key_option("notice", self.notice)?,
            kind: parse("kind", &self.kind)?,
            quote: parse_option("quote", self.quote.as_ref())?,
            section: parse_option("section", self.section.as_ref())?,
            scope: Scope {
                categories: parse_terms("scope.categories", &self.scope.categories)?,
                subjects: parse_terms("scope.subjects", &self.scope.subjects)?,
                regions: parse_terms("scope.regions", &self.scope.regions)?,
            },
            limits: self.limits.map(LimitsRow::read).transpose()?,
            shares: self.shares.map(SharesRow::read).transpose()?,
        };
        Ok((Record::Promise(promise), revision(self.revision)?))
    }
}

impl LimitsRow {
    fn of(limits: &Limits) -> Self {
        let Limits {
            only_purposes,
            never_purposes,
            only_recipients,
            never_recipients,
            only_regions,
            never_regions,
            max_retention,
            safeguards,
            consent,
            never_sold,
            contract_required,
            onward_sharing,
        } = limits;
        Self {
            only_purposes: texts(only_purposes),
            never_purposes: texts(never_purposes),
            only_recipients: SelectorRow::of(only_recipients),
            never_recipients: SelectorRow::of(never_recipients),
            only_regions: texts(only_regions),
            never_regions: texts(never_regions),
            max_retention: text_option(max_retention.as_ref()),
            safeguards: texts(safeguards),
            consent: text_option(consent.as_ref()),
            never_sold: *never_sold,
            contract_required: *contract_required,
            onward_sharing: text_option(onward_sharing.as_ref()),
        }
    }

    fn read(self) -> Result<Limits, Unreadable> {
        Ok(Limits {
            only_purposes: parse_terms("limits.onlyPurposes", &self.only_purposes)?,
            never_purposes: parse_terms("limits.neverPurposes", &self.never_purposes)?,
            only_recipients: self.only_recipients.read("limits.onlyRecipients")?,
            never_recipients: self.never_recipients.read("limits.neverRecipients")?,
            only_regions: parse_terms("limits.onlyRegions", &self.only_regions)?,
            never_regions: parse_terms("limits.neverRegions", &self.never_regions)?,
            max_retention: parse_option("limits.maxRetention", self.max_retention.as_ref())?,
            safeguards: parse_terms("limits.safeguards", &self.safeguards)?,
            consent: parse_option("limits.consent", self.consent.as_ref())?,
            never_sold: self.never_sold,
            contract_required: self.contract_required,
            onward_sharing: parse_option("limits.onwardSharing", self.onward_sharing.as_ref())?,
        })
    }
}

impl SharesRow {
    fn of(Shares { purposes, recipients }: &Shares) -> Self {
        Self { purposes: texts(purposes), recipients: SelectorRow::of(recipients) }
    }

    fn read(self) -> Result<Shares, Unreadable> {
        Ok(Shares {
            purposes: parse_terms("shares.purposes", &self.purposes)?,
            recipients: self.recipients.read("shares.recipients")?,
        })
    }
}

impl SelectorRow {
    fn of(RecipientSelector { kinds, parties, tags }: &RecipientSelector) -> Self {
        Self { kinds: texts(kinds), parties: links(PartyRow::TABLE, parties), tags: texts(tags) }
    }

    fn read(self, field: &'static str) -> Result<RecipientSelector, Unreadable> {
        Ok(RecipientSelector {
            kinds: parse_list(field, &self.kinds)?,
            parties: keys(field, self.parties)?,
            tags: parse_list(field, &self.tags)?,
        })
    }
}
