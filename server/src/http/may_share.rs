//! `POST /v1/may-share`: other systems ask before they send data.

use std::sync::Arc;

use hyper::body::Bytes;
use kept_schema::Problem;
use poem::http::{HeaderValue, Method, StatusCode, header};
use poem::{Body, Endpoint, Request, Response};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::body::{self, JSON, Refused};
use super::gate::refusal;
use super::said::Said;
use crate::api::{self, Fault, Question};
use crate::app::{App, today};

const FIELDS: [&str; 5] = ["source", "recipient", "categories", "purposes", "asOf"];

/// `{source, recipient, categories, purposes, asOf?}` in, the decision with its reasons out.
pub(super) struct MayShare {
    app: Arc<App>,
    said: Said,
}

impl MayShare {
    pub(super) fn new(app: Arc<App>) -> Self {
        Self { app, said: Said::default() }
    }

    /// The answer with status 200, as JSON.
    async fn answer(&self, mut request: Request) -> Result<Bytes, Refusal> {
        if request.method() != Method::POST {
            return Err(Refused::method("send the question as the body of a POST").into());
        }
        let body = request.take_body();
        let asked = body::bytes(&request, body, &[JSON]).await?;
        let (snapshot, day) = (self.app.snapshot(), today());
        if let Some(answer) = self.said.find(&snapshot, day, &asked) {
            return Ok(answer);
        }
        let answer = api::decide(&snapshot, question(&body::parsed(&asked)?)).await?;
        let answer = Bytes::from(written(answer.as_ref()));
        self.said.keep(&snapshot, day, &asked, answer.clone());
        Ok(answer)
    }
}

impl Endpoint for MayShare {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        Ok(match self.answer(request).await {
            Ok(answer) => respond(StatusCode::OK, answer),
            Err(Refusal::Unread(refused)) => {
                let errors = refusal(&refused.message, "INVALID").errors;
                let mut response = respond(refused.status, written(&json!({ "errors": errors })));
                if let Some(allow) = refused.allow {
                    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(allow));
                }
                response
            }
            Err(Refusal::Fault(fault)) => faulty(fault),
        })
    }
}

/// Why a question is not answered.
enum Refusal {
    /// It is not JSON.
    Unread(Refused),
    /// It cannot be understood, or its answer not be found.
    Fault(Fault),
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        Self::Unread(refused)
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// The question in a body, with what is wrong with its form.
fn question(json: &Value) -> Question {
    let mut problems = Vec::new();
    let mut wrong = |path: String, message: String| problems.push(Problem { origin: None, path, message });
    let none = Map::new();
    let fields = json.as_object().unwrap_or_else(|| {
        wrong(String::new(), format!("the body is one object with {}", FIELDS.join(", ")));
        &none
    });
    for name in fields.keys().filter(|name| !FIELDS.contains(&name.as_str())) {
        let shown: String = name.chars().take(64).collect();
        let hint = kept_schema::problem::nearest(name, FIELDS);
        let hint =
            hint.map_or_else(|| format!("there are {}", FIELDS.join(", ")), |near| format!("did you mean `{near}`?"));
        wrong(shown.clone(), format!("there is no `{shown}`; {hint}"));
    }
    let mut party = |name: &str, what: &str| match fields.get(name) {
        Some(Value::String(key)) => Some(key.clone()),
        _ => {
            if json.is_object() {
                wrong(name.to_owned(), format!("say {what}: the key of a party"));
            }
            None
        }
    };
    let source = party("source", "who would give the data");
    let recipient = party("recipient", "who would receive it");
    let mut terms = |name: &str| match fields.get(name) {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(items)) if items.iter().all(Value::is_string) => {
            items.iter().filter_map(Value::as_str).map(str::to_owned).collect()
        }
        Some(_) => {
            wrong(
                name.to_owned(),
                format!("`{name}` is a list of the keys of terms; leave it out when it is not known"),
            );
            Vec::new()
        }
    };
    let categories = terms("categories");
    let purposes = terms("purposes");
    let as_of = match fields.get("asOf") {
        None | Some(Value::Null) => None,
        Some(Value::String(day)) => day
            .parse()
            .map_err(|error: kept_schema::period::InvalidDay| wrong("asOf".to_owned(), error.to_string()))
            .ok(),
        Some(_) => {
            wrong("asOf".to_owned(), "`asOf` is a day, written YYYY-MM-DD".to_owned());
            None
        }
    };
    Question { wrong: problems, source, recipient, categories, purposes, as_of }
}

fn faulty(fault: Fault) -> Response {
    let status = match fault.code() {
        "INVALID" => StatusCode::BAD_REQUEST,
        "NOT_FOUND" => StatusCode::NOT_FOUND,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    respond(status, written(&json!({ "errors": fault.response().errors })))
}

fn written(body: &impl Serialize) -> Vec<u8> {
    // What is answered holds only strings, numbers and lists, which always serialise.
    serde_json::to_vec(body).unwrap_or_default()
}

fn respond(status: StatusCode, body: impl Into<Body>) -> Response {
    let mut response = Response::default();
    response.set_status(status);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(JSON));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.set_body(body);
    response
}
