//! Edits that say who sees to a finding, and that take it back.

use kept_schema::{Assignment, AssignmentKey, Day, Edit, FindingId, NodeId, Problems, Register, SourcedEdit};

use super::written::Fields;

/// Who sees to a finding, as someone wrote it.
#[derive(Clone, Debug)]
pub struct Assignable {
    /// Who.
    pub to: String,
    /// The last day.
    pub due_on: Option<Day>,
    /// What is to be done.
    pub note: Option<String>,
}

/// The assignment of a finding: a new one, or the one there is with what is said now; `at` is what the names of its fields
/// are written behind.
///
/// # Errors
/// When a text is empty or too long, or the last day is over.
pub fn assignment(
    register: &Register,
    finding: FindingId,
    today: Day,
    said: &Assignable,
    at: &str,
) -> Result<Assignment, Problems> {
    let mut fields = Fields::behind(at);
    let to = fields.text("to", &said.to, "say who sees to it");
    let note = fields.optional("note", said.note.as_deref());
    if let Some(due) = said.due_on {
        fields.last_day("dueOn", due, today);
    }
    let known = of_finding(register, finding);
    let key = known.map_or_else(|| AssignmentKey::new(format!("todo-{finding}")), |known| Ok(known.key.clone()));
    let key = fields.finish(key)?;
    // Who had it already has had it since then.
    let assigned_on = known.filter(|known| known.to == to).map_or(today, |known| known.assigned_on);
    Ok(Assignment { key, finding, to, assigned_on, due_on: said.due_on, note })
}

/// Who sees to a finding, if anyone was told to.
fn of_finding(register: &Register, finding: FindingId) -> Option<&Assignment> {
    register.assignments().values().map(|assignment| &assignment.value).find(|assignment| assignment.finding == finding)
}

/// The edits after which nobody sees to a finding. None when nobody does.
#[must_use]
pub fn unassign(register: &Register, finding: FindingId) -> Vec<SourcedEdit> {
    let known = of_finding(register, finding).into_iter();
    known.map(|known| Edit::Delete(NodeId::Assignment(known.key.clone())).into()).collect()
}
