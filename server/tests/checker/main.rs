//! The small program `kept` from outside, and the importers on real data.
//!
//! Real data is read from `KEPT_DATA`, or `../shared/data` beside the project; `KEPT_DATA=none` leaves it out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[cfg(feature = "server")]
mod accept;
#[cfg(feature = "server")]
mod channels;
mod check;
mod data;
mod explain;
mod formats;
mod guide;
mod gvl;
mod gvl_lists;
mod inputs;
#[cfg(feature = "server")]
mod listed;
mod page;
mod pipeline;
mod program;
mod questions;
mod repair;
mod subprocessors;
#[cfg(feature = "server")]
mod which;
mod who_and_paths;
