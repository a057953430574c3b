//! The rules about what contracts say: a clean chain of processors, one change, and exactly this finding.

use serde_json::{Value, json};

use crate::fixture::{clauses, lines, messages, report, with, without};

const DAY: &str = "2026-06-01";

/// The clauses with one of them as given, or without it.
pub fn clauses_with(kind: &str, clause: Option<Value>) -> Value {
    let mut all = clauses();
    let list = all.as_array_mut().unwrap();
    list.retain(|clause| clause["kind"] != kind);
    list.extend(clause);
    all
}

/// `us` gives data to `desk`, which has `cloud` store it, which has `vault` keep copies, some of which come back.
pub fn chain() -> Value {
    let contract = |key: &str, [upper, lower]: [&str; 2], roles: [&str; 2]| {
        json!({"key": key, "kind": "DATA_PROCESSING_AGREEMENT", "effectiveOn": "2025-01-01", "clauses": clauses(),
            "parties": [{"party": upper, "role": roles[0]}, {"party": lower, "role": roles[1]}],
            "terms": {"categories": ["user"], "purposes": ["essential.service"], "regions": ["eea"],
                "maxRetention": "P1Y", "safeguards": ["encryption"]}})
    };
    let flow = |key: &str, source: &str, recipient: &str| {
        json!({"key": key, "source": source, "recipient": recipient, "categories": ["user.contact.email"],
            "purposes": ["essential.service"], "subjects": ["customer"], "regions": ["DE"], "retention": "P1Y",
            "safeguards": ["encryption"], "consent": "OPT_IN", "consideration": "SERVICE", "startedOn": "2025-01-01"})
    };
    json!({
        "parties": [
            {"key": "us", "name": "Acme GmbH", "kind": "SELF", "country": "DE"},
            {"key": "shop", "name": "Web shop", "kind": "SYSTEM", "operator": "us"},
            {"key": "desk", "name": "Desk", "kind": "VENDOR", "country": "FR"},
            {"key": "cloud", "name": "Cloud", "kind": "VENDOR", "country": "DE"},
            {"key": "vault", "name": "Vault", "kind": "VENDOR", "country": "NL"},
        ],
        "contracts": [
            contract("dpa-desk", ["us", "desk"], ["CONTROLLER", "PROCESSOR"]),
            contract("spa-cloud", ["desk", "cloud"], ["PROCESSOR", "SUB_PROCESSOR"]),
            contract("spa-vault", ["cloud", "vault"], ["SUB_PROCESSOR", "SUB_PROCESSOR"]),
        ],
        "flows": [
            flow("f1", "shop", "desk"),
            flow("f2", "desk", "cloud"),
            flow("f3", "cloud", "vault"),
            flow("f4", "vault", "cloud"),
        ],
        "notices": [
            {"key": "privacy", "title": "Privacy notice", "by": "us", "effectiveOn": "2025-01-01", "promises": [
                {"key": "told", "kind": "DISCLOSURE", "scope": {"categories": ["user"]}},
                {"key": "unsold", "kind": "COMMITMENT", "scope": {"categories": ["user"]}, "limits": {"neverSold": true}},
            ]},
        ],
    })
}

#[track_caller]
fn finds(document: &Value, expected: &[&str]) {
    assert_eq!(lines(&report(document, DAY)), expected);
}

fn contract(key: &str, fields: Value) -> Value {
    with(&chain(), "contracts", key, fields)
}

#[track_caller]
fn says(document: &Value, expected: &str) {
    assert_eq!(messages(&report(document, DAY)), [expected]);
}

#[test]
fn nothing_is_found_in_a_clean_chain() {
    finds(&chain(), &[]);
}

#[test]
fn contract_clause_missing() {
    let missing = |kind: &str, clause| contract("dpa-desk", json!({"clauses": clauses_with(kind, clause)}));
    let absent = missing("BREACH_NOTICE", Some(json!({"kind": "BREACH_NOTICE", "presence": "ABSENT"})));
    finds(&absent, &["contract-clause-missing BROKEN MEDIUM contract:dpa-desk dpa-desk BREACH_NOTICE [] via "]);
    says(&absent, "The contract dpa-desk with Desk has no clause BREACH_NOTICE");
    let line = "contract-clause-missing UNPROVEN LOW contract:dpa-desk dpa-desk AUDIT_RIGHTS [] via ";
    finds(&missing("AUDIT_RIGHTS", None), &[line]);
    finds(&missing("AUDIT_RIGHTS", Some(json!({"kind": "AUDIT_RIGHTS", "presence": "UNKNOWN"}))), &[line]);
    finds(&missing("AUDIT_RIGHTS", Some(json!({"kind": "AUDIT_RIGHTS", "presence": "NOT_APPLICABLE"}))), &[]);
}

#[test]
fn a_contract_without_any_clause_is_named_once() {
    let document = contract("spa-vault", json!({"clauses": []}));
    finds(&document, &["contract-clause-missing UNPROVEN LOW contract:spa-vault spa-vault [] via "]);
}

#[test]
fn the_latest_amendment_that_records_a_clause_counts() {
    let amendment = |presence: &str| {
        json!({"kind": "ADDENDUM", "amends": "dpa-desk", "effectiveOn": "2025-02-01",
            "clauses": [{"kind": "SCOPE", "presence": presence}]})
    };
    let line = "contract-clause-missing BROKEN MEDIUM contract:dpa-desk dpa-desk SCOPE [] via ";
    finds(&with(&chain(), "contracts", "amendment", amendment("ABSENT")), &[line]);
    let absent = contract(
        "dpa-desk",
        json!({"clauses": clauses_with("SCOPE", Some(json!({"kind": "SCOPE", "presence": "ABSENT"})))}),
    );
    finds(&absent, &[line]);
    finds(&with(&absent, "contracts", "amendment", amendment("PRESENT")), &[]);
}

#[test]
fn each_kind_of_contract_has_its_clauses() {
    let other = |kind: &str, roles: [&str; 2], clauses: Value| {
        let parties = json!([{"party": "us", "role": roles[0]}, {"party": "desk", "role": roles[1]}]);
        let fields = json!({"kind": kind, "effectiveOn": "2025-01-01", "parties": parties, "clauses": clauses});
        lines(&report(&with(&chain(), "contracts", "other", fields), DAY)).join("\n")
    };
    let none = "contract-clause-missing UNPROVEN LOW contract:other other [] via ";
    assert_eq!(other("NDA", ["CUSTOMER", "SUPPLIER"], json!([])), "");
    assert_eq!(other("JOINT_CONTROLLER", ["JOINT_CONTROLLER", "JOINT_CONTROLLER"], json!([])), none);
    assert_eq!(other("SCC", ["DATA_EXPORTER", "DATA_IMPORTER"], json!([])), none);
    let all = ["SAME_PROTECTION", "STOP_AND_REMEDIATE", "CANNOT_COMPLY_NOTICE", "PURPOSE_LIMITATION"];
    let clauses =
        |kinds: &[&str]| kinds.iter().map(|kind| json!({"kind": kind, "presence": "PRESENT"})).collect::<Value>();
    assert_eq!(other("DATA_SHARING", ["BUSINESS", "THIRD_PARTY"], clauses(&all)), "");
    assert_eq!(
        other("DATA_SHARING", ["BUSINESS", "THIRD_PARTY"], clauses(&all[1..])),
        "contract-clause-missing UNPROVEN LOW contract:other other SAME_PROTECTION [] via "
    );
}

#[test]
fn subprocessor_not_authorised() {
    let authorised = |fields: Value| {
        let mut clause = json!({"kind": "SUBPROCESSOR_AUTHORISATION", "presence": "PRESENT"});
        clause.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        contract("dpa-desk", json!({"clauses": clauses_with("SUBPROCESSOR_AUTHORISATION", Some(clause))}))
    };
    let line = |verdict: &str| {
        format!("subprocessor-not-authorised {verdict} flow:f2 dpa-desk [user.contact.email] via f1 f2")
    };
    let (broken, unproven) = (line("BROKEN HIGH"), line("UNPROVEN MEDIUM"));
    let none = authorised(json!({"authorisation": "NONE"}));
    finds(&none, &[&broken]);
    says(
        &none,
        "Desk passes user.contact.email on to Cloud; its contract dpa-desk with Acme GmbH does not authorise that",
    );
    finds(&authorised(json!({"authorisation": "SPECIFIC", "approved": ["vault"]})), &[&broken]);
    finds(&authorised(json!({"authorisation": "SPECIFIC", "approved": ["vault", "cloud"]})), &[]);
    finds(&authorised(json!({"authorisation": "SPECIFIC"})), &[&unproven]);
    finds(&authorised(json!({})), &[&unproven]);
    let possible = with(&none, "flows", "f2", json!({"categories": ["user.contact"]}));
    let found = lines(&report(&possible, DAY));
    assert!(found.contains(&unproven), "{found:?}");
}

#[test]
fn authorisation_is_asked_along_the_whole_chain() {
    let clause = json!({"kind": "SUBPROCESSOR_AUTHORISATION", "presence": "PRESENT", "authorisation": "NONE"});
    let fields = json!({"clauses": clauses_with("SUBPROCESSOR_AUTHORISATION", Some(clause))});
    finds(
        &contract("spa-cloud", fields),
        &["subprocessor-not-authorised BROKEN HIGH flow:f3 spa-cloud [user.contact.email] via f1 f2 f3"],
    );
}

#[test]
fn onward_weaker_terms() {
    let terms = |fields: Value| {
        let mut terms = chain()["contracts"][1]["terms"].clone();
        for (name, value) in fields.as_object().unwrap() {
            terms[name] = value.clone();
        }
        let document = contract("spa-cloud", json!({"terms": terms}));
        let report = report(&document, DAY);
        let found: Vec<String> = lines(&report).into_iter().filter(|line| line.starts_with("onward")).collect();
        let told = report.findings.iter().find(|finding| finding.rule.code() == "onward-weaker-terms");
        (found.join("\n"), told.map_or_else(String::new, |finding| finding.message.english().to_owned()))
    };
    let line = |aspect: &str, verdict: &str| {
        format!("onward-weaker-terms/{aspect} {verdict} flow:f2 spa-cloud [user.contact.email] via f1 f2")
    };
    for (fields, aspect, verdict, message) in [
        (
            json!({"purposes": ["essential", "marketing"]}),
            "purpose",
            "BROKEN MEDIUM",
            "Desk passes user.contact.email on to Cloud; the contract spa-cloud is weaker on purposes than dpa-desk with Acme GmbH",
        ),
        (
            json!({"regions": ["world"]}),
            "region",
            "UNPROVEN LOW",
            "Desk passes user.contact.email on to Cloud; the contract spa-cloud is not shown to be as strict on regions as dpa-desk with Acme GmbH",
        ),
        (
            json!({"maxRetention": "P2Y"}),
            "retention",
            "BROKEN MEDIUM",
            "Desk passes user.contact.email on to Cloud; the contract spa-cloud is weaker on retention than dpa-desk with Acme GmbH",
        ),
        (
            json!({"maxRetention": null}),
            "retention",
            "UNPROVEN LOW",
            "Desk passes user.contact.email on to Cloud; the contract spa-cloud is not shown to be as strict on retention as dpa-desk with Acme GmbH",
        ),
        (
            json!({"safeguards": []}),
            "safeguard",
            "UNPROVEN LOW",
            "Desk passes user.contact.email on to Cloud; the contract spa-cloud is not shown to be as strict on safeguards as dpa-desk with Acme GmbH",
        ),
    ] {
        assert_eq!(terms(fields), (line(aspect, verdict), message.to_owned()));
    }
    let lost = clauses_with("AUDIT_RIGHTS", Some(json!({"kind": "AUDIT_RIGHTS", "presence": "ABSENT"})));
    finds(
        &contract("spa-vault", json!({"clauses": lost})),
        &[
            "contract-clause-missing BROKEN MEDIUM contract:spa-vault spa-vault AUDIT_RIGHTS [] via ",
            "onward-weaker-terms/clause BROKEN MEDIUM flow:f3 spa-vault [user.contact.email] via f1 f2 f3",
        ],
    );
}

#[test]
fn an_operator_with_several_systems_is_one_organisation() {
    let document = with(&chain(), "parties", "inbox", json!({"name": "Inbox", "kind": "SYSTEM", "operator": "desk"}));
    let document = with(&document, "parties", "files", json!({"name": "Files", "kind": "SYSTEM", "operator": "desk"}));
    let document = with(&document, "flows", "f1", json!({"recipient": "inbox"}));
    let document = with(&document, "flows", "f2", json!({"source": "files"}));
    let mut inside = chain()["flows"][0].clone();
    (inside["source"], inside["recipient"]) = (json!("inbox"), json!("files"));
    inside.as_object_mut().unwrap().remove("key");
    let document = with(&document, "flows", "inside", inside);
    let clause = json!({"kind": "SUBPROCESSOR_AUTHORISATION", "presence": "PRESENT", "authorisation": "NONE"});
    let fields = json!({"clauses": clauses_with("SUBPROCESSOR_AUTHORISATION", Some(clause))});
    finds(
        &with(&document, "contracts", "dpa-desk", fields),
        &["subprocessor-not-authorised BROKEN HIGH flow:f2 dpa-desk [user.contact.email] via f1 inside f2"],
    );
}

#[test]
fn transfer_without_mechanism() {
    let abroad = |country: &str| with(&chain(), "parties", "desk", json!({"country": country}));
    let line = |verdict: &str, contract: &str| {
        format!("transfer-without-mechanism {verdict} flow:f1{contract} [user.contact.email] via f1")
    };
    let with_mechanism = |country: &str, clause: Value| {
        let mut all = clauses();
        all.as_array_mut().unwrap().push(clause);
        with(&abroad(country), "contracts", "dpa-desk", json!({"clauses": all}))
    };
    let mechanism = |country: &str, fields: Value| {
        let mut clause = json!({"kind": "TRANSFER_MECHANISM", "presence": "PRESENT"});
        clause.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        with_mechanism(country, clause)
    };
    let (broken, unproven) = (line("BROKEN HIGH", " dpa-desk"), line("UNPROVEN MEDIUM", " dpa-desk"));
    let absent = with_mechanism("IN", json!({"kind": "TRANSFER_MECHANISM", "presence": "ABSENT"}));
    finds(&absent, &[&broken]);
    says(
        &absent,
        "Desk receives user.contact.email from Web shop (IN and DE); no contract has a transfer mechanism that works for the two",
    );
    finds(&abroad("IN"), &[&unproven]);
    finds(&abroad("CH"), &[]);
    for (fields, expected) in [
        (json!({"mechanism": "SCC", "modules": [2]}), None),
        (json!({"mechanism": "SCC", "modules": [1]}), Some(&broken)),
        (json!({"mechanism": "SCC"}), Some(&unproven)),
        (json!({"mechanism": "ADEQUACY"}), Some(&broken)),
        (json!({"mechanism": "DPF"}), Some(&broken)),
        (json!({"mechanism": "UK_IDTA"}), Some(&broken)),
        (json!({"mechanism": "BCR"}), Some(&unproven)),
        (json!({"mechanism": "DEROGATION"}), Some(&unproven)),
        (json!({}), Some(&unproven)),
    ] {
        let expected: Vec<&str> = expected.map(String::as_str).into_iter().collect();
        finds(&mechanism("IN", fields), &expected);
    }
    finds(&mechanism("CA", json!({"mechanism": "ADEQUACY"})), &[]);
    finds(&abroad("CA"), &[&unproven]);
}

/// The modules of the standard contractual clauses (Implementing Decision (EU) 2021/914) are each for one pair of roles.
#[test]
fn a_module_fits_the_roles_of_the_ends() {
    let found = |[exporter, importer]: [&str; 2], module: u8| {
        let mut all = clauses();
        let clause =
            json!({"kind": "TRANSFER_MECHANISM", "presence": "PRESENT", "mechanism": "SCC", "modules": [module]});
        all.as_array_mut().unwrap().push(clause);
        let parties = json!([{"party": "us", "role": exporter}, {"party": "desk", "role": importer}]);
        let document = with(&chain(), "parties", "desk", json!({"country": "IN"}));
        let document = with(&document, "contracts", "dpa-desk", json!({"clauses": all, "parties": parties}));
        let mut found = lines(&report(&document, DAY));
        found.retain(|line| line.starts_with("transfer-without-mechanism") && line.contains(" flow:f1 "));
        found
    };
    let line = |verdict| format!("transfer-without-mechanism {verdict} flow:f1 dpa-desk [user.contact.email] via f1");
    for (ends, fitting) in [
        (["CONTROLLER", "CONTROLLER"], 1),
        (["CONTROLLER", "PROCESSOR"], 2),
        (["PROCESSOR", "SUB_PROCESSOR"], 3),
        (["PROCESSOR", "CONTROLLER"], 4),
    ] {
        for module in 1..=4 {
            let expected = if module == fitting { vec![] } else { vec![line("BROKEN HIGH")] };
            assert_eq!(found(ends, module), expected, "{ends:?} {module}");
        }
    }
    // Who is in which role is not said of one of the two.
    for ends in [["CONTROLLER", "DATA_IMPORTER"], ["DATA_EXPORTER", "PROCESSOR"]] {
        assert_eq!(found(ends, 1), [line("UNPROVEN MEDIUM")], "{ends:?}");
    }
}

#[test]
fn a_certificate_of_the_framework_holds_on_its_days() {
    let certified = |fields: Value| {
        let document = with(&chain(), "parties", "desk", json!({"country": "US", "certifications": [fields]}));
        let absent = json!([{"kind": "TRANSFER_MECHANISM", "presence": "ABSENT"}]);
        let mut all = clauses();
        all.as_array_mut().unwrap().extend(absent.as_array().unwrap().clone());
        let mut found = lines(&report(&with(&document, "contracts", "dpa-desk", json!({"clauses": all})), DAY));
        // That it ends is another rule's matter.
        found.retain(|line| !line.starts_with("certification-expired"));
        found
    };
    let broken = ["transfer-without-mechanism BROKEN HIGH flow:f1 dpa-desk [user.contact.email] via f1"];
    assert_eq!(certified(json!({"scheme": "EU-US DPF", "validUntil": "2026-06-01"})), [""; 0]);
    assert_eq!(certified(json!({"scheme": "EU_US_DPF", "validUntil": "2026-05-31"})), broken);
    assert_eq!(certified(json!({"scheme": "DPF", "validFrom": "2026-06-02"})), broken);
    assert_eq!(certified(json!({"scheme": "ISO_27001"})), broken);
}

#[test]
fn onward_transfers_are_transfers() {
    let document = with(&without(&chain(), "flows", "f4"), "parties", "cloud", json!({"country": "IN"}));
    let mut all = clauses();
    let clause = json!({"kind": "TRANSFER_MECHANISM", "presence": "PRESENT", "mechanism": "SCC", "modules": [3]});
    all.as_array_mut().unwrap().push(clause);
    let document = with(&document, "contracts", "spa-cloud", json!({"clauses": all}));
    finds(&document, &[]);
    let document = with(&document, "parties", "vault", json!({"country": "VN"}));
    finds(
        &document,
        &["transfer-without-mechanism UNPROVEN MEDIUM flow:f3 spa-vault [user.contact.email] via f1 f2 f3"],
    );
}

#[test]
fn service_provider_lost() {
    let kinds = [
        "PURPOSE_LIMITATION",
        "NO_SALE_OR_SHARE",
        "NO_COMBINING",
        "SAME_PROTECTION",
        "STOP_AND_REMEDIATE",
        "CANNOT_COMPLY_NOTICE",
    ];
    let provider = |lacking: &str, presence: &str| {
        let parties = json!([{"party": "us", "role": "BUSINESS"}, {"party": "desk", "role": "SERVICE_PROVIDER"}]);
        let clause =
            |kind: &&str| json!({"kind": kind, "presence": if *kind == lacking { presence } else { "PRESENT" }});
        let clauses: Vec<Value> = kinds.iter().map(clause).collect();
        let fields = json!({"kind": "DATA_SHARING", "parties": parties, "clauses": clauses});
        let document = contract("dpa-desk", fields);
        without(&without(&document, "flows", "f2"), "flows", "f4")
    };
    finds(&provider("", "ABSENT"), &[]);
    let lost = provider("NO_COMBINING", "ABSENT");
    finds(
        &lost,
        &[
            "service-provider-lost/sale BROKEN HIGH flow:f1 unsold dpa-desk [user.contact.email] via f1",
            "contract-clause-missing BROKEN MEDIUM contract:dpa-desk dpa-desk NO_COMBINING [] via ",
        ],
    );
    assert_eq!(
        messages(&report(&lost, DAY))[0],
        "Desk receives user.contact.email for a service, and the contract dpa-desk lacks a prohibition that makes it a service provider; the promise is that it is never sold"
    );
    assert_eq!(report(&lost, DAY).promises[1].verdict.code(), "BROKEN");
    finds(
        &provider("SAME_PROTECTION", "ABSENT"),
        &[
            "contract-clause-missing BROKEN MEDIUM contract:dpa-desk dpa-desk SAME_PROTECTION [] via ",
            "service-provider-lost/sale UNPROVEN MEDIUM flow:f1 unsold dpa-desk [user.contact.email] via f1",
        ],
    );
    let free = with(&lost, "flows", "f1", json!({"consideration": "NONE"}));
    finds(&free, &["contract-clause-missing BROKEN MEDIUM contract:dpa-desk dpa-desk NO_COMBINING [] via "]);
}
