//! JSON with places. YAML parsers read most JSON, but not surrogate pairs, and keep a whole flow
//! collection in memory before they say anything about it.

use std::sync::Arc;

use super::tree::{Builder, Data, Position, Stop, Tree};
use crate::Problem;

/// Reads one JSON document.
pub(super) fn parse(file: Arc<str>, text: &str) -> (Tree, Vec<Problem>) {
    let mut parser = Parser { text, offset: 0, line: 1, column: 1, builder: Builder::new(file) };
    // Why it stopped is among the problems.
    let _: Result<(), Stop> = parser.document();
    parser.builder.finish()
}

struct Parser<'a> {
    text: &'a str,
    offset: usize,
    line: u32,
    column: u32,
    builder: Builder,
}

impl<'a> Parser<'a> {
    fn document(&mut self) -> Result<(), Stop> {
        self.space();
        if self.peek().is_none() {
            return Ok(());
        }
        self.value()?;
        self.space();
        match self.peek() {
            None => Ok(()),
            Some(_) => self.unexpected("the end of the file"),
        }
    }

    /// INVARIANT (bounded recursion): the builder refuses to open a list or mapping below `MAX_DEPTH`.
    fn value(&mut self) -> Result<(), Stop> {
        let at = self.position();
        match self.peek() {
            Some(b'{') => {
                self.builder.open_map(at)?;
                self.members(b'}', Self::member)
            }
            Some(b'[') => {
                self.builder.open_list(at)?;
                self.members(b']', Self::value)
            }
            Some(b'"') => {
                let text = self.string()?;
                self.builder.leaf(at, Data::Text(text.as_str().into()), &text).map(drop)
            }
            Some(b'-' | b'0'..=b'9') => {
                let number = self.run(|byte| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9'));
                if serde_json::from_str::<serde_json::Number>(number).is_err() {
                    return self.builder.stop(at, format!("`{}` is not a number of JSON", shown(number)));
                }
                self.builder.leaf(at, Data::Number(number.into()), number).map(drop)
            }
            Some(byte) if byte.is_ascii_alphabetic() => {
                let word = self.run(|byte| byte.is_ascii_alphanumeric());
                let data = match word {
                    "true" => Data::Bool(true),
                    "false" => Data::Bool(false),
                    "null" => Data::Null,
                    _ => {
                        let message = format!("`{}` is not JSON here; texts stand in double quotes", shown(word));
                        return self.builder.stop(at, message);
                    }
                };
                self.builder.leaf(at, data, word).map(drop)
            }
            _ => self.unexpected("a value"),
        }
    }

    /// What stands between brackets, separated by commas.
    fn members(&mut self, close: u8, member: fn(&mut Self) -> Result<(), Stop>) -> Result<(), Stop> {
        self.skip(1);
        self.space();
        if self.peek() != Some(close) {
            loop {
                member(self)?;
                self.space();
                match self.peek() {
                    Some(b',') => {
                        self.skip(1);
                        self.space();
                    }
                    Some(byte) if byte == close => break,
                    _ => return self.unexpected(&format!("`,` or `{}`", char::from(close))),
                }
            }
        }
        self.skip(1);
        self.builder.close().map(drop)
    }

    fn member(&mut self) -> Result<(), Stop> {
        let at = self.position();
        if self.peek() != Some(b'"') {
            return self.unexpected("the name of a field in double quotes");
        }
        let name = self.string()?;
        self.builder.leaf(at, Data::Text(name.as_str().into()), &name)?;
        self.space();
        if self.peek() != Some(b':') {
            return self.unexpected("`:` after the name of a field");
        }
        self.skip(1);
        self.space();
        self.value()
    }

    fn string(&mut self) -> Result<String, Stop> {
        let at = self.position();
        let rest = self.rest();
        let mut escaped = false;
        let mut end = None;
        for (index, byte) in rest.bytes().enumerate().skip(1) {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => {
                    end = Some(index + 1);
                    break;
                }
                b'\n' => break,
                _ => {}
            }
        }
        let Some(literal) = end.and_then(|end| rest.get(..end)) else {
            return self.builder.stop(at, "the text that begins here has no closing quote on its line");
        };
        match serde_json::from_str(literal) {
            Ok(text) => {
                self.skip(literal.len());
                Ok(text)
            }
            Err(error) => {
                // The library counts columns in bytes of the literal; ours are those of the file.
                let reason = error.to_string();
                let reason = reason.split(" at line ").next().unwrap_or_default();
                self.builder.stop(at, format!("the text that begins here is not JSON: {reason}"))
            }
        }
    }

    fn unexpected<T>(&mut self, expected: &str) -> Result<T, Stop> {
        let message = match self.rest().chars().next() {
            Some(found) if found.is_control() => format!("expected {expected}, found `{}`", found.escape_default()),
            Some(found) => format!("expected {expected}, found `{found}`"),
            None => format!("expected {expected}, but the file ends here"),
        };
        let at = self.position();
        self.builder.stop(at, message)
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.offset..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.offset).copied()
    }

    fn position(&self) -> Position {
        Position { line: self.line, column: self.column }
    }

    fn space(&mut self) {
        self.run(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
    }

    /// Goes on over the bytes that `belongs` holds for.
    fn run(&mut self, belongs: fn(u8) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.bytes().take_while(|byte| belongs(*byte)).count();
        self.skip(length);
        rest.get(..length).unwrap_or_default()
    }

    fn skip(&mut self, bytes: usize) {
        for byte in self.rest().bytes().take(bytes) {
            if byte == b'\n' {
                self.line = self.line.saturating_add(1);
                self.column = 1;
            } else if byte & 0b1100_0000 != 0b1000_0000 {
                self.column = self.column.saturating_add(1);
            }
        }
        self.offset += bytes;
    }
}

fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}
