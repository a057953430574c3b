//! Other people's formats into edits of a register. Pure: bytes in, edits out, nothing is read or written here.

pub mod gvl;
pub mod subprocessors;

pub use gvl::{gvl, GvlContext, GvlImport, GvlSummary};
pub use subprocessors::{subprocessors, SubprocessorContext, SubprocessorImport, SubprocessorSummary};
