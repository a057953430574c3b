//! The rules, by their published codes.

use crate::words::words;

words! {
    /// The rules.
    pub enum Rule {
        /// Data leaves without a contract between the operators.
        FlowWithoutContract = "flow-without-contract",
        /// No contract in force admits what is shared.
        FlowOutsideContract = "flow-outside-contract",
        /// The contract has ended and the flow goes on.
        FlowAfterContract = "flow-after-contract",
        /// Data goes to a party that was offboarded.
        FlowToOffboardedParty = "flow-to-offboarded-party",
        /// A contract will end soon.
        ContractExpiring = "contract-expiring",
        /// Soon notice can no longer be given in time.
        NoticeDeadline = "notice-deadline",
        /// A commitment is not kept.
        CommitmentBroken = "commitment-broken",
        /// Data is shared that no disclosure covers.
        UndisclosedSharing = "undisclosed-sharing",
        /// A disclosure that no sharing uses.
        UnusedDisclosure = "unused-disclosure",
        /// A contract lacks a clause it must have.
        ContractClauseMissing = "contract-clause-missing",
        /// A processor hands data to someone its contract does not let it engage.
        SubprocessorNotAuthorised = "subprocessor-not-authorised",
        /// A contract further down asks for less than the one above it.
        OnwardWeakerTerms = "onward-weaker-terms",
        /// Data leaves for a third country without anything that allows it.
        TransferWithoutMechanism = "transfer-without-mechanism",
        /// A recipient is no service provider, since its contract lacks what makes it one.
        ServiceProviderLost = "service-provider-lost",
        /// A commitment of an old notice is not kept for data collected under it.
        LegacyCommitmentBroken = "legacy-commitment-broken",
        /// A certification has lapsed, or soon will.
        CertificationExpired = "certification-expired",
        /// Nobody has looked for a year whether a flow is as declared.
        FlowUnverified = "flow-unverified",
        /// Data was seen going where no flow declares it.
        UndeclaredSharing = "undeclared-sharing",
    }
}

impl Rule {
    /// The published code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.as_str()
    }

    /// The rule of a published code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        code.parse().ok()
    }

    /// Whether it compares flows with commitments.
    #[must_use]
    pub const fn is_of_commitments(self) -> bool {
        matches!(self, Self::CommitmentBroken | Self::ServiceProviderLost | Self::LegacyCommitmentBroken)
    }
}
