//! How much memory a register and its sharing graph take (Linux).
//!
//! `cargo run --release -p kept-bench --example memory -- 1000000`
#![allow(missing_docs, clippy::expect_used, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::time::Instant;

use kept_bench::generate::{Spec, register, today};
use kept_engine::{Options, SharingGraph, evaluate};

/// The resident memory of this process in bytes.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux tells a process about itself");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("how much memory it has");
    let kibibytes: usize = line.trim().trim_end_matches(" kB").parse().expect("a number");
    kibibytes * 1024
}

fn main() {
    let flows: usize = std::env::args().nth(1).map_or(1_000_000, |flows| flows.parse().expect("a number of flows"));
    let before = resident();
    let started = Instant::now();
    let register = register(&Spec::of_flows(flows)).expect("a valid register");
    let (with_register, made) = (resident(), started.elapsed());
    let graph = SharingGraph::new(&register);
    let with_graph = resident();
    println!("{flows} flows, made and validated in {made:.1?}");
    for (what, bytes) in
        [("register", with_register - before), ("graph", with_graph - with_register), ("both", with_graph - before)]
    {
        println!("{what:>8}: {:>6} MiB, {:>4} bytes a flow", bytes >> 20, bytes / flows);
    }
    let started = Instant::now();
    let report = evaluate(&register, &graph, today(), &Options::default());
    println!("report in {:.1?}, {} findings:", started.elapsed(), report.findings.len());
    let mut counts = BTreeMap::new();
    for finding in &report.findings {
        *counts.entry((finding.rule, finding.aspect, finding.verdict)).or_insert(0_usize) += 1;
    }
    for ((rule, aspect, verdict), count) in counts {
        let aspect = aspect.map_or("", kept_engine::Aspect::code);
        println!("{count:>8} {rule} {aspect} {verdict}");
    }
    let mut verdicts = BTreeMap::new();
    for promise in &report.promises {
        *verdicts.entry(promise.verdict).or_insert(0_usize) += 1;
    }
    println!("promises: {verdicts:?}");
}
