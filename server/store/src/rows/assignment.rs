//! Rows of the table `assignment`.

use kept_schema::{Assignment, Record};
use surrealdb::types::{RecordId, SurrealValue};

use super::{Row, Unreadable, key, parse, parse_option, revision, stored_number, text, text_option};

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
pub(crate) struct AssignmentRow {
    id: RecordId,
    revision: i64,
    finding: String,
    to: String,
    assigned_on: String,
    due_on: Option<String>,
    note: Option<String>,
}

impl AssignmentRow {
    pub(crate) fn of(assignment: &Assignment, revision: u64) -> Self {
        let Assignment { key, finding, to, assigned_on, due_on, note } = assignment;
        Self {
            id: RecordId::new(Self::TABLE, key.as_str()),
            revision: stored_number(revision),
            finding: text(finding),
            to: text(to),
            assigned_on: text(assigned_on),
            due_on: text_option(due_on.as_ref()),
            note: text_option(note.as_ref()),
        }
    }
}

impl Row for AssignmentRow {
    const TABLE: &'static str = "assignment";

    fn read(self) -> Result<(Record, u64), Unreadable> {
        let assignment = Assignment {
            key: key("id", self.id)?,
            finding: parse("finding", &self.finding)?,
            to: parse("to", &self.to)?,
            assigned_on: parse("assignedOn", &self.assigned_on)?,
            due_on: parse_option("dueOn", self.due_on.as_ref())?,
            note: parse_option("note", self.note.as_ref())?,
        };
        Ok((Record::Assignment(assignment), revision(self.revision)?))
    }
}
