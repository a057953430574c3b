//! What is null in an answer when a part of it fails.

use async_graphql::futures_util::StreamExt;
use async_graphql::{Executor, Request, Response};
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
