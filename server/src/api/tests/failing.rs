//! What is null in an answer when a part of it fails.

use async_graphql::futures_util::StreamExt;
use async_graphql::{Executor, Request, Response, Variables};
use serde_json::{Value, json};

use super::Service;
use crate::testing::run;

/// Too long a page, which is refused wherever it is asked for.
const FAILS: &str = "findings(first: 501) { totalCount }";

/// The data, and the paths of what failed.
fn parts(response: Response) -> (Value, Vec<Value>) {
    let paths = response.errors.iter().map(|error| serde_json::to_value(&error.path).unwrap()).collect();
    (response.data.into_json().unwrap(), paths)
}

async fn asked(service: &Service, query: &str) -> (Value, Vec<Value>) {
    parts(service.schema.execute(Request::new(query.replace("FAILS", FAILS))).await)
}

#[test]
fn what_is_around_it_is_null_when_what_failed_cannot_be() {
    run(|| async {
        let service = Service::example().await;
        let beside = r#"{ parties(first: 1) { totalCount } flows(filter: { category: "nope" }) { totalCount } }"#;
        assert_eq!(asked(&service, beside).await, (Value::Null, vec![json!(["flows"])]));
        let deep = "{ flows(first: 2) { nodes { key recipient { FAILS } } } }";
        let at = |index: usize| json!(["flows", "nodes", index, "recipient", "findings"]);
        assert_eq!(asked(&service, deep).await, (Value::Null, vec![at(0), at(1)]));
        // Of several, the outermost counts.
        let both = r#"{ party(key: "mailer") { name FAILS } flows(filter: { category: "nope" }) { totalCount } }"#;
        assert_eq!(asked(&service, both).await.0, Value::Null);
    });
}

#[test]
fn what_may_be_null_is_and_the_rest_is_answered() {
    run(|| async {
        let service = Service::example().await;
        let party = r#"{ parties(first: 1) { totalCount } party(key: "mailer") { name FAILS } }"#;
        let answer = json!({ "parties": { "totalCount": 5 }, "party": null });
        assert_eq!(asked(&service, party).await, (answer, vec![json!(["party", "findings"])]));
        // Of each in a list, by itself.
        let list = r#"{ report(rules: ["commitment-broken", "undisclosed-sharing"]) { findings { nodes { rule promise { FAILS } } } } }"#;
        let (data, failed) = asked(&service, list).await;
        let findings = data["report"]["findings"]["nodes"].as_array().unwrap();
        assert!(findings.len() > 2 && !failed.is_empty(), "{data:#}");
        assert!(findings.iter().all(|finding| finding["rule"].is_string() && finding["promise"] == Value::Null));
        assert!(findings.iter().all(|finding| finding.as_object().unwrap().len() == 2), "{data:#}");
        // By the name it has in the answer, through fragments, in the operation that was asked.
        let query = r#"
            query Other { flows { totalCount } }
            query Wanted { ...Parts same: party(key: "host") { key } }
            fragment Parts on Query {
                mine: party(key: "mailer") { ... { name bad: FAILS } }
                node(id: "party:host") { id ...Bad ... on Party { name } }
            }
            fragment Bad on Node { ... on Flow { key } ... on Party { FAILS } }"#;
        let request = Request::new(query.replace("FAILS", FAILS)).operation_name("Wanted");
        let (data, failed) = parts(service.schema.execute(request).await);
        assert_eq!(data, json!({ "mine": null, "node": null, "same": { "key": "host" } }));
        assert_eq!(failed.len(), 2, "{failed:?}");
    });
}

#[test]
fn a_field_that_may_be_null_is_there_though_nothing_else_of_its_object_is() {
    run(|| async {
        let service = Service::example().await;
        let query = r#"{ parties(first: 1) { nodes { key } } flow(key: "f1") { verdict(asOf: "9999-01-01") } }"#;
        let (data, failed) = asked(&service, query).await;
        assert_eq!(data["flow"], json!({ "verdict": null }), "{data:#} {failed:?}");
        assert_eq!(failed, [json!(["flow", "verdict"])]);
    });
}

#[test]
fn of_mutations_the_earlier_ones_are_done_though_their_answers_are_gone() {
    run(|| async {
        let service = Service::example().await;
        let query = r#"mutation {
            one: createParty(input: { key: "one", name: "One", kind: VENDOR }) { revision }
            two: createParty(input: { key: "one", name: "Two", kind: VENDOR }) { revision } }"#;
        assert_eq!(asked(&service, query).await, (Value::Null, vec![json!(["two"])]));
        assert_eq!(asked(&service, r#"{ party(key: "one") { name } }"#).await.0, json!({ "party": { "name": "One" } }));
    });
}

#[test]
fn what_is_told_has_nulls_too() {
    run(|| async {
        let service = Service::example().await;
        let query =
            "subscription { findingChanged { kind finding { rule promise { FAILS } } } }".replace("FAILS", FAILS);
        let mut told = service.schema.execute_stream(Request::new(query), None);
        let mut next = Box::pin(told.next());
        assert!(futures::poll!(&mut next).is_pending());
        let end = r#"mutation { deleteFlow(input: { key: "f1", expectedRevision: 1 }) { revision } }"#;
        service.ask(end, json!({})).await;
        let mut event = next.await.unwrap();
        // The first that is about a promise.
        while event.errors.is_empty() {
            event = told.next().await.unwrap();
        }
        let (data, failed) = parts(event);
        let finding = json!({ "rule": "commitment-broken", "promise": null });
        assert_eq!(data, json!({ "findingChanged": { "kind": "DISAPPEARED", "finding": finding } }));
        assert_eq!(failed, [json!(["findingChanged", "finding", "promise", "findings"])]);
    });
}

/// What a request that must fail says of each error: where in the answer, and which values are wrong.
async fn refused(service: &Service, query: &str, variables: Value) -> Vec<(Value, Vec<String>)> {
    let request = Request::new(query).variables(Variables::from_json(variables));
    let answer = serde_json::to_value(service.schema.execute(request).await).unwrap();
    let fields = |error: &Value| {
        assert_eq!(error["extensions"]["code"], "INVALID", "{error:#}");
        let fields = error["extensions"]["fields"].as_array().unwrap_or_else(|| panic!("{error:#}"));
        fields.iter().map(|field| format!("{}: {}", field["path"].as_str().unwrap(), field["message"])).collect()
    };
    answer["errors"].as_array().unwrap().iter().map(|error| (error["path"].clone(), fields(error))).collect()
}

const NO_DAY: &str = "\"`soon` is not a day: write YYYY-MM-DD, such as 2026-03-31\"";
const NO_MOMENT: &str = "\"`soon` is not a moment: write day, time and zone, such as 2026-03-01T09:30:00Z\"";

#[test]
fn days_moments_and_durations_that_cannot_be_read_are_told_by_field_and_at_once() {
    run(|| async {
        let service = Service::example().await;
        let both = vec![format!("asOf: {NO_DAY}"), format!("knownAt: {NO_MOMENT}")];
        let literal = r#"{ report(asOf: "soon", knownAt: "soon") { complete } }"#;
        assert_eq!(refused(&service, literal, json!({})).await, [(json!(["report"]), both.clone())]);
        let query = "query($day: Date, $moment: DateTime = \"soon\") { mine: report(asOf: $day, knownAt: $moment) { complete } }";
        assert_eq!(refused(&service, query, json!({ "day": "soon" })).await, [(json!(["mine"]), both)]);
        // Inside inputs, in a literal and in a variable alike.
        let until = vec![format!("input.until: {NO_MOMENT}")];
        let literal = r#"mutation { snoozeAlert(input: { number: 1, until: "soon" }) { alert { state } } }"#;
        assert_eq!(refused(&service, literal, json!({})).await, [(json!(["snoozeAlert"]), until.clone())]);
        for query in [
            "mutation($it: SnoozeAlertInput!) { snoozeAlert(input: $it) { alert { state } } }",
            "mutation($until: DateTime!) { snoozeAlert(input: { number: 1, until: $until }) { alert { state } } }",
        ] {
            let variables = json!({ "it": { "number": 1, "until": "soon" }, "until": "soon" });
            assert_eq!(refused(&service, query, variables).await, [(json!(["snoozeAlert"]), until.clone())]);
        }
        // Deep in the answer, where the first that cannot be is null.
        let query = r#"{ party(key: "mailer") { key } flow(key: "f1") { verdict(asOf: 3) } }"#;
        let text = "asOf: \"this is not a text: write \\\"2026-03-01\\\", with the quotes\"".to_owned();
        assert_eq!(refused(&service, query, json!({})).await, [(json!(["flow", "verdict"]), vec![text])]);
    });
}

#[test]
fn other_values_that_are_refused_are_told_by_field_too() {
    run(|| async {
        let service = Service::example().await;
        let paths = async |query: &str, variables: Value| {
            let refused = refused(&service, query, variables).await;
            let path = |field: String| field.split(": ").next().unwrap().to_owned();
            refused.into_iter().flat_map(|(_, fields)| fields).map(path).collect::<Vec<_>>()
        };
        let kinds = "query($kinds: [AlertKind!]) { alerts(kinds: $kinds) { number } }";
        assert_eq!(paths(kinds, json!({ "kinds": ["FINDING", "WHIM"] })).await, ["kinds[1]"]);
        assert_eq!(
            paths("{ flows(orderBy: { field: LUCK, direction: ASC }) { totalCount } }", json!({})).await,
            ["orderBy.field"]
        );
        let number = "mutation { acknowledgeAlert(input: { number: -1 }) { alert { state } } }";
        assert_eq!(paths(number, json!({})).await, ["input"]);
    });
}

#[test]
fn numbers_that_are_too_large_are_told_by_field_wherever_they_stand() {
    run(|| async {
        let service = Service::example().await;
        let many = vec!["first: \"`9999999999` is not a whole number from -2147483648 to 2147483647\"".to_owned()];
        for query in [
            "{ parties(first: 9999999999) { totalCount } }",
            "query($many: Int) { parties(first: $many) { totalCount } }",
            "{ parties(first: 1) { nodes { key incomingFlows(first: 9999999999) { totalCount } } } }",
            "{ ...all } fragment all on Query { parties(first: 1) { totalCount } flows(first: 9999999999) { totalCount } }",
        ] {
            let variables = json!({ "many": 9_999_999_999_u64 });
            assert_eq!(refused(&service, query, variables).await, [(Value::Null, many.clone())], "{query}");
        }
    });
}

#[test]
fn subscriptions_tell_what_cannot_be_read_too() {
    run(|| async {
        let service = Service::example().await;
        let query = r#"subscription { contractDeadline(within: "soon") { __typename } }"#;
        let answer = service.schema.execute_stream(Request::new(query), None).next().await.unwrap();
        let answer = serde_json::to_value(answer).unwrap();
        let field = &answer["errors"][0]["extensions"]["fields"][0];
        assert_eq!(field["path"], "within", "{answer:#}");
        assert!(field["message"].as_str().unwrap().starts_with("`soon` is not a duration"), "{answer:#}");
    });
}
