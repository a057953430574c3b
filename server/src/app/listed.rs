//! Published lists of sub-processors as observations: a publisher says who gets data from it.
//!
//! Unlike `kept import subprocessors`, nothing is declared by it: what no flow declares is then found by
//! `undeclared-sharing`. Names are compared without case, signs and legal forms (`Neon, Inc.` is `neon`); a party that lists
//! the host of a link is found by it too.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use kept_engine::HostClaims;
use kept_schema::record::{Edit, Record, SourcedEdit};
use kept_schema::{Day, Evidence, Host, Observation, Origin, PartyKey, Register, Text};

use super::observe::observation_key;

/// A name in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Where it stands in the list.
    pub line: u32,
    /// Whose list the line is of, when it says so.
    pub from: Option<String>,
    /// The name.
    pub name: String,
    /// Where links beside the name lead.
    pub hosts: Vec<Host>,
}

/// What a list is laid over.
#[derive(Clone, Debug)]
pub struct ListContext<'a> {
    /// The register as it is; what was seen before is seen again.
    pub register: &'a Register,
    /// Whose list it is; when not said, its lines say so.
    pub of: Option<&'a PartyKey>,
    /// The day the list was seen.
    pub seen_on: Day,
    /// Where the list is kept.
    pub reference: Option<Text>,
    /// The file it was read from, for problems with what is made of its lines.
    pub file: Option<Arc<str>>,
}

/// Neither a line of a list nor who brings it says whose list it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the list does not say whose it is: say so (of)")]
pub struct NoPublisher;

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

/// Lays a published list over a register.
///
/// # Errors
/// When nothing says whose list it is.
pub fn observe_list(rows: &[Listed], context: &ListContext<'_>) -> Result<ListImport, NoPublisher> {
    let ListContext { register, of, seen_on, reference, file } = context;
    if of.is_none() && rows.iter().all(|row| row.from.is_none()) {
        return Err(NoPublisher);
    }
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
        let observation = match known {
            Some(known) => Observation {
                first_seen: known.first_seen.min(*seen_on),
                last_seen: known.last_seen.max(*seen_on),
                reference: if *seen_on > known.last_seen { reference.clone() } else { known.reference.clone() },
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
                    reference: reference.clone(),
                    note: None,
                }
            }
        };
        if known.is_none_or(|known| known.value != observation) {
            import.edits.push(SourcedEdit {
                edit: Edit::Put(Record::Observation(observation)),
                origin: file.clone().map(|file| Origin { file, line, column: 1 }),
                path: String::new(),
            });
        }
    }
    Ok(import)
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
pub(crate) fn folded(name: &str) -> String {
    // `B.V.` is one word.
    let without_dots = name.to_lowercase().replace(['.', '\'', '’'], "");
    let mut words: Vec<&str> =
        without_dots.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    while words.len() > 1 && words.last().is_some_and(|last| FORMS.contains(last)) {
        words.pop();
    }
    words.join(" ")
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
}
