//! The pages of the rules: their shape, and that each example finds what it says and each repair mends it.

use std::path::{Path, PathBuf};

use kept_engine::questions::explain;
use kept_engine::{Documented, Evaluation, Finding, Language, Rule, Verdict, diff};
use kept_schema::document::{SourceFile, read_onto, read_register};
use kept_schema::record::Edit;
use kept_schema::{Day, NodeId, Register};
use serde_json::Value;

use crate::fixture::{records, report_on};
use crate::german;

const SECTIONS: [&str; 6] = ["What", "Why", "Legal source", "Example", "Repair", "Severity and verdict"];

/// The parts of a page: its sections by their headings.
fn sections(page: &str) -> Vec<(&str, &str)> {
    page.split("\n## ").skip(1).map(|section| section.split_once('\n').unwrap()).collect()
}

fn section<'p>(rule: Rule, heading: &str) -> &'p str {
    sections(rule.page()).into_iter().find(|(found, _)| *found == heading).unwrap().1
}

/// What stands in the blocks of a language.
fn blocks<'p>(section: &'p str, language: &str) -> Vec<&'p str> {
    let fence = format!("```{language}\n");
    section.split(&fence).skip(1).map(|rest| rest.split_once("```").unwrap().0).collect()
}

/// A page's example: the register, the day, and what the rule finds.
fn example(rule: Rule) -> (Register, Day, String) {
    let text = section(rule, "Example");
    let (documents, found) = (blocks(text, "yaml"), blocks(text, "text"));
    let ([document], [found]) = (documents.as_slice(), found.as_slice()) else {
        panic!("{rule}: an example is one document and what is found in it")
    };
    let on = text.lines().find_map(|line| line.strip_prefix("On ")?.strip_suffix(':')).unwrap();
    let file = SourceFile::new(format!("{rule}.yaml"), *document);
    let (register, _) = read_register(vec![file]).unwrap_or_else(|problems| panic!("{rule}: {problems}"));
    (register, on.parse().unwrap(), words(found))
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A finding as the pages tell it.
fn told(finding: &Finding) -> String {
    let mut line = format!("{} {} {}", finding.verdict, finding.severity, finding.subject);
    line.extend(finding.aspect.map(|aspect| format!(" ({aspect})")));
    line.extend(finding.clause.map(|clause| format!(" {clause}")));
    let promise = finding.promise.clone().map(NodeId::Promise).filter(|promise| *promise != finding.subject);
    line.extend(promise.map(|promise| format!(" {promise}")));
    line.extend(finding.due_on.map(|due| format!(" act by {due}")));
    format!("{line} {}", finding.message.english())
}

fn all_told(findings: &[&Finding]) -> String {
    findings.iter().map(|finding| told(finding)).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_page_has_the_same_parts() {
    for rule in Rule::ALL {
        let page = rule.page();
        assert!(page.starts_with("# ") && page.ends_with('\n'), "{rule}: {page}");
        let headings: Vec<&str> = sections(page).into_iter().map(|(heading, _)| heading).collect();
        assert_eq!(headings, SECTIONS, "{rule}");
        for (heading, text) in sections(page) {
            assert!(!text.trim().is_empty(), "{rule}: {heading}");
        }
    }
}

#[test]
fn every_example_finds_what_its_page_says() {
    let mut wrong = Vec::new();
    for &rule in Rule::ALL {
        let (register, on, expected) = example(rule);
        let report = report_on(&register, on);
        let found: Vec<&Finding> = report.findings.iter().filter(|finding| finding.rule == rule).collect();
        assert!(!found.is_empty(), "{rule}: nothing is found in the example");
        if all_told(&found) != expected {
            wrong.push(format!("{rule} finds\n{}\nthe page says\n{expected}\n", all_told(&found)));
        }
    }
    assert_eq!(wrong.join("\n"), "");
}

#[test]
fn every_repair_removes_what_its_example_finds() {
    for &rule in Rule::ALL {
        let (register, on, _) = example(rule);
        let before = report_on(&register, on);
        let blocks = blocks(section(rule, "Repair"), "yaml");
        let [change] = blocks.as_slice() else { panic!("{rule}: a repair shows one change") };
        let change: Value = serde_saphyr::from_str(change).unwrap_or_else(|error| panic!("{rule}: {error}"));
        let edits = records(&change).into_iter().map(|record| Edit::Put(record).into());
        let (repaired, _) = register.apply(edits, 2).unwrap_or_else(|problems| panic!("{rule}: {problems}"));
        let after = report_on(&repaired, on);
        let known: Vec<_> = before.findings.iter().map(|finding| finding.id).collect();
        let bad = |finding: &&Finding| {
            finding.rule == rule || (finding.verdict == Verdict::Broken && !known.contains(&finding.id))
        };
        let bad: Vec<&Finding> = after.findings.iter().filter(bad).collect();
        assert!(bad.is_empty(), "{rule}: after the repair: {}", all_told(&bad));
    }
}

/// What is found in each example and proposed for it, in German.
#[test]
fn every_example_is_told_in_german() {
    let mut told = String::new();
    for &rule in Rule::ALL {
        let (register, on, _) = example(rule);
        let report = report_on(&register, on);
        let mut evaluation = Evaluation::new(register.clone(), on);
        german::speaks(&register, &report, &german::repairs(&register, on))
            .unwrap_or_else(|why| panic!("{rule}: {why}"));
        told.push_str(&format!("{rule}\n"));
        for finding in report.findings.iter().filter(|finding| finding.rule == rule) {
            told.push_str(&format!("  {}\n", finding.message.in_language(Language::German)));
            for sentence in explain(&register, &finding.path, &finding.categories, on) {
                told.push_str(&format!("    {}\n", sentence.in_language(Language::German)));
            }
            for repair in evaluation.repairs(finding) {
                told.push_str(&format!("    - {}\n", repair.title.in_language(Language::German)));
            }
        }
    }
    insta::assert_snapshot!(told);
}

/// What Kept proposes for each finding of the examples, by finding.
#[test]
fn every_finding_of_an_example_has_repairs_that_remove_it() {
    let mut told = String::new();
    for &rule in Rule::ALL {
        let (register, on, _) = example(rule);
        let mut evaluation = Evaluation::new(register.clone(), on);
        let before = evaluation.report();
        for finding in before.findings.iter().filter(|finding| finding.rule == rule) {
            told.push_str(&format!("{rule} {}\n", finding.subject));
            let repairs = evaluation.repairs(finding);
            assert!(!repairs.is_empty(), "{rule}: nothing is proposed for {finding:#?}");
            for repair in repairs {
                told.push_str(&format!("  {}: {}\n", repair.kind, repair.title.english()));
                let document = serde_json::to_vec(&repair.document()).unwrap();
                let file = SourceFile { name: rule.to_string(), bytes: document };
                let (_, repaired, _) =
                    read_onto(&register, vec![file], 2).unwrap_or_else(|problems| panic!("{rule}: {problems}"));
                let after = report_on(&repaired, on);
                assert!(
                    after.findings.iter().all(|other| other.id != finding.id),
                    "{rule}: {}",
                    repair.title.english()
                );
                assert_eq!(diff(&before, &after), repair.delta, "{rule}: {}", repair.title.english());
            }
        }
        assert_eq!(evaluation.report(), before, "{rule}");
    }
    insta::assert_snapshot!(told);
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules")
}

/// The file of a page: the page with the code of its rule, and where to change it.
fn file(rule: Rule) -> (String, String) {
    let source = rule.code().replace('-', "_");
    let (title, rest) = rule.page().split_once('\n').unwrap();
    let text = format!(
        "<!-- Made from the header of server/engine/src/rules/{source}.rs; change it there. -->\n\
         {title}\n\n`{rule}` · [all rules](README.md)\n{rest}"
    );
    (format!("{rule}.md"), text)
}

/// The first sentence of a text.
fn sentence(text: &str) -> String {
    let text = words(text);
    text.split_once(". ").map_or(text.clone(), |(first, _)| format!("{first}."))
}

/// The severities a page tells, the gravest first, for one of the verdicts.
fn severities(rule: Rule, verdict: Verdict) -> String {
    let text = section(rule, "Severity and verdict");
    let of = text.lines().filter_map(|line| line.strip_prefix(&format!("- {verdict}, "))?.split_once(':'));
    let mut found: Vec<&str> = of.map(|(severity, _)| severity).collect();
    found.dedup();
    found.join(", ")
}

fn index() -> (String, String) {
    let mut text = String::from(
        "<!-- Made from the headers of server/engine/src/rules/; change them there. -->\n\
         # The rules\n\n\
         Each rule compares what is recorded with contracts, with the law or with promises. Its code is in every finding, and\n\
         `kept explain CODE` prints its page. A finding is BROKEN when it is shown to be wrong, UNPROVEN when something is not\n\
         recorded or declared too broadly, and KEPT when all is right today and someone has to act in time. The table says how\n\
         grave each is. How verdicts come about is in [How Kept decides](../guide/semantics.md).\n\n\
         The examples on the pages are whole documents: copy one into a file and run `kept check --as-of DAY FILE`. They have what\n\
         the rule needs and no more, so other rules will find that a notice or a contract is missing. Each example is\n\
         evaluated and each repair applied by a test. Legal sources say what stands behind a rule. They are no legal advice.\n\n\
         GDPR is Regulation (EU) 2016/679, DORA Regulation (EU) 2022/2554, CCPA the California Consumer Privacy Act as amended\n\
         (Cal. Civ. Code § 1798.100 and following) with its regulations (11 CCR § 7000 and following).\n\n\
         | rule | what it finds | BROKEN | UNPROVEN | KEPT |\n|---|---|---|---|---|\n",
    );
    for &rule in Rule::ALL {
        let [broken, unproven, kept] =
            [Verdict::Broken, Verdict::Unproven, Verdict::Kept].map(|verdict| severities(rule, verdict));
        let what = sentence(section(rule, "What"));
        text.push_str(&format!("| [`{rule}`]({rule}.md) | {what} | {broken} | {unproven} | {kept} |\n"));
    }
    ("README.md".to_owned(), text)
}

#[test]
fn the_pages_of_the_manual_are_those_of_the_program() {
    let files: Vec<(String, String)> = Rule::ALL.iter().map(|rule| file(*rule)).chain([index()]).collect();
    let folder = folder();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(&folder).unwrap();
        for (name, text) in &files {
            std::fs::write(folder.join(name), text).unwrap();
        }
    }
    for (name, text) in &files {
        let committed = std::fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(
            committed == *text,
            "docs/rules/{name} is out of date; run `UPDATE=1 cargo test -p kept-engine --test engine pages`"
        );
    }
    let stray = |entry: std::io::Result<std::fs::DirEntry>| {
        let name = entry.unwrap().file_name().into_string().unwrap();
        (!files.iter().any(|(known, _)| *known == name)).then_some(name)
    };
    let strays: Vec<String> = std::fs::read_dir(&folder).unwrap().filter_map(stray).collect();
    assert_eq!(strays, Vec::<String>::new(), "pages of no rule");
}
