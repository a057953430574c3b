//! Bounds on a query, checked before anything reads it in depth.
//!
//! A kilobyte of fragments that spread each other twice stands for 2^30 fields, and a deeply nested
//! one overflows the stack of the parser. So the text is measured before it is parsed, and fields
//! are counted through fragments without writing them out.

use std::collections::HashMap;

use async_graphql::Name;
use async_graphql::parser::parse_query;
use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};

/// The longest query, in bytes.
pub const MAX_BYTES: usize = 64 * 1024;
/// How deep brackets may be nested, and selections once fragments are put in their places.
pub const MAX_NESTING: usize = 32;
/// How many fields a query may have once fragments are put in their places.
pub const MAX_SELECTIONS: u64 = 2_000;
/// How often `__schema` and `__type` may stand in a query.
pub const MAX_INTROSPECTIONS: u64 = 4;
/// How deep introspection may go from type to type through lists: each level multiplies by ten.
pub const MAX_INTROSPECTION_LISTS: usize = 2;

/// The lists by which introspection leads from one type to several others.
const INTROSPECTION_LISTS: [&str; 4] = ["fields", "inputFields", "interfaces", "possibleTypes"];

/// Why a query is not answered.
#[derive(Debug, thiserror::Error)]
pub enum GuardError {
    /// It is too long.
    #[error("the query is {bytes} bytes long; at most {MAX_BYTES} are read")]
    TooLong {
        /// Its length.
        bytes: usize,
    },
    /// It is nested too deep.
    #[error("the query is nested deeper than {MAX_NESTING} levels")]
    TooDeep,
    /// It asks for too many fields.
    #[error(
        "the query asks for {selections} fields once its fragments are put in place; at most {MAX_SELECTIONS} are answered"
    )]
    TooMany {
        /// How many it asks for.
        selections: u64,
    },
    /// It asks too much about the schema.
    #[error(
        "the query asks for too much of the schema at a time; ask for the standard introspection, or read /schema.graphql"
    )]
    Introspection,
    /// A fragment spreads itself.
    #[error("the fragment `{fragment}` spreads itself")]
    Circle {
        /// Its name.
        fragment: String,
    },
    /// It is not GraphQL.
    #[error("{0}")]
    Syntax(#[source] async_graphql::parser::Error),
}

impl GuardError {
    /// The code for `extensions.code`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Circle { .. } | Self::Syntax(_) => "INVALID",
            _ => "TOO_COMPLEX",
        }
    }
}

/// The parsed query, when it is within bounds. Takes time in proportion to the text.
///
/// # Errors
/// When the query is not GraphQL or asks for too much.
pub fn guard(document: &str) -> Result<ExecutableDocument, GuardError> {
    if document.len() > MAX_BYTES {
        return Err(GuardError::TooLong { bytes: document.len() });
    }
    if nesting(document) > MAX_NESTING {
        return Err(GuardError::TooDeep);
    }
    let document = parse_query(document).map_err(GuardError::Syntax)?;
    let mut counter = Counter { document: &document, known: HashMap::new() };
    let mut total = Size::default();
    for (_, operation) in document.operations.iter() {
        total.add(counter.set(&operation.node.selection_set.node, 1)?);
    }
    // Fragments that nothing spreads are validated all the same.
    for name in document.fragments.keys() {
        counter.fragment(name, 1)?;
    }
    if total.selections > MAX_SELECTIONS {
        return Err(GuardError::TooMany { selections: total.selections });
    }
    if total.introspections > MAX_INTROSPECTIONS {
        return Err(GuardError::Introspection);
    }
    Ok(document)
}

/// The deepest nesting of brackets outside strings and comments.
fn nesting(document: &str) -> usize {
    let mut depth: usize = 0;
    let mut deepest = 0;
    let mut rest = document;
    while let Some(first) = rest.chars().next() {
        rest = match first {
            '"' => after_string(rest),
            '#' => rest.find(['\n', '\r']).and_then(|end| rest.get(end..)).unwrap_or_default(),
            _ => {
                match first {
                    '{' | '[' | '(' => depth += 1,
                    '}' | ']' | ')' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                deepest = deepest.max(depth);
                rest.get(first.len_utf8()..).unwrap_or_default()
            }
        };
    }
    deepest
}

/// What follows the string that `text` starts with.
fn after_string(text: &str) -> &str {
    let (body, end) = match text.strip_prefix("\"\"\"") {
        Some(body) => (body, "\"\"\""),
        None => (text.get(1..).unwrap_or_default(), "\""),
    };
    let mut rest = body;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix(end) {
            return after;
        }
        let mut chars = rest.chars();
        let escaped = chars.next() == Some('\\');
        rest = if end.len() == 3 && escaped && chars.as_str().starts_with(end) {
            chars.as_str().get(3..).unwrap_or_default()
        } else {
            // An unclosed string ends with its line.
            match rest.chars().next() {
                Some('\n' | '\r') if end.len() == 1 => return rest,
                Some('\\') if end.len() == 1 => chars.next(),
                _ => None,
            };
            chars.as_str()
        };
    }
    rest
}

/// What a selection amounts to once fragments are put in their places.
#[derive(Clone, Copy, Debug, Default)]
struct Size {
    selections: u64,
    height: usize,
    introspections: u64,
    /// The most lists of introspection on a way down.
    lists: usize,
}

impl Size {
    fn add(&mut self, other: Self) {
        self.selections = self.selections.saturating_add(other.selections);
        self.height = self.height.max(other.height);
        self.introspections = self.introspections.saturating_add(other.introspections);
        self.lists = self.lists.max(other.lists);
    }
}

struct Counter<'a> {
    document: &'a ExecutableDocument,
    /// The sizes of fragments; `None` while one is being measured.
    known: HashMap<&'a Name, Option<Size>>,
}

impl<'a> Counter<'a> {
    fn set(&mut self, set: &'a SelectionSet, level: usize) -> Result<Size, GuardError> {
        // The level bounds the recursion: a chain of fragments is as deep as its fields.
        if level > MAX_NESTING {
            return Err(GuardError::TooDeep);
        }
        let mut size = Size::default();
        for selection in &set.items {
            let inner = match &selection.node {
                Selection::Field(field) => self.field(&field.node.name.node, &field.node.selection_set.node, level)?,
                Selection::InlineFragment(fragment) => self.set(&fragment.node.selection_set.node, level + 1)?,
                Selection::FragmentSpread(spread) => self.fragment(&spread.node.fragment_name.node, level + 1)?,
            };
            size.add(inner);
        }
        size.height += 1;
        if level + size.height > MAX_NESTING + 1 {
            return Err(GuardError::TooDeep);
        }
        Ok(size)
    }

    fn field(&mut self, name: &Name, set: &'a SelectionSet, level: usize) -> Result<Size, GuardError> {
        let mut size = if set.items.is_empty() { Size::default() } else { self.set(set, level + 1)? };
        size.selections = size.selections.saturating_add(1);
        if INTROSPECTION_LISTS.contains(&name.as_str()) {
            size.lists += 1;
        }
        if matches!(name.as_str(), "__schema" | "__type") {
            size.introspections = size.introspections.saturating_add(1);
            if size.lists > MAX_INTROSPECTION_LISTS {
                return Err(GuardError::Introspection);
            }
        }
        Ok(size)
    }

    fn fragment(&mut self, name: &'a Name, level: usize) -> Result<Size, GuardError> {
        let size = match self.known.get(name) {
            Some(Some(size)) => *size,
            Some(None) => return Err(GuardError::Circle { fragment: name.to_string() }),
            None => {
                // An unknown fragment is left to validation, which says so.
                let Some(fragment) = self.document.fragments.get(name) else { return Ok(Size::default()) };
                self.known.insert(name, None);
                let size = self.set(&fragment.node.selection_set.node, level)?;
                self.known.insert(name, Some(size));
                size
            }
        };
        if level + size.height > MAX_NESTING + 1 {
            return Err(GuardError::TooDeep);
        }
        // Spreading costs something even when the fragment is empty of fields.
        Ok(Size { selections: size.selections.saturating_add(1), ..size })
    }
}

#[cfg(test)]
pub(super) mod tests;
