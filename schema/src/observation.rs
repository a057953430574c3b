//! Observations: evidence that data really went somewhere.

use std::fmt;
use std::str::FromStr;

use deserr::Deserr;
use ecow::EcoString;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::wire::written_as_text;
use crate::words::words;
use crate::{Day, Duration, ObservationKey, PartyKey, TermList, Text};

words! {
    /// What shows that data went somewhere.
    pub enum Evidence {
        /// Network traffic that a browser recorded (HTTP Archive).
        Har = "HAR",
        /// Reports of browsers about what a page loads (Content Security Policy).
        CspReport = "CSP_REPORT",
        /// A list of sub-processors that someone published.
        SubprocessorList = "SUBPROCESSOR_LIST",
        /// Logs of a system or a network.
        Log = "LOG",
        /// Someone looked: an audit, a review of code or settings.
        Audit = "AUDIT",
        /// Something else, which the note tells.
        Other = "OTHER",
    }
}

/// The name of a host, in lower case and without a dot at its end: `stats.example.com`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Host(EcoString);

/// The text is not the name of a host.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a host: write its name alone, such as `stats.example.com`, without `https://`, port or path")]
pub struct InvalidHost(String);

impl Host {
    /// The longest name, in bytes (RFC 1035, section 2.3.4).
    const MAX_LENGTH: usize = 253;

    /// The name as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host itself, then what follows each dot in it: the domains it stands in, the narrowest first.
    pub fn domains(&self) -> impl Iterator<Item = &str> {
        let after =
            self.0.char_indices().filter(|(_, letter)| *letter == '.').filter_map(|(dot, _)| self.0.get(dot + 1..));
        std::iter::once(self.as_str()).chain(after)
    }
}

impl FromStr for Host {
    type Err = InvalidHost;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidHost(text.chars().take(Self::MAX_LENGTH).collect());
        let name = text.strip_suffix('.').unwrap_or(text).to_ascii_lowercase();
        let is_label = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        };
        if name.len() > Self::MAX_LENGTH || !name.split('.').all(is_label) {
            return Err(invalid());
        }
        Ok(Self(name.into()))
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

written_as_text!(Host, "Host", { "type": "string", "maxLength": 254, "pattern": "^[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.?$" });

/// Evidence that data went from a party to another, or to a host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct Observation {
    /// Its key in the register.
    pub key: ObservationKey,
    /// The party it went out of.
    pub source: PartyKey,
    /// The party it went to; this or a host.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub recipient: Option<PartyKey>,
    /// The host it went to, which the parties that list its domain claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub host: Option<Host>,
    /// What was seen of the data; absent when that was not recorded.
    #[serde(default, skip_serializing_if = "TermList::is_empty")]
    #[deserr(default)]
    pub categories: TermList,
    /// The first day on which it was seen.
    pub first_seen: Day,
    /// The last day on which it was seen.
    pub last_seen: Day,
    /// What shows it.
    pub evidence: Evidence,
    /// Where that is kept: a file, an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub reference: Option<Text>,
    /// What else is to be said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub note: Option<Text>,
}

impl Observation {
    /// The day of the evidence as it stands on `day`: the last one it was seen, as far as that is not to come.
    /// `None` when it was not seen yet, or more than a year before.
    #[must_use]
    pub fn seen_by(&self, day: Day) -> Option<Day> {
        let seen = self.last_seen.min(day);
        (self.first_seen <= day && day <= Self::fades_after(seen)).then_some(seen)
    }

    /// The last day on which what was seen on `seen` still says something.
    #[must_use]
    pub fn fades_after(seen: Day) -> Day {
        seen.plus(Duration::from_months(12), 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_compared_in_lower_case_without_a_dot_at_its_end() {
        let host: Host = "Stats.Example.COM.".parse().unwrap();
        assert_eq!(host.to_string(), "stats.example.com");
        assert_eq!(host.domains().collect::<Vec<_>>(), ["stats.example.com", "example.com", "com"]);
    }

    #[test]
    fn an_address_is_no_host() {
        for wrong in ["", ".", "a..b", "https://a.example", "a.example/b", "a.example:443", "a b", &"a".repeat(64)] {
            assert!(wrong.parse::<Host>().is_err(), "{wrong}");
        }
        assert!(["a"; 127].join(".").parse::<Host>().is_ok());
        assert!(["a"; 128].join(".").parse::<Host>().is_err());
    }
}
