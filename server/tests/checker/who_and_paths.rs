use serde_json::json;

use crate::program::{EXAMPLE, Run, folder, kept_in};

fn ask(args: &[&str]) -> Run {
    let example = folder(&EXAMPLE);
    let mut all = args.to_vec();
    all.extend(["--from", ".", "--as-of", "2026-06-01"]);
    kept_in(example.path(), &all, "")
}

#[test]
fn says_who_gets_email() {
    let run = ask(&["who", "user.contact.email", "--format", "json"]);
    let expected = json!([
        {"party": "ads", "certainty": "POSSIBLE", "hops": 1, "path": ["f3"]},
        {"party": "mailer", "certainty": "CERTAIN", "hops": 1, "path": ["f1"]},
        {"party": "host", "certainty": "POSSIBLE", "hops": 2, "path": ["f1", "f2"]},
    ]);
    assert_eq!((run.code, run.json()), (0, expected));
}

#[test]
fn says_who_gets_any_contact_data() {
    let run = ask(&["who", "user.contact", "--format", "json"]);
    let expected = json!([
        {"party": "ads", "certainty": "CERTAIN", "hops": 1, "path": ["f3"]},
        {"party": "mailer", "certainty": "CERTAIN", "hops": 1, "path": ["f1"]},
        {"party": "host", "certainty": "POSSIBLE", "hops": 2, "path": ["f1", "f2"]},
    ]);
    assert_eq!((run.code, run.json()), (0, expected));
}

#[test]
fn nobody_was_given_location() {
    let run = ask(&["who", "user.location", "--format", "json"]);
    assert_eq!((run.code, run.json()), (0, json!([])));
}

#[test]
fn says_who_in_lines() {
    insta::assert_snapshot!(ask(&["who", "user.contact.email"]).stdout, @r"
    3 parties get email on 2026-06-01
    ◌ possible ads    1 hop   Web shop → Bright Ads
    ● certain  mailer 1 hop   Web shop → Nimbus Mail
    ◌ possible host   2 hops  Web shop → Nimbus Mail → Cumulus Hosting
    ");
}

#[test]
fn a_category_nobody_knows_is_bad_input() {
    let run = ask(&["who", "user.contact.emial", "user.nothing-like-it", "--format", "json"]);
    let messages: Vec<&str> = vec![
        "`user.contact.emial` is no category of the taxonomy; did you mean `user.contact.email`?",
        "`user.nothing-like-it` is no category of the taxonomy",
    ];
    assert_eq!(run.code, 2);
    assert_eq!(run.json()["problems"][0]["message"], messages[0]);
    assert!(run.stderr.contains(messages[0]) && run.stderr.contains(messages[1]), "{}", run.stderr);
    assert!(run.stderr.ends_with("2 problems; nothing was changed\n"), "{}", run.stderr);
}

#[test]
fn finds_the_path() {
    let run = ask(&["paths", "--to", "host", "--category", "user.contact.email", "--format", "json"]);
    let explanation = [
        "Web shop sends email to Nimbus Mail for email marketing without a contract, kept in United States for 1 year.",
        "Nimbus Mail sends contact data to Cumulus Hosting for service delivery without a contract, kept in Anywhere for 2 years.",
    ];
    let expected = json!({"complete": true, "paths": [
        {"certainty": "POSSIBLE", "flows": ["f1", "f2"], "explanation": explanation}]});
    assert_eq!((run.code, run.json()), (0, expected));
}

#[test]
fn walks_a_circle_back_to_its_start() {
    let run =
        ask(&["paths", "--start", "mailer", "--to", "mailer", "--category", "user.contact.email", "--format", "json"]);
    assert_eq!((run.code, &run.json()["paths"][0]["flows"]), (0, &json!(["f2", "f4"])));
}

#[test]
fn draws_the_path_as_a_ribbon() {
    insta::assert_snapshot!(ask(&["paths", "--to", "host", "--category", "user.contact.email"]).stdout, @r"
    1 path takes email to Cumulus Hosting on 2026-06-01

    ◌ possible 2 hops
      Web shop —[email · email marketing · no contract ✗]→ Nimbus Mail
        —[contact data · service delivery · no contract ✗]→ Cumulus Hosting
      Web shop sends email to Nimbus Mail for email marketing without a contract,
      kept in United States for 1 year.
      Nimbus Mail sends contact data to Cumulus Hosting for service delivery without
      a contract, kept in Anywhere for 2 years.
    ");
}

#[test]
fn says_that_a_search_stopped() {
    let run =
        ask(&["paths", "--to", "host", "--category", "user.contact.email", "--max-hops", "1", "--format", "json"]);
    assert_eq!((run.code, run.json()), (0, json!({"complete": false, "paths": []})));
}

#[test]
fn says_what_a_party_receives() {
    let run = ask(&["received", "mailer", "--format", "json"]);
    let email = |certainty: &str| json!([{"term": "user.contact.email", "certainty": certainty}]);
    let expected = json!([
        {"flow": "f1", "source": "shop", "categories": email("CERTAIN"), "path": ["f1"]},
        {"flow": "f4", "source": "host", "categories": email("POSSIBLE"), "path": ["f1", "f2", "f4"]},
    ]);
    assert_eq!((run.code, run.json()), (0, expected));
    insta::assert_snapshot!(ask(&["received", "mailer"]).stdout, @r"
    Nimbus Mail receives data of ours by 2 flows on 2026-06-01
    ● certain  f1 Web shop → Nimbus Mail
               email
    ◌ possible f4 Web shop → Nimbus Mail → Cumulus Hosting → Nimbus Mail
               email (possibly)
    ");
}

#[test]
fn says_who_receives_nothing() {
    let nobody = ask(&["received", "us"]);
    assert_eq!(nobody.code, 0);
    assert!(
        nobody.stdout.contains("receives no data of ours that the register knows of on 2026-06-01"),
        "{}",
        nobody.stdout
    );
    let unknown = ask(&["received", "maler"]);
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.stderr.starts_with("party: there is no party `maler`; did you mean `mailer`?\n"),
        "{}",
        unknown.stderr
    );
}

#[test]
fn parties_nobody_knows_are_bad_input() {
    let run = ask(&["paths", "--to", "hots", "--start", "maler", "--category", "user.contact.emial"]);
    assert_eq!(run.code, 2);
    insta::assert_snapshot!(run.stderr, @r"
    category: `user.contact.emial` is no category of the taxonomy; did you mean `user.contact.email`?
    start: there is no party `maler`; did you mean `mailer`?
    to: there is no party `hots`; did you mean `host`?
    ✘ 3 problems; nothing was changed
    ");
}

#[test]
fn hints_at_the_start_where_nobody_is_self() {
    let register = "kept: 1\nparties: [{key: a, name: A, kind: VENDOR}, {key: b, name: B, kind: VENDOR}]\n\
                    flows: [{key: a-b, source: a, recipient: b, startedOn: 2026-01-01}]\n";
    let there = folder(&[("list.yaml", register)]);
    let args = [
        "paths",
        "--to",
        "b",
        "--category",
        "user",
        "--from",
        "list.yaml",
        "--as-of",
        "2026-06-01",
        "--format",
        "json",
    ];
    let run = kept_in(there.path(), &args, "");
    assert_eq!(run.json(), json!({"complete": true, "paths": []}));
    assert!(run.stderr.contains("say with --start where the data begins"), "{}", run.stderr);
    let run = kept_in(there.path(), &[&args[..], &["--start", "a"]].concat(), "");
    let explanation = [
        "A sends data to B without a contract. It is not recorded which data, what for, where it is kept and for how long.",
    ];
    let path = json!({"certainty": "POSSIBLE", "flows": ["a-b"], "explanation": explanation});
    assert_eq!(run.json(), json!({"complete": true, "paths": [path]}));
    assert_eq!(run.stderr, "");
}
