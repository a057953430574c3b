//! When findings were first and last seen: what the looks of the store add up to, and the looks this process makes.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, Utc};
use kept_engine::{Finding, FindingId, Lives, Report, ReportDelta, Seen, diff};
use kept_schema::{Day, Severity, Verdict};
use kept_store::{CommitError, Look, LookCause, NewLook, Sighting, Store, StoreError};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::standing::Turn;
use super::{App, Plan, Snapshot, WriteError, today};

/// What the looks of the store add up to.
#[derive(Debug, Default)]
pub(super) struct Sightings(RwLock<Sum>);

#[derive(Debug, Default)]
struct Sum {
    /// The number of the last look.
    number: u64,
    /// The day of the last look.
    as_of: Option<Day>,
    lives: Lives,
    /// How grave the findings that are there were when that was told last.
    grades: HashMap<FindingId, Grade>,
    /// The revision and day whose findings are known to be those that are there.
    compared: Option<(u64, Day)>,
}

impl Sum {
    fn take(&mut self, look: &Look) {
        self.number = look.number;
        self.as_of = Some(look.as_of);
        for Sighting { finding, is_there, told } in &look.sightings {
            self.lives.note(*finding, *is_there, look.at);
            match grade_of(told).filter(|_| *is_there) {
                Some(grade) => self.grades.insert(*finding, grade),
                None => self.grades.remove(finding),
            };
        }
    }
}

/// How grave a finding is.
pub(super) type Grade = (Verdict, Severity);

/// A word of what a look said; a later version may not know one of an earlier one.
pub(super) fn word<T: DeserializeOwned>(told: &Value, field: &str) -> Option<T> {
    serde_json::from_value(told.get(field)?.clone()).ok()
}

/// How grave a look said that a finding is.
pub(super) fn grade_of(told: &Value) -> Option<Grade> {
    Some((word(told, "verdict")?, word(told, "severity")?))
}

const fn grade(finding: &Finding) -> Grade {
    (finding.verdict, finding.severity)
}

/// What is told of a finding in a look, and how grave it was before when it was there.
pub(super) fn told(finding: &Finding, is_there: bool, before: Option<Grade>) -> Sighting {
    let Finding { rule, aspect, verdict, severity, subject, promise, message, .. } = finding;
    let mut told = json!({
        "rule": rule, "aspect": aspect, "verdict": verdict, "severity": severity, "subject": subject.to_string(),
        "promise": promise, "message": message,
    });
    if let (Some((verdict, severity)), Some(fields)) = (before, told.as_object_mut()) {
        fields.insert("was".to_owned(), json!({ "verdict": verdict, "severity": severity }));
    }
    Sighting { finding: finding.id, is_there, told }
}

impl Sightings {
    /// Reads the looks that are not read yet.
    pub(super) async fn catch_up(&self, store: &Store) -> Result<(), StoreError> {
        let next = self.read(|sum| sum.number) + 1;
        // No number of a store is larger.
        const LAST: u64 = i64::MAX as u64 - 1;
        store.looks(next, LAST, |look| self.write(|sum| sum.take(&look))).await
    }

    pub(super) fn of(&self, finding: FindingId) -> Option<Seen> {
        self.read(|sum| sum.lives.of(finding))
    }

    /// The number of the last look.
    pub(super) fn last(&self) -> u64 {
        self.read(|sum| sum.number)
    }

    /// Whether a finding was there when it was looked at last.
    pub(super) fn is_there(&self, finding: FindingId) -> bool {
        self.read(|sum| sum.lives.is_there(finding))
    }

    /// How grave a finding that is there was when that was told last.
    pub(super) fn grade(&self, finding: FindingId) -> Option<Grade> {
        self.read(|sum| sum.grades.get(&finding).copied())
    }

    /// What a change made appear and go away, when it is worth a look.
    pub(super) fn of_change(&self, plan: &Plan) -> Option<NewLook> {
        let ReportDelta { appeared, disappeared, .. } = &plan.delta;
        let still: HashSet<_> = appeared.iter().map(|finding| finding.id).collect();
        let gone = disappeared.iter().filter(|finding| !still.contains(&finding.id));
        let before: HashMap<_, _> = disappeared.iter().map(|finding| (finding.id, grade(finding))).collect();
        let there = appeared.iter().map(|finding| told(finding, true, before.get(&finding.id).copied()));
        self.look(plan.as_of, there.chain(gone.map(|finding| told(finding, false, None))).collect())
    }

    fn look(&self, as_of: Day, sightings: Vec<Sighting>) -> Option<NewLook> {
        (!sightings.is_empty()).then(|| NewLook { after: self.last(), as_of, sightings })
    }

    /// Notes a look that was written, and that the findings of a revision and day are those that are there.
    pub(super) fn written(&self, look: Option<&Look>, compared: (u64, Day)) {
        self.write(|sum| {
            if let Some(look) = look {
                sum.take(look);
            }
            sum.compared = Some(compared);
        });
    }

    /// Whether the findings of a revision and day are those that are there.
    fn is_compared(&self, revision: u64, day: Day) -> bool {
        self.read(|sum| sum.compared == Some((revision, day)))
    }

    /// What of a report was not there before or is not as grave as it was told, and what was there and is not in it.
    fn differences(&self, report: &Report) -> (Vec<Sighting>, Vec<FindingId>) {
        self.read(|sum| {
            let new = report.findings.iter().filter_map(|finding| {
                let before = sum.grades.get(&finding.id).copied();
                let is_known = sum.lives.is_there(finding.id) && before.is_none_or(|before| before == grade(finding));
                (!is_known).then(|| told(finding, true, before))
            });
            (new.collect(), sum.lives.missing_from(report))
        })
    }

    // A panic while the lock is held cannot leave a look half taken unless memory ran out.
    fn read<T>(&self, with: impl FnOnce(&Sum) -> T) -> T {
        with(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn write<T>(&self, with: impl FnOnce(&mut Sum) -> T) -> T {
        with(&mut self.0.write().unwrap_or_else(PoisonError::into_inner))
    }
}

impl App {
    /// When a finding was seen, as far as it was.
    #[must_use]
    pub fn seen(&self, finding: FindingId) -> Option<Seen> {
        self.sightings.of(finding)
    }

    /// Looks which findings are there today, and remembers those that appeared or went away since the last look.
    /// Cheap when nothing can have changed since.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub async fn look(&self) -> Result<(), WriteError> {
        self.look_on(today()).await
    }

    pub(super) async fn look_on(&self, day: Day) -> Result<(), WriteError> {
        let _writing = self.writing.lock().await;
        let mut attempt = 0;
        loop {
            let mut turn = self.standing.turn().await;
            let looked = self.look_in_turn(&mut turn, &self.snapshot(), day).await;
            drop(turn);
            match looked {
                Err(error) => self.again(&mut attempt, error).await?,
                Ok(()) => return Ok(()),
            }
        }
    }

    /// When the findings were seen.
    #[must_use]
    pub fn lives(&self) -> Lives {
        self.sightings.read(|sum| sum.lives.clone())
    }

    /// Looks, as whoever has the turn.
    pub(super) async fn look_in_turn(
        &self,
        turn: &mut Turn<'_>,
        snapshot: &Arc<Snapshot>,
        day: Day,
    ) -> Result<(), WriteError> {
        let revision = snapshot.register().revision();
        if self.sightings.is_compared(revision, day) {
            return Ok(());
        }
        turn.stand(snapshot, day).await?;
        let report = snapshot.report_on(day).await?;
        // What the day made of a register that was looked at before, whoever evaluated it meanwhile.
        let delta = match self.sightings.read(|sum| sum.compared) {
            Some((of, before)) if of == revision => diff(snapshot.report_on(before).await?.as_ref(), &report),
            _ => ReportDelta::default(),
        };
        let (mut sightings, gone) = self.sightings.differences(&report);
        if !gone.is_empty() {
            // What is gone is in the report of the day on which it was there.
            let before = match self.sightings.read(|sum| sum.as_of) {
                Some(day) => Some(snapshot.report_on(day).await?),
                None => None,
            };
            let findings = before.iter().flat_map(|report| &report.findings);
            let findings: HashMap<_, _> = findings.map(|finding| (finding.id, finding)).collect();
            sightings.extend(gone.into_iter().map(|id| match findings.get(&id) {
                Some(finding) => told(finding, false, None),
                None => Sighting { finding: id, is_there: false, told: Value::Null },
            }));
        }
        let at = Utc::now();
        let Some(look) = self.sightings.look(day, sightings) else {
            self.sightings.written(None, (revision, day));
            return Ok(());
        };
        self.store.look(revision, at, look.clone()).await.map_err(raced)?;
        let made = made(look, revision, LookCause::Day, at);
        self.sightings.written(Some(&made), (revision, day));
        if !delta.is_empty() {
            let plan = Plan { as_of: day, changes: Vec::new(), delta };
            self.publish(&Arc::new(plan), revision);
        }
        Ok(())
    }

    /// The looks `first` to `last`, newest first, each whole.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn looks(&self, first: u64, last: u64) -> Result<Vec<Look>, StoreError> {
        let mut looks: Vec<Look> = Vec::new();
        let gather = |part: Look| match looks.last_mut().filter(|look| look.number == part.number) {
            Some(look) => look.sightings.extend(part.sightings),
            None => looks.push(part),
        };
        self.store.looks(first, last, gather).await?;
        looks.reverse();
        Ok(looks)
    }

    /// The number of the last look; 0 when there is none.
    #[must_use]
    pub fn last_look(&self) -> u64 {
        self.sightings.last()
    }
}

/// A look as it was written.
pub(super) fn made(look: NewLook, revision: u64, cause: LookCause, at: DateTime<Utc>) -> Look {
    let NewLook { after, as_of, sightings } = look;
    Look { number: after + 1, revision, cause, at, as_of, sightings }
}

/// Who was not the first to write tries again.
pub(super) fn raced(error: CommitError) -> WriteError {
    match error {
        CommitError::Stale { .. } => WriteError::Raced,
        error => error.into(),
    }
}
