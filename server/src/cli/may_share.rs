//! `kept may-share`: may this be shared now?

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use kept_engine::SharingGraph;
use kept_engine::questions::{Answer, Decision, Desk, Sharing};
use kept_schema::{Day, Problem, Problems, Register, TaxonomyKind, TermKey};

use super::paint::{BROKEN, DIM, KEPT, PLAIN, UNPROVEN, Word, verdict_style, verdict_symbol, words, wrap};
use super::paths::party;
use super::who::categories;
use super::{CliError, Format, Output, day_or_today, input};

/// What `kept may-share` is told.
#[derive(Debug, Args)]
pub struct MayShareArgs {
    /// Who would give the data
    #[arg(long, value_name = "PARTY")]
    pub source: String,
    /// Who would receive it
    #[arg(long, value_name = "PARTY")]
    pub to: String,
    /// Which data, such as user.contact.email; repeat it for more
    #[arg(long = "category", value_name = "CATEGORY", required = true)]
    pub categories: Vec<String>,
    /// What for, such as essential.service; repeat it for more
    #[arg(long = "purpose", value_name = "PURPOSE", required = true)]
    pub purposes: Vec<String>,
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

pub(super) fn run(args: &MayShareArgs, output: &Output) -> Result<ExitCode, CliError> {
    let day = day_or_today(args.as_of)?;
    let (register, _) = input::register(
        &args.from,
        #[cfg(feature = "server")]
        &args.store,
        output,
    )?;
    let sharing = sharing(&register, args)?;
    let graph = SharingGraph::new(&register);
    let answer = Desk::new(&register, &graph, day).may_share(&sharing);
    match args.format {
        Format::Json => output.json(&answer)?,
        Format::Text => output.print(&text(&register, &sharing, &answer, output.width()))?,
    }
    Ok(if answer.decision == Decision::Allow { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn sharing(register: &Register, args: &MayShareArgs) -> Result<Sharing, Problems> {
    let mut problems = Vec::new();
    let source = party(register, "source", &args.source, &mut problems);
    let recipient = party(register, "to", &args.to, &mut problems);
    let categories = categories(register, &args.categories).unwrap_or_else(|unknown| {
        problems.extend(unknown.into_vec());
        Vec::new()
    });
    let purposes = purposes(register, &args.purposes, &mut problems);
    Problems::check(problems)?;
    match (source, recipient) {
        (Some(source), Some(recipient)) => Ok(Sharing { source, recipient, categories, purposes }),
        _ => Err(Problems::one(Problem {
            origin: None,
            path: "to".to_owned(),
            message: "there is no such party".to_owned(),
        })),
    }
}

fn purposes(register: &Register, names: &[String], problems: &mut Vec<Problem>) -> Vec<TermKey> {
    let table = register.taxonomy().table(TaxonomyKind::Purpose);
    let mut found = Vec::new();
    for name in names {
        match table.find(name).and_then(|term| table.get(term)) {
            Some(info) => found.push(info.key.clone()),
            None => problems.push(Problem {
                origin: None,
                path: "purpose".to_owned(),
                message: register.taxonomy().unknown(TaxonomyKind::Purpose, name),
            }),
        }
    }
    found
}

fn text(register: &Register, sharing: &Sharing, answer: &Answer, width: usize) -> String {
    let name = |key| register.parties().get(key).map_or("", |party| party.name.as_str());
    let (style, symbol) = match answer.decision {
        Decision::Allow => (KEPT, "✓"),
        Decision::Unproven => (UNPROVEN, "◌"),
        Decision::Deny => (BROKEN, "✗"),
    };
    let head = [Word::of(style, symbol), Word::of(style, answer.decision.code())];
    let ends = format!("{} → {}", name(&sharing.source), name(&sharing.recipient));
    let head = head.into_iter().chain(words(PLAIN, &ends)).chain(words(DIM, &format!("on {}", answer.as_of)));
    let mut text = wrap(head, width, "", "");
    for reason in &answer.reasons {
        let mark = Word::of(verdict_style(reason.verdict), verdict_symbol(reason.verdict));
        text.push_str(&wrap([mark].into_iter().chain(words(PLAIN, reason.message.english())), width, "  ", "    "));
    }
    text
}
