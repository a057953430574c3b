//! YAML with places.

use std::collections::HashMap;
use std::sync::Arc;

use saphyr::{Marker, Scalar, ScalarStyle, Tag};
use saphyr_parser::{Event, Parser, StrInput};

use super::tree::{Builder, Data, Ix, MAX_DEPTH, Position, Stop, Tree};
use crate::Problem;

/// How many values aliases may stand for in one file. A few nested aliases could stand for billions.
const MAX_ALIASED: usize = 100_000;
/// What the parser says of brackets nested more than 255 deep, which it refuses of its own accord.
const PARSER_TOO_DEEP: &str = "recursion limit exceeded";

/// Reads the documents of a file.
pub(super) fn parse(file: Arc<str>, text: &str) -> (Tree, Vec<Problem>) {
    let mut loader =
        Loader { builder: Builder::new(file), anchors: HashMap::new(), open: Vec::new(), aliased: 0, size: 0 };
    // Why it stopped is among the problems.
    let _: Result<(), Stop> = loader.load(text);
    loader.builder.finish()
}

/// What an anchor names.
#[derive(Clone, Copy)]
struct Anchored {
    node: Ix,
    /// How many values it is, itself included, with aliases counted as what they stand for.
    size: usize,
    /// How many levels of lists and mappings it has.
    height: usize,
}

/// A list or mapping that is being read.
struct Open {
    anchor: usize,
    size_before: usize,
    height: usize,
}

struct Loader {
    builder: Builder,
    anchors: HashMap<usize, Anchored>,
    open: Vec<Open>,
    aliased: usize,
    /// How many values were read, with aliases counted as what they stand for.
    size: usize,
}

impl Loader {
    fn load(&mut self, text: &str) -> Result<(), Stop> {
        // The parser's own loader calls itself for every level; its events do not.
        let mut parser = Parser::new(StrInput::new(text));
        while let Some(event) = parser.next_event() {
            match event {
                Ok((Event::StreamEnd, _)) => break,
                Ok((event, span)) => self.event(event, position(span.start))?,
                Err(error) if error.info() == PARSER_TOO_DEEP => {
                    return self.builder.too_deep(position(*error.marker()));
                }
                Err(error) => {
                    let message = format!("this is not YAML: {}", error.info());
                    return self.builder.stop(position(*error.marker()), message);
                }
            }
        }
        Ok(())
    }

    fn event(&mut self, event: Event<'_>, at: Position) -> Result<(), Stop> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let data = self.scalar(at, &text, style, tag.as_deref());
                let node = self.builder.leaf(at, data, &text)?;
                self.size += 1;
                self.name(anchor, Anchored { node, size: 1, height: 0 });
            }
            Event::SequenceStart(anchor, tag) => {
                self.check_tag(at, tag.as_deref());
                self.builder.open_list(at)?;
                self.open.push(Open { anchor, size_before: self.size, height: 1 });
            }
            Event::MappingStart(anchor, tag) => {
                self.check_tag(at, tag.as_deref());
                self.builder.open_map(at)?;
                self.open.push(Open { anchor, size_before: self.size, height: 1 });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let node = self.builder.close()?;
                self.size += 1;
                let Some(open) = self.open.pop() else { return Ok(()) };
                self.grow(open.height);
                let size = self.size - open.size_before;
                self.name(open.anchor, Anchored { node, size, height: open.height });
            }
            Event::Alias(anchor) => self.alias(at, anchor)?,
            Event::DocumentStart(_) | Event::DocumentEnd | Event::StreamStart | Event::StreamEnd | Event::Nothing => {}
        }
        Ok(())
    }

    fn scalar(&mut self, at: Position, text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Data {
        self.check_tag(at, tag);
        let tag = tag.filter(|tag| tag.is_yaml_core_schema()).map(std::borrow::Cow::Borrowed);
        match Scalar::parse_from_cow_and_metadata(text.into(), style, tag.as_ref()) {
            Some(Scalar::Null) => Data::Null,
            Some(Scalar::Boolean(value)) => Data::Bool(value),
            Some(Scalar::Integer(_) | Scalar::FloatingPoint(_)) => Data::Number(text.into()),
            Some(Scalar::String(text)) => Data::Text(text.as_ref().into()),
            None => {
                let tag = tag.map(|tag| tag.suffix.clone()).unwrap_or_default();
                self.builder.problem(at, format!("this value is not what its tag `!!{tag}` says; leave the tag out"));
                Data::Text(text.into())
            }
        }
    }

    fn check_tag(&mut self, at: Position, tag: Option<&Tag>) {
        if let Some(tag) = tag.filter(|tag| !tag.is_yaml_core_schema()) {
            self.builder.problem(at, format!("the tag `{tag}` means nothing here; leave it out"));
        }
    }

    fn alias(&mut self, at: Position, anchor: usize) -> Result<(), Stop> {
        let Some(anchored) = self.anchors.get(&anchor).copied() else {
            return self.builder.stop(at, "this alias stands inside of what it is an alias for");
        };
        self.aliased = self.aliased.saturating_add(anchored.size);
        self.size = self.size.saturating_add(anchored.size);
        if self.aliased > MAX_ALIASED {
            return self.builder.stop(at, format!("aliases stand for more than {MAX_ALIASED} values; write them out"));
        }
        if self.builder.depth() + anchored.height > MAX_DEPTH {
            return self.builder.too_deep(at);
        }
        self.grow(anchored.height);
        self.builder.leaf(at, Data::Alias(anchored.node), "")?;
        Ok(())
    }

    fn grow(&mut self, below: usize) {
        if let Some(open) = self.open.last_mut() {
            open.height = open.height.max(below + 1);
        }
    }

    fn name(&mut self, anchor: usize, anchored: Anchored) {
        // Anchors count from 1; 0 is none.
        if anchor > 0 {
            self.anchors.insert(anchor, anchored);
        }
    }
}

fn position(marker: Marker) -> Position {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Position { line: number(marker.line()), column: number(marker.col()).saturating_add(1) }
}
