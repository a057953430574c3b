//! Scalars: legal days, moments and durations.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::{SecondsFormat, Utc};
use kept_schema::{Day, Duration};

/// A legal day, as it stands in contracts and notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Date(pub Day);

/// A legal day (UTC), written YYYY-MM-DD, between 1900-01-01 and 2500-12-31.
#[Scalar(name = "Date")]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::String(text) => text.parse().map(Self).map_err(InputValueError::custom),
            other => Err(InputValueError::expected_type(other)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// A moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment(pub chrono::DateTime<Utc>);

/// A moment in time, written as RFC 3339 says, such as 2026-03-01T09:30:00Z.
#[Scalar(name = "DateTime", specified_by_url = "https://datatracker.ietf.org/doc/html/rfc3339")]
impl ScalarType for Moment {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::String(text) => moment(&text).map_err(InputValueError::custom),
            other => Err(InputValueError::expected_type(other)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

/// A length of time, such as a retention period or a notice period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span(pub Duration);

/// A length of time in ISO 8601, in whole numbers: P1Y (a year), P18M, P90D, PT72H.
#[Scalar(name = "Duration")]
impl ScalarType for Span {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::String(text) => text.parse().map(Self).map_err(InputValueError::custom),
            other => Err(InputValueError::expected_type(other)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

fn moment(text: &str) -> Result<Moment, String> {
    let moment = chrono::DateTime::parse_from_rfc3339(text).map(|moment| Moment(moment.with_timezone(&Utc)));
    moment.map_err(|_| {
        let shown: String = text.chars().take(40).collect();
        format!("`{shown}` is not a moment: write day, time and zone, such as 2026-03-01T09:30:00Z")
    })
}

/// What is wrong with a value, when it is for a whole number or for one of these scalars and cannot be read.
pub(super) fn unreadable(scalar: &str, value: &Value) -> Option<String> {
    let (read, example): (fn(&str) -> Option<String>, _) = match scalar {
        "Int" => {
            let is_one = matches!(value, Value::Number(number) if number.as_i64().is_some_and(|number| i32::try_from(number).is_ok()));
            return (!is_one).then(|| format!("`{value}` is not a whole number from {} to {}", i32::MIN, i32::MAX));
        }
        "Date" => (|text| Some(text.parse::<Day>().err()?.to_string()), "2026-03-01"),
        "DateTime" => (|text| moment(text).err(), "2026-03-01T09:30:00Z"),
        "Duration" => (|text| Some(text.parse::<Duration>().err()?.to_string()), "P1Y"),
        _ => return None,
    };
    match value {
        Value::String(text) => read(text),
        _ => Some(format!("this is not a text: write \"{example}\", with the quotes")),
    }
}
