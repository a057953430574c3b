//! What every GraphQL request passes, whatever it came over: bounds, one snapshot, a time limit.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_graphql::futures_util::stream::{self, BoxStream, StreamExt};
use async_graphql::{Data, ErrorExtensionValues, Executor, Request, Response, ServerError};

use crate::api::{self, KeptSchema};
use crate::app::App;

/// The longest a query or mutation may take.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// The schema behind its bounds.
#[derive(Clone)]
pub struct Gate {
    schema: KeptSchema,
    app: Arc<App>,
}

impl fmt::Debug for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gate").finish_non_exhaustive()
    }
}

impl Gate {
    /// The schema over an app, behind its bounds.
    #[must_use]
    pub fn new(app: Arc<App>) -> Self {
        Self { schema: api::build(app.clone()), app }
    }

    /// The request with the snapshot it reads, from its first field to its last.
    fn admit(&self, mut request: Request) -> Result<Request, Box<Response>> {
        let document =
            api::guard::guard(&request.query).map_err(|error| Box::new(refusal(&error.to_string(), error.code())))?;
        request.set_parsed_query(document);
        Ok(request.data(self.app.snapshot()))
    }
}

impl Executor for Gate {
    async fn execute(&self, request: Request) -> Response {
        let request = match self.admit(request) {
            Ok(request) => request,
            Err(refusal) => return *refusal,
        };
        match tokio::time::timeout(TIME_LIMIT, self.schema.execute(request)).await {
            Ok(response) => response,
            Err(_) => {
                let message =
                    format!("the request took longer than {} seconds; ask for less at a time", TIME_LIMIT.as_secs());
                refusal(&message, "TIMEOUT")
            }
        }
    }

    fn execute_stream(&self, request: Request, session_data: Option<Arc<Data>>) -> BoxStream<'static, Response> {
        match self.admit(request) {
            Ok(request) => Executor::execute_stream(&self.schema, request, session_data),
            Err(refusal) => stream::iter([*refusal]).boxed(),
        }
    }
}

/// A response that says why a request was not executed.
pub(super) fn refusal(message: &str, code: &str) -> Response {
    let mut extensions = ErrorExtensionValues::default();
    extensions.set("code", code);
    let mut error = ServerError::new(message, None);
    error.extensions = Some(extensions);
    Response::from_errors(vec![error])
}
