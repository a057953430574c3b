//! The report for people.

use std::collections::{BTreeMap, HashMap};

use kept_engine::{Finding, Report, Rule, Verdict};
use kept_schema::{NodeId, Promise, Register};

use super::known::Known;
use crate::cli::paint::{
    DIM, KEPT, PLAIN, STRONG, UNPROVEN, Word, counted, severity_bars, severity_word, verdict_style, verdict_symbol,
    verdict_word, words, wrap, wrap_groups,
};
use crate::cli::ribbon::Ribbon;

const INDENT: &str = "    ";
/// How many findings of one promise or thing are told one by one, and of how many of them; a person reads no more.
const MOST_IN_GROUP: usize = 20;
const MOST_GROUPS: usize = 100;

/// The whole report, in lines of at most `width` columns.
pub(super) fn report(report: &Report, register: &Register, known: &Known<'_>, width: usize) -> String {
    let page = Page { report, register, known, ribbon: Ribbon { register, day: report.as_of }, width };
    let mut text = page.headline();
    let groups = page.groups();
    for (promise, findings) in groups.iter().take(MOST_GROUPS) {
        text.push('\n');
        text.push_str(&page.heading(promise, findings));
        for finding in findings.iter().take(MOST_IN_GROUP) {
            text.push_str(&page.finding(finding));
        }
        text.push_str(&page.rest(findings.len().saturating_sub(MOST_IN_GROUP), INDENT));
    }
    let rest: usize = groups.iter().skip(MOST_GROUPS).map(|(_, findings)| findings.len()).sum();
    if rest > 0 {
        text.push('\n');
        text.push_str(&page.rest(rest, ""));
    }
    text.push_str(&page.kept());
    text
}

/// What findings are grouped by: the promise, or what they are about.
type Group = NodeId;

struct Page<'a> {
    report: &'a Report,
    register: &'a Register,
    known: &'a Known<'a>,
    ribbon: Ribbon<'a>,
    width: usize,
}

impl<'a> Page<'a> {
    fn headline(&self) -> String {
        let count = |verdict| self.report.promises.iter().filter(|promise| promise.verdict == verdict).count();
        let (broken, unproven, kept) = (count(Verdict::Broken), count(Verdict::Unproven), count(Verdict::Kept));
        let accepted = |finding: &&Finding| self.known.acceptances.holding(finding, self.report.as_of).is_some();
        let accepted = self.report.findings.iter().filter(accepted).count();
        let findings = match (self.report.findings.len(), accepted) {
            (0, _) => "no findings".to_owned(),
            (many, 0) => counted(many, "finding"),
            (many, accepted) => format!("{}, {accepted} accepted,", counted(many, "finding")),
        };
        let mut parts = Vec::new();
        for (count, verdict) in [(broken, Verdict::Broken), (unproven, Verdict::Unproven), (kept, Verdict::Kept)] {
            if count > 0 {
                let what = if parts.is_empty() { counted(count, "promise") } else { count.to_string() };
                parts.push((verdict, format!("{what} {}", verdict_word(verdict))));
            }
        }
        if let [(Verdict::Kept, all)] = parts.as_mut_slice() {
            *all = if kept == 1 { "The only promise is kept".to_owned() } else { format!("All {kept} promises kept") };
        }
        let none = parts.is_empty().then(|| words(STRONG, "No promise is in force"));
        parts.extend(self.old_promises().map(|(verdict, old)| {
            let what = if old == 1 { "old one" } else { "old ones" };
            (verdict, format!("{old} {what} {}", verdict_word(verdict)))
        }));
        let mut line = none.unwrap_or_default();
        let last = parts.len().saturating_sub(1);
        for (index, (verdict, text)) in parts.iter().enumerate() {
            line.push(Word::of(verdict_style(*verdict), verdict_symbol(*verdict)));
            let comma = if index < last { "," } else { "" };
            line.extend(words(STRONG, &format!("{text}{comma}")));
        }
        line.extend(words(STRONG, &format!("— {findings}")));
        line.extend(words(DIM, &format!("on {}", self.report.as_of)));
        let mut text = wrap(line, self.width, "", "");
        if !self.report.complete {
            let warning =
                "◌ A search stopped at its bound: findings may be missing, so this is no proof that all is well.";
            text.push_str(&wrap(words(UNPROVEN, warning), self.width, "", "  "));
        }
        text
    }

    /// How many promises of old notices are broken, and how many unproven: they have findings, and no verdict in the list.
    fn old_promises(&self) -> impl Iterator<Item = (Verdict, usize)> + use<> {
        let mut worst = BTreeMap::new();
        for finding in self.report.findings.iter().filter(|finding| finding.rule == Rule::LegacyCommitmentBroken) {
            let verdict = worst.entry(&finding.promise).or_insert(finding.verdict);
            *verdict = finding.verdict.max(*verdict);
        }
        let count = |verdict| worst.values().filter(|found| **found == verdict).count();
        let counts = [(Verdict::Broken, count(Verdict::Broken)), (Verdict::Unproven, count(Verdict::Unproven))];
        counts.into_iter().filter(|(_, count)| *count > 0)
    }

    /// Findings by promise, then the others by subject, in the order of the gravest finding of each.
    fn groups(&self) -> Vec<(Group, Vec<&'a Finding>)> {
        let mut positions: HashMap<Group, usize> = HashMap::new();
        let mut groups: Vec<(Group, Vec<&'a Finding>)> = Vec::new();
        for finding in &self.report.findings {
            let group = finding.promise.clone().map_or_else(|| finding.subject.clone(), NodeId::Promise);
            let position = *positions.entry(group.clone()).or_insert_with(|| {
                groups.push((group, Vec::new()));
                groups.len() - 1
            });
            if let Some((_, findings)) = groups.get_mut(position) {
                findings.push(finding);
            }
        }
        groups.sort_by_key(|(group, _)| !matches!(group, NodeId::Promise(_)));
        groups
    }

    /// Says how many findings are not told one by one.
    fn rest(&self, count: usize, indent: &str) -> String {
        if count == 0 {
            return String::new();
        }
        let line = format!("… and {} more; --format json lists all", counted(count, "finding"));
        wrap(words(DIM, &line), self.width, indent, indent)
    }

    fn heading(&self, group: &Group, findings: &[&Finding]) -> String {
        let verdict = match group {
            NodeId::Promise(key) => {
                self.report.promises.iter().find(|promise| promise.promise == *key).map(|promise| promise.verdict)
            }
            _ => None,
        };
        let worst = findings.iter().map(|finding| finding.verdict).max();
        let verdict = verdict.or(worst).unwrap_or(Verdict::Kept);
        let mut line = vec![Word::of(verdict_style(verdict), verdict_symbol(verdict))];
        line.push(Word::of(DIM, group.kind().prefix()));
        line.extend(words(STRONG, group.key()));
        // What someone has to see to in time is right today.
        if verdict != Verdict::Kept {
            line.push(Word::of(DIM, "—"));
            line.push(Word::of(verdict_style(verdict), verdict_word(verdict)));
        }
        let mut text = wrap(line, self.width, "", "  ");
        if let Some(quote) = self.promise(group).and_then(|promise| promise.quote.as_ref()) {
            text.push_str(&wrap(words(DIM, &format!("“{quote}”")), self.width, "  ", "   "));
        }
        text
    }

    fn promise(&self, group: &Group) -> Option<&Promise> {
        let NodeId::Promise(key) = group else { return None };
        self.register.promises().get(key).map(|promise| &promise.value)
    }

    fn finding(&self, finding: &Finding) -> String {
        let verdict = verdict_style(finding.verdict);
        let mut line = vec![
            Word::of(verdict, severity_bars(finding.severity)),
            Word::of(PLAIN, format!("{:<8}", severity_word(finding.severity))),
            Word::of(verdict, verdict_symbol(finding.verdict)),
        ];
        line.extend(words(verdict, verdict_word(finding.verdict)));
        line.extend(words(DIM, finding.rule.code()));
        if let Some(aspect) = finding.aspect {
            line.extend(words(DIM, &format!("({aspect})")));
        }
        if let Some(due_on) = finding.due_on {
            line.extend(words(STRONG, &format!("act by {due_on}")));
        }
        line.extend(words(DIM, &finding.id.to_string()));
        if let Some(seen) = self.known.lives.of(finding.id) {
            line.extend(words(DIM, &format!("since {}", seen.since.date_naive())));
        }
        if let Some(is_new) = self.known.is_new(finding) {
            line.extend(if is_new { words(STRONG, "new") } else { words(DIM, "there before") });
        }
        let mut text = wrap(line, self.width, "  ", INDENT);
        text.push_str(&wrap(words(PLAIN, finding.message.english()), self.width, INDENT, INDENT));
        if let Some(acceptance) = self.known.acceptances.holding(finding, self.report.as_of) {
            let line = format!("accepted through {} by {}: {}", acceptance.until, acceptance.owner, acceptance.reason);
            text.push_str(&wrap(words(KEPT, &line), self.width, INDENT, INDENT));
        }
        if let Some(assignment) = self.known.assignments.get(&finding.id) {
            let due = assignment.due_on.map_or_else(String::new, |due| format!(" by {due}"));
            let note = assignment.note.as_deref().map_or_else(String::new, |note| format!(": {note}"));
            let line = format!("{} sees to it{due}{note}", assignment.to);
            text.push_str(&wrap(words(STRONG, &line), self.width, INDENT, INDENT));
        }
        let ribbon = self.ribbon.hops(&finding.path, &finding.categories);
        if !ribbon.is_empty() {
            text.push_str(&wrap_groups(ribbon, self.width, INDENT, "      "));
        }
        if let Some(origin) = self.known.origins.get(&finding.subject) {
            let place = format!("{}:{}", origin.file, origin.line);
            text.push_str(&wrap([Word::of(DIM, place)], self.width, INDENT, INDENT));
        }
        text
    }

    /// The promises that are kept, in one paragraph.
    fn kept(&self) -> String {
        let kept = self.report.promises.iter().filter(|promise| promise.verdict == Verdict::Kept);
        let names: Vec<String> = kept.map(|promise| promise.promise.to_string()).collect();
        if names.is_empty() {
            return String::new();
        }
        let mut line = vec![Word::of(KEPT, verdict_symbol(Verdict::Kept)), Word::of(PLAIN, "kept:")];
        line.extend(words(DIM, &names.join(", ")));
        format!("\n{}", wrap(line, self.width, "", "  "))
    }
}
