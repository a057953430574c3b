//! Kept as a library: what the program `kept` is made of.

// The fields of all nouns are resolved by one future, which is as deep as there are nouns.
#![recursion_limit = "256"]

#[cfg(feature = "server")]
pub mod alerts;
#[cfg(feature = "server")]
pub mod api;
#[cfg(feature = "server")]
pub mod app;
pub mod cli;
#[cfg(feature = "server")]
pub mod http;
pub mod import;
#[cfg(test)]
#[cfg(feature = "server")]
mod testing;
