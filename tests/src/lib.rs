//! End-to-end, scenario, crash and browser tests, the generator of large registers and the benchmarks.

pub mod generate;
