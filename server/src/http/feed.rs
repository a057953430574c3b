//! `/alerts.atom`: the latest alerts as a feed (RFC 4287).

use std::sync::Arc;

use atom_syndication::{Category, Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use kept_store::Alert;
use poem::http::header;
use poem::web::Data;
use poem::{Response, handler};

use crate::app::App;

/// How many alerts are in the feed.
const LATEST: usize = 100;

#[handler]
pub(super) fn endpoint(Data(app): Data<&Arc<App>>) -> Response {
    Response::builder()
        .content_type("application/atom+xml; charset=utf-8")
        .header(header::CACHE_CONTROL, "private, no-cache")
        .body(feed(&app.alerts()).to_string())
}

fn feed(alerts: &[Arc<Alert>]) -> Feed {
    let latest = alerts.last().map_or_else(FixedDateTime::default, |alert| alert.at.fixed_offset());
    let mut feed = Feed {
        title: Text::plain("Kept: alerts"),
        id: "urn:kept:alerts".to_owned(),
        updated: latest,
        generator: Some(Generator {
            value: "Kept".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            ..Generator::default()
        }),
        ..Feed::default()
    };
    // Entries need an author, and take that of the feed (RFC 4287, 4.1.1).
    feed.set_authors(vec![Person { name: "Kept".to_owned(), ..Person::default() }]);
    feed.set_links(vec![Link { href: "alerts.atom".to_owned(), rel: "self".to_owned(), ..Link::default() }]);
    feed.set_entries(alerts.iter().rev().take(LATEST).map(|alert| entry(alert)).collect::<Vec<_>>());
    feed
}

fn entry(alert: &Alert) -> Entry {
    let findings = alert.told.get("findings").and_then(serde_json::Value::as_array);
    let messages = findings.into_iter().flatten().filter_map(|finding| finding.get("message")?.as_str());
    let text = std::iter::once(alert.title.as_str()).chain(messages).collect::<Vec<_>>().join("\n");
    let mut entry = Entry {
        title: Text::plain(format!("{}: {}", alert.severity, alert.title)),
        // The same whatever becomes of it: readers show it once.
        id: format!("urn:kept:alert:{}", alert.number),
        updated: alert.at.fixed_offset(),
        published: Some(alert.at.fixed_offset()),
        content: Some(Content { value: Some(text), content_type: Some("text".to_owned()), ..Content::default() }),
        ..Entry::default()
    };
    let labels = [alert.kind.to_string(), alert.severity.to_string()];
    entry.set_categories(labels.map(|term| Category { term, ..Category::default() }));
    entry
}
