//! Contracts: signed agreements, their terms, clauses and life.

mod life;

use deserr::Deserr;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use life::{ContractTerm, End};

use crate::words::words;
use crate::{ContractKey, Day, Duration, PartyKey, TermList, Text};

words! {
    /// What kind of agreement it is.
    pub enum ContractKind {
        /// The frame other agreements hang on.
        MasterAgreement = "MASTER_AGREEMENT",
        /// Processing on behalf of a controller (GDPR Art. 28).
        DataProcessingAgreement = "DATA_PROCESSING_AGREEMENT",
        /// An arrangement between joint controllers (GDPR Art. 26).
        JointController = "JOINT_CONTROLLER",
        /// Sharing between separate controllers.
        DataSharing = "DATA_SHARING",
        /// Standard contractual clauses for transfers (Decision (EU) 2021/914).
        Scc = "SCC",
        /// Confidentiality.
        Nda = "NDA",
        /// Business associate agreement (HIPAA, 45 CFR 164.504(e)).
        Baa = "BAA",
        /// An order under a master agreement.
        Order = "ORDER",
        /// An amendment or addendum.
        Addendum = "ADDENDUM",
    }
}

words! {
    /// The legal role a contract gives a party.
    pub enum ContractRole {
        /// Decides why and how (GDPR Art. 4(7)).
        Controller = "CONTROLLER",
        /// Decides together with another controller (Art. 26).
        JointController = "JOINT_CONTROLLER",
        /// Acts on a controller's behalf (Art. 4(8)).
        Processor = "PROCESSOR",
        /// A processor engaged by a processor (Art. 28(2), (4)).
        SubProcessor = "SUB_PROCESSOR",
        /// Receives data for its own purposes without being named a controller.
        Recipient = "RECIPIENT",
        /// Sends data to a third country (SCC).
        DataExporter = "DATA_EXPORTER",
        /// Receives data in a third country (SCC).
        DataImporter = "DATA_IMPORTER",
        /// A business (CCPA 1798.140(d)).
        Business = "BUSINESS",
        /// A service provider (CCPA 1798.140(ag)).
        ServiceProvider = "SERVICE_PROVIDER",
        /// A contractor (CCPA 1798.140(j)).
        Contractor = "CONTRACTOR",
        /// A third party (CCPA 1798.140(ai)).
        ThirdParty = "THIRD_PARTY",
        /// A customer of a service, without a data protection role.
        Customer = "CUSTOMER",
        /// A supplier of a service, without a data protection role.
        Supplier = "SUPPLIER",
    }
}

words! {
    /// How a term is renewed.
    pub enum RenewalKind {
        /// It is not: the contract ends.
        None = "NONE",
        /// By itself, unless notice is given in time.
        Tacit = "TACIT",
        /// Only when both sides say so; each renewal is recorded.
        Express = "EXPRESS",
    }
}

words! {
    /// Whether a clause stands in the contract. UNKNOWN never passes a check.
    pub enum Presence {
        /// It is there.
        Present = "PRESENT",
        /// It is not.
        Absent = "ABSENT",
        /// Nobody looked.
        Unknown = "UNKNOWN",
        /// It need not be.
        NotApplicable = "NOT_APPLICABLE",
    }
}

words! {
    /// The clauses worth recording. References are to the GDPR unless they say otherwise.
    pub enum ClauseKind {
        /// Subject matter, duration, nature and purpose, data and people: Art. 28(3).
        Scope = "SCOPE",
        /// In writing, electronic form included: Art. 28(9).
        WrittenForm = "WRITTEN_FORM",
        /// Only on documented instructions: Art. 28(3)(a).
        DocumentedInstructions = "DOCUMENTED_INSTRUCTIONS",
        /// Staff bound to confidentiality: Art. 28(3)(b).
        Confidentiality = "CONFIDENTIALITY",
        /// Security of processing: Art. 28(3)(c), 32.
        SecurityMeasures = "SECURITY_MEASURES",
        /// Whether and how other processors may be engaged: Art. 28(2), (3)(d).
        SubprocessorAuthorisation = "SUBPROCESSOR_AUTHORISATION",
        /// The same obligations on other processors: Art. 28(4).
        SubprocessorFlowDown = "SUBPROCESSOR_FLOW_DOWN",
        /// Help with the rights of data subjects: Art. 28(3)(e).
        RightsAssistance = "RIGHTS_ASSISTANCE",
        /// Help with security, breaches and impact assessments: Art. 28(3)(f).
        ComplianceAssistance = "COMPLIANCE_ASSISTANCE",
        /// Notification of breaches to the controller: Art. 33(2).
        BreachNotice = "BREACH_NOTICE",
        /// Return or deletion at the end: Art. 28(3)(g).
        ReturnOrDelete = "RETURN_OR_DELETE",
        /// Information and audits: Art. 28(3)(h).
        AuditRights = "AUDIT_RIGHTS",
        /// The processor says so when an instruction infringes the law: Art. 28(3), last subparagraph.
        UnlawfulInstructionNotice = "UNLAWFUL_INSTRUCTION_NOTICE",
        /// Who of the joint controllers does what: Art. 26.
        JointControllerArrangement = "JOINT_CONTROLLER_ARRANGEMENT",
        /// What allows the transfer to a third country: Art. 44-49.
        TransferMechanism = "TRANSFER_MECHANISM",
        /// Only for limited and specified purposes: CCPA 1798.100(d)(1).
        PurposeLimitation = "PURPOSE_LIMITATION",
        /// No selling or sharing: CCPA 1798.140(ag)(1)(A), 11 CCR 7051(a).
        NoSaleOrShare = "NO_SALE_OR_SHARE",
        /// No combining with data from elsewhere: CCPA 1798.140(ag)(1)(D), 11 CCR 7051(a).
        NoCombining = "NO_COMBINING",
        /// The same level of privacy protection: CCPA 1798.100(d)(2).
        SameProtection = "SAME_PROTECTION",
        /// The right to stop and remediate unauthorised use: CCPA 1798.100(d)(5).
        StopAndRemediate = "STOP_AND_REMEDIATE",
        /// Notice when obligations can no longer be met: CCPA 1798.100(d)(4).
        CannotComplyNotice = "CANNOT_COMPLY_NOTICE",
        /// Liability.
        Liability = "LIABILITY",
        /// Governing law.
        GoverningLaw = "GOVERNING_LAW",
        /// What outlives the contract.
        Survival = "SURVIVAL",
        /// Which document wins.
        Precedence = "PRECEDENCE",
        /// Description of functions and services: DORA Art. 30(2)(a).
        ServiceDescription = "SERVICE_DESCRIPTION",
        /// Where services are provided and data is processed: DORA Art. 30(2)(b).
        ProcessingLocations = "PROCESSING_LOCATIONS",
        /// Availability, authenticity, integrity and confidentiality of data: DORA Art. 30(2)(c).
        DataProtection = "DATA_PROTECTION",
        /// Access to and return of data on insolvency or termination: DORA Art. 30(2)(d).
        DataAccessOnExit = "DATA_ACCESS_ON_EXIT",
        /// Service levels: DORA Art. 30(2)(e), (3)(a).
        ServiceLevels = "SERVICE_LEVELS",
        /// Assistance in an ICT incident: DORA Art. 30(2)(f).
        IncidentAssistance = "INCIDENT_ASSISTANCE",
        /// Cooperation with authorities: DORA Art. 30(2)(g).
        AuthorityCooperation = "AUTHORITY_COOPERATION",
        /// Termination rights and notice periods: DORA Art. 30(2)(h).
        TerminationRights = "TERMINATION_RIGHTS",
        /// Security awareness and training: DORA Art. 30(2)(i).
        SecurityTraining = "SECURITY_TRAINING",
        /// Reporting on developments that matter: DORA Art. 30(3)(b).
        ProviderReporting = "PROVIDER_REPORTING",
        /// Contingency plans: DORA Art. 30(3)(c).
        BusinessContinuity = "BUSINESS_CONTINUITY",
        /// Threat-led penetration testing: DORA Art. 30(3)(d).
        PenetrationTesting = "PENETRATION_TESTING",
        /// Monitoring, access, inspection and audit: DORA Art. 30(3)(e).
        MonitoringRights = "MONITORING_RIGHTS",
        /// Exit strategies and a transition period: DORA Art. 30(3)(f).
        ExitStrategy = "EXIT_STRATEGY",
    }
}

words! {
    /// Whether a processor may engage others.
    pub enum Authorisation {
        /// It may not.
        None = "NONE",
        /// Only those that were approved one by one.
        Specific = "SPECIFIC",
        /// Others too, with notice and a right to object.
        General = "GENERAL",
    }
}

words! {
    /// What allows a transfer to a third country.
    pub enum TransferMechanism {
        /// An adequacy decision (Art. 45).
        Adequacy = "ADEQUACY",
        /// The EU-US Data Privacy Framework (Decision (EU) 2023/1795).
        Dpf = "DPF",
        /// Standard contractual clauses (Decision (EU) 2021/914).
        Scc = "SCC",
        /// Binding corporate rules (Art. 47).
        Bcr = "BCR",
        /// The UK international data transfer agreement or addendum.
        UkIdta = "UK_IDTA",
        /// A derogation (Art. 49).
        Derogation = "DEROGATION",
    }
}

words! {
    /// What happens to the data at the end.
    pub enum DataAtEnd {
        /// It is returned.
        Return = "RETURN",
        /// It is deleted.
        Delete = "DELETE",
        /// The controller chooses.
        ControllersChoice = "CONTROLLERS_CHOICE",
    }
}

/// A signed agreement between parties in roles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct Contract {
    /// Its key in the register.
    pub key: ContractKey,
    /// Its title as people know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub name: Option<Text>,
    /// What kind of agreement it is.
    pub kind: ContractKind,
    /// Who signed it, in which role; an amendment may leave them to the contract it amends.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[deserr(default)]
    pub parties: Vec<ContractParty>,
    /// The master agreement it hangs on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub master: Option<ContractKey>,
    /// The contract it amends, and with which it counts as one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub amends: Option<ContractKey>,
    /// The day it was signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub signed_on: Option<Day>,
    /// The first day in force; the day of signature when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub effective_on: Option<Day>,
    /// The last day in force of its first term; open-ended when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub ends_on: Option<Day>,
    /// How its term is renewed; not at all when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub renewal: Option<Renewal>,
    /// The renewals that were agreed, in their order (EXPRESS).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[deserr(default)]
    pub renewals: Vec<RecordedRenewal>,
    /// The day notice was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub notice_given_on: Option<Day>,
    /// The first day on which it was no longer in force because it was terminated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub terminated_on: Option<Day>,
    /// What it allows, machine-checkable.
    #[serde(default, skip_serializing_if = "ContractTerms::is_empty")]
    #[deserr(default)]
    pub terms: ContractTerms,
    /// Which clauses it has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[deserr(default)]
    pub clauses: Vec<Clause>,
    /// The signed documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[deserr(default)]
    pub documents: Vec<ContractDocument>,
    /// How many days before it ends, and before the last day for notice, alerts are sent; 90, 60, 30, 7 and 0 when not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[deserr(default)]
    pub alert_days: Vec<u32>,
    /// Who in the company looks after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub owner: Option<Text>,
    /// What it is, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub description: Option<Text>,
}

impl Contract {
    /// What people call it: its name, else its key.
    #[must_use]
    pub fn title(&self) -> &str {
        self.name.as_deref().unwrap_or(self.key.as_str())
    }
}

/// A party to a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct ContractParty {
    /// Who.
    pub party: PartyKey,
    /// In which role.
    pub role: ContractRole,
}

/// How a term is renewed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct Renewal {
    /// By itself, by agreement or not.
    pub kind: RenewalKind,
    /// By how long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub period: Option<Duration>,
    /// How long before the end of the term notice must be given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub notice: Option<Duration>,
}

/// A renewal both sides agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct RecordedRenewal {
    /// The day it was agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub agreed_on: Option<Day>,
    /// The last day in force of the renewed term; one renewal period later when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub ends_on: Option<Day>,
}

/// What a contract allows. A list that is empty was not recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct ContractTerms {
    /// Data categories that may be shared.
    #[serde(default, skip_serializing_if = "TermList::is_empty")]
    #[deserr(default)]
    pub categories: TermList,
    /// What for.
    #[serde(default, skip_serializing_if = "TermList::is_empty")]
    #[deserr(default)]
    pub purposes: TermList,
    /// Whose data.
    #[serde(default, skip_serializing_if = "TermList::is_empty")]
    #[deserr(default)]
    pub subjects: TermList,
    /// Where it may be kept.
    #[serde(default, skip_serializing_if = "TermList::is_empty")]
    #[deserr(default)]
    pub regions: TermList,
    /// The longest it may be kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub max_retention: Option<Duration>,
    /// Safeguards there must be at least.
    #[serde(default, skip_serializing_if = "TermList::is_empty")]
    #[deserr(default)]
    pub safeguards: TermList,
}

impl ContractTerms {
    /// Whether nothing is recorded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One entry of the clause checklist. Which of the parameters apply depends on the kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct Clause {
    /// Which clause.
    pub kind: ClauseKind,
    /// Whether it is there.
    pub presence: Presence,
    /// Where it stands, such as `§ 7.2`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub locator: Option<Text>,
    /// BREACH_NOTICE: within how many hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub hours: Option<u32>,
    /// RIGHTS_ASSISTANCE, RETURN_OR_DELETE: within how many days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub days: Option<u32>,
    /// SUBPROCESSOR_AUTHORISATION: none, specific or general.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub authorisation: Option<Authorisation>,
    /// SUBPROCESSOR_AUTHORISATION: how many days before a change it is announced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub notice_days: Option<u32>,
    /// SUBPROCESSOR_AUTHORISATION: how many days there are to object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub objection_days: Option<u32>,
    /// SUBPROCESSOR_AUTHORISATION: who was approved.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[deserr(default)]
    pub approved: Vec<PartyKey>,
    /// RETURN_OR_DELETE: what happens to the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub choice: Option<DataAtEnd>,
    /// RETURN_OR_DELETE: whether deletion is certified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub certificate: Option<bool>,
    /// TRANSFER_MECHANISM: which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub mechanism: Option<TransferMechanism>,
    /// TRANSFER_MECHANISM by SCC: which modules, 1 to 4.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[deserr(default)]
    pub modules: Vec<u8>,
}

/// A signed document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct ContractDocument {
    /// Its file name.
    pub name: Text,
    /// The SHA-256 of its content, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub sha256: Option<Text>,
    /// Where it is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub url: Option<Text>,
}
