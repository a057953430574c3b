//! `kept explain`: what a rule looks for, why, and how to mend what it finds.

use std::process::ExitCode;

use clap::Args;
use clap::builder::PossibleValuesParser;
use kept_engine::{Documented, Rule};

use super::paint::{DIM, PLAIN, STRONG, Word, words, wrap};
use super::{CliError, Output};

/// What `kept explain` is told.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The code of a rule, as it stands in every finding; all rules are listed when there is none
    #[arg(value_parser = PossibleValuesParser::new(Rule::ALL.iter().map(|rule| rule.code())), hide_possible_values = true)]
    pub rule: Option<String>,
}

pub(super) fn run(args: &ExplainArgs, output: &Output) -> Result<ExitCode, CliError> {
    let text = match args.rule.as_deref().and_then(Rule::from_code) {
        Some(rule) => page(rule, output.width()),
        None => list(output.width()),
    };
    output.print(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// The rules, a line each.
fn list(width: usize) -> String {
    let widest = Rule::ALL.iter().map(|rule| rule.code().len()).max().unwrap_or_default();
    let line = |rule: &Rule| {
        let code = Word::of(STRONG, format!("{:<widest$}", rule.code()));
        wrap([code].into_iter().chain(words(PLAIN, rule.title())), width, "", "  ")
    };
    Rule::ALL.iter().map(line).collect()
}

/// A page in lines of at most `width` columns; what is shown as it is written stays so.
fn page(rule: Rule, width: usize) -> String {
    let mut text = String::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let mut verbatim = false;
    for line in rule.page().lines() {
        if verbatim || line.starts_with("```") {
            flush(&mut paragraph, width, &mut text);
            if line.starts_with("```") {
                verbatim = !verbatim;
            } else {
                text.push_str(&format!("    {DIM}{line}{DIM:#}\n"));
            }
            continue;
        }
        // A paragraph goes on until there is an empty line, a heading, or the next of a list.
        if line.is_empty() || line.starts_with('#') || line.starts_with("- ") {
            flush(&mut paragraph, width, &mut text);
        }
        if line.is_empty() {
            text.push('\n');
        } else if line.starts_with('#') {
            text.push_str(&wrap(words(STRONG, line.trim_start_matches(['#', ' '])), width, "", ""));
            if line.starts_with("# ") {
                text.push_str(&wrap(words(DIM, rule.code()), width, "", ""));
            }
        } else {
            paragraph.push(line);
        }
    }
    flush(&mut paragraph, width, &mut text);
    text
}

fn flush(paragraph: &mut Vec<&str>, width: usize, text: &mut String) {
    let Some(first) = paragraph.first() else { return };
    let rest = if first.starts_with("- ") { "  " } else { "" };
    text.push_str(&wrap(words(PLAIN, &paragraph.join(" ")), width, "", rest));
    paragraph.clear();
}
