//! What every GraphQL request passes, whatever it came over: bounds, one snapshot, a time limit.

use std::any::TypeId;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_graphql::futures_util::stream::{self, BoxStream, StreamExt};
use async_graphql::parser::types::OperationType;
use async_graphql::{Data, ErrorExtensionValues, Executor, Request, Response, ServerError};
use kept_engine::Language;
use tokio::sync::mpsc;

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
        match self.admit(request) {
            Ok(request) => in_time(&self.schema, request).await,
            Err(refusal) => *refusal,
        }
    }

    fn execute_stream(&self, request: Request, session_data: Option<Arc<Data>>) -> BoxStream<'static, Response> {
        let mut request = match self.admit(request) {
            Ok(request) => request,
            Err(refusal) => return stream::iter([*refusal]).boxed(),
        };
        let name = request.operation_name.clone();
        let is_subscription = request.parsed_query().is_ok_and(|document| {
            let operation = api::operation(document, name.as_deref());
            operation.is_some_and(|operation| operation.ty == OperationType::Subscription)
        });
        at_its_own_pace(if is_subscription {
            Executor::execute_stream(&self.schema, request, session_data)
        } else {
            // A session knows nothing else that a request would not say itself.
            let request = match session_data.as_deref().and_then(language) {
                Some(language) => request.data(language),
                None => request,
            };
            let schema = self.schema.clone();
            stream::once(async move { in_time(&schema, request).await }).boxed()
        })
    }
}

/// The language a session is in.
fn language(session: &Data) -> Option<Language> {
    session.get(&TypeId::of::<Language>())?.downcast_ref().copied()
}

/// The answer to a query or mutation that was admitted.
async fn in_time(schema: &KeptSchema, request: Request) -> Response {
    match tokio::time::timeout(TIME_LIMIT, schema.execute(request)).await {
        Ok(response) => response,
        Err(_) => {
            let message =
                format!("the request took longer than {} seconds; ask for less at a time", TIME_LIMIT.as_secs());
            refusal(&message, "TIMEOUT")
        }
    }
}

/// The same answers, worked out in a task of its own: a connection whose client does not read is not asked for more, and what
/// it had begun would hold what others wait for.
fn at_its_own_pace(mut answers: BoxStream<'static, Response>) -> BoxStream<'static, Response> {
    let (tell, told) = mpsc::channel(1);
    tokio::spawn(async move {
        // One is worked out when the one before was taken, so that who is slow is told what it missed.
        while let Ok(place) = tell.reserve().await {
            let answer = tokio::select! {
                answer = answers.next() => answer,
                () = tell.closed() => None,
            };
            match answer {
                Some(answer) => place.send(answer),
                None => break,
            }
        }
    });
    stream::unfold(told, |mut told| async move { Some((told.recv().await?, told)) }).boxed()
}

/// A response that says why a request was not executed.
pub(super) fn refusal(message: &str, code: &str) -> Response {
    let mut extensions = ErrorExtensionValues::default();
    extensions.set("code", code);
    let mut error = ServerError::new(message, None);
    error.extensions = Some(extensions);
    Response::from_errors(vec![error])
}

#[cfg(test)]
mod tests {
    use std::task::Poll;

    use async_graphql::Variables;
    use serde_json::json;

    use super::*;
    use crate::testing::{app, apply, run};

    #[test]
    fn what_a_client_does_not_read_holds_up_no_one() {
        run(|| async {
            let app = app().await;
            let document =
                |name: &str| json!({ "kept": 1, "parties": [{ "key": "us", "name": name, "kind": "SELF" }] });
            apply(&app, document("One")).await;
            let text = "mutation($document: JSON!) { apply(document: $document, dryRun: true) { revision } }";
            let variables = Variables::from_json(json!({ "document": document("Two") }));
            let gate = Gate::new(app.clone());
            // However far it is when its client stops reading: at some point it holds the evaluation that changes wait for.
            for steps in 0..40 {
                let mut answers = gate.execute_stream(Request::new(text).variables(variables.clone()), None);
                let mut answer = None;
                for _ in 0..steps {
                    if let Poll::Ready(ready) = futures::poll!(answers.next()) {
                        answer = ready;
                        break;
                    }
                    tokio::task::yield_now().await;
                }
                let change = tokio::time::timeout(Duration::from_secs(60), apply(&app, document(&steps.to_string())));
                change.await.unwrap_or_else(|_| panic!("after {steps} steps a question holds up changes"));
                let answer = match answer {
                    Some(answer) => answer,
                    None => answers.next().await.unwrap(),
                };
                assert!(answer.is_ok(), "{:?}", answer.errors);
                assert!(answers.next().await.is_none());
            }
        });
    }
}
