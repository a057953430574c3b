//! Writing documents, and the published schema of what is written.

use serde_json::{Value, json};

use super::Document;

/// The document as YAML.
#[must_use]
pub fn write_yaml(document: &Document) -> String {
    // Documents hold only text, numbers, lists and structs, and a String takes all that is written.
    serde_saphyr::to_string(document).unwrap_or_default()
}

/// The document as JSON, with a line break after each field.
#[must_use]
pub fn write_json(document: &Document) -> String {
    // For the same reason this cannot fail.
    let mut json = serde_json::to_string_pretty(document).unwrap_or_default();
    json.push('\n');
    json
}

/// The JSON Schema (2020-12) of documents, for editors and other programs.
#[must_use]
pub fn json_schema() -> Value {
    let mut schema = schemars::SchemaGenerator::default().into_root_schema_for::<Document>().to_value();
    if let Some(Value::Object(definitions)) = schema.get_mut("$defs") {
        definitions.values_mut().for_each(take_null);
    }
    take_null(&mut schema);
    schema
}

/// Lets the fields that may be left out be null, as the reader does.
fn take_null(definition: &mut Value) {
    let required = definition.get("required").cloned().unwrap_or_default();
    let is_required = |name: &str| required.as_array().into_iter().flatten().any(|required| required == name);
    let Some(Value::Object(fields)) = definition.get_mut("properties") else { return };
    for (_, field) in fields.iter_mut().filter(|(name, _)| !is_required(name)) {
        let Value::Object(field) = field else { continue };
        if let Some(kind) = field.get_mut("type").filter(|kind| kind.is_string()) {
            *kind = json!([kind, "null"]);
        } else if let Some(reference) = field.remove("$ref") {
            field.insert("anyOf".to_owned(), json!([{ "$ref": reference }, { "type": "null" }]));
        }
    }
}
