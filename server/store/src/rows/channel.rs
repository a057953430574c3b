//! Rows of the table `channel`.

use kept_schema::channel::{AlertFilter, Escalation, QuietHours};
use kept_schema::{Channel, Record};
use surrealdb::types::{RecordId, SurrealValue};

use super::{
    Row, Unreadable, key, link, parse, parse_list, parse_option, revision, stored_number, text, text_option, texts,
};

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
pub(crate) struct ChannelRow {
    id: RecordId,
    revision: i64,
    name: Option<String>,
    kind: String,
    url: Option<String>,
    url_from: Option<String>,
    secret_from: Option<String>,
    to: Vec<String>,
    about: AboutRow,
    schedule: Option<String>,
    quiet: Option<QuietRow>,
    zone: Option<String>,
    escalation: Option<EscalationRow>,
    subject: Option<String>,
    body: Option<String>,
    resolved: Option<bool>,
    paused: bool,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct AboutRow {
    kinds: Vec<String>,
    rules: Vec<String>,
    min_severity: Option<String>,
    owners: Vec<String>,
    tags: Vec<String>,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct QuietRow {
    from: Option<String>,
    until: Option<String>,
    days: Vec<String>,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct EscalationRow {
    after: String,
    to: RecordId,
}

impl ChannelRow {
    pub(crate) fn of(channel: &Channel, revision: u64) -> Self {
        let Channel {
            key,
            name,
            kind,
            url,
            url_from,
            secret_from,
            to,
            about,
            schedule,
            quiet,
            zone,
            escalation,
            subject,
            body,
            resolved,
            paused,
        } = channel;
        let AlertFilter { kinds, rules, min_severity, owners, tags } = about;
        Self {
            id: link(Self::TABLE, key),
            revision: stored_number(revision),
            name: text_option(name.as_ref()),
            kind: text(kind),
            url: text_option(url.as_ref()),
            url_from: text_option(url_from.as_ref()),
            secret_from: text_option(secret_from.as_ref()),
            to: texts(to),
            about: AboutRow {
                kinds: texts(kinds),
                rules: texts(rules),
                min_severity: text_option(min_severity.as_ref()),
                owners: texts(owners),
                tags: texts(tags),
            },
            schedule: text_option(schedule.as_ref()),
            quiet: quiet.as_ref().map(|QuietHours { from, until, days }| QuietRow {
                from: text_option(from.as_ref()),
                until: text_option(until.as_ref()),
                days: texts(days),
            }),
            zone: text_option(zone.as_ref()),
            escalation: escalation
                .as_ref()
                .map(|Escalation { after, to }| EscalationRow { after: text(after), to: link(Self::TABLE, to) }),
            subject: text_option(subject.as_ref()),
            body: text_option(body.as_ref()),
            resolved: resolved.then_some(true),
            paused: *paused,
        }
    }
}

impl Row for ChannelRow {
    const TABLE: &'static str = "channel";

    fn read(self) -> Result<(Record, u64), Unreadable> {
        let quiet = |QuietRow { from, until, days }: QuietRow| {
            Ok::<_, Unreadable>(QuietHours {
                from: parse_option("quiet.from", from.as_ref())?,
                until: parse_option("quiet.until", until.as_ref())?,
                days: parse_list("quiet.days", &days)?,
            })
        };
        let escalation = |EscalationRow { after, to }: EscalationRow| {
            Ok::<_, Unreadable>(Escalation { after: parse("escalation.after", &after)?, to: key("escalation.to", to)? })
        };
        let AboutRow { kinds, rules, min_severity, owners, tags } = self.about;
        let channel = Channel {
            key: key("id", self.id)?,
            name: parse_option("name", self.name.as_ref())?,
            kind: parse("kind", &self.kind)?,
            url: parse_option("url", self.url.as_ref())?,
            url_from: parse_option("urlFrom", self.url_from.as_ref())?,
            secret_from: parse_option("secretFrom", self.secret_from.as_ref())?,
            to: parse_list("to", &self.to)?,
            about: AlertFilter {
                kinds: parse_list("about.kinds", &kinds)?,
                rules: parse_list("about.rules", &rules)?,
                min_severity: parse_option("about.minSeverity", min_severity.as_ref())?,
                owners: parse_list("about.owners", &owners)?,
                tags: parse_list("about.tags", &tags)?,
            },
            schedule: parse_option("schedule", self.schedule.as_ref())?,
            quiet: self.quiet.map(quiet).transpose()?,
            zone: parse_option("zone", self.zone.as_ref())?,
            escalation: self.escalation.map(escalation).transpose()?,
            subject: parse_option("subject", self.subject.as_ref())?,
            body: parse_option("body", self.body.as_ref())?,
            resolved: self.resolved.unwrap_or_default(),
            paused: self.paused,
        };
        Ok((Record::Channel(channel), revision(self.revision)?))
    }
}
