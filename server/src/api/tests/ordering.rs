//! Findings in the order that is asked for, and only those that are asked for.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Service, company};
use crate::testing::run;

const LIST: &str = "query($order: FindingOrder, $first: Int, $after: String) { report {
    findings(orderBy: $order, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
    nodes { id severity verdict rule dueOn state subject { title } promise { title } assignment { to } seenSince } } } }";

const SEVERITIES: [&str; 5] = ["INFO", "LOW", "MEDIUM", "HIGH", "CRITICAL"];
const VERDICTS: [&str; 3] = ["KEPT", "UNPROVEN", "BROKEN"];
const STATES: [&str; 2] = ["OPEN", "ACCEPTED"];

fn rank(known: &[&str], value: &Value) -> String {
    known.iter().position(|known| *known == value).unwrap().to_string()
}

/// What a finding is ordered by, as its answer says it.
fn value(field: &str, finding: &Value) -> Option<String> {
    let text = |value: &Value| value.as_str().map(str::to_lowercase);
    match field {
        "SEVERITY" => Some(rank(&SEVERITIES, &finding["severity"])),
        "VERDICT" => Some(rank(&VERDICTS, &finding["verdict"])),
        "STATE" => Some(rank(&STATES, &finding["state"])),
        "RULE" => text(&finding["rule"]),
        "DUE_ON" => text(&finding["dueOn"]),
        "SEEN_SINCE" => text(&finding["seenSince"]),
        "SUBJECT" => text(&finding["subject"]["title"]),
        "PROMISE" => text(&finding["promise"]["title"]),
        "ASSIGNED_TO" => text(&finding["assignment"]["to"]),
        _ => panic!("{field} is not an order"),
    }
}

/// What is not recorded comes after all that is.
fn last_without(value: Option<String>) -> (bool, String) {
    (value.is_none(), value.unwrap_or_default())
}

async fn findings(service: &Service, order: Value) -> Vec<Value> {
    let answer = service.ask(LIST, json!({ "order": order, "first": 500 })).await;
    let found = &answer["report"]["findings"];
    assert_eq!(found["pageInfo"]["hasNextPage"], false);
    found["nodes"].as_array().unwrap().clone()
}

/// The company with somebody told to see to two of its findings, and the risk of a third accepted.
async fn triaged() -> Service {
    let service = Service::over(company()).await;
    let found = findings(&service, Value::Null).await;
    let decide = "mutation($a: AssignFindingInput!, $b: AssignFindingInput!, $c: AcceptRiskInput!) {
        a: assignFinding(input: $a) { finding { id } } b: assignFinding(input: $b) { finding { id } } acceptRisk(input: $c) { finding { id } } }";
    let decided = json!({
        "a": { "finding": found[4]["id"], "to": "procurement" },
        "b": { "finding": found[9]["id"], "to": "Legal" },
        "c": { "finding": found[6]["id"], "reason": "Ends soon.", "owner": "Legal", "until": "2199-12-31" },
    });
    service.ask(decide, decided).await;
    service
}

#[test]
fn each_order_is_kept_from_page_to_page() {
    run(|| async {
        let service = triaged().await;
        let usual = findings(&service, Value::Null).await;
        assert!(usual.len() > 50, "{} findings are too few to be put in order", usual.len());
        for field in
            ["SEVERITY", "DUE_ON", "VERDICT", "RULE", "SUBJECT", "PROMISE", "ASSIGNED_TO", "STATE", "SEEN_SINCE"]
        {
            let valued: BTreeSet<_> = usual.iter().map(|finding| value(field, finding)).collect();
            assert!(valued.len() > 1 || field == "SEEN_SINCE", "all are alike in {field}");
            for direction in ["ASC", "DESC"] {
                let order = json!({ "field": field, "direction": direction });
                // What is alike is listed the gravest first, then what is due first, then as it is when no order is said.
                let mut expected = usual.clone();
                expected.sort_by_key(|finding| last_without(value("DUE_ON", finding)));
                expected.sort_by_key(|finding| std::cmp::Reverse(value("SEVERITY", finding)));
                expected.sort_by_key(|finding| last_without(value(field, finding)));
                if direction == "DESC" {
                    expected.sort_by_key(|finding| std::cmp::Reverse(value(field, finding)));
                }
                let ids = |list: &[Value]| list.iter().map(|finding| finding["id"].clone()).collect::<Vec<_>>();
                assert_eq!(ids(&findings(&service, order.clone()).await), ids(&expected), "{field} {direction}");

                let (mut paged, mut after) = (Vec::new(), Value::Null);
                loop {
                    let ask = json!({ "order": order, "first": 7, "after": after });
                    let page = service.ask(LIST, ask).await["report"]["findings"].clone();
                    assert_eq!(page["totalCount"], usual.len());
                    paged.extend(page["nodes"].as_array().unwrap().clone());
                    if page["pageInfo"]["hasNextPage"] == false {
                        break;
                    }
                    after = page["pageInfo"]["endCursor"].clone();
                }
                assert_eq!(ids(&paged), ids(&expected), "{field} {direction} in pages");
                // The place in one order says nothing in another one.
                let other = json!({ "field": field, "direction": if direction == "ASC" { "DESC" } else { "ASC" } });
                let refused = service.fails(LIST, json!({ "order": other, "after": after })).await;
                assert_eq!(refused["fields"][0]["path"], "after");
            }
        }
    });
}

#[test]
fn findings_are_found_by_what_they_are_about_and_by_words() {
    run(|| async {
        let service = triaged().await;
        let usual = findings(&service, Value::Null).await;
        let asked =
            "query($about: NodeKind, $text: String) { report { findings(about: $about, text: $text, first: 500) {
            nodes { id subjectId subject { title } promise { title } message } } } }";
        let mut told = 0;
        for about in ["PARTY", "CONTRACT", "FLOW", "NOTICE", "PROMISE", "OBSERVATION", "CHANNEL"] {
            let answer = service.ask(asked, json!({ "about": about })).await;
            let found = answer["report"]["findings"]["nodes"].as_array().unwrap().clone();
            let kind = format!("{}:", about.to_lowercase());
            assert!(found.iter().all(|finding| finding["subjectId"].as_str().unwrap().starts_with(&kind)), "{about}");
            told += found.len();
        }
        assert_eq!(told, usual.len());

        let of = async |text: &str| {
            let answer = service.ask(asked, json!({ "text": text })).await;
            answer["report"]["findings"]["nodes"].as_array().unwrap().clone()
        };
        let one = &usual[0];
        assert_eq!(of(one["id"].as_str().unwrap()).await.len(), 1);
        // Words of what it is about, in another case and order.
        let title = one["subject"]["title"].as_str().unwrap();
        let turned = title.to_uppercase().split_whitespace().rev().collect::<Vec<_>>().join(" ");
        assert!(of(&turned).await.iter().any(|finding| finding["id"] == one["id"]), "{turned}");
        // A category is found by its name, which the sentence does not say.
        assert!(of("commitment-broken email").await.iter().any(|f| !f["message"].as_str().unwrap().contains("Email")));
        let promised = usual.iter().find(|finding| !finding["promise"].is_null()).unwrap();
        let quote = promised["promise"]["title"].as_str().unwrap();
        let quoted = of(quote).await;
        assert!(!quoted.is_empty() && quoted.iter().all(|finding| finding["promise"]["title"] == quote));
        assert_eq!(of("no such thing").await, Vec::<Value>::new());
    });
}
