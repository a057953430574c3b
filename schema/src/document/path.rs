//! Paths of fields, such as `flows[3].source`.

use std::fmt;

use deserr::ValuePointerRef;

/// One step down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Field(String),
    Item(usize),
}

/// The way from the root of a document to a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Path(pub(super) Vec<Step>);

impl Path {
    /// Reads what `Display` writes. Names of fields hold neither dots nor brackets; a path that is
    /// not one (the id of a record) reads as a name that no document has.
    pub(super) fn parse(text: &str) -> Self {
        let mut steps = Vec::new();
        for part in text.split('.') {
            let mut pieces = part.split('[');
            steps.extend(pieces.next().filter(|name| !name.is_empty()).map(|name| Step::Field(name.to_owned())));
            let index = |piece: &str| piece.strip_suffix(']').and_then(|digits| digits.parse().ok());
            steps.extend(pieces.map_while(index).map(Step::Item));
        }
        Self(steps)
    }

    pub(super) fn field(mut self, name: &str) -> Self {
        self.0.push(Step::Field(name.to_owned()));
        self
    }
}

impl From<ValuePointerRef<'_>> for Path {
    fn from(mut pointer: ValuePointerRef<'_>) -> Self {
        let mut steps = Vec::new();
        loop {
            match pointer {
                ValuePointerRef::Origin => break,
                ValuePointerRef::Key { key, prev } => {
                    steps.push(Step::Field(key.to_owned()));
                    pointer = *prev;
                }
                ValuePointerRef::Index { index, prev } => {
                    steps.push(Step::Item(index));
                    pointer = *prev;
                }
            }
        }
        steps.reverse();
        Self(steps)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            match step {
                Step::Field(name) if index == 0 => f.write_str(name)?,
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Item(item) => write!(f, "[{item}]")?,
            }
        }
        Ok(())
    }
}
