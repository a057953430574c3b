//! Shared plumbing between the vocabulary and its written form.

/// Implements `Deserr`, `Serialize` and `JsonSchema` for a type that is written as a string and
/// implements `FromStr` (with a message a reader understands) and `Display`.
macro_rules! written_as_text {
    ($type:ty, $name:expr, { $($schema:tt)* }) => {
        impl<E: deserr::DeserializeError> deserr::Deserr<E> for $type {
            fn deserialize_from_value<V: deserr::IntoValue>(
                value: deserr::Value<V>,
                location: deserr::ValuePointerRef<'_>,
            ) -> Result<Self, E> {
                let kind = match value {
                    deserr::Value::String(text) => match text.parse::<Self>() {
                        Ok(parsed) => return Ok(parsed),
                        Err(error) => deserr::ErrorKind::Unexpected { msg: error.to_string() },
                    },
                    // Quotes help `key: 123`, but not `retention: 30`.
                    actual => match $crate::wire::number(&actual).map(|text| text.parse::<Self>()) {
                        Some(Err(error)) => deserr::ErrorKind::Unexpected { msg: error.to_string() },
                        _ => deserr::ErrorKind::IncorrectValueKind {
                            actual,
                            accepted: &[deserr::ValueKind::String],
                        },
                    },
                };
                Err(deserr::take_cf_content(E::error::<V>(None, kind, location)))
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ $($schema)* })
            }
        }
    };
}

pub(crate) use written_as_text;

/// The text of a number that stands where a text should; `None` for anything else.
pub(crate) fn number<V: deserr::IntoValue>(value: &deserr::Value<V>) -> Option<String> {
    match value {
        deserr::Value::Integer(number) => Some(number.to_string()),
        deserr::Value::NegativeInteger(number) => Some(number.to_string()),
        deserr::Value::Float(number) => Some(number.to_string()),
        _ => None,
    }
}
