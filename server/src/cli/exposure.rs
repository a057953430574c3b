//! `kept exposure`: what does a breach at a party expose?

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use kept_engine::questions::{BreachNotice, Exposure, HeldTerm, exposure};
use kept_engine::{Certainty, SharingGraph};
use kept_schema::{Day, Presence, Problems, Register, TaxonomyKind};

use super::paint::{DIM, PLAIN, STRONG, UNPROVEN, Word, certainty_symbol, certainty_word, counted, words, wrap};
use super::paths::party;
use super::ribbon::{Ribbon, term_name};
use super::{CliError, Format, Output, day_or_today, input};

/// What `kept exposure` is told.
#[derive(Debug, Args)]
pub struct ExposureArgs {
    /// The party with the breach; an organisation with all the systems it operates
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

pub(super) fn run(args: &ExposureArgs, output: &Output) -> Result<ExitCode, CliError> {
    let day = day_or_today(args.as_of)?;
    let (register, _) = input::register(
        &args.from,
        #[cfg(feature = "server")]
        &args.store,
        output,
    )?;
    let mut problems = Vec::new();
    let of = party(&register, "party", &args.party, &mut problems);
    Problems::check(problems)?;
    let graph = SharingGraph::new(&register);
    let Some(found) = of.and_then(|of| exposure(&register, &graph, &of, day)) else { return Ok(ExitCode::SUCCESS) };
    match args.format {
        Format::Json => output.json(&found)?,
        Format::Text => output.print(&text(&register, &found, day, output.width()))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn text(register: &Register, found: &Exposure, day: Day, width: usize) -> String {
    let ribbon = Ribbon { register, day };
    let names: Vec<String> = found.parties.iter().map(|party| ribbon.party(party)).collect();
    let headline = format!("A breach at {}", names.join(", "));
    let mut text = wrap(words(STRONG, &headline).into_iter().chain(words(DIM, &format!("on {day}"))), width, "", "");
    let mut line = |label: &str, said: Vec<Word>| {
        let label = Word::of(DIM, format!("{label:<10}"));
        text.push_str(&wrap([label].into_iter().chain(said), width, "", "           "));
    };
    if found.categories.is_empty() {
        line("exposes", words(PLAIN, "no data of ours that the register knows of"));
        return text;
    }
    line("exposes", words(PLAIN, &terms(register, &found.categories)));
    let mut people: Vec<String> =
        found.subjects.iter().map(|key| term_name(register.taxonomy(), TaxonomyKind::Subject, key)).collect();
    if !found.subjects_complete {
        people.push("people who are not recorded".to_owned());
    }
    line("of", words(PLAIN, &people.join(", ")));
    for receipt in &found.received {
        line(
            "came by",
            [Word::of(PLAIN, receipt.flow.to_string())].into_iter().chain(ribbon.parties(&receipt.path)).collect(),
        );
    }
    for next in &found.downstream {
        let head = [
            Word::of(
                if next.certainty == Certainty::Certain { STRONG } else { PLAIN },
                certainty_symbol(next.certainty),
            ),
            Word::of(PLAIN, certainty_word(next.certainty)),
            Word::of(STRONG, next.party.to_string()),
            Word::of(PLAIN, counted(next.hops, "hop")),
        ];
        line("went to", head.into_iter().chain(ribbon.parties(&next.path)).collect());
    }
    for contract in &found.contracts {
        line("contract", words(PLAIN, &told_within(&ribbon, contract)));
    }
    line(
        "told",
        match found.notice_hours {
            Some(hours) => words(STRONG, &format!("within {hours} hours, the shortest that is recorded")),
            None => words(UNPROVEN, "no contract in force records within how many hours"),
        },
    );
    for promise in &found.promises {
        let head = [
            Word::of(PLAIN, certainty_symbol(promise.certainty)),
            Word::of(PLAIN, certainty_word(promise.certainty)),
            Word::of(PLAIN, promise.promise.to_string()),
        ];
        let quote = register.promises().get(&promise.promise).and_then(|promise| promise.quote.as_ref());
        let quote = quote.map_or_else(Vec::new, |quote| words(DIM, &format!("\"{quote}\"")));
        line("promise", head.into_iter().chain(quote).collect());
    }
    text
}

fn told_within(ribbon: &Ribbon<'_>, contract: &BreachNotice) -> String {
    let within = match (contract.presence, contract.hours) {
        (Some(Presence::Present), Some(hours)) => format!("breaches told within {hours} hours"),
        (Some(Presence::Present), None) => "breaches are told; within how many hours is not recorded".to_owned(),
        (Some(Presence::Absent), _) => "no clause on telling of breaches".to_owned(),
        _ => "whether breaches are told is not recorded".to_owned(),
    };
    format!("{} with {}: {within}", contract.contract, ribbon.party(&contract.with))
}

fn terms(register: &Register, held: &[HeldTerm]) -> String {
    let name = |held: &HeldTerm| {
        let name = term_name(register.taxonomy(), TaxonomyKind::Category, &held.term);
        if held.certainty == Certainty::Certain { name } else { format!("{name} (possibly)") }
    };
    held.iter().map(name).collect::<Vec<_>>().join(", ")
}
