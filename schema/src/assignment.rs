//! Who sees to a finding.

use deserr::Deserr;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{AssignmentKey, Day, FindingId, Text};

/// Who sees to a finding, and by when. A finding has at most one; it changes nothing in a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct Assignment {
    /// Its key in the register.
    pub key: AssignmentKey,
    /// The id of the finding: 16 hexadecimal digits, as `kept check` prints it.
    pub finding: FindingId,
    /// Who sees to it: a person, a role or a team.
    pub to: Text,
    /// The day on which it was assigned.
    pub assigned_on: Day,
    /// The last day on which it should be mended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub due_on: Option<Day>,
    /// What is to be done, or what was agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub note: Option<Text>,
}
