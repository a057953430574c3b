//! `kept channel`, `kept alert` and `kept deadlines`, on a store.

use serde_json::{Value, json};

use crate::program::{Run, folder, kept_in};

const REGISTER: &str = "kept: 1
parties:
  - {key: us, name: Acme GmbH, kind: SELF}
  - {key: mailer, name: Nimbus Mail, kind: VENDOR, owner: Marketing}
contracts:
  - {key: nda, name: Secrecy, kind: NDA, effectiveOn: 2020-01-01, endsOn: 2030-06-30,
     parties: [{party: us, role: CUSTOMER}, {party: mailer, role: SUPPLIER}]}
";

const CHANNELS: &str = "kept: 1
channels:
  - {key: desk, name: Privacy desk, kind: EMAIL, to: [desk@acme.example], schedule: 0 9 * * 1-5, quiet: {days: [SUNDAY]}}
  - {key: chat, kind: SLACK, urlFrom: KEPT_SECRET_CHAT, about: {minSeverity: HIGH}, paused: true}
";

#[test]
fn channels_are_put_shown_tried_and_removed() {
    let home = folder(&[("kept.yaml", REGISTER), ("channels.yaml", CHANNELS)]);
    let kept = |args: &[&str]| -> Run { kept_in(home.path(), &[args, &["--store", "rocksdb:register"]].concat(), "") };
    let absent = kept(&["channel", "list"]);
    assert!(absent.code == 3 && absent.stderr.contains("there is no store at"), "{}", absent.stderr);
    assert_eq!(kept(&["apply", "kept.yaml"]).code, 0);
    assert_eq!(kept(&["channel", "list"]).stdout, "Alerts are sent nowhere: there is no channel.\n");

    // Only channels, so that nothing else is changed by mistake.
    let all = kept(&["channel", "put", "kept.yaml"]);
    assert_eq!(all.code, 2);
    assert!(all.stderr.contains("kept.yaml:3") && all.stderr.contains("`party:us` is no channel"), "{}", all.stderr);
    let tried = kept(&["channel", "put", "channels.yaml", "--dry-run"]);
    assert!(tried.code == 0 && tried.stdout.ends_with("This was a dry run: nothing was changed.\n"), "{tried:?}");
    assert_eq!(kept(&["channel", "put", "channels.yaml"]).code, 0);
    insta::assert_snapshot!(kept(&["channel", "list"]).stdout, @r"
    chat SLACK to what KEPT_SECRET_CHAT says at once; paused
    desk EMAIL to desk@acme.example at 0 9 * * 1-5
    ");
    assert_eq!(
        kept(&["channel", "show", "desk", "--format", "json"]).json(),
        json!({ "key": "desk", "name": "Privacy desk", "kind": "EMAIL", "to": ["desk@acme.example"],
            "schedule": "0 9 * * 1-5", "quiet": { "days": ["SUNDAY"] }, "resolved": false, "paused": false, "revision": 2 })
    );
    let unknown = kept(&["channel", "show", "dusk"]);
    assert_eq!((unknown.code, unknown.stderr.as_str()), (2, "✘ there is no channel `dusk`\n"));

    let tried = kept(&["channel", "test", "desk"]);
    assert!(tried.stdout.starts_with("It is sent when a service runs on this store"), "{tried:?}");
    let deliveries = kept(&["channel", "deliveries", "desk", "--state", "pending", "--format", "json"]).json();
    assert_eq!((&deliveries[0]["isTest"], &deliveries[0]["state"]), (&json!(true), &json!("PENDING")));
    assert_eq!(kept(&["channel", "deliveries", "--state", "dead"]).stdout, "No messages are like that.\n");
    let id = deliveries[0]["id"].as_str().unwrap();
    let replayed = kept(&["channel", "replay", id]);
    assert!(replayed.code == 2 && replayed.stderr.contains("was not given up"), "{}", replayed.stderr);

    assert_eq!(kept(&["channel", "remove", "chat"]).code, 0);
    let left = kept(&["channel", "list", "--format", "json"]).json();
    assert_eq!(left.as_array().unwrap().iter().map(|channel| &channel["key"]).collect::<Vec<_>>(), ["desk"]);
    let again = kept(&["channel", "remove", "chat"]);
    assert!(again.code == 2 && again.stderr.contains("chat"), "{}", again.stderr);
}

#[test]
fn deadlines_of_documents_and_of_a_store_are_the_same() {
    let home = folder(&[("kept.yaml", REGISTER)]);
    let kept = |args: &[&str]| -> Run { kept_in(home.path(), args, "") };
    let asked = ["deadlines", "--as-of", "2030-01-01", "--until", "2030-12-31"];
    let documents = kept(&[&asked[..], &["--from", "kept.yaml"]].concat());
    assert_eq!(
        documents.stdout,
        "2030-06-30 The contract Secrecy with Nimbus Mail ends on 2030-06-30 and will not be renewed (Marketing)\n"
    );
    let store = ["--store", "rocksdb:register"];
    assert_eq!(kept(&[&["apply", "kept.yaml"], &store[..]].concat()).code, 0);
    assert_eq!(kept(&[&asked[..], &store].concat()).stdout, documents.stdout);
    let json = |place: &[&str]| -> Value { kept(&[&asked[..], place, &["--format", "json"]].concat()).json() };
    assert_eq!(json(&store), json(&["--from", "kept.yaml"]));
    let none = kept(&["deadlines", "--as-of", "2031-01-01", "--from", "kept.yaml"]);
    assert_eq!(none.stdout, "Nothing ends and nothing must be decided from 2031-01-01 until 2032-01-01.\n");
}

#[test]
fn there_are_no_alerts_before_a_service_raised_them() {
    let home = folder(&[("kept.yaml", REGISTER)]);
    let kept = |args: &[&str]| -> Run { kept_in(home.path(), &[args, &["--store", "rocksdb:register"]].concat(), "") };
    assert_eq!(kept(&["apply", "kept.yaml"]).code, 0);
    assert_eq!(kept(&["alert", "list"]).stdout, "No alerts are like that.\n");
    let unknown = kept(&["alert", "ack", "7", "--note", "seen"]);
    assert!(unknown.code == 2 && unknown.stderr.contains("there is no alert 7"), "{}", unknown.stderr);
    let vague = kept(&["alert", "snooze", "7", "--until", "tomorrow"]);
    assert!(vague.code == 2 && vague.stderr.contains("such as 2026-12-01T08:00:00Z"), "{}", vague.stderr);
    let over = kept(&["alert", "snooze", "7", "--until", "2020-01-01T00:00:00Z"]);
    assert!(over.code == 2 && over.stderr.contains("is over; say a moment to come"), "{}", over.stderr);
    let never = kept(&["alert", "reopen", "7"]);
    assert!(never.code == 2 && never.stderr.contains("there is no alert 7"), "{}", never.stderr);
    let wrong = kept(&["alert", "list", "--kind", "findings"]);
    assert_eq!(wrong.code, 2, "{wrong:?}");
}
