//! The store against a real engine: in memory where that is enough, on disk where disk matters.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "these are tests"
)]

mod alerts;
mod bulk;
mod commits;
mod crash;
mod history;
mod log;
mod looks;
mod opening;
mod round_trip;
mod support;
mod verify;
