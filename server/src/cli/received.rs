//! `kept received`: what does a party get, and how?

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use kept_engine::{Certainty, Receipt, SharingGraph};
use kept_schema::{Day, FlowKey, PartyKey, Problems, Register, TaxonomyKind, TermKey};
use serde::Serialize;

use super::paint::{DIM, PLAIN, STRONG, Word, certainty_symbol, certainty_word, counted, words, wrap};
use super::paths::party;
use super::ribbon::{Ribbon, term_name};
use super::{CliError, Format, Output, day_or_today, input};

/// What `kept received` is told.
#[derive(Debug, Args)]
pub struct ReceivedArgs {
    /// The party that receives it
    #[arg(value_name = "PARTY")]
    pub party: String,
    /// The day to look at [default: today]
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<Day>,
    /// Documents to ask instead of the store: files, folders, or `-` for stdin
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

#[derive(Serialize)]
struct JsonReceipt<'a> {
    flow: &'a FlowKey,
    source: &'a PartyKey,
    categories: Vec<JsonCategory<'a>>,
    path: &'a [FlowKey],
}

#[derive(Serialize)]
struct JsonCategory<'a> {
    term: &'a TermKey,
    certainty: Certainty,
}

impl<'a> JsonReceipt<'a> {
    fn of(receipt: &'a Receipt) -> Self {
        let categories =
            receipt.categories.iter().map(|(term, certainty)| JsonCategory { term, certainty: *certainty });
        Self { flow: &receipt.flow, source: &receipt.source, categories: categories.collect(), path: &receipt.path }
    }
}

pub(super) fn run(args: &ReceivedArgs, output: &Output) -> Result<ExitCode, CliError> {
    let day = day_or_today(args.as_of)?;
    let (register, _) = input::register(
        &args.from,
        #[cfg(feature = "server")]
        &args.store,
        output,
    )?;
    let mut problems = Vec::new();
    let by = party(&register, "party", &args.party, &mut problems);
    Problems::check(problems)?;
    let Some(by) = by else { return Ok(ExitCode::SUCCESS) };
    let receipts = SharingGraph::new(&register).received(&register, &by, day);
    match args.format {
        Format::Json => output.json(&receipts.iter().map(JsonReceipt::of).collect::<Vec<_>>())?,
        Format::Text => output.print(&text(&register, &by, &receipts, day, output.width()))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn text(register: &Register, by: &PartyKey, receipts: &[Receipt], day: Day, width: usize) -> String {
    let ribbon = Ribbon { register, day };
    let name = ribbon.party(by);
    let headline = match receipts.len() {
        0 => format!("{name} receives no data of ours that the register knows of"),
        many => format!("{name} receives data of ours by {}", counted(many, "flow")),
    };
    let headline = words(STRONG, &headline).into_iter().chain(words(DIM, &format!("on {day}")));
    let mut text = wrap(headline, width, "", "");
    let widest = receipts.iter().map(|receipt| receipt.flow.as_str().len()).max().unwrap_or_default().min(32);
    for receipt in receipts {
        let certain = receipt.categories.iter().any(|(_, certainty)| *certainty == Certainty::Certain);
        let certainty = if certain { Certainty::Certain } else { Certainty::Possible };
        let line = [
            Word::of(if certain { STRONG } else { PLAIN }, certainty_symbol(certainty)),
            Word::of(PLAIN, format!("{:<8}", certainty_word(certainty))),
            Word::of(STRONG, format!("{:<widest$}", receipt.flow)),
        ];
        let line = line.into_iter().chain(ribbon.parties(&receipt.path));
        text.push_str(&wrap(line, width, "", "           "));
        text.push_str(&wrap(words(PLAIN, &data(register, receipt)), width, "           ", "           "));
    }
    text
}

/// The categories of a receipt by name.
fn data(register: &Register, receipt: &Receipt) -> String {
    let name = |(term, certainty): &(TermKey, Certainty)| {
        let name = term_name(register.taxonomy(), TaxonomyKind::Category, term);
        if *certainty == Certainty::Certain { name } else { format!("{name} (possibly)") }
    };
    receipt.categories.iter().map(name).collect::<Vec<_>>().join(", ")
}
