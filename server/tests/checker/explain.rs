//! `kept explain`.

use kept_engine::{Documented, Rule};

use crate::program::{kept, kept_in};

#[test]
fn prints_the_page_of_a_rule() {
    let run = kept(&["explain", "flow-unverified"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    insta::assert_snapshot!("explain", run.stdout);
    for rule in Rule::ALL {
        let page = kept(&["explain", rule.code()]).stdout;
        assert!(page.starts_with(&format!("{}\n{rule}\n", rule.title())), "{page}");
        // What is shown as it is written may be wider.
        let wide = page.lines().find(|line| line.chars().count() > 80 && !line.starts_with("    "));
        assert_eq!(wide, None, "{rule}");
    }
}

#[test]
fn what_it_shows_can_be_checked() {
    let page = kept(&["explain", "commitment-broken"]).stdout;
    let from = page.find("    kept: 1").unwrap();
    let document: String =
        page[from..].lines().take_while(|line| line.starts_with("    ")).map(|line| format!("{line}\n")).collect();
    let run = kept_in(std::path::Path::new("."), &["check", "--as-of", "2026-06-01", "-"], &document);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stdout.contains("commitment-broken"), "{}", run.stdout);
}

#[test]
fn lists_the_rules() {
    let run = kept(&["explain"]);
    assert_eq!(run.code, 0);
    let codes: Vec<&str> = run.stdout.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(codes, Rule::ALL.iter().map(|rule| rule.code()).collect::<Vec<_>>());
}

#[test]
fn a_rule_that_does_not_exist_is_pointed_out() {
    let run = kept(&["explain", "flow-without-contrakt"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("'flow-without-contract'"), "{}", run.stderr);
}
