//! `/metrics`: where the register stands, for Prometheus.

use std::collections::BTreeMap;
use std::sync::Arc;

use kept_engine::{DeadlineKind, deadlines};
use kept_schema::{Day, Duration};
use kept_store::DeliveryState;
use poem::web::Data;
use poem::{Response, handler};
use prometheus::{IntGaugeVec, Opts, Registry, TextEncoder};

use crate::app::{AlertState, App, Snapshot, today};

/// Deadlines are counted that are at most so many days away.
const WITHIN: [u32; 3] = [7, 30, 90];

#[handler]
pub(super) async fn endpoint(app: Data<&Arc<App>>) -> poem::Result<Response> {
    let (snapshot, day) = (app.snapshot(), today());
    let report = snapshot.report_on(day).await.map_err(poem::error::InternalServerError)?;
    let deliveries = app.store().count_deliveries().await.map_err(poem::error::InternalServerError)?;
    let app = app.clone();
    let made = tokio::task::spawn_blocking(move || text(&app, &snapshot, &report, &deliveries, day)).await;
    let text = made.map_err(poem::error::InternalServerError)?.map_err(poem::error::InternalServerError)?;
    Ok(Response::builder().content_type(prometheus::TEXT_FORMAT).body(text))
}

/// One gauge with its labels, and a number for each combination of them.
fn gauge<const N: usize>(
    registry: &Registry,
    name: &str,
    help: &str,
    labels: [&str; N],
    numbers: impl IntoIterator<Item = ([String; N], usize)>,
) -> prometheus::Result<()> {
    let gauge = IntGaugeVec::new(Opts::new(name, help), &labels)?;
    registry.register(Box::new(gauge.clone()))?;
    for (labels, number) in numbers {
        gauge.with_label_values(&labels).set(i64::try_from(number).unwrap_or(i64::MAX));
    }
    Ok(())
}

fn text(
    app: &App,
    snapshot: &Snapshot,
    report: &kept_engine::Report,
    deliveries: &[(DeliveryState, u64)],
    day: Day,
) -> prometheus::Result<String> {
    let registry = Registry::new();
    let register = snapshot.register();
    let records = [
        ("party", register.parties().len()),
        ("contract", register.contracts().len()),
        ("flow", register.flows().len()),
        ("notice", register.notices().len()),
        ("promise", register.promises().len()),
        ("acceptance", register.acceptances().len()),
        ("observation", register.observations().len()),
    ];
    let records = records.into_iter().map(|(kind, count)| ([kind.to_owned()], count));
    gauge(&registry, "kept_records", "Records of the register, by kind.", ["kind"], records)?;
    let revision = usize::try_from(register.revision()).unwrap_or(usize::MAX);
    gauge(
        &registry,
        "kept_revision",
        "The revision of the register: how many changes were made.",
        [],
        [([], revision)],
    )?;

    // Every promise is told, so that a verdict nobody has is 0 and not missing.
    let mut promises: BTreeMap<_, usize> =
        ["KEPT", "UNPROVEN", "BROKEN"].map(|verdict| ([verdict.to_owned()], 0)).into();
    for promise in &report.promises {
        *promises.entry([promise.verdict.code().to_owned()]).or_default() += 1;
    }
    gauge(&registry, "kept_promises", "Promises of today, by verdict.", ["verdict"], promises)?;
    let accepted = kept_engine::Acceptances::of(register);
    let mut findings: BTreeMap<[String; 4], usize> = BTreeMap::new();
    for finding in &report.findings {
        let state = if accepted.holding(finding, day).is_some() { "accepted" } else { "open" };
        let labels = [finding.rule.code(), finding.verdict.code(), finding.severity.code(), state].map(str::to_owned);
        *findings.entry(labels).or_default() += 1;
    }
    let labels = ["rule", "verdict", "severity", "state"];
    gauge(&registry, "kept_findings", "Findings of today, by rule, verdict, severity and state.", labels, findings)?;

    let longest = WITHIN.into_iter().max().unwrap_or_default();
    let soon = deadlines(register, day, day.plus(Duration::from_days(longest), 1));
    let counted = DeadlineKind::ALL.into_iter().flat_map(|kind| WITHIN.map(|days| (kind, days)));
    let counted = counted.map(|(kind, days)| {
        let due = |deadline: &&kept_engine::Deadline| {
            deadline.kind == kind && day.days_until(deadline.due_on) <= i64::from(days)
        };
        ([kind.code().to_owned(), days.to_string()], soon.iter().filter(due).count())
    });
    let help = "Deadlines at most so many days away, by kind.";
    gauge(&registry, "kept_deadlines", help, ["kind", "within_days"], counted)?;

    let states = [AlertState::Open, AlertState::Snoozed, AlertState::Acknowledged, AlertState::Resolved];
    let words = ["open", "snoozed", "acknowledged", "resolved"];
    let state = app.alert_states(snapshot);
    let alerts: Vec<AlertState> = app.alerts().iter().map(|alert| state(alert)).collect();
    let alerts = states
        .into_iter()
        .zip(words)
        .map(|(state, word)| ([word.to_owned()], alerts.iter().filter(|found| **found == state).count()));
    gauge(&registry, "kept_alerts", "Alerts, by where they stand.", ["state"], alerts)?;
    let deliveries = [DeliveryState::Pending, DeliveryState::Sent, DeliveryState::Dead].map(|state| {
        let count = deliveries.iter().find(|(found, _)| *found == state).map_or(0, |(_, count)| *count);
        ([state.as_str().to_lowercase()], usize::try_from(count).unwrap_or(usize::MAX))
    });
    gauge(
        &registry,
        "kept_deliveries",
        "Messages that alerts were sent in, by what became of them.",
        ["state"],
        deliveries,
    )?;
    TextEncoder::new().encode_to_string(&registry.gather())
}
