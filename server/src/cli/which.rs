//! Which register a command is about: documents, a store or a running service. And what else would be left out.
//!
//! What the command line names counts before what variables of the environment name. Two registers on it are refused, because
//! one of them would be left out without a word.

use clap::parser::ValueSource;
use clap::{ArgMatches, Command, CommandFactory, FromArgMatches};

use super::Cli;

/// The options that name a register, or how to get at it.
const STORE: &str = "store";
const SERVER: &str = "server";
const TOKEN: &str = "token";

/// Reads the command line. The text says why it is refused, when it is.
pub(super) fn parse() -> (Cli, Option<String>) {
    let mut matches = Cli::command().get_matches();
    let refused = {
        let leaf = Leaf::of(&matches);
        if leaf.names(STORE) && leaf.source(SERVER) == Some(ValueSource::EnvVariable) {
            matches = without_server_of_environment(Cli::command()).get_matches();
        }
        Leaf::of(&matches).refused()
    };
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    (cli, refused)
}

/// The command and all below it, deaf to variables that name a service.
fn without_server_of_environment(command: Command) -> Command {
    let deaf = |id: &str| [SERVER, TOKEN].contains(&id);
    command
        .mut_args(|arg| if deaf(arg.get_id().as_str()) { arg.env(None::<&'static str>) } else { arg })
        .mut_subcommands(without_server_of_environment)
}

/// What the last command on the line is told.
struct Leaf<'a> {
    command: &'a str,
    told: &'a ArgMatches,
}

impl<'a> Leaf<'a> {
    fn of(matches: &'a ArgMatches) -> Self {
        let mut leaf = Self { command: "", told: matches };
        while let Some((command, told)) = leaf.told.subcommand() {
            leaf = Self { command, told };
        }
        leaf
    }

    /// Where the value of an option comes from, if there is such an option and it has one.
    fn source(&self, id: &str) -> Option<ValueSource> {
        self.told.ids().any(|known| known == id).then(|| self.told.value_source(id)).flatten()
    }

    fn names(&self, id: &str) -> bool {
        self.source(id) == Some(ValueSource::CommandLine)
    }

    fn refused(&self) -> Option<String> {
        // Elsewhere `paths` are documents to put into a register.
        let documents = self.names("from") || self.command == "check" && self.names("paths");
        if let (true, Some(left_out)) = (documents, [STORE, SERVER, TOKEN].into_iter().find(|id| self.names(id))) {
            return Some(format!(
                "documents are named, so `--{left_out}` would be left out: leave it out yourself, or the documents"
            ));
        }
        if self.names(STORE) && self.names(SERVER) {
            return Some("`--store` and `--server` name two registers: leave one of them out".to_owned());
        }
        if self.names(TOKEN) && self.source(SERVER).is_none() {
            return Some("`--token` is shown to a service: name it with `--server`, or leave the token out".to_owned());
        }
        if self.names("mail_from") && self.source("smtp_url").is_none() {
            return Some(
                "`--mail-from` is for e-mail: name the mail server with `--smtp-url`, or leave it out".to_owned(),
            );
        }
        None
    }
}
