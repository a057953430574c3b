//! What goes over HTTP, and what is refused.

use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

use crate::support::{Service, kept, stdout_of};

#[tokio::test(flavor = "multi_thread")]
async fn what_a_foreign_page_could_send_is_refused() {
    let service = Service::start("seeds/clean");
    let url = format!("{}/graphql", service.address);
    let query = json!({ "query": "{ __typename }" });
    let client = Client::new();
    for content_type in
        ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/graphql"]
    {
        let response =
            client.post(&url).header("content-type", content_type).body(query.to_string()).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE, "{content_type}");
    }
    let mutation = "mutation { apply(document: {kept: 1}) { revision } }";
    let response = client
        .get(format!("{url}?query={}", mutation.replace(" ", "%20").replace("{", "%7B").replace("}", "%7D")))
        .send()
        .await
        .unwrap();
    assert_eq!(
        (response.status(), response.headers()["allow"].to_str().unwrap()),
        (StatusCode::METHOD_NOT_ALLOWED, "POST")
    );
    for (header, value) in [("origin", "https://evil.example"), ("origin", "null"), ("host", "evil.example")] {
        let response = client.post(&url).header(header, value).json(&query).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::FORBIDDEN, "{header}: {value}");
    }
    let response = client.post(&url).header("origin", &service.address).json(&query).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_would_cost_too_much_is_refused() {
    let service = Service::start("seeds/clean");
    let url = format!("{}/graphql", service.address);
    let client = Client::new();
    let mut bomb = String::from("query { ...f0 }");
    for level in 0..30 {
        bomb.push_str(&format!(" fragment f{level} on Query {{ ...f{next} ...f{next} }}", next = level + 1));
    }
    bomb.push_str(" fragment f30 on Query { __typename }");
    let answer: Value = client.post(&url).json(&json!({ "query": bomb })).send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["errors"][0]["extensions"]["code"], "TOO_COMPLEX", "{answer:#}");
    let batch = client.post(&url).json(&json!([{ "query": "{ __typename }" }])).send().await.unwrap();
    assert_eq!(batch.status(), StatusCode::BAD_REQUEST);
    let large = client
        .post(&url)
        .json(&json!({ "query": "{ __typename }", "variables": { "x": "y".repeat(5 << 20) } }))
        .send()
        .await
        .unwrap();
    assert_eq!(large.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_come_with_a_policy_and_are_cached() {
    let service = Service::start("seeds/clean");
    let client = Client::new();
    for path in ["/", "/graphiql"] {
        let response = client.get(format!("{}{path}", service.address)).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}: was the program built after `make web`?");
        let header = |name: &str| {
            response.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
        };
        assert!(header("content-security-policy").starts_with("default-src 'none'"));
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(header("content-type").starts_with("text/html"));
        let tag = header("etag");
        let again = client.get(format!("{}{path}", service.address)).header("if-none-match", tag).send().await.unwrap();
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    }
    for (path, status) in [
        ("/healthz", 200),
        ("/readyz", 200),
        ("/schema.graphql", 200),
        ("/nothing", 404),
        ("/assets/../Cargo.toml", 404),
    ] {
        let response = client.get(format!("{}{path}", service.address)).send().await.unwrap();
        assert_eq!(response.status().as_u16(), status, "{path}");
    }
    let published =
        client.get(format!("{}/schema.graphql", service.address)).send().await.unwrap().text().await.unwrap();
    let committed = std::fs::read_to_string(crate::support::workspace().join("schema/graphql/schema.graphql")).unwrap();
    assert_eq!(published.trim(), committed.trim());
}

#[test]
fn other_machines_are_not_served_until_there_is_a_sign_in() {
    let refused = kept(&["serve", "--listen", "0.0.0.0:0", "--store", "mem:"]);
    stdout_of(&refused, 2);
    let message = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(message.contains("no sign-in yet"), "{message}");
}
