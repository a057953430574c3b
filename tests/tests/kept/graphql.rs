//! The GraphQL API, asked as a client asks it.

use serde_json::{Value, json};

use crate::support::{Beside, Service, kept, stdout_of};

fn codes(answer: &Value) -> Vec<&str> {
    answer["errors"].as_array().into_iter().flatten().filter_map(|error| error["extensions"]["code"].as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_and_the_command_line_tell_the_same() {
    let service = Service::start("seeds/example");
    let checked: Value = serde_json::from_str(&stdout_of(
        &kept(&["check", "seeds/example", "--as-of", "2027-03-15", "--format", "json"]),
        1,
    ))
    .unwrap();
    let asked = service
        .data("{ report(asOf: \"2027-03-15\") { complete findings(first: 500) { nodes { id verdict severity message } } promises { promise { key } verdict } } }", json!({}))
        .await;
    let ids = |findings: &Value| -> Vec<String> {
        findings.as_array().unwrap().iter().map(|finding| finding["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&checked["findings"]), ids(&asked["report"]["findings"]["nodes"]));
    let verdicts: Vec<Value> = asked["report"]["promises"]
        .as_array()
        .unwrap()
        .iter()
        .map(|promise| json!({ "key": promise["promise"]["key"], "verdict": promise["verdict"] }))
        .collect();
    assert_eq!(checked["promises"], Value::Array(verdicts));

    let who: Value = serde_json::from_str(&stdout_of(
        &kept(&["who", "user.contact.email", "--from", "seeds/example", "--as-of", "2027-03-15", "--format", "json"]),
        0,
    ))
    .unwrap();
    let recipients = service
        .data("{ recipients(of: [\"user.contact.email\"], asOf: \"2027-03-15\", first: 500) { totalCount nodes { party { key } certainty hops path { key } } } }", json!({}))
        .await;
    let lines: Vec<Value> = recipients["recipients"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| {
            let path: Vec<Value> = node["path"].as_array().unwrap().iter().map(|flow| flow["key"].clone()).collect();
            json!({ "party": node["party"]["key"], "certainty": node["certainty"], "hops": node["hops"], "path": path })
        })
        .collect();
    assert_eq!(who, Value::Array(lines));
}

#[tokio::test(flavor = "multi_thread")]
async fn sentences_are_in_the_language_of_the_request() {
    let service = Service::start("seeds/example");
    let query = "{ report(asOf: \"2027-03-15\") { findings(rule: \"commitment-broken\", first: 1) {
        nodes { message explanation repairs { title } } } }
        deadlines(from: \"2027-03-15\", first: 1) { nodes { message } }
        mayShare(source: \"web-shop\", recipient: \"picturevine\", categories: [], purposes: [], asOf: \"2027-03-15\") {
            reasons { message } } }";
    let ask = async |language: Option<&str>| -> Value {
        let request = reqwest::Client::new().post(format!("{}/graphql", service.address));
        let request = match language {
            Some(language) => request.header("accept-language", language),
            None => request,
        };
        let answer: Value = request.json(&json!({ "query": query })).send().await.unwrap().json().await.unwrap();
        assert!(answer["errors"].is_null(), "{answer:#}");
        answer["data"].clone()
    };
    let (english, german) = (ask(None).await, ask(Some("de-AT, en;q=0.5")).await);
    assert_eq!(ask(Some("fr")).await, english);
    for place in [
        "/report/findings/nodes/0/message",
        "/report/findings/nodes/0/explanation/0",
        "/report/findings/nodes/0/repairs/0/title",
        "/deadlines/nodes/0/message",
        "/mayShare/reasons/0/message",
    ] {
        let said = |answer: &Value| answer.pointer(place).and_then(Value::as_str).unwrap().to_owned();
        assert_ne!(said(&english), said(&german), "{place}");
    }
    let found = german["report"]["findings"]["nodes"][0]["message"].as_str().unwrap();
    assert!(found.contains("versprochen"), "{found}");
    // Words are looked for in what is shown.
    let search = "{ report(asOf: \"2027-03-15\") { findings(text: \"versprochen\") { totalCount } } }";
    let counted = |answer: Value| answer["report"]["findings"]["totalCount"].as_u64().unwrap();
    assert_eq!(counted(service.data(search, json!({})).await), 0);
}

const CREATE: &str =
    "mutation($input: CreatePartyInput!) { createParty(input: $input) { revision party { id revision name } } }";
const UPDATE: &str =
    "mutation($input: UpdatePartyInput!) { updateParty(input: $input) { revision party { revision name website } } }";

#[tokio::test(flavor = "multi_thread")]
async fn a_record_is_created_changed_and_removed() {
    let service = Service::start("seeds/clean");
    let created = service
        .data(CREATE, json!({ "input": { "key": "nova", "name": "Nova Prints", "kind": "VENDOR", "website": "https://nova.example" } }))
        .await;
    let party = &created["createParty"]["party"];
    assert_eq!(party["id"], "party:nova");
    let revision = party["revision"].as_i64().unwrap();

    // What is not mentioned stays, null clears.
    let updated =
        service.data(UPDATE, json!({ "input": { "key": "nova", "expectedRevision": revision, "name": "Nova" } })).await;
    assert_eq!(updated["updateParty"]["party"]["website"], "https://nova.example");
    let newer = updated["updateParty"]["party"]["revision"].as_i64().unwrap();
    let cleared =
        service.data(UPDATE, json!({ "input": { "key": "nova", "expectedRevision": newer, "website": null } })).await;
    assert_eq!(cleared["updateParty"]["party"], json!({ "revision": newer + 1, "name": "Nova", "website": null }));

    // Someone who read it earlier is told, and changes nothing.
    let stale =
        service.ask(UPDATE, json!({ "input": { "key": "nova", "expectedRevision": revision, "name": "Old" } })).await;
    assert_eq!(codes(&stale), ["CONFLICT"]);

    let delete = "mutation($input: DeletePartyInput!) { deleteParty(input: $input) { revision } }";
    service.data(delete, json!({ "input": { "key": "nova", "expectedRevision": newer + 1 } })).await;
    assert_eq!(service.data("{ party(key: \"nova\") { key } }", json!({})).await, json!({ "party": null }));
    let gone = service.ask(delete, json!({ "input": { "key": "nova", "expectedRevision": newer + 1 } })).await;
    assert_eq!(codes(&gone), ["NOT_FOUND"]);

    let log = service.data("{ changes(first: 500) { nodes { seq action previousHash hash } } }", json!({})).await;
    let entries = log["changes"]["nodes"].as_array().unwrap();
    let actions: Vec<&str> = entries.iter().map(|entry| entry["action"].as_str().unwrap()).collect();
    assert_eq!(actions, ["serve --load", "createParty", "updateParty", "updateParty", "deleteParty"]);
    for pair in entries.windows(2) {
        assert_eq!(pair[1]["previousHash"], pair[0]["hash"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_names_every_field_and_changes_nothing() {
    let service = Service::start("seeds/clean");
    let before = service.data("{ report { revision } }", json!({})).await;
    let flow = json!({ "input": {
        "key": "bad", "source": "nobody", "recipient": "nobody", "categories": ["user.contact.emial"],
        "startedOn": "2026-02-01", "endedOn": "2026-01-01", "regions": ["XX"],
    } });
    let answer =
        service.ask("mutation($input: CreateFlowInput!) { createFlow(input: $input) { revision } }", flow).await;
    assert_eq!(codes(&answer), ["INVALID"], "{answer:#}");
    let fields = answer["errors"][0]["extensions"]["fields"].as_array().unwrap();
    let paths: Vec<&str> = fields.iter().map(|field| field["path"].as_str().unwrap()).collect();
    for path in ["input.source", "input.recipient", "input.categories[0]", "input.regions[0]", "input.endedOn"] {
        assert!(paths.contains(&path), "{path} is not among {paths:?}");
    }
    let message =
        fields.iter().find(|field| field["path"] == "input.categories[0]").unwrap()["message"].as_str().unwrap();
    assert!(message.contains("did you mean `user.contact.email`?"), "{message}");
    assert_eq!(service.data("{ report { revision } }", json!({})).await, before);

    let far = service.ask("{ report(asOf: \"9999-01-01\") { revision } }", json!({})).await;
    assert_eq!(codes(&far), ["INVALID"], "{far:#}");
    let unknown = service.ask("{ recipients(of: [\"user.contact.emial\"]) { totalCount } }", json!({})).await;
    assert_eq!(codes(&unknown), ["INVALID"], "{unknown:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_tells_what_would_change_and_changes_nothing() {
    let service = Service::start("seeds/clean");
    let own = service.data("{ flows(first: 1) { nodes { source { key } } } parties(filter: {kind: SYSTEM}, first: 1) { nodes { key } } }", json!({})).await;
    let system = own["parties"]["nodes"][0]["key"].clone();
    let document = json!({ "kept": 1,
        "parties": [{ "key": "nova", "name": "Nova Prints", "kind": "VENDOR" }],
        "flows": [{ "key": "to-nova", "source": system, "recipient": "nova", "categories": ["user.contact.email"],
                    "purposes": ["marketing.advertising"], "startedOn": "2026-01-01" }] });
    let apply = "mutation($document: JSON!, $dryRun: Boolean!) { apply(document: $document, dryRun: $dryRun) { revision changes { id kind } findingsAppeared { rule message } } }";
    let planned = service.data(apply, json!({ "document": document, "dryRun": true })).await["apply"].clone();
    assert_eq!(planned["revision"], Value::Null);
    assert_eq!(
        planned["changes"],
        json!([{ "id": "party:nova", "kind": "CREATE" }, { "id": "flow:to-nova", "kind": "CREATE" }])
    );
    let rules: Vec<&str> = planned["findingsAppeared"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["rule"].as_str().unwrap())
        .collect();
    assert!(rules.contains(&"flow-without-contract") && rules.contains(&"undisclosed-sharing"), "{rules:?}");
    assert_eq!(service.data("{ party(key: \"nova\") { key } }", json!({})).await["party"], Value::Null);

    let applied = service.data(apply, json!({ "document": document, "dryRun": false })).await["apply"].clone();
    assert_eq!(applied["findingsAppeared"], planned["findingsAppeared"]);
    assert!(applied["revision"].is_number());
    assert_eq!(service.data("{ party(key: \"nova\") { key } }", json!({})).await["party"]["key"], "nova");
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_hold_together_and_are_bounded() {
    let service = Service::start("seeds/example");
    let query = "query($after: String) { parties(first: 7, after: $after) { totalCount nodes { key } pageInfo { hasNextPage endCursor } } }";
    let (mut keys, mut after) = (Vec::new(), Value::Null);
    loop {
        let page = service.data(query, json!({ "after": after })).await["parties"].clone();
        keys.extend(page["nodes"].as_array().unwrap().iter().map(|node| node["key"].as_str().unwrap().to_owned()));
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] == false {
            assert_eq!(page["totalCount"], keys.len());
            break;
        }
    }
    let mut sorted = keys.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(keys, sorted);
    let too_many = service.ask("{ parties(first: 501) { totalCount } }", json!({})).await;
    assert_eq!(codes(&too_many), ["INVALID"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn subscribers_hear_of_changes_and_findings() {
    let service = Service::start("seeds/clean");
    let subscribe = |query: &str| {
        reqwest::Client::new()
            .post(format!("{}/graphql", service.address))
            .header("accept", "text/event-stream")
            .json(&json!({ "query": query }))
            .send()
    };
    let mut changes = subscribe("subscription { changeRecorded { action summary } }").await.unwrap();
    let mut findings =
        subscribe("subscription { findingChanged(minSeverity: LOW) { kind finding { rule } } }").await.unwrap();
    let system = service.data("{ parties(filter: {kind: SYSTEM}, first: 1) { nodes { key } } }", json!({})).await["parties"]["nodes"][0]["key"].clone();
    let document = json!({ "kept": 1,
        "parties": [{ "key": "nova", "name": "Nova Prints", "kind": "VENDOR" }],
        "flows": [{ "key": "to-nova", "source": system, "recipient": "nova", "categories": ["user.contact.email"],
                    "purposes": ["marketing.advertising"], "startedOn": "2026-01-01" }] });
    service
        .data("mutation($document: JSON!) { apply(document: $document) { revision } }", json!({ "document": document }))
        .await;
    assert!(next_event(&mut changes).await["changeRecorded"]["action"] == "apply");
    let heard = next_event(&mut findings).await["findingChanged"].clone();
    assert_eq!(heard["kind"], "APPEARED");
}

/// The data of the next event of a stream.
async fn next_event(stream: &mut reqwest::Response) -> Value {
    let mut text = String::new();
    loop {
        let chunk = stream.chunk().await.unwrap().expect("the stream goes on");
        text.push_str(&String::from_utf8_lossy(&chunk));
        let data = text.lines().find_map(|line| line.strip_prefix("data:")).filter(|_| text.contains("\n\n"));
        if let Some(data) = data.filter(|data| !data.trim().is_empty()) {
            let event: Value = serde_json::from_str(data).unwrap();
            assert!(event["errors"].is_null(), "{event:#}");
            return event["data"].clone();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_command_would_do_is_said_of_a_store_and_by_a_service_alike() {
    const DOCUMENT: &str = "kept: 1
parties:
  - {key: us, name: Acme GmbH, kind: SELF}
  - {key: mailer, name: Nimbus Mail, kind: VENDOR}
flows:
  - {key: f1, source: us, recipient: mailer, categories: [user.contact.email], startedOn: 2020-01-01}
channels:
  - {key: desk, kind: EMAIL, to: [desk@acme.example]}
";
    let beside = Beside::of(DOCUMENT);
    let query = r#"{ report(rules: ["flow-without-contract"]) { revision findings { nodes { id state assignment { to } } } } channels { nodes { key } } }"#;
    let now = async || beside.service.data(query, json!({})).await;
    let id = now().await["report"]["findings"]["nodes"][0]["id"].as_str().unwrap().to_owned();
    let accept = ["accept", &id, "--reason", "Being signed", "--owner", "legal", "--until", "2499-12-31"];
    let assign = ["assign", &id, "--to", "legal"];
    for command in [&accept[..], &["reopen", &id], &assign, &["unassign", &id], &["channel", "remove", "desk"]] {
        // What takes something back needs something to take back, which the one before it did.
        let before = now().await;
        let tried = beside.run(&[command, &["--dry-run"]].concat(), 0);
        assert!(tried.ends_with("This was a dry run: nothing was changed.\n"), "{tried}");
        assert_eq!(now().await, before, "{command:?}");
        let done = beside.run(command, 0);
        assert_ne!(now().await, before, "{command:?}");
        let changes = |said: &str| said.lines().next().map(str::to_owned);
        assert_eq!(changes(&tried), changes(&done));
    }
    assert!(beside.run(&["channel", "list"], 0).starts_with("Alerts are sent nowhere"));
    let past = ["accept", &id, "--reason", " ", "--owner", "legal", "--until", "2020-12-31", "--dry-run"];
    assert!(beside.run(&past, 2).contains("until: 2020-12-31 is over"));
}
