//! The interface, asked as clients ask it.

mod alerting;
mod asking;
mod changing;
mod deciding;
mod failing;
mod guide;
mod hearing;
mod importing;
mod observing;
mod ordering;
mod reading;
mod schema;

use std::path::Path;
use std::sync::Arc;

use async_graphql::{Request, Variables};
use kept_schema::document::{Document, SourceFile, read_register};
use kept_store::StoreUrl;
use serde_json::{Value, json};

use super::{KeptSchema, build};
use crate::app::App;

/// A service over an empty register, or over the worked example of the semantics.
struct Service {
    schema: KeptSchema,
}

impl Service {
    async fn empty() -> Self {
        let url: StoreUrl = "mem:".parse().unwrap();
        let app: Arc<App> = App::open(&url, None, |_| {}).await.unwrap();
        Self { schema: build(app) }
    }

    async fn example() -> Self {
        Self::over(example()).await
    }

    /// A service over a document.
    async fn over(document: Value) -> Self {
        let service = Self::empty().await;
        let answer =
            service.ask("mutation($d: JSON!) { apply(document: $d) { revision } }", json!({ "d": document })).await;
        assert_eq!(answer, json!({ "apply": { "revision": 1 } }));
        service
    }

    /// The data of a request that must succeed.
    async fn ask(&self, query: &str, variables: Value) -> Value {
        let response = self.schema.execute(Request::new(query).variables(Variables::from_json(variables))).await;
        assert!(response.errors.is_empty(), "{query}\n{:?}", response.errors);
        response.data.into_json().unwrap()
    }

    /// The first error of a request that must fail: its extensions, and its message as `message`.
    async fn fails(&self, query: &str, variables: Value) -> Value {
        let response = self.schema.execute(Request::new(query).variables(Variables::from_json(variables))).await;
        let error = response.errors.into_iter().next().unwrap_or_else(|| panic!("it did not fail: {query}"));
        let mut extensions = serde_json::to_value(error.extensions.unwrap()).unwrap();
        extensions["message"] = error.message.into();
        extensions
    }
}

/// The worked example of the semantics.
/// The documents of the example company as one.
fn company() -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../seeds/example");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let files = files.map(|path| SourceFile::new(path.display().to_string(), std::fs::read(&path).unwrap())).collect();
    let (register, _) = read_register(files).unwrap();
    serde_json::to_value(Document::of(&register)).unwrap()
}

fn example() -> Value {
    let flow = |key: &str,
                source: &str,
                recipient: &str,
                categories: &[&str],
                purpose: &str,
                region: &str,
                retention: Option<&str>| {
        let mut flow = json!({
            "key": key, "source": source, "recipient": recipient, "categories": categories, "purposes": [purpose],
            "regions": [region], "startedOn": "2026-06-01",
        });
        if let Some(retention) = retention {
            flow["retention"] = retention.into();
        }
        flow
    };
    let mail = "marketing.communications.email";
    json!({
        "kept": 1,
        "parties": [
            { "key": "us", "name": "Acme", "kind": "SELF", "country": "DE" },
            { "key": "shop", "name": "Web shop", "kind": "SYSTEM", "operator": "us" },
            { "key": "mailer", "name": "Nimbus Mail", "kind": "VENDOR", "country": "US", "tags": ["email"] },
            { "key": "host", "name": "Hosting", "kind": "VENDOR", "country": "DE" },
            { "key": "ads", "name": "Ad network", "kind": "PARTNER" },
        ],
        "flows": [
            flow("f1", "shop", "mailer", &["user.contact.email"], mail, "US", Some("P1Y")),
            flow("f2", "mailer", "host", &["user.contact"], "essential.service", "world", Some("P2Y")),
            flow("f3", "shop", "ads", &["user.behavior", "user.contact"], "marketing.advertising", "US", None),
            flow("f4", "host", "mailer", &["user.contact.email"], "essential.service", "DE", Some("P30D")),
            flow("f5", "ads", "host", &["user.location"], "marketing.advertising", "US", Some("P30D")),
        ],
        "notices": [{
            "key": "privacy", "title": "Privacy notice", "effectiveOn": "2026-01-01",
            "promises": [
                { "key": "email-in-eea", "kind": "COMMITMENT", "quote": "Your e-mail address stays in the EEA.",
                  "scope": { "categories": ["user.contact.email"] }, "limits": { "onlyRegions": ["eea"] } },
                { "key": "email-a-year", "kind": "COMMITMENT",
                  "scope": { "categories": ["user.contact.email"] }, "limits": { "maxRetention": "P1Y" } },
            ],
        }],
    })
}
