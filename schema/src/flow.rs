//! Flows: declared sharings of data.

use deserr::Deserr;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{ContractKey, Day, Duration, FlowKey, Interval, PartyKey, TermList, Text};

words! {
    /// Why the sharing is lawful (GDPR Art. 6(1), and Art. 9(2)(a) for explicit consent).
    pub enum LegalBasis {
        /// Consent, Art. 6(1)(a).
        Consent = "CONSENT",
        /// Explicit consent to special categories, Art. 9(2)(a).
        ExplicitConsent = "EXPLICIT_CONSENT",
        /// Necessary for a contract with the user, Art. 6(1)(b).
        Contract = "CONTRACT",
        /// A legal obligation, Art. 6(1)(c).
        LegalObligation = "LEGAL_OBLIGATION",
        /// Vital interests, Art. 6(1)(d).
        VitalInterests = "VITAL_INTERESTS",
        /// A task in the public interest, Art. 6(1)(e).
        PublicTask = "PUBLIC_TASK",
        /// Legitimate interests, Art. 6(1)(f); users may object.
        LegitimateInterests = "LEGITIMATE_INTERESTS",
        /// Legitimate interests for what users cannot refuse in the TCF (its special purposes).
        LegitimateInterestsNotObjectable = "LEGITIMATE_INTERESTS_NOT_OBJECTABLE",
    }
}

words! {
    /// What users did or can do about the sharing.
    pub enum Consent {
        /// Nothing is asked and nothing can be refused.
        None = "NONE",
        /// It happens unless the user refuses.
        OptOut = "OPT_OUT",
        /// It happens only after the user agreed.
        OptIn = "OPT_IN",
    }
}

words! {
    /// What is given in return for the data.
    pub enum Consideration {
        /// Nothing.
        None = "NONE",
        /// A service the recipient provides to the source.
        Service = "SERVICE",
        /// Money or other value: a sale (CCPA 1798.140(ad)).
        Sale = "SALE",
        /// Cross-context behavioural advertising: a sharing (CCPA 1798.140(ah)).
        CrossContextAdvertising = "CROSS_CONTEXT_ADVERTISING",
    }
}

/// One declared sharing of data, from a source to a recipient. What is absent was not recorded,
/// which is not the same as "none".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct Flow {
    /// Its key in the register.
    pub key: FlowKey,
    /// Who gives the data.
    pub source: PartyKey,
    /// Who receives it.
    pub recipient: PartyKey,
    /// Data categories.
    #[serde(default, skip_serializing_if = "TermList::is_empty")]
    #[deserr(default)]
    pub categories: TermList,
    /// What the recipient uses the data for.
    #[serde(default, skip_serializing_if = "TermList::is_empty")]
    #[deserr(default)]
    pub purposes: TermList,
    /// Whose data it is.
    #[serde(default, skip_serializing_if = "TermList::is_empty")]
    #[deserr(default)]
    pub subjects: TermList,
    /// Why it is lawful.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub legal_basis: Option<LegalBasis>,
    /// Where the data is received and kept.
    #[serde(default, skip_serializing_if = "TermList::is_empty")]
    #[deserr(default)]
    pub regions: TermList,
    /// How long the recipient keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub retention: Option<Duration>,
    /// How the data is protected.
    #[serde(default, skip_serializing_if = "TermList::is_empty")]
    #[deserr(default)]
    pub safeguards: TermList,
    /// What users did or can do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub consent: Option<Consent>,
    /// What is given in return.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub consideration: Option<Consideration>,
    /// The first day of the sharing.
    pub started_on: Day,
    /// The last day of the sharing; absent while it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub ended_on: Option<Day>,
    /// The contract it is meant to be governed by. Verdicts do not trust it: any contract between
    /// the ends may cover the flow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub contract: Option<ContractKey>,
    /// The last day someone confirmed that the declaration is true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub verified_on: Option<Day>,
    /// What the recipient gets that is made from what the source holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[deserr(default)]
    pub derives: Vec<Derivation>,
    /// What it is, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub description: Option<Text>,
}

impl Flow {
    /// A flow of which only its ends and its first day are known.
    #[must_use]
    pub const fn new(key: FlowKey, source: PartyKey, recipient: PartyKey, started_on: Day) -> Self {
        Self {
            key,
            source,
            recipient,
            categories: TermList::NOT_RECORDED,
            purposes: TermList::NOT_RECORDED,
            subjects: TermList::NOT_RECORDED,
            legal_basis: None,
            regions: TermList::NOT_RECORDED,
            retention: None,
            safeguards: TermList::NOT_RECORDED,
            consent: None,
            consideration: None,
            started_on,
            ended_on: None,
            contract: None,
            verified_on: None,
            derives: Vec::new(),
            description: None,
        }
    }

    /// The days on which the sharing happens.
    #[must_use]
    pub fn live(&self) -> Interval {
        Interval { from: self.started_on, until: self.ended_on.map(Day::next) }
    }
}

/// Data made from other data: when the source holds any of `from`, the recipient gets `to`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct Derivation {
    /// What it is made from: any of these, or anything under them.
    pub from: TermList,
    /// What is made.
    pub to: TermList,
}
