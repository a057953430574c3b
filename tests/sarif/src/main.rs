//! Reads SARIF logs from the files that are named and holds each to the JSON Schema of SARIF 2.1.0, which comes with
//! the crate `serde-sarif`. What is wrong is printed, a line each, and the exit code is 1.

use std::error::Error;
use std::path::Path;
use std::process::{Command, ExitCode};

use serde_json::Value;
use serde_sarif::sarif::Sarif;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut schema: Value = serde_json::from_slice(&std::fs::read(schema()?)?)?;
    // The pattern of the languages of messages is no regular expression: a bracket is closed that was never opened.
    for of in ["run", "toolComponent"] {
        let language = schema.pointer_mut(&format!("/definitions/{of}/properties/language"));
        language.and_then(Value::as_object_mut).ok_or("the schema has no language")?.remove("pattern");
    }
    let validator = jsonschema::validator_for(&schema)?;
    // A validator that accepts everything would be of no use.
    assert!(!validator.is_valid(&serde_json::json!({ "version": "2.1.0", "runs": [{ "results": [] }] })));
    let mut wrong = 0;
    let files: Vec<String> = std::env::args().skip(1).collect();
    for file in &files {
        let log: Value = serde_json::from_slice(&std::fs::read(file)?)?;
        for error in validator.iter_errors(&log) {
            println!("{file}: {}: {error}", error.instance_path());
            wrong += 1;
        }
        let log: Sarif = serde_json::from_value(log)?;
        let results = log.runs.iter().flat_map(|run| run.results.iter().flatten()).count();
        println!("{file}: {results} results");
        wrong += usize::from(results == 0);
    }
    Ok(ExitCode::from(u8::from(wrong > 0 || files.is_empty())))
}

/// The schema in the sources of the crate.
fn schema() -> Result<std::path::PathBuf, Box<dyn Error>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--manifest-path"])
        .arg(manifest)
        .output()?;
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().ok_or("cargo tells no packages")?;
    let package = packages.iter().find(|package| package["name"] == "serde-sarif").ok_or("serde-sarif is not there")?;
    let manifest = package["manifest_path"].as_str().ok_or("serde-sarif has no place")?;
    Ok(Path::new(manifest).with_file_name("src").join("schema.json"))
}
