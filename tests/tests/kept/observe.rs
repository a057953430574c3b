//! Evidence told to a running service by the command line: it is the same as into a store.

use std::path::Path;

use serde_json::{Value, json};

use crate::support::{Service, kept, stdout_of};

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
        entry("https://a.pixel.example/collect"),
    ];
    json!({ "log": { "version": "1.2", "entries": entries } }).to_string()
}

const LIST: &str = "| Sub-processor | Purpose |\n|---|---|\n| Stats, LLC | Counting |\n| Nobody Ltd | Nothing |\n";

struct Setting {
    folder: tempfile::TempDir,
    /// A store that says what the service does at first.
    store: String,
    service: Service,
}

impl Setting {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let register = folder.path().join("register");
        std::fs::create_dir(&register).unwrap();
        std::fs::write(register.join("register.yaml"), REGISTER).unwrap();
        std::fs::write(folder.path().join("cart.har"), recording()).unwrap();
        std::fs::write(folder.path().join("list.md"), LIST).unwrap();
        let service = Service::on(&folder.path().join("served"), &["--load", text(&register)], &[]);
        let store = format!("rocksdb:{}", folder.path().join("store").display());
        stdout_of(&kept(&["apply", text(&register), "--store", &store]), 0);
        Self { folder, store, service }
    }

    /// Runs `kept observe` on the service, once it was seen that it would do there what it would do on a store. Returns what
    /// it says.
    fn observe(&self, evidence: &str, file: &str, arguments: &[&str]) -> String {
        let file = self.folder.path().join(file);
        let run = |on: &[&str]| stdout_of(&kept(&[&["observe", evidence, text(&file)], arguments, on].concat()), 0);
        let planned = |on: &[&str]| -> Value {
            serde_json::from_str(&run(&[on, &["--dry-run", "--format", "json"]].concat())).unwrap()
        };
        let server = ["--server", self.service.address.as_str()];
        let (there, here) = (planned(&server), planned(&["--store", &self.store]));
        let found = |plan: &Value| -> Vec<Value> {
            plan["findingsAppeared"].as_array().unwrap().iter().map(|finding| finding["id"].clone()).collect()
        };
        assert_eq!((&there["changes"], found(&there)), (&here["changes"], found(&here)));
        run(&server)
    }

    async fn seen(&self) -> Value {
        let query = "{ observations { nodes { key host recipient { key } firstSeen findings { nodes { rule } } } } }";
        self.service.data(query, json!({})).await["observations"]["nodes"].clone()
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recording_is_told_to_a_service() {
    let setting = Setting::new();
    let told = setting.observe("har", "cart.har", &[]);
    assert!(told.contains("pixel.example is of no party") && told.contains("+ BROKEN undeclared-sharing: "), "{told}");
    let found = json!({ "nodes": [{ "rule": "undeclared-sharing" }] });
    let of = |key: &str, host: &str| json!({ "key": key, "host": host, "recipient": null, "firstSeen": "2026-05-04", "findings": found });
    assert_eq!(
        setting.seen().await,
        json!([of("har-shop-pixel.example", "pixel.example"), of("har-shop-px.stats.example", "px.stats.example")])
    );
    // Seen again it is the same, whoever saw it.
    let url = format!("rocksdb:{}", setting.folder.path().join("served").display());
    let Setting { folder, service, .. } = setting;
    drop(service);
    let document = stdout_of(&kept(&["export", "document", "--store", &url]), 0);
    // Hosts and days, and nothing of what a page sends.
    assert!(document.contains("px.stats.example") && !document.contains("someone") && !document.contains("collect"));
    let recording = folder.path().join("cart.har");
    let again = stdout_of(&kept(&["observe", "har", text(&recording), "--store", &url]), 0);
    assert!(again.contains("2 observations (0 new)") && again.contains("Nothing to change"), "{again}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_published_list_is_told_to_a_service() {
    let setting = Setting::new();
    let arguments = ["--of", "mailer", "--seen-on", "2026-05-04"];
    let told = setting.observe("subprocessors", "list.md", &arguments);
    assert!(
        told.starts_with("2 names: 1 observations (1 new)\n  line 4: no party is called `Nobody Ltd`; ")
            && told.contains("+ BROKEN undeclared-sharing: "),
        "{told}"
    );
    assert_eq!(
        setting.seen().await,
        json!([{ "key": "list-mailer-stats", "host": null, "recipient": { "key": "stats" }, "firstSeen": "2026-05-04",
            "findings": { "nodes": [{ "rule": "undeclared-sharing" }] } }])
    );
    // Nothing says whose list it is.
    let list = setting.folder.path().join("list.md");
    let refused = kept(&["observe", "subprocessors", text(&list), "--server", &setting.service.address]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("does not say whose it is"));
}
