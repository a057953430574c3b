//! Work that is shared out to threads.

use std::panic;
use std::thread;

/// The outcomes of two pieces of work: side by side when that is worth a thread, which `one` has, else one after the other.
pub(crate) fn both<A: Send, B>(
    side_by_side: bool,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B,
) -> (A, B) {
    if !side_by_side {
        return (one(), other());
    }
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|panic| panic::resume_unwind(panic)), other)
    })
}
