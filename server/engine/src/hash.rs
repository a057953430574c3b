//! Hashing of small numbers and short keys, where an attacker gains nothing from collisions: the
//! worst they can do is slow down an evaluation of their own register.
//!
//! What is hashed is never iterated, so its order shows nowhere.

/// A map for small keys.
pub(crate) use rustc_hash::FxHashMap as FastMap;
/// A set of small keys.
pub(crate) use rustc_hash::FxHashSet as FastSet;
