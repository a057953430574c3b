//! Keys: how people name parties, contracts, flows, notices, promises and terms.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;
use std::sync::Arc;

use ecow::EcoString;

use crate::wire::written_as_text;
use crate::words::words;

/// The longest key, in bytes.
pub const MAX_KEY_LENGTH: usize = 128;
/// The longest text field, in bytes.
pub const MAX_TEXT_LENGTH: usize = 16 * 1024;

/// Why a key was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{key}` is not a key: use 1 to 128 of a-z, 0-9, `.`, `_` and `-`, starting with a letter or digit{}",
    lower_case(.key)
)]
pub struct InvalidKey {
    key: String,
}

fn lower_case(key: &str) -> String {
    let lower = key.to_ascii_lowercase().replace(' ', "-");
    if check_key(&lower).is_ok() { format!("; did you mean `{lower}`?") } else { String::new() }
}

fn check_key(text: &str) -> Result<(), InvalidKey> {
    let mut bytes = text.bytes();
    let first = bytes.next().is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let rest = bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_' | b'-'));
    if first && rest && text.len() <= MAX_KEY_LENGTH {
        Ok(())
    } else {
        let key = text.chars().take(MAX_KEY_LENGTH + 1).collect();
        Err(InvalidKey { key })
    }
}

macro_rules! key {
    ($(#[$meta:meta])* $name:ident, $check:path, $pattern:literal) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(EcoString);

        impl $name {
            /// Reads a key; the same as `str::parse`.
            ///
            /// # Errors
            /// When `text` is empty, too long, or holds a character keys do not have.
            pub fn new(text: impl AsRef<str>) -> Result<Self, InvalidKey> {
                $check(text.as_ref())?;
                Ok(Self(text.as_ref().into()))
            }

            /// The key as it is written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidKey;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::new(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        written_as_text!($name, stringify!($name), {
            "type": "string",
            "pattern": $pattern,
        });
    };
}

key!(
    /// The key of a party.
    PartyKey, check_key, "^[a-z0-9][a-z0-9._-]{0,127}$"
);
key!(
    /// The key of a contract.
    ContractKey, check_key, "^[a-z0-9][a-z0-9._-]{0,127}$"
);
key!(
    /// The key of a flow.
    FlowKey, check_key, "^[a-z0-9][a-z0-9._-]{0,127}$"
);
key!(
    /// The key of a notice.
    NoticeKey, check_key, "^[a-z0-9][a-z0-9._-]{0,127}$"
);
key!(
    /// The key of a promise; unique in the register, not only in its notice.
    PromiseKey, check_key, "^[a-z0-9][a-z0-9._-]{0,127}$"
);
key!(
    /// The key of an accepted risk.
    AcceptanceKey, check_key, "^[a-z0-9][a-z0-9._-]{0,127}$"
);
key!(
    /// The key of who sees to a finding.
    AssignmentKey, check_key, "^[a-z0-9][a-z0-9._-]{0,127}$"
);
key!(
    /// The key of an observation.
    ObservationKey, check_key, "^[a-z0-9][a-z0-9._-]{0,127}$"
);
key!(
    /// The key of a channel.
    ChannelKey, check_key, "^[a-z0-9][a-z0-9._-]{0,127}$"
);
key!(
    /// The key of a taxonomy term: dotted for categories, purposes, subjects and safeguards; an ISO
    /// 3166 code in capitals (`DE`, `US-CA`) or the name of a group for regions.
    TermKey, check_term_key, "^([a-z0-9][a-z0-9._-]{0,127}|[A-Z]{2}(-[A-Z0-9]{1,3})?)$"
);

fn check_term_key(text: &str) -> Result<(), InvalidKey> {
    let (country, subdivision) = text.split_once('-').map_or((text, None), |(country, rest)| (country, Some(rest)));
    let is_country = country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
    let is_subdivision = |rest: &str| {
        (1..=3).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    if is_country && subdivision.is_none_or(is_subdivision) { Ok(()) } else { check_key(text) }
}

impl TermKey {
    /// The part before the last dot, or the country of a subdivision (`US` of `US-CA`): the parent
    /// unless the term names another.
    #[must_use]
    pub fn dotted_parent(&self) -> Option<&str> {
        let key = self.as_str();
        let country = || {
            key.split_once('-')
                .map(|(country, _)| country)
                .filter(|_| key.starts_with(|c: char| c.is_ascii_uppercase()))
        };
        key.rsplit_once('.').map(|(parent, _)| parent).or_else(country)
    }
}

/// A list of terms as someone recorded it, in their order. An empty list means "not recorded".
/// Equal lists of a register share one allocation (see `Register`), because large registers repeat
/// few of them very often; and a list is one word, because a register holds millions of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
// One word rather than two: a large register holds millions of lists.
pub struct TermList(Option<Arc<Box<[TermKey]>>>);

impl TermList {
    /// Nothing recorded.
    pub const NOT_RECORDED: Self = Self(None);

    /// Whether anything was recorded.
    #[must_use]
    pub fn is_recorded(&self) -> bool {
        self.0.is_some()
    }

    /// The same list, so that equal lists can share memory.
    #[must_use]
    pub fn shared(&self) -> Option<&Arc<Box<[TermKey]>>> {
        self.0.as_ref()
    }

    /// `true` when serialisation should leave the field out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

impl Default for TermList {
    fn default() -> Self {
        Self::NOT_RECORDED
    }
}

impl Deref for TermList {
    type Target = [TermKey];
    fn deref(&self) -> &[TermKey] {
        self.0.as_ref().map(|terms| &***terms).unwrap_or_default()
    }
}

impl FromIterator<TermKey> for TermList {
    fn from_iter<I: IntoIterator<Item = TermKey>>(terms: I) -> Self {
        let terms: Vec<_> = terms.into_iter().collect();
        Self::from(terms)
    }
}

impl From<Vec<TermKey>> for TermList {
    fn from(terms: Vec<TermKey>) -> Self {
        Self((!terms.is_empty()).then(|| Arc::new(terms.into_boxed_slice())))
    }
}

impl<'a> IntoIterator for &'a TermList {
    type Item = &'a TermKey;
    type IntoIter = std::slice::Iter<'a, TermKey>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl serde::Serialize for TermList {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> serde::Deserialize<'de> for TermList {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<TermKey>::deserialize(deserializer)?.into())
    }
}

impl<E: deserr::DeserializeError> deserr::Deserr<E> for TermList {
    fn deserialize_from_value<V: deserr::IntoValue>(
        value: deserr::Value<V>,
        location: deserr::ValuePointerRef<'_>,
    ) -> Result<Self, E> {
        if matches!(value, deserr::Value::Null) {
            return Ok(Self::NOT_RECORDED);
        }
        Vec::<TermKey>::deserialize_from_value(value, location).map(Self::from)
    }
}

impl schemars::JsonSchema for TermList {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TermList".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let items = generator.subschema_for::<TermKey>();
        schemars::json_schema!({ "type": ["array", "null"], "items": items })
    }
}

/// A short text people wrote: a name, a quote, an address.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(EcoString);

/// Why a text was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text is {length} bytes long; at most {MAX_TEXT_LENGTH} are kept")]
pub struct TextTooLong {
    length: usize,
}

impl Text {
    /// The text as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Text {
    type Err = TextTooLong;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() > MAX_TEXT_LENGTH {
            return Err(TextTooLong { length: text.len() });
        }
        Ok(Self(text.into()))
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

written_as_text!(Text, "Text", { "type": "string", "maxLength": 16384 });

words! {
    /// The kinds of things a register holds.
    pub enum NodeKind {
        /// An organisation or a system that can hold data.
        Party = "PARTY",
        /// A signed agreement.
        Contract = "CONTRACT",
        /// One declared sharing of data.
        Flow = "FLOW",
        /// A privacy notice.
        Notice = "NOTICE",
        /// One statement of a notice.
        Promise = "PROMISE",
        /// An entry of a taxonomy.
        Term = "TERM",
        /// An accepted risk.
        Acceptance = "ACCEPTANCE",
        /// Who sees to a finding.
        Assignment = "ASSIGNMENT",
        /// Evidence that data went somewhere.
        Observation = "OBSERVATION",
        /// Where alerts are sent.
        Channel = "CHANNEL",
    }
}

impl NodeKind {
    /// The word before the colon of a global id.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Party => "party",
            Self::Contract => "contract",
            Self::Flow => "flow",
            Self::Notice => "notice",
            Self::Promise => "promise",
            Self::Term => "term",
            Self::Acceptance => "acceptance",
            Self::Assignment => "assignment",
            Self::Observation => "observation",
            Self::Channel => "channel",
        }
    }
}

/// The global id of something in the register: `party:mailer`, `flow:shop-mailer`,
/// `term:category/user.loyalty`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeId {
    /// A party.
    Party(PartyKey),
    /// A contract.
    Contract(ContractKey),
    /// A flow.
    Flow(FlowKey),
    /// A notice.
    Notice(NoticeKey),
    /// A promise.
    Promise(PromiseKey),
    /// A term of a taxonomy.
    Term(crate::TaxonomyKind, TermKey),
    /// An accepted risk.
    Acceptance(AcceptanceKey),
    /// Who sees to a finding.
    Assignment(AssignmentKey),
    /// Evidence that data went somewhere.
    Observation(ObservationKey),
    /// Where alerts are sent.
    Channel(ChannelKey),
}

impl NodeId {
    /// What it is the id of.
    #[must_use]
    pub const fn kind(&self) -> NodeKind {
        match self {
            Self::Party(_) => NodeKind::Party,
            Self::Contract(_) => NodeKind::Contract,
            Self::Flow(_) => NodeKind::Flow,
            Self::Notice(_) => NodeKind::Notice,
            Self::Promise(_) => NodeKind::Promise,
            Self::Term(..) => NodeKind::Term,
            Self::Acceptance(_) => NodeKind::Acceptance,
            Self::Assignment(_) => NodeKind::Assignment,
            Self::Observation(_) => NodeKind::Observation,
            Self::Channel(_) => NodeKind::Channel,
        }
    }

    /// The key without the kind (for a term: without the taxonomy).
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Self::Party(key) => key.as_str(),
            Self::Contract(key) => key.as_str(),
            Self::Flow(key) => key.as_str(),
            Self::Notice(key) => key.as_str(),
            Self::Promise(key) => key.as_str(),
            Self::Term(_, key) => key.as_str(),
            Self::Acceptance(key) => key.as_str(),
            Self::Assignment(key) => key.as_str(),
            Self::Observation(key) => key.as_str(),
            Self::Channel(key) => key.as_str(),
        }
    }
}

impl fmt::Display for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Term(taxonomy, key) => write!(f, "term:{}/{key}", taxonomy.prefix()),
            _ => write!(f, "{}:{}", self.kind().prefix(), self.key()),
        }
    }
}

/// Why a global id was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not an id: write `party:KEY`, `contract:KEY`, `flow:KEY`, `notice:KEY`, `promise:KEY`, `acceptance:KEY`, `assignment:KEY`, `observation:KEY`, `channel:KEY` or `term:TAXONOMY/KEY`"
)]
pub struct InvalidNodeId(String);

impl FromStr for NodeId {
    type Err = InvalidNodeId;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidNodeId(text.chars().take(200).collect());
        let (kind, key) = text.split_once(':').ok_or_else(invalid)?;
        match kind {
            "party" => key.parse().map(Self::Party).map_err(|_| invalid()),
            "contract" => key.parse().map(Self::Contract).map_err(|_| invalid()),
            "flow" => key.parse().map(Self::Flow).map_err(|_| invalid()),
            "notice" => key.parse().map(Self::Notice).map_err(|_| invalid()),
            "promise" => key.parse().map(Self::Promise).map_err(|_| invalid()),
            "acceptance" => key.parse().map(Self::Acceptance).map_err(|_| invalid()),
            "assignment" => key.parse().map(Self::Assignment).map_err(|_| invalid()),
            "observation" => key.parse().map(Self::Observation).map_err(|_| invalid()),
            "channel" => key.parse().map(Self::Channel).map_err(|_| invalid()),
            "term" => {
                let (taxonomy, key) = key.split_once('/').ok_or_else(invalid)?;
                let taxonomy = crate::TaxonomyKind::from_prefix(taxonomy).ok_or_else(invalid)?;
                key.parse().map(|key| Self::Term(taxonomy, key)).map_err(|_| invalid())
            }
            _ => Err(invalid()),
        }
    }
}

written_as_text!(NodeId, "NodeId", { "type": "string" });
