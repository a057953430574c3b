//! Questions: what will change, may this be shared, what does a breach expose, where can it be stopped.

use serde_json::{Value, json};

use super::{Service, example};
use crate::testing::run;

/// The worked example, with a contract that ends.
async fn with_contract() -> Service {
    let mut document = example();
    document["contracts"] = json!([{
        "key": "dpa", "name": "DPA 2026", "kind": "DATA_PROCESSING_AGREEMENT",
        "parties": [{ "party": "us", "role": "CONTROLLER" }, { "party": "mailer", "role": "PROCESSOR" }],
        "effectiveOn": "2026-01-01", "endsOn": "2026-12-31",
        "terms": { "categories": ["user.contact"], "purposes": ["marketing"], "regions": ["US"], "maxRetention": "P1Y" },
        "clauses": [{ "kind": "SCOPE", "presence": "PRESENT", "locator": "§ 2" },
                    { "kind": "BREACH_NOTICE", "presence": "PRESENT", "hours": 48 }],
    }]);
    Service::over(document).await
}

pub(super) fn paths(error: &Value) -> Vec<&str> {
    error["fields"].as_array().unwrap().iter().map(|field| field["path"].as_str().unwrap()).collect()
}

#[test]
fn a_sharing_is_asked_about_before_it_happens() {
    run(|| async {
        let service = with_contract().await;
        let query = "query($to: String!, $what: [String!]!, $on: Date) {
            mayShare(source: \"shop\", recipient: $to, categories: $what, purposes: [\"marketing.communications.email\"], asOf: $on) {
                decision asOf revision flows { key }
                reasons { verdict ground aspect contract { key } promise { key } flow { key } categories message } } }";
        let may = async |to: &str, what: &str, on: &str| {
            service.ask(query, json!({ "to": to, "what": [what], "on": on })).await["mayShare"].clone()
        };
        let denied = may("mailer", "user.contact.email", "2026-06-02").await;
        assert_eq!(
            (&denied["decision"], &denied["asOf"], &denied["revision"], &denied["flows"]),
            (&json!("DENY"), &json!("2026-06-02"), &json!(1), &json!([{ "key": "f1" }]))
        );
        let first = &denied["reasons"][0];
        assert_eq!(
            (&first["verdict"], &first["ground"], &first["aspect"], &first["promise"]["key"], &first["flow"]["key"]),
            (&json!("BROKEN"), &json!("COMMITMENT"), &json!("region"), &json!("email-in-eea"), &json!("f1"))
        );
        assert_eq!(first["categories"], json!(["user.contact.email"]));
        let grounds = |answer: &Value| -> Vec<String> {
            let reasons = answer["reasons"].as_array().unwrap().iter();
            reasons
                .map(|reason| format!("{} {}", reason["ground"].as_str().unwrap(), reason["contract"]["key"]))
                .collect()
        };
        assert!(
            !grounds(&denied).iter().any(|ground| ground.starts_with("CONTRACT")),
            "the contract admits it: {denied}"
        );
        let later = may("mailer", "user.contact.email", "2027-01-01").await;
        assert!(grounds(&later).contains(&"CONTRACT \"dpa\"".to_owned()), "the contract is over: {later}");
        // Nobody declared this one, and the register does not say that it is forbidden.
        let undeclared = may("mailer", "user.location", "2026-06-02").await;
        assert!(grounds(&undeclared).contains(&"DECLARATION null".to_owned()), "{undeclared}");
        assert_eq!(undeclared["flows"], json!([]));
        // Between our own systems no contract is needed; what is not declared is not shown to keep the promises.
        let own = may("us", "user.contact.email", "2026-06-02").await;
        assert_eq!(own["decision"], "UNPROVEN");
        assert_eq!(grounds(&own), ["DECLARATION null", "COMMITMENT null", "COMMITMENT null"]);
    });
}

#[test]
fn many_ask_at_once_about_several_days() {
    run(|| async {
        let service = with_contract().await;
        let query =
            "query($on: Date) { mayShare(source: \"shop\", recipient: \"mailer\", categories: [\"user.contact.email\"],
            purposes: [\"marketing.communications.email\"], asOf: $on) { asOf revision decision reasons { ground } } }";
        // More days than desks are kept.
        let days: Vec<String> = (1..=12).map(|month| format!("2026-{month:02}-15")).collect();
        let ask = |day: &String| service.ask(query, json!({ "on": day }));
        let first = futures::future::join_all(days.iter().cycle().take(48).map(ask)).await;
        for (answer, day) in first.iter().zip(days.iter().cycle()) {
            let answer = &answer["mayShare"];
            assert_eq!((&answer["asOf"], &answer["revision"]), (&json!(day), &json!(1)));
            // The flow starts in June.
            let declared = !answer["reasons"].as_array().unwrap().contains(&json!({ "ground": "DECLARATION" }));
            assert_eq!(declared, day.as_str() >= "2026-06-01", "{answer}");
        }
        // The next revision has its own answers.
        let end =
            json!({ "d": { "kept": 1, "flows": [] , "parties": [{ "key": "new", "name": "New", "kind": "VENDOR" }] } });
        service.ask("mutation($d: JSON!) { apply(document: $d) { revision } }", end).await;
        assert_eq!(ask(&days[6]).await["mayShare"]["revision"], 2);
    });
}

#[test]
fn all_that_is_wrong_with_a_question_is_told() {
    run(|| async {
        let service = Service::example().await;
        let query = r#"{ mayShare(source: "shpo", recipient: "mialer", categories: ["user.contact", "user.contact.emial"],
            purposes: ["esential.service"]) { decision } }"#;
        let error = service.fails(query, json!({})).await;
        assert_eq!(error["code"], "INVALID");
        assert_eq!(paths(&error), ["categories[1]", "purposes[0]", "recipient", "source"]);
        for (field, meant) in error["fields"].as_array().unwrap().iter().zip([
            "user.contact.email",
            "essential.service",
            "mailer",
            "shop",
        ]) {
            assert!(field["message"].as_str().unwrap().contains(&format!("did you mean `{meant}`?")), "{field}");
        }
        let many: Vec<&str> = vec!["user.contact"; 101];
        let query = "query($c: [String!]!) { mayShare(source: \"shop\", recipient: \"mailer\", categories: $c, purposes: []) { decision } }";
        assert_eq!(paths(&service.fails(query, json!({ "c": many })).await), ["categories"]);
        let error = service.fails(r#"{ exposure(of: "hots") { noticeHours } }"#, json!({})).await;
        assert_eq!((&error["code"], paths(&error)), (&json!("INVALID"), vec!["of"]));
        let error = service.fails(r#"{ chokepoints(to: "hots", category: "user.contcat") { key } }"#, json!({})).await;
        assert_eq!(paths(&error), ["category", "to"]);
        let error = service.fails(r#"{ chokepoints(to: "shop", category: "user.contact") { key } }"#, json!({})).await;
        assert_eq!(paths(&error), ["to"]);
        assert!(error["message"].as_str().unwrap().contains("`shop` is yours"), "{error}");
    });
}

#[test]
fn a_breach_exposes_what_is_held_and_went_on() {
    run(|| async {
        let service = with_contract().await;
        let query = r#"query($first: Int) { exposure(of: "mailer", asOf: "2026-06-02") {
            parties { key } categories { term name certainty } subjects subjectsComplete noticeHours
            counts { parties received downstream contracts promises }
            received(first: $first) { flow { key } source { key } } downstream { party { key } certainty hops path { key } categories { term } }
            contracts { contract { key } with { key } presence hours } promises { promise { key } certainty } } }"#;
        let exposure = service.ask(query, json!({})).await["exposure"].clone();
        assert_eq!(
            exposure["categories"],
            json!([{ "term": "user.contact.email", "name": "Email", "certainty": "CERTAIN" }])
        );
        assert_eq!((&exposure["subjects"], &exposure["subjectsComplete"]), (&json!([]), &json!(false)));
        assert_eq!(
            exposure["downstream"],
            json!([{ "party": { "key": "host" }, "certainty": "POSSIBLE", "hops": 1, "path": [{ "key": "f2" }],
                "categories": [{ "term": "user.contact.email" }] }])
        );
        assert_eq!(
            exposure["contracts"],
            json!([{ "contract": { "key": "dpa" }, "with": { "key": "us" }, "presence": "PRESENT", "hours": 48 }])
        );
        assert_eq!(exposure["noticeHours"], 48);
        assert_eq!(
            exposure["promises"],
            json!([{ "promise": { "key": "email-a-year" }, "certainty": "CERTAIN" }, { "promise": { "key": "email-in-eea" }, "certainty": "CERTAIN" }])
        );
        assert_eq!(
            exposure["counts"],
            json!({ "parties": 1, "received": 2, "downstream": 1, "contracts": 1, "promises": 2 })
        );
        let cut = service.ask(query, json!({ "first": 1 })).await["exposure"].clone();
        assert_eq!(cut["received"], json!([{ "flow": { "key": "f1" }, "source": { "key": "shop" } }]));
        assert_eq!(cut["counts"]["received"], 2);
        assert_eq!(service.fails(query, json!({ "first": 501 })).await["code"], "INVALID");
    });
}

#[test]
fn where_it_can_be_stopped() {
    run(|| async {
        let service = Service::example().await;
        let query = "query($to: String!, $on: Date) {
            chokepoints(to: $to, category: \"user.contact.email\", asOf: $on, proven: true) { key recipient { key } } }";
        let answer = service.ask(query, json!({ "to": "host", "on": "2026-06-02" })).await;
        assert_eq!(answer["chokepoints"], json!([{ "key": "f1", "recipient": { "key": "mailer" } }]));
        assert_eq!(service.ask(query, json!({ "to": "host", "on": "2026-05-31" })).await["chokepoints"], json!([]));
    });
}

const FORECAST: &str = "query($from: Date, $until: Date!) { forecast(from: $from, until: $until) {
    on actBy causes { kind subjectId subject { title } actBy } counts { causes findingsAppeared findingsDisappeared promiseVerdicts }
    findingsAppeared { id rule asOf dueOn subjectId } findingsDisappeared { id rule asOf } promiseVerdicts { promise { key } before after } } }";

#[test]
fn what_will_change_if_nothing_is_done() {
    run(|| async {
        let service = with_contract().await;
        let answer = service.ask(FORECAST, json!({ "from": "2026-06-02", "until": "2027-01-31" })).await;
        let steps = answer["forecast"].as_array().unwrap();
        let days: Vec<&str> = steps.iter().map(|step| step["on"].as_str().unwrap()).collect();
        // It becomes graver 90, 30 and 7 days before the end.
        assert_eq!(days, ["2026-10-02", "2026-12-01", "2026-12-24", "2027-01-01"]);
        assert_eq!(
            steps[0]["causes"],
            json!([{ "kind": "CONTRACT_END_NEARS", "subjectId": "contract:dpa", "subject": { "title": "DPA 2026" }, "actBy": "2026-12-31" }])
        );
        assert_eq!(
            (&steps[0]["actBy"], &steps[0]["findingsAppeared"][0]["rule"], &steps[0]["findingsAppeared"][0]["asOf"]),
            (&json!("2026-12-31"), &json!("contract-expiring"), &json!("2026-10-02"))
        );
        let last = &steps[3];
        assert_eq!(last["causes"][0]["kind"], "CONTRACT_ENDS");
        let rules = |of: &str| -> Vec<String> {
            last[of].as_array().unwrap().iter().map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect()
        };
        assert!(rules("findingsAppeared").contains(&"flow-after-contract".to_owned()), "{last}");
        assert!(rules("findingsDisappeared").contains(&"contract-expiring".to_owned()), "{last}");
        assert_eq!(last["findingsDisappeared"][0]["asOf"], "2026-12-31");
        assert_eq!(last["counts"]["findingsAppeared"], last["findingsAppeared"].as_array().unwrap().len());
        // What is forecast is what the report of the day says.
        for step in steps {
            let query = "query($on: Date) { report(asOf: $on) { findings(first: 500) { nodes { id } } } }";
            let report = service.ask(query, json!({ "on": step["on"] })).await;
            let nodes = report["report"]["findings"]["nodes"].as_array().unwrap();
            for finding in step["findingsAppeared"].as_array().unwrap() {
                assert!(nodes.contains(&json!({ "id": finding["id"] })), "{finding} on {}", step["on"]);
            }
        }
    });
}

#[test]
fn a_forecast_has_an_end() {
    run(|| async {
        let service = Service::example().await;
        for (from, until) in [("2026-06-02", "2026-06-01"), ("2026-06-02", "2029-06-05"), ("2026-06-02", "2500-12-31")]
        {
            let error = service.fails(FORECAST, json!({ "from": from, "until": until })).await;
            assert_eq!((&error["code"], paths(&error)), (&json!("INVALID"), vec!["until"]), "{from} {until}");
        }
        let whole = service.ask(FORECAST, json!({ "from": "2026-06-02", "until": "2029-06-04" })).await;
        assert_eq!(whole["forecast"], json!([]), "nothing ends in the worked example");
        let aliases: String = (0..200).map(|n| format!("a{n}: forecast(until: \"2030-01-01\") {{ on }} ")).collect();
        assert_eq!(service.fails(&format!("{{ {aliases} }}"), json!({})).await["code"], "TOO_COMPLEX");
    });
}

#[test]
fn paths_are_told_in_plain_language() {
    run(|| async {
        let service = with_contract().await;
        let query = r#"{ sharingPaths(to: "host", category: "user.contact.email", asOf: "2026-06-02") { paths { explanation } }
            report(asOf: "2026-06-02") { findings(rule: "commitment-broken", verdict: BROKEN) { nodes { path { key } explanation clause } }
            clauses: findings(rule: "contract-clause-missing", first: 500) { nodes { clause subjectId } } } }"#;
        let answer = service.ask(query, json!({})).await;
        let path = answer["sharingPaths"]["paths"][0]["explanation"].clone();
        assert_eq!(
            path,
            json!([
                "Web shop sends email to Nimbus Mail for email marketing under DPA 2026 § 2, kept in United States for 1 year.",
                "Nimbus Mail sends contact data to Hosting for service delivery without a contract, kept in Anywhere for 2 years.",
            ])
        );
        let finding = &answer["report"]["findings"]["nodes"][0];
        assert_eq!(finding["path"], json!([{ "key": "f1" }]));
        assert_eq!(finding["explanation"], json!([path[0]]));
        assert_eq!(finding["clause"], Value::Null);
        let clauses = answer["report"]["clauses"]["nodes"].as_array().unwrap();
        assert!(clauses.iter().any(|finding| finding["clause"] == "CONFIDENTIALITY"), "{clauses:?}");
        assert!(!clauses.iter().any(|finding| finding["clause"] == "SCOPE"), "it has this one: {clauses:?}");
    });
}
