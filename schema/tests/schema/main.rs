//! The vocabulary and its written form, tested from outside.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

mod arbitrary;
mod bad_values;
mod contract_life;
mod json_schema;
mod malformed;
mod period;
mod reading;
mod register;
mod taxonomy;
mod writing;

use kept_schema::Register;
use kept_schema::document::{SourceFile, read_register};

/// The example of the documentation: one of everything.
const EXAMPLE: &str = include_str!("../fixtures/example.yaml");

/// Three parties to hang things on; what is added begins on line 7.
const PARTIES: &str = "kept: 1
parties:
  - {key: us, name: Acme GmbH, kind: SELF}
  - {key: shop, name: Web shop, kind: SYSTEM, operator: us}
  - {key: mailer, name: Nimbus Mail, kind: VENDOR}

";

fn files(files: &[(&str, &str)]) -> Vec<SourceFile> {
    files.iter().map(|(name, text)| SourceFile::new(*name, *text)).collect()
}

fn register(text: &str) -> Register {
    read_register(files(&[("a.yaml", text)])).unwrap_or_else(|problems| panic!("{problems}")).0
}

/// Everything that is wrong with a document, a line each.
fn problems(text: &str) -> String {
    problems_of(&[("a.yaml", text)])
}

fn problems_of(written: &[(&str, &str)]) -> String {
    read_register(files(written)).err().map_or_else(String::new, |problems| problems.to_string())
}

/// Everything that is wrong with what is added to three parties.
fn added(text: &str) -> String {
    problems(&format!("{PARTIES}{text}"))
}
