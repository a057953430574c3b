//! Edits that accept the risk of a finding, and that take it back.

use kept_engine::Finding;
use kept_schema::{
    Acceptance, AcceptanceKey, Day, Edit, FindingId, NodeId, Problem, Problems, Record, Register, SourcedEdit, Text,
};

/// Why a risk is accepted, by whom, and for how long, as someone wrote it.
#[derive(Clone, Debug)]
pub struct Acceptable {
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// The last day.
    pub until: Day,
}

/// The acceptance of a finding as it is today; `at` is what the names of its fields are written behind.
///
/// # Errors
/// When a text is empty or too long, or the last day is over.
pub fn acceptance(finding: &Finding, today: Day, said: &Acceptable, at: &str) -> Result<Acceptance, Problems> {
    let mut problems = Vec::new();
    let mut wrong = |field: &str, message: String| {
        problems.push(Problem { origin: None, path: format!("{at}{field}"), message });
    };
    let mut text = |field: &str, text: &str, missing: &str| -> Text {
        if text.trim().is_empty() {
            wrong(field, missing.to_owned());
        }
        text.parse().unwrap_or_else(|error: kept_schema::key::TextTooLong| {
            wrong(field, error.to_string());
            Text::default()
        })
    };
    let reason = text("reason", &said.reason, "say why it is accepted");
    let owner = text("owner", &said.owner, "say who answers for it");
    if said.until < today {
        wrong("until", format!("{} is over; say a last day from {today} on", said.until));
    }
    // One a finding and day: who accepts it again on the same day corrects what was said.
    let key = AcceptanceKey::new(format!("risk-{}-{today}", finding.id));
    let Finding { id, verdict, severity, .. } = *finding;
    let until = said.until;
    Problems::check(problems)?;
    let key = key.map_err(|error| {
        Problems::one(Problem { origin: None, path: at.trim_end_matches('.').to_owned(), message: error.to_string() })
    })?;
    Ok(Acceptance { key, finding: id, verdict, severity, reason, owner, accepted_on: today, until })
}

/// The edits that end what accepts a finding today: what began today is removed, the rest ends yesterday.
/// None when nothing accepts it.
#[must_use]
pub fn reopen(register: &Register, finding: FindingId, today: Day) -> Vec<SourcedEdit> {
    let acceptances = register.acceptances().values().filter(|acceptance| acceptance.finding == finding);
    let of_today = acceptances.filter(|acceptance| acceptance.accepted_on <= today && today <= acceptance.until);
    let end = |acceptance: &Acceptance| {
        if acceptance.accepted_on == today {
            Edit::Delete(NodeId::Acceptance(acceptance.key.clone()))
        } else {
            Edit::Put(Record::Acceptance(Acceptance { until: today.previous(), ..acceptance.clone() }))
        }
    };
    of_today.map(|acceptance| end(&acceptance.value).into()).collect()
}
