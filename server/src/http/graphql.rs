//! GraphQL over HTTP, by its specification (draft of the GraphQL Foundation): JSON in, the media
//! type the client prefers out, status codes that tell request errors from results.

use std::any::Any;

use async_graphql::futures_util::StreamExt;
use async_graphql::parser::types::OperationType;
use async_graphql::{Executor, Request as Query, Response as Answer, Variables};
use poem::http::{HeaderMap, Method, StatusCode, header};
use poem::web::sse::{Event, SSE};
use poem::{IntoResponse, Request, Response, handler};
use serde::Deserialize;
use serde_json::Value;

use super::body::{self, JSON, Refused};
use super::gate::{Gate, refusal};
use super::language;
use crate::api;

const RESPONSE_JSON: &str = "application/graphql-response+json";
const EVENTS: &str = "text/event-stream";

/// The media types an answer can have, which also decide on its status code.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Media {
    /// Status codes tell what happened.
    ResponseJson,
    /// A well-formed request is answered with 200, whatever happened.
    Json,
    /// Server-sent events, for subscriptions.
    Events,
}

/// The parameters of a request, in a body or in the address.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Parameters {
    query: String,
    operation_name: Option<String>,
    variables: Option<serde_json::Map<String, Value>>,
    #[serde(default)]
    extensions: Option<serde_json::Map<String, Value>>,
}

/// `POST /graphql`, and `GET /graphql` for queries.
pub(super) async fn endpoint(mut request: Request) -> poem::Result<Response> {
    let Some(media) = negotiate(request.headers()) else {
        let message = format!("the answer can be {RESPONSE_JSON}, {JSON} or {EVENTS}; accept one of them");
        return Ok(refuse(&Refused::new(StatusCode::NOT_ACCEPTABLE, message), Media::Json));
    };
    Ok(match parameters(&mut request).await {
        Ok(query) => run(&request, query.data(language::of_headers(request.headers())), media).await,
        Err(refused) => refuse(&refused, media),
    })
}

async fn run(request: &Request, query: Query, media: Media) -> Response {
    let Some(gate) = request.data::<Gate>().cloned() else {
        return refuse(&Refused::new(StatusCode::INTERNAL_SERVER_ERROR, "the service is not set up"), media);
    };
    if media == Media::Events {
        return events(&gate, query);
    }
    let answer = gate.execute(query).await;
    let request_error = answer.data == async_graphql::Value::Null
        && !answer.errors.is_empty()
        && answer.errors.iter().all(|error| error.path.is_empty());
    let status = match media {
        Media::ResponseJson if request_error => StatusCode::BAD_REQUEST,
        _ => StatusCode::OK,
    };
    respond(status, media, &written(&answer, request_error))
}

/// A subscription as server-sent events, in the distinct connections mode of graphql-sse.
fn events(gate: &Gate, query: Query) -> Response {
    let results = gate.execute_stream(query, None).map(|answer| {
        let request_error = answer.data == async_graphql::Value::Null && answer.is_err();
        Event::message(written(&answer, request_error).to_string()).event_type("next")
    });
    let complete = futures::stream::once(async { Event::message("").event_type("complete") });
    SSE::new(results.chain(complete)).keep_alive(std::time::Duration::from_secs(15)).into_response()
}

/// A request error has no `data` entry at all.
fn written(answer: &Answer, request_error: bool) -> Value {
    let mut body = serde_json::to_value(answer).unwrap_or_default();
    if let Value::Object(entries) = &mut body
        && request_error
    {
        entries.remove("data");
    }
    body
}

async fn parameters(request: &mut Request) -> Result<Query, Refused> {
    match *request.method() {
        Method::GET | Method::HEAD => from_address(request),
        Method::POST => from_body(request).await,
        _ => Err(Refused::method("use POST, or GET for queries")),
    }
}

fn from_address(request: &Request) -> Result<Query, Refused> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Address {
        query: Option<String>,
        operation_name: Option<String>,
        variables: Option<String>,
        extensions: Option<String>,
    }
    let bad = |message: String| Refused::new(StatusCode::BAD_REQUEST, message);
    let address = request.params::<Address>().map_err(|error| bad(format!("the address cannot be read: {error}")))?;
    let map = |name: &str, text: Option<String>| match text.filter(|text| !text.is_empty()) {
        None => Ok(None),
        Some(text) => {
            serde_json::from_str(&text).map_err(|error| bad(format!("`{name}` is not a JSON object: {error}")))
        }
    };
    let parameters = Parameters {
        query: address.query.ok_or_else(|| bad("the address has no `query`".to_owned()))?,
        operation_name: address.operation_name,
        variables: map("variables", address.variables)?,
        extensions: map("extensions", address.extensions)?,
    };
    let query = query(parameters);
    // What cannot be read is told when it is to be answered.
    let document = api::guard::guard(&query.query).ok();
    let operation = document.as_ref().and_then(|document| api::operation(document, query.operation_name.as_deref()));
    if operation.is_some_and(|operation| operation.ty == OperationType::Mutation) {
        return Err(Refused::method("a mutation changes things, so it is sent with POST"));
    }
    Ok(query)
}

async fn from_body(request: &mut Request) -> Result<Query, Refused> {
    let body = request.take_body();
    let json = body::json(request, body).await?;
    if json.is_array() {
        return Err(Refused::new(StatusCode::BAD_REQUEST, "send one request at a time, not a list"));
    }
    let parameters = serde_json::from_value(json).map_err(|error| {
        Refused::new(StatusCode::BAD_REQUEST, format!("the body is not a GraphQL request: {error}"))
    })?;
    Ok(query(parameters))
}

fn query(parameters: Parameters) -> Query {
    let mut query = Query::new(parameters.query);
    query.operation_name = parameters.operation_name.filter(|name| !name.is_empty());
    if let Some(variables) = parameters.variables {
        query = query.variables(Variables::from_json(Value::Object(variables)));
    }
    for (name, value) in parameters.extensions.into_iter().flatten() {
        query.extensions.insert(name, async_graphql::Value::from_json(value).unwrap_or_default());
    }
    query
}

/// The media type the client prefers among ours; `None` when it accepts none of them.
fn negotiate(headers: &HeaderMap) -> Option<Media> {
    let accept: Vec<&str> = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
    if accept.is_empty() {
        return Some(Media::Json);
    }
    let mut best: Option<(f32, Media)> = None;
    for range in accept.iter().flat_map(|list| list.split(',')) {
        let mut parts = range.split(';').map(str::trim);
        let media = match parts.next().unwrap_or_default().to_ascii_lowercase().as_str() {
            RESPONSE_JSON => Media::ResponseJson,
            JSON | "application/*" | "*/*" | "" => Media::Json,
            EVENTS => Media::Events,
            _ => continue,
        };
        let quality = parts.find_map(|parameter| parameter.strip_prefix("q=")?.trim().parse().ok()).unwrap_or(1.0_f32);
        if quality > 0.0 && best.is_none_or(|(other, _)| quality > other) {
            best = Some((quality, media));
        }
    }
    best.map(|(_, media)| media)
}

fn refuse(refused: &Refused, media: Media) -> Response {
    let code = if refused.status == StatusCode::INTERNAL_SERVER_ERROR { "INTERNAL" } else { "INVALID" };
    let mut response = respond(refused.status, media, &written(&refusal(&refused.message, code), true));
    if let Some(allow) = refused.allow {
        response.headers_mut().insert(header::ALLOW, header::HeaderValue::from_static(allow));
    }
    response
}

fn respond(status: StatusCode, media: Media, body: &Value) -> Response {
    let essence = if media == Media::ResponseJson { RESPONSE_JSON } else { JSON };
    Response::builder()
        .status(status)
        .header(header::CACHE_CONTROL, "no-store")
        .content_type(format!("{essence}; charset=utf-8"))
        .body(body.to_string())
}

/// `GET /schema.graphql`: the published schema.
#[handler]
pub(super) fn sdl() -> Response {
    Response::builder()
        .content_type("application/graphql; charset=utf-8")
        .header(header::CACHE_CONTROL, "no-cache")
        .body(api::sdl())
}

/// A bug: the log gets a number that the client is told, and the client nothing else.
#[derive(Clone, Copy, Debug)]
pub(super) struct Panicked;

impl poem::middleware::PanicHandler for Panicked {
    type Response = Response;
    fn get_response(&self, panic: Box<dyn Any + Send + 'static>) -> Response {
        let correlation = api::correlation_id();
        let cause =
            panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
        tracing::error!(correlation, cause, "a request failed unexpectedly");
        let message = format!("something went wrong on our side; the log knows it as {correlation}");
        let body = written(&refusal(&message, "INTERNAL"), true);
        respond(StatusCode::INTERNAL_SERVER_ERROR, Media::Json, &body)
    }
}
