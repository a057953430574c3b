//! Findings, and what people decide about them: accepted, assigned, mended, and what became of them.

use serde_json::{Value, json};

use super::Service;
use crate::testing::run;

const ACCEPT: &str = "mutation($input: AcceptRiskInput!) { acceptRisk(input: $input) {
    finding { id state acceptance { key reason owner until severity } } revision findingsDisappeared { id } } }";
const ASSIGN: &str = "mutation($input: AssignFindingInput!) { assignFinding(input: $input) {
    finding { id state assignment { id to dueOn note assignedOn } } revision findingsDisappeared { id } } }";

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
