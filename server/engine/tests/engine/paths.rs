//! Paths, recipients and circles.

use kept_engine::{PathQuery, PathResult, SharingGraph};
use kept_schema::Register;
use serde_json::{Value, json};

use crate::fixture::{clean, day, register, with, without};

fn query(to: &str, from: Option<&str>, category: &str) -> PathQuery {
    PathQuery {
        to: to.parse().unwrap(),
        from: from.map(|from| from.parse().unwrap()),
        category: category.parse().unwrap(),
        day: day("2026-06-01"),
        max_hops: 8,
        first: 10,
    }
}

fn shown(result: &PathResult) -> Vec<String> {
    let path = |path: &kept_engine::SharingPath| {
        let flows: Vec<_> = path.flows.iter().map(ToString::to_string).collect();
        format!("{} {}", path.certainty, flows.join(" "))
    };
    result.paths.iter().map(path).collect()
}

fn ask(register: &Register, query: &PathQuery) -> PathResult {
    SharingGraph::new(register).sharing_paths(register, query)
}

/// `count` vendors, each sharing e-mail addresses with all others.
fn everyone_with_everyone(count: usize) -> Value {
    let mut document = json!({"parties": [{"key": "us", "name": "Us", "kind": "SELF"}], "flows": [
        {"key": "first", "source": "us", "recipient": "v00", "categories": ["user.contact.email"], "startedOn": "2025-01-01"}]});
    for a in 0..count {
        document = with(&document, "parties", &format!("v{a:02}"), json!({"name": "V", "kind": "VENDOR"}));
        for b in (0..count).filter(|b| a != *b) {
            let (source, recipient) = (format!("v{a:02}"), format!("v{b:02}"));
            let flow = json!({"source": source, "recipient": recipient, "categories": ["user.contact.email"], "startedOn": "2025-01-01"});
            document = with(&document, "flows", &format!("f{a:02}-{b:02}"), flow);
        }
    }
    document
}

#[test]
fn paths_are_shortest_first() {
    let register = register(&crate::example::document());
    let found = ask(&register, &query("host", None, "user.contact.email"));
    assert_eq!((shown(&found).as_slice(), found.complete), (&["POSSIBLE f1 f2".to_owned()][..], true));
    let found = ask(&register, &query("mailer", None, "user.contact.email"));
    assert_eq!(shown(&found), ["CERTAIN f1"], "a path visits no party twice");
    let found = ask(&register, &query("mailer", Some("mailer"), "user.contact.email"));
    assert_eq!(shown(&found), ["POSSIBLE f2 f4"], "but may end where it started");
    let found = ask(&register, &query("host", Some("ads"), "user.location.precise"));
    assert_eq!(shown(&found), ["POSSIBLE f5"], "as if the source held it");
    for nowhere in [
        query("host", None, "user.location"),
        query("nobody", None, "user"),
        query("host", Some("no"), "user"),
        query("host", None, "no"),
    ] {
        assert_eq!(ask(&register, &nowhere), PathResult { complete: true, paths: Vec::new() });
    }
}

#[test]
fn a_search_that_stops_at_a_bound_says_so() {
    let register = register(&everyone_with_everyone(6));
    let all = PathQuery { first: 1000, ..query("v05", None, "user.contact.email") };
    let found = ask(&register, &all);
    // 1 direct, 4 by one other, 4*3 by two, 4*3*2 by three, 4*3*2 by four others.
    assert_eq!((found.paths.len(), found.complete), (1 + 4 + 12 + 24 + 24, true));
    let lengths: Vec<usize> = found.paths.iter().map(|path| path.flows.len()).collect();
    assert!(lengths.is_sorted());
    let few = ask(&register, &PathQuery { first: 65, ..all.clone() });
    assert_eq!((few.paths.len(), few.complete), (65, true));
    let few = ask(&register, &PathQuery { first: 64, ..all.clone() });
    assert_eq!((few.paths.len(), few.complete), (64, false));
    assert_eq!(few.paths[..], found.paths[..64]);
    let short = ask(&register, &PathQuery { max_hops: 3, ..all });
    assert_eq!((short.paths.len(), short.complete), (5, false));
}

#[test]
fn a_search_without_end_ends() {
    let register = register(&everyone_with_everyone(14));
    let mut document = query("v13", None, "user.contact.phone_number");
    assert_eq!(ask(&register, &document).paths.len(), 0);
    document = PathQuery { first: 5_000_000, max_hops: 60, ..query("v13", None, "user.contact.email") };
    assert!(!ask(&register, &document).complete);
}

#[test]
fn of_equally_short_paths_the_one_whose_last_flow_comes_first_is_told() {
    let mut document = clean();
    for (key, source, recipient) in [("a2", "shop", "x"), ("a1", "shop", "y"), ("b", "x", "z"), ("c", "y", "z")] {
        let party = json!({"name": "V", "kind": "VENDOR"});
        for end in [source, recipient].into_iter().filter(|end| end.len() == 1) {
            document = with(&document, "parties", end, party.clone());
        }
        let flow = json!({"source": source, "recipient": recipient, "categories": ["user.name"], "startedOn": "2025-01-01",
            "purposes": [if key == "c" { "sales" } else { "finance" }], "regions": ["DE"]});
        document = with(&document, "flows", key, flow);
    }
    let register = register(&document);
    let recipients =
        SharingGraph::new(&register).recipients(&register, &["user.name".parse().unwrap()], day("2026-06-01"), &[]);
    let z = recipients.iter().find(|found| found.party.as_str() == "z").unwrap();
    assert_eq!(z.path.iter().map(ToString::to_string).collect::<Vec<_>>(), ["a2", "b"]);
    assert_eq!(z.purposes.iter().map(ToString::to_string).collect::<Vec<_>>(), ["finance", "sales"]);
    assert_eq!(z.regions.len(), 1);
}

#[test]
fn recipients_of_some_peoples_data() {
    let register = register(&clean());
    let graph = SharingGraph::new(&register);
    let ask = |subjects: &[&str]| -> Vec<String> {
        let subjects: Vec<_> = subjects.iter().map(|subject| subject.parse().unwrap()).collect();
        let found = graph.recipients(&register, &["user.contact".parse().unwrap()], day("2026-06-01"), &subjects);
        found.iter().map(|found| format!("{} {}", found.party, found.certainty)).collect()
    };
    assert_eq!(ask(&["customer"]), ["mailer CERTAIN", "host CERTAIN"]);
    assert_eq!(ask(&["employee"]), [""; 0]);
    assert_eq!(ask(&["employee", "customer"]), ["mailer CERTAIN", "host CERTAIN"]);
    assert_eq!(ask(&["nobody"]), [""; 0]);
}

#[test]
fn circles_are_found() {
    let register = register(&crate::example::document());
    let circles = SharingGraph::new(&register).circles(day("2026-06-01"));
    assert_eq!(circles.len(), 1);
    assert_eq!(circles[0].iter().map(ToString::to_string).collect::<Vec<_>>(), ["host", "mailer"]);
    assert!(SharingGraph::new(&register).circles(day("2025-06-01")).is_empty());
}

#[test]
fn long_chains_do_not_overflow_the_stack() {
    let mut document = json!({"parties": [{"key": "us", "name": "Us", "kind": "SELF"}], "flows": []});
    let (mut parties, mut flows) = (Vec::new(), Vec::new());
    for number in 0..30_000 {
        let source = if number == 0 { "us".to_owned() } else { format!("v{:05}", number - 1) };
        parties.push(json!({"key": format!("v{number:05}"), "name": "V", "kind": "VENDOR"}));
        flows.push(json!({"key": format!("f{number:05}"), "source": source, "recipient": format!("v{number:05}"),
            "categories": ["user.name"], "startedOn": "2025-01-01"}));
    }
    document["parties"].as_array_mut().unwrap().extend(parties);
    document["flows"] = json!(flows);
    let register = register(&document);
    let graph = SharingGraph::new(&register);
    let found = graph.received(&register, &"v29999".parse().unwrap(), day("2026-06-01"));
    assert_eq!((found.len(), found[0].path.len()), (1, 30_000));
    assert!(graph.circles(day("2026-06-01")).is_empty());
}

/// A company may tell more kinds of data apart than fit into one number of the machine: each is followed, the last like the first.
#[test]
fn many_categories_are_told_apart() {
    let count = 200;
    let key = |number: usize| format!("user.contact.email.list{number:03}");
    let term = |number| json!({"taxonomy": "CATEGORY", "key": key(number), "name": format!("List {number}")});
    let mut document = clean();
    document["terms"] = (0..count).map(term).collect();
    let given = |category: &str| {
        let fields =
            json!({"source": "shop", "recipient": "mailer", "categories": [category], "startedOn": "2025-02-01"});
        let document = with(&without(&document, "flows", "shop-mailer"), "flows", "list", fields);
        let register = register(&without(&document, "flows", "mailer-host"));
        let graph = SharingGraph::new(&register);
        let who = |category: &str| {
            let found = graph.recipients(&register, &[category.parse().unwrap()], day("2026-06-01"), &[]);
            found.iter().any(|recipient| recipient.party.as_str() == "mailer")
        };
        ((0..count).map(key).filter(|list| who(list)).collect::<Vec<_>>(), graph.holdings(day("2026-06-01")))
    };
    let (of_first, held) = given(&key(0));
    assert_eq!(of_first, [key(0)]);
    for number in [127, 128, 199] {
        assert_eq!(given(&key(number)), (vec![key(number)], held), "the mailer holds one category, as before");
    }
    let (all, more) = given("user.contact.email");
    assert_eq!((all.len(), more), (count, held + count), "all lists, and addresses that are in none");
}

/// Of several people whose data arrives, the one for whom it is nearest says how far away that is.
#[test]
fn the_nearest_of_several_subjects_counts() {
    for [near, far] in [["customer", "employee"], ["employee", "customer"]] {
        let flow = |key: &str, source: &str, recipient: &str, subject: &str| {
            json!({"key": key, "source": source, "recipient": recipient, "categories": ["user.contact.email"],
                "subjects": [subject], "startedOn": "2025-01-01"})
        };
        let register = register(&json!({
            "parties": [{"key": "us", "name": "Us", "kind": "SELF"}, {"key": "a", "name": "A", "kind": "VENDOR"},
                {"key": "b", "name": "B", "kind": "VENDOR"}],
            "flows": [flow("near", "us", "a", near), flow("far", "us", "b", far), flow("further", "b", "a", far)],
        }));
        let (of, subjects) = (["user.contact.email".parse().unwrap()], [near, far].map(|key| key.parse().unwrap()));
        let graph = SharingGraph::new(&register);
        let holders = graph.holders(&register, &of, day("2026-06-01"), &subjects);
        let hops: Vec<_> = holders.iter().map(|found| (found.party.to_string(), found.hops)).collect();
        assert_eq!(hops, [("a".to_owned(), 1), ("b".to_owned(), 1)], "{near}");
    }
}

#[test]
fn the_flows_of_a_party_are_listed_by_key() {
    let mut document = clean();
    let more = json!({"source": "crm", "recipient": "mailer", "categories": ["user.name"], "startedOn": "2026-02-01"});
    document = with(&document, "flows", "crm-mailer", more);
    let graph = SharingGraph::new(&register(&document));
    let party = |key: &str| key.parse().unwrap();
    let keys = |flows: Vec<&kept_schema::FlowKey>| flows.iter().map(|key| key.to_string()).collect::<Vec<_>>();
    assert_eq!(keys(graph.brought_to(&party("mailer")).collect()), ["crm-mailer", "shop-mailer"]);
    assert_eq!(keys(graph.given_by(&party("shop")).collect()), ["shop-crm", "shop-mailer"]);
    assert_eq!(keys(graph.brought_to(&party("shop")).collect()), [""; 0]);
    assert_eq!(keys(graph.given_by(&party("nobody")).collect()), [""; 0]);
}

/// More flows than sets are tried of: only what passes between two parties at the same time says how few are enough.
#[test]
fn many_flows_side_by_side_are_a_smallest_set() {
    let (before, between) = (40, 26);
    let mut document = json!({"parties": [{"key": "us", "name": "Us", "kind": "SELF"}], "flows": []});
    let flow = |document: &Value, key: String, source: &str, recipient: &str| {
        let fields = json!({"source": source, "recipient": recipient, "categories": ["user.contact.email"], "startedOn": "2025-01-01"});
        with(document, "flows", &key, fields)
    };
    for party in ["hub", "broker"] {
        document = with(&document, "parties", party, json!({"name": party, "kind": "VENDOR"}));
    }
    for number in 0..before {
        let vendor = format!("v{number:02}");
        document = with(&document, "parties", &vendor, json!({"name": "V", "kind": "VENDOR"}));
        document = flow(&document, format!("a{number:02}"), "us", &vendor);
        document = flow(&document, format!("b{number:02}"), &vendor, "hub");
    }
    for number in 0..between {
        document = flow(&document, format!("c{number:02}"), "hub", "broker");
    }
    let graph = SharingGraph::new(&register(&document));
    let found = kept_engine::questions::chokepoints(
        &graph,
        &"broker".parse().unwrap(),
        &"user.contact.email".parse().unwrap(),
        day("2026-06-01"),
    );
    let found = found.unwrap();
    let expected: Vec<String> = (0..between).map(|number| format!("c{number:02}")).collect();
    let flows: Vec<String> = found.flows.iter().map(ToString::to_string).collect();
    assert_eq!((flows, found.minimum), (expected, true));
}
