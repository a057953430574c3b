//! What pipelines run: `scripts/ci-check` on a repository of documents.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::{EXAMPLE, folder};

fn git(repository: &Path, args: &[&str]) {
    let identity = ["-c", "user.name=test", "-c", "user.email=test@kept.example", "-c", "init.defaultBranch=main"];
    let done = Command::new("git").args(identity).args(args).current_dir(repository).output().unwrap();
    assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// The exit code, the Markdown, and what was said on stderr.
fn ci_check(repository: &Path, out: &Path, base: &str) -> (i32, String, String) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scripts/ci-check");
    let done = Command::new("bash")
        .arg(script)
        .current_dir(repository)
        .env("KEPT", env!("CARGO_BIN_EXE_kept"))
        .env("KEPT_PATH", "register")
        .env("KEPT_FAIL_ON", "high")
        .env("KEPT_BASE", base)
        .env("KEPT_OUT", out)
        .env("GITHUB_STEP_SUMMARY", out.join("summary.md"))
        .env("GITHUB_OUTPUT", out.join("output"))
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (done.status.code().unwrap(), text(&done.stdout), text(&done.stderr))
}

#[test]
fn a_pull_request_fails_for_what_is_new_only() {
    let home = folder(&[("register/parties.yaml", EXAMPLE[0].1), ("register/flows.yaml", EXAMPLE[1].1)]);
    let (repository, out): (&Path, PathBuf) = (home.path(), home.path().join("out"));
    std::fs::create_dir(&out).unwrap();
    git(repository, &["init", "-q"]);
    git(repository, &["add", "register"]);
    git(repository, &["commit", "-q", "-m", "The register"]);

    let (code, markdown, errors) = ci_check(repository, &out, "HEAD");
    assert_eq!((code, errors.as_str()), (0, ""), "{markdown}");
    assert!(markdown.starts_with("### ✅ Kept: no new finding that counts"), "{markdown}");
    assert_eq!(std::fs::read_to_string(out.join("summary.md")).unwrap(), markdown);

    let more = "kept: 1
parties: [{key: archive, name: Archive, kind: VENDOR}]
flows: [{key: f6, source: shop, recipient: archive, categories: [user.contact.email], startedOn: 2026-01-01}]
";
    std::fs::write(repository.join("register/more.yaml"), more).unwrap();
    let (code, markdown, errors) = ci_check(repository, &out, "HEAD");
    assert_eq!((code, errors.as_str()), (1, ""), "{markdown}");
    assert!(markdown.contains("`flow:f6`") && markdown.contains("register/more.yaml:3"), "{markdown}");
    let sarif: serde_json::Value = serde_json::from_slice(&std::fs::read(out.join("kept.sarif")).unwrap()).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert!(results.iter().any(|result| result["baselineState"] == "new"));
    assert!(std::fs::read_to_string(out.join("kept.xml")).unwrap().contains("<failure "));
    let outputs = std::fs::read_to_string(out.join("output")).unwrap();
    assert!(outputs.contains(&format!("sarif={}", out.join("kept.sarif").display())), "{outputs}");

    // Documents with mistakes are never taken for clean ones, and a base must be there.
    std::fs::write(repository.join("register/more.yaml"), "kept: 1\nflow: []\n").unwrap();
    let (code, _, errors) = ci_check(repository, &out, "HEAD");
    assert!(code == 2 && errors.contains("register/more.yaml:2"), "{errors}");
    std::fs::remove_file(repository.join("register/more.yaml")).unwrap();
    let (code, _, errors) = ci_check(repository, &out, "origin/nowhere");
    assert!(code == 2 && errors.contains("`origin/nowhere` is no revision of git here"), "{errors}");
}

#[test]
fn the_action_checks_the_repository_it_is_used_in() {
    let home = folder(&[("shop.yaml", EXAMPLE[0].1), ("flows.yaml", EXAMPLE[1].1)]);
    let repository = home.path();
    git(repository, &["init", "-q"]);
    git(repository, &["add", "."]);
    git(repository, &["commit", "-q", "-m", "The register"]);
    // The action as it lies on a runner, with the checker that its first step builds.
    let runner = folder(&[]);
    let (action, temp) = (runner.path().join("action"), runner.path().join("temp"));
    for folder in [action.join("target/checker/release"), action.join("scripts"), temp.clone()] {
        std::fs::create_dir_all(folder).unwrap();
    }
    let script = "scripts/ci-check";
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(script), action.join(script)).unwrap();
    let checker = "target/checker/release/kept";
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_kept"), action.join(checker)).unwrap();
    let text = workspace("action.yml");
    let (first, run) = text.rsplit_once("      run: |\n").unwrap();
    assert!(first.contains("run: make -C \"$GITHUB_ACTION_PATH\" checker\n"), "{first}");
    assert!(workspace("Makefile").contains("--no-default-features --target-dir target/checker\n"));

    // With what it does when nothing is said but the base.
    let used = |base: &str| {
        let done = Command::new("bash")
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", run])
            .current_dir(repository)
            .env("GITHUB_ACTION_PATH", &action)
            .env("RUNNER_TEMP", &temp)
            .env("GITHUB_OUTPUT", temp.join("output"))
            .envs([("KEPT_PATH", "."), ("KEPT_FAIL_ON", "low"), ("KEPT_UNTIL", ""), ("KEPT_BASE", base)])
            .output()
            .unwrap();
        let said = String::from_utf8([done.stdout, done.stderr].concat()).unwrap();
        (done.status.code().unwrap(), said)
    };
    let (code, said) = used("HEAD");
    assert!(code == 0 && said.starts_with("### ✅ Kept: no new finding that counts"), "{said}");
    assert_eq!(used("").0, 1);
    let outputs = std::fs::read_to_string(temp.join("output")).unwrap();
    for (output, file) in [("sarif", "kept.sarif"), ("junit", "kept.xml"), ("markdown", "kept.md")] {
        let file = temp.join("kept").join(file);
        assert!(file.is_file() && outputs.contains(&format!("{output}={}\n", file.display())), "{outputs}");
        assert!(first.contains(&format!("${{{{ steps.check.outputs.{output} }}}}")), "{first}");
    }
}

#[test]
fn a_register_that_is_new_is_all_new() {
    let home = folder(&[("README.md", "A repository.\n")]);
    let (repository, out) = (home.path(), home.path().join("out"));
    std::fs::create_dir(&out).unwrap();
    git(repository, &["init", "-q"]);
    git(repository, &["add", "README.md"]);
    git(repository, &["commit", "-q", "-m", "Nothing yet"]);
    std::fs::create_dir(repository.join("register")).unwrap();
    std::fs::write(repository.join("register/parties.yaml"), EXAMPLE[0].1).unwrap();
    std::fs::write(repository.join("register/flows.yaml"), EXAMPLE[1].1).unwrap();
    let (code, markdown, errors) = ci_check(repository, &out, "HEAD");
    assert_eq!(code, 1, "{errors}");
    assert!(errors.contains("everything counts as new"), "{errors}");
    assert!(markdown.contains("new findings that count"), "{markdown}");
}

/// Runs a line of a shell in a folder, where `kept` is this program.
fn shell(folder: &Path, line: &str) -> (i32, String) {
    let program = Path::new(env!("CARGO_BIN_EXE_kept")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let done = Command::new("bash")
        .args(["-eo", "pipefail", "-c", line])
        .current_dir(folder)
        .env("PATH", path)
        .env("KEPT_PATH", "register")
        .env("KEPT_FAIL_ON", "high")
        .output()
        .unwrap();
    let said = [done.stdout, done.stderr].concat();
    (done.status.code().unwrap(), String::from_utf8(said).unwrap())
}

fn workspace(file: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file)).unwrap()
}

#[test]
fn the_template_of_gitlab_fails_when_the_check_does_and_leaves_its_reports() {
    let template = workspace("templates/kept.gitlab-ci.yml");
    let (_, script) = template.split_once("  script:\n").unwrap();
    let lines: Vec<&str> = script.lines().map_while(|line| line.strip_prefix("    - ")).collect();
    assert_eq!(lines.len(), 5, "{script}");
    let home = folder(&[("register/parties.yaml", EXAMPLE[0].1), ("register/flows.yaml", EXAMPLE[1].1)]);
    let (code, said) = shell(home.path(), &lines.join("\n"));
    assert_eq!(code, 1, "{said}");
    for (file, holds) in [("kept.xml", "<testsuites"), ("kept.md", "### ❌ Kept")] {
        let report = std::fs::read_to_string(home.path().join(file)).unwrap();
        assert!(report.contains(holds) && template.contains(file), "{report}");
    }
    std::fs::remove_file(home.path().join("register/flows.yaml")).unwrap();
    assert_eq!(shell(home.path(), &lines.join("\n")).0, 0);
    // Documents with mistakes are told once, and leave no report that is none.
    std::fs::write(home.path().join("register/flows.yaml"), "kept: 1\nflow: []\n").unwrap();
    let (code, said) = shell(home.path(), &lines.join("\n"));
    assert_eq!((code, said.matches("register/flows.yaml:2").count()), (2, 1), "{said}");
    assert!(!home.path().join("kept.xml").exists());
}

#[test]
fn the_hook_of_pre_commit_runs_the_check() {
    let hooks = workspace(".pre-commit-hooks.yaml");
    let entry = hooks.lines().find_map(|line| line.trim().strip_prefix("entry: ")).unwrap();
    let home = folder(&[("register/parties.yaml", EXAMPLE[0].1), ("register/flows.yaml", EXAMPLE[1].1)]);
    // What `docs/automation.md` says under `args`.
    let (code, said) = shell(home.path(), &format!("{entry} register --fail-on high"));
    assert_eq!(code, 1, "{said}");
    assert!(workspace("docs/automation.md").contains("args: [register, --fail-on, high]"));
    // Whatever a commit changes: to pre-commit a document that is deleted is no file.
    assert!(hooks.contains("\n  always_run: true\n") && !hooks.contains("types"), "{hooks}");
    std::fs::remove_file(home.path().join("register/flows.yaml")).unwrap();
    assert_eq!(shell(home.path(), &format!("{entry} register --fail-on high")).0, 0);
}

#[test]
fn documents_are_compared_with_a_revision_of_git() {
    let home = folder(&[("register/parties.yaml", EXAMPLE[0].1), ("register/flows.yaml", EXAMPLE[1].1)]);
    let repository = home.path();
    git(repository, &["init", "-q"]);
    git(repository, &["add", "register"]);
    git(repository, &["commit", "-q", "-m", "The register"]);
    let check = |more: &[&str]| {
        let asked = ["check", "register", "--as-of", "2026-06-01", "--fail-on", "high"];
        crate::program::kept_in(repository, &[&asked[..], more].concat(), "")
    };
    assert_eq!(check(&[]).code, 1);
    let since = check(&["--changed-since", "HEAD"]);
    assert_eq!(since.code, 0, "{}{}", since.stdout, since.stderr);
    let more = "kept: 1
parties: [{key: archive, name: Archive, kind: VENDOR}]
flows: [{key: f6, source: shop, recipient: archive, categories: [user.contact.email], startedOn: 2026-01-01}]
";
    std::fs::write(repository.join("register/more.yaml"), more).unwrap();
    std::fs::write(repository.join("register/.draft.yaml"), "no: document").unwrap();
    let since = check(&["--changed-since", "HEAD", "--format", "markdown"]);
    assert!(since.code == 1 && since.stdout.contains("`flow:f6`"), "{}{}", since.stdout, since.stderr);
    git(repository, &["add", "-f", "register"]);
    git(repository, &["commit", "-q", "-m", "More"]);
    std::fs::remove_file(repository.join("register/.draft.yaml")).unwrap();
    assert_eq!(check(&["--changed-since", "HEAD"]).code, 0);
    assert_eq!(check(&["--changed-since", "HEAD~1"]).code, 1);
    // However the documents are named, and wherever in the repository that is done.
    std::fs::create_dir(repository.join("sub")).unwrap();
    let whole = repository.join("register");
    for (place, named) in [("register", "."), ("sub", "../register"), ("sub", whole.to_str().unwrap())] {
        let asked = ["check", named, "--as-of", "2026-06-01", "--changed-since", "HEAD"];
        let since = crate::program::kept_in(&repository.join(place), &asked, "");
        assert_eq!(since.code, 0, "{named}: {}{}", since.stdout, since.stderr);
    }
    // What was not there has nothing to be compared with.
    std::fs::rename(repository.join("register"), repository.join("elsewhere")).unwrap();
    let moved = crate::program::kept_in(repository, &["check", "elsewhere", "--changed-since", "HEAD"], "");
    assert!(moved.code == 1 && moved.stderr.contains("everything counts as new"), "{}", moved.stderr);
    let unknown = crate::program::kept_in(repository, &["check", "elsewhere", "--changed-since", "origin/nowhere"], "");
    assert!(unknown.code == 2 && unknown.stderr.contains("is no revision of git here"), "{}", unknown.stderr);
    // What git says when it does not look, such as in a container where the repository is another user's.
    let stray = folder(&EXAMPLE);
    let stray = crate::program::kept_in(stray.path(), &["check", ".", "--changed-since", "HEAD"], "");
    assert!(stray.code == 3 && stray.stderr.contains("not a git repository"), "{}", stray.stderr);
}
