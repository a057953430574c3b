//! What people are told of: looks, days that come near, and what the forecast says, each as one cause an alert.

use std::collections::{BTreeMap, BTreeSet};

use kept_engine::{Deadline, Documented, ForecastStep};
use kept_schema::{
    Acceptance, AlertKind, Day, FindingId, NodeId, PartyKey, PromiseKey, Register, Rule, Severity, Text, Verdict,
};
use kept_store::{Look, Sighting};
use serde_json::{Value, json};

use super::super::seen::{grade_of, word};

/// Findings that an alert tells in full.
const TOLD: usize = 20;
/// Findings that an alert knows by id.
const KNOWN: usize = 1000;

/// Why people are told something.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cause {
    /// What tells it from other causes: nobody is told twice of the same.
    pub(super) key: String,
    pub(super) kind: AlertKind,
    pub(super) severity: Severity,
    pub(super) title: String,
    pub(super) told: Value,
    pub(super) rule: Option<Rule>,
    pub(super) about: About,
}

/// Who looks after what it is about, and the tags of the parties.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct About {
    pub(super) owners: BTreeSet<Text>,
    pub(super) tags: BTreeSet<Text>,
}

impl About {
    fn add(&mut self, register: &Register, subject: &NodeId) {
        match subject {
            NodeId::Party(key) => self.party(register, key),
            NodeId::Flow(key) => {
                if let Some(flow) = register.flows().get(key) {
                    self.party(register, &flow.recipient);
                    self.party(register, register.operator_of(&flow.recipient));
                }
            }
            NodeId::Contract(key) => {
                if let Some(contract) = register.contracts().get(key) {
                    self.owners.extend(contract.owner.clone());
                    let others = contract.parties.iter().filter(|side| !register.is_own(&side.party));
                    others.for_each(|side| self.party(register, &side.party));
                }
            }
            NodeId::Observation(key) => {
                if let Some(seen) = register.observations().get(key) {
                    [Some(&seen.source), seen.recipient.as_ref()]
                        .into_iter()
                        .flatten()
                        .for_each(|party| self.party(register, party));
                }
            }
            NodeId::Notice(_)
            | NodeId::Promise(_)
            | NodeId::Term(..)
            | NodeId::Acceptance(_)
            | NodeId::Assignment(_)
            | NodeId::Channel(_) => {}
        }
    }

    fn party(&mut self, register: &Register, key: &PartyKey) {
        if let Some(party) = register.parties().get(key) {
            self.owners.extend(party.owner.clone());
            self.tags.extend(party.tags.iter().cloned());
        }
    }
}

/// Whether a look tells of something that is wrong and was not so wrong before.
fn is_news(told: &Value) -> bool {
    let Some((verdict, severity)) = grade_of(told) else { return false };
    // What is right today and ends soon is a deadline.
    if verdict == Verdict::Kept || severity == Severity::Info {
        return false;
    }
    told.get("was").and_then(grade_of).is_none_or(|(was, before)| severity > before || verdict > was)
}

/// What a look found wrong: a cause a rule and promise, so that a thousand flows to one vendor are one alert.
pub(super) fn of_look(look: &Look, register: &Register) -> Vec<Cause> {
    let mut groups: BTreeMap<(Rule, Option<PromiseKey>), Vec<&Sighting>> = BTreeMap::new();
    for sighting in look.sightings.iter().filter(|sighting| sighting.is_there && is_news(&sighting.told)) {
        if let Some(rule) = word(&sighting.told, "rule") {
            groups.entry((rule, word(&sighting.told, "promise"))).or_default().push(sighting);
        }
    }
    let causes = groups.into_iter().map(|((rule, promise), sightings)| {
        let of_promise = promise.as_ref().map_or_else(String::new, |key| format!("/{key}"));
        let key = format!("look/{}/{rule}{of_promise}", look.number);
        of_findings(key, rule, promise.as_ref(), sightings, look.revision, register)
    });
    let mut causes: Vec<Cause> = causes.collect();
    causes.sort_by_key(|cause| std::cmp::Reverse(cause.severity));
    causes
}

/// The name of the cause that what accepted a finding is over.
pub(super) fn lapse(acceptance: &Acceptance) -> String {
    format!("open-again/{}/{}", acceptance.key, acceptance.until)
}

/// A finding that is open again, because what accepted it is over.
pub(super) fn of_lapse(acceptance: &Acceptance, sighting: &Sighting, register: &Register) -> Option<Cause> {
    let (told, revision) = (&sighting.told, register.revision());
    let rule = Some(told).filter(|told| is_news(told)).and_then(|told| word(told, "rule"))?;
    let promise: Option<PromiseKey> = word(told, "promise");
    let cause = of_findings(lapse(acceptance), rule, promise.as_ref(), vec![sighting], revision, register);
    let title = format!("Accepted until {}, and still there: {}", acceptance.until, cause.title);
    Some(Cause { title, ..cause })
}

/// Findings of one rule and promise, as a cause.
fn of_findings(
    key: String,
    rule: Rule,
    promise: Option<&PromiseKey>,
    mut sightings: Vec<&Sighting>,
    revision: u64,
    register: &Register,
) -> Cause {
    let severity = |sighting: &Sighting| word::<Severity>(&sighting.told, "severity").unwrap_or(Severity::Info);
    sightings.sort_by_key(|sighting| (std::cmp::Reverse(severity(sighting)), sighting.finding));
    let mut about = About::default();
    for subject in sightings.iter().filter_map(|sighting| word::<String>(&sighting.told, "subject")?.parse().ok()) {
        about.add(register, &subject);
    }
    let message = |sighting: &&Sighting| word::<String>(&sighting.told, "message");
    let title = match sightings.as_slice() {
        [only] => message(only).unwrap_or_else(|| rule.title().to_owned()),
        several => {
            let promise = promise.map_or_else(String::new, |key| format!(" about the promise {key}"));
            format!("{}: {} findings{promise}", rule.title(), several.len())
        }
    };
    let findings: Vec<Value> = sightings
        .iter()
        .take(TOLD)
        .map(|sighting| {
            let mut told = sighting.told.clone();
            if let Some(fields) = told.as_object_mut() {
                fields.insert("id".to_owned(), json!(sighting.finding.to_string()));
                fields.remove("was");
            }
            told
        })
        .collect();
    let ids: Vec<String> = sightings.iter().take(KNOWN).map(|sighting| sighting.finding.to_string()).collect();
    Cause {
        key,
        kind: AlertKind::Finding,
        severity: sightings.first().map_or(Severity::Info, |sighting| severity(sighting)),
        title,
        told: json!({
            "rule": rule, "promise": promise, "count": sightings.len(), "findings": findings, "ids": ids,
            "revision": revision, "owners": about.owners, "tags": about.tags,
        }),
        rule: Some(rule),
        about,
    }
}

/// The findings an alert knows by id.
pub(super) fn findings(told: &Value) -> impl Iterator<Item = FindingId> {
    let ids = told.get("ids").and_then(Value::as_array);
    ids.into_iter().flatten().filter_map(|id| id.as_str()?.parse().ok())
}

/// A day of what is told.
pub(super) fn day(told: &Value, field: &str) -> Option<Day> {
    told.get(field)?.as_str()?.parse().ok()
}

/// The deadline an alert is about, and its day.
pub(super) fn deadline(told: &Value) -> Option<(&str, Day)> {
    let deadline = told.get("deadline")?;
    Some((deadline.get("id")?.as_str()?, day(deadline, "dueOn")?))
}

/// The day by which someone has to act: of a deadline, or of what is forecast.
pub(super) fn due(told: &Value) -> Option<Day> {
    deadline(told).map(|(_, day)| day).or_else(|| day(told, "actBy")).or_else(|| day(told, "on"))
}

/// Deadlines that are as near as they are to be told, each with how many days ahead: the latest of those there are, so
/// that who slept over one is told once.
pub(super) fn of_deadlines<'a>(deadlines: impl Iterator<Item = &'a Deadline>, today: Day) -> Vec<Cause> {
    let causes = deadlines.filter_map(|deadline| {
        let left = today.days_until(deadline.due_on).max(0);
        let ahead = deadline.days_ahead.iter().copied().filter(|ahead| left <= i64::from(*ahead)).min()?;
        let severity = match left {
            ..=7 => Severity::High,
            8..=30 => Severity::Medium,
            _ => Severity::Low,
        };
        let about =
            About { owners: deadline.owner.iter().cloned().collect(), tags: deadline.tags.iter().cloned().collect() };
        Some(Cause {
            key: format!("deadline/{}/{}/{ahead}", deadline.id, deadline.due_on),
            kind: AlertKind::Deadline,
            severity,
            title: deadline.message.english().to_owned(),
            told: json!({
                "deadline": { "id": deadline.id, "kind": deadline.kind, "subject": deadline.subject.to_string(),
                    "dueOn": deadline.due_on, "daysAhead": ahead },
                "owners": about.owners, "tags": about.tags,
            }),
            rule: None,
            about,
        })
    });
    causes.collect()
}

/// The name by which an alert knows whether its deadline still stands.
pub(super) fn standing(id: &str, due_on: Day) -> String {
    format!("{id}@{due_on}")
}

/// Promises that will be kept worse than today if nothing is done: each with the first day.
pub(super) fn of_forecast(steps: &[ForecastStep], register: &Register) -> Vec<Cause> {
    let mut worst: BTreeMap<&PromiseKey, Verdict> = BTreeMap::new();
    let mut causes = Vec::new();
    for step in steps {
        for (promise, before, after) in &step.delta.promises {
            let Some(after) = *after else { continue };
            let known = worst.get(promise).copied().or(*before).unwrap_or(Verdict::Kept);
            if after <= known {
                continue;
            }
            worst.insert(promise, after);
            let mut about = About::default();
            step.causes.iter().filter_map(|event| event.id.as_ref()).for_each(|id| about.add(register, id));
            let what = if after == Verdict::Broken { "will be broken" } else { "cannot be shown to be kept" };
            let title = format!(
                "The promise {promise} {what} from {} on if nothing is done; acting helps until {}",
                step.on, step.act_by
            );
            let why: Vec<Value> = step
                .causes
                .iter()
                .map(|event| json!({ "kind": event.kind, "id": event.id.as_ref().map(ToString::to_string) }))
                .collect();
            causes.push(Cause {
                key: format!("forecast/{promise}/{after}/{}", step.on),
                kind: AlertKind::Forecast,
                severity: if after == Verdict::Broken { Severity::High } else { Severity::Medium },
                title,
                told: json!({
                    "promise": promise, "verdict": after, "on": step.on, "actBy": step.act_by, "causes": why,
                    "owners": about.owners, "tags": about.tags,
                }),
                rule: None,
                about,
            });
        }
    }
    causes
}
