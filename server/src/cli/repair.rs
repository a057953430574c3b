//! `kept repair`: what makes a finding go away?

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use kept_engine::{Evaluation, Finding, Repair, ReportDelta};
use kept_schema::document::write_yaml;
use kept_schema::{Day, FindingId, Problem, Problems};

use super::paint::{
    DIM, KEPT, PLAIN, STRONG, Word, counted, severity_word, verdict_style, verdict_symbol, verdict_word, words, wrap,
};
use super::{CliError, Format, Output, day_or_today, input};

/// How many of the findings that a repair changes are listed.
const MOST_LISTED: usize = 5;

/// What `kept repair` is told.
#[derive(Debug, Args)]
pub struct RepairArgs {
    /// The id of the finding, as `kept check` prints it
    #[arg(value_name = "FINDING")]
    pub finding: FindingId,
    /// Print the document of the repair with this number, and nothing else: for `kept apply -`
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    pub take: Option<u32>,
    /// The day to look at [default: today]
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<Day>,
    /// Documents to look into instead of the store: files, folders, or `-` for stdin
    #[arg(long, value_name = "FILE|DIR")]
    pub from: Vec<PathBuf>,
    /// How to write the answer
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// The store to look into when no documents are given.
    #[cfg(feature = "server")]
    #[command(flatten)]
    pub store: crate::cli::store::ReadArgs,
}

pub(super) fn run(args: &RepairArgs, output: &Output) -> Result<ExitCode, CliError> {
    let day = day_or_today(args.as_of)?;
    let (register, _) = input::register(
        &args.from,
        #[cfg(feature = "server")]
        &args.store,
        output,
    )?;
    let mut evaluation = Evaluation::new(register, day);
    let report = evaluation.report();
    let wrong = |path: &str, message: String| Problems::one(Problem { origin: None, path: path.to_owned(), message });
    let finding = report.findings.iter().find(|finding| finding.id == args.finding).ok_or_else(|| {
        let message = format!("nothing with the id `{}` is found on {day}; `kept check` prints the ids", args.finding);
        wrong("finding", message)
    })?;
    let repairs = evaluation.repairs(finding);
    if let Some(number) = args.take {
        let repair = usize::try_from(number).ok().and_then(|number| repairs.get(number.checked_sub(1)?));
        let known = counted(repairs.len(), "repair");
        let repair = repair.ok_or_else(|| wrong("take", format!("there is no repair {number}: {known} are known")))?;
        match args.format {
            Format::Json => output.json(&repair.document())?,
            Format::Text => output.print(&write_yaml(&repair.document()))?,
        }
        return Ok(ExitCode::SUCCESS);
    }
    match args.format {
        Format::Json => output.json(&repairs)?,
        Format::Text => output.print(&text(finding, &repairs, output.width()))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn text(finding: &Finding, repairs: &[Repair], width: usize) -> String {
    let mut text = wrap(headline(finding), width, "", "  ");
    text.push_str(&wrap(words(PLAIN, finding.message.english()), width, "  ", "  "));
    if repairs.is_empty() {
        let said = "No repair is known that removes it by one change. kept explain tells what the rule asks for.";
        text.push_str(&wrap(words(DIM, said), width, "\n", ""));
        return text;
    }
    for (number, repair) in (1..).zip(repairs) {
        let number = Word::of(STRONG, format!("{number}"));
        text.push('\n');
        text.push_str(&wrap([number].into_iter().chain(words(STRONG, repair.title.english())), width, "", "  "));
        text.push_str(&beside(finding, &repair.delta, width));
    }
    let take = format!("To take one: kept repair {} --take 1 | kept apply -", finding.id);
    text.push('\n');
    text.push_str(&wrap(words(DIM, &take), width, "", "  "));
    text
}

fn headline(finding: &Finding) -> Vec<Word> {
    let style = verdict_style(finding.verdict);
    let mut line = vec![Word::of(style, verdict_symbol(finding.verdict))];
    line.extend(words(style, verdict_word(finding.verdict)));
    line.extend(words(PLAIN, severity_word(finding.severity)));
    line.extend(words(DIM, finding.rule.code()));
    line.extend(finding.aspect.map(|aspect| Word::of(DIM, format!("({aspect})"))));
    line.extend(words(PLAIN, &finding.subject.to_string()));
    line
}

/// What a repair changes beside the finding.
fn beside(finding: &Finding, delta: &ReportDelta, width: usize) -> String {
    // What only goes on under a notice that took another's place is nothing new.
    let same = |a: &Finding, b: &Finding| {
        (a.rule, a.aspect, &a.subject) == (b.rule, b.aspect, &b.subject) && a.message == b.message
    };
    let goes_on = |new: &Finding| delta.disappeared.iter().any(|old| same(old, new));
    let new: Vec<&Finding> = delta.appeared.iter().filter(|new| !goes_on(new)).collect();
    let went_on = delta.appeared.len() - new.len();
    let gone = delta.disappeared.iter().filter(|old| old.id != finding.id);
    let gone = gone.filter(|old| !delta.appeared.iter().any(|new| same(old, new))).count();
    let mut said = String::from("It is gone");
    match gone {
        0 => {}
        1 => said.push_str(" with 1 other finding"),
        _ => said.push_str(&format!(" with {gone} other findings")),
    }
    let alone = delta.disappeared.len() == 1 && delta.appeared.is_empty() && delta.promises.is_empty();
    said.push_str(if alone { ", and nothing else changes." } else { "." });
    if went_on > 0 {
        said.push_str(&format!(" {} on under the new notice.", verb(went_on, "goes", "go")));
    }
    for (promise, before, after) in &delta.promises {
        if let (Some(before), Some(after)) = (before, after) {
            said.push_str(&format!(
                " The promise {promise} is {} instead of {}.",
                verdict_word(*after),
                verdict_word(*before)
            ));
        }
    }
    if !new.is_empty() {
        said.push_str(&format!(" {} up:", verb(new.len(), "comes", "come")));
    }
    let style = if new.is_empty() { KEPT } else { DIM };
    let mut text = wrap(words(style, &said), width, "  ", "  ");
    for finding in new.iter().take(MOST_LISTED) {
        let style = verdict_style(finding.verdict);
        let mut line = vec![Word::of(style, verdict_symbol(finding.verdict))];
        line.extend(words(DIM, finding.rule.code()));
        line.extend(words(PLAIN, finding.message.english()));
        text.push_str(&wrap(line, width, "    ", "      "));
    }
    if let Some(more) = new.len().checked_sub(MOST_LISTED).filter(|more| *more > 0) {
        text.push_str(&wrap(words(DIM, &format!("and {more} more")), width, "    ", "      "));
    }
    text
}

/// "1 finding goes", "2 findings go".
fn verb(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", counted(count, "finding"), if count == 1 { one } else { many })
}
