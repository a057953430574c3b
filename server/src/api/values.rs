//! The parts of records, which are read and written in the same shape.

use async_graphql::{InputObject, SimpleObject};
use kept_schema::{TermKey, TermList, Text, contract, flow, notice, party};

use super::scalar::{Date, Span};
use super::words::{Consent, OnwardSharing, PartyKind};

/// The keys of a list of terms.
pub(super) fn keys(terms: &TermList) -> Vec<String> {
    terms.iter().map(TermKey::to_string).collect()
}

/// A text that may be absent.
pub(super) fn text(text: Option<&Text>) -> Option<String> {
    text.map(Text::to_string)
}

/// An identifier of a party in another register.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "IdentifierInput")]
pub(crate) struct Identifier {
    /// Which register: LEI, IAB_GVL, VAT, ...
    pub(crate) scheme: String,
    /// The identifier there.
    pub(crate) value: String,
}

impl From<&party::Identifier> for Identifier {
    fn from(from: &party::Identifier) -> Self {
        Self { scheme: from.scheme.to_string(), value: from.value.to_string() }
    }
}

/// Someone to write to.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "ContactInput")]
pub(crate) struct Contact {
    /// What they are to be asked about: DPO, SECURITY, LEGAL, ...
    pub(crate) role: String,
    /// Their e-mail address.
    pub(crate) email: Option<String>,
    /// The name of the person or team.
    pub(crate) name: Option<String>,
    /// A page with a contact form or address.
    pub(crate) url: Option<String>,
}

impl From<&party::Contact> for Contact {
    fn from(from: &party::Contact) -> Self {
        Self {
            role: from.role.to_string(),
            email: text(from.email.as_ref()),
            name: text(from.name.as_ref()),
            url: text(from.url.as_ref()),
        }
    }
}

/// A certification a party holds.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "CertificationInput")]
pub(crate) struct Certification {
    /// Which: ISO_27001, SOC_2, EU_US_DPF, ...
    pub(crate) scheme: String,
    /// The first day it is valid.
    pub(crate) valid_from: Option<Date>,
    /// The last day it is valid.
    pub(crate) valid_until: Option<Date>,
    /// Where it can be looked up.
    pub(crate) url: Option<String>,
}

impl From<&party::Certification> for Certification {
    fn from(from: &party::Certification) -> Self {
        Self {
            scheme: from.scheme.to_string(),
            valid_from: from.valid_from.map(Date),
            valid_until: from.valid_until.map(Date),
            url: text(from.url.as_ref()),
        }
    }
}

/// What a contract allows. A list that is empty was not recorded.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "ContractTermsInput")]
pub(crate) struct ContractTerms {
    /// Data categories that may be shared, such as `user.contact.email`.
    #[graphql(default)]
    pub(crate) categories: Vec<String>,
    /// What the data may be used for.
    #[graphql(default)]
    pub(crate) purposes: Vec<String>,
    /// Whose data it may be.
    #[graphql(default)]
    pub(crate) subjects: Vec<String>,
    /// Where it may be kept: countries, or groups such as `eea`.
    #[graphql(default)]
    pub(crate) regions: Vec<String>,
    /// The longest it may be kept.
    pub(crate) max_retention: Option<Span>,
    /// Safeguards there must be at least.
    #[graphql(default)]
    pub(crate) safeguards: Vec<String>,
}

impl From<&contract::ContractTerms> for ContractTerms {
    fn from(from: &contract::ContractTerms) -> Self {
        Self {
            categories: keys(&from.categories),
            purposes: keys(&from.purposes),
            subjects: keys(&from.subjects),
            regions: keys(&from.regions),
            max_retention: from.max_retention.map(Span),
            safeguards: keys(&from.safeguards),
        }
    }
}

/// Data made from other data: when the source holds any of `from`, the recipient gets `to`.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "DerivationInput")]
pub(crate) struct Derivation {
    /// What it is made from: any of these categories, or anything under them.
    pub(crate) from: Vec<String>,
    /// The categories that are made.
    pub(crate) to: Vec<String>,
}

impl From<&flow::Derivation> for Derivation {
    fn from(from: &flow::Derivation) -> Self {
        Self { from: keys(&from.from), to: keys(&from.to) }
    }
}

/// Whom a notice is given to.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "AudienceInput")]
pub(crate) struct Audience {
    /// Which people; everyone when empty.
    #[graphql(default)]
    pub(crate) subjects: Vec<String>,
    /// Where they live; everywhere when empty.
    #[graphql(default)]
    pub(crate) regions: Vec<String>,
}

impl From<&notice::Audience> for Audience {
    fn from(from: &notice::Audience) -> Self {
        Self { subjects: keys(&from.subjects), regions: keys(&from.regions) }
    }
}

/// The data a promise is about.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "ScopeInput")]
pub(crate) struct Scope {
    /// Data categories; all when empty.
    #[graphql(default)]
    pub(crate) categories: Vec<String>,
    /// Whose data; the audience of the notice when empty.
    #[graphql(default)]
    pub(crate) subjects: Vec<String>,
    /// Where those people live; the audience of the notice when empty.
    #[graphql(default)]
    pub(crate) regions: Vec<String>,
}

impl From<&notice::Scope> for Scope {
    fn from(from: &notice::Scope) -> Self {
        Self { categories: keys(&from.categories), subjects: keys(&from.subjects), regions: keys(&from.regions) }
    }
}

/// Some parties: those of one of the kinds, or named, or with one of the tags.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "RecipientSelectorInput")]
pub(crate) struct RecipientSelector {
    /// Parties of these kinds.
    #[graphql(default)]
    pub(crate) kinds: Vec<PartyKind>,
    /// The keys of these parties.
    #[graphql(default)]
    pub(crate) parties: Vec<String>,
    /// Parties with one of these tags.
    #[graphql(default)]
    pub(crate) tags: Vec<String>,
}

impl RecipientSelector {
    fn of(from: &notice::RecipientSelector) -> Option<Self> {
        (!from.is_empty()).then(|| Self {
            kinds: from.kinds.iter().map(|kind| (*kind).into()).collect(),
            parties: from.parties.iter().map(ToString::to_string).collect(),
            tags: from.tags.iter().map(Text::to_string).collect(),
        })
    }
}

/// The limits of a commitment; what is absent is not limited.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "LimitsInput")]
pub(crate) struct Limits {
    /// The only purposes data is used for.
    #[graphql(default)]
    pub(crate) only_purposes: Vec<String>,
    /// Purposes data is never used for.
    #[graphql(default)]
    pub(crate) never_purposes: Vec<String>,
    /// The only recipients.
    pub(crate) only_recipients: Option<RecipientSelector>,
    /// Who never receives it.
    pub(crate) never_recipients: Option<RecipientSelector>,
    /// The only regions data is kept in.
    #[graphql(default)]
    pub(crate) only_regions: Vec<String>,
    /// Regions data never reaches.
    #[graphql(default)]
    pub(crate) never_regions: Vec<String>,
    /// The longest it is kept.
    pub(crate) max_retention: Option<Span>,
    /// Safeguards every sharing has at least.
    #[graphql(default)]
    pub(crate) safeguards: Vec<String>,
    /// What users must at least be given: OPT_OUT (they can refuse) or OPT_IN (they agreed).
    pub(crate) consent: Option<Consent>,
    /// Whether data is never sold, nor shared for cross-context advertising.
    #[graphql(default)]
    pub(crate) never_sold: bool,
    /// Whether data only goes where a contract covers it.
    #[graphql(default)]
    pub(crate) contract_required: bool,
    /// Whether recipients may share onward.
    pub(crate) onward_sharing: Option<OnwardSharing>,
}

impl From<&notice::Limits> for Limits {
    fn from(from: &notice::Limits) -> Self {
        Self {
            only_purposes: keys(&from.only_purposes),
            never_purposes: keys(&from.never_purposes),
            only_recipients: RecipientSelector::of(&from.only_recipients),
            never_recipients: RecipientSelector::of(&from.never_recipients),
            only_regions: keys(&from.only_regions),
            never_regions: keys(&from.never_regions),
            max_retention: from.max_retention.map(Span),
            safeguards: keys(&from.safeguards),
            consent: from.consent.map(Into::into),
            never_sold: from.never_sold,
            contract_required: from.contract_required,
            onward_sharing: from.onward_sharing.map(Into::into),
        }
    }
}

/// What a disclosure says is shared.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "SharesInput")]
pub(crate) struct Shares {
    /// What for; any purpose when empty.
    #[graphql(default)]
    pub(crate) purposes: Vec<String>,
    /// With whom; anyone when absent.
    pub(crate) recipients: Option<RecipientSelector>,
}

impl From<&notice::Shares> for Shares {
    fn from(from: &notice::Shares) -> Self {
        Self { purposes: keys(&from.purposes), recipients: RecipientSelector::of(&from.recipients) }
    }
}
