//! Single records that come as JSON values, such as the inputs of mutations.

use deserr::{Deserr, ValuePointerRef};

use super::fault::{Faults, read};
use super::json;
use super::view::View;
use crate::{NodeKind, Problem, Problems, Record};

/// Reads the fields of one record. Paths of problems start with `at`, the name of the value.
///
/// # Errors
/// Everything that is wrong with the fields.
pub fn read_record(kind: NodeKind, fields: &serde_json::Value, at: &str) -> Result<Record, Problems> {
    match kind {
        NodeKind::Party => single(fields, at, Record::Party),
        NodeKind::Contract => single(fields, at, Record::Contract),
        NodeKind::Flow => single(fields, at, Record::Flow),
        NodeKind::Notice => single(fields, at, Record::Notice),
        NodeKind::Promise => single(fields, at, Record::Promise),
        NodeKind::Acceptance => single(fields, at, Record::Acceptance),
        NodeKind::Assignment => single(fields, at, Record::Assignment),
        NodeKind::Observation => single(fields, at, Record::Observation),
        NodeKind::Channel => single(fields, at, Record::Channel),
        NodeKind::Term => single(fields, at, Record::Term),
    }
}

fn single<T: Deserr<Faults>>(
    fields: &serde_json::Value,
    at: &str,
    record: fn(T) -> Record,
) -> Result<Record, Problems> {
    let text = fields.to_string();
    let (tree, mut problems) = json::parse("input.json".into(), &text);
    let root = tree.documents.first().copied();
    if let Some(root) = root {
        match read::<T>(View::new(&tree, root), ValuePointerRef::Origin) {
            Ok(value) if problems.is_empty() => return Ok(record(value)),
            Ok(_) => {}
            Err(faults) => problems.extend(faults.into_problems(&tree, root)),
        }
    }
    for problem in &mut problems {
        problem.origin = None;
        problem.path = if problem.path.is_empty() { at.to_owned() } else { format!("{at}.{}", problem.path) };
    }
    let nothing = Problem {
        origin: None,
        path: at.to_owned(),
        message: "expected the fields of a record, found nothing".to_owned(),
    };
    Err(Problems::check(problems).err().unwrap_or_else(|| Problems::one(nothing)))
}
