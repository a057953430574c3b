//! # Weaker terms further down
//!
//! ## What
//! Someone works for another under a contract and hands the data on under a contract that asks for
//! less: more purposes or regions, a longer time, fewer safeguards, or a clause that was lost on the
//! way. Asked of every hop, along chains of any length; the aspect says what is weaker.
//!
//! ## Why
//! What was agreed with the first company means nothing when the third one never agreed to it.
//!
//! ## Source
//! GDPR Art. 28(4) (the same data protection obligations on the other processor); CCPA, Cal. Civ. Code
//! § 1798.140(ag)(2) (a written contract that binds whom a service provider engages).
//!
//! ## Example
//! The agreement with the support desk allows two years in the EEA and the United States. Its
//! agreement with the archive allows five.
//!
//! ## Repair
//! Have the lower contract amended to what the upper one allows; or allow more in the upper one, if
//! your promises do.

use super::flow_down;
use crate::scene::Examined;
use crate::{Finding, Rule};

pub(super) fn of_flow(examined: &Examined<'_, '_>, findings: &mut Vec<Finding>) {
    flow_down::of_flow(examined, Rule::OnwardWeakerTerms, findings);
}
