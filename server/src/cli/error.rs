//! How a command fails, and what is said about it.

use std::fmt::Write;
use std::io;
use std::process::ExitCode;

use kept_schema::{Problem, Problems};

use super::output::{Format, Output};
use super::paint::{BROKEN, DIM, STRONG};

/// Why a command did not do what it was asked to.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The input is wrong: exit code 2.
    #[error(transparent)]
    Problems(#[from] Problems),
    /// What was asked for makes no sense: exit code 2.
    #[error("{0}")]
    Usage(String),
    /// Something cannot be reached or opened: exit code 3.
    #[error("{what}")]
    Unavailable {
        /// What cannot be reached or opened, and what can be done.
        what: String,
        /// Why.
        #[source]
        cause: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
    /// The answer cannot be written: exit code 3.
    #[error("the answer cannot be written")]
    Write(#[from] io::Error),
}

impl CliError {
    /// Something that cannot be reached or opened, and why.
    pub fn unavailable(what: impl Into<String>, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Unavailable { what: what.into(), cause: Some(cause.into()) }
    }

    /// Says what went wrong, on stderr and for programs on stdout too, and gives the exit code.
    pub(super) fn report(&self, format: Format, output: &Output) -> ExitCode {
        let (code, problems) = match self {
            Self::Problems(problems) => (2, problems.as_slice().to_vec()),
            Self::Usage(message) => (2, vec![plain(message.clone())]),
            Self::Unavailable { .. } | Self::Write(_) => (3, vec![plain(with_causes(self))]),
        };
        // When nothing can be written any more, the exit code still says it.
        if format == Format::Json {
            let _ = output.json(&serde_json::json!({ "problems": problems }));
        }
        let _ = output.note(&match self {
            Self::Problems(_) => listing(&problems),
            _ => problems.iter().map(|problem| format!("{BROKEN}✘{BROKEN:#} {}\n", problem.message)).collect(),
        });
        ExitCode::from(code)
    }
}

fn plain(message: String) -> Problem {
    Problem { origin: None, path: String::new(), message }
}

fn with_causes(error: &CliError) -> String {
    let mut message = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let _ = write!(message, ": {error}");
        cause = error.source();
    }
    message
}

/// Every problem on a line: `file:line:col: field: message`.
fn listing(problems: &[Problem]) -> String {
    let mut text = String::new();
    for problem in problems {
        if let Some(origin) = &problem.origin {
            let _ = write!(text, "{STRONG}{origin}{STRONG:#}: ");
        }
        if !problem.path.is_empty() {
            let _ = write!(text, "{}{DIM}:{DIM:#} ", problem.path);
        }
        let _ = writeln!(text, "{}", problem.message);
    }
    let plural = if problems.len() == 1 { "problem" } else { "problems" };
    let _ = writeln!(text, "{BROKEN}✘{BROKEN:#} {} {plural}; nothing was changed", problems.len());
    text
}
