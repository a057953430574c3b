use crate::program::{EXAMPLE, folder, kept, kept_in};

#[test]
fn tells_every_problem_with_its_place() {
    let there = folder(&[
        ("a/flows.yaml", "kept: 1\nflows:\n  - {key: f1, source: us, recipient: nobody, startedOn: 2026-02-30}\n"),
        ("parties.yaml", "kept: 1\nparties:\n  - {key: us, name: Acme, kind: SELFISH}\n  - {key: us, nmae: Acme}\n"),
    ]);
    let run = kept_in(there.path(), &["check", ".", "--format", "json"], "");
    assert_eq!(run.code, 2);
    let problems = run.json()["problems"].as_array().unwrap().clone();
    assert!(problems.len() >= 3, "{problems:#?}");
    assert!(problems.iter().all(|problem| problem["origin"]["line"].as_u64().is_some()), "{problems:#?}");
    assert!(run.stderr.contains("a/flows.yaml:3:"), "{}", run.stderr);
    assert!(run.stderr.contains("parties.yaml:3:"), "{}", run.stderr);
    let ending = format!("{} problems; nothing was changed\n", problems.len());
    assert!(run.stderr.ends_with(&ending), "{}", run.stderr);
}

#[test]
fn says_which_files_cannot_be_read() {
    let there = folder(&[("empty/notes.txt", "nothing")]);
    let run = kept_in(there.path(), &["check", "absent.yaml", "empty"], "");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    insta::assert_snapshot!(run.stderr, @r"
    `absent.yaml` cannot be read: there is no such file or folder
    `empty` holds no document: no *.yaml, *.yml or *.json
    ✘ 2 problems; nothing was changed
    ");
}

#[test]
fn reads_stdin() {
    let document = EXAMPLE[0].1;
    let run = kept_in(folder(&[]).path(), &["check", "-", "--format", "json", "--as-of", "2026-06-01"], document);
    assert_eq!(run.code, 0, "{run:?}");
}

#[test]
fn reads_folders_in_order_and_leaves_hidden_files_out() {
    let there = folder(&EXAMPLE);
    std::fs::write(there.path().join(".draft.yaml"), "this: is: no document").unwrap();
    std::fs::create_dir(there.path().join("deeper")).unwrap();
    std::fs::write(there.path().join("deeper/readme.md"), "this is no document").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(there.path(), there.path().join("deeper/up")).unwrap();
    let run = kept_in(there.path(), &["who", "user.contact.email", "--from", ".", "--as-of", "2026-06-01"], "");
    assert_eq!(run.code, 0, "{run:?}");
    // Naming a file of a folder that is read anyway does not read it twice.
    let args = ["who", "user.contact.email", "--from", ".", "--from", "flows.yaml", "--as-of", "2026-06-01"];
    assert_eq!(kept_in(there.path(), &args, "").stdout, run.stdout);
}

#[test]
fn refuses_days_that_are_none() {
    let run = kept(&["check", ".", "--as-of", "1066-10-14"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("`1066-10-14` is out of range: days go from 1900-01-01 to 2500-12-31"),
        "{}",
        run.stderr
    );
    let run = kept(&["check", ".", "--as-of", "2026-02-30"]);
    assert!(run.code == 2 && run.stderr.contains("`2026-02-30` is not a day"), "{run:?}");
}

#[test]
fn offers_only_what_is_there() {
    for args in [
        ["check", "--baseline", "2027-01-01"],
        ["check", "--format", "html"],
        ["schema", "nothing", "--color=never"],
        ["frobnicate", "it", "now"],
    ] {
        assert_eq!(kept(&args).code, 2, "{args:?}");
    }
}

#[test]
fn completes_in_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = kept(&["completions", shell]);
        assert!(run.code == 0 && run.stdout.contains("kept"), "{shell}: {run:?}");
    }
}

#[test]
fn prints_the_schema_of_documents() {
    let schema = kept(&["schema", "document"]).json();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(schema["properties"]["flows"].is_object());
}

#[test]
fn says_its_version() {
    assert_eq!(kept(&["--version"]).stdout, format!("kept {}\n", env!("CARGO_PKG_VERSION")));
}

#[cfg(not(feature = "server"))]
mod small {
    use super::kept;

    #[test]
    fn helps() {
        insta::assert_snapshot!("help", kept(&["--help"]).stdout);
        for command in [
            "check",
            "who",
            "paths",
            "received",
            "exposure",
            "chokepoints",
            "may-share",
            "repair",
            "explain",
            "schema",
            "completions",
        ] {
            insta::assert_snapshot!(format!("help_{command}"), kept(&[command, "--help"]).stdout);
        }
    }

    #[test]
    fn asks_for_documents() {
        let run = kept(&["check"]);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains("say which documents to read"), "{}", run.stderr);
    }
}
