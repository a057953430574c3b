//! Mutations, the change log and subscriptions.

use std::sync::Arc;

use async_graphql::futures_util::StreamExt;
use async_graphql::{Executor, Request};
use serde_json::{Value, json};

use super::{Service, example};
use crate::api::build;
use crate::app::App;
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

#[test]
fn subscribers_hear_of_changes() {
    run(|| async {
        let service = Service::empty().await;
        let mut changes =
            service.schema.execute_stream(Request::new("subscription { changeRecorded { seq action } }"), None);
        // The stream subscribes when it is first asked.
        let mut next = Box::pin(changes.next());
        assert!(futures::poll!(&mut next).is_pending());
        service.ask("mutation($d: JSON!) { apply(document: $d) { revision } }", json!({ "d": example() })).await;
        let heard = next.await.unwrap();
        assert_eq!(heard.data.into_json().unwrap(), json!({ "changeRecorded": { "seq": 1, "action": "apply" } }));
    });
}

#[test]
fn subscribers_hear_of_findings() {
    run(|| async {
        let service = Service::example().await;
        let query = "subscription { findingChanged(minSeverity: HIGH) { kind revision finding { rule subjectId path { key } } } }";
        let mut findings = service.schema.execute_stream(Request::new(query), None);
        let mut next = Box::pin(findings.next());
        assert!(futures::poll!(&mut next).is_pending());
        let repair = r#"mutation { deletePromise(input: { key: "email-in-eea", expectedRevision: 1 }) {
            findingsDisappeared { rule promise { key } } promiseVerdicts { promise { key } before after } } }"#;
        let answer = service.ask(repair, json!({})).await;
        let done = &answer["deletePromise"];
        assert_eq!(
            done["promiseVerdicts"],
            json!([{ "promise": { "key": "email-in-eea" }, "before": "BROKEN", "after": null }])
        );
        assert_eq!(
            done["findingsDisappeared"][0],
            json!({ "rule": "commitment-broken", "promise": { "key": "email-in-eea" } })
        );
        let heard = next.await.unwrap().data.into_json().unwrap();
        assert_eq!(
            heard["findingChanged"],
            json!({ "kind": "DISAPPEARED", "revision": 2, "finding": { "rule": "commitment-broken", "subjectId": "flow:f1", "path": [{ "key": "f1" }] } })
        );
    });
}

const ACCEPT: &str = "mutation($input: AcceptRiskInput!) { acceptRisk(input: $input) {
    finding { id state acceptance { key reason owner until severity } } revision findingsDisappeared { id } } }";

#[test]
fn risks_are_accepted_and_reopened() {
    run(|| async {
        let service = Service::example().await;
        let query = "query($state: FindingState) { report { findings(rule: \"flow-without-contract\", state: $state) { nodes { id severity state } } } }";
        let open = service.ask(query, json!({ "state": "OPEN" })).await;
        let first = open["report"]["findings"]["nodes"][0].clone();
        let input =
            json!({ "finding": first["id"], "reason": "Being signed", "owner": "procurement", "until": "2499-12-31" });
        let answer = service.ask(ACCEPT, json!({ "input": input })).await;
        let told = &answer["acceptRisk"];
        assert_eq!((&told["finding"]["state"], &told["revision"]), (&json!("ACCEPTED"), &json!(2)));
        assert_eq!(told["finding"]["acceptance"]["severity"], first["severity"]);
        assert_eq!(told["findingsDisappeared"], json!([]));

        let accepted = service.ask(query, json!({ "state": "ACCEPTED" })).await;
        assert_eq!(accepted["report"]["findings"]["nodes"].as_array().unwrap().len(), 1);
        let listed = service.ask("{ acceptances { totalCount nodes { finding owner } } }", json!({})).await;
        assert_eq!(listed["acceptances"]["nodes"], json!([{ "finding": first["id"], "owner": "procurement" }]));
        let id = format!("acceptance:{}", told["finding"]["acceptance"]["key"].as_str().unwrap());
        let node = service.ask("query($id: ID!) { node(id: $id) { title } }", json!({ "id": id })).await;
        assert_eq!(node["node"]["title"], "Being signed");
        let log = service.ask("{ changes(after: 1) { nodes { action summary } } }", json!({})).await;
        assert_eq!(log["changes"]["nodes"][0]["action"], "acceptRisk");

        // Again on the same day: what was said last counts.
        let input = json!({ "finding": first["id"], "reason": "Signed soon", "owner": "legal", "until": "2499-12-31" });
        let again = service.ask(ACCEPT, json!({ "input": input })).await;
        assert_eq!(again["acceptRisk"]["finding"]["acceptance"]["owner"], "legal");

        let reopen =
            "mutation($f: ID!) { reopenFinding(input: { finding: $f }) { finding { state acceptance { key } } } }";
        let answer = service.ask(reopen, json!({ "f": first["id"] })).await;
        assert_eq!(answer["reopenFinding"]["finding"], json!({ "state": "OPEN", "acceptance": null }));
        assert_eq!(service.fails(reopen, json!({ "f": first["id"] })).await["code"], "NOT_FOUND");
    });
}

const ASSIGN: &str = "mutation($input: AssignFindingInput!) { assignFinding(input: $input) {
    finding { id state assignment { id to dueOn note assignedOn } } revision findingsDisappeared { id } } }";

#[test]
fn someone_sees_to_a_finding() {
    run(|| async {
        let service = Service::example().await;
        let query = "query($to: String, $assigned: Boolean) { report {
            findings(assignedTo: $to, assigned: $assigned) { totalCount nodes { id } } } }";
        let all = service.ask(query, json!({})).await["report"]["findings"].clone();
        let (id, total) = (all["nodes"][0]["id"].clone(), all["totalCount"].as_u64().unwrap());
        let input = json!({ "finding": id, "to": " Legal ", "dueOn": "2499-07-31", "note": "Sign the draft" });
        let answer = service.ask(ASSIGN, json!({ "input": input })).await;
        let told = &answer["assignFinding"]["finding"];
        assert_eq!(told["state"], "OPEN");
        assert_eq!(told["assignment"]["id"], format!("assignment:todo-{}", id.as_str().unwrap()));
        assert_eq!(
            (&told["assignment"]["to"], &told["assignment"]["dueOn"], &told["assignment"]["note"]),
            (&json!("Legal"), &json!("2499-07-31"), &json!("Sign the draft"))
        );
        assert_eq!(answer["assignFinding"]["findingsDisappeared"], json!([]));
        let nodes = |answer: &Value| answer["report"]["findings"]["nodes"].clone();
        assert_eq!(nodes(&service.ask(query, json!({ "to": "legal" })).await), json!([{ "id": id }]));
        assert_eq!(nodes(&service.ask(query, json!({ "assigned": true })).await), json!([{ "id": id }]));
        let nobody = service.ask(query, json!({ "assigned": false })).await;
        assert_eq!(nobody["report"]["findings"]["totalCount"], json!(total - 1));

        // Somebody else, in the place of the first.
        let answer = service.ask(ASSIGN, json!({ "input": { "finding": id, "to": "Privacy" } })).await;
        let told = &answer["assignFinding"]["finding"]["assignment"];
        assert_eq!((&told["to"], &told["dueOn"], &told["note"]), (&json!("Privacy"), &Value::Null, &Value::Null));
        let listed = service.ask("{ assignments(to: \"PRIVACY\") { nodes { finding to } } }", json!({})).await;
        assert_eq!(listed["assignments"]["nodes"], json!([{ "finding": id, "to": "Privacy" }]));

        let error = service.fails(ASSIGN, json!({ "input": { "finding": id, "to": "", "dueOn": "2020-01-01" } })).await;
        let paths: Vec<_> = error["fields"].as_array().unwrap().iter().map(|field| field["path"].clone()).collect();
        assert_eq!(paths, ["input.dueOn", "input.to"]);
        let unassign =
            "mutation($f: ID!) { unassignFinding(input: { finding: $f }) { finding { assignment { to } } } }";
        let answer = service.ask(unassign, json!({ "f": id })).await;
        assert_eq!(answer["unassignFinding"]["finding"]["assignment"], Value::Null);
        assert_eq!(service.fails(unassign, json!({ "f": id })).await["code"], "NOT_FOUND");
    });
}

#[test]
fn only_what_is_found_today_is_accepted_for_days_to_come() {
    run(|| async {
        let service = Service::example().await;
        let input = json!({ "finding": "0123456789abcdef", "reason": "r", "owner": "o", "until": "2499-12-31" });
        assert_eq!(service.fails(ACCEPT, json!({ "input": input })).await["code"], "NOT_FOUND");
        let report = service.ask("{ report { findings(first: 1) { nodes { id } } } }", json!({})).await;
        let id = &report["report"]["findings"]["nodes"][0]["id"];
        let input = json!({ "finding": id, "reason": " ", "owner": "", "until": "2020-01-01" });
        let error = service.fails(ACCEPT, json!({ "input": input })).await;
        let paths: Vec<_> = error["fields"].as_array().unwrap().iter().map(|field| field["path"].clone()).collect();
        assert_eq!(paths, ["input.owner", "input.reason", "input.until"]);
    });
}

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
fn a_repair_is_a_document_that_mends() {
    run(|| async {
        let service = Service::example().await;
        let query = "{ report { findings(rule: \"flow-without-contract\", first: 1) { nodes { id
            repairs { kind title document findingsDisappeared { id } findingsAppeared { rule } } } } } }";
        let answer = service.ask(query, json!({})).await;
        let finding = &answer["report"]["findings"]["nodes"][0];
        let sign =
            finding["repairs"].as_array().unwrap().iter().find(|repair| repair["kind"] == "SIGN_CONTRACT").unwrap();
        let apply =
            "mutation($d: JSON!) { apply(document: $d) { findingsDisappeared { id } findingsAppeared { rule } } }";
        let done = service.ask(apply, json!({ "d": sign["document"] })).await;
        assert_eq!(done["apply"]["findingsDisappeared"], sign["findingsDisappeared"]);
        assert_eq!(done["apply"]["findingsAppeared"], sign["findingsAppeared"]);
        let gone = done["apply"]["findingsDisappeared"].as_array().unwrap();
        assert!(gone.contains(&json!({ "id": finding["id"] })), "{gone:?}");
    });
}

#[test]
fn findings_have_a_first_and_a_last_day() {
    run(|| async {
        let service = Service::example().await;
        let end = r#"mutation { endFlow(input: { key: "f1", expectedRevision: 1, endedOn: "2026-07-01" }) {
            findingsDisappeared { id lastSeen } } }"#;
        let open =
            r#"{ report { findings(subject: "flow:f1", first: 1) { nodes { id firstSeen seenSince lastSeen } } } }"#;
        let found = service.ask(open, json!({})).await["report"]["findings"]["nodes"][0].clone();
        assert!(found["firstSeen"].is_string() && found["firstSeen"] == found["seenSince"], "{found}");
        assert_eq!(found["lastSeen"], json!(null));

        let gone = service.ask(end, json!({})).await["endFlow"]["findingsDisappeared"].clone();
        let gone = gone.as_array().unwrap().iter().find(|gone| gone["id"] == found["id"]).unwrap();
        assert!(gone["lastSeen"].is_string(), "{gone}");

        let looks = "{ looks(first: 2) { number cause appeared disappeared change { seq action }
            sightings { kind at findingId rule verdict severity subjectId promiseKey message finding { id } } } }";
        let looks = service.ask(looks, json!({})).await["looks"].clone();
        assert_eq!((&looks[0]["number"], &looks[1]["number"]), (&json!(2), &json!(1)));
        assert_eq!(
            (&looks[0]["cause"], &looks[0]["change"]),
            (&json!("CHANGE"), &json!({ "seq": 2, "action": "endFlow" }))
        );
        let sightings = looks[0]["sightings"].as_array().unwrap();
        let last = sightings.iter().find(|sighting| sighting["findingId"] == found["id"]).unwrap();
        assert_eq!((&last["kind"], &last["subjectId"]), (&json!("DISAPPEARED"), &json!("flow:f1")));
        assert_eq!((&last["at"], &last["finding"]), (&gone["lastSeen"], &json!(null)));
        assert!(last["rule"].is_string() && last["verdict"].is_string() && last["severity"].is_string(), "{last}");
        let first = looks[1]["sightings"].as_array().unwrap();
        let there = first.iter().find(|sighting| sighting["findingId"] == found["id"]).unwrap();
        assert_eq!((&there["kind"], &there["message"]), (&json!("APPEARED"), &last["message"]));
        assert_eq!(looks[1]["appeared"], json!(first.len()));
        let before = service.ask("{ looks(before: 2) { number } none: looks(before: 1) { number } }", json!({})).await;
        assert_eq!(before, json!({ "looks": [{ "number": 1 }], "none": [] }));
    });
}

#[test]
fn deadlines_of_contracts_are_heard_when_they_are_near_recorded_and_moved() {
    run(|| async {
        let service = Service::example().await;
        let in_days = |days: u64| (chrono::Utc::now() + chrono::Days::new(days)).date_naive().to_string();
        let contract = |key: &str, days: u64| {
            json!({ "d": { "kept": 1, "contracts": [{ "key": key, "kind": "DATA_PROCESSING_AGREEMENT",
                "parties": [{ "party": "us", "role": "CONTROLLER" }, { "party": "mailer", "role": "PROCESSOR" }],
                "effectiveOn": "2020-01-01", "endsOn": in_days(days) }] } })
        };
        let apply = "mutation($d: JSON!) { apply(document: $d) { revision } }";
        service.ask(apply, contract("near", 10)).await;
        service.ask(apply, contract("far", 100)).await;
        let query =
            "subscription { contractDeadline(within: \"P30D\") { kind daysLeft dueOn contract { key } message } }";
        let mut heard = service.schema.execute_stream(Request::new(query), None);
        let mut next = async || heard.next().await.unwrap().data.into_json().unwrap()["contractDeadline"].clone();
        let first = next().await;
        assert_eq!((&first["kind"], &first["contract"]["key"]), (&json!("CONTRACT_ENDS"), &json!("near")), "{first:#}");
        assert_eq!(first["dueOn"], in_days(first["daysLeft"].as_u64().unwrap()));
        // What is recorded, then what is moved; what stays where it was is not told again.
        service.ask(apply, contract("new", 20)).await;
        assert_eq!(next().await["contract"]["key"], "new");
        service.ask(apply, contract("near", 12)).await;
        let moved = next().await;
        assert_eq!((&moved["contract"]["key"], &moved["dueOn"]), (&json!("near"), &json!(in_days(12))));
        service.ask(apply, contract("far", 25)).await;
        assert_eq!(next().await["contract"]["key"], "far");
    });
}

#[test]
fn alerts_are_heard_whichever_service_raised_them() {
    run(|| async {
        let mut document = example();
        let in_20_days = (chrono::Utc::now() + chrono::Days::new(20)).date_naive().to_string();
        document["parties"].as_array_mut().unwrap().push(
            json!({ "key": "printer", "name": "Inkwell", "kind": "VENDOR", "owner": "Legal", "tags": ["paper"] }),
        );
        document["contracts"] = json!([{ "key": "nda", "kind": "NDA", "effectiveOn": "2020-01-01", "endsOn": in_20_days,
            "parties": [{ "party": "us", "role": "CUSTOMER" }, { "party": "printer", "role": "SUPPLIER" }] }]);
        let app = crate::testing::app_with(document).await;
        let schema = build(app.clone());
        let hear = |about: &str| {
            let query = format!("subscription {{ alertRaised({about}) {{ number kind severity state owners }} }}");
            schema.execute_stream(Request::new(query), None)
        };
        let (mut legal, mut high) =
            (hear(r#"kinds: [DEADLINE], owners: ["legal"], tags: ["Paper"]"#), hear("minSeverity: CRITICAL"));
        let (mut next, mut none) = (Box::pin(legal.next()), Box::pin(high.next()));
        assert!(futures::poll!(&mut next).is_pending() && futures::poll!(&mut none).is_pending());
        // Another service on the store raises them, and this one finds that it need not.
        let other = Arc::new(App::on(app.store().clone(), |_| {}).await.unwrap());
        let zone = kept_schema::channel::Zone::UTC;
        assert!(other.raise_alerts(zone, None).await.unwrap() > 1);
        assert_eq!(app.raise_alerts(zone, None).await.unwrap(), 0);
        let heard = next.await.unwrap().data.into_json().unwrap()["alertRaised"].clone();
        assert_eq!(
            (&heard["kind"], &heard["severity"], &heard["state"], &heard["owners"]),
            (&json!("DEADLINE"), &json!("MEDIUM"), &json!("OPEN"), &json!(["Legal"]))
        );
        assert!(futures::poll!(&mut none).is_pending());
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
