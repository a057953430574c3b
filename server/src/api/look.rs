//! Looks: which findings appeared and went away, and when.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, Enum, ID, SimpleObject};
use kept_engine::{FindingId, Severity as EngineSeverity, Verdict as EngineVerdict};
use kept_store::{Look, LookCause as StoredCause, Sighting};
use serde::de::DeserializeOwned;

use super::error::Fault;
use super::finding::FindingObject;
use super::log::ChangeObject;
use super::page::{DEFAULT_LIST, limit};
use super::scalar::{Date, Moment};
use super::subscription::FindingEventKind;
use super::words::{Severity, Verdict};
use super::write::app;
use super::{day_of, snapshot};

/// What made findings appear or go away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum LookCause {
    /// A change of the register.
    Change,
    /// A new day, or a new version of the rules.
    Day,
}

/// A look at the register that found other findings than the look before it.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(name = "Look", complex)]
pub(crate) struct LookObject {
    /// Its number, from 1 without gaps.
    number: u64,
    /// When it was made.
    at: Moment,
    /// The day the findings are of.
    as_of: Date,
    /// The revision of the register that was looked at.
    revision: u64,
    /// What made the findings others.
    cause: LookCause,
    /// How many findings appeared, or became graver or less grave.
    appeared: usize,
    /// How many findings went away.
    disappeared: usize,
    #[graphql(skip)]
    look: Arc<Look>,
}

#[ComplexObject]
impl LookObject {
    /// The change that made it so; null when a new day did.
    async fn change(&self, ctx: &Context<'_>) -> Result<Option<ChangeObject>, Fault> {
        if self.cause == LookCause::Day {
            return Ok(None);
        }
        let headers = app(ctx)?.store().change_headers(self.revision.saturating_sub(1), 1).await?;
        Ok(headers.into_iter().next().map(ChangeObject::of))
    }

    /// What was seen: first what appeared, the gravest first, then what went away.
    #[graphql(complexity = "10 * child_complexity + 5")]
    async fn sightings(
        &self,
        #[graphql(desc = "How many at most, up to 500.", default_with = "Some(DEFAULT_LIST)")] first: Option<i32>,
    ) -> Result<Vec<SightingObject>, Fault> {
        let sightings = self.look.sightings.iter().take(limit(first)?);
        Ok(sightings.map(|sighting| SightingObject::of(&self.look, sighting)).collect())
    }
}

/// What a look saw of one finding, as it was then.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(name = "Sighting", complex)]
pub(crate) struct SightingObject {
    /// Whether it appeared or went away.
    kind: FindingEventKind,
    /// When.
    at: Moment,
    /// The id of the finding.
    finding_id: ID,
    /// The code of the rule that found it; null, as all that follows, when nobody knows any more.
    rule: Option<String>,
    /// Its verdict then.
    verdict: Option<Verdict>,
    /// How much it mattered then.
    severity: Option<Severity>,
    /// The id of what it was about.
    subject_id: Option<ID>,
    /// The key of the promise it concerned.
    promise_key: Option<String>,
    /// What was wrong, in a sentence. In English: it is told as it was written down then.
    message: Option<String>,
    #[graphql(skip)]
    id: FindingId,
}

#[ComplexObject]
impl SightingObject {
    /// The finding as it is today; null when it is not there.
    #[graphql(complexity = "child_complexity + 2")]
    async fn finding(&self, ctx: &Context<'_>) -> Result<Option<FindingObject>, Fault> {
        let (snapshot, day) = (snapshot(ctx), day_of(None));
        let report = snapshot.report_on(day).await?;
        let found = report.findings.iter().find(|finding| finding.id == self.id);
        Ok(found.map(|finding| FindingObject::new(&snapshot, day, finding)))
    }
}

impl SightingObject {
    fn of(look: &Look, sighting: &Sighting) -> Self {
        // A later version may not know a word of an earlier one: then it is not told.
        fn told<T: DeserializeOwned>(sighting: &Sighting, field: &str) -> Option<T> {
            serde_json::from_value(sighting.told.get(field)?.clone()).ok()
        }
        Self {
            kind: if sighting.is_there { FindingEventKind::Appeared } else { FindingEventKind::Disappeared },
            at: Moment(look.at),
            finding_id: sighting.finding.to_string().into(),
            rule: told(sighting, "rule"),
            verdict: told::<EngineVerdict>(sighting, "verdict").map(Into::into),
            severity: told::<EngineSeverity>(sighting, "severity").map(Into::into),
            subject_id: told::<String>(sighting, "subject").map(Into::into),
            promise_key: told(sighting, "promise"),
            message: told(sighting, "message"),
            id: sighting.finding,
        }
    }
}

/// Reading looks.
#[derive(Default)]
pub(crate) struct LookQuery;

#[async_graphql::Object]
impl LookQuery {
    /// What broke and what was mended, the latest first: each time the findings were others than before.
    #[graphql(complexity = "20 * child_complexity + 10")]
    async fn looks(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only looks before the one of this number.")] before: Option<u64>,
        #[graphql(desc = "How many at most, up to 500.", default_with = "Some(DEFAULT_LIST)")] first: Option<i32>,
    ) -> Result<Vec<LookObject>, Fault> {
        let (app, count) = (app(ctx)?, limit(first)? as u64);
        let last = before.map_or(u64::MAX, |before| before.saturating_sub(1)).min(app.last_look());
        if count == 0 || last == 0 {
            return Ok(Vec::new());
        }
        let looks = app.looks(last.saturating_sub(count - 1).max(1), last).await?;
        Ok(looks.into_iter().map(LookObject::of).collect())
    }
}

impl LookObject {
    fn of(look: Look) -> Self {
        let appeared = look.sightings.iter().filter(|sighting| sighting.is_there).count();
        Self {
            number: look.number,
            at: Moment(look.at),
            as_of: Date(look.as_of),
            revision: look.revision,
            cause: match look.cause {
                StoredCause::Change => LookCause::Change,
                StoredCause::Day => LookCause::Day,
            },
            appeared,
            disappeared: look.sightings.len() - appeared,
            look: Arc::new(look),
        }
    }
}
