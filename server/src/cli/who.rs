//! `kept who`: who gets which data?

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use kept_engine::{Certainty, Recipient, SharingGraph};
use kept_schema::{Day, FlowKey, PartyKey, PartyKind, Problem, Problems, Register, TaxonomyKind, TermKey};
use serde::Serialize;

use super::paint::{DIM, PLAIN, STRONG, Word, certainty_symbol, certainty_word, counted, words, wrap};
use super::ribbon::{Ribbon, term_name};
use super::{CliError, Format, Output, day_or_today, input};

/// What `kept who` is told.
#[derive(Debug, Args)]
pub struct WhoArgs {
    /// Data categories, such as user.contact.email
    #[arg(value_name = "CATEGORY", required = true)]
    pub categories: Vec<String>,
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
struct JsonRecipient<'a> {
    party: &'a PartyKey,
    certainty: Certainty,
    hops: u32,
    path: &'a [FlowKey],
}

impl<'a> JsonRecipient<'a> {
    fn of(found: &'a Recipient) -> Self {
        Self { party: &found.party, certainty: found.certainty, hops: found.hops, path: &found.path }
    }
}

pub(super) fn run(args: &WhoArgs, output: &Output) -> Result<ExitCode, CliError> {
    let day = day_or_today(args.as_of)?;
    let (register, _) = input::register(
        &args.from,
        #[cfg(feature = "server")]
        &args.store,
        output,
    )?;
    who(&register, day, args, output)
}

/// Prints who holds some of the categories.
pub(super) fn who(register: &Register, day: Day, args: &WhoArgs, output: &Output) -> Result<ExitCode, CliError> {
    let categories = categories(register, &args.categories)?;
    let mut recipients = SharingGraph::new(register).recipients(register, &categories, day, &[]);
    recipients.sort_by(|a, b| (a.hops, &a.party).cmp(&(b.hops, &b.party)));
    match args.format {
        Format::Json => {
            output.json(&recipients.iter().map(JsonRecipient::of).collect::<Vec<_>>())?;
        }
        Format::Text => output.print(&text(register, &categories, &recipients, day, output.width()))?,
    }
    if recipients.is_empty() && !has_self(register) {
        output.note(
            "No party is SELF, so nobody is known to hold data to begin with; record who you are (kind: SELF).\n",
        )?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Whether the register says who keeps it.
pub(super) fn has_self(register: &Register) -> bool {
    register.parties().values().any(|party| party.kind == PartyKind::SelfParty)
}

/// The categories of these names.
///
/// # Errors
/// Every name that is no category, with the one that was probably meant.
pub(super) fn categories(register: &Register, names: &[String]) -> Result<Vec<TermKey>, Problems> {
    let taxonomy = register.taxonomy();
    let table = taxonomy.table(TaxonomyKind::Category);
    let mut found = Vec::new();
    let mut problems = Vec::new();
    for name in names {
        match table.find(name).and_then(|term| table.get(term)) {
            Some(info) => found.push(info.key.clone()),
            None => problems.push(Problem {
                origin: None,
                path: "category".to_owned(),
                message: taxonomy.unknown(TaxonomyKind::Category, name),
            }),
        }
    }
    Problems::check(problems)?;
    Ok(found)
}

fn text(register: &Register, categories: &[TermKey], recipients: &[Recipient], day: Day, width: usize) -> String {
    let ribbon = Ribbon { register, day };
    let names: Vec<String> =
        categories.iter().map(|key| term_name(register.taxonomy(), TaxonomyKind::Category, key)).collect();
    let names = names.join(" or ");
    let headline = match recipients.len() {
        0 => format!("Nobody else gets {names}"),
        1 => format!("1 party gets {names}"),
        many => format!("{many} parties get {names}"),
    };
    let headline = words(STRONG, &headline).into_iter().chain(words(DIM, &format!("on {day}")));
    let mut text = wrap(headline, width, "", "");
    let widest = recipients.iter().map(|found| found.party.as_str().len()).max().unwrap_or_default().min(32);
    for found in recipients {
        let style = if found.certainty == Certainty::Certain { STRONG } else { PLAIN };
        let line = [
            Word::of(style, certainty_symbol(found.certainty)),
            Word::of(PLAIN, format!("{:<8}", certainty_word(found.certainty))),
            Word::of(STRONG, format!("{:<widest$}", found.party)),
            Word::of(PLAIN, format!("{:<7}", counted(found.hops as usize, "hop"))),
        ];
        let line = line.into_iter().chain(ribbon.parties(&found.path));
        text.push_str(&wrap(line, width, "", "             "));
    }
    text
}
