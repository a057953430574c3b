//! Other people's formats into edits of a register. Pure: bytes in, edits out, nothing is read or written here.

pub mod gvl;
#[cfg(feature = "server")]
pub mod har;
#[cfg(feature = "server")]
pub mod listed;
pub mod subprocessors;

pub use gvl::{GvlContext, GvlImport, GvlSummary, gvl, gvl_json, read_gvl};
pub use subprocessors::{
    SubprocessorContext, SubprocessorImport, SubprocessorRow, SubprocessorSummary, lay_subprocessors,
    read_subprocessors, subprocessors,
};
