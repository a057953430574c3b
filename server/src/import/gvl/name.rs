//! The keys of imported flows: vendor, legal basis, purpose and period.

use std::fmt;

use kept_schema::{Consent, LegalBasis};

/// The legal basis of a purpose in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Basis {
    Consent,
    LegitimateInterest,
    Special,
}

impl Basis {
    const ALL: [Self; 3] = [Self::Consent, Self::LegitimateInterest, Self::Special];

    const fn word(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::LegitimateInterest => "li",
            Self::Special => "special",
        }
    }

    pub(super) const fn legal_basis(self) -> LegalBasis {
        match self {
            Self::Consent => LegalBasis::Consent,
            Self::LegitimateInterest => LegalBasis::LegitimateInterests,
            Self::Special => LegalBasis::LegitimateInterestsNotObjectable,
        }
    }

    pub(super) const fn consent(self) -> Consent {
        match self {
            Self::Consent => Consent::OptIn,
            Self::LegitimateInterest => Consent::OptOut,
            Self::Special => Consent::None,
        }
    }

    /// The reference of a purpose in the taxonomy.
    pub(super) fn reference(self, purpose: u32) -> String {
        match self {
            Self::Special => format!("specialPurpose:{purpose}"),
            Self::Consent | Self::LegitimateInterest => format!("purpose:{purpose}"),
        }
    }

    pub(super) fn describe(self, purpose: u32, flexible: bool) -> String {
        let switch = if flexible { "; the publisher may switch the legal basis" } else { "" };
        match self {
            Self::Consent => format!("TCF purpose {purpose}, on consent{switch}."),
            Self::LegitimateInterest => format!("TCF purpose {purpose}, on legitimate interest{switch}."),
            Self::Special => format!("TCF special purpose {purpose}, on legitimate interest that users cannot refuse."),
        }
    }
}

/// What the key of an imported flow says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FlowName {
    pub(super) vendor: u32,
    pub(super) basis: Basis,
    pub(super) purpose: u32,
    /// 1, or more when the vendor gave the purpose up and took it up again.
    pub(super) period: u32,
}

impl FlowName {
    /// Reads a key; `None` when it is not the key of an imported flow.
    pub(super) fn parse(key: &str) -> Option<Self> {
        let (key, period) = match key.split_once('.') {
            Some((key, period)) => (key, period.parse().ok().filter(|period| *period > 1)?),
            None => (key, 1),
        };
        let mut parts = key.strip_prefix("gvl-")?.split('-');
        let vendor = parts.next()?.parse().ok()?;
        let word = parts.next()?;
        let basis = Basis::ALL.into_iter().find(|basis| basis.word() == word)?;
        let purpose = parts.next()?.parse().ok()?;
        let name = Self { vendor, basis, purpose, period };
        parts.next().is_none().then_some(name)
    }
}

impl fmt::Display for FlowName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "gvl-{}-{}-{}", self.vendor, self.basis.word(), self.purpose)?;
        if self.period > 1 {
            write!(f, ".{}", self.period)?;
        }
        Ok(())
    }
}
