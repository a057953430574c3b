//! `kept chokepoints`: which flows must end, so that a party no longer gets some data?

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use kept_engine::SharingGraph;
use kept_engine::questions::{Chokepoints, chokepoints};
use kept_schema::{Day, PartyKey, Problem, Problems, Register, TaxonomyKind, TermKey};

use super::paint::{DIM, STRONG, UNPROVEN, counted, words, wrap, wrap_groups};
use super::paths::party;
use super::ribbon::{Ribbon, term_name};
use super::who::categories;
use super::{CliError, Format, Output, day_or_today, input};

/// What `kept chokepoints` is told.
#[derive(Debug, Args)]
pub struct ChokepointsArgs {
    /// The party that should no longer get it
    #[arg(long, value_name = "PARTY")]
    pub to: String,
    /// The data category, such as user.contact.email
    #[arg(long, value_name = "CATEGORY")]
    pub category: String,
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

pub(super) fn run(args: &ChokepointsArgs, output: &Output) -> Result<ExitCode, CliError> {
    let day = day_or_today(args.as_of)?;
    let (register, _) = input::register(
        &args.from,
        #[cfg(feature = "server")]
        &args.store,
        output,
    )?;
    let mut problems = Vec::new();
    let to = party(&register, "to", &args.to, &mut problems);
    let category = categories(&register, std::slice::from_ref(&args.category));
    let category =
        category.map_err(|unknown| problems.extend(unknown.into_vec())).ok().and_then(|found| found.into_iter().next());
    Problems::check(problems)?;
    let (Some(to), Some(category)) = (to, category) else { return Ok(ExitCode::SUCCESS) };
    let progress = output.progress("Searching flows");
    let found = chokepoints(&SharingGraph::new(&register), &to, &category, day);
    drop(progress);
    let Some(found) = found else {
        return Err(Problems::one(Problem {
            origin: None,
            path: "to".to_owned(),
            message: format!("`{to}` is yours and holds everything; ask about another party"),
        })
        .into());
    };
    match args.format {
        Format::Json => output.json(&found)?,
        Format::Text => output.print(&text(&register, (&to, &category), &found, day, output.width()))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn text(
    register: &Register,
    (to, category): (&PartyKey, &TermKey),
    found: &Chokepoints,
    day: Day,
    width: usize,
) -> String {
    let ribbon = Ribbon { register, day };
    let name = term_name(register.taxonomy(), TaxonomyKind::Category, category);
    let to = ribbon.party(to);
    let headline = match found.flows.len() {
        0 => format!("{to} does not get {name}"),
        count => format!("End {} to keep {name} from {to}", counted(count, "flow")),
    };
    let mut text = wrap(words(STRONG, &headline).into_iter().chain(words(DIM, &format!("on {day}"))), width, "", "");
    for flow in &found.flows {
        let mut groups = vec![words(STRONG, flow.as_str())];
        groups.extend(ribbon.hops(std::slice::from_ref(flow), std::slice::from_ref(category)));
        text.push_str(&wrap_groups(groups, width, "  ", "    "));
    }
    if !found.minimum {
        let doubt = "◌ Each of them is needed, but another set may be smaller: the search stopped at its bound.";
        text.push_str(&wrap(words(UNPROVEN, doubt), width, "", "  "));
    }
    text
}
