//! The languages that sentences are worded in.
//!
//! Who words a sentence does it in all of them at once, so that they are read side by side. Keys, codes and days stay as
//! they are in each: pages replace them by what people call them. Names are not declined and have no gender, so that no
//! sentence needs one.

use std::fmt::{self, Display, Write};

use serde::{Serialize, Serializer};

/// A language that sentences are worded in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// What documents, logs and the command line are written in.
    #[default]
    English,
    /// German.
    German,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// Its tag in BCP 47: `en`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }
}

/// The same in each language. It is written in English wherever nobody says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said<S = String> {
    english: S,
    german: S,
}

impl<S> Said<S> {
    pub(crate) const fn new(english: S, german: S) -> Self {
        Self { english, german }
    }

    pub(crate) const fn of(&self, language: Language) -> &S {
        match language {
            Language::English => &self.english,
            Language::German => &self.german,
        }
    }
}

impl<S: AsRef<str>> Said<S> {
    /// In English.
    #[must_use]
    pub fn english(&self) -> &str {
        self.english.as_ref()
    }

    /// In a language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        self.of(language).as_ref()
    }
}

impl Said {
    /// Adds to it.
    pub(crate) fn push(&mut self, more: &impl Word) {
        // Strings take all that is written.
        let _ = write!(self.english, "{}", In(Language::English, more));
        let _ = write!(self.german, "{}", In(Language::German, more));
    }
}

impl<S: AsRef<str>> Serialize for Said<S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        serializer.serialize_str(self.english())
    }
}

/// What stands in a sentence, in whatever language that is.
pub(crate) trait Word {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

/// Names, keys, days: the same in each language.
impl<T: Display + ?Sized> Word for T {
    fn write(&self, _: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt(f)
    }
}

impl<S: AsRef<str>> Word for Said<S> {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.in_language(language))
    }
}

impl<S: AsRef<str>> Word for &Said<S> {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.in_language(language))
    }
}

/// A word in a language.
pub(crate) struct In<W>(pub(crate) Language, pub(crate) W);

impl<W: Word> Display for In<&W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.1.write(self.0, f)
    }
}

/// Words a sentence: in English, then in German, then what stands in it. What one of the two leaves out is an unused
/// variable, so that both tell of the same.
macro_rules! said {
    ($english:literal, $german:literal $(; $($word:ident),* $(,)?)?) => {
        $crate::language::Said::new(
            {
                $($(let $word = $crate::language::In($crate::Language::English, &$word);)*)?
                format!($english)
            },
            {
                $($(let $word = $crate::language::In($crate::Language::German, &$word);)*)?
                format!($german)
            },
        )
    };
}

pub(crate) use said;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_worded_in_each_language_of_the_same_words() {
        let (who, day) = ("Nimbus", 7);
        let gets = Said::new("receives", "erhält");
        let mut said = said!("{who} {gets} data on {day}", "Am {day} {gets} {who} Daten"; who, gets, day);
        said.push(&Said::new("; for now", "; vorerst"));
        assert_eq!(said.in_language(Language::English), "Nimbus receives data on 7; for now");
        assert_eq!(said.in_language(Language::German), "Am 7 erhält Nimbus Daten; vorerst");
        assert_eq!(serde_json::to_string(&said).unwrap(), r#""Nimbus receives data on 7; for now""#);
    }
}
