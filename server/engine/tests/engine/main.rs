//! What the engine says of small registers.

#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::needless_pass_by_value,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

mod acceptances;
mod changes;
mod contract_rules;
mod contracts;
mod deadlines;
mod deltas;
mod example;
mod fixture;
#[path = "../scenarios/german.rs"]
mod german;
mod lives;
mod map;
mod observations;
mod onward;
mod pages;
mod paths;
mod promises;
mod repairs;
mod rules;
mod taken_away;
mod time_rules;
mod witnesses;
