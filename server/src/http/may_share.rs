//! `POST /v1/may-share`: other systems ask before they send data.

use std::sync::Arc;

use kept_schema::{Problem, Problems};
use poem::http::{StatusCode, header};
use poem::web::Data;
use poem::{Request, Response, handler};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::body::{self, JSON};
use super::gate::refusal;
use crate::api::{self, Fault, Question};
use crate::app::App;

const FIELDS: [&str; 5] = ["source", "recipient", "categories", "purposes", "asOf"];

/// `{source, recipient, categories, purposes, asOf?}` in, the decision with its reasons out.
#[handler]
pub(super) async fn endpoint(request: &Request, body: poem::Body, app: Data<&Arc<App>>) -> Response {
    let json = match body::json(request, body).await {
        Ok(json) => json,
        Err(refused) => {
            return respond(refused.status, &json!({ "errors": refusal(&refused.message, "INVALID").errors }));
        }
    };
    let asked = match question(&json) {
        Ok(asked) => asked,
        Err(problems) => return faulty(problems.into()),
    };
    match api::decide(&app.snapshot(), asked).await {
        Ok(answer) => respond(StatusCode::OK, answer.as_ref()),
        Err(fault) => faulty(fault),
    }
}

/// The question in a body: everything that is wrong with its form at once.
fn question(json: &Value) -> Result<Question, Problems> {
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
        Some(Value::String(key)) => key.clone(),
        _ => {
            if json.is_object() {
                wrong(name.to_owned(), format!("say {what}: the key of a party"));
            }
            String::new()
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
    Problems::check(problems)?;
    Ok(Question { source, recipient, categories, purposes, as_of })
}

fn faulty(fault: Fault) -> Response {
    let status = match fault.code() {
        "INVALID" => StatusCode::BAD_REQUEST,
        "NOT_FOUND" => StatusCode::NOT_FOUND,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    respond(status, &json!({ "errors": fault.response().errors }))
}

fn respond(status: StatusCode, body: &impl Serialize) -> Response {
    // What is answered holds only strings, numbers and lists, which always serialise.
    let body = serde_json::to_vec(body).unwrap_or_default();
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, JSON)
        .header(header::CACHE_CONTROL, "no-store")
        .body(body)
}
