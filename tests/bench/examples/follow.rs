//! How long an evaluation takes to follow its register: random edits, one after the other.
//!
//! `cargo run --release -p kept-bench --example follow -- [FLOWS] [EDITS]`; with `KEPT_CALM` promises stay as they are, with
//! `KEPT_ONLY=CONTRACT` only contracts are put.
#![allow(missing_docs, clippy::expect_used, clippy::print_stdout, clippy::cast_precision_loss)]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use kept_bench::generate::Edits;
use kept_bench::generate::{Spec, register, today};
use kept_engine::Evaluation;
use kept_schema::Edit;

// As the program allocates.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    // Random limits of promises make findings of hundreds of thousands of flows.
    let calm = std::env::var_os("KEPT_CALM").is_some();
    let only = std::env::var("KEPT_ONLY").ok();
    let put = ["FLOW", "CONTRACT", "PARTY", "PROMISE"];
    assert!(only.as_deref().is_none_or(|kind| put.contains(&kind)), "KEPT_ONLY is one of {put:?}");
    let is_wanted = |edit: &Edit| match (edit, &only) {
        (Edit::Put(record), Some(only)) => record.id().kind().to_string() == *only,
        (_, Some(_)) => false,
        (Edit::Put(kept_schema::Record::Promise(_)), None) => !calm,
        (_, None) => true,
    };
    let mut asked = std::env::args().skip(1).map(|number| number.parse::<usize>().expect("a number"));
    let (flows, edits) = (asked.next().unwrap_or(1_000_000), asked.next().unwrap_or(1_000));
    let mut register = register(&Spec::of_flows(flows)).expect("a valid register");
    let started = Instant::now();
    let mut evaluation = Evaluation::new(register.clone(), today());
    println!("{flows} flows, {} findings, evaluated in {:?}", evaluation.report().findings.len(), started.elapsed());
    let mut source = Edits::new(&register, 7);
    let mut took: Vec<(Duration, String)> = Vec::new();
    let mut applying: Vec<Duration> = Vec::new();
    for number in 2.. {
        if took.len() >= edits {
            break;
        }
        let edit = source.next_edit(&register);
        if !is_wanted(&edit) {
            continue;
        }
        let kind = match &edit {
            Edit::Put(record) => format!("put {}", record.id().kind()),
            Edit::Delete(id) => format!("delete {}", id.kind()),
        };
        let started = Instant::now();
        let Ok((next, changes)) = register.apply([edit.into()], number) else { continue };
        applying.push(started.elapsed());
        let started = Instant::now();
        evaluation.update(next.clone(), &changes);
        took.push((started.elapsed(), kind));
        register = next;
    }
    applying.sort();
    let mut kinds: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    for (duration, kind) in &took {
        kinds.entry(kind).or_default().push(*duration);
        kinds.entry("all").or_default().push(*duration);
    }
    let at = |durations: &[Duration], part: f64| {
        durations.get(((durations.len() - 1) as f64 * part) as usize).copied().unwrap_or_default()
    };
    for (kind, durations) in &mut kinds {
        durations.sort();
        println!(
            "{kind:>14} {:>5}: median {:>10.1?} p99 {:>10.1?} most {:>10.1?}",
            durations.len(),
            at(durations, 0.5),
            at(durations, 0.99),
            at(durations, 1.0)
        );
    }
    println!("{} findings in the end", evaluation.report().findings.len());
    println!("applying an edit to the register: median {:.1?} p99 {:.1?}", at(&applying, 0.5), at(&applying, 0.99));
}
