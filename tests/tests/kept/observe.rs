//! Evidence told to a running service by the command line: it is the same as into a store.

use serde_json::{Value, json};

use crate::support::{Beside, kept, program, stdout_of};

const REGISTER: &str = "kept: 1
parties:
  - {key: us, name: Acme GmbH, kind: SELF, country: DE}
  - {key: shop, name: Web shop, kind: SYSTEM, operator: us, domains: [shop.acme.example]}
  - {key: mailer, name: Nimbus Mail Inc., kind: VENDOR}
  - {key: stats, name: Stats Inc., kind: VENDOR, domains: [stats.example]}
";

/// What a browser recorded on a page of the shop.
fn recording() -> String {
    let entry = |url: &str| json!({ "startedDateTime": "2026-05-04T10:00:00.000Z", "request": { "method": "GET", "url": url } });
    let entries = [
        entry("https://shop.acme.example/cart?id=7"),
        entry("https://px.stats.example/a.js?user=someone"),
        entry("https://px.stats.example/b.js"),
        entry("https://a.pixel.example/collect"),
        entry("https://www.other.example/x"),
        entry("https://[2001:db8::1]/x"),
    ];
    json!({ "log": { "version": "1.2", "entries": entries } }).to_string()
}

const LIST: &str = "| Sub-processor | Purpose |\n|---|---|\n| Stats, LLC | Counting |\n| Nobody Ltd | Nothing |\n";

async fn seen(beside: &Beside) -> Value {
    let query = "{ observations { nodes { key host recipient { key } firstSeen findings { nodes { rule } } } } }";
    beside.service.data(query, json!({})).await["observations"]["nodes"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recording_is_told_to_a_service() {
    let beside = Beside::of(REGISTER);
    let recording = beside.file("cart.har", &recording());
    let observe = ["observe", "har", &recording];
    let planned = beside.json(&[&observe[..], &["--dry-run"]].concat());
    let told = beside.run(&observe, 0);
    assert!(
        told.starts_with(
            "4 hosts, 1 of them ours: 3 observations (3 new)\n  other.example is of no party that is registered; list it"
        ) && told.contains("  a request went to an address without a name, and is left out\n"),
        "{told}"
    );
    assert!(told.contains("undeclared-sharing") && told.contains("Done: the register is at revision 2.\n"), "{told}");
    assert!(told.starts_with(planned["told"].as_str().unwrap()), "{planned:#}");
    let found = json!({ "nodes": [{ "rule": "undeclared-sharing" }] });
    let of = |key: &str, host: &str| json!({ "key": key, "host": host, "recipient": null, "firstSeen": "2026-05-04", "findings": found });
    assert_eq!(
        seen(&beside).await,
        json!([
            of("har-shop-other.example", "other.example"),
            of("har-shop-pixel.example", "pixel.example"),
            of("har-shop-px.stats.example", "px.stats.example")
        ])
    );
    // Seen again it is the same, whoever saw it.
    let Beside { folder, service, .. } = beside;
    let url = format!("rocksdb:{}", folder.path().join("served").display());
    drop(service);
    let document = stdout_of(&kept(&["export", "document", "--store", &url]), 0);
    // Hosts and days, and nothing of what a page sends.
    assert!(document.contains("px.stats.example") && !document.contains("someone") && !document.contains("collect"));
    let again = stdout_of(&kept(&["observe", "har", &recording, "--store", &url]), 0);
    assert!(again.contains("3 observations (0 new)") && again.contains("Nothing to change"), "{again}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_published_list_is_told_to_a_service() {
    let beside = Beside::of(REGISTER);
    let list = beside.file("list.md", LIST);
    let observe = ["observe", "subprocessors", &list, "--of", "mailer", "--seen-on", "2026-05-04"];
    let planned = beside.json(&[&observe[..], &["--dry-run"]].concat());
    let told = beside.run(&observe, 0);
    assert!(
        told.starts_with("2 names: 1 observations (1 new)\n  line 4: no party is called `Nobody Ltd`; ")
            && told.starts_with(planned["told"].as_str().unwrap())
            && told.contains("undeclared-sharing"),
        "{told}"
    );
    assert_eq!(
        seen(&beside).await,
        json!([{ "key": "list-mailer-stats", "host": null, "recipient": { "key": "stats" }, "firstSeen": "2026-05-04",
            "findings": { "nodes": [{ "rule": "undeclared-sharing" }] } }])
    );
    // Nothing says whose list it is.
    let refused = kept(&["observe", "subprocessors", &list, "--server", &beside.service.address]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("does not say whose it is"));
}

#[test]
fn a_document_is_written_whatever_the_environment_says_of_a_server() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("register.yaml", REGISTER.to_owned()), ("cart.har", recording())] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let written = std::process::Command::new(program())
        .args(["observe", "har", "cart.har", "--from", "register.yaml"])
        .current_dir(folder.path())
        .envs([("KEPT_SERVER", "http://127.0.0.1:1"), ("KEPT_STORE", "rocksdb:nowhere"), ("KEPT_TOKEN", "token")])
        .output()
        .unwrap();
    let document = stdout_of(&written, 0);
    assert!(
        document.contains("key: har-shop-px.stats.example") && !folder.path().join("nowhere").exists(),
        "{document}"
    );
}
