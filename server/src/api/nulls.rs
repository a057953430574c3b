//! What failed is null in an answer, or what is around it is.
//!
//! async-graphql makes an object of the fields that did not fail (`do_resolve_container`), so that one that did is not there at all,
//! whatever the schema says of it. By the specification (6.4.4) it is null when it may be; else what is around it is null, up to
//! the whole answer. Whoever reads answers by the schema relies on that. While nothing fails it costs a copy of
//! what was asked.

use std::collections::HashMap;
use std::sync::LazyLock;

use async_graphql::parser::types::{
    BaseType, ExecutableDocument, Field, OperationDefinition, OperationType, Selection, SelectionSet, Type, TypeKind,
    TypeSystemDefinition,
};
use async_graphql::parser::{parse_query, parse_schema};
use async_graphql::{Name, PathSegment, Request, Response, Value};

/// The types of the published schema, by the names of types and fields.
type Types = HashMap<Name, HashMap<Name, Type>>;

static TYPES: LazyLock<Types> = LazyLock::new(|| types(&super::sdl()));

fn types(sdl: &str) -> Types {
    let definitions = parse_schema(sdl).map(|document| document.definitions).unwrap_or_default();
    let fields = |definition| {
        let TypeSystemDefinition::Type(of) = definition else { return None };
        let fields = match of.node.kind {
            TypeKind::Object(object) => object.fields,
            TypeKind::Interface(interface) => interface.fields,
            _ => return None,
        };
        let fields = fields.into_iter().map(|field| (field.node.name.node, field.node.ty.node));
        Some((of.node.name.node, fields.collect()))
    };
    definitions.into_iter().filter_map(fields).collect()
}

/// What was asked, for when something of it fails.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    query: String,
    operation: Option<String>,
}

impl Asked {
    pub(super) fn of(request: &Request) -> Self {
        Self { query: request.query.clone(), operation: request.operation_name.clone() }
    }

    /// The answer with nulls for what failed.
    pub(super) fn with_nulls(&self, mut answer: Response) -> Response {
        if answer.errors.iter().all(|error| error.path.is_empty()) {
            return answer;
        }
        // It was parsed to be answered.
        let Ok(document) = parse_query(&self.query) else { return answer };
        let Some(operation) = self.operation(&document) else { return answer };
        let mut nulls: Vec<&[PathSegment]> = (answer.errors.iter())
            .filter(|error| !error.path.is_empty())
            .filter_map(|error| error.path.get(..null_at(&document, operation, &error.path)))
            .collect();
        // What is around others is null last, and they with it.
        nulls.sort_by_key(|path| std::cmp::Reverse(path.len()));
        for path in nulls {
            put_null(&mut answer.data, path);
        }
        answer
    }

    fn operation<'a>(&self, document: &'a ExecutableDocument) -> Option<&'a OperationDefinition> {
        let mut operations = document.operations.iter();
        let named = |name: Option<&Name>| match &self.operation {
            Some(wanted) => name.is_some_and(|name| name.as_str() == wanted),
            None => true,
        };
        operations.find(|(name, _)| named(*name)).map(|(_, operation)| &operation.node)
    }
}

/// A type and what is asked of it.
type Part<'a> = (&'a Name, &'a SelectionSet);

/// How many steps of a path lead to what is null when its end fails; 0 is the whole answer.
fn null_at(document: &ExecutableDocument, operation: &OperationDefinition, path: &[PathSegment]) -> usize {
    let root = Name::new(match operation.ty {
        OperationType::Query => "Query",
        OperationType::Mutation => "Mutation",
        OperationType::Subscription => "Subscription",
    });
    let mut parts: Vec<Part<'_>> = vec![(&root, &operation.selection_set.node)];
    let mut here: Option<&Type> = None;
    let mut nullable = 0;
    for (step, segment) in path.iter().enumerate() {
        here = match segment {
            PathSegment::Field(key) => {
                let mut fields = Vec::new();
                parts.iter().for_each(|part| fields_of(document, *part, key, &mut fields));
                let typed: Vec<(&Type, &Field)> = (fields.into_iter())
                    .filter_map(|(of, field)| Some((TYPES.get(of)?.get(&field.name.node)?, field)))
                    .collect();
                // Fields of one name in an answer agree in what may be null (5.3.2).
                let Some((ty, _)) = typed.first() else { return step + 1 };
                let ty = *ty;
                parts = typed.iter().map(|(ty, field)| (named(ty), &field.selection_set.node)).collect();
                Some(ty)
            }
            PathSegment::Index(_) => match here.map(|ty| &ty.base) {
                Some(BaseType::List(of)) => Some(of),
                _ => return step + 1,
            },
        };
        if here.is_some_and(|ty| ty.nullable) {
            nullable = step + 1;
        }
    }
    nullable
}

/// The type that lists, if any, are of.
fn named(ty: &Type) -> &Name {
    match &ty.base {
        BaseType::Named(name) => name,
        BaseType::List(of) => named(of),
    }
}

/// The fields that have a name in the answer, fragments included, with the types they are fields of.
fn fields_of<'a>(
    document: &'a ExecutableDocument,
    (of, set): Part<'a>,
    key: &str,
    found: &mut Vec<(&'a Name, &'a Field)>,
) {
    for selection in &set.items {
        match &selection.node {
            Selection::Field(field) if field.node.response_key().node == *key => found.push((of, &field.node)),
            Selection::Field(_) => {}
            Selection::InlineFragment(fragment) => {
                let on = fragment.node.type_condition.as_ref().map_or(of, |condition| &condition.node.on.node);
                fields_of(document, (on, &fragment.node.selection_set.node), key, found);
            }
            Selection::FragmentSpread(spread) => {
                // Those that spread themselves were refused.
                if let Some(fragment) = document.fragments.get(&spread.node.fragment_name.node) {
                    let on = &fragment.node.type_condition.node.on.node;
                    fields_of(document, (on, &fragment.node.selection_set.node), key, found);
                }
            }
        }
    }
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
