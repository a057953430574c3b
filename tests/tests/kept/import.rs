//! Real data, into a real store, by the command line.

use serde_json::{Value, json};

use crate::support::{Beside, Service, data, kept, stdout_of};

fn json_of(arguments: &[&str], code: i32) -> Value {
    serde_json::from_str(&stdout_of(&kept(arguments), code)).expect("the command prints JSON")
}

fn offboarded(plan: &Value) -> usize {
    let changes = plan["changes"].as_array().unwrap();
    let field = |change: &&Value| {
        change["fields"]
            .as_array()
            .unwrap()
            .iter()
            .any(|field| field["field"] == "status" && field["after"] == "OFFBOARDED")
    };
    changes.iter().filter(|change| change["kind"] == "UPDATE").filter(field).count()
}

fn count(plan: &Value, kind: &str, prefix: &str) -> usize {
    let changes = plan["changes"].as_array().unwrap();
    changes.iter().filter(|change| change["kind"] == kind && change["id"].as_str().unwrap().starts_with(prefix)).count()
}

#[test]
fn two_vendor_lists_over_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let store = format!("rocksdb:{}", folder.path().join("store").display());
    let (older, newer) = (data("gvl/vendor-list-v3-45.json"), data("gvl/vendor-list-v3-106.json"));
    let (older, newer) = (older.to_str().unwrap(), newer.to_str().unwrap());

    let first = json_of(&["import", "gvl", older, "--store", &store, "--format", "json"], 0);
    assert_eq!(count(&first, "CREATE", "party:gvl-"), 833);
    assert_eq!(first["revision"], 1);

    let planned = json_of(&["import", "gvl", newer, "--store", &store, "--format", "json", "--dry-run"], 0);
    assert_eq!(planned["revision"], Value::Null);
    let second = json_of(&["import", "gvl", newer, "--store", &store, "--format", "json"], 0);
    assert_eq!(second["changes"], planned["changes"]);
    assert_eq!(second["revision"], 2);
    assert_eq!(count(&second, "CREATE", "party:"), 156);
    assert_eq!(count(&second, "DELETE", ""), 0, "nothing is removed");
    assert_eq!(offboarded(&second), 63 + 2, "63 newly deleted by the list, 2 gone from it");

    let register: Value = {
        let file = folder.path().join("register.json");
        stdout_of(&kept(&["export", "document", "--store", &store, "--output", file.to_str().unwrap()]), 0);
        serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
    };
    let vendors: Vec<&Value> =
        register["parties"].as_array().unwrap().iter().filter(|party| party["kind"] != "SELF").collect();
    assert_eq!(vendors.len(), 989);
    assert!(vendors.iter().all(|party| party["identifiers"][0]["scheme"] == "IAB_GVL"));

    let again = json_of(&["import", "gvl", newer, "--store", &store, "--format", "json"], 0);
    assert_eq!(
        (again["changes"].as_array().unwrap().len(), &again["revision"]),
        (0, &json!(2)),
        "the same list changes nothing"
    );

    // The example question: who breaks a publisher's notice?
    json_of(&["apply", "seeds/publisher", "--store", &store, "--format", "json"], 0);
    let report = json_of(&["check", "--store", &store, "--as-of", "2025-06-01", "--format", "json"], 1);
    assert_eq!(
        report["promises"],
        json!([
            { "key": "advertising-partners", "verdict": "KEPT" },
            { "key": "no-precise-location", "verdict": "BROKEN" },
            { "key": "thirteen-months", "verdict": "BROKEN" },
        ])
    );
    let breakers = |aspect: &str| {
        let findings = report["findings"].as_array().unwrap().iter();
        findings
            .filter(|finding| {
                finding["rule"] == "commitment-broken" && finding["aspect"] == aspect && finding["verdict"] == "BROKEN"
            })
            .count()
    };
    assert!(
        breakers("retention") > 100 && breakers("recipient") > 100,
        "{} {}",
        breakers("retention"),
        breakers("recipient")
    );
}

#[test]
fn published_sub_processors_make_a_circle_one_can_walk() {
    let folder = tempfile::tempdir().unwrap();
    let store = format!("rocksdb:{}", folder.path().join("store").display());
    let list = data("subprocessors/ai_vendors_edges.csv");
    let plan = json_of(
        &[
            "import",
            "subprocessors",
            list.to_str().unwrap(),
            "--store",
            &store,
            "--format",
            "json",
            "--observed-on",
            "2026-01-01",
        ],
        0,
    );
    assert!(count(&plan, "CREATE", "flow:") > 700, "{} flows", count(&plan, "CREATE", "flow:"));
    let walked = json_of(
        &["paths", "--start", "vercel", "--to", "vercel", "--category", "user", "--store", &store, "--format", "json"],
        0,
    );
    let circle = json!(["vercel--neon", "neon--notion", "notion--fireworks-ai", "fireworks-ai--vercel"]);
    let mut paths = walked["paths"].as_array().unwrap().iter();
    assert!(paths.any(|path| path["flows"] == circle && path["certainty"] == "POSSIBLE"), "{walked:#}");
}

const PUBLISHER: &str = "kept: 1
parties:
  - {key: press, name: Acme Press GmbH, kind: SELF}
  - {key: publisher, name: Acme Daily, kind: SYSTEM, operator: press}
";

/// A vendor list of a day, in which vendors say what they use data for.
fn vendors(day: &str, purposes: &[(u32, &[u32])]) -> String {
    let vendor = |(id, purposes): &(u32, &[u32])| {
        let vendor = json!({ "id": id, "name": format!("Vendor {id}"), "purposes": purposes, "dataDeclaration": [1],
            "dataRetention": { "stdRetention": 30 } });
        (id.to_string(), vendor)
    };
    let vendors: serde_json::Map<String, Value> = purposes.iter().map(vendor).collect();
    json!({ "gvlSpecificationVersion": 3, "vendorListVersion": 7, "lastUpdated": format!("{day}T12:00:00Z"),
        "vendors": vendors })
    .to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vendor_list_is_imported_through_a_server() {
    let beside = Beside::of(PUBLISHER);
    let first = beside.file("first.json", &vendors("2025-03-01", &[(1, &[1, 3]), (2, &[2])]));
    let later = beside.file("later.json", &vendors("2025-06-01", &[(1, &[1, 4])]));
    let import = |list: &str, more: &[&'static str]| {
        let arguments = [&["import", "gvl", list, "--source", "publisher"], more].concat();
        arguments.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let run = |list: &str, more: &[&'static str], code: i32| {
        let arguments = import(list, more);
        beside.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), code)
    };
    let planned = run(&first, &["--dry-run"], 0);
    assert!(
        planned.starts_with("Global Vendor List 7 of 2025-03-01: 2 vendors\n  vendors: 2 new\n  flows: 3 start\n")
            && planned.ends_with("This was a dry run: nothing was changed.\n"),
        "{planned}"
    );
    let done: Value = serde_json::from_str(&run(&first, &["--format", "json"], 0)).unwrap();
    assert_eq!(
        (count(&done, "CREATE", "party:gvl-"), count(&done, "CREATE", "flow:gvl-"), &done["revision"]),
        (2, 3, &json!(2))
    );
    assert_eq!(done["told"].as_str().unwrap(), planned.split_once("+ ").unwrap().0);
    // A later list is laid over what is recorded there: what is gone from it ends.
    let done = run(&later, &[], 0);
    assert!(done.contains("vendors: 1 gone from the list, 1 with other purposes\n  flows: 1 start, 2 end"), "{done}");
    let again = run(&later, &[], 0);
    assert!(again.ends_with("Nothing to change: the register says this already.\n"), "{again}");
    let log = beside.service.data("{ changes(after: 2) { nodes { action summary } } }", json!({})).await;
    assert_eq!(
        log["changes"]["nodes"],
        json!([{ "action": "importGvl", "summary": "Global Vendor List 7 of 2025-06-01" }])
    );

    // What is wrong is told in the same words, wherever it is found.
    let older = run(&first, &[], 2);
    assert!(older.contains("lastUpdated: ") && older.contains("import lists in their order"), "{older}");
    let nobody = beside.run(&["import", "gvl", &later, "--source", "publsher"], 2);
    assert!(nobody.contains("source: there is no party `publsher`; did you mean `publisher`?"), "{nobody}");
    let wrong = beside.file("wrong.json", &vendors("2025-07-01", &[(3, &[1])]).replace("Vendor 3", " "));
    assert!(run(&wrong, &[], 2).contains("vendors.3.name: "));
    let page = beside.file("page.html", "<html>");
    assert!(run(&page, &[], 2).contains("page.html:1:1: this is not JSON"));
    let two = beside.run(&["import", "gvl", &first, &later, "--dry-run"], 2);
    assert!(two.contains("--dry-run takes one file"), "{two}");
}

#[tokio::test(flavor = "multi_thread")]
async fn published_sub_processors_are_imported_through_a_server() {
    let beside = Beside::of(PUBLISHER);
    let list = beside.file("list.csv", "from,to,service\nNimbus Mail,Tidewell,Hosting\nnimbus mail,\"Tide, Inc.\",\n");
    let import = ["import", "subprocessors", &list, "--observed-on", "2026-01-01"];
    let planned = beside.json(&[&import[..], &["--dry-run"]].concat());
    assert_eq!((&planned["dryRun"], &planned["revision"]), (&json!(true), &Value::Null));
    let told = beside.run(&import, 0);
    assert!(
        told.starts_with("2 lines: 3 parties (3 new), 2 flows (2 new)\n")
            && told.contains("+ flow:nimbus-mail--tidewell\n")
            && told.contains("Done: the register is at revision 2.\n"),
        "{told}"
    );
    let again = beside.run(&import, 0);
    assert!(again.starts_with("2 lines: 3 parties (0 new), 2 flows (0 new)\nNothing to change"), "{again}");
    let asked = "{ changes(after: 1) { nodes { action summary } } flow(key: \"nimbus-mail--tidewell\") { startedOn description } }";
    let said = beside.service.data(asked, json!({})).await;
    assert_eq!(
        said,
        json!({ "changes": { "nodes": [{ "action": "importSubprocessors", "summary": format!("2 published sub-processors of {list}") }] },
            "flow": { "startedOn": "2026-01-01", "description": "Hosting" } })
    );
    let wrong = beside.file("wrong.csv", "from,to\nNimbus Mail,\n,Tidewell\n");
    let refused = beside.run(&["import", "subprocessors", &wrong], 2);
    assert!(
        refused.contains("wrong.csv:2:1: to: the name of the party is missing")
            && refused.contains("wrong.csv:3:1: from: "),
        "{refused}"
    );
}

#[test]
fn what_a_change_does_is_told_alike_by_a_store_and_a_server() {
    let beside = Beside::over("seeds/clean");
    // What was in Germany is in the United States: promises and findings follow.
    let register = stdout_of(&kept(&["export", "document", "--store", &beside.store]), 0);
    let changed = beside.file("changed.yaml", &register.replace("- DE\n", "- US\n"));
    for format in ["text", "json", "markdown"] {
        beside.run(&["apply", &changed, "--dry-run", "--format", format], 0);
    }
    let done = beside.json(&["apply", &changed]);
    assert_eq!((&done["dryRun"], &done["revision"]), (&json!(false), &json!(2)));
    // All that is known of a finding, and its promise with both verdicts.
    let appeared = done["findingsAppeared"].as_array().unwrap();
    let broken = appeared.iter().find(|finding| finding["rule"] == "commitment-broken").expect("a promise breaks");
    for field in ["id", "aspect", "verdict", "severity", "subject", "promise", "categories", "path", "message"] {
        assert!(!broken[field].is_null(), "{field}: {broken:#}");
    }
    let promise = broken["promise"].as_str().unwrap().trim_start_matches("promise:");
    let verdicts = done["promises"].as_array().unwrap();
    assert!(verdicts.iter().any(|found| found["key"] == promise && found["after"] == "BROKEN"), "{verdicts:#?}");
    assert_eq!(done["counts"]["findingsAppeared"], appeared.len());

    let finding = broken["id"].as_str().unwrap();
    let assigned = beside.json(&["assign", finding, "--to", "Legal", "--note", "Ask the vendor"]);
    assert_eq!(assigned["changes"][0]["kind"], "CREATE");
    beside.json(&["accept", finding, "--reason", "Being signed", "--owner", "Legal", "--until", "2499-12-31"]);
    let refused = beside.run(&["accept", finding, "--reason", " ", "--owner", "Legal", "--until", "2020-01-01"], 2);
    assert!(
        refused.contains("reason: say why it is accepted") && refused.contains("until: 2020-01-01 is over"),
        "{refused}"
    );
    for command in ["unassign", "reopen"] {
        beside.run(&[command, finding], 0);
    }
}

#[test]
fn all_mistakes_of_documents_are_told_at_once_by_a_store_and_a_server() {
    let beside = Beside::over("seeds/clean");
    let bad = beside.file("bad.yaml", "kept: 1\nparties: [{key: new, name: New, kind: VENDORR}]\n");
    let misfit = "flows:\n  - {key: x, source: nobody, recipient: no-one, startedOn: 2026-01-01}\n";
    let misfit = beside.file("misfit.yaml", &format!("kept: 1\n{misfit}"));
    let told = beside.run(&["apply", &bad, &misfit], 2);
    for mistake in ["bad.yaml:2:33: parties[0].kind: ", "misfit.yaml:3:14: flows[0].source: ", "misfit.yaml:3:30: "] {
        assert!(told.contains(mistake), "{mistake}: {told}");
    }
    assert!(told.ends_with("3 problems; nothing was changed\n"), "{told}");
    let alone = beside.run(&["apply", &misfit, "--prune"], 2);
    assert!(alone.contains("misfit.yaml:3:14: ") && alone.contains("2 problems"), "{alone}");
    beside.run(&["apply", &misfit, "--format", "json"], 2);
    // Of channels too, of which nothing else is put.
    let channels = "kept: 1\nchannels:\n  - {key: a, kind: SLACK}\n  - {key: b, kind: TEAMS, urlFrom: KEPT_SECRET_B, escalation: {after: P1D, to: nobody}}\n";
    let channels = beside.file("channels.yaml", channels);
    let told = beside.run(&["channel", "put", &channels], 2);
    assert!(told.contains("channels.yaml:3:") && told.contains("channels.yaml:4:"), "{told}");
    // A service that is not there holds up nothing that can be told without it.
    let nowhere = kept(&["apply", &bad, "--server", "http://127.0.0.1:1"]);
    assert!(String::from_utf8_lossy(&nowhere.stderr).contains("bad.yaml:2:33: "), "{nowhere:?}");
    stdout_of(&nowhere, 2);
    stdout_of(&kept(&["apply", "seeds/clean", "--server", "http://127.0.0.1:1"]), 3);
}

#[test]
fn a_plan_is_a_comment_on_a_pull_request() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    let url = format!("rocksdb:{}", store.display());
    stdout_of(&kept(&["apply", "seeds/clean", "--store", &url]), 0);
    // What was in Germany is in the United States: promises and findings follow.
    let register = stdout_of(&kept(&["export", "document", "--store", &url]), 0);
    let changed = folder.path().join("changed.yaml");
    std::fs::write(&changed, register.replace("- DE\n", "- US\n")).unwrap();
    let plan = ["apply", changed.to_str().unwrap(), "--dry-run", "--format", "markdown"];
    let local = stdout_of(&kept(&[&plan[..], &["--store", &url]].concat()), 0);
    assert!(local.starts_with("### ❌ Kept: ") && local.contains("| Promise | before | after |"), "{local}");
    assert!(
        local.contains("**Findings that appear: ") && local.ends_with("This was a dry run: nothing was changed.\n"),
        "{local}"
    );
    // Through a server it is the same.
    let service = Service::on(&store, &[], &[]);
    assert_eq!(stdout_of(&kept(&[&plan[..], &["--server", &service.address]].concat()), 0), local);
    drop(service);
    let nothing = stdout_of(&kept(&["apply", "seeds/clean", "--dry-run", "--format", "markdown", "--store", &url]), 0);
    assert_eq!(nothing, "### ✅ Kept: nothing to change\n\nThe register says this already.\n");
}
