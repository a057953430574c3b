//! The inputs of mutations. Their fields are the fields of documents: what a client sends is handed
//! on as it is, so that everything that is wrong with it is reported at once, and so that a field
//! that is absent (unchanged) differs from one that is null (cleared).

use std::borrow::Cow;
use std::marker::PhantomData;

use async_graphql::registry::{MetaType, MetaTypeName, Registry};
use async_graphql::{Context, InputObject, InputType, InputValueResult, Value};
use serde_json::Map;

use super::channel::{AlertFilterObject, ChannelKind, EscalationObject, QuietHoursObject};
use super::clause::{Clause, ContractDocument, RecordedRenewal, Renewal};
use super::scalar::{Date, Span};
use super::values::{Audience, Certification, Contact, ContractTerms, Derivation, Identifier, Limits, Scope, Shares};
use super::words::{
    Consent, Consideration, ContractKind, ContractRole, Evidence, LegalBasis, PartyKind, PartyStatus, PromiseKind,
    TaxonomyKind,
};

/// An input of the shape `T` as the client sent it.
#[derive(Clone, Debug)]
pub(crate) struct Raw<T> {
    value: Value,
    shape: PhantomData<fn() -> T>,
}

impl<T: InputType> InputType for Raw<T> {
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        Ok(Self { value: value.unwrap_or_default(), shape: PhantomData })
    }

    fn to_value(&self) -> Value {
        self.value.clone()
    }

    fn as_raw_value(&self) -> Option<&Self::RawValueType> {
        Some(self)
    }
}

impl<T: InputType> Raw<T> {
    /// Its fields as JSON, with the list coercion that GraphQL asks for.
    pub(super) fn fields(self, ctx: &Context<'_>) -> Map<String, serde_json::Value> {
        let value = coerced(&ctx.schema_env.registry, &T::qualified_type_name(), self.value);
        match value.into_json() {
            Ok(serde_json::Value::Object(fields)) => fields,
            _ => Map::new(),
        }
    }
}

/// A single value where a list is expected stands for a list of one.
fn coerced(registry: &Registry, type_name: &str, value: Value) -> Value {
    match (MetaTypeName::create(type_name), value) {
        (_, Value::Null) => Value::Null,
        (MetaTypeName::NonNull(inner), value) => coerced(registry, inner, value),
        (MetaTypeName::List(inner), Value::List(items)) => {
            Value::List(items.into_iter().map(|item| coerced(registry, inner, item)).collect())
        }
        (MetaTypeName::List(inner), value) => Value::List(vec![coerced(registry, inner, value)]),
        (MetaTypeName::Named(name), Value::Object(entries)) => {
            let Some(MetaType::InputObject { input_fields, .. }) = registry.types.get(name) else {
                return Value::Object(entries);
            };
            let coerce = |(field, value): (async_graphql::Name, Value)| match input_fields.get(field.as_str()) {
                Some(known) => (field, coerced(registry, &known.ty, value)),
                None => (field, value),
            };
            Value::Object(entries.into_iter().map(coerce).collect())
        }
        (MetaTypeName::Named(_), value) => value,
    }
}

/// Declares the inputs that create, update and delete a noun from one list of its fields.
macro_rules! inputs {
    (
        $noun:literal, $create:ident, $update:ident, $delete:ident;
        identity { $( #[doc = $id_doc:literal] $id:ident: $id_type:ty, )* }
        required { $( #[doc = $required_doc:literal] $required:ident: $required_type:ty, )* }
        optional { $( #[doc = $optional_doc:literal] $optional:ident: $optional_type:ty, )* }
    ) => {
        #[doc = concat!("A new ", $noun, ".")]
        #[derive(Clone, Debug, InputObject)]
        pub(crate) struct $create {
            $( #[doc = $id_doc] pub(crate) $id: $id_type, )*
            $( #[doc = $required_doc] pub(crate) $required: $required_type, )*
            $( #[doc = $optional_doc] pub(crate) $optional: Option<$optional_type>, )*
        }

        #[doc = concat!("New values for a ", $noun, ". A field that is left out stays as it is; one that is null is cleared; a list or a group of fields is replaced as a whole.")]
        #[derive(Clone, Debug, InputObject)]
        pub(crate) struct $update {
            $( #[doc = $id_doc] pub(crate) $id: $id_type, )*
            /// The `revision` you read. Someone may have changed it since: then nothing is changed, and you are told.
            pub expected_revision: u64,
            $( #[doc = $required_doc] pub(crate) $required: Option<$required_type>, )*
            $( #[doc = $optional_doc] pub(crate) $optional: Option<$optional_type>, )*
        }

        #[doc = concat!("Which ", $noun, " to delete.")]
        #[derive(Clone, Debug, InputObject)]
        pub(crate) struct $delete {
            $( #[doc = $id_doc] pub(crate) $id: $id_type, )*
            /// The `revision` you read. Someone may have changed it since: then nothing is deleted, and you are told.
            pub expected_revision: u64,
        }
    };
}

inputs! {
    "party", CreatePartyInput, UpdatePartyInput, DeletePartyInput;
    identity {
        #[doc = "Its key in the register: a-z, 0-9, `.`, `_` and `-`."]
        key: String,
    }
    required {
        #[doc = "Its name as people know it."]
        name: String,
        #[doc = "What it is."]
        kind: PartyKind,
    }
    optional {
        #[doc = "The key of the party that runs it; every system has one, and only systems."]
        operator: String,
        #[doc = "The country it is established in (ISO 3166-1 alpha-2)."]
        country: String,
        #[doc = "Where the relation stands; ACTIVE when not said."]
        status: PartyStatus,
        #[doc = "The first day on which the relation was over; goes with OFFBOARDED."]
        offboarded_on: Date,
        #[doc = "Who in the company looks after it."]
        owner: String,
        #[doc = "Its website."]
        website: String,
        #[doc = "The address of its privacy policy."]
        privacy_policy: String,
        #[doc = "What it is and what it is used for, in a sentence."]
        description: String,
        #[doc = "Its identifiers in other registers."]
        identifiers: Vec<Identifier>,
        #[doc = "Whom to write to."]
        contacts: Vec<Contact>,
        #[doc = "Certifications it holds."]
        certifications: Vec<Certification>,
        #[doc = "Free labels, to select parties by."]
        tags: Vec<String>,
        #[doc = "The internet domains it serves from."]
        domains: Vec<String>,
    }
}

inputs! {
    "observation", CreateObservationInput, UpdateObservationInput, DeleteObservationInput;
    identity {
        #[doc = "Its key in the register: a-z, 0-9, `.`, `_` and `-`."]
        key: String,
    }
    required {
        #[doc = "The key of the party it went out of."]
        source: String,
        #[doc = "The first day on which it was seen."]
        first_seen: Date,
        #[doc = "The last day on which it was seen."]
        last_seen: Date,
        #[doc = "What shows it."]
        evidence: Evidence,
    }
    optional {
        #[doc = "The key of the party it went to; this or a host."]
        recipient: String,
        #[doc = "The host it went to, such as `stats.example.com`; this or a party."]
        host: String,
        #[doc = "The data categories that were seen; not recorded when absent."]
        categories: Vec<String>,
        #[doc = "Where the evidence is kept: a file, an address."]
        reference: String,
        #[doc = "What else is to be said of it."]
        note: String,
    }
}

inputs! {
    "channel", CreateChannelInput, UpdateChannelInput, DeleteChannelInput;
    identity {
        #[doc = "Its key in the register: a-z, 0-9, `.`, `_` and `-`."]
        key: String,
    }
    required {
        #[doc = "How it sends."]
        kind: ChannelKind,
    }
    optional {
        #[doc = "What people call it."]
        name: String,
        #[doc = "The address it sends to: `https://...`; not for e-mail."]
        url: String,
        #[doc = "The environment variable of the service that holds the address, when who knows it may send: Slack, Teams."]
        url_from: String,
        #[doc = "The environment variable of the service that holds the secret a webhook is signed with."]
        secret_from: String,
        #[doc = "The e-mail addresses it sends to."]
        to: Vec<String>,
        #[doc = "Which alerts; all when not said."]
        about: AlertFilterObject,
        #[doc = "When what has gathered is sent, as in `crontab`; at once when not said."]
        schedule: String,
        #[doc = "When nothing is sent but what is CRITICAL."]
        quiet: QuietHoursObject,
        #[doc = "The time zone of the schedule and the quiet hours, such as Europe/Berlin; that of the service when not said."]
        zone: String,
        #[doc = "Where alerts go that nobody acknowledges."]
        escalation: EscalationObject,
        #[doc = "The subject of a message, instead of the usual one: a template."]
        subject: String,
        #[doc = "The text of a message, instead of the usual one: a template; not for webhooks."]
        body: String,
        #[doc = "Whether it is told, too, that what it was told of is resolved: mended, accepted or moved."]
        resolved: bool,
        #[doc = "Whether nothing is sent for now; what gathers meanwhile is sent afterwards."]
        paused: bool,
    }
}

/// A party to a contract, by its key.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct ContractPartyInput {
    /// The key of the party.
    pub(crate) party: String,
    /// The legal role the contract gives it.
    pub(crate) role: ContractRole,
}

inputs! {
    "contract", CreateContractInput, UpdateContractInput, DeleteContractInput;
    identity {
        #[doc = "Its key in the register: a-z, 0-9, `.`, `_` and `-`."]
        key: String,
    }
    required {
        #[doc = "What kind of agreement it is."]
        kind: ContractKind,
    }
    optional {
        #[doc = "Its title as people know it."]
        name: String,
        #[doc = "Who signed it, in which role; an amendment may leave them to the contract it amends."]
        parties: Vec<ContractPartyInput>,
        #[doc = "The key of the master agreement it hangs on."]
        master: String,
        #[doc = "The key of the contract it amends, and with which it counts as one."]
        amends: String,
        #[doc = "The day it was signed."]
        signed_on: Date,
        #[doc = "The first day in force; the day of signature when not said."]
        effective_on: Date,
        #[doc = "The last day in force of its first term; open-ended when absent."]
        ends_on: Date,
        #[doc = "How its term is renewed; not at all when absent."]
        renewal: Renewal,
        #[doc = "The renewals that were agreed, in their order (EXPRESS)."]
        renewals: Vec<RecordedRenewal>,
        #[doc = "The day notice was given."]
        notice_given_on: Date,
        #[doc = "The first day on which it was no longer in force because it was terminated."]
        terminated_on: Date,
        #[doc = "What it allows, machine-checkable."]
        terms: ContractTerms,
        #[doc = "Which clauses it has."]
        clauses: Vec<Clause>,
        #[doc = "The signed documents."]
        documents: Vec<ContractDocument>,
        #[doc = "How many days before it ends, and before the last day for notice, alerts are sent; 90, 60, 30, 7 and 0 when not said."]
        alert_days: Vec<u32>,
        #[doc = "Who in the company looks after it."]
        owner: String,
        #[doc = "What it is, in a sentence."]
        description: String,
    }
}

inputs! {
    "flow", CreateFlowInput, UpdateFlowInput, DeleteFlowInput;
    identity {
        #[doc = "Its key in the register: a-z, 0-9, `.`, `_` and `-`."]
        key: String,
    }
    required {
        #[doc = "The key of the party that gives the data."]
        source: String,
        #[doc = "The key of the party that receives it."]
        recipient: String,
        #[doc = "The first day of the sharing."]
        started_on: Date,
    }
    optional {
        #[doc = "Data categories, such as `user.contact.email`. Left out means not recorded: then anything may be shared."]
        categories: Vec<String>,
        #[doc = "What the recipient uses the data for."]
        purposes: Vec<String>,
        #[doc = "Whose data it is."]
        subjects: Vec<String>,
        #[doc = "Why it is lawful."]
        legal_basis: LegalBasis,
        #[doc = "Where the data is received and kept: countries, or groups such as `eea`."]
        regions: Vec<String>,
        #[doc = "How long the recipient keeps it."]
        retention: Span,
        #[doc = "How the data is protected."]
        safeguards: Vec<String>,
        #[doc = "What users did or can do about it."]
        consent: Consent,
        #[doc = "What is given in return."]
        consideration: Consideration,
        #[doc = "The last day of the sharing; absent while it goes on."]
        ended_on: Date,
        #[doc = "The key of the contract it is meant to be governed by. Verdicts do not trust it."]
        contract: String,
        #[doc = "The last day someone confirmed that this declaration is true."]
        verified_on: Date,
        #[doc = "What the recipient gets that is made from what the source holds."]
        derives: Vec<Derivation>,
        #[doc = "What it is, in a sentence."]
        description: String,
    }
}

inputs! {
    "notice", CreateNoticeInput, UpdateNoticeInput, DeleteNoticeInput;
    identity {
        #[doc = "Its key in the register: a-z, 0-9, `.`, `_` and `-`."]
        key: String,
    }
    required {
        #[doc = "Its title as users read it."]
        title: String,
        #[doc = "The first day it is in force."]
        effective_on: Date,
    }
    optional {
        #[doc = "The key of the party that gives it: a SELF or AFFILIATE one; the only SELF party when not said."]
        by: String,
        #[doc = "The keys of the systems it speaks for; all that its giver operates when not said."]
        systems: Vec<String>,
        #[doc = "The last day it is in force; absent, it is in force until a notice supersedes it."]
        ended_on: Date,
        #[doc = "The key of the notice it takes the place of."]
        supersedes: String,
        #[doc = "Whether users agreed to it anew, so that it also governs data collected before."]
        consent_renewed: bool,
        #[doc = "Whom it is given to."]
        audience: Audience,
        #[doc = "Where it is published."]
        url: String,
    }
}

inputs! {
    "promise", CreatePromiseInput, UpdatePromiseInput, DeletePromiseInput;
    identity {
        #[doc = "Its key in the register: a-z, 0-9, `.`, `_` and `-`."]
        key: String,
    }
    required {
        #[doc = "The key of the notice it stands in."]
        notice: String,
        #[doc = "Whether it says what is shared, or limits it."]
        kind: PromiseKind,
    }
    optional {
        #[doc = "The words as users read them."]
        quote: String,
        #[doc = "Where they stand in the notice."]
        section: String,
        #[doc = "What data it is about."]
        scope: Scope,
        #[doc = "A commitment's limits."]
        limits: Limits,
        #[doc = "What a disclosure says is shared, with whom and what for."]
        shares: Shares,
    }
}

inputs! {
    "term", CreateTermInput, UpdateTermInput, DeleteTermInput;
    identity {
        #[doc = "The taxonomy it belongs to."]
        taxonomy: TaxonomyKind,
        #[doc = "Its key, such as `user.loyalty`."]
        key: String,
    }
    required {
        #[doc = "Its name."]
        name: String,
    }
    optional {
        #[doc = "What it means."]
        description: String,
        #[doc = "The key of the term it stands under; the key up to its last dot when not said."]
        parent: String,
        #[doc = "The regions of a group of regions."]
        members: Vec<String>,
    }
}

/// A renewal of a contract that both sides agreed to.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct RenewContractInput {
    /// The key of the contract.
    pub(crate) key: String,
    /// The `revision` you read.
    pub(crate) expected_revision: u64,
    /// The last day in force of the renewed term; one renewal period later when not said.
    pub(crate) ends_on: Option<Date>,
    /// The day it was agreed; today when not said.
    pub(crate) agreed_on: Option<Date>,
}

/// Notice that a contract is not to be renewed.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct GiveNoticeInput {
    /// The key of the contract.
    pub(crate) key: String,
    /// The `revision` you read.
    pub(crate) expected_revision: u64,
    /// The day notice was given; today when not said.
    pub(crate) given_on: Option<Date>,
}

/// The end of a contract before its term is over.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct TerminateContractInput {
    /// The key of the contract.
    pub(crate) key: String,
    /// The `revision` you read.
    pub(crate) expected_revision: u64,
    /// The first day on which it is no longer in force.
    pub(crate) terminated_on: Date,
}

/// The end of a sharing.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct EndFlowInput {
    /// The key of the flow.
    pub(crate) key: String,
    /// The `revision` you read.
    pub(crate) expected_revision: u64,
    /// The last day of the sharing; today when not said.
    pub(crate) ended_on: Option<Date>,
}

/// A confirmation that a flow is declared as it is.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct VerifyFlowInput {
    /// The key of the flow.
    pub(crate) key: String,
    /// The `revision` you read.
    pub(crate) expected_revision: u64,
    /// The day it was confirmed; today when not said.
    pub(crate) verified_on: Option<Date>,
}
