//! `kept check` for other programs: SARIF, JUnit, Markdown; and only what is new.

use serde_json::{Value, json};

use crate::program::{EXAMPLE, Run, folder, kept_in};

const ACCEPTED: &str = "kept: 1
acceptances:
  - {key: risk-f4, finding: ID, verdict: BROKEN, severity: HIGH, reason: \"Two | three <days>\", owner: legal,
     acceptedOn: 2026-05-01, until: 2026-12-31}
";

fn check(args: &[&str]) -> Run {
    let example = folder(&EXAMPLE);
    let mut all = vec!["check", ".", "--as-of", "2026-06-01"];
    all.extend(args);
    kept_in(example.path(), &all, "")
}

/// The id of the finding of a rule about a flow.
fn id(rule: &str, subject: &str) -> String {
    let report = check(&["--format", "json"]).json();
    let findings = report["findings"].as_array().unwrap();
    let found = findings.iter().find(|finding| finding["rule"] == rule && finding["subject"] == subject).unwrap();
    found["id"].as_str().unwrap().to_owned()
}

#[test]
fn sarif_points_at_the_line_in_the_document() {
    let accepted = ACCEPTED.replace("ID", &id("flow-without-contract", "flow:f4"));
    let example = folder(&[EXAMPLE[0], EXAMPLE[1], ("risks.yaml", &accepted)]);
    let run = kept_in(example.path(), &["check", ".", "--as-of", "2026-06-01", "--format", "sarif"], "");
    assert_eq!(run.code, 1);
    let log = run.json();
    assert_eq!((&log["version"], log["runs"].as_array().unwrap().len()), (&json!("2.1.0"), 1));
    let results = log["runs"][0]["results"].as_array().unwrap();
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(rules[index]["help"]["markdown"].as_str().unwrap().starts_with("# "));
    }
    let of = |rule: &str, subject: &str| {
        let about = |result: &&Value| result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == subject;
        results.iter().filter(|result| result["ruleId"] == rule).find(about).unwrap()
    };
    let breach = of("commitment-broken", "flow:f1");
    assert_eq!(breach["level"], "error");
    assert_eq!(
        breach["locations"][0]["physicalLocation"],
        json!({"artifactLocation": {"uri": "flows.yaml"}, "region": {"startLine": 3}})
    );
    assert_eq!(breach["partialFingerprints"]["keptFinding/v1"], id("commitment-broken", "flow:f1"));
    assert_eq!(breach.get("suppressions"), None);
    // The flow before it on the path is beside it.
    let onward = of("commitment-broken", "flow:f2");
    assert_eq!(onward["relatedLocations"][0]["logicalLocations"][0]["fullyQualifiedName"], "flow:f1");
    let suppressed = &of("flow-without-contract", "flow:f4")["suppressions"][0];
    assert_eq!(suppressed["justification"], "Two | three <days> (accepted by legal through 2026-12-31)");
}

#[test]
fn junit_fails_where_the_check_fails() {
    let run = check(&["--format", "junit", "--fail-on", "high"]);
    insta::assert_snapshot!(run.stdout);
    let failures = run.stdout.matches("<failure ").count();
    let report = check(&["--format", "json"]).json();
    let findings = report["findings"].as_array().unwrap();
    let high = findings.iter().filter(|finding| finding["severity"] == "HIGH" || finding["severity"] == "CRITICAL");
    assert_eq!((run.code, failures), (1, high.count()));
    assert!(run.stdout.contains(&format!("failures=\"{failures}\"")), "{}", run.stdout);
}

#[test]
fn markdown_is_a_comment() {
    let accepted = ACCEPTED.replace("ID", &id("flow-without-contract", "flow:f4"));
    let example = folder(&[EXAMPLE[0], EXAMPLE[1], ("risks.yaml", &accepted)]);
    let args = ["check", ".", "--as-of", "2026-06-01", "--format", "markdown", "--fail-on", "high"];
    insta::assert_snapshot!(kept_in(example.path(), &args, "").stdout);
    let clean = folder(&[("kept.yaml", "kept: 1\nparties: [{key: us, name: Us, kind: SELF}]\n")]);
    let run = kept_in(clean.path(), &["check", ".", "--as-of", "2026-06-01", "--format", "markdown"], "");
    assert_eq!(run.stdout, "### ✅ Kept: no finding that counts\n\nOn 2026-06-01.\n\nNo promise is in force.\n");
}

#[test]
fn only_what_is_new_fails() {
    let before = check(&["--format", "json"]).stdout;
    let more = "kept: 1
parties: [{key: archive, name: Archive, kind: VENDOR}]
flows: [{key: f6, source: shop, recipient: archive, categories: [user.contact.email], startedOn: 2026-01-01}]
";
    let same = folder(&[EXAMPLE[0], EXAMPLE[1], ("before.json", &before)]);
    let args = ["check", "parties.yaml", "flows.yaml", "--as-of", "2026-06-01", "--baseline", "before.json"];
    let run = kept_in(same.path(), &args, "");
    assert_eq!(run.code, 0, "{}", run.stdout);
    assert!(run.stdout.contains("there before"), "{}", run.stdout);

    let example = folder(&[EXAMPLE[0], EXAMPLE[1], ("before.json", &before), ("more.yaml", more)]);
    let format = |format: &str| {
        let more = [&args[..2], &["more.yaml"], &args[2..], &["--format", format]].concat();
        kept_in(example.path(), &more, "")
    };
    let run = format("json");
    assert_eq!(run.code, 1);
    let report = run.json();
    for finding in report["findings"].as_array().unwrap() {
        let is_new = finding["subject"] == "flow:f6";
        assert_eq!(finding["baselineState"], if is_new { "NEW" } else { "UNCHANGED" }, "{finding}");
    }
    let sarif = format("sarif").json();
    let states: Vec<&Value> =
        sarif["runs"][0]["results"].as_array().unwrap().iter().map(|result| &result["baselineState"]).collect();
    assert!(states.contains(&&json!("new")) && states.contains(&&json!("unchanged")), "{states:?}");
    let markdown = format("markdown").stdout;
    assert!(markdown.starts_with("### ❌ Kept: ") && markdown.contains("new findings that count"), "{markdown}");
    assert!(markdown.contains("there before</summary>"), "{markdown}");
}

#[test]
fn a_comment_tells_what_was_mended() {
    let before = check(&["--format", "json"]).stdout;
    let flows = EXAMPLE[1].1.replace("regions: [US]", "regions: [DE]");
    let example = folder(&[EXAMPLE[0], ("flows.yaml", &flows), ("before.json", &before)]);
    let args = ["check", "parties.yaml", "flows.yaml", "--as-of", "2026-06-01", "--baseline", "before.json"];
    let run = kept_in(example.path(), &[&args[..], &["--format", "markdown"]].concat(), "");
    assert_eq!(run.code, 0, "{}", run.stdout);
    assert!(run.stdout.contains(" no longer there</summary>"), "{}", run.stdout);
    let mended =
        "- `commitment-broken` `flow:f1` Nimbus Mail receives user.contact.email in US; the promise keeps it in eea";
    assert!(run.stdout.contains(mended), "{}", run.stdout);
}

#[test]
fn a_baseline_that_got_worse_fails() {
    let mut before = check(&["--format", "json"]).json();
    for finding in before["findings"].as_array_mut().unwrap() {
        if finding["subject"] == "flow:f1" && finding["rule"] == "commitment-broken" {
            (finding["verdict"], finding["severity"]) = (json!("UNPROVEN"), json!("MEDIUM"));
        }
    }
    let example = folder(&[EXAMPLE[0], EXAMPLE[1], ("before.json", &before.to_string())]);
    let args = ["check", "parties.yaml", "flows.yaml", "--as-of", "2026-06-01", "--baseline", "before.json"];
    assert_eq!(kept_in(example.path(), &args, "").code, 1);
}

#[test]
fn a_baseline_that_is_none_says_where() {
    for (text, at) in [("{\"findings\": [{\"id\": \"x\"}]}", "before.json:1:"), ("kept: 1\n", "before.json:1:")] {
        let example = folder(&[EXAMPLE[0], EXAMPLE[1], ("before.json", text)]);
        let run = kept_in(example.path(), &["check", "flows.yaml", "--baseline", "before.json"], "");
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains(at) && run.stderr.contains("kept check --format json"), "{}", run.stderr);
    }
    let example = folder(&EXAMPLE);
    let run = kept_in(example.path(), &["check", "flows.yaml", "--baseline", "nowhere.json"], "");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("`nowhere.json` cannot be read"), "{}", run.stderr);
}

#[test]
fn what_is_to_come_is_told_in_every_form() {
    let document = "kept: 1
parties:
  - {key: us, name: Us, kind: SELF, country: DE}
  - {key: mailer, name: Mailer, kind: VENDOR, country: DE}
flows:
  - {key: f1, source: us, recipient: mailer, categories: [user.contact.email], purposes: [essential.service],
     regions: [DE], startedOn: 2026-09-01}
";
    let home = folder(&[("kept.yaml", document)]);
    let run = |format: &str| {
        let args = ["check", "kept.yaml", "--as-of", "2026-06-01", "--until", "2026-12-31", "--format", format];
        let run = kept_in(home.path(), &args, "");
        assert_eq!(run.code, 1, "{}", run.stdout);
        run
    };
    let sarif = run("sarif").json();
    let result = &sarif["runs"][0]["results"][0];
    assert!(result["message"]["text"].as_str().unwrap().starts_with("From 2026-09-01: "), "{result}");
    assert_eq!(result["properties"]["on"], "2026-09-01");
    let junit = run("junit").stdout;
    assert!(junit.contains("name=\"flow:f1 from 2026-09-01\"") && junit.contains("<failure "), "{junit}");
    assert!(run("markdown").stdout.contains("**From 2026-09-01:** "));
}

#[cfg(feature = "server")]
#[test]
fn what_was_never_written_does_not_pass() {
    let home = folder(&[]);
    for command in
        [&["check"][..], &["who", "user.contact"], &["export", "document"], &["check", "--changed-since", "1"]]
    {
        let run = kept_in(home.path(), command, "");
        assert_eq!(run.code, 3, "{command:?} {run:?}");
        assert!(run.stderr.contains("there is no store at `rocksdb:./kept-data`"), "{}", run.stderr);
    }
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
}

#[cfg(feature = "server")]
#[test]
fn of_a_store_only_what_is_new_since_a_revision_fails() {
    let home = folder(&EXAMPLE);
    let kept = |args: &[&str]| kept_in(home.path(), &[args, &["--store", "rocksdb:register"]].concat(), "");
    assert_eq!(kept(&["apply", "parties.yaml", "flows.yaml"]).code, 0);
    let more = "kept: 1
parties: [{key: archive, name: Archive, kind: VENDOR}]
flows: [{key: f6, source: shop, recipient: archive, categories: [user.contact.email], startedOn: 2026-01-01}]
";
    std::fs::write(home.path().join("more.yaml"), more).unwrap();
    assert_eq!(kept(&["check", "--changed-since", "1"]).code, 0);
    assert_eq!(kept(&["apply", "more.yaml"]).code, 0);
    let run = kept(&["check", "--changed-since", "1", "--format", "json"]);
    assert_eq!(run.code, 1);
    let report = run.json();
    for finding in report["findings"].as_array().unwrap() {
        let is_new = finding["subject"] == "flow:f6";
        assert_eq!(finding["baselineState"], if is_new { "NEW" } else { "UNCHANGED" }, "{finding}");
    }
    assert_eq!(kept(&["check", "--changed-since", "2"]).code, 0);
    assert_eq!(kept(&["check", "--changed-since", "0"]).code, 1);
    let run = kept(&["check", "--changed-since", "9"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("there is no revision 9 yet: the register is at 2"), "{}", run.stderr);
    let run = kept(&["check", "flows.yaml", "--changed-since", "1"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
}
