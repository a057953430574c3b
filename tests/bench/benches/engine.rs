//! How long the engine takes on registers of 10,000, 100,000 and 1,000,000 flows.
//!
//! `cargo bench -p kept-bench --bench engine`; `KEPT_BENCH_FLOWS=10000,100000` chooses other sizes.
#![allow(missing_docs, clippy::expect_used)]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use kept_bench::generate::{Spec, register, today};
use kept_engine::{Options, SharingGraph, evaluate};
use kept_schema::TermKey;

fn sizes() -> Vec<usize> {
    let asked = std::env::var("KEPT_BENCH_FLOWS").unwrap_or_else(|_| "10000,100000,1000000".to_owned());
    asked.split(',').map(|size| size.trim().parse().expect("KEPT_BENCH_FLOWS is a list of numbers")).collect()
}

fn engine(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("engine");
    group.sample_size(10);
    for flows in sizes() {
        let register = register(&Spec::of_flows(flows)).expect("a valid register");
        let graph = SharingGraph::new(&register);
        let email: Vec<TermKey> = vec!["user.contact.email".parse().expect("a key")];
        group.throughput(Throughput::Elements(flows as u64));
        group.bench_function(BenchmarkId::new("graph", flows), |bencher| {
            bencher.iter(|| SharingGraph::new(black_box(&register)));
        });
        group.bench_function(BenchmarkId::new("holders-of-email", flows), |bencher| {
            bencher.iter(|| graph.holders(&register, black_box(&email), today(), &[]));
        });
        group.bench_function(BenchmarkId::new("recipients-of-email-with-paths", flows), |bencher| {
            bencher.iter(|| graph.recipients(&register, black_box(&email), today(), &[]));
        });
        group.bench_function(BenchmarkId::new("fixpoint-of-all-categories", flows), |bencher| {
            bencher.iter(|| graph.holdings(black_box(today())));
        });
        group.bench_function(BenchmarkId::new("report", flows), |bencher| {
            bencher.iter(|| evaluate(&register, &graph, black_box(today()), &Options::default()));
        });
    }
    group.finish();
}

criterion_group!(benches, engine);
criterion_main!(benches);
