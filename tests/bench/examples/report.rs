//! How long a report from scratch takes, and how many findings each rule has.
//!
//! `cargo run --release -p kept-bench --example report -- [FLOWS [ROUNDS]]`
#![allow(missing_docs, clippy::expect_used, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::time::Instant;

use kept_bench::generate::{Spec, register, today};
use kept_engine::{Evaluation, SharingGraph};

// As the program allocates.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let mut numbers = std::env::args().skip(1).map(|number| number.parse().expect("a number"));
    let (flows, rounds) = (numbers.next().unwrap_or(1_000_000), numbers.next().unwrap_or(1));
    let register = register(&Spec::of_flows(flows)).expect("a valid register");
    let evaluate = || {
        let started = Instant::now();
        let graph = SharingGraph::new(&register);
        let built = started.elapsed();
        let evaluation = Evaluation::of(register.clone(), graph, today());
        let all = started.elapsed();
        println!("{flows} flows: graph in {built:?}, evaluated in {:?}, together {all:?}", all.saturating_sub(built));
        evaluation
    };
    for _ in 1..rounds {
        evaluate();
    }
    let evaluation = evaluate();
    let started = Instant::now();
    let report = evaluation.report();
    println!("report of {} findings in {:?}", report.findings.len(), started.elapsed());
    let mut rules: BTreeMap<(&str, Option<&str>), usize> = BTreeMap::new();
    for finding in &report.findings {
        *rules.entry((finding.rule.code(), finding.aspect.map(kept_engine::Aspect::code))).or_default() += 1;
    }
    for ((rule, aspect), count) in rules {
        println!("{count:>8} {rule} {}", aspect.unwrap_or_default());
    }
}
