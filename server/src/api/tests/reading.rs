//! Queries.

use std::sync::Arc;

use kept_store::StoreUrl;
use serde_json::{Value, json};

use super::super::build;
use super::Service;
use crate::app::App;
use crate::testing::run;

#[test]
fn who_gets_the_email_address() {
    run(|| async {
        let service = Service::example().await;
        let query = r#"{ recipients(of: ["user.contact.email"], asOf: "2026-06-02") { totalCount nodes {
            party { key } certainty hops path { key source { key } } categories { term name certainty } } } }"#;
        let answer = service.ask(query, json!({})).await;
        let nodes = answer["recipients"]["nodes"].as_array().unwrap();
        let short: Vec<Value> =
            nodes.iter().map(|node| json!([node["party"]["key"], node["certainty"], node["hops"]])).collect();
        assert_eq!(
            short,
            [json!(["ads", "POSSIBLE", 1]), json!(["mailer", "CERTAIN", 1]), json!(["host", "POSSIBLE", 2])]
        );
        assert_eq!(
            nodes[1]["categories"],
            json!([{ "term": "user.contact.email", "name": "Email", "certainty": "CERTAIN" }])
        );
        // A page tells of those on it what the whole list does.
        let query = r#"query($first: Int, $after: String) { recipients(of: ["user.contact.email"], asOf: "2026-06-02", first: $first, after: $after) {
            totalCount pageInfo { hasNextPage endCursor } nodes {
            party { key } certainty hops path { key source { key } } categories { term name certainty } } } }"#;
        let first = service.ask(query, json!({ "first": 1 })).await["recipients"].clone();
        assert_eq!((&first["totalCount"], &first["nodes"]), (&json!(3), &json!([nodes[0]])));
        let after = json!({ "first": 2, "after": first["pageInfo"]["endCursor"] });
        let rest = service.ask(query, after).await["recipients"].clone();
        assert_eq!((&rest["nodes"], &rest["pageInfo"]["hasNextPage"]), (&json!(nodes[1..]), &json!(false)));
        assert_eq!(
            nodes[2]["path"],
            json!([{ "key": "f1", "source": { "key": "shop" } }, { "key": "f2", "source": { "key": "mailer" } }])
        );
    });
}

#[test]
fn a_term_nobody_knows_is_refused_with_what_was_meant() {
    run(|| async {
        let service = Service::empty().await;
        let error = service.fails(r#"{ recipients(of: ["user.contact.emial"]) { totalCount } }"#, json!({})).await;
        assert_eq!(error["code"], "INVALID");
        assert_eq!(error["fields"][0]["path"], "of[0]");
        assert!(error["message"].as_str().unwrap().contains("did you mean `user.contact.email`?"), "{error}");
    });
}

#[test]
fn paths_are_bounded() {
    run(|| async {
        let service = Service::example().await;
        let query = r#"query($hops: Int) { sharingPaths(to: "host", category: "user.contact.email", asOf: "2026-06-02", maxHops: $hops) {
            complete paths { certainty hops flows { key } } } }"#;
        let answer = service.ask(query, json!({})).await;
        assert_eq!(answer["sharingPaths"]["complete"], true);
        assert_eq!(answer["sharingPaths"]["paths"][0]["flows"], json!([{ "key": "f1" }, { "key": "f2" }]));
        for hops in [0, 17] {
            let error = service.fails(query, json!({ "hops": hops })).await;
            assert_eq!((&error["code"], &error["fields"][0]["path"]), (&json!("INVALID"), &json!("maxHops")));
        }
        let error =
            service.fails(r#"{ sharingPaths(to: "hots", category: "user.contact") { complete } }"#, json!({})).await;
        assert!(error["message"].as_str().unwrap().contains("did you mean `host`?"), "{error}");
    });
}

#[test]
fn what_is_not_there_is_null() {
    run(|| async {
        let service = Service::empty().await;
        let query = r#"{ party(key: "nobody") { key } contract(key: "Not a key!") { key } node(id: "party:nobody") { id }
            nothing: node(id: "nonsense") { id } finding(id: "0123456789abcdef") { id } }"#;
        let answer = service.ask(query, json!({})).await;
        assert_eq!(answer, json!({ "party": null, "contract": null, "node": null, "nothing": null, "finding": null }));
    });
}

#[test]
fn pages_stay_right_when_the_register_changes() {
    run(|| async {
        let service = Service::example().await;
        let query = "query($first: Int, $after: String, $last: Int, $before: String, $order: PartyOrder) {
            parties(first: $first, after: $after, last: $last, before: $before, orderBy: $order) {
                totalCount nodes { key } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor startCursor } } }";
        let keys = |page: &Value| -> Vec<String> {
            page["parties"]["nodes"]
                .as_array()
                .unwrap()
                .iter()
                .map(|node| node["key"].as_str().unwrap().to_owned())
                .collect()
        };
        let first = service.ask(query, json!({ "first": 2 })).await;
        assert_eq!(keys(&first), ["ads", "host"]);
        assert_eq!(
            (&first["parties"]["totalCount"], &first["parties"]["pageInfo"]["hasNextPage"]),
            (&json!(5), &json!(true))
        );
        // Between two requests one is added before the cursor and one after it.
        for key in ["aaa", "ibm"] {
            let input = json!({ "input": { "key": key, "name": key, "kind": "VENDOR" } });
            service.ask("mutation($input: CreatePartyInput!) { createParty(input: $input) { revision } }", input).await;
        }
        let after = &first["parties"]["pageInfo"]["endCursor"];
        let second = service.ask(query, json!({ "first": 2, "after": after })).await;
        assert_eq!(keys(&second), ["ibm", "mailer"]);
        let before = &second["parties"]["pageInfo"]["startCursor"];
        let back = service.ask(query, json!({ "last": 2, "before": before })).await;
        assert_eq!(keys(&back), ["ads", "host"]);
        assert_eq!(back["parties"]["pageInfo"]["hasPreviousPage"], true);
        let descending = json!({ "field": "KEY", "direction": "DESC" });
        let last = service.ask(query, json!({ "first": 2, "order": descending })).await;
        assert_eq!(keys(&last), ["us", "shop"]);
        let after = &last["parties"]["pageInfo"]["endCursor"];
        assert_eq!(
            keys(&service.ask(query, json!({ "first": 2, "after": after, "order": descending })).await),
            ["mailer", "ibm"]
        );
        assert_eq!(keys(&service.ask(query, json!({ "last": 1, "order": descending })).await), ["aaa"]);
        let by_name = json!({ "field": "NAME" });
        assert_eq!(keys(&service.ask(query, json!({ "first": 3, "order": by_name })).await), ["aaa", "us", "ads"]);
        let error = service.fails(query, json!({ "first": 2, "after": after, "order": by_name })).await;
        assert_eq!((&error["code"], &error["fields"][0]["path"]), (&json!("INVALID"), &json!("after")));
    });
}

#[test]
fn pages_have_a_largest_size() {
    run(|| async {
        let service = Service::empty().await;
        for query in [
            "{ parties(first: 501) { totalCount } }",
            "{ flows(last: -1) { totalCount } }",
            "{ flows(first: 1, last: 1) { totalCount } }",
        ] {
            assert_eq!(service.fails(query, json!({})).await["code"], "INVALID", "{query}");
        }
        service.ask("{ parties(first: 500) { totalCount } }", json!({})).await;
    });
}

#[test]
fn what_costs_too_much_is_refused() {
    run(|| async {
        let service = Service::empty().await;
        let query = "{ parties(first: 500) { nodes { incomingFlows(first: 500) { nodes { key title } } } } }";
        assert_eq!(service.fails(query, json!({})).await["code"], "TOO_COMPLEX");
        let deep = format!("{{ party(key: \"us\") {{ {} key {} }} }}", "operator { ".repeat(25), "}".repeat(25));
        assert_eq!(service.fails(&deep, json!({})).await["code"], "TOO_COMPLEX");
        assert_eq!(service.fails("{ nonsense }", json!({})).await["code"], "INVALID");
        assert_eq!(service.fails(r#"{ report(asOf: "2026-02-30") { complete } }"#, json!({})).await["code"], "INVALID");
        assert_eq!(service.fails(r#"{ report(asOf: "1600-01-01") { complete } }"#, json!({})).await["code"], "INVALID");
        assert_eq!(
            service.fails(r#"{ report(rules: ["commitment-borken"]) { complete } }"#, json!({})).await["fields"][0]["path"],
            "rules[0]"
        );
    });
}

#[test]
fn filters_find_by_coverage() {
    run(|| async {
        let service = Service::example().await;
        let query = "query($filter: FlowFilter) { flows(filter: $filter) { nodes { key } } }";
        let cases = [
            (json!({ "category": "user.contact" }), "f1 f2 f3 f4"),
            (json!({ "category": "user.contact.email" }), "f1 f2 f3 f4"),
            (json!({ "category": "user.behavior" }), "f3"),
            (json!({ "purpose": "marketing" }), "f1 f3 f5"),
            (json!({ "region": "eea" }), "f2 f4"),
            (json!({ "recipient": "host" }), "f2 f5"),
            (json!({ "source": "shop", "liveOn": "2026-05-31" }), ""),
            (json!({ "text": "MAILER" }), "f1 f2 f4"),
        ];
        for (filter, expected) in cases {
            let answer = service.ask(query, json!({ "filter": filter })).await;
            let keys: Vec<&str> =
                answer["flows"]["nodes"].as_array().unwrap().iter().map(|node| node["key"].as_str().unwrap()).collect();
            assert_eq!(keys.join(" "), expected, "{filter}");
        }
        let parties = r#"{ parties(filter: { kind: VENDOR, country: "eea" }) { nodes { key } } own: parties(filter: { own: true }) { totalCount } }"#;
        let answer = service.ask(parties, json!({})).await;
        assert_eq!(answer, json!({ "parties": { "nodes": [{ "key": "host" }] }, "own": { "totalCount": 2 } }));
        assert_eq!(service.fails(query, json!({ "filter": { "source": "shpo" } })).await["code"], "INVALID");
    });
}

#[test]
fn things_lead_to_each_other() {
    run(|| async {
        let service = Service::example().await;
        let query = r#"{ party(key: "mailer") {
            id title own status tags incomingFlows { nodes { key internal live(on: "2026-06-01") } } outgoingFlows { totalCount }
            received(asOf: "2026-06-02") { flow { key } source { key } categories { term } } operates { totalCount } }
            us: party(key: "us") { own operates { nodes { key operator { key } } } }
            notice(key: "privacy") { by { key } systems { key } promises { key limits { onlyRegions maxRetention } notice { key } } }
            node(id: "term:category/user.contact.email") { id key title ... on Term { parent { key } builtIn dpv } }
            taxonomy { term(taxonomy: REGION, key: "DE") { name } terms(taxonomy: SUBJECT) { key } } viewer { name rights }
            search(text: "mail") { totalCount nodes { id kind title node { __typename } } } }"#;
        let answer = service.ask(query, json!({})).await;
        assert_eq!(
            answer["party"]["incomingFlows"]["nodes"],
            json!([
            { "key": "f1", "internal": false, "live": true }, { "key": "f4", "internal": false, "live": true }])
        );
        assert_eq!(answer["us"]["operates"]["nodes"], json!([{ "key": "shop", "operator": { "key": "us" } }]));
        assert_eq!(answer["notice"]["systems"], json!([{ "key": "shop" }, { "key": "us" }]));
        assert_eq!(answer["notice"]["promises"][0]["limits"], json!({ "onlyRegions": [], "maxRetention": "P1Y" }));
        assert_eq!(answer["node"]["parent"], json!({ "key": "user.contact" }));
        assert_eq!(
            answer["search"]["nodes"][0],
            json!({ "id": "party:mailer", "kind": "PARTY", "title": "Nimbus Mail", "node": { "__typename": "Party" } })
        );
        assert_eq!(answer["viewer"]["name"], "local");
    });
}

#[test]
fn promises_are_judged_with_a_witness() {
    run(|| async {
        let service = Service::example().await;
        let query = r#"{ report(asOf: "2026-06-02") { asOf revision complete counts { kept broken unproven }
            promises { promise { key } verdict }
            findings(rule: "commitment-broken", verdict: BROKEN) { totalCount nodes {
                id rule aspect severity subjectId subject { __typename id } promise { key } contract { key } categories path { key } message } }
            more: findings(first: 2, minSeverity: MEDIUM) { nodes { id } pageInfo { hasNextPage endCursor } } } }"#;
        let report = &service.ask(query, json!({})).await["report"];
        assert_eq!(
            (&report["asOf"], &report["revision"], &report["complete"]),
            (&json!("2026-06-02"), &json!(1), &json!(true))
        );
        assert_eq!(
            report["promises"],
            json!([{ "promise": { "key": "email-a-year" }, "verdict": "UNPROVEN" }, { "promise": { "key": "email-in-eea" }, "verdict": "BROKEN" }])
        );
        let finding = &report["findings"]["nodes"][0];
        assert_eq!(report["findings"]["totalCount"], 1);
        assert_eq!((&finding["subject"]["id"], &finding["aspect"]), (&json!("flow:f1"), &json!("region")));
        assert_eq!(
            (&finding["path"], &finding["categories"]),
            (&json!([{ "key": "f1" }]), &json!(["user.contact.email"]))
        );

        let next = r#"query($after: String, $id: ID!) { finding(id: $id, asOf: "2026-06-02") { rule }
            report(asOf: "2026-06-02") { findings(first: 500, after: $after, minSeverity: MEDIUM) { nodes { id } } all: findings(first: 500, minSeverity: MEDIUM) { nodes { id } } } }"#;
        let rest =
            service.ask(next, json!({ "after": report["more"]["pageInfo"]["endCursor"], "id": finding["id"] })).await;
        assert_eq!(rest["finding"]["rule"], "commitment-broken");
        let ids = |list: &Value| list["nodes"].as_array().unwrap().clone();
        assert_eq!([ids(&report["more"]), ids(&rest["report"]["findings"])].concat(), ids(&rest["report"]["all"]));

        let nouns = r#"{ flow(key: "f1") { verdict(asOf: "2026-06-02") before: verdict(asOf: "2026-05-31") findings(asOf: "2026-06-02") { nodes { rule } } }
            promise(key: "email-in-eea") { verdict(asOf: "2026-06-02") findings(asOf: "2026-06-02") { totalCount } }
            notice(key: "privacy") { findings(asOf: "2026-06-02") { nodes { promise { key } } } }
            party(key: "mailer") { findings(asOf: "2026-06-02") { nodes { subjectId } } }
            promises(filter: { verdict: BROKEN, inForceOn: "2026-06-02" }) { nodes { key } } }"#;
        let answer = service.ask(nouns, json!({})).await;
        assert_eq!((&answer["flow"]["verdict"], &answer["flow"]["before"]), (&json!("BROKEN"), &json!(null)));
        assert_eq!(answer["promises"]["nodes"], json!([{ "key": "email-in-eea" }]));
        assert!(answer["promise"]["findings"]["totalCount"].as_u64().unwrap() >= 1);
        let about = answer["party"]["findings"]["nodes"].to_string();
        assert!(about.contains("flow:f1") && !about.contains("flow:f3"), "{about}");
    });
}

/// Two parties, and a flow whose end was recorded later than it happened.
fn shared() -> Value {
    json!({ "kept": 1,
        "parties": [{ "key": "us", "name": "Acme", "kind": "SELF" }, { "key": "mailer", "name": "Nimbus", "kind": "VENDOR" }],
        "flows": [{ "key": "f", "source": "us", "recipient": "mailer", "categories": ["user.name"], "startedOn": "2026-02-01" }] })
}

#[test]
fn what_was_known_and_what_was_true_are_two_answers() {
    run(|| async {
        let directory = tempfile::tempdir().unwrap();
        let url: StoreUrl = format!("rocksdb:{}", directory.path().display()).parse().unwrap();
        let app = App::open(&url, None, |_| {}).await.unwrap();
        let service = Service { schema: build(app.clone()) };
        service.ask("mutation($d: JSON!) { apply(document: $d) { revision } }", json!({ "d": shared() })).await;
        let ended =
            r#"mutation { endFlow(input: { key: "f", expectedRevision: 1, endedOn: "2026-02-15" }) { revision } }"#;
        service.ask(ended, json!({})).await;
        service
            .ask(r#"mutation { deleteFlow(input: { key: "f", expectedRevision: 2 }) { revision } }"#, json!({}))
            .await;
        let log = service.ask("{ changes(after: 0) { nodes { at } } }", json!({})).await;
        let at: Vec<Value> =
            log["changes"]["nodes"].as_array().unwrap().iter().map(|change| change["at"].clone()).collect();
        drop(service);
        Arc::into_inner(app).expect("nobody else holds it").close().await;

        // A restart: everything comes from the log.
        let app = App::open(&url, None, |_| {}).await.unwrap();
        let service = Service { schema: build(app) };
        let query = r#"query($on: Date, $known: DateTime) {
            recipients(of: ["user.name"], asOf: $on, knownAt: $known) { totalCount }
            report(asOf: $on, knownAt: $known) { revision counts { findings } }
            received(by: "mailer", asOf: $on, knownAt: $known) { flow { key revision } }
            sharingPaths(to: "mailer", category: "user.name", asOf: $on, knownAt: $known) { paths { flows { key } } } }"#;
        let answer = async |on: &str, known: &Value| {
            let answer = service.ask(query, json!({ "on": on, "known": known })).await;
            let paths = answer["sharingPaths"]["paths"].as_array().unwrap().len();
            let received = answer["received"].clone();
            (answer["recipients"]["totalCount"].clone(), answer["report"]["revision"].clone(), paths, received)
        };
        let nothing = || json!([]);
        let f = |revision: u64| json!([{ "flow": { "key": "f", "revision": revision } }]);
        // On 1 March: at first it was believed to be shared, then known that it was not, then that it never was.
        assert_eq!(answer("2026-03-01", &at[0]).await, (json!(1), json!(1), 1, f(1)));
        assert_eq!(answer("2026-03-01", &at[1]).await, (json!(0), json!(2), 0, nothing()));
        assert_eq!(answer("2026-02-10", &at[1]).await, (json!(1), json!(2), 1, f(2)));
        assert_eq!(answer("2026-02-10", &at[2]).await, (json!(0), json!(3), 0, nothing()));
        assert_eq!(answer("2026-02-10", &json!("2400-01-01T00:00:00Z")).await, (json!(0), json!(3), 0, nothing()));
        // Whatever is asked, it is asked of that register.
        let everything = r#"query($known: DateTime) {
            flow(key: "f", knownAt: $known) { revision } node(id: "flow:f", knownAt: $known) { id }
            flows(knownAt: $known) { totalCount } search(text: "f", kinds: [FLOW], knownAt: $known) { totalCount }
            mayShare(source: "us", recipient: "mailer", categories: ["user.name"], purposes: [], asOf: "2026-03-01",
                knownAt: $known) { revision flows { key } }
            exposure(of: "mailer", asOf: "2026-03-01", knownAt: $known) { categories { term } }
            chokepoints(to: "mailer", category: "user.name", asOf: "2026-03-01", knownAt: $known) { key }
            sharingMap(asOf: "2026-03-01", knownAt: $known) { flows { flow { key } } }
            forecast(from: "2026-02-10", until: "2026-03-01", knownAt: $known) { on } }"#;
        let answer = async |known: &Value| service.ask(everything, json!({ "known": known })).await;
        let f = || json!([{ "key": "f" }]);
        assert_eq!(
            answer(&at[0]).await,
            json!({ "flow": { "revision": 1 }, "node": { "id": "flow:f" }, "flows": { "totalCount": 1 },
                "search": { "totalCount": 1 }, "mayShare": { "revision": 1, "flows": f() },
                "exposure": { "categories": [{ "term": "user.name" }] }, "chokepoints": f(),
                "sharingMap": { "flows": [{ "flow": { "key": "f" } }] }, "forecast": [] })
        );
        assert_eq!(
            answer(&at[1]).await,
            json!({ "flow": { "revision": 2 }, "node": { "id": "flow:f" }, "flows": { "totalCount": 1 },
                "search": { "totalCount": 1 }, "mayShare": { "revision": 2, "flows": [] }, "exposure": { "categories": [] },
                "chokepoints": [], "sharingMap": { "flows": [] }, "forecast": [{ "on": "2026-02-16" }] })
        );
        assert_eq!(
            answer(&Value::Null).await,
            json!({ "flow": null, "node": null, "flows": { "totalCount": 0 }, "search": { "totalCount": 0 },
                "mayShare": { "revision": 3, "flows": [] }, "exposure": { "categories": [] }, "chokepoints": [],
                "sharingMap": { "flows": [] }, "forecast": [] })
        );
        // Before the first change there was nobody to ask about.
        let before = json!({ "on": "2026-02-10", "known": "2001-01-01T00:00:00Z" });
        assert_eq!(service.fails(query, before).await["code"], "INVALID");
        let empty = r#"{ report(knownAt: "2001-01-01T00:00:00Z") { revision counts { findings kept } } }"#;
        let expected = json!({ "revision": 0, "counts": { "findings": 0, "kept": 0 } });
        assert_eq!(service.ask(empty, json!({})).await["report"], expected);
    });
}
