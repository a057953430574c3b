//! Kept as a library: what the program `kept` is made of.

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
