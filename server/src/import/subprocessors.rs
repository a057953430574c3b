//! Published lists of sub-processors as a table: who (`from`) shares with whom (`to`) for which `service`.
//!
//! A name becomes a party, a line a flow whose service is its description. Everything else such a list does not say, so
//! it is left unrecorded. Names that differ only in case and spaces are one party.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

use csv::{ByteRecord, ReaderBuilder, Trim};
use kept_schema::record::{Edit, Record, SourcedEdit};
use kept_schema::{Day, Flow, FlowKey, Origin, Party, PartyKey, PartyKind, Problem, Problems, Register, Text};
use serde::Serialize;

/// The longest key made from a name, so that a key made of two of them is still a key.
const MAX_SLUG_LENGTH: usize = 56;
/// The columns that are read.
const COLUMNS: [&str; 3] = ["from", "to", "service"];

/// What a list is laid over.
#[derive(Clone, Debug)]
pub struct SubprocessorContext<'a> {
    /// The register as it is; parties with the same name are used again.
    pub register: &'a Register,
    /// The day the list was seen: the first day of flows that are not recorded yet.
    pub observed_on: Day,
    /// The file as it was named to Kept, for messages.
    pub file: Arc<str>,
}

/// A list as edits of a register.
#[derive(Clone, Debug)]
pub struct SubprocessorImport {
    /// What to change; empty when the register says what the list says.
    pub edits: Vec<SourcedEdit>,
    /// The same in numbers.
    pub summary: SubprocessorSummary,
}

/// What a list brings, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubprocessorSummary {
    /// Lines of data in the list.
    pub rows: usize,
    /// Parties named in it.
    pub parties: usize,
    /// Parties that were not recorded before.
    pub parties_added: usize,
    /// Pairs of parties that share.
    pub flows: usize,
    /// Flows that were not recorded before.
    pub flows_added: usize,
    /// Lines that name a pair again.
    pub repeated: usize,
    /// Lines that name a party as its own sub-processor, and are left out.
    pub own: usize,
    /// Different names that read alike (`Acme, Inc.` and `Acme Inc.`) and so are different parties:
    /// pairs of keys someone should look at.
    pub alike: Vec<(PartyKey, PartyKey)>,
}

impl fmt::Display for SubprocessorSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} lines: {} parties ({} new), {} flows ({} new)",
            self.rows, self.parties, self.parties_added, self.flows, self.flows_added
        )?;
        if self.repeated > 0 {
            writeln!(f, "  {} lines name a pair again", self.repeated)?;
        }
        if self.own > 0 {
            writeln!(f, "  {} lines name a party as its own sub-processor, and are left out", self.own)?;
        }
        for (key, other) in &self.alike {
            writeln!(f, "  `{key}` and `{other}` read alike; are they the same?")?;
        }
        Ok(())
    }
}

impl SubprocessorSummary {
    /// What was brought, for the change log; `list` is what the list is called.
    #[must_use]
    pub fn title(&self, list: &str) -> String {
        format!("{} published sub-processors of {list}", self.flows)
    }
}

/// Lays a table of sub-processors over a register: CSV with a line of column names, of which `from`
/// and `to` are needed and `service` is used.
///
/// # Errors
/// Everything that is wrong with the table, each with its line.
pub fn subprocessors(bytes: &[u8], context: &SubprocessorContext<'_>) -> Result<SubprocessorImport, Problems> {
    Ok(lay_subprocessors(read_subprocessors(bytes, &context.file)?, context))
}

/// Reads a table of sub-processors.
///
/// # Errors
/// Everything that is wrong with the table, each with its line.
pub fn read_subprocessors(bytes: &[u8], file: &Arc<str>) -> Result<Vec<SubprocessorRow>, Problems> {
    Table { file, problems: Vec::new() }.read(bytes)
}

/// Lays the lines of a table over a register.
#[must_use]
pub fn lay_subprocessors(rows: Vec<SubprocessorRow>, context: &SubprocessorContext<'_>) -> SubprocessorImport {
    let mut plan = Plan::of(context);
    for row in rows {
        plan.row(row);
    }
    plan.finish()
}

/// One line of the table: its names can be those of parties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubprocessorRow {
    line: u32,
    from: String,
    to: String,
    service: String,
}

impl SubprocessorRow {
    /// A line with what is written in it: who shares, with whom, and for which service; that may be empty.
    ///
    /// # Errors
    /// What is wrong with which field.
    pub fn new(line: u32, [from, to, service]: [&str; 3]) -> Result<Self, Vec<(&'static str, String)>> {
        let row = Self { line, from: tidy(from), to: tidy(to), service: tidy(service) };
        let mut wrong = Vec::new();
        for (name, value) in COLUMNS.into_iter().zip(row.fields()) {
            if value.is_empty() && name != "service" {
                wrong.push((name, "the name of the party is missing".to_owned()));
            } else if let Err(error) = value.parse::<Text>() {
                wrong.push((name, error.to_string()));
            }
        }
        if wrong.is_empty() { Ok(row) } else { Err(wrong) }
    }

    /// Where it stands in the table.
    #[must_use]
    pub const fn line(&self) -> u32 {
        self.line
    }

    /// What is written in it: who shares, with whom, and for which service.
    #[must_use]
    pub fn fields(&self) -> [&str; 3] {
        [&self.from, &self.to, &self.service]
    }
}

struct Table<'a> {
    file: &'a Arc<str>,
    problems: Vec<Problem>,
}

impl Table<'_> {
    fn problem(&mut self, line: u32, path: &str, message: String) {
        let origin = Some(Origin { file: self.file.clone(), line, column: 1 });
        self.problems.push(Problem { origin, path: path.to_owned(), message });
    }

    fn read(mut self, bytes: &[u8]) -> Result<Vec<SubprocessorRow>, Problems> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = ReaderBuilder::new().flexible(true).trim(Trim::All).from_reader(bytes);
        let columns: Vec<String> = match reader.byte_headers() {
            Ok(names) => names.iter().map(|name| String::from_utf8_lossy(name).to_lowercase()).collect(),
            Err(error) => {
                self.problem(1, "", format!("the names of the columns cannot be read: {error}"));
                Vec::new()
            }
        };
        let position = |name: &str| columns.iter().position(|column| column == name);
        let (from, to, service) = (position("from"), position("to"), position("service"));
        if self.problems.is_empty() {
            for (name, position) in [("from", from), ("to", to)] {
                if position.is_none() {
                    let there: Vec<String> = columns.iter().map(|column| format!("`{column}`")).collect();
                    self.problem(1, name, format!("there is no column `{name}`; the columns are {}", there.join(", ")));
                }
            }
        }
        Problems::check(std::mem::take(&mut self.problems))?;
        let mut rows = Vec::new();
        for record in reader.into_byte_records() {
            match record {
                Ok(record) => rows.extend(self.row(&record, columns.len(), [from, to, service])),
                Err(error) => {
                    let line = error.position().map_or(1, |position| line_number(position.line()));
                    self.problem(line, "", format!("the line cannot be read: {error}"));
                }
            }
        }
        Problems::check(self.problems)?;
        Ok(rows)
    }

    fn row(
        &mut self,
        record: &ByteRecord,
        columns: usize,
        [from, to, service]: [Option<usize>; 3],
    ) -> Option<SubprocessorRow> {
        let line = record.position().map_or(1, |position| line_number(position.line()));
        if record.len() != columns {
            self.problem(
                line,
                "",
                format!(
                    "the line has {} fields, and there are {columns} columns; is a comma or a quote missing?",
                    record.len()
                ),
            );
            return None;
        }
        let before = self.problems.len();
        let mut fields = [""; 3];
        for ((field, name), position) in fields.iter_mut().zip(COLUMNS).zip([from, to, service]) {
            let bytes = position.and_then(|position| record.get(position)).unwrap_or_default();
            match std::str::from_utf8(bytes) {
                Ok(text) => *field = text,
                Err(_) => self.problem(line, name, "this is not UTF-8; save the table as UTF-8".to_owned()),
            }
        }
        if self.problems.len() > before {
            return None;
        }
        match SubprocessorRow::new(line, fields) {
            Ok(row) => Some(row),
            Err(wrong) => {
                for (name, message) in wrong {
                    self.problem(line, name, message);
                }
                None
            }
        }
    }
}

fn line_number(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

/// Without the spaces, line ends, quotes and footnote stars that scraping leaves.
fn tidy(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '*' | '\u{feff}')).to_owned()
}

/// A name as it is compared.
fn folded(name: &str) -> String {
    tidy(name).to_lowercase()
}

/// The letters and digits of a name.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A key made from a name: its ASCII letters and digits in small letters, with dashes between.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    if slug.len() > MAX_SLUG_LENGTH {
        let end = slug.get(..MAX_SLUG_LENGTH).and_then(|start| start.rfind('-')).unwrap_or(MAX_SLUG_LENGTH);
        slug.truncate(end);
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "party".to_owned() } else { slug.to_owned() }
}

struct Plan<'a> {
    context: &'a SubprocessorContext<'a>,
    /// The parties of the list and the register, by their folded names.
    keys: HashMap<String, PartyKey>,
    taken: HashSet<String>,
    named: BTreeMap<PartyKey, String>,
    new_parties: Vec<(Party, u32)>,
    flows: BTreeMap<(PartyKey, PartyKey), (BTreeSet<String>, u32)>,
    summary: SubprocessorSummary,
}

impl<'a> Plan<'a> {
    fn of(context: &'a SubprocessorContext<'a>) -> Self {
        let register = context.register;
        let mut keys = HashMap::new();
        for party in register.parties().values() {
            keys.entry(folded(&party.name)).or_insert_with(|| party.key.clone());
        }
        Self {
            context,
            keys,
            taken: register.ids().map(|id| id.key().to_owned()).collect(),
            named: BTreeMap::new(),
            new_parties: Vec::new(),
            flows: BTreeMap::new(),
            summary: SubprocessorSummary::default(),
        }
    }

    fn row(&mut self, row: SubprocessorRow) {
        self.summary.rows += 1;
        let (Some(from), Some(to)) = (self.party(&row.from, row.line), self.party(&row.to, row.line)) else { return };
        if from == to {
            self.summary.own += 1;
            return;
        }
        let (services, _) = self.flows.entry((from, to)).or_insert_with(|| (BTreeSet::new(), row.line));
        if !row.service.is_empty() {
            services.insert(row.service);
        }
    }

    fn party(&mut self, name: &str, line: u32) -> Option<PartyKey> {
        let folded = folded(name);
        if let Some(key) = self.keys.get(&folded) {
            self.named.entry(key.clone()).or_insert_with(|| name.to_owned());
            return Some(key.clone());
        }
        let key = PartyKey::new(self.free(&slug(name))).ok()?;
        let party = Party::new(key.clone(), name.parse().ok()?, PartyKind::Vendor);
        self.keys.insert(folded, key.clone());
        self.named.insert(key.clone(), name.to_owned());
        self.new_parties.push((party, line));
        Some(key)
    }

    /// `wanted`, or with a number when something has that key.
    fn free(&mut self, wanted: &str) -> String {
        let mut key = wanted.to_owned();
        let mut number = 2_u32;
        while !self.taken.insert(key.clone()) {
            key = format!("{wanted}-{number}");
            number += 1;
        }
        key
    }

    fn finish(mut self) -> SubprocessorImport {
        let rows = self.summary.rows;
        self.summary.parties = self.named.len();
        self.summary.parties_added = self.new_parties.len();
        self.summary.flows = self.flows.len();
        self.summary.repeated = rows.saturating_sub(self.summary.own + self.summary.flows);
        self.summary.alike = alike(&self.named);
        let file = self.context.file.clone();
        let sourced = |record, line| SourcedEdit {
            edit: Edit::Put(record),
            origin: Some(Origin { file: file.clone(), line, column: 1 }),
            path: String::new(),
        };
        let mut edits: Vec<SourcedEdit> = std::mem::take(&mut self.new_parties)
            .into_iter()
            .map(|(party, line)| sourced(Record::Party(party), line))
            .collect();
        let recorded: HashMap<(&PartyKey, &PartyKey), &Flow> = self
            .context
            .register
            .flows()
            .values()
            .filter(|flow| flow.ended_on.is_none_or(|ended_on| ended_on >= self.context.observed_on))
            .map(|flow| ((&flow.source, &flow.recipient), &flow.value))
            .collect();
        for ((from, to), (services, line)) in std::mem::take(&mut self.flows) {
            let services: Vec<String> = services.into_iter().collect();
            let description: Option<Text> = services.join("; ").parse().ok().filter(|text: &Text| !text.is_empty());
            if let Some(flow) = recorded.get(&(&from, &to)) {
                if flow.description.is_none() && description.is_some() {
                    edits.push(sourced(Record::Flow(Flow { description, ..(*flow).clone() }), line));
                }
                continue;
            }
            let key = self.free(&format!("{from}--{to}"));
            let Ok(key) = FlowKey::new(key) else { continue };
            self.summary.flows_added += 1;
            let flow = Flow { description, ..Flow::new(key, from, to, self.context.observed_on) };
            edits.push(sourced(Record::Flow(flow), line));
        }
        SubprocessorImport { edits, summary: self.summary }
    }
}

/// Parties whose names have the same letters and digits.
fn alike(named: &BTreeMap<PartyKey, String>) -> Vec<(PartyKey, PartyKey)> {
    let mut first: HashMap<String, &PartyKey> = HashMap::new();
    let mut pairs = Vec::new();
    for (key, name) in named {
        match first.get(&letters(name)) {
            Some(other) => pairs.push(((*other).clone(), key.clone())),
            None => {
                first.insert(letters(name), key);
            }
        }
    }
    pairs
}
