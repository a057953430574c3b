//! The specification of GraphQL over HTTP, audited by its own tool, and the pages in a real browser.

use std::process::Command;

use serde_json::{Value, json};

use crate::support::{Service, kept, stdout_of, workspace};

fn npm(script: &str, service: &Service) {
    run(script, &[], &[("KEPT_URL", &service.address)]);
}

/// Runs the journeys of `server/web/e2e` through some pages, on a service of their own.
fn journeys(area: &str) {
    journeys_on(area, &Service::start("seeds/example"));
}

fn journeys_on(area: &str, service: &Service) {
    run("e2e", &[area], &[("KEPT_URL", &service.address)]);
}

fn run(script: &str, arguments: &[&str], variables: &[(&str, &str)]) {
    let folder = workspace().join("server/web");
    assert!(folder.join("node_modules").exists(), "run `make web` first: the tools of server/web are not installed");
    let output = Command::new("npm")
        .args(["run", "--silent", script, "--"])
        .args(arguments)
        .envs(variables.iter().copied())
        .current_dir(folder)
        .output()
        .expect("npm runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "npm run {script}:\n{}\n{}", text(&output.stdout), text(&output.stderr));
}

#[test]
fn the_endpoint_passes_the_audit_of_graphql_over_http() {
    npm("audit:http", &Service::start("seeds/clean"));
}

// Every journey runs with all other origins blocked, and fails on the first complaint in the browser's console.

#[test]
fn the_frame_the_overview_and_who_gets_what_work_in_a_browser() {
    journeys("frame");
}

#[test]
fn the_playground_works_in_a_browser() {
    journeys("playground");
}

#[test]
fn promises_and_notices_work_in_a_browser() {
    journeys("promises");
}

#[test]
fn parties_and_flows_work_in_a_browser() {
    journeys("lists");
}

#[test]
fn contracts_and_changes_work_in_a_browser() {
    journeys("contracts");
}

#[test]
fn findings_and_what_if_work_in_a_browser() {
    journeys("findings");
}

#[test]
fn alerts_and_channels_work_in_a_browser() {
    // The journey receives what is sent: on this machine, signed with a secret.
    let secret = [("KEPT_SECRET_E2E", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")];
    journeys_on("alerts", &Service::start_with("seeds/example", &["--allow-private-channels"], &secret));
}

#[test]
fn the_calendar_and_the_feed_are_read_by_a_browser_and_a_client() {
    journeys("feeds");
}

#[test]
fn the_map_works_in_a_browser() {
    journeys("map");
}

#[test]
fn registering_a_vendor_and_editing_work_in_a_browser() {
    journeys("register");
}

#[test]
fn pages_of_an_empty_register_work_in_a_browser() {
    let folder = tempfile::tempdir().unwrap();
    journeys_on("empty", &Service::on(&folder.path().join("store"), &[], &[]));
}

#[test]
fn pages_that_answer_are_reached_by_key_at_twice_the_size_in_a_browser() {
    journeys("reach");
}

#[test]
fn pages_of_records_are_reached_by_key_at_twice_the_size_in_a_browser() {
    journeys("records");
}

#[test]
fn pages_whose_questions_fail_say_what_to_do_in_a_browser() {
    journeys("faults");
}

#[test]
fn the_main_pages_look_as_they_did_in_a_browser() {
    journeys("looks");
}

#[test]
fn the_client_in_typescript_asks_before_it_sends() {
    npm("examples", &Service::start("seeds/example"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_browser_loads_is_found_when_no_flow_declares_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let har = path("shop.har");
    tokio::task::spawn_blocking(move || run("har", &[], &[("HAR_FILE", &har)])).await.unwrap();
    let register = "kept: 1
parties:
  - {key: us, name: Acme GmbH, kind: SELF, country: DE}
  - {key: shop, name: Web shop, kind: SYSTEM, operator: us, domains: [shop.localhost]}
  - {key: stats, name: Stats Inc., kind: VENDOR, country: US, domains: [stats.localhost]}
";
    std::fs::write(path("register.yaml"), register).unwrap();
    let seen = kept(&["observe", "har", &path("shop.har"), "--from", &path("register.yaml")]);
    let document = stdout_of(&seen, 0);
    std::fs::write(path("seen.yaml"), &document).unwrap();
    // Hosts and days, and nothing of what a page sends.
    assert!(!document.contains("someone") && !document.contains("collect"), "{document}");
    assert!(String::from_utf8_lossy(&seen.stderr).contains("pixel.localhost is of no party that is registered"));
    let check = |files: &[&str]| -> Vec<String> {
        let paths: Vec<String> = files.iter().map(|name| path(name)).collect();
        let mut arguments = vec!["check", "--format", "json", "--fail-on", "critical"];
        arguments.extend(paths.iter().map(String::as_str));
        let report: Value = serde_json::from_str(&stdout_of(&kept(&arguments), 0)).unwrap();
        let findings =
            report["findings"].as_array().unwrap().iter().filter(|finding| finding["rule"] == "undeclared-sharing");
        findings.map(|finding| finding["subject"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(
        check(&["register.yaml", "seen.yaml"]),
        ["observation:har-shop-eu.stats.localhost", "observation:har-shop-pixel.localhost"]
    );
    // A flow that declares it explains what was seen.
    let flow = "kept: 1\nflows:\n  - {key: f, source: shop, recipient: stats, startedOn: 2020-01-01}\n";
    std::fs::write(path("flow.yaml"), flow).unwrap();
    assert_eq!(check(&["register.yaml", "seen.yaml", "flow.yaml"]), ["observation:har-shop-pixel.localhost"]);

    // The same into a store, twice: seen again it is the same.
    let store = format!("rocksdb:{}", path("store"));
    stdout_of(&kept(&["apply", &path("register.yaml"), "--store", &store]), 0);
    let first = stdout_of(&kept(&["observe", "har", &path("shop.har"), "--store", &store]), 0);
    assert!(first.contains("2 observations (2 new)") && first.contains("2 added, 0 changed, 0 removed"), "{first}");
    let again = stdout_of(&kept(&["import", "har", &path("shop.har"), "--store", &store]), 0);
    assert!(again.contains("2 observations (0 new)") && again.contains("Nothing to change"), "{again}");
}

#[tokio::test(flavor = "multi_thread")]
async fn browsers_report_what_pages_load() {
    let service = Service::start_with("seeds/clean", &["--accept-reports"], &[]);
    let parties = json!({ "document": { "kept": 1, "parties": [
        { "key": "seen-shop", "name": "Shop", "kind": "SYSTEM", "operator": "SELF", "domains": ["shop.acme.example"] },
        { "key": "seen-stats", "name": "Stats", "kind": "VENDOR", "domains": ["stats.example"] }] } });
    let own = service.data("{ parties(filter: { kind: SELF }) { nodes { key } } }", json!({})).await;
    let mut parties = parties;
    parties["document"]["parties"][0]["operator"] = own["parties"]["nodes"][0]["key"].clone();
    service.data("mutation($document: JSON!) { apply(document: $document) { revision } }", parties).await;
    let url = format!("{}/v1/reports", service.address);
    let client = reqwest::Client::new();
    let report = |blocked: &str| {
        json!([{ "type": "csp-violation", "url": "https://shop.acme.example/cart?id=7",
        "body": { "documentURL": "https://shop.acme.example/cart?id=7", "blockedURL": blocked } }])
    };
    let send = async |body: Value, media: &str| {
        let request = client.post(&url).header("origin", "https://shop.acme.example").header("content-type", media);
        request.body(body.to_string()).send().await.unwrap()
    };
    let preflight = client
        .request(reqwest::Method::OPTIONS, &url)
        .header("origin", "https://shop.acme.example")
        .send()
        .await
        .unwrap();
    assert_eq!(
        (preflight.status().as_u16(), preflight.headers()["access-control-allow-origin"].to_str().unwrap()),
        (204, "*")
    );
    let revision = async || service.data("{ report { revision } }", json!({})).await["report"]["revision"].clone();
    let before = revision().await.as_u64().unwrap();
    for _ in 0..3 {
        assert_eq!(
            send(report("https://px.stats.example/a.js?u=1"), "application/reports+json").await.status().as_u16(),
            204
        );
    }
    assert_eq!(revision().await, before + 1, "what was seen today is written once");
    let found = service
        .data("{ observations { nodes { key host evidence source { key } findings { nodes { rule } } } } }", json!({}))
        .await;
    assert_eq!(
        found["observations"]["nodes"],
        json!([{ "key": "csp-seen-shop-px.stats.example", "host": "px.stats.example", "evidence": "CSP_REPORT",
        "source": { "key": "seen-shop" }, "findings": { "nodes": [{ "rule": "undeclared-sharing" }] } }])
    );
    let old = json!({ "csp-report": { "document-uri": "https://shop.acme.example/", "blocked-uri": "https://shop.acme.example/x" } });
    assert_eq!(send(old, "application/csp-report").await.status().as_u16(), 204);
    assert_eq!(revision().await, before + 1, "what stays with us is not written");
    assert_eq!(send(json!({ "x": 1 }), "application/reports+json").await.status().as_u16(), 400);
    assert_eq!(send(report("x"), "text/plain").await.status().as_u16(), 415);
    // Nothing else is open to other origins.
    let foreign = client
        .get(format!("{}/healthz", service.address))
        .header("origin", "https://shop.acme.example")
        .send()
        .await
        .unwrap();
    assert_eq!(foreign.status().as_u16(), 403);
    let closed = Service::start("seeds/clean");
    let refused = client.post(format!("{}/v1/reports", closed.address)).json(&report("x")).send().await.unwrap();
    assert_eq!(refused.status().as_u16(), 404);
}
