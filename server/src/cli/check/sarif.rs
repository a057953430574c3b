//! The report as SARIF 2.1.0 (OASIS, 2020), for code scanning: what a finding is about is a place in a document.
//!
//! The crate `serde-sarif` was looked at: it generates its types from the standard's JSON Schema when it is built, by
//! build dependencies that make RocksDB be compiled anew, for the dozen fields that are written here. A test holds the
//! answer to the schema that comes with that crate.

use kept_engine::{Documented, Finding, ForecastStep, Report, Rule, Severity};
use kept_schema::{Acceptance, Day, FlowKey, NodeId};
use serde::Serialize;
use serde_json::{Value, json};

use super::known::{Count, Known, all};

/// The log of one run, as JSON.
pub(super) fn log(report: &Report, known: &Known<'_>, steps: &[ForecastStep]) -> Value {
    let mut used: Vec<Rule> = all(report, steps).map(|(finding, ..)| finding.rule).collect();
    used.sort_unstable();
    used.dedup();
    let results: Vec<Entry> = all(report, steps)
        .map(|(finding, day, is_to_come)| {
            let index = used.iter().position(|rule| *rule == finding.rule);
            entry(finding, (day, is_to_come), index, known)
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "Kept",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": used.iter().map(|rule| descriptor(*rule)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
            "properties": {"asOf": report.as_of, "revision": report.revision, "complete": report.complete},
        }],
    })
}

fn descriptor(rule: Rule) -> Value {
    let page = rule.page();
    let what = section(page, "## What");
    json!({
        "id": rule.code(),
        "shortDescription": {"text": rule.title()},
        "fullDescription": {"text": if what.is_empty() { rule.title() } else { what.as_str() }},
        "help": {"text": format!("{what}\n\nkept explain {} says more.", rule.code()), "markdown": page},
    })
}

/// The first paragraph of a section of a page, in one line.
fn section(page: &str, heading: &str) -> String {
    let lines = page.lines().skip_while(|line| *line != heading).skip(1).skip_while(|line| line.is_empty());
    lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A result of SARIF.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    rule_id: Rule,
    rule_index: Option<usize>,
    level: &'static str,
    message: Value,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Value>,
    properties: Value,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    physical_location: Option<Value>,
    logical_locations: [Value; 1],
}

fn entry(finding: &Finding, (day, is_to_come): (Day, bool), rule_index: Option<usize>, known: &Known<'_>) -> Entry {
    let flow = |key: &FlowKey| NodeId::Flow(key.clone());
    let (text, fingerprint) = if is_to_come {
        (format!("From {day}: {}", finding.message.english()), format!("{}:{day}", finding.id))
    } else {
        (finding.message.english().to_owned(), finding.id.to_string())
    };
    // The hops before it, for who follows the data.
    let before = finding.path.split_last().map_or(&[][..], |(_, before)| before);
    let suppression = match known.count(finding, day) {
        Count::Accepted(Acceptance { reason, owner, until, .. }) => {
            let justification = format!("{reason} (accepted by {owner} through {until})");
            Some(json!({"kind": "external", "status": "accepted", "justification": justification}))
        }
        Count::Fails | Count::Below | Count::Old => None,
    };
    Entry {
        rule_id: finding.rule,
        rule_index,
        level: level(finding.severity),
        message: json!({"text": text}),
        locations: [location(&finding.subject, known)],
        related_locations: before.iter().map(|key| location(&flow(key), known)).collect(),
        partial_fingerprints: json!({"keptFinding/v1": fingerprint}),
        baseline_state: known.is_new(finding).map(|is_new| if is_new { "new" } else { "unchanged" }),
        suppressions: suppression.into_iter().collect(),
        properties: json!({
            "verdict": finding.verdict,
            "severity": finding.severity,
            "aspect": finding.aspect,
            "promise": finding.promise.clone().map(NodeId::Promise),
            "contract": finding.contract.clone().map(NodeId::Contract),
            "categories": finding.categories,
            "path": finding.path.iter().map(flow).collect::<Vec<_>>(),
            "on": day,
            "dueOn": finding.due_on,
        }),
    }
}

fn location(id: &NodeId, known: &Known<'_>) -> Location {
    let physical_location = known.origins.get(id).map(
        |origin| json!({"artifactLocation": {"uri": uri(&origin.file)}, "region": {"startLine": origin.line.max(1)}}),
    );
    Location { physical_location, logical_locations: [json!({"fullyQualifiedName": id, "kind": "resource"})] }
}

/// A path as a relative reference (RFC 3986).
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Info => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("flows.yaml"), "flows.yaml");
        assert_eq!(uri("our register\\a+b/größe.yaml"), "our%20register/a%2Bb/gr%C3%B6%C3%9Fe.yaml");
    }

    #[test]
    fn every_rule_says_what_it_looks_for() {
        for rule in Rule::ALL {
            assert!(!section(rule.page(), "## What").is_empty(), "{rule}");
        }
    }
}
