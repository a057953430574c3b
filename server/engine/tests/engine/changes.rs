//! The graph of a changed register is the graph one would build anew.

use kept_engine::SharingGraph;
use kept_schema::{Edit, Record, Register};
use serde_json::json;

use crate::fixture::{clean, day, register, with, without};

/// Every answer of the graph brought up to date is that of the graph built anew.
fn same(updated: &SharingGraph, register: &Register) {
    let anew = SharingGraph::new(register);
    let on = day("2026-06-01");
    let counts = (register.parties().len(), register.flows().len());
    assert_eq!((anew.party_count(), anew.flow_count()), counts);
    assert_eq!((updated.party_count(), updated.flow_count()), counts);
    for category in ["user", "user.contact.email"] {
        let of = [category.parse().unwrap()];
        assert_eq!(updated.recipients(register, &of, on, &[]), anew.recipients(register, &of, on, &[]));
        let holders = |graph: &SharingGraph| -> Vec<(String, u32)> {
            graph.holders(register, &of, on, &[]).iter().map(|found| (found.party.to_string(), found.hops)).collect()
        };
        assert_eq!(holders(updated), holders(&anew));
    }
    for party in register.parties().keys() {
        assert_eq!(updated.received(register, party, on), anew.received(register, party, on));
    }
}

#[test]
fn a_graph_brought_up_to_date_answers_as_one_built_anew() {
    let steps = [
        with(&clean(), "parties", "zoo", json!({"name": "Zoo", "kind": "VENDOR"})),
        with(&clean(), "parties", "app", json!({"name": "App", "kind": "SYSTEM", "operator": "us"})),
    ];
    for document in steps {
        let before = register(&clean());
        let graph = SharingGraph::new(&before);
        let puts = |to: &Register| -> Vec<_> {
            to.ids().filter_map(|id| to.get(&id)).map(|record: Record| Edit::Put(record).into()).collect()
        };
        let target = register(&document);
        let (next, changes) = before.apply(puts(&target), 2).unwrap();
        let graph = graph.updated(&next, &changes);
        same(&graph, &next);
        let key = if document.to_string().contains("\"zoo\"") { "zoo" } else { "app" };
        let (source, recipient) = if key == "app" { ("app", "mailer") } else { ("mailer", "zoo") };
        let flow = json!({"source": source, "recipient": recipient, "categories": ["user.contact.email"],
            "startedOn": "2025-01-01", "regions": ["JP"], "retention": "P3D"});
        let longer = register(&with(&document, "flows", "aaa", flow));
        let (next, changes) = next.apply(puts(&longer), 3).unwrap();
        let graph = graph.updated(&next, &changes);
        same(&graph, &next);
        let flow = json!({"source": "mailer", "recipient": "shop", "categories": ["user"], "startedOn": "2025-01-01"});
        let moved = register(&with(&without(&document, "flows", "aaa"), "flows", "aaa", flow));
        let (next, changes) = next.apply(puts(&moved), 4).unwrap();
        let graph = graph.updated(&next, &changes);
        same(&graph, &next);
        let (next, changes) = next.apply([Edit::Delete("flow:aaa".parse().unwrap()).into()], 5).unwrap();
        let graph = graph.updated(&next, &changes);
        same(&graph, &next);
        let (next, changes) = next.apply([Edit::Delete(format!("party:{key}").parse().unwrap()).into()], 6).unwrap();
        same(&graph.updated(&next, &changes), &next);
    }
}
