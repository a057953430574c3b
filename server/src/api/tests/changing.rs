//! Mutations and the change log.

use serde_json::json;

use super::asking::paths;
use super::{Service, example};
use crate::testing::run;

const CREATE: &str = "mutation($input: CreateFlowInput!) { createFlow(input: $input) {
    flow { key revision categories recipient { name } } revision summary counts { created updated deleted }
    changes { id kind node { title } fields { field before after } } } }";
const UPDATE: &str = "mutation($input: UpdateFlowInput!) { updateFlow(input: $input) {
    flow { revision retention description categories regions } changes { kind fields { field before after } } } }";

#[test]
fn creates_updates_and_deletes() {
    run(|| async {
        let service = Service::example().await;
        // A single value stands for a list of one, as GraphQL says.
        let input = json!({ "key": "f6", "source": "shop", "recipient": "host", "startedOn": "2026-07-01", "retention": "P1Y",
            "categories": "user.contact.email", "description": "Backups" });
        let answer = service.ask(CREATE, json!({ "input": input })).await;
        let created = &answer["createFlow"];
        assert_eq!(
            created["flow"],
            json!({ "key": "f6", "revision": 2, "categories": ["user.contact.email"], "recipient": { "name": "Hosting" } })
        );
        assert_eq!((&created["revision"], &created["summary"]), (&json!(2), &json!("added flow:f6")));
        assert_eq!(
            (&created["changes"][0]["kind"], &created["changes"][0]["node"]["title"]),
            (&json!("CREATE"), &json!("Backups"))
        );

        let error = service.fails(CREATE, json!({ "input": input })).await;
        assert_eq!((&error["code"], &error["fields"][0]["path"]), (&json!("INVALID"), &json!("input.key")));

        // What is absent stays, what is null is cleared.
        let change = json!({ "key": "f6", "expectedRevision": 2, "retention": null, "regions": ["DE"] });
        let answer = service.ask(UPDATE, json!({ "input": change })).await;
        assert_eq!(
            answer["updateFlow"]["flow"],
            json!({ "revision": 3, "retention": null, "description": "Backups",
            "categories": ["user.contact.email"], "regions": ["DE"] })
        );
        assert_eq!(
            answer["updateFlow"]["changes"][0]["fields"],
            json!([
            { "field": "regions", "before": null, "after": ["DE"] }, { "field": "retention", "before": "P1Y", "after": null }])
        );

        let error = service.fails(UPDATE, json!({ "input": change })).await;
        assert_eq!((&error["code"], &error["expected"], &error["actual"]), (&json!("CONFLICT"), &json!(2), &json!(3)));
        let missing = json!({ "input": { "key": "f7", "expectedRevision": 2 } });
        assert_eq!(service.fails(UPDATE, missing).await["code"], "NOT_FOUND");

        let delete = r#"mutation { deleteFlow(input: { key: "f6", expectedRevision: 3 }) { deletedId revision counts { deleted } } }"#;
        let answer = service.ask(delete, json!({})).await;
        assert_eq!(answer["deleteFlow"], json!({ "deletedId": "flow:f6", "revision": 4, "counts": { "deleted": 1 } }));
        assert_eq!(service.ask(r#"{ flow(key: "f6") { key } }"#, json!({})).await["flow"], json!(null));
    });
}

#[test]
fn says_everything_that_is_wrong_at_once() {
    run(|| async {
        let service = Service::example().await;
        let input = json!({ "key": "f 6", "source": "nobody", "recipient": "host", "startedOn": "2026-02-30", "retention": "a year" });
        let error = service.fails(CREATE, json!({ "input": input })).await;
        assert_eq!(error["code"], "INVALID");
        let paths: Vec<&str> =
            error["fields"].as_array().unwrap().iter().map(|field| field["path"].as_str().unwrap()).collect();
        for path in ["input.key", "input.startedOn", "input.retention"] {
            assert!(paths.contains(&path), "{error}");
        }
        let input = json!({ "key": "f6", "source": "nobody", "recipient": "noone", "startedOn": "2026-02-28" });
        let error = service.fails(CREATE, json!({ "input": input })).await;
        assert_eq!(error["fields"].as_array().unwrap().len(), 2, "{error}");
    });
}

#[test]
fn a_dry_run_changes_nothing() {
    run(|| async {
        let service = Service::empty().await;
        let query = "mutation($d: JSON!, $dry: Boolean) { apply(document: $d, dryRun: $dry) {
            revision counts { created } changes(first: 2) { id kind node { id } } findingsAppeared { rule subject { id } path { key } }
            promiseVerdicts { promise { key } before after } } }";
        let answer = service.ask(query, json!({ "d": example(), "dry": true })).await;
        assert_eq!((&answer["apply"]["revision"], &answer["apply"]["counts"]["created"]), (&json!(null), &json!(13)));
        assert_eq!(answer["apply"]["changes"].as_array().unwrap().len(), 2);
        assert_eq!(answer["apply"]["changes"][0]["node"]["id"], answer["apply"]["changes"][0]["id"]);
        assert_eq!(service.ask("{ parties { totalCount } }", json!({})).await["parties"]["totalCount"], 0);
        service.ask(query, json!({ "d": example() })).await;
        assert_eq!(service.ask("{ parties { totalCount } }", json!({})).await["parties"]["totalCount"], 5);
        let again = service.ask(query, json!({ "d": example(), "dry": false })).await;
        assert_eq!((&again["apply"]["revision"], &again["apply"]["counts"]["created"]), (&json!(1), &json!(0)));
        let wrong = json!({ "d": { "kept": 1, "flows": [{ "key": "x", "source": "us" }], "colour": "red" } });
        let error = service.fails(query, wrong).await;
        assert_eq!(error["code"], "INVALID");
        assert!(
            error["fields"]
                .as_array()
                .unwrap()
                .iter()
                .all(|field| field["path"].as_str().unwrap().starts_with("document")),
            "{error}"
        );
    });
}

#[test]
fn what_is_written_badly_and_what_does_not_fit_are_told_at_once() {
    run(|| async {
        let service = Service::example().await;
        let wrong = json!({ "kept": 1, "parties": [{ "key": "new", "name": "New", "kind": "VENDORR" }],
            "flows": [{ "key": "x", "source": "shop", "recipient": "nobody", "startedOn": "2026-01-01" }] });
        let apply = "mutation($d: JSON!) { apply(document: $d) { revision } }";
        let error = service.fails(apply, json!({ "d": wrong })).await;
        assert_eq!(paths(&error), ["document.flows[0].recipient", "document.parties[0].kind"]);
        // In files, with their places, and alone too.
        let text = "kept: 1\nflows:\n  - {key: x, source: shop, recipient: nobody, startedOn: 2026-01-01}\n";
        let misfit = json!({ "name": "flows.yaml", "text": text });
        let bad =
            json!({ "name": "parties.yaml", "text": "kept: 1\nparties: [{key: new, name: New, kind: VENDORR}]\n" });
        let files = "mutation($files: [DocumentFileInput!]!) { applyFiles(input: { files: $files }) { revision } }";
        for files_given in [json!([misfit, bad]), json!([misfit])] {
            let error = service.fails(files, json!({ "files": files_given })).await;
            let field = &error["fields"][0];
            assert_eq!(
                (&field["path"], &field["file"]),
                (&json!("flows[0].recipient"), &json!("flows.yaml")),
                "{error:#}"
            );
            assert_eq!((&field["line"], &field["column"]), (&json!(3), &json!(28)));
            assert_eq!(error["fields"].as_array().unwrap().len(), files_given.as_array().unwrap().len());
        }
        let good = json!({ "name": "new.json", "text": r#"{"kept":1,"parties":[{"key":"new","name":"New","kind":"VENDOR"}]}"# });
        assert_eq!(service.ask(files, json!({ "files": [good] })).await, json!({ "applyFiles": { "revision": 2 } }));
    });
}

#[test]
fn contracts_are_renewed_noticed_and_terminated() {
    run(|| async {
        let service = Service::example().await;
        let create = r#"mutation { createContract(input: { key: "dpa", kind: DATA_PROCESSING_AGREEMENT, effectiveOn: "2026-01-01",
            endsOn: "2026-12-31", renewal: { kind: EXPRESS, period: "P1Y" },
            parties: [{ party: "us", role: CONTROLLER }, { party: "mailer", role: PROCESSOR }] }) {
            contract { revision lastDay inForce(on: "2027-01-01") parties { party { key } role } } } }"#;
        let answer = service.ask(create, json!({})).await;
        assert_eq!(answer["createContract"]["contract"]["inForce"], false);
        let renew = r#"mutation { renewContract(input: { key: "dpa", expectedRevision: 2, agreedOn: "2026-11-01" }) {
            contract { lastDay renewals { agreedOn endsOn } term(on: "2027-06-01") { number from until noticeDeadline } } } }"#;
        let answer = service.ask(renew, json!({})).await;
        assert_eq!(
            answer["renewContract"]["contract"],
            json!({ "lastDay": "2027-12-31",
            "renewals": [{ "agreedOn": "2026-11-01", "endsOn": null }],
            "term": { "number": 1, "from": "2027-01-01", "until": "2027-12-31", "noticeDeadline": null } })
        );
        let terminate = r#"mutation { terminateContract(input: { key: "dpa", expectedRevision: 3, terminatedOn: "2027-02-01" }) {
            contract { lastDay terminatedOn } } }"#;
        let answer = service.ask(terminate, json!({})).await;
        assert_eq!(
            answer["terminateContract"]["contract"],
            json!({ "lastDay": "2027-01-31", "terminatedOn": "2027-02-01" })
        );
        let end = r#"mutation { endFlow(input: { key: "f1", expectedRevision: 1, endedOn: "2026-09-30" }) { flow { endedOn } }
            verifyFlow(input: { key: "f2", expectedRevision: 1, verifiedOn: "2026-09-30" }) { flow { verifiedOn } } }"#;
        let answer = service.ask(end, json!({})).await;
        assert_eq!(answer["endFlow"]["flow"]["endedOn"], "2026-09-30");
        assert_eq!(answer["verifyFlow"]["flow"]["verifiedOn"], "2026-09-30");
        let lists = r#"{ contracts(filter: { party: "mailer", inForceOn: "2026-06-01" }) { nodes { key } }
            party(key: "mailer") { contracts { nodes { key } } } }"#;
        let answer = service.ask(lists, json!({})).await;
        assert_eq!(
            answer,
            json!({ "contracts": { "nodes": [{ "key": "dpa" }] }, "party": { "contracts": { "nodes": [{ "key": "dpa" }] } } })
        );
    });
}

#[test]
fn the_log_says_what_was_changed() {
    run(|| async {
        let service = Service::example().await;
        let input = json!({ "input": { "taxonomy": "CATEGORY", "key": "user.loyalty", "name": "Loyalty data" } });
        service
            .ask("mutation($input: CreateTermInput!) { createTerm(input: $input) { term { id revision } } }", input)
            .await;
        let query = "query($after: Int) { changes(first: 1, after: $after) { totalCount nodes { seq actor action summary itemCount hash previousHash
            items(first: 3) { id kind before after fields { field } } } pageInfo { hasNextPage hasPreviousPage endCursor } } }";
        let first = service.ask(query, json!({})).await;
        assert_eq!(
            (&first["changes"]["totalCount"], &first["changes"]["pageInfo"]["hasNextPage"]),
            (&json!(2), &json!(true))
        );
        assert_eq!(first["changes"]["nodes"][0]["items"].as_array().unwrap().len(), 3);
        let second = service.ask(query, json!({ "after": 1 })).await;
        let change = &second["changes"]["nodes"][0];
        assert_eq!(
            (&change["seq"], &change["action"], &change["actor"]),
            (&json!(2), &json!("createTerm"), &json!("local"))
        );
        assert_eq!(change["items"][0]["id"], "term:category/user.loyalty");
        assert_eq!(change["previousHash"], first["changes"]["nodes"][0]["hash"]);
        assert_eq!(
            second["changes"]["pageInfo"],
            json!({ "hasNextPage": false, "hasPreviousPage": true, "endCursor": "2" })
        );
        assert_eq!(service.ask(query, json!({ "after": 7 })).await["changes"]["nodes"], json!([]));
    });
}
