//! HTTP archives (HAR 1.2): traffic that a browser recorded.

use kept_schema::{Day, Problem, Problems};
use serde::Deserialize;

use crate::app::{Nameless, Sighted, host_of, site};

#[derive(Deserialize)]
struct Archive {
    log: Log,
}

#[derive(Deserialize)]
struct Log {
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    started_date_time: String,
    request: Asked,
}

#[derive(Deserialize)]
struct Asked {
    url: String,
}

/// What a HAR (HTTP Archive 1.2) tells: where something went, when; the site of its first request, which is the page
/// that was opened; and how many requests went where no host has a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Har {
    /// Where something went.
    pub sighted: Vec<Sighted>,
    /// The site of the first request.
    pub page: Option<String>,
    /// Requests to addresses without a name.
    pub nameless: usize,
}

/// Reads a HAR.
///
/// # Errors
/// When it is no HAR, or a moment in it is none.
pub fn har(bytes: &[u8]) -> Result<Har, Problems> {
    let problem = |path: String, message: String| Problem { origin: None, path, message };
    let archive: Archive =
        serde_json::from_slice(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).map_err(|error| {
            Problems::one(problem(
                String::new(),
                format!("this is no HAR, as a browser saves it from its network panel: {error}"),
            ))
        })?;
    let (mut har, mut problems) = (Har::default(), Vec::new());
    for (index, entry) in archive.log.entries.iter().enumerate() {
        let host = match host_of(&entry.request.url) {
            None => continue,
            Some(Err(Nameless)) => {
                har.nameless += 1;
                continue;
            }
            Some(Ok(host)) => host,
        };
        let moment = chrono::DateTime::parse_from_rfc3339(&entry.started_date_time).ok();
        let Some(day) = moment.and_then(|moment| Day::new(moment.to_utc().date_naive()).ok()) else {
            let shown: String = entry.started_date_time.chars().take(40).collect();
            problems.push(problem(
                format!("log.entries[{index}].startedDateTime"),
                format!("`{shown}` is not a moment, such as 2026-03-01T09:30:00Z"),
            ));
            continue;
        };
        if har.page.is_none() {
            har.page = Some(site(&host).to_owned());
        }
        har.sighted.push(Sighted { host, day });
    }
    Problems::check(problems)?;
    Ok(har)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{ObservationImport, ObserveContext, observe};
    use kept_schema::document::{SourceFile, read_register};
    use kept_schema::record::{Edit, SourcedEdit};
    use kept_schema::{Evidence, Register};
    use serde_json::{Value, json};

    fn register(more: &str) -> Register {
        let document = format!(
            "kept: 1
parties:
  - {{key: us, name: Acme GmbH, kind: SELF}}
  - {{key: shop, name: Web shop, kind: SYSTEM, operator: us, domains: [shop.acme.example]}}
  - {{key: stats, name: Stats Inc., kind: VENDOR, domains: [px.stats.example]}}
{more}"
        );
        read_register(vec![SourceFile::new("a.yaml", document)]).unwrap().0
    }

    fn archive(requests: &[(&str, &str)]) -> Vec<u8> {
        let entry = |(at, url): &(&str, &str)| json!({ "startedDateTime": at, "request": { "method": "GET", "url": url }, "time": 3 });
        json!({ "log": { "version": "1.2", "entries": requests.iter().map(entry).collect::<Vec<_>>() } })
            .to_string()
            .into_bytes()
    }

    fn seen(register: &Register, har: &Har, reference: &str) -> ObservationImport {
        let source = "shop".parse().unwrap();
        let first_party = har.page.iter().cloned().collect();
        observe(
            &har.sighted,
            &ObserveContext {
                register,
                source: &source,
                evidence: Evidence::Har,
                reference: reference.parse().ok(),
                first_party,
            },
        )
    }

    #[test]
    fn hosts_become_observations_and_our_own_do_not() {
        let har = har(&archive(&[
            ("2026-05-04T10:00:00Z", "https://shop.acme.example/?email=someone@example.org"),
            ("2026-05-04T10:00:01Z", "https://cdn.acme.example/a.js"),
            ("2026-05-05T01:00:00+02:00", "https://eu.px.stats.example/collect?u=1"),
            ("2026-05-06T10:00:00Z", "https://eu.px.stats.example/collect?u=2"),
            ("2026-05-04T10:00:02Z", "wss://a1.live.other.co.uk/socket"),
            ("2026-05-04T10:00:02Z", "https://a2.live.other.co.uk/x"),
            ("2026-05-04T10:00:03Z", "data:image/png;base64,AAAA"),
            ("2026-05-04T10:00:03Z", "https://[2001:db8::1]/x"),
        ]))
        .unwrap();
        assert_eq!((har.page.as_deref(), har.nameless, har.sighted.len()), (Some("acme.example"), 1, 6));
        let import = seen(&register(""), &har, "crawl.har");
        let said: Vec<Value> = import
            .edits
            .iter()
            .map(|edit| match &edit.edit {
                Edit::Put(record) => record.to_json(),
                Edit::Delete(_) => Value::Null,
            })
            .collect();
        assert_eq!(
            said,
            [
                json!({ "key": "har-shop-eu.px.stats.example", "source": "shop", "host": "eu.px.stats.example", "firstSeen": "2026-05-04",
                    "lastSeen": "2026-05-06", "evidence": "HAR", "reference": "crawl.har" }),
                json!({ "key": "har-shop-other.co.uk", "source": "shop", "host": "other.co.uk", "firstSeen": "2026-05-04",
                    "lastSeen": "2026-05-04", "evidence": "HAR", "reference": "crawl.har" }),
            ]
        );
        assert_eq!(
            import.summary.to_string(),
            "5 hosts, 2 of them ours: 2 observations (2 new)\n  other.co.uk is of no party that is registered; list it under the `domains` of the party it belongs to\n"
        );
    }

    #[test]
    fn what_is_seen_again_is_the_same_observation() {
        let known = register(
            "observations:\n  - {key: har-shop-px.stats.example, source: shop, host: px.stats.example, firstSeen: 2026-05-04, lastSeen: 2026-05-04, evidence: HAR, reference: old.har, note: Seen at checkout}\n",
        );
        let of_day = |day: &str| {
            har(&archive(&[
                (&format!("{day}T10:00:00Z"), "https://shop.acme.example/"),
                (&format!("{day}T10:00:00Z"), "https://px.stats.example/"),
            ]))
            .unwrap()
        };
        assert_eq!(seen(&known, &of_day("2026-05-04"), "again.har").edits, []);
        let later = seen(&known, &of_day("2026-06-01"), "new.har");
        let [SourcedEdit { edit: Edit::Put(record), .. }] = later.edits.as_slice() else { panic!("{later:?}") };
        let json = record.to_json();
        assert_eq!(
            (&json["firstSeen"], &json["lastSeen"], &json["reference"], &json["note"]),
            (&json!("2026-05-04"), &json!("2026-06-01"), &json!("new.har"), &json!("Seen at checkout"))
        );
        assert_eq!((later.summary.observations, later.summary.added), (1, 0));
    }

    #[test]
    fn what_is_no_har_is_told() {
        let wrong = har(b"{\"log\": {}}").unwrap_err().to_string();
        assert!(wrong.contains("this is no HAR") && wrong.contains("entries"), "{wrong}");
        let wrong =
            har(&archive(&[("yesterday", "https://a.example/"), ("2026-02-30T00:00:00Z", "https://b.example/")]))
                .unwrap_err();
        assert_eq!(wrong.as_slice().len(), 2, "{wrong}");
        assert_eq!(wrong.as_slice()[1].path, "log.entries[1].startedDateTime");
    }
}
