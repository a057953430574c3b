//! Edits as GraphQL mutations ask for them: a record's fields as JSON.

use kept_schema::document::read_record;
use kept_schema::{Edit, NodeId, NodeKind, Problem, Problems, Register, SourcedEdit};
use serde_json::Value;

use super::WriteError;

/// The field of a mutation that holds the record.
const INPUT: &str = "input";

/// The edit that adds a record of `kind` with these fields.
///
/// # Errors
/// When the fields are not right, or the key is taken.
pub fn create_edit(register: &Register, kind: NodeKind, fields: &Value) -> Result<SourcedEdit, WriteError> {
    let record = read_record(kind, fields, INPUT)?;
    let id = record.id();
    if register.get(&id).is_some() {
        let message = format!("`{id}` exists already; update it or choose another key");
        return Err(Problems::one(Problem { origin: None, path: format!("{INPUT}.key"), message }).into());
    }
    Ok(SourcedEdit { edit: Edit::Put(record), origin: None, path: INPUT.to_owned() })
}

/// The edit that gives a record new values in some of its fields: `null` clears a field, and what
/// is not mentioned stays.
///
/// # Errors
/// When there is no such record or the new fields are not right.
pub fn update_edit(register: &Register, id: &NodeId, fields: Value) -> Result<SourcedEdit, WriteError> {
    let Some(record) = register.get(id) else { return Err(WriteError::NotFound(id.clone())) };
    let mut json = record.to_json();
    if let (Value::Object(current), Value::Object(new)) = (&mut json, fields) {
        for (field, value) in new {
            if value.is_null() {
                current.remove(&field);
            } else {
                current.insert(field, value);
            }
        }
    }
    let record = read_record(id.kind(), &json, INPUT)?;
    Ok(SourcedEdit { edit: Edit::Put(record), origin: None, path: INPUT.to_owned() })
}
