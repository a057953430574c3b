//! `POST /v1/reports`: browsers report what pages of ours load from elsewhere (Reporting API, Content Security Policy).

use std::sync::Arc;

use kept_schema::{Evidence, Host, PartyKey, Problem, Problems};
use poem::http::{Method, StatusCode, header};
use poem::web::{Data, Query};
use poem::{Request, Response, handler};
use serde::Deserialize;
use serde_json::Value;

use super::body;
use crate::app::{App, ObservationImport, ObserveContext, Sighted, Write, host_of, observe, own_party, site, today};

/// The media types browsers send reports as, and the one of programs.
const MEDIA: [&str; 3] = ["application/reports+json", "application/csp-report", "application/json"];
/// How many observations reports make at most: whoever can send a report can make one up.
const MOST: usize = 1000;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Address {
    source: Option<String>,
}

/// What the page is of: the system that lists its host, else the party the address names. One write for what was not seen
/// today yet, however many browsers tell of it.
#[handler]
pub(super) async fn endpoint(
    request: &Request,
    body: poem::Body,
    Query(address): Query<Address>,
    Data(app): Data<&Arc<App>>,
) -> Response {
    if *request.method() == Method::OPTIONS {
        return answer(StatusCode::NO_CONTENT, "");
    }
    let json = match body::json_as(request, body, &MEDIA).await {
        Ok(json) => json,
        Err(refused) => return answer(refused.status, &refused.message),
    };
    let reports = match browser_reports(&json) {
        Ok(reports) => reports,
        Err(problems) => return answer(StatusCode::BAD_REQUEST, &problems.to_string()),
    };
    let (snapshot, day) = (app.snapshot(), today());
    let register = snapshot.register();
    let named =
        match address.source.as_deref().map(|key| register.parties().get_key_value(key).map(|(key, _)| key.clone())) {
            Some(None) => return answer(StatusCode::BAD_REQUEST, "`source` is not the key of a party"),
            Some(found) => found,
            None => None,
        };
    let mut by_source: std::collections::BTreeMap<PartyKey, (Vec<Sighted>, std::collections::BTreeSet<String>)> =
        Default::default();
    for report in reports {
        if let Some(source) = own_party(register, &report.page).or_else(|| named.clone()) {
            let (sighted, pages) = by_source.entry(source).or_default();
            sighted.push(Sighted { host: report.host, day });
            pages.insert(site(&report.page).to_owned());
        }
    }
    let mut import = ObservationImport::default();
    for (source, (sighted, first_party)) in by_source {
        let context =
            ObserveContext { register, source: &source, evidence: Evidence::CspReport, reference: None, first_party };
        let seen = observe(&sighted, &context);
        import.edits.extend(seen.edits);
        import.summary.added += seen.summary.added;
    }
    if import.edits.is_empty() {
        return answer(StatusCode::NO_CONTENT, "");
    }
    let known = register.observations().values().filter(|seen| seen.evidence == Evidence::CspReport).count();
    if known + import.summary.added > MOST {
        tracing::warn!(known, "browsers report too many hosts; what is new is left out");
        return answer(StatusCode::TOO_MANY_REQUESTS, "there are too many reported hosts; remove what is over");
    }
    let write = Write {
        actor: "browser".to_owned(),
        action: "report".to_owned(),
        summary: String::new(),
        edits: import.edits,
        expected: Vec::new(),
    };
    match app.write(write).await {
        Ok(_) => answer(StatusCode::NO_CONTENT, ""),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "reports of browsers cannot be stored");
            answer(StatusCode::INTERNAL_SERVER_ERROR, "the reports cannot be stored")
        }
    }
}

/// Pages of any origin may send reports, and learn nothing.
fn answer(status: StatusCode, message: &str) -> Response {
    Response::builder()
        .status(status)
        .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .header(header::ACCESS_CONTROL_ALLOW_METHODS, "POST")
        .header(header::ACCESS_CONTROL_ALLOW_HEADERS, "content-type")
        .header(header::ACCESS_CONTROL_MAX_AGE, "86400")
        .content_type("text/plain; charset=utf-8")
        .body(message.to_owned())
}

/// A report of a browser: what page wanted something from where.
#[derive(Clone, Debug, PartialEq, Eq)]
struct BrowserReport {
    /// The host of the page.
    page: Host,
    /// The host it wanted something from.
    host: Host,
}

/// The reports about other hosts in a body: of the Reporting API (a list of `csp-violation`), or of `report-uri` (`csp-report`). What is about
/// something else, such as inline scripts, is left out, and so is what the browser did not let happen: no data went there.
///
/// # Errors
/// When it is neither.
fn browser_reports(json: &Value) -> Result<Vec<BrowserReport>, Problems> {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    let was_blocked = |report: Option<&Value>| {
        report.and_then(|report| report.get("disposition")).and_then(Value::as_str) == Some("enforce")
    };
    let pairs: Vec<(Option<String>, Option<String>)> = match json {
        Value::Array(reports) => reports
            .iter()
            .filter(|report| report.get("type").and_then(Value::as_str) == Some("csp-violation"))
            .filter(|report| !was_blocked(report.get("body")))
            .map(|report| {
                let body = report.get("body");
                let page = text(body.and_then(|body| body.get("documentURL"))).or_else(|| text(report.get("url")));
                (page, text(body.and_then(|body| body.get("blockedURL"))))
            })
            .collect(),
        Value::Object(fields) if fields.contains_key("csp-report") => {
            let report = fields.get("csp-report").filter(|report| !was_blocked(Some(*report)));
            let field = |name: &str| text(report.and_then(|report| report.get(name)));
            vec![(field("document-uri"), field("blocked-uri"))]
        }
        _ => {
            let message = "send a list of reports (Reporting API), or `{\"csp-report\": {...}}`".to_owned();
            return Err(Problems::one(Problem { origin: None, path: String::new(), message }));
        }
    };
    let host = |address: Option<String>| host_of(&address?)?.ok();
    Ok(pairs
        .into_iter()
        .filter_map(|(page, blocked)| Some(BrowserReport { page: host(page)?, host: host(blocked)? }))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn browsers_report_in_two_ways() {
        let new = json!([
            { "type": "csp-violation", "age": 2, "url": "https://shop.acme.example/", "user_agent": "x",
              "body": { "documentURL": "https://shop.acme.example/cart?id=7", "blockedURL": "https://px.stats.example/a.js?u=1", "disposition": "report" } },
            { "type": "csp-violation", "url": "https://shop.acme.example/", "body": { "blockedURL": "inline" } },
            { "type": "deprecation", "url": "https://shop.acme.example/", "body": {} },
        ]);
        let old = json!({ "csp-report": { "document-uri": "https://shop.acme.example/cart", "blocked-uri": "https://px.stats.example" } });
        let expected =
            [BrowserReport { page: "shop.acme.example".parse().unwrap(), host: "px.stats.example".parse().unwrap() }];
        assert_eq!(browser_reports(&new).unwrap(), expected);
        assert_eq!(browser_reports(&old).unwrap(), expected);
        assert!(browser_reports(&json!({ "report": 1 })).is_err());
    }

    #[test]
    fn what_a_policy_blocked_went_nowhere() {
        let body = json!({ "documentURL": "https://shop.acme.example/", "blockedURL": "https://px.stats.example/a.js", "disposition": "enforce" });
        assert_eq!(browser_reports(&json!([{ "type": "csp-violation", "body": body }])).unwrap(), []);
        let old = json!({ "document-uri": "https://shop.acme.example/", "blocked-uri": "https://px.stats.example", "disposition": "enforce" });
        assert_eq!(browser_reports(&json!({ "csp-report": old })).unwrap(), []);
    }
}
