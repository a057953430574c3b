use serde_json::json;

use crate::program::{EXAMPLE, Run, folder, kept_in};

fn check(args: &[&str]) -> Run {
    let example = folder(&EXAMPLE);
    let mut all = vec!["check", ".", "--as-of", "2026-06-01"];
    all.extend(args);
    kept_in(example.path(), &all, "")
}

#[test]
fn says_which_promises_are_kept() {
    let run = check(&["--format", "json"]);
    let report = run.json();
    assert_eq!(run.code, 1);
    assert_eq!(
        (&report["asOf"], &report["complete"], &report["revision"]),
        (&json!("2026-06-01"), &json!(true), &json!(0))
    );
    let expected = json!([
        {"key": "email-in-eea", "verdict": "BROKEN"},
        {"key": "email-one-year", "verdict": "UNPROVEN"},
        {"key": "location-stays", "verdict": "KEPT"},
    ]);
    assert_eq!(report["promises"], expected);
}

#[test]
fn says_what_breaks_them_and_where_it_is_written() {
    let report = check(&["--format", "json"]).json();
    let findings = report["findings"].as_array().unwrap();
    let breach = findings
        .iter()
        .find(|finding| finding["subject"] == "flow:f1" && finding["rule"] == "commitment-broken")
        .unwrap();
    let fields = |name: &str| breach[name].clone();
    assert_eq!(fields("aspect"), "region");
    assert_eq!((fields("verdict"), fields("severity")), (json!("BROKEN"), json!("HIGH")));
    assert_eq!((fields("promise"), fields("contract")), (json!("promise:email-in-eea"), json!(null)));
    assert_eq!((fields("categories"), fields("path")), (json!(["user.contact.email"]), json!(["flow:f1"])));
    assert_eq!(fields("source"), json!({"file": "flows.yaml", "line": 3}));
    assert_eq!(fields("id").as_str().map(str::len), Some(16));
    assert!(fields("message").as_str().is_some_and(|message| !message.is_empty()));
}

#[test]
fn without_contracts_every_flow_of_our_data_is_a_finding() {
    let report = check(&["--format", "json"]).json();
    let mut subjects: Vec<&str> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["rule"] == "flow-without-contract")
        .map(|finding| finding["subject"].as_str().unwrap())
        .collect();
    subjects.sort_unstable();
    assert_eq!(subjects, ["flow:f1", "flow:f2", "flow:f3", "flow:f4"]);
}

#[test]
fn fails_only_for_what_it_is_asked_to() {
    for (fail_on, code) in [("low", 1), ("medium", 1), ("high", 1), ("critical", 0), ("unproven", 1)] {
        assert_eq!(check(&["--fail-on", fail_on]).code, code, "{fail_on}");
    }
}

#[test]
fn is_calm_on_paper() {
    let run = check(&[]);
    assert!(run.stdout.lines().all(|line| line.chars().count() <= 80), "{}", run.stdout);
    assert!(!run.stdout.contains('\u{1b}'), "no colours where there is no terminal");
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn is_colourful_when_asked() {
    assert!(check(&["--color", "always"]).stdout.contains('\u{1b}'));
}

#[test]
fn twice_the_same_bytes() {
    assert_eq!(check(&["--format", "json"]).stdout, check(&["--format", "json"]).stdout);
}

#[test]
fn a_clean_register_passes() {
    let document = "kept: 1\nparties: [{key: us, name: Acme, kind: SELF}, {key: shop, name: Shop, kind: SYSTEM, operator: us}]\n\
                    notices:\n  - {key: n, title: N, effectiveOn: 2026-01-01, promises: [{key: p, kind: COMMITMENT, limits: {neverSold: true}}]}\n";
    let run = kept_in(folder(&[]).path(), &["check", "-", "--as-of", "2026-06-01"], document);
    insta::assert_snapshot!(run.stdout, @r"
    ✔ The only promise is kept — no findings on 2026-06-01

    ✔ kept: p
    ");
    assert_eq!(run.code, 0);
}

#[test]
fn what_will_change_is_told_and_can_make_it_fail() {
    let kept = |args: &[&str]| kept_in(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")), args, "");
    let calm = kept(&["check", "seeds/clean", "--as-of", "2026-11-24", "--until", "2027-11-24"]);
    assert_eq!(calm.code, 0);
    assert!(calm.stdout.ends_with("Nothing changes through 2027-11-24 if nothing is done\n"), "{}", calm.stdout);
    let args = ["check", "seeds/example", "--as-of", "2026-11-24", "--until", "2027-06-01", "--format", "json"];
    let report: serde_json::Value = serde_json::from_str(&kept(&args).stdout).unwrap();
    let steps = report["forecast"].as_array().unwrap();
    let days: Vec<&str> = steps.iter().map(|step| step["on"].as_str().unwrap()).collect();
    assert!(days.is_sorted() && days.first() > Some(&"2026-11-24") && days.last() <= Some(&"2027-06-01"));
    let ends = steps.iter().find(|step| step["on"] == "2027-02-01").unwrap();
    let cause = |kind: &str, id: &str| {
        ends["causes"].as_array().unwrap().iter().any(|cause| cause["kind"] == kind && cause["id"] == id)
    };
    assert!(cause("CONTRACT_ENDS", "contract:dpa-honestgarden") && cause("FLOW_STARTS", "flow:orders-to-sternwiese"));
    assert_eq!(kept(&["check", "seeds/clean", "--as-of", "2026-11-24", "--until", "2026-11-23"]).code, 2);
}

/// The document that accepts a finding until a day.
fn accepting(finding: &serde_json::Value, severity: &str, until: &str) -> String {
    format!(
        "kept: 1\nacceptances:\n  - {{ key: known, finding: {}, verdict: {}, severity: {severity}, reason: Being mended,\n      owner: privacy, acceptedOn: 2026-06-01, until: {until} }}\n",
        finding["id"].as_str().unwrap(),
        finding["verdict"].as_str().unwrap()
    )
}

#[test]
fn accepted_risks_do_not_fail_it_and_hide_nothing_worse() {
    let flow = "kept: 1\nparties:\n  - { key: us, name: Acme, kind: SELF, country: DE }\n  - { key: mailer, name: Nimbus, kind: VENDOR, country: DE }\n\
        flows:\n  - { key: f, source: us, recipient: mailer, categories: [user.name], purposes: [essential], regions: [DE], retention: P1Y, startedOn: 2026-01-01 }\n\
        notices:\n  - { key: n, title: Notice, effectiveOn: 2025-01-01, promises: [{ key: p, kind: DISCLOSURE, scope: { categories: [user.name] }, shares: {} }] }\n";
    let check = |accepted: &str, args: &[&str]| {
        let files = [("register.yaml", flow), ("accepted.yaml", accepted)];
        let all = [&["check", ".", "--as-of", "2026-06-15"], args].concat();
        kept_in(folder(&files).path(), &all, "")
    };
    let open = check("kept: 1\n", &["--format", "json"]);
    let report = open.json();
    let findings = report["findings"].as_array().unwrap();
    assert_eq!((open.code, findings.len()), (1, 1), "{report}");
    assert_eq!((&findings[0]["state"], &findings[0]["acceptance"]), (&json!("OPEN"), &json!(null)));

    let accepted = accepting(&findings[0], "HIGH", "2026-06-30");
    let run = check(&accepted, &["--format", "json"]);
    let told = &run.json()["findings"][0];
    assert_eq!((run.code, &told["state"], &told["acceptance"]["owner"]), (0, &json!("ACCEPTED"), &json!("privacy")));
    assert_eq!(check(&accepted, &["--fail-on", "unproven"]).code, 0);
    let text = check(&accepted, &[]).stdout;
    assert!(text.contains("1 finding, 1 accepted"), "{text}");
    assert!(text.contains("accepted through 2026-06-30 by privacy: Being mended"), "{text}");

    // It will be open again, and that is told like what appears.
    assert_eq!(check(&accepted, &["--until", "2026-06-30"]).code, 0);
    let ahead = check(&accepted, &["--until", "2026-07-31", "--format", "json"]);
    let report = ahead.json();
    let [step] = report["forecast"].as_array().unwrap().as_slice() else { panic!("one day: {report}") };
    assert_eq!((ahead.code, &step["on"], &step["appeared"]), (1, &json!("2026-07-01"), &json!([])));
    assert_eq!(step["causes"][0]["kind"], "ACCEPTANCE_ENDS");
    let again = &step["reopened"][0];
    assert_eq!(
        (&again["id"], &again["state"], &again["actBy"]),
        (&findings[0]["id"], &json!("OPEN"), &json!("2026-06-30"))
    );
    let text = check(&accepted, &["--until", "2026-07-31"]).stdout;
    assert!(text.contains("2026-07-01 acceptance:known is over: the risk is no longer accepted"), "{text}");

    assert_eq!(check(&accepting(&findings[0], "MEDIUM", "2026-06-30"), &[]).code, 1);
    assert_eq!(check(&accepting(&findings[0], "HIGH", "2026-06-14"), &[]).code, 1);
    let run = check(&accepting(&findings[0], "HIGH", "2026-05-31"), &[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("2026-05-31 is before 2026-06-01"), "{}", run.stderr);
}
