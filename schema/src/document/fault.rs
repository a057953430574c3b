//! What `deserr` finds wrong, all of it, and how it is said.

use std::ops::ControlFlow;

use deserr::{DeserializeError, Deserr, ErrorKind, IntoValue, MergeWithError, ValueKind, ValuePointerRef};

use super::path::{Path, Step};
use super::tree::{Data, Ix, Tree};
use super::view::View;
use crate::Problem;
use crate::problem::hint;

/// Everything that is wrong with one value.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<Fault>);

#[derive(Debug)]
struct Fault {
    path: Path,
    what: What,
}

#[derive(Debug)]
enum What {
    WrongKind(Vec<ValueKind>),
    Missing,
    UnknownField(Vec<String>),
    Other(String),
}

/// Reads a value. A field that is null is one that was left out, whatever its kind.
///
/// # Errors
/// Everything that is wrong with it, with paths that begin at `location`.
pub(super) fn read<T: Deserr<Faults>>(value: View<'_>, location: ValuePointerRef<'_>) -> Result<T, Faults> {
    let first: Faults = match T::deserialize_from_value(value.into_value(), location) {
        Ok(read) => return Ok(read),
        Err(faults) => faults,
    };
    if !first.0.iter().any(|fault| matches!(fault.what, What::WrongKind(_))) {
        return Err(first);
    }
    // Most fields take a null themselves; lists and flags do not.
    let (read, mut faults) = match T::deserialize_from_value(value.only_given().into_value(), location) {
        Ok(read) => (Some(read), Faults::default()),
        Err(faults) => (None, faults),
    };
    // A null is no reason to overlook a field there is no such of.
    for fault in first.0 {
        let known = faults.0.iter().any(|other| other.path == fault.path);
        if matches!(fault.what, What::UnknownField(_)) && !known {
            faults.0.push(fault);
        }
    }
    read.filter(|_| faults.0.is_empty()).ok_or(faults)
}

impl Faults {
    /// The field `name` of the value itself is known too, though not to `deserr`.
    pub(super) fn know(&mut self, value: &Path, name: &str) {
        let known = self.0.iter_mut().filter(|fault| fault.path.0.len() == value.0.len() + 1);
        for fault in known {
            if let What::UnknownField(fields) = &mut fault.what {
                fields.push(name.to_owned());
            }
        }
    }

    pub(super) fn into_problems(self, tree: &Tree, root: Ix) -> impl Iterator<Item = Problem> {
        self.0.into_iter().map(move |Fault { path, what }| {
            let at = tree.locate(root, &path.0);
            let name = match path.0.last() {
                Some(Step::Field(name)) => name.as_str(),
                _ => "",
            };
            let message = match what {
                What::WrongKind(accepted) => wrong_kind(tree, find(tree, root, &path), &accepted),
                What::Missing => format!("`{name}` is missing"),
                What::UnknownField(fields) => unknown_field(name, &fields),
                What::Other(message) => message,
            };
            tree.problem(at, &path, message)
        })
    }
}

/// The sentence that refuses a field there is no such of.
pub(super) fn unknown_field<S: AsRef<str>>(name: &str, fields: &[S]) -> String {
    let near = hint(name, fields);
    if near.is_empty() {
        let fields: Vec<&str> = fields.iter().map(AsRef::as_ref).collect();
        format!("there is no field `{}` here; the fields are {}", shown(name), fields.join(", "))
    } else {
        format!("there is no field `{}` here{near}", shown(name))
    }
}

const UNQUOTE: &str = "; leave the quotes out";

/// The sentence that refuses a value of the wrong kind.
pub(super) fn wrong_kind(tree: &Tree, value: Option<Ix>, accepted: &[ValueKind]) -> String {
    let data = value.map_or(&Data::Null, |value| tree.data(value));
    let found = match data {
        Data::Null | Data::Alias(_) => "nothing".to_owned(),
        Data::Bool(value) => format!("`{value}`, which is read as true or false"),
        Data::Number(text) if accepted.contains(&ValueKind::Integer) => format!("`{}`", shown(text)),
        Data::Number(text) => format!("`{}`, which is read as a number", shown(text)),
        Data::Text(text) => format!("the text `{}`", shown(text)),
        Data::List(_) => "a list".to_owned(),
        Data::Map(_) => "a mapping".to_owned(),
    };
    let expects = |kind| accepted.contains(&kind);
    let (expected, remedy) = if expects(ValueKind::String) {
        let remedy = match data {
            Data::Bool(value) => format!("; put it in quotes: \"{value}\""),
            Data::Number(text) => format!("; put it in quotes: \"{}\"", shown(text)),
            _ => String::new(),
        };
        ("a text", remedy)
    } else if expects(ValueKind::Boolean) {
        let quoted = matches!(data, Data::Text(text) if text.parse::<bool>().is_ok());
        ("true or false", if quoted { UNQUOTE.to_owned() } else { String::new() })
    } else if expects(ValueKind::Integer) {
        let quoted = matches!(data, Data::Text(text) if text.parse::<u64>().is_ok());
        ("a whole number that is not negative", if quoted { UNQUOTE.to_owned() } else { String::new() })
    } else if expects(ValueKind::Sequence) {
        let remedy = match data {
            Data::Text(text) => format!("; write `[{}]`", shown(text)),
            Data::Null | Data::Alias(_) => "; write `[]` or leave the field out".to_owned(),
            _ => String::new(),
        };
        ("a list", remedy)
    } else {
        ("a mapping of fields and values", String::new())
    };
    format!("expected {expected}, found {found}{remedy}")
}

fn find(tree: &Tree, root: Ix, path: &Path) -> Option<Ix> {
    path.0.iter().try_fold(root, |node, step| tree.step(node, step).map(|(below, _)| below))
}

fn shown(text: &str) -> String {
    text.chars().take(100).collect()
}

/// The library's sentence about a number that does not fit, in the words of the others.
fn plain(message: String) -> String {
    let numbers = || {
        let rest = message.strip_prefix("value: `")?;
        let (value, rest) = rest.split_once("` is too large to be deserialized, maximum value authorized is `")?;
        Some(format!("`{value}` is too large; at most {} is possible", rest.strip_suffix('`')?))
    };
    numbers().unwrap_or(message)
}

impl MergeWithError<Self> for Faults {
    fn merge(faults: Option<Self>, mut other: Self, _: ValuePointerRef<'_>) -> ControlFlow<Self, Self> {
        let mut faults = faults.unwrap_or_default();
        faults.0.append(&mut other.0);
        ControlFlow::Continue(faults)
    }
}

impl DeserializeError for Faults {
    fn error<V: IntoValue>(
        faults: Option<Self>,
        error: ErrorKind<'_, V>,
        location: ValuePointerRef<'_>,
    ) -> ControlFlow<Self, Self> {
        let mut faults = faults.unwrap_or_default();
        let mut path = Path::from(location);
        let what = match error {
            ErrorKind::IncorrectValueKind { accepted, .. } => What::WrongKind(accepted.to_vec()),
            ErrorKind::MissingField { field } => {
                path = path.field(field);
                What::Missing
            }
            ErrorKind::UnknownKey { key, accepted } => {
                path = path.field(key);
                What::UnknownField(accepted.iter().map(|&field| field.to_owned()).collect())
            }
            ErrorKind::UnknownValue { value, accepted } => {
                let near = hint(value, accepted);
                What::Other(format!("`{}` is not one of {}{near}", shown(value), accepted.join(", ")))
            }
            ErrorKind::BadSequenceLen { expected, .. } => What::Other(format!("expected a list of {expected}")),
            ErrorKind::Unexpected { msg } => What::Other(plain(msg)),
        };
        faults.0.push(Fault { path, what });
        ControlFlow::Continue(faults)
    }
}
