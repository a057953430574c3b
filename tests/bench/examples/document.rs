//! Writes a generated register as documents, to try the program and its pages on a large one.
//!
//! `cargo run --release -p kept-bench --example document -- 100000 FOLDER`, and then `kept serve --store mem: --load FOLDER`
#![allow(missing_docs, clippy::expect_used, clippy::print_stdout)]

use std::path::PathBuf;

use kept_bench::generate::{Spec, generate};
use kept_schema::Record;
use kept_schema::document::{Document, write_json};

/// Few enough that a file is not too large to be read.
const RECORDS_A_FILE: usize = 10_000;

fn main() {
    let mut asked = std::env::args().skip(1);
    let flows: usize = asked.next().map_or(100_000, |flows| flows.parse().expect("a number of flows"));
    let folder = PathBuf::from(asked.next().expect("a folder to write to"));
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    // A notice and its promises are one thing in a document.
    let (promised, others): (Vec<Record>, Vec<Record>) =
        generate(&Spec::of_flows(flows)).partition(|record| matches!(record, Record::Notice(_) | Record::Promise(_)));
    for (number, records) in others.chunks(RECORDS_A_FILE).chain([&promised[..]]).enumerate() {
        let text = write_json(&Document::of_records(records.iter().cloned()));
        std::fs::write(folder.join(format!("{number:03}.json")), text).expect("the file can be written");
    }
    println!("{} records of {flows} flows are in {}", promised.len() + others.len(), folder.display());
}
