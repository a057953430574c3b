//! Pages of the guide that show documents and what `kept` prints of them, run from top to bottom: a block under the name of
//! a file is written to that file, and each command of a console block must print what stands under it.

use std::fmt::Write;
use std::path::Path;

use tempfile::TempDir;

/// Runs a page, and fails when it does not show what the program prints today. With `UPDATE` in the environment it is made
/// to show that. `execute` is given the folder, the arguments of a command and all that stands on the page before it.
pub(crate) fn check(path: &Path, update: &str, execute: impl FnMut(&Path, &[&str], &str) -> String) {
    let page = std::fs::read_to_string(path).unwrap();
    let (current, commands) = run(&page, execute);
    assert!(commands > 0);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &current).unwrap();
        return;
    }
    let shown: Vec<_> = page.lines().collect();
    let printed: Vec<_> = current.lines().collect();
    assert_eq!(shown, printed, "run `UPDATE=1 {update}`, and read it");
}

/// The page as it would be if it showed what the program prints today, and how many commands it runs.
fn run(page: &str, mut execute: impl FnMut(&Path, &[&str], &str) -> String) -> (String, usize) {
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
                let printed = execute(folder.path(), &args, &text);
                writeln!(text, "{command}\n{}", printed.trim_end()).unwrap();
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
