//! What was observed, beside what is declared.

use std::collections::BTreeMap;

use kept_schema::taxonomy::{TermIx, TermTable};
use kept_schema::{Host, PartyKey, Register, TermKey, TermList, Verdict};

/// Which parties serve from which domains.
#[derive(Debug, Default)]
pub struct HostClaims<'a>(BTreeMap<String, Vec<&'a PartyKey>>);

impl<'a> HostClaims<'a> {
    /// The domains that the parties of a register list.
    #[must_use]
    pub fn new(register: &'a Register) -> Self {
        let mut claims: BTreeMap<String, Vec<&PartyKey>> = BTreeMap::new();
        for party in register.parties().values() {
            for domain in &party.domains {
                let domain = domain.strip_suffix('.').unwrap_or(domain).to_ascii_lowercase();
                let claimed = claims.entry(domain).or_default();
                if claimed.last() != Some(&&party.key) {
                    claimed.push(&party.key);
                }
            }
        }
        Self(claims)
    }

    /// The parties that list the narrowest domain in which the host stands; none when nobody lists one.
    #[must_use]
    pub fn of(&self, host: &Host) -> &[&'a PartyKey] {
        host.domains().find_map(|domain| self.0.get(domain)).map_or(&[], Vec::as_slice)
    }
}

/// What candidates, by the categories they declare, leave unexplained of what was observed: how wrong that is, and of
/// which categories. `None` when they explain it.
pub(crate) fn unexplained(
    table: &TermTable,
    observed: &TermList,
    candidates: &[&TermList],
) -> Option<(Verdict, Vec<TermKey>)> {
    if candidates.is_empty() {
        return Some((Verdict::Broken, topmost(table, observed.iter())));
    }
    let judged: Vec<(Verdict, &TermKey)> =
        observed.iter().map(|category| (judge(table, category, candidates), category)).collect();
    let worst = judged.iter().map(|(verdict, _)| *verdict).max().filter(|verdict| *verdict != Verdict::Kept)?;
    let of_worst = judged.into_iter().filter(|(verdict, _)| *verdict == worst).map(|(_, category)| category);
    Some((worst, topmost(table, of_worst)))
}

fn judge(table: &TermTable, category: &TermKey, candidates: &[&TermList]) -> Verdict {
    let Some(category) = table.find(category.as_str()) else { return Verdict::Broken };
    let mut declared = candidates.iter().flat_map(|terms| terms.iter()).filter_map(|term| table.find(term.as_str()));
    if declared.clone().any(|term| table.covers(term, category)) {
        return Verdict::Kept;
    }
    let is_open = candidates.iter().any(|terms| !terms.is_recorded());
    if is_open || declared.any(|term| table.covers(category, term)) { Verdict::Unproven } else { Verdict::Broken }
}

/// Those that do not stand under another, by key.
fn topmost<'t>(table: &TermTable, terms: impl Iterator<Item = &'t TermKey>) -> Vec<TermKey> {
    let known: Vec<(TermIx, &TermKey)> = terms.filter_map(|term| Some((table.find(term.as_str())?, term))).collect();
    let stands_under = |term: TermIx| known.iter().any(|(other, _)| *other != term && table.covers(*other, term));
    let mut top: Vec<TermKey> =
        known.iter().filter(|(term, _)| !stands_under(*term)).map(|(_, key)| (*key).clone()).collect();
    top.sort();
    top.dedup();
    top
}
