//! What is wrong with arguments that could not be read, field by field.
//!
//! async-graphql gives up at the first value of a field's arguments that it cannot read, and does not say where in them it is.

use async_graphql::parser::types::{BaseType, ExecutableDocument, Field, OperationDefinition, Type};
use async_graphql::{Error, Name, ServerError, Value, Variables};
use kept_schema::{Problem, Problems};

use super::asked::{Known, Way, input};
use super::error::Fault;
use super::scalar::unreadable;

/// How its errors of validation begin that are about a value; by the text, because it gives them no other mark.
const INVALID: &str = "Invalid value for argument \"";

/// Says in errors that async-graphql made itself which values of arguments are wrong, all of a field at once.
pub(super) fn explain(
    errors: &mut [ServerError],
    asked: Option<(&ExecutableDocument, &OperationDefinition)>,
    variables: &Variables,
) {
    for error in errors.iter_mut().filter(|error| error.extensions.is_none()) {
        let refused = if error.path.is_empty() { refused(&error.message) } else { None };
        let problems = match asked {
            Some((document, operation)) if refused.is_none() => {
                let values = Values { operation, variables };
                let mut way = Way::into(document, operation);
                if error.path.is_empty() {
                    // What a field costs was asked before anything was answered: it says only where that field stands.
                    error.locations.first().into_iter().for_each(|place| way.find(*place));
                }
                for segment in &error.path {
                    way.step(segment);
                }
                way.fields.first().map(|(known, field)| values.of_field(known, field, error)).unwrap_or_default()
            }
            _ => refused.into_iter().collect(),
        };
        if let Err(problems) = Problems::check(problems) {
            let Error { message, extensions, .. } = Fault::from(problems).into();
            error.message = message;
            error.extensions = extensions;
        }
    }
}

/// What an error of validation is about.
fn refused(message: &str) -> Option<Problem> {
    let (path, why) = message.strip_prefix(INVALID)?.split_once("\", ")?;
    let mut place = String::new();
    for part in path.split('.') {
        match part.parse::<usize>() {
            Ok(index) => place.push_str(&format!("[{index}]")),
            Err(_) if place.is_empty() => place.push_str(part),
            Err(_) => place.push_str(&format!(".{part}")),
        }
    }
    Some(Problem { origin: None, path: place, message: why.to_owned() })
}

/// The values of the arguments of an operation.
struct Values<'a> {
    operation: &'a OperationDefinition,
    variables: &'a Variables,
}

impl Values<'_> {
    /// What is wrong with the arguments of a field that failed.
    fn of_field(&self, known: &Known, field: &Field, error: &ServerError) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (name, _) in &field.arguments {
            if let (Some(ty), Some(value)) = (known.arguments.get(&name.node), self.argument(field, &name.node)) {
                read(name.node.to_string(), ty, &value, &mut problems);
            }
        }
        if problems.is_empty() {
            // Something else that cannot be read, such as too large a number.
            let found = field.arguments.iter().find(|(_, value)| error.locations.contains(&value.pos));
            problems.extend(found.map(|(name, _)| Problem {
                origin: None,
                path: name.node.to_string(),
                message: error.message.clone(),
            }));
        }
        problems
    }

    /// The value of an argument, with variables put in their places.
    fn argument(&self, field: &Field, name: &str) -> Option<Value> {
        let variable = |name: Name| {
            let definition = || self.operation.variable_definitions.iter().find(|of| of.node.name.node == name);
            let value = self.variables.get(&name).or_else(|| definition()?.node.default_value());
            value.cloned().ok_or(())
        };
        field.get_argument(name)?.node.clone().into_const_with(variable).ok()
    }
}

/// Looks for days, moments and durations in a value that cannot be read.
fn read(path: String, ty: &Type, value: &Value, problems: &mut Vec<Problem>) {
    match (&ty.base, value) {
        (_, Value::Null) => {}
        (BaseType::List(of), Value::List(items)) => {
            for (index, item) in items.iter().enumerate() {
                read(format!("{path}[{index}]"), of, item, problems);
            }
        }
        (BaseType::List(of), value) => read(path, of, value, problems),
        (BaseType::Named(name), Value::Object(values)) => {
            for (field, value) in values {
                if let Some(ty) = input(name).and_then(|fields| fields.get(field)) {
                    read(format!("{path}.{field}"), ty, value, problems);
                }
            }
        }
        (BaseType::Named(name), value) => {
            problems.extend(unreadable(name, value).map(|message| Problem { origin: None, path, message }));
        }
    }
}
