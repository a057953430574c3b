//! A tree as `deserr` looks at values.

use deserr::{IntoValue, Map, Sequence, Value, ValueKind};
use saphyr::Scalar;

use super::tree::{Data, Ix, Tree};

/// A node of a tree, without one of its fields when that is read on its own.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    tree: &'a Tree,
    node: Ix,
    without: Option<&'static str>,
    /// Whether fields that are null, at any depth, are left out.
    only_given: bool,
}

impl<'a> View<'a> {
    pub(super) const fn new(tree: &'a Tree, node: Ix) -> Self {
        Self { tree, node, without: None, only_given: false }
    }

    pub(super) const fn only_given(self) -> Self {
        Self { only_given: true, ..self }
    }

    const fn below(self, node: Ix) -> Self {
        Self { node, without: None, ..self }
    }

    pub(super) const fn without(self, field: &'static str) -> Self {
        Self { without: Some(field), ..self }
    }
}

pub(super) struct Items<'a> {
    list: View<'a>,
    items: std::slice::Iter<'a, Ix>,
}

impl<'a> Iterator for Items<'a> {
    type Item = View<'a>;
    fn next(&mut self) -> Option<View<'a>> {
        self.items.next().map(|item| self.list.below(*item))
    }
}

impl<'a> Sequence for Items<'a> {
    type Value = View<'a>;
    type Iter = Self;
    fn len(&self) -> usize {
        self.items.len()
    }
    fn into_iter(self) -> Self {
        self
    }
}

pub(super) struct Fields<'a> {
    map: View<'a>,
    fields: std::slice::Iter<'a, (Ix, Ix)>,
}

impl<'a> Iterator for Fields<'a> {
    type Item = (String, View<'a>);
    fn next(&mut self) -> Option<(String, View<'a>)> {
        let View { tree, without, only_given, .. } = self.map;
        loop {
            let (key, value) = self.fields.next()?;
            let name = tree.text(*key).unwrap_or_default();
            let left_out = without == Some(name) || (only_given && matches!(tree.data(*value), Data::Null));
            if !left_out {
                return Some((name.to_owned(), self.map.below(*value)));
            }
        }
    }
}

impl<'a> Map for Fields<'a> {
    type Value = View<'a>;
    type Iter = Self;
    fn len(&self) -> usize {
        self.fields.len()
    }
    // Only tagged enums take fields out of turn, and documents have none.
    fn remove(&mut self, _: &str) -> Option<View<'a>> {
        None
    }
    fn into_iter(self) -> Self {
        self
    }
}

impl<'a> IntoValue for View<'a> {
    type Sequence = Items<'a>;
    type Map = Fields<'a>;

    fn kind(&self) -> ValueKind {
        self.into_value().kind()
    }

    fn into_value(self) -> Value<Self> {
        match self.tree.data(self.node) {
            Data::Null | Data::Alias(_) => Value::Null,
            Data::Bool(value) => Value::Boolean(*value),
            Data::Text(text) => Value::String(text.to_string()),
            Data::Number(text) => number(text),
            Data::List(items) => Value::Sequence(Items { list: self, items: items.iter() }),
            Data::Map(fields) => Value::Map(Fields { map: self, fields: fields.iter() }),
        }
    }
}

fn number<'a>(text: &str) -> Value<View<'a>> {
    match Scalar::parse_from_cow(text.into()) {
        Scalar::Integer(value) => u64::try_from(value).map_or(Value::NegativeInteger(value), Value::Integer),
        Scalar::FloatingPoint(value) => Value::Float(value.into_inner()),
        _ => Value::Float(f64::NAN),
    }
}
