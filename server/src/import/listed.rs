//! Published lists of sub-processors as observations: a publisher says who gets data from it.
//!
//! Unlike `kept import subprocessors`, nothing is declared by it: what no flow declares is then found by
//! `undeclared-sharing`. A list is a table (CSV), or a page with tables (Markdown). Names are compared without case,
//! signs and legal forms (`Neon, Inc.` is `neon`); a party that lists the host of a link is found by it too.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use csv::{ReaderBuilder, Trim};
use kept_engine::HostClaims;
use kept_schema::record::{Edit, Record, SourcedEdit};
use kept_schema::{Day, Evidence, Host, Observation, Origin, PartyKey, Problem, Problems, Register};

use crate::app::{host_of, observation_key};

/// What a list is laid over.
#[derive(Clone, Debug)]
pub struct ListContext<'a> {
    /// The register as it is; what was seen before is seen again.
    pub register: &'a Register,
    /// Whose list it is; when not said, its column `from` says so.
    pub of: Option<&'a PartyKey>,
    /// The day the list was seen.
    pub seen_on: Day,
    /// The file as it was named to Kept.
    pub file: Arc<str>,
}

/// A list as edits of a register.
#[derive(Clone, Debug, Default)]
pub struct ListImport {
    /// What to change; empty when nothing new was seen.
    pub edits: Vec<SourcedEdit>,
    /// The same in numbers.
    pub summary: ListSummary,
}

/// What a list shows, in numbers and names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListSummary {
    /// Names in the list.
    pub names: usize,
    /// Observations: a publisher and a party it names.
    pub observations: usize,
    /// Those that were not recorded before.
    pub added: usize,
    /// Names that no party of the register has, each with the line it is on first.
    pub unknown: BTreeMap<String, u32>,
    /// Names that several parties have.
    pub ambiguous: BTreeMap<String, Vec<PartyKey>>,
    /// Publishers that are no party of the register; what they publish is left out.
    pub unknown_publishers: BTreeSet<String>,
}

impl fmt::Display for ListSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { names, observations, added, unknown, ambiguous, unknown_publishers } = self;
        writeln!(f, "{names} names: {observations} observations ({added} new)")?;
        for (name, line) in unknown {
            writeln!(f, "  line {line}: no party is called `{name}`; record it to have it checked")?;
        }
        for (name, keys) in ambiguous {
            let keys: Vec<_> = keys.iter().map(|key| format!("`{key}`")).collect();
            writeln!(f, "  `{name}` may be {}; it is left out until one of them has another name", keys.join(" or "))?;
        }
        for name in unknown_publishers {
            writeln!(f, "  `{name}` publishes a list and is no party of the register; its list is left out")?;
        }
        Ok(())
    }
}

/// A name in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Listed {
    line: u32,
    from: Option<String>,
    name: String,
    /// Where a link beside the name leads.
    hosts: Vec<Host>,
}

/// Lays a published list over a register.
///
/// # Errors
/// When it holds no table of names, or does not say whose it is.
pub fn listed(bytes: &[u8], context: &ListContext<'_>) -> Result<ListImport, Problems> {
    let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    let is_page = text.lines().any(|line| line.trim_start().starts_with('|'));
    let rows = if is_page { tables(&text) } else { table(&text) };
    let problem = |path: &str, message: &str| {
        let origin = Some(Origin { file: context.file.clone(), line: 1, column: 1 });
        Problems::one(Problem { origin, path: path.to_owned(), message: message.to_owned() })
    };
    if rows.is_empty() {
        let message =
            "there is no table of names: it needs a column `to`, `name`, `entity`, `provider` or `sub-processor`";
        return Err(problem("", message));
    }
    if context.of.is_none() && rows.iter().all(|row| row.from.is_none()) {
        return Err(problem("from", "the list does not say whose it is: say so with --of"));
    }
    Ok(lay(&rows, context))
}

fn lay(rows: &[Listed], context: &ListContext<'_>) -> ListImport {
    let ListContext { register, of, seen_on, file } = context;
    let names = Names::of(register);
    let claims = HostClaims::new(register);
    let mut import = ListImport::default();
    let mut seen: BTreeMap<(PartyKey, PartyKey), u32> = BTreeMap::new();
    for row in rows {
        let publishers = row.from.as_deref().map(|name| names.find(name));
        let source = match (of, publishers.as_deref()) {
            (Some(of), None) => (*of).clone(),
            (Some(of), Some(found)) if found.contains(of) => (*of).clone(),
            // Another publisher's line of the same list.
            (Some(_), Some(_)) => continue,
            (None, Some([only])) => only.clone(),
            (None, _) => {
                import.summary.unknown_publishers.extend(row.from.clone());
                continue;
            }
        };
        import.summary.names += 1;
        let mut found = names.find(&row.name);
        if found.is_empty() {
            let claimants = row.hosts.iter().flat_map(|host| claims.of(host)).map(|party| PartyKey::clone(party));
            found = claimants.collect::<BTreeSet<_>>().into_iter().collect();
        }
        match found.as_slice() {
            [] => _ = import.summary.unknown.entry(row.name.clone()).or_insert(row.line),
            [only] if *only == source => {}
            [only] => _ = seen.entry((source, only.clone())).or_insert(row.line),
            _ => _ = import.summary.ambiguous.insert(row.name.clone(), found),
        }
    }
    import.summary.observations = seen.len();
    for ((source, recipient), line) in seen {
        let Some(key) = observation_key(Evidence::SubprocessorList, &source, recipient.as_str()) else { continue };
        let known = register.observations().get(&key);
        let reference = file.parse().ok();
        let observation = match known {
            Some(known) => Observation {
                first_seen: known.first_seen.min(*seen_on),
                last_seen: known.last_seen.max(*seen_on),
                reference: if *seen_on > known.last_seen { reference } else { known.reference.clone() },
                ..known.value.clone()
            },
            None => {
                import.summary.added += 1;
                Observation {
                    key,
                    source,
                    recipient: Some(recipient),
                    host: None,
                    categories: kept_schema::TermList::default(),
                    first_seen: *seen_on,
                    last_seen: *seen_on,
                    evidence: Evidence::SubprocessorList,
                    reference,
                    note: None,
                }
            }
        };
        if known.is_none_or(|known| known.value != observation) {
            import.edits.push(SourcedEdit {
                edit: Edit::Put(Record::Observation(observation)),
                origin: Some(Origin { file: file.clone(), line, column: 1 }),
                path: String::new(),
            });
        }
    }
    import
}

/// The parties of a register by their names: as they are written, and as they are compared.
struct Names {
    written: BTreeMap<String, BTreeSet<PartyKey>>,
    compared: BTreeMap<String, BTreeSet<PartyKey>>,
}

impl Names {
    fn of(register: &Register) -> Self {
        let (mut written, mut compared): (BTreeMap<_, BTreeSet<_>>, BTreeMap<_, BTreeSet<_>>) = Default::default();
        for (key, party) in register.parties().iter() {
            written.entry(party.name.to_lowercase()).or_default().insert(key.clone());
            for name in readings(&party.name).into_iter().chain([folded(key.as_str())]) {
                compared.entry(name).or_default().insert(key.clone());
            }
        }
        Self { written, compared }
    }

    /// The parties that may be meant: by the name as it is written, else by the whole name, else by a part of it.
    fn find(&self, name: &str) -> Vec<PartyKey> {
        let compared = || readings(name).into_iter().find_map(|reading| self.compared.get(&reading));
        let found = self.written.get(&name.to_lowercase()).or_else(compared);
        found.into_iter().flatten().cloned().collect()
    }
}

/// What may stand before or after the name that people use.
const ALSO: [&str; 4] = [" dba ", " d/b/a ", " formerly ", " aka "];

/// The ways a name can be read, the whole first: `Acme Holdings, Inc. dba Nimbus (NMB)` is also `Acme Holdings`, `Nimbus` and `NMB`.
fn readings(name: &str) -> Vec<String> {
    let (outside, inside) = match name.split_once('(') {
        Some((before, rest)) => match rest.split_once(')') {
            Some((inside, after)) => (format!("{before} {after}"), Some(inside)),
            None => (before.to_owned(), Some(rest)),
        },
        None => (name.to_owned(), None),
    };
    let lower = outside.to_lowercase();
    let parts = ALSO.iter().find_map(|also| lower.split_once(also)).map(|(legal, used)| [legal, used]);
    let texts = [Some(outside.as_str()), inside].into_iter().flatten().chain(parts.into_iter().flatten());
    let mut readings: Vec<String> = Vec::new();
    for reading in texts.map(folded) {
        if !reading.is_empty() && !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

/// Words that say what form a company has, and not which company it is.
const FORMS: [&str; 38] = [
    "ab",
    "ag",
    "aps",
    "as",
    "asa",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "gmbh",
    "inc",
    "incorporated",
    "kft",
    "kg",
    "kk",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "nv",
    "oy",
    "oyj",
    "pbc",
    "plc",
    "pte",
    "pty",
    "pvt",
    "private",
    "sa",
    "sarl",
    "sas",
    "se",
    "sl",
    "spa",
    "srl",
    "ug",
];

/// A name as it is compared: small letters and digits, a space between words, without the legal form at its end.
fn folded(name: &str) -> String {
    // `B.V.` is one word.
    let without_dots = name.to_lowercase().replace(['.', '\'', '’'], "");
    let mut words: Vec<&str> =
        without_dots.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    while words.len() > 1 && words.last().is_some_and(|last| FORMS.contains(last)) {
        words.pop();
    }
    words.join(" ")
}

/// Whether a column holds the names.
fn is_names(column: &str) -> bool {
    let column = folded(column).replace(' ', "");
    column == "to"
        || ["subprocessor", "name", "entity", "provider", "vendor", "company", "thirdparty"]
            .iter()
            .any(|word| column.contains(word))
}

fn line_number(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

/// The names of a table (CSV) with a line of column names.
fn table(text: &str) -> Vec<Listed> {
    let mut reader = ReaderBuilder::new().flexible(true).trim(Trim::All).from_reader(text.as_bytes());
    let Ok(columns) = reader.headers().cloned() else { return Vec::new() };
    let position = |is: &dyn Fn(&str) -> bool| columns.iter().position(is);
    let exactly = |wanted: &'static str| move |column: &str| column.eq_ignore_ascii_case(wanted);
    let Some(to) = position(&exactly("to")).or_else(|| position(&is_names)) else { return Vec::new() };
    let from = position(&exactly("from"));
    let rows = reader.records().flatten().filter_map(|record| {
        let line = record.position().map_or(1, |position| line_number(position.line()));
        let field = |place: usize| record.get(place).map(plain).filter(|text| !text.is_empty());
        Some(Listed {
            line,
            from: from.and_then(field),
            name: field(to)?,
            hosts: record.iter().flat_map(hosts).collect(),
        })
    });
    rows.collect()
}

/// The names of the tables of a page (Markdown).
fn tables(text: &str) -> Vec<Listed> {
    let mut rows = Vec::new();
    // The column of the names of the table that is read; its first line says which, if any.
    let mut names: Option<Option<usize>> = None;
    for (line, number) in text.lines().zip(1_u64..) {
        let Some(cells) = line.trim().strip_prefix('|') else {
            names = None;
            continue;
        };
        let cells: Vec<&str> = cells.trim_end_matches('|').split('|').map(str::trim).collect();
        // The line below the names of the columns, and names that were left empty.
        if cells.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | ' '))) {
            continue;
        }
        let place = match names {
            Some(Some(place)) => place,
            // A table about something else.
            Some(None) => continue,
            None => {
                names = Some(cells.iter().position(|cell| is_names(&plain(cell))));
                continue;
            }
        };
        let name = cells.get(place).map(|cell| plain(cell)).unwrap_or_default();
        if !name.is_empty() {
            rows.push(Listed {
                line: line_number(number),
                from: None,
                name,
                hosts: cells.iter().flat_map(|cell| hosts(cell)).collect(),
            });
        }
    }
    rows
}

/// A cell without the signs of Markdown and HTML: `**[Nimbus](https://nimbus.example)**<br>` is `Nimbus`.
fn plain(cell: &str) -> String {
    let mut text = String::new();
    let (mut in_tag, mut in_link) = (false, false);
    let mut before = ' ';
    for c in cell.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                text.push(' ');
            }
            '(' if before == ']' => in_link = true,
            ')' if in_link => in_link = false,
            '[' | ']' | '*' | '`' | '\\' | '"' => {}
            c if !in_tag && !in_link => text.push(c),
            _ => {}
        }
        before = c;
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The hosts of the links in a cell.
fn hosts(cell: &str) -> Vec<Host> {
    let starts = cell.match_indices("http").map(|(start, _)| start);
    let links = starts
        .filter_map(|start| cell.get(start..)?.split(|c: char| c.is_whitespace() || "<>()[]|\"".contains(c)).next());
    links.filter_map(|link| host_of(link)?.ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_signs_and_legal_forms() {
        for (name, expected) in [
            ("Neon, Inc.", &["neon"][..]),
            ("Intercom, Inc..", &["intercom"]),
            ("Elastic N.V.", &["elastic"]),
            ("Abnormal AI SGP PTY.LTD", &["abnormal ai sgp ptyltd"]),
            ("Müller & Söhne GmbH & Co. KG", &["müller söhne"]),
            ("Amazon Web Services (AWS)", &["amazon web services", "aws"]),
            (
                "AlphaAI Technologies Inc. dba Tavily",
                &["alphaai technologies inc dba tavily", "alphaai technologies", "tavily"],
            ),
            ("SE", &["se"]),
        ] {
            assert_eq!(readings(name), expected, "{name}");
        }
    }

    #[test]
    fn a_page_has_tables_with_links_and_other_tables() {
        let page = "# Sub-processors\n\n| Plan | Price |\n|---|---|\n| Free | 0 |\n\n| Sub-Processor | Purpose |\n|:--|--:|\n\
            | **[Nimbus](https://nimbus.example/legal)** | Mail <br> and more |\n| | nothing |\n| Tidewell, Inc.  | <u>https://www.tidewell.example/</u> |\n";
        let rows = tables(page);
        let seen: Vec<_> = rows.iter().map(|row| (row.line, row.name.as_str(), row.hosts[0].as_str())).collect();
        assert_eq!(seen, [(9, "Nimbus", "nimbus.example"), (11, "Tidewell, Inc.", "www.tidewell.example")]);
    }
}
