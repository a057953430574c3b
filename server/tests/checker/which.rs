//! Which register a command is about when several are named.

use std::path::Path;
use std::process::Command;

use crate::program::{EXAMPLE, folder, kept_in};

/// The exit code and what was said on stderr, with variables of the environment.
fn kept_with(folder: &Path, args: &[&str], variables: &[(&str, &str)]) -> (i32, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_kept"))
        .args(args)
        .current_dir(folder)
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    (done.status.code().unwrap(), String::from_utf8(done.stderr).unwrap())
}

/// A service that is not there: who asks it ends with 3.
const NOWHERE: &str = "http://127.0.0.1:1";

#[test]
fn nothing_that_names_a_register_is_left_out_without_a_word() {
    let home = folder(&EXAMPLE);
    let documents: [&[&str]; 5] = [
        &["check", "."],
        &["who", "user.contact", "--from", "."],
        &["export", "document", "--from", "."],
        &["deadlines", "--from", "."],
        &["observe", "har", "page.har", "--from", "."],
    ];
    for args in documents {
        let run = kept_in(home.path(), &[args, &["--store", "mem:"]].concat(), "");
        assert!(run.code == 2 && run.stderr.contains("so `--store` would be left out"), "{args:?} {run:?}");
    }
    let deadlines = ["deadlines", "--from", ".", "--server", NOWHERE, "--format", "json"];
    let run = kept_in(home.path(), &deadlines, "");
    assert!(run.code == 2 && run.json()["problems"][0]["message"].as_str().unwrap().contains("`--server`"), "{run:?}");
    let run = kept_in(home.path(), &["apply", ".", "--store", "mem:", "--server", NOWHERE], "");
    assert!(run.code == 2 && run.stderr.contains("`--store` and `--server` name two registers"), "{run:?}");
    let run = kept_in(home.path(), &["alert", "list", "--token", "secret"], "");
    assert!(run.code == 2 && run.stderr.contains("name it with `--server`"), "{run:?}");
    let run = kept_in(home.path(), &["serve", "--mail-from", "kept@acme.example"], "");
    assert!(run.code == 2 && run.stderr.contains("`--mail-from` is for e-mail"), "{run:?}");
}

#[test]
fn the_command_line_counts_before_the_environment() {
    let home = folder(&EXAMPLE);
    let everything = [("KEPT_STORE", "rocksdb:none"), ("KEPT_SERVER", NOWHERE), ("KEPT_TOKEN", "secret")];
    for args in [
        &["check", ".", "--fail-on", "critical"][..],
        &["deadlines", "--from", "."],
        &["apply", ".", "--dry-run", "--store", "mem:"],
    ] {
        assert_eq!(kept_with(home.path(), args, &everything).0, 0, "{args:?}");
    }
    // A token that is lying about for some other service hinders nobody.
    assert_eq!(kept_with(home.path(), &["apply", ".", "--dry-run", "--store", "mem:"], &everything[2..]).0, 0);
    let (code, said) = kept_with(home.path(), &["apply", "."], &everything);
    assert!(code == 3 && said.contains("`http://127.0.0.1:1` cannot be reached"), "{said}");
    let (code, said) = kept_with(home.path(), &["apply", ".", "--server", "http://127.0.0.1:2"], &everything);
    assert!(code == 3 && said.contains("`http://127.0.0.1:2` cannot be reached"), "{said}");
}

#[test]
fn evidence_over_documents_is_written_as_it_is_asked_for() {
    let home = folder(&[EXAMPLE[0], EXAMPLE[1], ("list.csv", "from,to\nNimbus Mail,Bright Ads\n")]);
    let asked = ["observe", "subprocessors", "list.csv", "--seen-on", "2026-05-04", "--from", "parties.yaml"];
    let run = kept_in(home.path(), &[&asked[..], &["--format", "json"]].concat(), "");
    assert!(run.code == 0 && run.json()["kept"] == 1, "{run:?}");
    let run = kept_in(home.path(), &[&asked[..], &["--format", "markdown"]].concat(), "");
    assert!(run.code == 2 && run.stderr.contains("with `--from` a document is written"), "{run:?}");
}
