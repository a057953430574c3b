//! `kept repair`: what makes a finding go away.

use serde_json::{Value, json};

use crate::program::{Run, folder, kept_in};

const DOCUMENT: &str = "
kept: 1
parties:
  - {key: us, name: Acme GmbH, kind: SELF, country: DE}
  - {key: mailer, name: Nimbus Mail, kind: VENDOR, country: DE}
flows:
  - {key: f1, source: us, recipient: mailer, categories: [user.contact.email], startedOn: 2026-01-01}
notices:
  - {key: n, title: Privacy notice, effectiveOn: 2025-01-01, promises: [{key: d, kind: DISCLOSURE, scope: {categories: [user]}}]}
";

fn ask(arguments: &[&str], document: &str) -> Run {
    kept_in(folder(&[]).path(), &[arguments, &["--as-of", "2026-06-01"]].concat(), document)
}

/// The id of the finding about the contract that is not there.
fn found() -> String {
    let report = ask(&["check", "--format", "json", "-"], DOCUMENT).json();
    let mut findings = report["findings"].as_array().unwrap().iter();
    let finding = findings.find(|finding| finding["rule"] == "flow-without-contract").unwrap();
    finding["id"].as_str().unwrap().to_owned()
}

#[test]
fn proposes_documents_that_remove_the_finding() {
    let id = found();
    let run = ask(&["repair", &id, "--from", "-"], DOCUMENT);
    assert_eq!(run.code, 0, "{}", run.stderr);
    insta::assert_snapshot!(run.stdout);
    let repairs = ask(&["repair", &id, "--from", "-", "--format", "json"], DOCUMENT).json();
    let kinds: Vec<&Value> = repairs.as_array().unwrap().iter().map(|repair| &repair["kind"]).collect();
    assert_eq!(kinds, [&json!("END_FLOW"), &json!("SIGN_CONTRACT")]);
    let taken = ask(&["repair", &id, "--take", "2", "--from", "-"], DOCUMENT);
    let report = ask(&["check", "--format", "json", "-"], &format!("{DOCUMENT}---\n{}", taken.stdout)).json();
    let left = report["findings"].as_array().unwrap();
    assert!(left.iter().all(|finding| finding["id"] != id.as_str()), "{}", taken.stdout);
    assert!(left.iter().any(|finding| finding["contract"] == "contract:dpa-mailer-2026-06-01"), "{left:?}");
}

#[test]
fn says_what_is_not_there() {
    let run = ask(&["repair", "0123456789abcdef", "--from", "-"], DOCUMENT);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("nothing with the id `0123456789abcdef` is found on 2026-06-01"), "{}", run.stderr);
    let run = ask(&["repair", &found(), "--take", "7", "--from", "-"], DOCUMENT);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("there is no repair 7: 2 repairs are known"), "{}", run.stderr);
}
