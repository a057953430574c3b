//! Evidence of where data went.

use serde_json::{Value, json};

use super::Service;
use crate::testing::run;

#[test]
fn what_was_seen_is_compared_with_what_is_declared() {
    run(|| async {
        let service = Service::over(json!({ "kept": 1, "parties": [
            { "key": "us", "name": "Acme GmbH", "kind": "SELF" },
            { "key": "counter", "name": "Tally Counter", "kind": "VENDOR", "domains": ["tally.example"] },
        ] }))
        .await;
        let create = "mutation($input: CreateObservationInput!) { createObservation(input: $input) {
            observation { id title host evidence revision findings { nodes { rule verdict } } }
            findingsAppeared { rule severity subjectId categories } } }";
        let seen = json!({ "key": "har-1", "source": "us", "host": "PX.tally.example", "evidence": "HAR",
            "categories": ["user.contact"], "firstSeen": "2026-05-04", "lastSeen": "2499-01-01" });
        let answer = service.ask(create, json!({ "input": seen })).await;
        assert_eq!(
            answer["createObservation"],
            json!({
                "observation": { "id": "observation:har-1", "title": "us → px.tally.example", "host": "px.tally.example",
                    "evidence": "HAR", "revision": 2,
                    "findings": { "nodes": [{ "rule": "undeclared-sharing", "verdict": "BROKEN" }] } },
                "findingsAppeared": [{ "rule": "undeclared-sharing", "severity": "HIGH", "subjectId": "observation:har-1",
                    "categories": ["user.contact"] }],
            })
        );
        let found =
            service.ask("{ observations(filter: { host: \"tally.example\" }) { nodes { key } } }", json!({})).await;
        assert_eq!(found["observations"]["nodes"], json!([{ "key": "har-1" }]));
        let none = service.ask("{ observations(filter: { host: \"ally.example\" }) { totalCount } }", json!({})).await;
        assert_eq!(none["observations"]["totalCount"], 0);

        let flow = json!({ "key": "f1", "source": "us", "recipient": "counter", "categories": ["user"], "startedOn": "2026-05-01" });
        let declare =
            "mutation($input: CreateFlowInput!) { createFlow(input: $input) { findingsDisappeared { rule } } }";
        let answer = service.ask(declare, json!({ "input": flow })).await;
        assert_eq!(answer["createFlow"]["findingsDisappeared"], json!([{ "rule": "undeclared-sharing" }]));

        let both = json!({ "key": "har-2", "source": "us", "host": "a.example", "recipient": "counter", "evidence": "HAR",
            "firstSeen": "2026-05-04", "lastSeen": "2026-05-03" });
        let problems = service.fails(create, json!({ "input": both })).await;
        let paths: Vec<&str> =
            problems["fields"].as_array().unwrap().iter().map(|field| field["path"].as_str().unwrap()).collect();
        assert_eq!(paths, ["input.host", "input.lastSeen"]);

        let delete = "mutation { deleteObservation(input: { key: \"har-1\", expectedRevision: 2 }) { deletedId } }";
        assert_eq!(service.ask(delete, json!({})).await["deleteObservation"]["deletedId"], "observation:har-1");
    });
}

#[test]
fn what_browsers_load_is_observed_through_the_interface() {
    run(|| async {
        let service = Service::over(json!({ "kept": 1, "parties": [
            { "key": "us", "name": "Acme GmbH", "kind": "SELF" },
            { "key": "shop", "name": "Web shop", "kind": "SYSTEM", "operator": "us", "domains": ["shop.acme.example"] },
            { "key": "counter", "name": "Tally Counter", "kind": "VENDOR", "domains": ["tally.example"] },
        ] }))
        .await;
        let observe = "mutation($input: ObserveTrafficInput!, $dryRun: Boolean) {
            observeTraffic(input: $input, dryRun: $dryRun) { told revision changes { id kind } } }";
        let on = |host: &str, on: &str| json!({ "host": host, "on": on });
        let input = json!({ "evidence": "HAR", "reference": "checkout.har", "page": "shop.acme.example",
            "firstParty": ["acme-static.example"],
            "sightings": [on("shop.acme.example", "2026-05-04"), on("cdn.acme-static.example", "2026-05-04"),
                on("px.tally.example", "2026-05-04"), on("px.tally.example", "2026-05-02"), on("a.pixel.example", "2026-05-04")] });
        let planned = service.ask(observe, json!({ "input": input, "dryRun": true })).await["observeTraffic"].clone();
        let done = service.ask(observe, json!({ "input": input })).await["observeTraffic"].clone();
        assert_eq!((&planned["revision"], &done["revision"]), (&json!(null), &json!(2)));
        assert_eq!((&planned["changes"], &planned["told"]), (&done["changes"], &done["told"]));
        assert_eq!(
            done["told"],
            "4 hosts, 2 of them ours: 2 observations (2 new)\n  pixel.example is of no party that is registered; \
             list it under the `domains` of the party it belongs to\n"
        );
        assert_eq!(
            done["changes"],
            json!([{ "id": "observation:har-shop-pixel.example", "kind": "CREATE" },
                { "id": "observation:har-shop-px.tally.example", "kind": "CREATE" }])
        );
        let seen =
            "{ observation(key: \"har-shop-px.tally.example\") { firstSeen lastSeen reference source { key } } }";
        assert_eq!(
            service.ask(seen, json!({})).await["observation"],
            json!({ "firstSeen": "2026-05-02", "lastSeen": "2026-05-04", "reference": "checkout.har", "source": { "key": "shop" } })
        );
        // Seen again it is the same.
        let again = service.ask(observe, json!({ "input": input })).await;
        assert_eq!(again["observeTraffic"]["changes"], json!([]));

        let wrong = async |field: &str, value: Value| {
            let mut wrong = input.clone();
            wrong[field] = value;
            service.fails(observe, json!({ "input": wrong })).await["fields"][0].clone()
        };
        let told = wrong("sightings", json!([on("px.tally.example", "2026-05-04"), on("no host", "2026-05-04")])).await;
        assert_eq!(told["path"], "input.sightings[1].host");
        assert_eq!(
            wrong("source", json!("shoq")).await,
            json!({ "path": "input.source", "message": "there is no party `shoq`; did you mean `shop`?" })
        );
        let many = vec![on("px.tally.example", "2026-05-04"); 10_001];
        assert_eq!(wrong("sightings", many.into()).await["path"], "input.sightings");
        assert_eq!(wrong("reference", "x".repeat(100_000).into()).await["path"], "input.reference");
    });
}

#[test]
fn what_vendors_publish_is_observed_through_the_interface() {
    run(|| async {
        let service = Service::over(json!({ "kept": 1, "parties": [
            { "key": "us", "name": "Acme GmbH", "kind": "SELF" },
            { "key": "mailer", "name": "Nimbus Mail Inc.", "kind": "VENDOR" },
            { "key": "host", "name": "Tidewell GmbH", "kind": "VENDOR" },
            { "key": "counter", "name": "Tally Counter", "kind": "VENDOR", "domains": ["tally.example"] },
        ] }))
        .await;
        let observe = "mutation($input: ObserveSubprocessorsInput!, $dryRun: Boolean) {
            observeSubprocessors(input: $input, dryRun: $dryRun) { told revision changes { id } } }";
        let input = json!({ "of": "mailer", "seenOn": "2026-05-04", "reference": "https://nimbus.example/subprocessors",
            "names": [{ "name": "TIDEWELL" }, { "name": "Somebody else", "hosts": ["www.tally.example"] },
                { "name": "Nobody, Inc.", "line": 17 }, { "name": "Tidewell", "from": "Another vendor" }] });
        let planned = service.ask(observe, json!({ "input": input, "dryRun": true })).await;
        let done = service.ask(observe, json!({ "input": input })).await["observeSubprocessors"].clone();
        let planned = &planned["observeSubprocessors"];
        assert_eq!((&planned["revision"], &done["revision"]), (&json!(null), &json!(2)));
        assert_eq!((&planned["changes"], &planned["told"]), (&done["changes"], &done["told"]));
        assert_eq!(
            done["changes"],
            json!([{ "id": "observation:list-mailer-counter" }, { "id": "observation:list-mailer-host" }])
        );
        assert_eq!(
            done["told"],
            "3 names: 2 observations (2 new)\n  line 17: no party is called `Nobody, Inc.`; record it to have it checked\n"
        );
        let again = service.ask(observe, json!({ "input": input })).await;
        assert_eq!(again["observeSubprocessors"]["changes"], json!([]));

        let whose = json!({ "names": [{ "name": "Tidewell" }] });
        assert_eq!(
            service.fails(observe, json!({ "input": whose })).await["fields"][0],
            json!({ "path": "input.of", "message": "the list does not say whose it is: say so (of)" })
        );
        let host =
            json!({ "of": "mailer", "names": [{ "name": "Tidewell", "hosts": ["tidewell.example", "no host"] }] });
        let told = service.fails(observe, json!({ "input": host })).await;
        assert_eq!(told["fields"][0]["path"], "input.names[0].hosts[1]");
    });
}
