//! What someone wrote about a finding, field by field, with everything that is wrong with it.

use std::fmt::Display;

use kept_schema::{Day, Problem, Problems, Text};

/// Fields that are being read.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    /// What the names of the fields are written behind.
    at: &'a str,
    problems: Vec<Problem>,
}

impl<'a> Fields<'a> {
    pub(super) const fn behind(at: &'a str) -> Self {
        Self { at, problems: Vec::new() }
    }

    fn wrong(&mut self, field: &str, message: String) {
        self.problems.push(Problem { origin: None, path: format!("{}{field}", self.at), message });
    }

    /// A text; `missing` is told when it is empty.
    pub(super) fn text(&mut self, field: &str, text: &str, missing: &str) -> Text {
        if text.trim().is_empty() {
            self.wrong(field, missing.to_owned());
        }
        self.read(field, text)
    }

    /// A text that may be absent; an empty one is.
    pub(super) fn optional(&mut self, field: &str, text: Option<&str>) -> Option<Text> {
        text.filter(|text| !text.trim().is_empty()).map(|text| self.read(field, text))
    }

    fn read(&mut self, field: &str, text: &str) -> Text {
        text.trim().parse().unwrap_or_else(|error: kept_schema::key::TextTooLong| {
            self.wrong(field, error.to_string());
            Text::default()
        })
    }

    /// A last day; it may not be over.
    pub(super) fn last_day(&mut self, field: &str, day: Day, today: Day) {
        if day < today {
            self.wrong(field, format!("{day} is over; say a last day from {today} on"));
        }
    }

    /// The key of what is written, when nothing is wrong with any of it.
    pub(super) fn finish<K, E: Display>(self, key: Result<K, E>) -> Result<K, Problems> {
        Problems::check(self.problems)?;
        let path = self.at.trim_end_matches('.').to_owned();
        key.map_err(|error| Problems::one(Problem { origin: None, path, message: error.to_string() }))
    }
}
