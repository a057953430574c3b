//! The published schema.

use std::path::Path;

use serde_json::Value;

use crate::api::guard::tests::INTROSPECTION;
use crate::api::{builder, sdl};

/// The schema as tools see it.
async fn introspected() -> Value {
    let response = builder().finish().execute(INTROSPECTION).await;
    assert!(response.errors.is_empty(), "{:?}", response.errors);
    response.data.into_json().unwrap()["__schema"].clone()
}

#[test]
fn is_the_committed_one() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema/graphql/schema.graphql");
    if std::env::var_os("KEPT_BLESS").is_some() {
        std::fs::write(&file, sdl()).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap();
    assert!(committed == sdl(), "schema.graphql is not what the program publishes: run this test with KEPT_BLESS=1");
}

#[test]
fn prints_the_same_every_time() {
    assert_eq!(sdl(), sdl());
}

fn named(value: &Value, key: &str) -> Vec<Value> {
    value[key].as_array().cloned().unwrap_or_default()
}

#[tokio::test]
async fn describes_everything() {
    let mut silent = Vec::new();
    let mut check = |what: String, of: &Value| {
        if of["description"].as_str().is_none_or(|text| text.trim().is_empty()) {
            silent.push(what);
        }
    };
    for of in named(&introspected().await, "types") {
        let name = of["name"].as_str().unwrap().to_owned();
        if name.starts_with("__") {
            continue;
        }
        check(name.clone(), &of);
        for field in named(&of, "fields") {
            let path = format!("{name}.{}", field["name"].as_str().unwrap());
            check(path.clone(), &field);
            for argument in named(&field, "args") {
                check(format!("{path}({})", argument["name"].as_str().unwrap()), &argument);
            }
        }
        for field in named(&of, "inputFields").into_iter().chain(named(&of, "enumValues")) {
            check(format!("{name}.{}", field["name"].as_str().unwrap()), &field);
        }
    }
    assert!(silent.is_empty(), "no description: {silent:#?}");
}

/// The definitions of the published JSON Schema of documents.
fn document_definitions() -> Value {
    kept_schema::document::json_schema()["$defs"].clone()
}

#[tokio::test]
async fn words_are_those_of_documents() {
    let definitions = document_definitions();
    let mut compared = 0;
    for of in named(&introspected().await, "types") {
        let Some(definition) = definitions.get(of["name"].as_str().unwrap()).filter(|_| of["kind"] == "ENUM") else {
            continue;
        };
        let words = |values: Vec<Value>, key: &str| -> Vec<(Value, String)> {
            let of = |value: &Value| {
                (value[key].clone(), value["description"].as_str().unwrap_or_default().replace('\n', " "))
            };
            values.iter().map(of).collect()
        };
        assert_eq!(
            words(named(&of, "enumValues"), "name"),
            words(named(definition, "oneOf"), "const"),
            "{}",
            of["name"]
        );
        compared += 1;
    }
    assert!(compared >= 15, "only {compared} enums were compared");
}

#[tokio::test]
async fn inputs_have_the_fields_of_documents() {
    let definitions = document_definitions();
    let types = named(&introspected().await, "types");
    let fields = |name: &str| -> Vec<String> {
        let of = types.iter().find(|of| of["name"] == name).unwrap_or_else(|| panic!("no type {name}"));
        let mut names: Vec<_> =
            named(of, "inputFields").iter().map(|field| field["name"].as_str().unwrap().to_owned()).collect();
        names.sort();
        names
    };
    let nouns = [
        ("Party", "CreatePartyInput"),
        ("Contract", "CreateContractInput"),
        ("Flow", "CreateFlowInput"),
        ("Promise", "CreatePromiseInput"),
        ("Term", "CreateTermInput"),
        ("Identifier", "IdentifierInput"),
        ("Contact", "ContactInput"),
        ("Certification", "CertificationInput"),
        ("ContractParty", "ContractPartyInput"),
        ("Renewal", "RenewalInput"),
        ("RecordedRenewal", "RecordedRenewalInput"),
        ("ContractTerms", "ContractTermsInput"),
        ("Clause", "ClauseInput"),
        ("ContractDocument", "ContractDocumentInput"),
        ("Derivation", "DerivationInput"),
        ("Audience", "AudienceInput"),
        ("Scope", "ScopeInput"),
        ("Limits", "LimitsInput"),
        ("RecipientSelector", "RecipientSelectorInput"),
        ("Shares", "SharesInput"),
    ];
    for (noun, input) in nouns {
        let mut documented: Vec<_> = definitions[noun]["properties"]
            .as_object()
            .unwrap_or_else(|| panic!("no {noun}"))
            .keys()
            .cloned()
            .collect();
        documented.sort();
        assert_eq!(fields(input), documented, "{input}");
    }
    let mut notice: Vec<_> = definitions["DocumentNotice"]["properties"].as_object().unwrap().keys().cloned().collect();
    notice.retain(|field| field != "promises");
    notice.sort();
    assert_eq!(fields("CreateNoticeInput"), notice);
}

#[tokio::test]
async fn has_the_published_names() {
    let types = named(&introspected().await, "types");
    let fields = |name: &str| -> Vec<String> {
        let of = types.iter().find(|of| of["name"] == name).unwrap_or_else(|| panic!("no type {name}"));
        named(of, "fields").iter().map(|field| field["name"].as_str().unwrap().to_owned()).collect()
    };
    let published = [
        (
            "Query",
            "node party parties contract contracts flow flows notice notices promise promises taxonomy search \
          recipients received sharingPaths report finding forecast mayShare exposure chokepoints changes viewer",
        ),
        (
            "Mutation",
            "createParty updateParty deleteParty createContract updateContract deleteContract createFlow \
          updateFlow deleteFlow createNotice updateNotice deleteNotice createPromise updatePromise deletePromise createTerm \
          updateTerm deleteTerm renewContract giveNotice terminateContract endFlow verifyFlow apply",
        ),
        ("Subscription", "findingChanged changeRecorded contractDeadline"),
        (
            "Finding",
            "id rule aspect verdict severity subject promise contract clause categories path message explanation",
        ),
        ("SharingPath", "certainty flows explanation"),
        ("ForecastStep", "on causes actBy findingsAppeared findingsDisappeared promiseVerdicts"),
        ("Decision", "decision reasons revision asOf"),
        ("Exposure", "categories subjects downstream contracts noticeHours promises"),
        ("Recipient", "party certainty categories purposes regions hops path"),
        ("PathResult", "complete paths"),
        ("Report", "asOf revision complete counts promises findings"),
        ("PartyConnection", "edges nodes totalCount pageInfo"),
        ("PageInfo", "hasNextPage hasPreviousPage startCursor endCursor"),
    ];
    for (name, names) in published {
        let fields = fields(name);
        for wanted in names.split_whitespace() {
            assert!(fields.iter().any(|field| field == wanted), "{name}.{wanted} is missing");
        }
    }
}
