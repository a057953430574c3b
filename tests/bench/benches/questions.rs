//! How long a question at run time takes: may this be shared now? On registers of 100,000 and 1,000,000 flows.
//!
//! `cargo bench -p kept-bench --bench questions`; `KEPT_BENCH_FLOWS=10000` chooses other sizes.
#![allow(missing_docs, clippy::expect_used)]

use std::collections::BTreeMap;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use kept_bench::generate::{Spec, register, today};
use kept_engine::SharingGraph;
use kept_engine::questions::{Desk, Sharing};
use kept_schema::{Flow, PartyKey, Register};

fn sizes() -> Vec<usize> {
    let asked = std::env::var("KEPT_BENCH_FLOWS").unwrap_or_else(|_| "100000,1000000".to_owned());
    asked.split(',').map(|size| size.trim().parse().expect("KEPT_BENCH_FLOWS is a list of numbers")).collect()
}

/// A thousand questions: one category and one purpose each, of flows from all over the register; every second one
/// asks another party's category or purpose, which is most often not declared.
fn questions(register: &Register) -> Vec<Sharing> {
    let step = (register.flows().len() / 1000).max(1);
    let flows: Vec<&Flow> = register.flows().values().step_by(step).map(|flow| &flow.value).collect();
    let question = |(number, flow): (usize, &&Flow)| {
        let other = flows.get((number * 7 + 3) % flows.len()).expect("a flow");
        let declared = if number % 2 == 0 { flow } else { other };
        Sharing {
            source: flow.source.clone(),
            recipient: flow.recipient.clone(),
            categories: declared.categories.iter().take(1).cloned().collect(),
            purposes: declared.purposes.iter().take(1).cloned().collect(),
        }
    };
    flows.iter().enumerate().map(question).collect()
}

/// Of the questions about declared flows, the one between the two parties that share most.
fn busiest(register: &Register) -> Sharing {
    let mut counts: BTreeMap<(&PartyKey, &PartyKey), usize> = BTreeMap::new();
    for flow in register.flows().values() {
        *counts.entry((&flow.source, &flow.recipient)).or_default() += 1;
    }
    let (ends, _) = counts.into_iter().max_by_key(|(_, count)| *count).expect("a flow");
    let flow = register.flows().values().find(|flow| (&flow.source, &flow.recipient) == ends).expect("a flow");
    Sharing {
        source: flow.source.clone(),
        recipient: flow.recipient.clone(),
        categories: flow.categories.iter().take(1).cloned().collect(),
        purposes: flow.purposes.iter().take(1).cloned().collect(),
    }
}

fn may_share(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("questions");
    group.sample_size(20);
    for flows in sizes() {
        let register = register(&Spec::of_flows(flows)).expect("a valid register");
        let graph = SharingGraph::new(&register);
        let questions = questions(&register);
        group.bench_function(BenchmarkId::new("desk", flows), |bencher| {
            bencher.iter(|| Desk::new(&register, &graph, black_box(today())));
        });
        let desk = Desk::new(&register, &graph, today());
        let mut next = questions.iter().cycle();
        group.bench_function(BenchmarkId::new("may-share", flows), |bencher| {
            bencher.iter(|| desk.may_share(black_box(next.next().expect("a question"))));
        });
        let busiest = busiest(&register);
        group.bench_function(BenchmarkId::new("may-share-between-the-busiest", flows), |bencher| {
            bencher.iter(|| desk.may_share(black_box(&busiest)));
        });
    }
    group.finish();
}

criterion_group!(benches, may_share);
criterion_main!(benches);
