//! The store against a real engine: in memory where that is enough, on disk where disk matters.

mod bulk;
mod commits;
mod crash;
mod log;
mod opening;
mod round_trip;
mod support;
mod verify;
