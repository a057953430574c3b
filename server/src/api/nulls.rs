//! What failed is null in an answer, or what is around it is.
//!
//! async-graphql makes an object of the fields that did not fail (`do_resolve_container`), so that one that did is not there at all,
//! whatever the schema says of it. By the specification (6.4.4) it is null when it may be; else what is around it is null, up to
//! the whole answer. Whoever reads answers by the schema relies on that.

use async_graphql::parser::types::{ExecutableDocument, OperationDefinition};
use async_graphql::{Name, PathSegment, Response, Value};

use super::asked::Way;

/// The answer with nulls for what failed.
pub(super) fn with_nulls(
    mut answer: Response,
    document: &ExecutableDocument,
    operation: &OperationDefinition,
) -> Response {
    let mut nulls: Vec<&[PathSegment]> = (answer.errors.iter())
        .filter(|error| !error.path.is_empty())
        .filter_map(|error| error.path.get(..null_at(document, operation, &error.path)))
        .collect();
    // What is around others is null last, and they with it.
    nulls.sort_by_key(|path| std::cmp::Reverse(path.len()));
    for path in nulls {
        put_null(&mut answer.data, path);
    }
    answer
}

/// How many steps of a path lead to what is null when its end fails; 0 is the whole answer.
fn null_at(document: &ExecutableDocument, operation: &OperationDefinition, path: &[PathSegment]) -> usize {
    let mut way = Way::into(document, operation);
    let mut nullable = 0;
    for (step, segment) in path.iter().enumerate() {
        match way.step(segment) {
            Some(here) if here.nullable => nullable = step + 1,
            Some(_) => {}
            None => return step + 1,
        }
    }
    nullable
}

/// Makes what is at the end of a path null. An object of which every field failed is made again to hold it.
fn put_null(data: &mut Value, path: &[PathSegment]) {
    match path.split_first() {
        None => *data = Value::Null,
        Some((PathSegment::Field(key), rest)) => {
            if *data == Value::Null {
                *data = Value::Object(Default::default());
            }
            if let Value::Object(fields) = data {
                put_null(fields.entry(Name::new(key)).or_insert(Value::Null), rest);
            }
        }
        Some((PathSegment::Index(place), rest)) => {
            if let Value::List(items) = data
                && let Some(item) = items.get_mut(*place)
            {
                put_null(item, rest);
            }
        }
    }
}
