//! Parties: organisations and systems that can hold data.

use deserr::Deserr;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{Day, PartyKey, TermKey, Text};

words! {
    /// What a party is. Its legal role (controller, processor, ...) comes from a contract.
    pub enum PartyKind {
        /// The company that keeps this register.
        SelfParty = "SELF",
        /// A company of the same group.
        Affiliate = "AFFILIATE",
        /// A system (an application, a database) that an operator runs.
        System = "SYSTEM",
        /// A company that provides a service.
        Vendor = "VENDOR",
        /// A company that receives data for purposes of its own or shared ones.
        Partner = "PARTNER",
        /// A public authority.
        PublicAuthority = "PUBLIC_AUTHORITY",
    }
}

words! {
    /// Where the relation with a party stands.
    pub enum PartyStatus {
        /// Being considered; nothing should flow yet.
        Prospect = "PROSPECT",
        /// In use.
        Active = "ACTIVE",
        /// On hold.
        Suspended = "SUSPENDED",
        /// The relation has ended.
        Offboarded = "OFFBOARDED",
    }
}

/// An organisation or a system that can hold data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct Party {
    /// Its key in the register.
    pub key: PartyKey,
    /// Its name as people know it.
    pub name: Text,
    /// What it is.
    pub kind: PartyKind,
    /// Who runs it; only systems have an operator, and every system has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub operator: Option<PartyKey>,
    /// The country it is established in (ISO 3166-1 alpha-2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub country: Option<TermKey>,
    /// Where the relation stands; ACTIVE when not said.
    #[serde(default = "active")]
    #[deserr(default = PartyStatus::Active)]
    pub status: PartyStatus,
    /// The first day on which the relation was over; goes with OFFBOARDED.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub offboarded_on: Option<Day>,
    /// Who in the company looks after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub owner: Option<Text>,
    /// Its website.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub website: Option<Text>,
    /// The address of its privacy policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub privacy_policy: Option<Text>,
    /// What it is and what it is used for, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub description: Option<Text>,
    /// Its identifiers in other registers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[deserr(default)]
    pub identifiers: Vec<Identifier>,
    /// Whom to write to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[deserr(default)]
    pub contacts: Vec<Contact>,
    /// Certifications it holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[deserr(default)]
    pub certifications: Vec<Certification>,
    /// Free labels, to select parties by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[deserr(default)]
    pub tags: Vec<Text>,
    /// The internet domains it serves from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[deserr(default)]
    pub domains: Vec<Text>,
}

impl Party {
    /// A party in use, of which only name and kind are known.
    #[must_use]
    pub const fn new(key: PartyKey, name: Text, kind: PartyKind) -> Self {
        Self {
            key,
            name,
            kind,
            operator: None,
            country: None,
            status: PartyStatus::Active,
            offboarded_on: None,
            owner: None,
            website: None,
            privacy_policy: None,
            description: None,
            identifiers: Vec::new(),
            contacts: Vec::new(),
            certifications: Vec::new(),
            tags: Vec::new(),
            domains: Vec::new(),
        }
    }
}

const fn active() -> PartyStatus {
    PartyStatus::Active
}

/// An identifier in another register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct Identifier {
    /// Which register: LEI, IAB_GVL, VAT, ...
    pub scheme: Text,
    /// The identifier there.
    pub value: Text,
}

/// Someone to write to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct Contact {
    /// What they are to be asked about: DPO, SECURITY, LEGAL, ...
    pub role: Text,
    /// Their e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub email: Option<Text>,
    /// The name of the person or team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub name: Option<Text>,
    /// A page with a contact form or address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub url: Option<Text>,
}

/// A certification a party holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct Certification {
    /// Which: ISO_27001, SOC_2, EU_US_DPF, ...
    pub scheme: Text,
    /// The first day it is valid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub valid_from: Option<Day>,
    /// The last day it is valid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub valid_until: Option<Day>,
    /// Where it can be looked up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub url: Option<Text>,
}
