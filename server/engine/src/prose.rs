//! The words of messages.

use std::fmt::{self, Display};

use kept_schema::{Contract, Duration, RecipientSelector, TermKey};

use crate::language::{Said, Word, said};
use crate::{Aspect, Language};

/// At most this many things are named in a sentence.
const NAMED: usize = 4;

/// Things in a row: "a", "a and b", "a, b and c", "a, b, c, d and 3 more".
#[derive(Clone, Copy, Debug)]
pub(crate) struct All<'i, W>(&'i [W]);

pub(crate) const fn all<W>(items: &[W]) -> All<'_, W> {
    All(items)
}

impl<W: Word> Word for All<'_, W> {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let items = self.0;
        let (and, more) = match language {
            Language::English => (" and ", "more"),
            Language::German => (" und ", "weitere"),
        };
        let named = if items.len() > NAMED + 1 { NAMED } else { items.len() };
        for (index, item) in items.iter().take(named).enumerate() {
            if index > 0 {
                f.write_str(if index + 1 == items.len() { and } else { ", " })?;
            }
            item.write(language, f)?;
        }
        if named < items.len() { write!(f, "{and}{} {more}", items.len() - named) } else { Ok(()) }
    }
}

/// Categories a finding is about; "data" when none is known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Data<'c>(&'c [TermKey]);

pub(crate) const fn data(categories: &[TermKey]) -> Data<'_> {
    Data(categories)
}

impl Word for Data<'_> {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Said::new("data", "Daten").write(language, f) } else { all(self.0).write(language, f) }
    }
}

/// How long: "2 years", "1 year 6 months", "90 days", "72 hours".
#[derive(Clone, Copy, Debug)]
pub(crate) struct Long(Duration);

pub(crate) const fn duration(duration: Duration) -> Long {
    Long(duration)
}

impl Word for Long {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(duration) = self;
        let units = [
            (duration.months / 12, Said::new(["year", "years"], ["Jahr", "Jahre"])),
            (duration.months % 12, Said::new(["month", "months"], ["Monat", "Monate"])),
            (duration.days, Said::new(["day", "days"], ["Tag", "Tage"])),
            (duration.seconds / 3600, Said::new(["hour", "hours"], ["Stunde", "Stunden"])),
            (duration.seconds / 60 % 60, Said::new(["minute", "minutes"], ["Minute", "Minuten"])),
            (duration.seconds % 60, Said::new(["second", "seconds"], ["Sekunde", "Sekunden"])),
        ];
        let mut parts = units.into_iter().filter(|(count, _)| *count > 0).peekable();
        if parts.peek().is_none() {
            return Said::new("no time", "gar nicht").write(language, f);
        }
        let mut space = "";
        for (count, unit) in parts {
            let [one, several] = *unit.of(language);
            write!(f, "{space}{count} {}", if count == 1 { one } else { several })?;
            space = " ";
        }
        Ok(())
    }
}

/// In German: „a“. Titles that people gave stand as they are in English.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Title<T>(pub(crate) T);

impl<T: Display> Word for Title<T> {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(title) = self;
        match language {
            Language::English => title.fmt(f),
            Language::German => write!(f, "\u{201e}{title}\u{201c}"),
        }
    }
}

/// What a contract is called.
pub(crate) fn contract(contract: &Contract) -> Title<&str> {
    Title(contract.title())
}

/// Who a selector selects: "VENDOR, mailer and parties tagged hosting".
pub(crate) fn selected(selector: &RecipientSelector) -> Said {
    let kinds = selector.kinds.iter().map(|kind| said!("{kind} parties", "Beteiligte der Art {kind}"; kind));
    let parties = selector.parties.iter().map(|party| said!("{party}", "{party}"; party));
    let tags =
        selector.tags.iter().map(|tag| said!("parties tagged {tag}", "Beteiligte mit dem Schlagwort {tag}"; tag));
    let selected: Vec<Said> = kinds.chain(parties).chain(tags).collect();
    let selected = all(&selected);
    said!("{selected}", "{selected}"; selected)
}

/// The side of a contract or a promise.
pub(crate) const fn aspect(aspect: Aspect) -> Said<&'static str> {
    let german = match aspect {
        Aspect::Category => "Daten",
        Aspect::Purpose => "Zweck",
        Aspect::Subject => "betroffene Personen",
        Aspect::Recipient => "Empfänger",
        Aspect::Region => "Ort",
        Aspect::Retention => "Aufbewahrung",
        Aspect::Safeguard => "Schutz",
        Aspect::Consent => "Einwilligung",
        Aspect::Sale => "Verkauf",
        Aspect::Contract => "Vertrag",
        Aspect::Onward => "Weitergabe",
        Aspect::Clause => "Klausel",
    };
    Said::new(aspect.code(), german)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::In;

    fn english(word: &impl Word) -> String {
        In(Language::English, word).to_string()
    }

    fn german(word: &impl Word) -> String {
        In(Language::German, word).to_string()
    }

    #[test]
    fn lists_and_durations_read_well() {
        assert_eq!(english(&all(&["a"])), "a");
        assert_eq!(english(&all(&["a", "b"])), "a and b");
        assert_eq!(english(&all(&["a", "b", "c", "d", "e"])), "a, b, c, d and e");
        assert_eq!(english(&all(&["a", "b", "c", "d", "e", "f"])), "a, b, c, d and 2 more");
        assert_eq!(english(&duration(Duration::from_months(18))), "1 year 6 months");
        assert_eq!(english(&duration(Duration::from_hours(72))), "72 hours");
        assert_eq!(english(&duration(Duration::default())), "no time");
    }

    #[test]
    fn they_do_in_german() {
        assert_eq!(german(&all(&["a", "b", "c"])), "a, b und c");
        assert_eq!(german(&all(&["a", "b", "c", "d", "e", "f"])), "a, b, c, d und 2 weitere");
        assert_eq!(german(&all(&[Title("a"), Title("b")])), "„a“ und „b“");
        assert_eq!(german(&duration(Duration::from_months(18))), "1 Jahr 6 Monate");
        assert_eq!(german(&duration(Duration::from_hours(1))), "1 Stunde");
        assert_eq!(german(&data(&[])), "Daten");
    }
}
