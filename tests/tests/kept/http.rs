//! What goes over HTTP, and what is refused.

use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

use crate::support::{Service, kept, stdout_of};

#[path = "../../../examples/may_share.rs"]
#[expect(dead_code, reason = "its `main` is a program of its own")]
mod may_share;

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

#[tokio::test(flavor = "multi_thread")]
async fn scripts_are_sent_as_small_as_the_client_takes_them() {
    let service = Service::start("seeds/clean");
    let client = Client::new();
    let page = client.get(&service.address).send().await.unwrap().text().await.unwrap();
    let script = page.split('"').find(|part| part.starts_with("/assets/") && part.ends_with(".js")).unwrap();
    let mut seen = Vec::new();
    for (accepted, coding) in [
        ("identity", None),
        ("gzip;q=0.5", Some("gzip")),
        ("br;q=0, gzip", Some("gzip")),
        ("gzip, deflate, br", Some("br")),
    ] {
        let response = client
            .get(format!("{}{script}", service.address))
            .header("accept-encoding", accepted)
            .send()
            .await
            .unwrap();
        let header = |name: &str| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        assert_eq!(header("content-encoding").as_deref(), coding, "{accepted}");
        assert_eq!(header("vary").as_deref(), Some("accept-encoding"));
        assert_eq!(header("content-type").as_deref(), Some("text/javascript; charset=utf-8"));
        let tag = header("etag").unwrap();
        seen.push((response.bytes().await.unwrap().len(), tag));
    }
    let [plain, gzip, also_gzip, brotli] = <[_; 4]>::try_from(seen).unwrap();
    assert!(brotli.0 < gzip.0 && gzip.0 < plain.0 / 2, "{brotli:?} {gzip:?} {plain:?}");
    assert_eq!(gzip, also_gzip);
    // A cache must not give one for the other.
    assert!(brotli.1 != gzip.1 && gzip.1 != plain.1);
}

#[test]
fn other_machines_are_not_served_until_there_is_a_sign_in() {
    let refused = kept(&["serve", "--listen", "0.0.0.0:0", "--store", "mem:"]);
    stdout_of(&refused, 2);
    let message = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(message.contains("no sign-in yet"), "{message}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_asks_before_it_sends_data() {
    let service = Service::start("seeds/example");
    let url = format!("{}/v1/may-share", service.address);
    let client = Client::new();
    let ask = async |question: Value| {
        let response = client.post(&url).json(&question).send().await.unwrap();
        assert_eq!(response.headers()["content-type"], "application/json");
        (response.status().as_u16(), response.json::<Value>().await.unwrap())
    };
    let asked = json!({
        "source": "web-shop", "recipient": "nimbus-mail", "categories": ["user.contact.email"],
        "purposes": ["marketing.communications.email"], "asOf": "2026-06-01",
    });
    let (status, answer) = ask(asked.clone()).await;
    // The same question over GraphQL has the same answer.
    let query =
        "query($source: String!, $recipient: String!, $categories: [String!]!, $purposes: [String!]!, $asOf: Date) {
        mayShare(source: $source, recipient: $recipient, categories: $categories, purposes: $purposes, asOf: $asOf) {
            decision asOf revision flows { key } reasons { verdict ground message }
        }
    }";
    let other = service.data(query, asked.clone()).await;
    let other = &other["mayShare"];
    assert_eq!(status, 200, "{answer:#}");
    for field in ["decision", "asOf", "revision"] {
        assert_eq!(answer[field], other[field], "{field}");
    }
    let texts = |list: &Value, field: &str| -> Vec<Value> {
        list.as_array().unwrap().iter().map(|entry| entry[field].clone()).collect()
    };
    assert_eq!(texts(&answer["reasons"], "message"), texts(&other["reasons"], "message"));
    assert_eq!(*answer["flows"].as_array().unwrap(), texts(&other["flows"], "key"));
    // The client of the manual asks the same, of today, and does not take silence for a yes.
    let today = json!({ "source": asked["source"], "recipient": asked["recipient"], "categories": asked["categories"], "purposes": asked["purposes"] });
    let is_allowed = ask(today).await.1["decision"] == "ALLOW";
    let (email, mail) = ("user.contact.email", "marketing.communications.email");
    let told = may_share::may_share(&client, &service.address, "web-shop", "nimbus-mail", email, mail).await;
    assert_eq!(told.unwrap(), is_allowed);
    // Someone listens, so that nobody else does, and says nothing.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let nobody = format!("http://{}", listener.local_addr().unwrap());
    let hasty = Client::builder().timeout(std::time::Duration::from_millis(250)).build().unwrap();
    assert!(may_share::may_share(&hasty, &nobody, "web-shop", "nimbus-mail", email, mail).await.is_err());
    // What is remembered is what was answered.
    assert_eq!(ask(asked).await.1, answer);
    let (status, refused) = ask(json!({
        "source": 7, "reciever": "nimbus-mail", "categories": "user.contact.email", "asOf": "2026-02-30",
    }))
    .await;
    assert_eq!((status, &refused["errors"][0]["extensions"]["code"]), (400, &json!("INVALID")), "{refused:#}");
    let fields = &refused["errors"][0]["extensions"]["fields"];
    assert_eq!(texts(fields, "path"), ["asOf", "categories", "reciever", "recipient", "source"], "{refused:#}");
    let (status, refused) =
        ask(json!({ "source": "web-shop", "recipient": "nimbus-mial", "categories": ["user.contcat"] })).await;
    let fields = &refused["errors"][0]["extensions"]["fields"];
    assert_eq!((status, texts(fields, "path")), (400, vec![json!("categories[0]"), json!("recipient")]), "{refused:#}");
    assert!(fields[1]["message"].as_str().unwrap().contains("did you mean `nimbus-mail`?"), "{refused:#}");
    assert!(refused["errors"][0]["locations"].is_null(), "of no query: {refused:#}");
    // What is wrong with its form and what names nothing are told together.
    let (_, refused) =
        ask(json!({ "source": "web-shop", "recipient": "nimbus-mial", "purposes": "x", "when": "now" })).await;
    assert_eq!(
        texts(&refused["errors"][0]["extensions"]["fields"], "path"),
        ["purposes", "recipient", "when"],
        "{refused:#}"
    );
    assert_eq!(ask(json!([])).await.0, 400);
    for (request, status) in [
        (client.get(&url), 405),
        (client.put(&url).json(&json!({})), 405),
        (client.post(&url).body("{}"), 415),
        (client.post(&url).header("content-type", "application/json").body("{"), 400),
        (client.post(&url).header("origin", "https://evil.example").json(&json!({})), 403),
    ] {
        assert_eq!(request.send().await.unwrap().status().as_u16(), status);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn deadlines_are_a_calendar_and_numbers() {
    let service = Service::start("seeds/example");
    let text = async |path: &str, status: u16| {
        let response = Client::new().get(format!("{}{path}", service.address)).send().await.unwrap();
        assert_eq!(response.status().as_u16(), status, "{path}");
        let content_type = response.headers()["content-type"].to_str().unwrap().to_owned();
        (content_type, response.text().await.unwrap())
    };
    let now = chrono::Utc::now();
    let end = |days: u64| (now + chrono::Days::new(days)).date_naive();
    let mut contract = json!({ "document": { "kept": 1, "contracts": [{
        "key": "dpa-calendar", "name": "Agreement; with, marks", "kind": "DATA_PROCESSING_AGREEMENT", "owner": "Test desk",
        "parties": [{ "party": "kettle-fern", "role": "CONTROLLER" }, { "party": "nimbus-mail", "role": "PROCESSOR" }],
        "effectiveOn": "2020-01-01", "endsOn": end(20).to_string(),
    }] } });
    service.data("mutation($document: JSON!) { apply(document: $document) { revision } }", contract.clone()).await;
    let (content_type, calendar) = text("/calendar.ics?owner=Test%20desk", 200).await;
    assert_eq!(content_type, "text/calendar; charset=utf-8");
    // Lines are folded at 75 octets and end with CR LF.
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{calendar}");
    let unfolded = calendar.replace("\r\n ", "");
    let lines: Vec<&str> = unfolded.lines().collect();
    let of = |start: &str| lines.iter().filter(|line| line.starts_with(start)).copied().collect::<Vec<_>>();
    assert_eq!(of("BEGIN:VEVENT").len(), 1, "{unfolded}");
    assert!(of("UID:").contains(&"UID:contract-ends/dpa-calendar@kept"), "{unfolded}");
    assert_eq!(text("/calendar.ics?owner=Test%20desk", 200).await.1, calendar, "the same day, the same bytes");
    let stamps = of("DTSTAMP:");
    assert_eq!(stamps.len(), 6, "of the event and its five reminders");
    assert!(stamps.iter().all(|stamp| stamp.ends_with("T000000Z")), "{stamps:?}");
    assert!(
        of("SUMMARY:")[0].starts_with("SUMMARY:The contract Agreement\\; with\\, marks with Nimbus Mail Inc. ends on ")
    );
    assert_eq!(
        of("TRIGGER"),
        ["TRIGGER:-P89DT15H", "TRIGGER:-P59DT15H", "TRIGGER:-P29DT15H", "TRIGGER:-P6DT15H", "TRIGGER:PT9H"]
    );
    // A whole day ends where the next begins. It is no message of an organizer, whom it would have to name.
    let day = |number| end(number).format("%Y%m%d").to_string();
    assert_eq!(of("DTSTART"), [format!("DTSTART;VALUE=DATE:{}", day(20))]);
    assert_eq!(of("DTEND"), [format!("DTEND;VALUE=DATE:{}", day(21))]);
    assert_eq!((of("SEQUENCE:"), of("METHOD:")), (vec!["SEQUENCE:2"], vec![]));
    // When its day is moved it is the same event on another day, and a later one.
    contract["document"]["contracts"][0]["endsOn"] = json!(end(25).to_string());
    service.data("mutation($document: JSON!) { apply(document: $document) { revision } }", contract).await;
    let (_, moved) = text("/calendar.ics?owner=Test%20desk", 200).await;
    let moved = moved.replace("\r\n ", "");
    assert!(moved.contains("UID:contract-ends/dpa-calendar@kept\r\n"), "{moved}");
    assert!(moved.contains(&format!("DTSTART;VALUE=DATE:{}\r\n", day(25))), "{moved}");
    assert!(moved.contains("SEQUENCE:3\r\n") && !moved.contains(&day(20)), "{moved}");
    let (_, refused) = text("/calendar.ics?kind=contract-end&onwer=me", 400).await;
    assert_eq!(refused.lines().count(), 2, "{refused}");
    assert!(refused.contains("there are notice-opens, notice-closes, contract-ends"), "{refused}");
    assert!(refused.contains("cannot be asked for by `onwer`; by `kind`, `owner` and `tag` it can"), "{refused}");
    // The same over GraphQL.
    let listed = service
        .data("{ deadlines(kinds: [CONTRACT_ENDS], first: 500) { nodes { id owner subject { id } } } }", json!({}))
        .await;
    let ours: Vec<_> =
        listed["deadlines"]["nodes"].as_array().unwrap().iter().filter(|node| node["owner"] == "Test desk").collect();
    assert_eq!(
        ours,
        [
            &json!({ "id": "contract-ends/dpa-calendar", "owner": "Test desk", "subject": { "id": "contract:dpa-calendar" } })
        ]
    );

    let (content_type, metrics) = text("/metrics", 200).await;
    assert!(content_type.starts_with("text/plain"), "{content_type}");
    let value = |name: &str| -> i64 {
        let line = metrics
            .lines()
            .find(|line| line.starts_with(&format!("{name} ")))
            .unwrap_or_else(|| panic!("{name}\n{metrics}"));
        line.rsplit(' ').next().unwrap().parse().unwrap()
    };
    let counts = service
        .data("{ parties(first: 1) { totalCount } report { revision promises { verdict } findings(first: 1) { totalCount } } }", json!({}))
        .await;
    assert_eq!(counts["parties"]["totalCount"], value("kept_records{kind=\"party\"}"));
    assert_eq!(counts["report"]["revision"], value("kept_revision"));
    let broken = counts["report"]["promises"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|promise| promise["verdict"] == "BROKEN")
        .count();
    assert_eq!(broken as i64, value("kept_promises{verdict=\"BROKEN\"}"));
    let findings: i64 = metrics
        .lines()
        .filter(|line| line.starts_with("kept_findings{"))
        .map(|line| line.rsplit(' ').next().unwrap().parse::<i64>().unwrap())
        .sum();
    assert_eq!(counts["report"]["findings"]["totalCount"], findings);
    let soon = |days: u32| value(&format!("kept_deadlines{{kind=\"contract-ends\",within_days=\"{days}\"}}"));
    assert!(soon(30) >= 1 && soon(7) <= soon(30) && soon(30) <= soon(90));
}
