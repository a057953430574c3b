//! What is said in German is about the same things as what is said in English, and in German.

use std::collections::BTreeSet;

use kept_engine::questions::explain;
use kept_engine::{Evaluation, Language, Report, Said, deadlines};
use kept_schema::{Day, Duration, Register};

/// English words that mean nothing in German and end no name.
const ENGLISH: [&str; 24] = [
    "the", "of", "and", "not", "that", "with", "from", "for", "by", "to", "is", "it", "its", "this", "on", "receives",
    "may", "recorded", "contract", "flow", "promise", "notice", "data", "or",
];

/// What people gave names to, as it stands in sentences: the longest first.
pub(crate) fn names(register: &Register) -> Vec<String> {
    let mut names: Vec<String> = register.parties().values().map(|party| party.name.to_string()).collect();
    names.extend(register.contracts().values().filter_map(|contract| contract.name.as_ref()).map(ToString::to_string));
    names.extend(register.notices().values().map(|notice| notice.title.to_string()));
    names.extend(register.promises().values().filter_map(|promise| promise.quote.as_ref()).map(ToString::to_string));
    names.extend(register.acceptances().values().map(|acceptance| acceptance.reason.to_string()));
    names.extend(register.parties().keys().map(ToString::to_string));
    names.extend(register.contracts().keys().map(ToString::to_string));
    names.extend(register.flows().keys().map(ToString::to_string));
    names.extend(register.promises().keys().map(ToString::to_string));
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.dedup();
    names
}

/// The names in a sentence, and the rest of it.
fn parts(sentence: &str, names: &[String]) -> (BTreeSet<String>, String) {
    let mut rest = sentence.to_owned();
    let mut found = BTreeSet::new();
    let inside = |letter: char| letter.is_alphanumeric() || "-._".contains(letter);
    for name in names {
        let mut from = 0;
        while let Some(at) = rest[from..].find(name.as_str()).map(|at| from + at) {
            let after = at + name.len();
            let mut next = rest[after..].chars();
            // A full stop may end the sentence.
            let (one, two) = (next.next(), next.next());
            let ends = one.is_none_or(|one| !inside(one) || (one == '.' && two.is_none_or(|two| !inside(two))));
            if !rest[..at].chars().next_back().is_some_and(inside) && ends {
                rest.replace_range(at..after, "");
                found.insert(name.clone());
                from = at;
            } else {
                from = after;
            }
        }
    }
    (found, rest)
}

fn words(rest: &str) -> impl Iterator<Item = &str> {
    rest.split_whitespace().map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()))
}

/// Days, counts, codes and keys of terms.
fn marked(rest: &str) -> BTreeSet<&str> {
    let is_code =
        |word: &str| word.len() > 1 && word.chars().all(|letter| letter.is_ascii_uppercase() || letter == '_');
    let is_marked =
        |word: &&str| is_code(word) || word.contains(|letter: char| letter.is_ascii_digit() || "._".contains(letter));
    words(rest).filter(is_marked).collect()
}

/// That a sentence says the same in German. In an explanation terms stand by their keys, in English by their names.
fn check(said: &Said, names: &[String], terms: bool) -> Result<(), String> {
    let [english, german] = Language::ALL.map(|language| said.in_language(language));
    let wrong = |why: &str| Err(format!("{why}:\n  {english}\n  {german}"));
    if said.english() != english || serde_json::to_value(said).unwrap() != english {
        return wrong("it is not written in English");
    }
    let ((named, _), (german_named, rest)) = (parts(english, names), parts(german, names));
    // A key may be a word, and stand in one language only for what it is.
    let told = |named: &BTreeSet<String>| -> BTreeSet<String> {
        named.iter().filter(|name| name.contains(|letter: char| !letter.is_ascii_lowercase())).cloned().collect()
    };
    if told(&named) != told(&german_named) {
        return wrong(&format!("{named:?} are named, then {german_named:?}"));
    }
    let (_, english_rest) = parts(english, names);
    if terms && marked(&english_rest) != marked(&rest) {
        return wrong(&format!("{:?} stand there, then {:?}", marked(&english_rest), marked(&rest)));
    }
    if let Some(word) = words(&rest).find(|word| ENGLISH.contains(word)) {
        return wrong(&format!("`{word}` is no German word"));
    }
    if english == german { wrong("both are the same") } else { Ok(()) }
}

/// All that is said of a register on a day: findings and how data gets there, deadlines, and what else is asked.
pub(crate) fn speaks(register: &Register, report: &Report, more: &[Said]) -> Result<(), String> {
    let (names, on) = (names(register), report.as_of);
    for finding in &report.findings {
        check(&finding.message, &names, true)?;
        for sentence in explain(register, &finding.path, &finding.categories, on) {
            check(&sentence, &names, false)?;
        }
    }
    for deadline in deadlines(register, on, on.plus(Duration::from_months(36), 1)) {
        check(&deadline.message, &names, true)?;
    }
    more.iter().try_for_each(|said| check(said, &names, true))
}

/// The titles of all repairs of all findings.
pub(crate) fn repairs(register: &Register, on: Day) -> Vec<Said> {
    let mut evaluation = Evaluation::new(register.clone(), on);
    let findings = evaluation.report().findings;
    findings.iter().flat_map(|finding| evaluation.repairs(finding)).map(|repair| repair.title).collect()
}
