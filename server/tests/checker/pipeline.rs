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
    let (code, _, errors) = ci_check(repository, &out, "origin/nowhere");
    assert!(code == 2 && errors.contains("`origin/nowhere` is no revision here"), "{errors}");
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
