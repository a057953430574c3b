//! What was asked, read again when something of it fails: the answer is mended by it.
//!
//! While nothing fails it costs a copy of what was asked.

use std::collections::HashMap;
use std::sync::LazyLock;

use async_graphql::parser::types::{
    BaseType, ExecutableDocument, Field, OperationDefinition, OperationType, Selection, SelectionSet, Type, TypeKind,
    TypeSystemDefinition,
};
use async_graphql::parser::{parse_query, parse_schema};
use async_graphql::{Name, PathSegment, Pos, Positioned, Request, Response, Value, Variables};

use super::{error, nulls, unread};

/// Variables that hold more values than this are not copied. They are documents and lists to import, which say themselves
/// what is wrong with them.
const MOST_COPIED: usize = 1_000;

/// What was asked, for when something of it fails.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    query: String,
    operation: Option<String>,
    variables: Variables,
}

impl Asked {
    pub(super) fn of(request: &Request) -> Self {
        let small = (request.variables.iter()).filter(|(_, value)| size(value, MOST_COPIED) <= MOST_COPIED);
        let mut variables = Variables::default();
        variables.extend(small.map(|(name, value)| (name.clone(), value.clone())));
        Self { query: request.query.clone(), operation: request.operation_name.clone(), variables }
    }

    /// The answer with a code on every error, with what is wrong field by field, and with nulls for what failed.
    pub(super) fn mended(&self, mut answer: Response) -> Response {
        if answer.errors.is_empty() {
            return answer;
        }
        // What could be answered, in part at least, could be parsed.
        let document = parse_query(&self.query).ok();
        let name = self.operation.as_deref();
        let asked = document.as_ref().and_then(|document| Some((document, operation(document, name)?)));
        unread::explain(&mut answer.errors, asked, &self.variables);
        let answer = error::coded(answer);
        match asked {
            Some((document, operation)) => nulls::with_nulls(answer, document, operation),
            None => answer,
        }
    }
}

/// The operation that is executed when this name is said, or none is.
pub(crate) fn operation<'a>(document: &'a ExecutableDocument, wanted: Option<&str>) -> Option<&'a OperationDefinition> {
    let mut operations = document.operations.iter();
    let is_it = |name: Option<&Name>| wanted.is_none_or(|wanted| name.is_some_and(|name| name.as_str() == wanted));
    operations.find(|(name, _)| is_it(*name)).map(|(_, operation)| &operation.node)
}

/// How many values a value holds, counted until they are more than `most`.
fn size(value: &Value, most: usize) -> usize {
    let add = |sum: usize, value: &Value| if sum > most { sum } else { sum + size(value, most - sum) };
    match value {
        Value::List(items) => items.iter().fold(1, add),
        Value::Object(fields) => fields.values().fold(1, add),
        _ => 1,
    }
}

/// What the published schema says of a field.
pub(super) struct Known {
    pub(super) ty: Type,
    pub(super) arguments: HashMap<Name, Type>,
}

/// The published schema, by the names of types and of their fields.
#[derive(Default)]
struct Types {
    answers: HashMap<Name, HashMap<Name, Known>>,
    inputs: HashMap<Name, HashMap<Name, Type>>,
}

static TYPES: LazyLock<Types> = LazyLock::new(|| types(&super::sdl()));

fn types(sdl: &str) -> Types {
    let mut types = Types::default();
    for definition in parse_schema(sdl).map(|document| document.definitions).unwrap_or_default() {
        let TypeSystemDefinition::Type(of) = definition else { continue };
        let name = of.node.name.node;
        let fields = match of.node.kind {
            TypeKind::Object(object) => object.fields,
            TypeKind::Interface(interface) => interface.fields,
            TypeKind::InputObject(input) => {
                let fields = input.fields.into_iter().map(|field| (field.node.name.node, field.node.ty.node));
                types.inputs.insert(name, fields.collect());
                continue;
            }
            _ => continue,
        };
        let fields = fields.into_iter().map(|field| {
            let arguments = field.node.arguments.into_iter();
            let arguments = arguments.map(|argument| (argument.node.name.node, argument.node.ty.node)).collect();
            (field.node.name.node, Known { ty: field.node.ty.node, arguments })
        });
        types.answers.insert(name, fields.collect());
    }
    types
}

/// The fields of a type of input.
pub(super) fn input(name: &Name) -> Option<&'static HashMap<Name, Type>> {
    TYPES.inputs.get(name)
}

/// A type and what is asked of it.
type Part<'a> = (&'a Name, &'a SelectionSet);

/// A way into an answer, from name to name.
pub(super) struct Way<'a> {
    document: &'a ExecutableDocument,
    parts: Vec<Part<'a>>,
    /// The fields of the last name on it.
    pub(super) fields: Vec<(&'static Known, &'a Field)>,
    here: Option<&'static Type>,
}

impl<'a> Way<'a> {
    /// The beginning of each.
    pub(super) fn into(document: &'a ExecutableDocument, operation: &'a OperationDefinition) -> Self {
        let root = match operation.ty {
            OperationType::Query => "Query",
            OperationType::Mutation => "Mutation",
            OperationType::Subscription => "Subscription",
        };
        let root = TYPES.answers.get_key_value(root);
        let parts = root.map(|(root, _)| (root, &operation.selection_set.node)).into_iter().collect();
        Self { document, parts, fields: Vec::new(), here: None }
    }

    /// Goes on, and gives the type of what is there.
    pub(super) fn step(&mut self, segment: &PathSegment) -> Option<&'static Type> {
        self.here = match segment {
            PathSegment::Field(key) => {
                let mut fields = Vec::new();
                self.parts.iter().for_each(|part| fields_of(self.document, *part, &mut fields));
                let known = fields.into_iter().filter(|(_, field)| field.node.response_key().node == *key);
                self.fields = known.filter_map(|(of, field)| Some((known_of(of, &field.node)?, &field.node))).collect();
                self.parts =
                    self.fields.iter().map(|(known, field)| (named(&known.ty), &field.selection_set.node)).collect();
                // Fields of one name in an answer agree in what may be null (5.3.2).
                self.fields.first().map(|(known, _)| &known.ty)
            }
            PathSegment::Index(_) => match self.here.map(|ty| &ty.base) {
                Some(BaseType::List(of)) => Some(of),
                _ => None,
            },
        };
        self.here
    }

    /// Goes to the field that stands at a place of what was asked, however deep; there are no fields where none does.
    pub(super) fn find(&mut self, place: Pos) {
        let (mut found, mut fields) = (None, Vec::new());
        while let Some(part) = self.parts.pop() {
            fields_of(self.document, part, &mut fields);
            for (of, field) in fields.drain(..) {
                let Some(known) = known_of(of, &field.node) else { continue };
                if field.pos == place {
                    found = Some((known, &field.node));
                }
                self.parts.push((named(&known.ty), &field.node.selection_set.node));
            }
        }
        self.fields = found.into_iter().collect();
    }
}

/// What the published schema says of a field of a type.
fn known_of(of: &Name, field: &Field) -> Option<&'static Known> {
    TYPES.answers.get(of)?.get(&field.name.node)
}

/// The type that lists, if any, are of.
fn named(ty: &Type) -> &Name {
    match &ty.base {
        BaseType::Named(name) => name,
        BaseType::List(of) => named(of),
    }
}

/// The fields of a part of what was asked, fragments included, with the types they are fields of.
fn fields_of<'a>(
    document: &'a ExecutableDocument,
    (of, set): Part<'a>,
    found: &mut Vec<(&'a Name, &'a Positioned<Field>)>,
) {
    for selection in &set.items {
        match &selection.node {
            Selection::Field(field) => found.push((of, field)),
            Selection::InlineFragment(fragment) => {
                let on = fragment.node.type_condition.as_ref().map_or(of, |condition| &condition.node.on.node);
                fields_of(document, (on, &fragment.node.selection_set.node), found);
            }
            Selection::FragmentSpread(spread) => {
                // Those that spread themselves were refused.
                if let Some(fragment) = document.fragments.get(&spread.node.fragment_name.node) {
                    let on = &fragment.node.type_condition.node.on.node;
                    fields_of(document, (on, &fragment.node.selection_set.node), found);
                }
            }
        }
    }
}
