//! The IAB Europe TCF Global Vendor List, version 3, laid over a register.
//!
//! A vendor becomes a party with an `IAB_GVL` identifier. Each of its purposes becomes a flow from the publisher,
//! `gvl-755-consent-1`, `gvl-755-li-2` or `gvl-755-special-1`: one for each legal basis and purpose, so that a later list shows
//! as fields that changed. Nothing is removed: what is gone from a list ends, and what comes back starts a period of its
//! own (`gvl-755-consent-1.2`). What people recorded beside it (regions, safeguards, contracts) stays.

mod known;
mod list;
mod name;
mod plan;

use std::fmt;
use std::sync::Arc;

use kept_schema::record::SourcedEdit;
use kept_schema::{Day, PartyKey, Problems, Register};
use serde::Serialize;
use serde_json::Value;

/// The scheme of the identifier that ties a party to a vendor of the list.
pub const IDENTIFIER_SCHEME: &str = "IAB_GVL";
/// The tag of every imported vendor.
pub const TAG: &str = "tcf";
/// The tag of vendors that were offboarded because the list says so, and not by someone here: only
/// they come back when the list takes it back.
pub const DELETED_TAG: &str = "tcf-deleted";

/// What a list is laid over.
#[derive(Clone, Debug)]
pub struct GvlContext<'a> {
    /// The register as it is.
    pub register: &'a Register,
    /// The party whose users the vendors reach; the only SELF party when `None`, and a new party
    /// `publisher` when there is no SELF party at all.
    pub source: Option<PartyKey>,
    /// The file as it was named to Kept, for messages.
    pub file: Option<Arc<str>>,
}

/// A list as edits of a register.
#[derive(Clone, Debug)]
pub struct GvlImport {
    /// What to change; empty when the register says what the list says.
    pub edits: Vec<SourcedEdit>,
    /// The same in numbers.
    pub summary: GvlSummary,
}

/// What a list brings, in numbers. Vendors that changed are counted among those recorded before
/// that the list does not mark as deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GvlSummary {
    /// The number of the list.
    pub list: u32,
    /// The day it was made.
    pub updated_on: Day,
    /// Vendors in it.
    pub vendors: usize,
    /// The party the data comes from.
    pub source: PartyKey,
    /// Whether that party had to be added, because the register has no SELF party.
    pub source_added: bool,
    /// Vendors that were not recorded before.
    pub added: usize,
    /// Vendors recorded before that the list marks as deleted for the first time.
    pub deleted: usize,
    /// Vendors recorded before that are not in the list any more.
    pub gone: usize,
    /// Vendors that were deleted or gone and are back.
    pub restored: usize,
    /// Vendors with another name.
    pub renamed: usize,
    /// Vendors with other purposes, or another legal basis for one.
    pub purposes_changed: usize,
    /// Vendors with other special purposes.
    pub special_purposes_changed: usize,
    /// Vendors that declare other data.
    pub data_changed: usize,
    /// Vendors that keep data for another time for a purpose they had before.
    pub retention_changed: usize,
    /// Flows that start.
    pub flows_started: usize,
    /// Flows that end.
    pub flows_ended: usize,
    /// Flows that go on with other fields.
    pub flows_changed: usize,
    /// Data declarations that correspond to no category of the taxonomy, and are not recorded.
    pub unmapped_data: usize,
    /// Purposes that correspond to none of the taxonomy, and are not recorded.
    pub unmapped_purposes: usize,
}

impl GvlSummary {
    /// Which list it is, for the change log.
    #[must_use]
    pub fn title(&self) -> String {
        format!("Global Vendor List {} of {}", self.list, self.updated_on)
    }
}

impl fmt::Display for GvlSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {} vendors", self.title(), self.vendors)?;
        if self.source_added {
            writeln!(f, "  no SELF party is recorded: `{}` is added as the source of the data", self.source)?;
        }
        let vendors = [
            (self.added, "new"),
            (self.deleted, "newly deleted"),
            (self.gone, "gone from the list"),
            (self.restored, "back"),
            (self.renamed, "renamed"),
            (self.purposes_changed, "with other purposes"),
            (self.special_purposes_changed, "with other special purposes"),
            (self.data_changed, "with other data"),
            (self.retention_changed, "with another retention"),
        ];
        sentence(f, "vendors", &vendors)?;
        sentence(
            f,
            "flows",
            &[(self.flows_started, "start"), (self.flows_ended, "end"), (self.flows_changed, "change")],
        )?;
        let unmapped = [(self.unmapped_data, "data declarations"), (self.unmapped_purposes, "purposes")];
        if unmapped.iter().any(|(count, _)| *count > 0) {
            sentence(f, "not in the taxonomy, and not recorded", &unmapped)?;
        }
        Ok(())
    }
}

fn sentence(f: &mut fmt::Formatter<'_>, what: &str, counts: &[(usize, &str)]) -> fmt::Result {
    let said: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    let said = if said.is_empty() { "nothing changes".to_owned() } else { said.join(", ") };
    writeln!(f, "  {what}: {said}")
}

/// Lays a Global Vendor List over a register.
///
/// # Errors
/// Everything that is wrong with the list, with paths such as `vendors.755.name`; a source that is
/// not in the register or cannot be told; a list older than what is recorded.
pub fn gvl(bytes: &[u8], context: &GvlContext<'_>) -> Result<GvlImport, Problems> {
    gvl_json(&list::json(bytes, context.file.as_ref())?, context)
}

/// The same with a list that is JSON already.
///
/// # Errors
/// The same.
pub fn gvl_json(list: &Value, context: &GvlContext<'_>) -> Result<GvlImport, Problems> {
    plan::plan(&list::read(list)?, context)
}

/// The JSON of a Global Vendor List, for one who lays it over a register elsewhere.
///
/// # Errors
/// Everything that is wrong with the list itself.
pub fn read_gvl(bytes: &[u8], file: Option<&Arc<str>>) -> Result<Value, Problems> {
    let list = list::json(bytes, file)?;
    list::read(&list)?;
    Ok(list)
}
