//! `kept paths`: how does data get there?

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use kept_engine::questions::explain;
use kept_engine::{Certainty, PathQuery, PathResult, Said, SharingGraph, SharingPath};
use kept_schema::problem::hint;
use kept_schema::{Day, FlowKey, PartyKey, Problem, Problems, Register, TaxonomyKind, TermKey};
use serde::Serialize;

use super::paint::{
    DIM, PLAIN, STRONG, UNPROVEN, Word, certainty_symbol, certainty_word, counted, words, wrap, wrap_groups,
};
use super::ribbon::{Ribbon, term_name};
use super::who::{categories, has_self};
use super::{CliError, Format, Output, day_or_today, input};

/// What `kept paths` is told.
#[derive(Debug, Args)]
pub struct PathsArgs {
    /// The party it gets to
    #[arg(long, value_name = "PARTY")]
    pub to: String,
    /// The data category, such as user.contact.email
    #[arg(long, value_name = "CATEGORY")]
    pub category: String,
    /// Begin at this party as if it held the data [default: your own parties]
    ///
    /// Needed where no party is SELF, such as in an imported list of sub-processors. The same party as --to finds the circles that lead back to it.
    #[arg(long, value_name = "PARTY")]
    pub start: Option<String>,
    /// The day to look at [default: today]
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<Day>,
    /// Documents to ask instead of the store: files, folders, or `-` for stdin
    #[arg(long, value_name = "FILE|DIR")]
    pub from: Vec<PathBuf>,
    /// The longest path to look for
    #[arg(long, value_name = "HOPS", default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=64))]
    pub max_hops: u32,
    /// How many paths are enough
    #[arg(long, value_name = "COUNT", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub first: u32,
    /// How to write the answer
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// The store to look into when no documents are given.
    #[cfg(feature = "server")]
    #[command(flatten)]
    pub store: crate::cli::store::ReadArgs,
}

#[derive(Serialize)]
struct JsonPaths<'a> {
    complete: bool,
    paths: Vec<JsonPath<'a>>,
}

#[derive(Serialize)]
struct JsonPath<'a> {
    certainty: Certainty,
    flows: &'a [FlowKey],
    explanation: Vec<Said>,
}

impl<'a> JsonPath<'a> {
    fn of(register: &Register, query: &PathQuery, path: &'a SharingPath) -> Self {
        let explanation = explain(register, &path.flows, std::slice::from_ref(&query.category), query.day);
        Self { certainty: path.certainty, flows: &path.flows, explanation }
    }
}

pub(super) fn run(args: &PathsArgs, output: &Output) -> Result<ExitCode, CliError> {
    let day = day_or_today(args.as_of)?;
    let (register, _) = input::register(
        &args.from,
        #[cfg(feature = "server")]
        &args.store,
        output,
    )?;
    paths(&register, day, args, output)
}

/// Prints the paths of a register.
pub(super) fn paths(register: &Register, day: Day, args: &PathsArgs, output: &Output) -> Result<ExitCode, CliError> {
    let query = query(register, day, args)?;
    let progress = output.progress("Searching paths");
    let result = SharingGraph::new(register).sharing_paths(register, &query);
    drop(progress);
    match args.format {
        Format::Json => {
            let paths = result.paths.iter().map(|path| JsonPath::of(register, &query, path)).collect();
            output.json(&JsonPaths { complete: result.complete, paths })?;
        }
        Format::Text => output.print(&text(register, &query, &result, output.width()))?,
    }
    if query.from.is_none() && !has_self(register) {
        output.note(
            "No party is SELF, so there is nowhere to begin: say with --start where the data begins, or record who you are (kind: SELF).\n",
        )?;
    }
    Ok(ExitCode::SUCCESS)
}

fn query(register: &Register, day: Day, args: &PathsArgs) -> Result<PathQuery, Problems> {
    let mut problems = Vec::new();
    let to = party(register, "to", &args.to, &mut problems);
    let from = args.start.as_ref().and_then(|start| party(register, "start", start, &mut problems));
    let category = categories(register, std::slice::from_ref(&args.category));
    let category =
        category.map_err(|unknown| problems.extend(unknown.into_vec())).ok().and_then(|found| found.into_iter().next());
    Problems::check(problems)?;
    match (to, category) {
        (Some(to), Some(category)) => {
            Ok(PathQuery { to, from, category, day, max_hops: args.max_hops, first: args.first as usize })
        }
        _ => Err(Problems::one(Problem {
            origin: None,
            path: "to".to_owned(),
            message: "there is no such party".to_owned(),
        })),
    }
}

pub(super) fn party(register: &Register, field: &str, name: &str, problems: &mut Vec<Problem>) -> Option<PartyKey> {
    let parties = register.parties();
    if let Some(party) = parties.get(name) {
        return Some(party.key.clone());
    }
    let keys: Vec<&str> = parties.keys().map(PartyKey::as_str).collect();
    let message = format!("there is no party `{}`{}", shorten(name), hint(name, &keys));
    problems.push(Problem { origin: None, path: field.to_owned(), message });
    None
}

fn shorten(name: &str) -> String {
    name.chars().take(130).collect()
}

fn text(register: &Register, query: &PathQuery, result: &PathResult, width: usize) -> String {
    let ribbon = Ribbon { register, day: query.day };
    let category: &TermKey = &query.category;
    let name = term_name(register.taxonomy(), TaxonomyKind::Category, category);
    let to = ribbon.party(&query.to);
    let headline = match result.paths.len() {
        0 if result.complete => format!("No path takes {name} to {to}"),
        0 => format!("No path of at most {} takes {name} to {to}", counted(query.max_hops as usize, "hop")),
        1 => format!("1 path takes {name} to {to}"),
        many => format!("{many} paths take {name} to {to}"),
    };
    let mut text =
        wrap(words(STRONG, &headline).into_iter().chain(words(DIM, &format!("on {}", query.day))), width, "", "");
    for path in &result.paths {
        let style = if path.certainty == Certainty::Certain { STRONG } else { PLAIN };
        let line = [
            Word::of(style, certainty_symbol(path.certainty)),
            Word::of(PLAIN, certainty_word(path.certainty)),
            Word::of(DIM, counted(path.flows.len(), "hop")),
        ];
        text.push('\n');
        text.push_str(&wrap(line, width, "", ""));
        text.push_str(&wrap_groups(ribbon.hops(&path.flows, std::slice::from_ref(category)), width, "  ", "    "));
        for sentence in explain(register, &path.flows, std::slice::from_ref(category), query.day) {
            text.push_str(&wrap(words(DIM, sentence.english()), width, "  ", "  "));
        }
    }
    if !result.complete {
        let more = "◌ There may be more: ask for more with --first, or for longer ones with --max-hops.";
        text.push('\n');
        text.push_str(&wrap(words(UNPROVEN, more), width, "", "  "));
    }
    text
}
