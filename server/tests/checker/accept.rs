//! What people say of findings on a store: `kept accept` and `kept reopen`, `kept assign` and `kept unassign`.

use serde_json::Value;

use crate::program::{Run, folder, kept_in};

const DOCUMENT: &str = "kept: 1
parties:
  - {key: us, name: Acme GmbH, kind: SELF}
  - {key: mailer, name: Nimbus Mail, kind: VENDOR}
flows:
  - {key: f1, source: us, recipient: mailer, categories: [user.contact.email], startedOn: 2020-01-01}
";

#[test]
fn a_risk_is_accepted_and_taken_back() {
    let home = folder(&[("kept.yaml", DOCUMENT)]);
    let kept = |args: &[&str]| -> Run { kept_in(home.path(), args, "") };
    let store = ["--store", "rocksdb:register"];
    assert_eq!(kept(&[&["apply", "kept.yaml"], &store[..]].concat()).code, 0);
    let finding = || -> Value {
        kept(&[&["export", "document", "--output", "now.yaml"], &store[..]].concat());
        let report = kept(&["check", "now.yaml", "--format", "json"]).json();
        let mut findings = report["findings"].as_array().unwrap().clone().into_iter();
        findings.find(|finding| finding["rule"] == "flow-without-contract").unwrap()
    };
    let id = finding()["id"].as_str().unwrap().to_owned();
    let accept = ["accept", &id, "--reason", "Being signed", "--owner", "legal", "--until", "2499-12-31"];

    let tried = kept(&[&accept[..], &store, &["--dry-run"]].concat());
    assert_eq!((tried.code, &finding()["state"]), (0, &Value::from("OPEN")), "{}", tried.stderr);
    let done = kept(&[&accept[..], &store].concat());
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!((&finding()["state"], &finding()["acceptance"]["owner"]), (&"ACCEPTED".into(), &"legal".into()));

    assert_eq!(kept(&[&["reopen", &id], &store[..]].concat()).code, 0);
    assert_eq!(finding()["state"], "OPEN");
    let again = kept(&[&["reopen", &id], &store[..]].concat());
    assert_eq!(again.code, 2);
    assert!(again.stderr.contains("nothing accepts the finding"), "{}", again.stderr);
    let unknown = ["accept", "0123456789abcdef", "--reason", "", "--owner", "legal", "--until", "2499-12-31"];
    assert!(kept(&[&unknown[..], &store].concat()).stderr.contains("is found today"));
    let past = ["accept", &id, "--reason", " ", "--owner", "legal", "--until", "2020-12-31"];
    let past = kept(&[&past[..], &store].concat());
    assert_eq!(past.code, 2);
    assert!(
        past.stderr.contains("until: 2020-12-31 is over") && past.stderr.contains("reason: say why"),
        "{}",
        past.stderr
    );
}

#[test]
fn a_finding_is_given_to_someone_and_taken_back() {
    let home = folder(&[("kept.yaml", DOCUMENT)]);
    let kept = |args: &[&str]| -> Run { kept_in(home.path(), args, "") };
    let store = ["--store", "rocksdb:register"];
    assert_eq!(kept(&[&["apply", "kept.yaml"], &store[..]].concat()).code, 0);
    let check = |format: &str| kept(&[&["check", "--format", format], &store[..]].concat());
    let finding = || check("json").json()["findings"][0].clone();
    let id = finding()["id"].as_str().unwrap().to_owned();
    assert_eq!(finding()["assignment"], Value::Null);

    let assign = ["assign", &id, "--to", "legal", "--due", "2499-07-31", "--note", "Sign the draft"];
    let done = kept(&[&assign[..], &store].concat());
    assert_eq!(done.code, 0, "{}", done.stderr);
    let assignment = finding()["assignment"].clone();
    assert_eq!((&assignment["to"], &assignment["dueOn"]), (&"legal".into(), &"2499-07-31".into()));
    let text = check("text").stdout;
    assert!(text.contains("legal sees to it by 2499-07-31: Sign the draft"), "{text}");
    // It fails the check as before: someone sees to it, and it is there.
    assert_eq!(check("text").code, 1);

    assert_eq!(kept(&[&["assign", &id, "--to", "privacy"], &store[..]].concat()).code, 0);
    assert_eq!((&finding()["assignment"]["to"], &finding()["assignment"]["note"]), (&"privacy".into(), &Value::Null));
    assert_eq!(kept(&[&["unassign", &id], &store[..]].concat()).code, 0);
    assert_eq!(finding()["assignment"], Value::Null);
    let again = kept(&[&["unassign", &id], &store[..]].concat());
    assert_eq!(again.code, 2);
    assert!(again.stderr.contains("nobody was told to see to"), "{}", again.stderr);
    let wrong = kept(&[&["assign", &id, "--to", " ", "--due", "2020-01-01"], &store[..]].concat());
    assert!(
        wrong.stderr.contains("to: say who") && wrong.stderr.contains("dueOn: 2020-01-01 is over"),
        "{}",
        wrong.stderr
    );
    assert!(
        kept(&[&["assign", "0123456789abcdef", "--to", "x"], &store[..]].concat()).stderr.contains("is found today")
    );
}

#[test]
fn a_check_of_a_store_tells_since_when() {
    let home = folder(&[("kept.yaml", DOCUMENT)]);
    let kept = |args: &[&str]| -> Run { kept_in(home.path(), args, "") };
    let store = ["--store", "rocksdb:register"];
    assert_eq!(kept(&[&["apply", "kept.yaml"], &store[..]].concat()).code, 0);
    let check = || kept(&[&["check", "--format", "json"], &store[..]].concat()).json()["findings"][0].clone();
    let first = check();
    assert!(first["firstSeen"].is_string() && first["seenSince"] == first["firstSeen"], "{first}");
    assert_eq!(check(), first);
    let text = kept(&[&["check"], &store[..]].concat()).stdout;
    let day = &first["firstSeen"].as_str().unwrap()[..10];
    assert!(text.contains(&format!("since {day}")), "{text}");
    // Documents have no past.
    assert_eq!(kept(&["check", "kept.yaml", "--format", "json"]).json()["findings"][0].get("firstSeen"), None);
}
