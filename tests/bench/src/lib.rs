//! The generator of large registers and of edits to them, for the benchmarks beside it and for tests of scale.
//!
//! It depends on the vocabulary only, so that it builds in a minute and nothing here compiles the store.

pub mod generate;
