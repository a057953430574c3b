//! `kept exposure`, `kept chokepoints` and `kept may-share`.

use serde_json::json;

use crate::program::{EXAMPLE, Run, folder, kept_in};

fn ask(args: &[&str]) -> Run {
    let example = folder(&EXAMPLE);
    let mut all = args.to_vec();
    all.extend(["--from", ".", "--as-of", "2026-06-01"]);
    kept_in(example.path(), &all, "")
}

#[test]
fn says_what_a_breach_exposes() {
    let run = ask(&["exposure", "mailer", "--format", "json"]);
    let found = run.json();
    assert_eq!((run.code, &found["parties"]), (0, &json!(["mailer"])));
    assert_eq!(found["categories"], json!([{"term": "user.contact.email", "certainty": "CERTAIN"}]));
    assert_eq!(found["downstream"][0]["party"], "host");
    assert_eq!(found["noticeHours"], json!(null));
    let text = ask(&["exposure", "mailer"]).stdout;
    assert!(text.starts_with("A breach at Nimbus Mail on 2026-06-01\n"), "{text}");
    assert!(text.contains("no contract in force records within how many hours"), "{text}");
}

#[test]
fn says_which_flows_to_end() {
    let run = ask(&["chokepoints", "--to", "host", "--category", "user.contact.email", "--format", "json"]);
    assert_eq!((run.code, run.json()), (0, json!({"flows": ["f1"], "minimum": true})));
    let text = ask(&["chokepoints", "--to", "host", "--category", "user.contact.email"]).stdout;
    assert!(text.starts_with("End 1 flow to keep email from Cumulus Hosting on 2026-06-01\n"), "{text}");
    let ours = ask(&["chokepoints", "--to", "shop", "--category", "user"]);
    assert_eq!(ours.code, 2);
    assert!(ours.stderr.contains("`shop` is yours and holds everything"), "{}", ours.stderr);
}

#[test]
fn says_what_may_be_shared_and_why_not() {
    let asked = ["may-share", "--source", "shop", "--to", "mailer", "--category", "user.contact.email"];
    let declared = [&asked[..], &["--purpose", "marketing.communications.email"]].concat();
    let run = ask(&[&declared[..], &["--format", "json"]].concat());
    let answer = run.json();
    assert_eq!((run.code, &answer["decision"], &answer["flows"]), (1, &json!("DENY"), &json!(["f1"])));
    assert_eq!(answer["reasons"][0]["ground"], "CONTRACT");
    let text = ask(&declared).stdout;
    assert!(text.starts_with("✗ DENY Web shop → Nimbus Mail on 2026-06-01\n"), "{text}");
    let unknown = ask(&[&asked[..], &["--purpose", "markting"]].concat());
    assert_eq!(unknown.code, 2);
}
