//! `kept observe`: evidence of where data really goes, as observations.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Subcommand};
use kept_schema::document::{Document, write_yaml};
use kept_schema::record::{Edit, Record};
use kept_schema::{Evidence, Host, PartyKey, Problem, Problems, Register};

use super::import::{self, ImportArgs, ImportFormat};
use super::store::TargetArgs;
use super::{CliError, Output, input};
use crate::app::{ObservationImport, ObserveContext, observe, own_party, site};
use crate::import::har::har;

/// What `kept observe` is told.
#[derive(Debug, Args)]
pub struct ObserveArgs {
    /// The evidence.
    #[command(subcommand)]
    pub evidence: Observed,
}

/// The evidence that can be read.
#[derive(Debug, Subcommand)]
pub enum Observed {
    /// Traffic that a browser recorded (HTTP Archive): what a page loads and sends, and from where
    ///
    /// A host that a party lists under its domains is that party; other hosts are told by their site. Only hosts and days are kept, no paths and no parameters.
    Har(HarArgs),
}

impl ObserveArgs {
    /// The register to change.
    #[must_use]
    pub const fn target(&self) -> &TargetArgs {
        match &self.evidence {
            Observed::Har(args) => &args.target,
        }
    }
}

/// What `kept observe har` is told.
#[derive(Clone, Debug, Args)]
pub struct HarArgs {
    /// The recordings, as a browser saves them from its network panel
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The system whose pages were recorded [default: the one that lists the host of the page, else the only SELF party]
    #[arg(long, value_name = "PARTY")]
    pub source: Option<PartyKey>,
    /// A site of our own, beside the one of the page and those that our parties list; repeat it for more
    #[arg(long, value_name = "DOMAIN")]
    pub first_party: Vec<Host>,
    /// Write the observations as a document to stdout, over the register of these documents, instead of storing them
    #[arg(long, value_name = "FILE|DIR", conflicts_with_all = ["store", "server", "dry_run"])]
    pub from: Vec<PathBuf>,
    /// The register to change.
    #[command(flatten)]
    pub target: TargetArgs,
}

pub(super) async fn run(args: ObserveArgs, output: &Output) -> Result<ExitCode, CliError> {
    let format = match args.evidence {
        Observed::Har(args) => ImportFormat::Har(args),
    };
    import::run(ImportArgs { format }, output).await
}

/// The observations as a document, each file over what the ones before it showed.
pub(super) fn documents(args: &HarArgs, output: &Output) -> Result<ExitCode, CliError> {
    let (mut register, _) = input::read_register(&args.from, output)?;
    let mut seen = std::collections::BTreeMap::new();
    for file in &args.files {
        let import = read(&register, args, file)?;
        output.note(&import.summary.to_string())?;
        register = register.apply(import.edits.clone(), 0)?.0;
        for edit in import.edits {
            if let Edit::Put(record @ Record::Observation(_)) = edit.edit {
                seen.insert(record.id(), record);
            }
        }
    }
    output.print(&write_yaml(&Document::of_records(seen.into_values())))?;
    Ok(ExitCode::SUCCESS)
}

/// What a recording shows, over a register.
pub(super) fn read(register: &Register, args: &HarArgs, file: &Path) -> Result<ObservationImport, CliError> {
    let bytes = input::read_file(file)?.bytes;
    let name = file.display().to_string();
    let found = har(&bytes).map_err(|problems| in_file(problems, &name))?;
    let page = found.sighted.first().map(|first| &first.host);
    let source = source(register, args, page)?;
    let sites = args.first_party.iter().map(|host| site(host).to_owned());
    let first_party: BTreeSet<String> = sites.chain(found.page.clone()).collect();
    let context = ObserveContext {
        register,
        source: &source,
        evidence: Evidence::Har,
        reference: name.parse().ok(),
        first_party,
    };
    let mut import = observe(&found.sighted, &context);
    import.summary.nameless = found.nameless;
    Ok(import)
}

/// Each problem with the file it is in.
fn in_file(problems: Problems, file: &str) -> Problems {
    let file: Arc<str> = file.into();
    let origin = || Some(kept_schema::Origin { file: file.clone(), line: 1, column: 1 });
    let located = problems.into_vec().into_iter().map(|problem| Problem { origin: origin(), ..problem });
    match Problems::check(located.collect()) {
        Err(problems) => problems,
        Ok(()) => {
            Problems::one(Problem { origin: origin(), path: String::new(), message: "it cannot be read".to_owned() })
        }
    }
}

fn source(register: &Register, args: &HarArgs, page: Option<&Host>) -> Result<PartyKey, CliError> {
    if let Some(source) = &args.source {
        if register.parties().contains_key(source) {
            return Ok(source.clone());
        }
        let hint = kept_schema::problem::nearest(source.as_str(), register.parties().keys().map(PartyKey::as_str));
        let hint = hint.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        return Err(CliError::Usage(format!("there is no party `{source}`{hint}")));
    }
    if let Some(party) = page.and_then(|page| own_party(register, page)) {
        return Ok(party);
    }
    let mut selves = register.parties().values().filter(|party| party.kind == kept_schema::PartyKind::SelfParty);
    match (selves.next(), selves.next()) {
        (Some(only), None) => Ok(only.key.clone()),
        _ => Err(CliError::Usage(
            "say whose pages were recorded with --source: no party of yours lists the host of the page".to_owned(),
        )),
    }
}
