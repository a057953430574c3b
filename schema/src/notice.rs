//! Notices and the promises they make.

use deserr::Deserr;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{Consent, Day, Duration, NoticeKey, PartyKey, PartyKind, PromiseKey, TermList, Text};

/// A privacy notice: what a company tells users about some of its systems, from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct Notice {
    /// Its key in the register.
    pub key: NoticeKey,
    /// Its title as users read it.
    pub title: Text,
    /// Who gives it: a SELF or AFFILIATE party; the only SELF party when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub by: Option<PartyKey>,
    /// The systems it speaks for; all that `by` operates, and `by` itself, when not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[deserr(default)]
    pub systems: Vec<PartyKey>,
    /// The first day it is in force.
    pub effective_on: Day,
    /// The last day it is in force; absent, it is in force until a notice supersedes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub ended_on: Option<Day>,
    /// The notice it takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub supersedes: Option<NoticeKey>,
    /// Whether users agreed to it anew, so that it also governs data collected under the notice
    /// it supersedes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[deserr(default)]
    pub consent_renewed: bool,
    /// Whom it is given to.
    #[serde(default, skip_serializing_if = "Audience::is_everyone")]
    #[deserr(default)]
    pub audience: Audience,
    /// Where it is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub url: Option<Text>,
}

/// Whom a notice is given to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct Audience {
    /// Which people; everyone when empty.
    #[serde(default, skip_serializing_if = "TermList::is_empty")]
    #[deserr(default)]
    pub subjects: TermList,
    /// Where they live; everywhere when empty.
    #[serde(default, skip_serializing_if = "TermList::is_empty")]
    #[deserr(default)]
    pub regions: TermList,
}

impl Audience {
    /// Whether it excludes nobody.
    #[must_use]
    pub fn is_everyone(&self) -> bool {
        self.subjects.is_empty() && self.regions.is_empty()
    }
}

words! {
    /// What a promise is.
    pub enum PromiseKind {
        /// What users were told is shared.
        Disclosure = "DISCLOSURE",
        /// A limit users were given.
        Commitment = "COMMITMENT",
    }
}

/// One statement of a notice, quoted, with its machine-readable meaning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct Promise {
    /// Its key in the register.
    pub key: PromiseKey,
    /// The notice it stands in; may be left out where the notice holds the promise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub notice: Option<NoticeKey>,
    /// What it is.
    pub kind: PromiseKind,
    /// The words as users read them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub quote: Option<Text>,
    /// Where they stand in the notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub section: Option<Text>,
    /// What data it is about.
    #[serde(default)]
    #[deserr(default)]
    pub scope: Scope,
    /// A commitment's limits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub limits: Option<Limits>,
    /// What a disclosure says is shared, with whom and what for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub shares: Option<Shares>,
}

impl Promise {
    /// What people call it: its words, else its key.
    #[must_use]
    pub fn title(&self) -> &str {
        self.quote.as_deref().unwrap_or(self.key.as_str())
    }
}

/// The data a promise is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct Scope {
    /// Data categories; all when empty.
    #[serde(default, skip_serializing_if = "TermList::is_empty")]
    #[deserr(default)]
    pub categories: TermList,
    /// Whose data; the audience of the notice when empty.
    #[serde(default, skip_serializing_if = "TermList::is_empty")]
    #[deserr(default)]
    pub subjects: TermList,
    /// Where those people live; the audience of the notice when empty.
    #[serde(default, skip_serializing_if = "TermList::is_empty")]
    #[deserr(default)]
    pub regions: TermList,
}

words! {
    /// Whether recipients may share onward.
    pub enum OnwardSharing {
        /// They may.
        Allowed = "ALLOWED",
        /// They may not.
        Forbidden = "FORBIDDEN",
    }
}

/// The limits of a commitment; what is absent is not limited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct Limits {
    /// The only purposes data is used for.
    #[serde(default, skip_serializing_if = "TermList::is_empty")]
    #[deserr(default)]
    pub only_purposes: TermList,
    /// Purposes data is never used for.
    #[serde(default, skip_serializing_if = "TermList::is_empty")]
    #[deserr(default)]
    pub never_purposes: TermList,
    /// The only recipients.
    #[serde(default, skip_serializing_if = "RecipientSelector::is_empty")]
    #[deserr(default)]
    pub only_recipients: RecipientSelector,
    /// Who never receives it.
    #[serde(default, skip_serializing_if = "RecipientSelector::is_empty")]
    #[deserr(default)]
    pub never_recipients: RecipientSelector,
    /// The only regions data is kept in.
    #[serde(default, skip_serializing_if = "TermList::is_empty")]
    #[deserr(default)]
    pub only_regions: TermList,
    /// Regions data never reaches.
    #[serde(default, skip_serializing_if = "TermList::is_empty")]
    #[deserr(default)]
    pub never_regions: TermList,
    /// The longest it is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub max_retention: Option<Duration>,
    /// Safeguards every flow has at least.
    #[serde(default, skip_serializing_if = "TermList::is_empty")]
    #[deserr(default)]
    pub safeguards: TermList,
    /// What users must at least be given: OPT_OUT (they can refuse) or OPT_IN (they agreed).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub consent: Option<Consent>,
    /// Data is never sold, nor shared for cross-context advertising.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[deserr(default)]
    pub never_sold: bool,
    /// Data only goes where a contract covers it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[deserr(default)]
    pub contract_required: bool,
    /// Whether recipients may share onward.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub onward_sharing: Option<OnwardSharing>,
}

/// Some parties: those of one of the kinds, or named, or with one of the tags.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct RecipientSelector {
    /// Parties of these kinds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[deserr(default)]
    pub kinds: Vec<PartyKind>,
    /// These parties.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[deserr(default)]
    pub parties: Vec<PartyKey>,
    /// Parties with one of these tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[deserr(default)]
    pub tags: Vec<Text>,
}

impl RecipientSelector {
    /// Whether it selects by nothing, which means "not limited" rather than "nobody".
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty() && self.parties.is_empty() && self.tags.is_empty()
    }
}

/// What a disclosure says is shared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct Shares {
    /// What for; any purpose when empty.
    #[serde(default, skip_serializing_if = "TermList::is_empty")]
    #[deserr(default)]
    pub purposes: TermList,
    /// With whom; anyone when empty.
    #[serde(default, skip_serializing_if = "RecipientSelector::is_empty")]
    #[deserr(default)]
    pub recipients: RecipientSelector,
}
