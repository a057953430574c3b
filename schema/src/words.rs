//! The macro behind every closed list of words (kinds, roles, statuses, ...).

/// Declares an enum whose values are written in SCREAMING_SNAKE_CASE, with the list of all of
/// them, the written word, and reading that names the accepted words when it fails.
macro_rules! words {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $word:literal, )+
        }
    ) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, schemars::JsonSchema,
        )]
        pub enum $name {
            $( $(#[$variant_meta])* #[serde(rename = $word)] $variant, )+
        }

        impl $name {
            /// Every value, in the order of the vocabulary.
            pub const ALL: &'static [Self] = &[$( Self::$variant, )+];
            /// Every written word, in the same order.
            pub const WORDS: &'static [&'static str] = &[$( $word, )+];

            /// The word as it is written in documents and in GraphQL.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $word, )+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::problem::UnknownWord;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $( $word => Ok(Self::$variant), )+
                    _ => Err($crate::problem::UnknownWord::new(text, Self::WORDS)),
                }
            }
        }

        impl<E: deserr::DeserializeError> deserr::Deserr<E> for $name {
            fn deserialize_from_value<V: deserr::IntoValue>(
                value: deserr::Value<V>,
                location: deserr::ValuePointerRef<'_>,
            ) -> Result<Self, E> {
                let failed = match value {
                    deserr::Value::String(text) => match text.parse::<Self>() {
                        Ok(parsed) => return Ok(parsed),
                        Err(_) => E::error::<V>(
                            None,
                            deserr::ErrorKind::UnknownValue { value: &text, accepted: Self::WORDS },
                            location,
                        ),
                    },
                    actual => E::error::<V>(
                        None,
                        deserr::ErrorKind::IncorrectValueKind {
                            actual,
                            accepted: &[deserr::ValueKind::String],
                        },
                        location,
                    ),
                };
                Err(deserr::take_cf_content(failed))
            }
        }
    };
}

pub(crate) use words;
