//! The pages of the guide that need no store show what the program prints, and documents of all pages are documents.

use std::path::{Path, PathBuf};

use crate::page;
use crate::program::kept_in;

fn guide() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/guide")
}

#[test]
fn the_guide_shows_what_the_program_prints() {
    let update = "cargo test -p kept --no-default-features --test checker guide";
    page::check(&guide().join("old-promises.md"), update, |folder, args, _| {
        let run = kept_in(folder, args, "");
        assert_eq!(run.stderr, "", "{args:?}");
        run.stdout
    });
}

#[test]
fn the_documents_of_the_guide_are_documents() {
    let mut found = 0;
    for entry in std::fs::read_dir(guide()).unwrap() {
        let path = entry.unwrap().path();
        let page = std::fs::read_to_string(&path).unwrap();
        for block in page.split("```yaml\nkept: 1").skip(1).map(|rest| rest.split_once("```").unwrap().0) {
            found += 1;
            // Parts of a register refer to what stands in other files.
            if ["old-promises.md", "two-times.md"].map(Some).contains(&path.file_name().unwrap().to_str()) {
                continue;
            }
            let run = kept_in(&guide(), &["check", "--as-of", "2026-06-01", "-"], &format!("kept: 1{block}"));
            assert!(run.code <= 1, "{}: {}\n{block}", path.display(), run.stderr);
        }
    }
    assert!(found > 3);
}
