//! The clauses of the checklist, as a GraphQL enum; see `words` for how it keeps up with the vocabulary.

use async_graphql::Enum;

/// The clauses worth recording. References are to the GDPR unless they say otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_schema::ClauseKind")]
pub(crate) enum ClauseKind {
    /// Subject matter, duration, nature and purpose, data and people: Art. 28(3).
    Scope,
    /// In writing, electronic form included: Art. 28(9).
    WrittenForm,
    /// Only on documented instructions: Art. 28(3)(a).
    DocumentedInstructions,
    /// Staff bound to confidentiality: Art. 28(3)(b).
    Confidentiality,
    /// Security of processing: Art. 28(3)(c), 32.
    SecurityMeasures,
    /// Whether and how other processors may be engaged: Art. 28(2), (3)(d).
    SubprocessorAuthorisation,
    /// The same obligations on other processors: Art. 28(4).
    SubprocessorFlowDown,
    /// Help with the rights of data subjects: Art. 28(3)(e).
    RightsAssistance,
    /// Help with security, breaches and impact assessments: Art. 28(3)(f).
    ComplianceAssistance,
    /// Notification of breaches to the controller: Art. 33(2).
    BreachNotice,
    /// Return or deletion at the end: Art. 28(3)(g).
    ReturnOrDelete,
    /// Information and audits: Art. 28(3)(h).
    AuditRights,
    /// The processor says so when an instruction infringes the law: Art. 28(3), last subparagraph.
    UnlawfulInstructionNotice,
    /// Who of the joint controllers does what: Art. 26.
    JointControllerArrangement,
    /// What allows the transfer to a third country: Art. 44-49.
    TransferMechanism,
    /// Only for limited and specified purposes: CCPA 1798.100(d)(1).
    PurposeLimitation,
    /// No selling or sharing: CCPA 1798.140(ag)(1)(A), 11 CCR 7051(a).
    NoSaleOrShare,
    /// No combining with data from elsewhere: CCPA 1798.140(ag)(1)(D), 11 CCR 7051(a).
    NoCombining,
    /// The same level of privacy protection: CCPA 1798.100(d)(2).
    SameProtection,
    /// The right to stop and remediate unauthorised use: CCPA 1798.100(d)(5).
    StopAndRemediate,
    /// Notice when obligations can no longer be met: CCPA 1798.100(d)(4).
    CannotComplyNotice,
    /// Liability.
    Liability,
    /// Governing law.
    GoverningLaw,
    /// What outlives the contract.
    Survival,
    /// Which document wins.
    Precedence,
    /// Description of functions and services: DORA Art. 30(2)(a).
    ServiceDescription,
    /// Where services are provided and data is processed: DORA Art. 30(2)(b).
    ProcessingLocations,
    /// Availability, authenticity, integrity and confidentiality of data: DORA Art. 30(2)(c).
    DataProtection,
    /// Access to and return of data on insolvency or termination: DORA Art. 30(2)(d).
    DataAccessOnExit,
    /// Service levels: DORA Art. 30(2)(e), (3)(a).
    ServiceLevels,
    /// Assistance in an ICT incident: DORA Art. 30(2)(f).
    IncidentAssistance,
    /// Cooperation with authorities: DORA Art. 30(2)(g).
    AuthorityCooperation,
    /// Termination rights and notice periods: DORA Art. 30(2)(h).
    TerminationRights,
    /// Security awareness and training: DORA Art. 30(2)(i).
    SecurityTraining,
    /// Reporting on developments that matter: DORA Art. 30(3)(b).
    ProviderReporting,
    /// Contingency plans: DORA Art. 30(3)(c).
    BusinessContinuity,
    /// Threat-led penetration testing: DORA Art. 30(3)(d).
    PenetrationTesting,
    /// Monitoring, access, inspection and audit: DORA Art. 30(3)(e).
    MonitoringRights,
    /// Exit strategies and a transition period: DORA Art. 30(3)(f).
    ExitStrategy,
}
