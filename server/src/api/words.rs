//! The closed lists of words of the vocabulary, as GraphQL enums.
//!
//! `remote` makes a word that is added to the vocabulary and not here fail to compile; a test keeps
//! the descriptions equal.

use async_graphql::Enum;

/// What a party is. Its legal role (controller, processor, ...) comes from a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_schema::PartyKind")]
pub(crate) enum PartyKind {
    /// The company that keeps this register.
    #[graphql(name = "SELF")]
    SelfParty,
    /// A company of the same group.
    Affiliate,
    /// A system (an application, a database) that an operator runs.
    System,
    /// A company that provides a service.
    Vendor,
    /// A company that receives data for purposes of its own or shared ones.
    Partner,
    /// A public authority.
    PublicAuthority,
}

/// What shows that data went somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_schema::Evidence")]
pub(crate) enum Evidence {
    /// Network traffic that a browser recorded (HTTP Archive).
    Har,
    /// Reports of browsers about what a page loads (Content Security Policy).
    CspReport,
    /// A list of sub-processors that someone published.
    SubprocessorList,
    /// Logs of a system or a network.
    Log,
    /// Someone looked: an audit, a review of code or settings.
    Audit,
    /// Something else, which the note tells.
    Other,
}

/// Where the relation with a party stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_schema::PartyStatus")]
pub(crate) enum PartyStatus {
    /// Being considered; nothing should flow yet.
    Prospect,
    /// In use.
    Active,
    /// On hold.
    Suspended,
    /// The relation has ended.
    Offboarded,
}

/// What kind of agreement it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_schema::ContractKind")]
pub(crate) enum ContractKind {
    /// The frame other agreements hang on.
    MasterAgreement,
    /// Processing on behalf of a controller (GDPR Art. 28).
    DataProcessingAgreement,
    /// An arrangement between joint controllers (GDPR Art. 26).
    JointController,
    /// Sharing between separate controllers.
    DataSharing,
    /// Standard contractual clauses for transfers (Decision (EU) 2021/914).
    Scc,
    /// Confidentiality.
    Nda,
    /// Business associate agreement (HIPAA, 45 CFR 164.504(e)).
    Baa,
    /// An order under a master agreement.
    Order,
    /// An amendment or addendum.
    Addendum,
}

/// The legal role a contract gives a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_schema::ContractRole")]
pub(crate) enum ContractRole {
    /// Decides why and how (GDPR Art. 4(7)).
    Controller,
    /// Decides together with another controller (Art. 26).
    JointController,
    /// Acts on a controller's behalf (Art. 4(8)).
    Processor,
    /// A processor engaged by a processor (Art. 28(2), (4)).
    SubProcessor,
    /// Receives data for its own purposes without being named a controller.
    Recipient,
    /// Sends data to a third country (SCC).
    DataExporter,
    /// Receives data in a third country (SCC).
    DataImporter,
    /// A business (CCPA 1798.140(d)).
    Business,
    /// A service provider (CCPA 1798.140(ag)).
    ServiceProvider,
    /// A contractor (CCPA 1798.140(j)).
    Contractor,
    /// A third party (CCPA 1798.140(ai)).
    ThirdParty,
    /// A customer of a service, without a data protection role.
    Customer,
    /// A supplier of a service, without a data protection role.
    Supplier,
}

/// How a term is renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_schema::contract::RenewalKind")]
pub(crate) enum RenewalKind {
    /// It is not: the contract ends.
    None,
    /// By itself, unless notice is given in time.
    Tacit,
    /// Only when both sides say so; each renewal is recorded.
    Express,
}

/// Whether a clause stands in the contract. UNKNOWN never passes a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_schema::Presence")]
pub(crate) enum Presence {
    /// It is there.
    Present,
    /// It is not.
    Absent,
    /// Nobody looked.
    Unknown,
    /// It need not be.
    NotApplicable,
}

/// Whether a processor may engage others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_schema::contract::Authorisation")]
pub(crate) enum Authorisation {
    /// It may not.
    None,
    /// Only those that were approved one by one.
    Specific,
    /// Others too, with notice and a right to object.
    General,
}

/// What allows a transfer to a third country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_schema::contract::TransferMechanism")]
pub(crate) enum TransferMechanism {
    /// An adequacy decision (Art. 45).
    Adequacy,
    /// The EU-US Data Privacy Framework (Decision (EU) 2023/1795).
    Dpf,
    /// Standard contractual clauses (Decision (EU) 2021/914).
    Scc,
    /// Binding corporate rules (Art. 47).
    Bcr,
    /// The UK international data transfer agreement or addendum.
    UkIdta,
    /// A derogation (Art. 49).
    Derogation,
}

/// What happens to the data at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_schema::contract::DataAtEnd")]
pub(crate) enum DataAtEnd {
    /// It is returned.
    Return,
    /// It is deleted.
    Delete,
    /// The controller chooses.
    ControllersChoice,
}

/// Why the sharing is lawful (GDPR Art. 6(1), and Art. 9(2)(a) for explicit consent).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_schema::LegalBasis")]
pub(crate) enum LegalBasis {
    /// Consent, Art. 6(1)(a).
    Consent,
    /// Explicit consent to special categories, Art. 9(2)(a).
    ExplicitConsent,
    /// Necessary for a contract with the user, Art. 6(1)(b).
    Contract,
    /// A legal obligation, Art. 6(1)(c).
    LegalObligation,
    /// Vital interests, Art. 6(1)(d).
    VitalInterests,
    /// A task in the public interest, Art. 6(1)(e).
    PublicTask,
    /// Legitimate interests, Art. 6(1)(f); users may object.
    LegitimateInterests,
    /// Legitimate interests for what users cannot refuse in the TCF (its special purposes).
    LegitimateInterestsNotObjectable,
}

/// What users did or can do about the sharing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_schema::Consent")]
pub(crate) enum Consent {
    /// Nothing is asked and nothing can be refused.
    None,
    /// It happens unless the user refuses.
    OptOut,
    /// It happens only after the user agreed.
    OptIn,
}

/// What is given in return for the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_schema::Consideration")]
pub(crate) enum Consideration {
    /// Nothing.
    None,
    /// A service the recipient provides to the source.
    Service,
    /// Money or other value: a sale (CCPA 1798.140(ad)).
    Sale,
    /// Cross-context behavioural advertising: a sharing (CCPA 1798.140(ah)).
    CrossContextAdvertising,
}

/// What a promise is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_schema::PromiseKind")]
pub(crate) enum PromiseKind {
    /// What users were told is shared.
    Disclosure,
    /// A limit users were given.
    Commitment,
}

/// Whether recipients may share onward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_schema::notice::OnwardSharing")]
pub(crate) enum OnwardSharing {
    /// They may.
    Allowed,
    /// They may not.
    Forbidden,
}

/// The kinds of things a register holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_schema::NodeKind")]
pub(crate) enum NodeKind {
    /// An organisation or a system that can hold data.
    Party,
    /// A signed agreement.
    Contract,
    /// One declared sharing of data.
    Flow,
    /// A privacy notice.
    Notice,
    /// One statement of a notice.
    Promise,
    /// An entry of a taxonomy.
    Term,
    /// An accepted risk.
    Acceptance,
    /// Who sees to a finding.
    Assignment,
    /// Evidence that data went somewhere.
    Observation,
    /// Where alerts are sent.
    Channel,
}

/// The taxonomies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_schema::TaxonomyKind")]
pub(crate) enum TaxonomyKind {
    /// Categories of personal data.
    Category,
    /// What data is used for.
    Purpose,
    /// Whose data it is.
    Subject,
    /// Where data is: countries and groups of them.
    Region,
    /// How data is protected.
    Safeguard,
}

/// Whether a promise or a flow is as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_engine::Verdict")]
pub(crate) enum Verdict {
    /// Shown to be right.
    Kept,
    /// Cannot be shown to be right: something is not recorded, or declared too broadly.
    Unproven,
    /// Shown to be wrong.
    Broken,
}

/// Whether data certainly travels, or may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_engine::Certainty")]
pub(crate) enum Certainty {
    /// Every sharing on the way covers it, and at least one declares it only by a broader category.
    Possible,
    /// Every sharing on the way declares it.
    Certain,
}

/// How much a finding matters, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_engine::Severity")]
pub(crate) enum Severity {
    /// Good to know.
    Info,
    /// Some day.
    Low,
    /// Soon.
    Medium,
    /// Now.
    High,
    /// Drop everything.
    Critical,
}

/// Which way a list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub(crate) enum OrderDirection {
    /// From A to Z, from early to late. What is not recorded comes last.
    #[default]
    Asc,
    /// From Z to A, from late to early. What is not recorded comes first.
    Desc,
}
