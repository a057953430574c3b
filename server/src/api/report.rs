//! Reports.

mod ask;

use std::collections::BTreeSet;
use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};
use kept_engine::{Finding, FindingId, Report, Rule, Severity as EngineSeverity, Verdict as EngineVerdict};
use kept_schema::NodeId;
use kept_schema::problem::hint;

use super::acceptance::FindingState;
use super::error::Fault;
use super::finding::FindingObject;
use super::listing::Words;
use super::page::{Connection, PageArgs, cost};
use super::promise::PromiseObject;
use super::scalar::{Date, Moment};
use super::words::{NodeKind, Severity, Verdict};
use super::write::app;
use super::{blocking, day_of, language, snapshot_known_at};
use crate::app::Snapshot;
use ask::{FindingOrder, Wanted};

/// A report on a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct ReportObject {
    snapshot: Arc<Snapshot>,
    report: Arc<Report>,
    rules: Option<BTreeSet<Rule>>,
}

/// How many promises there are of each verdict, and findings of each severity.
#[derive(Clone, Copy, Debug, Default, SimpleObject)]
pub(crate) struct ReportCounts {
    /// Promises that are kept.
    kept: usize,
    /// Promises that are broken.
    broken: usize,
    /// Promises that cannot be shown to be kept.
    unproven: usize,
    /// All findings.
    findings: usize,
    /// Findings of severity INFO.
    info: usize,
    /// Findings of severity LOW.
    low: usize,
    /// Findings of severity MEDIUM.
    medium: usize,
    /// Findings of severity HIGH.
    high: usize,
    /// Findings of severity CRITICAL.
    critical: usize,
}

/// The verdict on one promise.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct PromiseVerdict {
    /// The promise.
    promise: PromiseObject,
    /// Whether it is kept.
    verdict: Verdict,
}

impl ReportObject {
    fn findings(&self) -> impl Iterator<Item = &Finding> {
        let wanted = |finding: &&Finding| self.rules.as_ref().is_none_or(|rules| rules.contains(&finding.rule));
        self.report.findings.iter().filter(wanted)
    }
}

/// The rule of a code.
fn rule(path: &str, code: &str) -> Result<Rule, Fault> {
    Rule::from_code(code).ok_or_else(|| {
        let codes: Vec<&str> = Rule::ALL.iter().map(|rule| rule.code()).collect();
        let shown: String = code.chars().take(80).collect();
        let near = hint(code, &codes);
        Fault::invalid(path, format!("`{shown}` is not a rule; the rules are {}{near}", codes.join(", ")))
    })
}

/// What there is to say about the register on a day: the verdict on each promise, and what is wrong.
#[Object(name = "Report")]
impl ReportObject {
    /// The day it is about.
    async fn as_of(&self) -> Date {
        Date(self.report.as_of)
    }

    /// The revision of the register it is about.
    async fn revision(&self) -> u64 {
        self.report.revision
    }

    /// Whether every search came to its end. When false, findings may be missing.
    async fn complete(&self) -> bool {
        self.report.complete
    }

    /// How many promises and findings there are of each sort.
    async fn counts(&self) -> ReportCounts {
        let mut counts = ReportCounts::default();
        for promise in &self.report.promises {
            *match promise.verdict {
                EngineVerdict::Kept => &mut counts.kept,
                EngineVerdict::Unproven => &mut counts.unproven,
                EngineVerdict::Broken => &mut counts.broken,
            } += 1;
        }
        for finding in self.findings() {
            counts.findings += 1;
            *match finding.severity {
                EngineSeverity::Info => &mut counts.info,
                EngineSeverity::Low => &mut counts.low,
                EngineSeverity::Medium => &mut counts.medium,
                EngineSeverity::High => &mut counts.high,
                EngineSeverity::Critical => &mut counts.critical,
            } += 1;
        }
        counts
    }

    /// The verdict on each promise of the notices in force, by key.
    #[graphql(complexity = "50 * child_complexity + 1")]
    async fn promises(
        &self,
        #[graphql(desc = "Only promises with this verdict.")] verdict: Option<Verdict>,
    ) -> Vec<PromiseVerdict> {
        let verdict = verdict.map(EngineVerdict::from);
        let wanted =
            self.report.promises.iter().filter(|promise| verdict.is_none_or(|verdict| promise.verdict == verdict));
        let promises = wanted.filter_map(|found| {
            let promise = PromiseObject::find(&self.snapshot, &found.promise)?;
            Some(PromiseVerdict { promise, verdict: found.verdict.into() })
        });
        promises.collect()
    }

    /// What is wrong, cannot be shown to be right, or must be seen to in time: the gravest first.
    #[expect(clippy::too_many_arguments, reason = "a GraphQL field has the arguments it has")]
    #[graphql(name = "findings", complexity = "cost(first, last, child_complexity)")]
    async fn finding_page(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only findings of this severity or a higher one.")] min_severity: Option<Severity>,
        #[graphql(desc = "Only findings of the rule of this code, such as `commitment-broken`.")] rule: Option<String>,
        #[graphql(desc = "Only findings with this verdict.")] verdict: Option<Verdict>,
        #[graphql(desc = "Only findings about what has this id, or concerning the promise or contract of this id.")]
        subject: Option<ID>,
        #[graphql(desc = "Only findings whose risk someone accepted, or nobody did.")] state: Option<FindingState>,
        #[graphql(desc = "Only findings that this person, role or team sees to, whatever the case of the name.")]
        assigned_to: Option<String>,
        #[graphql(desc = "Only findings that someone was told to see to, or nobody was.")] assigned: Option<bool>,
        #[graphql(desc = "Only findings about something of this kind.")] about: Option<NodeKind>,
        #[graphql(
            desc = "Only findings of which all these words are said, in the sentence, the rule's name, what the things \
            and categories they name are called, or the id, whatever their case."
        )]
        text: Option<String>,
        #[graphql(desc = "In which order; when not said the gravest first, then by rule.")] order_by: Option<
            FindingOrder,
        >,
        #[graphql(desc = "How many from the start; 50 when not said, at most 500.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 500.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<FindingObject>, Fault> {
        let subject =
            subject.map(|id| id.parse::<NodeId>().map_err(|error| Fault::invalid("subject", error.to_string())));
        let wanted = Wanted {
            least: min_severity.map(Into::into),
            rule: rule.map(|code| self::rule("rule", &code)).transpose()?,
            verdict: verdict.map(Into::into),
            subject: subject.transpose()?,
            about: about.map(Into::into),
            state,
            assigned_to,
            assigned,
            words: text.as_deref().map(Words::of),
            language: language(ctx),
        };
        let args = PageArgs::new(first, after, last, before);
        let (app, report) = (app(ctx)?.clone(), self.clone());
        blocking(move || {
            let (snapshot, day) = (&report.snapshot, report.report.as_of);
            let findings = report.findings().filter(|finding| wanted.has(snapshot, day, finding));
            match order_by {
                None => FindingObject::page(snapshot, day, findings, &args),
                Some(order) => FindingObject::page_in(snapshot, day, findings, &args, &order.list(), |finding| {
                    order.place(&app, snapshot, day, finding)
                }),
            }
        })
        .await?
    }
}

/// Reading reports and findings.
#[derive(Default)]
pub(crate) struct ReportQuery;

#[Object]
impl ReportQuery {
    /// Whether every promise is kept on a day, and what is wrong.
    #[graphql(complexity = "child_complexity + 10")]
    async fn report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day that is asked about, past or to come; today when not said.")] as_of: Option<Date>,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
        #[graphql(desc = "Only findings of the rules of these codes. Verdicts are given all the same.")] rules: Option<
            Vec<String>,
        >,
    ) -> Result<ReportObject, Fault> {
        let rules = rules.map(|codes| {
            let numbered = codes.iter().enumerate();
            numbered.map(|(index, code)| rule(&format!("rules[{index}]"), code)).collect::<Result<BTreeSet<_>, _>>()
        });
        let rules = rules.transpose()?;
        let snapshot = snapshot_known_at(ctx, known_at).await?;
        let report = snapshot.report_on(day_of(as_of)).await?;
        Ok(ReportObject { snapshot, report, rules })
    }

    /// The finding of an id on a day; null when there is none.
    #[graphql(complexity = "child_complexity + 10")]
    async fn finding(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id: 16 hexadecimal digits.")] id: ID,
        #[graphql(desc = "The day that is asked about; today when not said.")] as_of: Option<Date>,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
    ) -> Result<Option<FindingObject>, Fault> {
        let Ok(id) = id.parse::<FindingId>() else { return Ok(None) };
        let (snapshot, day) = (snapshot_known_at(ctx, known_at).await?, day_of(as_of));
        let report = snapshot.report_on(day).await?;
        let found = report.findings.iter().find(|finding| finding.id == id);
        Ok(found.map(|finding| FindingObject::new(&snapshot, day, finding)))
    }
}
