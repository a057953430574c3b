//! What went wrong, as GraphQL errors with a code.

use std::error::Error as StdError;
use std::hash::{BuildHasher, RandomState};

use async_graphql::{Error, ErrorExtensions, Response, Value};
use kept_schema::{NodeId, Origin, Problem, Problems};
use kept_store::StoreError;

use crate::app::{HistoryError, WorkerLost, WriteError};

/// The codes of errors that async-graphql makes itself when a query is too large; by their texts,
/// because it gives them no other mark.
const TOO_COMPLEX: [&str; 4] =
    ["Query is too complex", "Query is nested too deep", "The recursion depth", "The number of directives"];

/// Why a field was not answered. It has no `Display` on purpose: an error of another layer cannot
/// slip through `?` without a code.
#[derive(Debug)]
pub(crate) struct Fault {
    code: &'static str,
    message: String,
    details: Vec<(&'static str, Value)>,
}

impl Fault {
    fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), details: Vec::new() }
    }

    fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.details.push((name, value.into()));
        self
    }

    /// An argument is not right.
    pub(crate) fn invalid(path: impl Into<String>, message: impl Into<String>) -> Self {
        Problems::one(Problem { origin: None, path: path.into(), message: message.into() }).into()
    }

    /// Something that is asked for by its id is not there.
    pub(super) fn not_found(message: impl Into<String>) -> Self {
        Self::new("NOT_FOUND", message)
    }

    /// An answer would take more work than is done.
    pub(super) fn too_complex(message: impl Into<String>) -> Self {
        Self::new("TOO_COMPLEX", message)
    }

    /// Its code.
    pub(crate) const fn code(&self) -> &'static str {
        self.code
    }

    /// The response that tells it outside GraphQL, in the same words.
    pub(crate) fn response(self) -> Response {
        let mut error = Error::from(self).into_server_error(async_graphql::Pos::default());
        // There is no query that it could be a place of.
        error.locations.clear();
        Response::from_errors(vec![error])
    }

    /// A subscriber was too slow.
    pub(super) fn missed(count: u64) -> Self {
        let message = format!("you were too slow and missed {count} events; read the change log for what they were");
        Self::new("TIMEOUT", message).with("missed", count)
    }

    /// Something that must not happen: the log gets it with a number, the client only the number.
    pub(super) fn internal(error: &(dyn StdError + 'static)) -> Self {
        let correlation = correlation_id();
        let causes: Vec<String> =
            std::iter::successors(Some(error), |error| StdError::source(*error)).map(ToString::to_string).collect();
        tracing::error!(correlation, error = causes.join(": "), "a GraphQL field failed");
        let message = format!("something went wrong on our side; the log knows it as {correlation}");
        Self::new("INTERNAL", message).with("correlation", correlation)
    }
}

/// What an id of a snapshot leads to. A register holds no dangling ids.
pub(super) fn present<T>(found: Option<T>, id: impl FnOnce() -> NodeId) -> Result<T, Fault> {
    #[derive(Debug, thiserror::Error)]
    #[error("`{0}` dangles")]
    struct Dangling(NodeId);
    found.ok_or_else(|| Fault::internal(&Dangling(id())))
}

/// A number that joins what a client was told with what the log says.
#[must_use]
pub fn correlation_id() -> String {
    // Every `RandomState` has keys of its own.
    format!("{:016x}", RandomState::new().hash_one(std::time::Instant::now()))
}

impl From<Problems> for Fault {
    fn from(problems: Problems) -> Self {
        let fields = problems.as_slice().iter().map(|problem| {
            let entry = |name, value: Value| (async_graphql::Name::new(name), value);
            let said = [entry("path", problem.path.as_str().into()), entry("message", problem.message.as_str().into())];
            // Where it is written, when it came in a file.
            let place = problem.origin.iter().flat_map(|Origin { file, line, column }| {
                [entry("file", (**file).into()), entry("line", (*line).into()), entry("column", (*column).into())]
            });
            Value::Object(said.into_iter().chain(place).collect())
        });
        let fields = Value::List(fields.collect());
        let message = match problems.as_slice() {
            [only] => only.to_string(),
            several => format!("{} things are not right; see `fields`", several.len()),
        };
        Self::new("INVALID", message).with("fields", fields)
    }
}

impl From<WriteError> for Fault {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Invalid(problems) => problems.into(),
            WriteError::NotFound(_) => Self::not_found(error.to_string()),
            WriteError::Conflict { expected, actual, .. } => {
                Self::new("CONFLICT", error.to_string()).with("expected", expected).with("actual", actual)
            }
            WriteError::Raced => Self::new("CONFLICT", error.to_string()),
            error => Self::internal(&error),
        }
    }
}

impl From<HistoryError> for Fault {
    fn from(error: HistoryError) -> Self {
        Self::internal(&error)
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::internal(&error)
    }
}

impl From<WorkerLost> for Fault {
    fn from(error: WorkerLost) -> Self {
        Self::internal(&error)
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::new(fault.message).extend_with(|_, extensions| {
            extensions.set("code", fault.code);
            for (name, value) in fault.details {
                extensions.set(name, value);
            }
        })
    }
}

/// The response with a code on every error: those that async-graphql makes itself are about the
/// request.
pub(super) fn coded(mut response: Response) -> Response {
    for error in &mut response.errors {
        let extensions = error.extensions.get_or_insert_default();
        if extensions.get("code").is_none() {
            let too_complex = TOO_COMPLEX.iter().any(|start| error.message.starts_with(start));
            extensions.set("code", if too_complex { "TOO_COMPLEX" } else { "INVALID" });
        }
    }
    response
}
