//! # A sub-processor that was not authorised
//!
//! ## What
//! A processor hands our data on to someone whom its contract with the one it works for does not let
//! it engage. The contract may allow others in general, or by name. Asked of every hop, along chains
//! of any length; not of data that goes back to whom it came from.
//!
//! ## Why
//! Who hands data to a processor answers for what becomes of it, and can only do so for companies it
//! knows of and could object to.
//!
//! ## Source
//! GDPR Art. 28(2) (prior specific or general written authorisation) and Art. 28(4).
//!
//! ## Example
//! The agreement with the carrier approves Radboten by name. The carrier sends addresses to a second
//! courier too.
//!
//! ## Repair
//! Approve the sub-processor and record it under the clause SUBPROCESSOR_AUTHORISATION; or have the
//! processor end the flow.

use super::flow_down;
use crate::scene::Examined;
use crate::{Finding, Rule};

pub(super) fn of_flow(examined: &Examined<'_, '_>, findings: &mut Vec<Finding>) {
    flow_down::of_flow(examined, Rule::SubprocessorNotAuthorised, findings);
}
