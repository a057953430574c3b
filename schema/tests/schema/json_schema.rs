//! The published JSON Schema: the committed file is the one the program makes, and it accepts what
//! the program reads. The checker below knows the part of JSON Schema that the file uses and fails
//! on any other, because the `jsonschema` crate turns on features of shared libraries that would
//! rebuild the whole workspace.

use std::path::Path;

use kept_schema::document::{Document, json_schema, write_json};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{EXAMPLE, arbitrary, register};

#[test]
fn the_committed_schema_is_the_one_in_use() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("document.schema.json");
    let current = serde_json::to_string_pretty(&json_schema()).unwrap() + "\n";
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &current).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == current,
        "schema/document.schema.json is out of date; run `UPDATE=1 cargo test -p kept-schema --test schema`"
    );
}

#[test]
fn it_describes_every_field() {
    let schema = json_schema();
    let mut undescribed = Vec::new();
    for (name, definition) in schema["$defs"].as_object().unwrap().iter().chain([(&"Document".to_owned(), &schema)]) {
        let properties = definition["properties"].as_object().into_iter().flatten();
        undescribed.extend(
            properties
                .filter(|(_, field)| field["description"].as_str().is_none())
                .map(|(field, _)| format!("{name}.{field}")),
        );
    }
    assert_eq!(undescribed, Vec::<String>::new());
    assert_eq!(schema["title"], "Kept document");
}

#[test]
fn it_accepts_the_example_and_refuses_what_the_reader_refuses() {
    let schema = json_schema();
    let mut document: Value = serde_json::from_str(&write_json(&Document::of(&register(EXAMPLE)))).unwrap();
    assert_eq!(check(&schema, &document), Ok(()));
    document["flows"][0]["derives"] = Value::Null;
    document["parties"][0]["status"] = Value::Null;
    document["notices"][0]["consentRenewed"] = Value::Null;
    assert_eq!(check(&schema, &document), Ok(()));
    let refused = [
        ("/flows/0/source", Value::Null, "string"),
        ("/vendors", json!([]), "vendors"),
        ("/kept", json!(2), "const"),
        ("/parties/0/colour", json!("red"), "colour"),
        ("/parties/0/kind", json!("VENDR"), "VENDR"),
        ("/parties/0/key", json!("Mailer"), "pattern"),
        ("/contracts/0/terms/region", json!([]), "region"),
        ("/flows/0/startedOn", json!(2025), "string"),
        ("/notices/1/promisses", json!([]), "promisses"),
        ("/notices/1/promises/0/limits/onlyRegion", json!([]), "onlyRegion"),
    ];
    for (place, value, reason) in refused {
        let mut wrong = document.clone();
        let (above, name) = place.rsplit_once('/').unwrap();
        wrong.pointer_mut(above).unwrap().as_object_mut().unwrap().insert(name.to_owned(), value);
        let found = check(&schema, &wrong).unwrap_err();
        assert!(found.contains(reason), "{place}: {found}");
    }
    document["flows"][0].as_object_mut().unwrap().remove("source");
    assert!(check(&schema, &document).unwrap_err().contains("source"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 50, ..ProptestConfig::default() })]

    #[test]
    fn it_accepts_every_document_that_is_written(document in arbitrary::document()) {
        let json = serde_json::from_str(&write_json(&document)).unwrap();
        prop_assert_eq!(check(&json_schema(), &json), Ok(()));
    }
}

fn check(schema: &Value, value: &Value) -> Result<(), String> {
    checked(schema, schema, value, "")
}

fn checked(root: &Value, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
    for (keyword, expected) in schema.as_object().ok_or("a schema is an object")? {
        let holds = match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" | "default" | "format" => true,
            "$ref" => {
                let target =
                    expected.as_str().and_then(|path| root.pointer(path.strip_prefix('#')?)).ok_or("no such $ref")?;
                checked(root, target, value, at)?;
                true
            }
            "const" => value == expected,
            "enum" => expected.as_array().unwrap().contains(value),
            "type" => match expected {
                Value::Array(kinds) => kinds.iter().any(|kind| is_a(value, kind)),
                kind => is_a(value, kind),
            },
            "anyOf" | "oneOf" => {
                let results: Vec<_> =
                    expected.as_array().unwrap().iter().map(|each| checked(root, each, value, at)).collect();
                if results.iter().all(Result::is_err) {
                    return results.into_iter().next().unwrap();
                }
                keyword == "anyOf" || results.iter().filter(|result| result.is_ok()).count() == 1
            }
            "required" => {
                let missing =
                    expected.as_array().unwrap().iter().find(|name| value.get(name.as_str().unwrap()).is_none());
                match missing {
                    Some(name) if value.is_object() => return Err(format!("{at}: {name} is required")),
                    _ => true,
                }
            }
            "properties" => {
                for (name, field) in value.as_object().into_iter().flatten() {
                    if let Some(schema) = expected.get(name) {
                        checked(root, schema, field, &format!("{at}/{name}"))?;
                    }
                }
                true
            }
            "additionalProperties" => {
                assert_eq!(*expected, Value::Bool(false));
                let known = &schema["properties"];
                if let Some((name, _)) =
                    value.as_object().into_iter().flatten().find(|(name, _)| known.get(name).is_none())
                {
                    return Err(format!("{at}: there is no `{name}`"));
                }
                true
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    checked(root, expected, item, &format!("{at}/{index}"))?;
                }
                true
            }
            "pattern" => value.as_str().is_none_or(|text| matches(expected.as_str().unwrap(), text)),
            "maxLength" => value.as_str().is_none_or(|text| text.chars().count() as u64 <= expected.as_u64().unwrap()),
            "minimum" => value.as_f64().is_none_or(|number| number >= expected.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|number| number <= expected.as_f64().unwrap()),
            other => panic!("the checker does not know `{other}`; teach it"),
        };
        if !holds {
            return Err(format!("{at}: {value} is against {keyword}: {expected}"));
        }
    }
    Ok(())
}

fn is_a(value: &Value, kind: &Value) -> bool {
    match kind.as_str().unwrap() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("the checker does not know the type `{other}`; teach it"),
    }
}

/// The two patterns of keys, without an engine for regular expressions.
fn matches(pattern: &str, text: &str) -> bool {
    use kept_schema::{PartyKey, TermKey};
    match pattern {
        "^[a-z0-9][a-z0-9._-]{0,127}$" => text.parse::<PartyKey>().is_ok(),
        "^([a-z0-9][a-z0-9._-]{0,127}|[A-Z]{2}(-[A-Z0-9]{1,3})?)$" => text.parse::<TermKey>().is_ok(),
        other => panic!("the checker does not know the pattern `{other}`; teach it"),
    }
}
