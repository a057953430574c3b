//! How long a forecast of a year takes, and what following each day costs.
//!
//! `cargo run --release -p kept-bench --example forecast -- [FLOWS] [DAYS]`
#![allow(missing_docs, clippy::expect_used, clippy::print_stdout)]

use std::time::Instant;

use kept_bench::generate::{Spec, register, today};
use kept_engine::{Evaluation, events};
use kept_schema::Duration;

// As the program allocates.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let mut asked = std::env::args().skip(1).map(|number| number.parse::<u32>().expect("a number"));
    let (flows, days) = (asked.next().unwrap_or(1_000_000), asked.next().unwrap_or(365));
    let register = register(&Spec::of_flows(flows as usize)).expect("a valid register");
    let started = Instant::now();
    let evaluation = Evaluation::new(register, today());
    println!("{flows} flows evaluated in {:?}", started.elapsed());
    let until = today().plus(Duration::from_days(days), 1);
    let started = Instant::now();
    let agenda = events(evaluation.register(), today(), until);
    let count: usize = agenda.values().map(std::collections::BTreeSet::len).sum();
    println!("{count} events on {} days, found in {:?}", agenda.len(), started.elapsed());
    let started = Instant::now();
    let steps = evaluation.forecast(until);
    println!("{} days on which something changes, in {:?}", steps.len(), started.elapsed());
}
