//! End to end: the real program, the real store, real data.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod alerts;
mod architecture;
mod graphql;
mod guide;
mod http;
mod import;
mod observe;
#[path = "../../../server/tests/checker/page.rs"]
mod page;
mod support;
mod web;
