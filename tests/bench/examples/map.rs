//! What a map of a large register takes: the part of the graph, how contracts cover each flow of it, and what the report says
//! of each. Beside it what it takes when nothing is shared between flows, and when each flow goes through all findings.
//!
//! `cargo run --release -p kept-bench --example map -- [FLOWS] [PARTIES ON THE MAP]`
#![allow(missing_docs, clippy::expect_used, clippy::print_stdout)]

use std::collections::HashMap;
use std::time::{Duration, Instant};

use kept_bench::generate::{Spec, register, today};
use kept_engine::questions::{Explainer, MapFlow, MapQuery, sharing_map};
use kept_engine::{Options, SharingGraph, Verdict, evaluate};
use kept_schema::NodeId;

// As the program allocates.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let started = Instant::now();
    (work(), started.elapsed())
}

fn main() {
    let mut asked = std::env::args().skip(1).map(|number| number.parse::<usize>().expect("a number"));
    let (flows, first) = (asked.next().unwrap_or(100_000), asked.next().unwrap_or(60));
    let register = register(&Spec::of_flows(flows)).expect("a valid register");
    let graph = SharingGraph::new(&register);
    let report = evaluate(&register, &graph, today(), &Options::default());
    let explainer = Explainer::new(&register, &graph);
    let of = vec!["user".parse().expect("a key")];
    let query = MapQuery { of, around: Vec::new(), first };
    let (map, took) = timed(|| sharing_map(&register, &graph, &query, today()));
    println!("{} parties and {} flows of {flows}: {took:?}", map.parties.len(), map.flows.len());

    let coverage = |flow: &MapFlow| explainer.coverer(&register, &graph, today()).coverage(&flow.flow);
    let (alone, took_alone) = timed(|| map.flows.iter().map(coverage).collect::<Vec<_>>());
    let (together, took) = timed(|| {
        let coverer = explainer.coverer(&register, &graph, today());
        map.flows.iter().map(|flow| coverer.coverage(&flow.flow)).collect::<Vec<_>>()
    });
    assert_eq!(alone, together, "a flow is covered the same beside others");
    println!("how contracts cover them: {took:?}; each by itself: {took_alone:?}");

    let scan = |flow: &MapFlow| {
        let about =
            report.findings.iter().filter(|finding| matches!(&finding.subject, NodeId::Flow(key) if *key == flow.flow));
        about.map(|finding| finding.verdict).max().unwrap_or(Verdict::Kept)
    };
    let (scanned, took_scanned) = timed(|| map.flows.iter().map(scan).collect::<Vec<_>>());
    let (looked_up, took) = timed(|| {
        let mut worst: HashMap<&NodeId, Verdict> = HashMap::new();
        for finding in &report.findings {
            let verdict = worst.entry(&finding.subject).or_insert(finding.verdict);
            *verdict = finding.verdict.max(*verdict);
        }
        let of = |flow: &MapFlow| worst.get(&NodeId::Flow(flow.flow.clone())).copied().unwrap_or(Verdict::Kept);
        map.flows.iter().map(of).collect::<Vec<_>>()
    });
    assert_eq!(scanned, looked_up, "a flow has the same verdict either way");
    println!(
        "what {} findings say of them: {took:?}; through all of them for each: {took_scanned:?}",
        report.findings.len()
    );
}
