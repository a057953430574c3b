//! Edits that accept the risk of a finding, and that take it back.

use kept_engine::Finding;
use kept_schema::{Acceptance, AcceptanceKey, Day, Edit, FindingId, NodeId, Problems, Record, Register, SourcedEdit};

use super::written::Fields;

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
    let mut fields = Fields::behind(at);
    let reason = fields.text("reason", &said.reason, "say why it is accepted");
    let owner = fields.text("owner", &said.owner, "say who answers for it");
    fields.last_day("until", said.until, today);
    let Finding { id, verdict, severity, .. } = *finding;
    // One a finding and day: who accepts it again on the same day corrects what was said.
    let key = fields.finish(AcceptanceKey::new(format!("risk-{id}-{today}")))?;
    let until = said.until;
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
