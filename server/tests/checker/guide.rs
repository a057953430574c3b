//! The guide shows documents and what `kept` prints of them. Its pages are run here from top to bottom: a block under the
//! name of a file is written to that file, and each command of a console block must print what stands under it.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::program::kept_in;

fn guide() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/guide")
}

/// The page as it would be if it showed what the program prints today, and how many commands it runs.
fn run(page: &str) -> (String, usize) {
    let folder = TempDir::new().unwrap();
    let (mut text, mut commands) = (String::new(), 0);
    // The last line that says something, which may be the name of a file.
    let mut before = "";
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        text.push_str(line);
        text.push('\n');
        let Some(language) = line.strip_prefix("```") else {
            before = if line.is_empty() { before } else { line };
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let file = before.strip_prefix('`').and_then(|line| line.strip_suffix("`:"));
        match (language, file) {
            ("yaml", Some(file)) => {
                let path = folder.path().join(file);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, block.join("\n")).unwrap();
            }
            ("console", _) => {
                commands += 1;
                let command = block.first().unwrap();
                let args: Vec<&str> = command.strip_prefix("$ kept ").unwrap().split(' ').collect();
                let run = kept_in(folder.path(), &args, "");
                assert_eq!(run.stderr, "", "{command}");
                writeln!(text, "{command}\n{}", run.stdout.trim_end()).unwrap();
                text.push_str("```\n");
                continue;
            }
            _ => {}
        }
        block.iter().for_each(|line| writeln!(text, "{line}").unwrap());
        text.push_str("```\n");
    }
    (text, commands)
}

#[test]
fn the_guide_shows_what_the_program_prints() {
    let path = guide().join("old-promises.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (current, commands) = run(&page);
    assert!(commands > 0);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &current).unwrap();
        return;
    }
    let shown: Vec<_> = page.lines().collect();
    let printed: Vec<_> = current.lines().collect();
    assert_eq!(
        shown, printed,
        "run `UPDATE=1 cargo test -p kept --no-default-features --test checker guide`, and read it"
    );
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
            if path.file_name().unwrap() == "old-promises.md" {
                continue;
            }
            let run = kept_in(&guide(), &["check", "--as-of", "2026-06-01", "-"], &format!("kept: 1{block}"));
            assert!(run.code <= 1, "{}: {}\n{block}", path.display(), run.stderr);
        }
    }
    assert!(found > 3);
}
