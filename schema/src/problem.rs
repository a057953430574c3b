//! What is wrong with an input: all of it at once, each with its place and how to mend it.

use std::fmt;
use std::sync::Arc;

/// Where something was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Origin {
    /// The file as it was named to Kept.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// One thing that is wrong with an input.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Problem {
    /// The place in a file, when the input came from one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// The field, such as `flows[3].source`; empty for the whole input.
    pub path: String,
    /// What is wrong and how to mend it: one lower-case sentence, user input in backticks.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(origin) = &self.origin {
            write!(f, "{origin}: ")?;
        }
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.message)
    }
}

/// Everything that is wrong with an input; never empty.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// `Ok` when nothing is wrong. Sorts by place, so that the same input gives the same text.
    ///
    /// # Errors
    /// The problems, when there are any.
    pub fn check(mut problems: Vec<Problem>) -> Result<(), Self> {
        if problems.is_empty() {
            return Ok(());
        }
        problems.sort();
        problems.dedup();
        Err(Self(problems))
    }

    /// A single problem.
    #[must_use]
    pub fn one(problem: Problem) -> Self {
        Self(vec![problem])
    }

    /// The problems, by place.
    #[must_use]
    pub fn as_slice(&self) -> &[Problem] {
        &self.0
    }

    /// Each of them told otherwise, such as with another place.
    #[must_use]
    pub fn map(self, tell: impl FnMut(Problem) -> Problem) -> Self {
        let mut problems: Vec<Problem> = self.0.into_iter().map(tell).collect();
        problems.sort();
        problems.dedup();
        Self(problems)
    }

    /// The problems, by place.
    #[must_use]
    pub fn into_vec(self) -> Vec<Problem> {
        self.0
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

/// A word that is not one of a closed list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is not one of {}{}", .accepted.join(", "), hint(.word, .accepted))]
pub struct UnknownWord {
    word: String,
    accepted: &'static [&'static str],
}

impl UnknownWord {
    /// Says which words would have been accepted, and which was probably meant.
    #[must_use]
    pub fn new(word: &str, accepted: &'static [&'static str]) -> Self {
        Self { word: word.chars().take(200).collect(), accepted }
    }
}

/// The end of a sentence that names the candidate nearest to `word`, or nothing.
#[must_use]
pub fn hint<S: AsRef<str>>(word: &str, candidates: &[S]) -> String {
    nearest(word, candidates.iter().map(AsRef::as_ref))
        .map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}

/// The candidate nearest to `word`, when one is near enough to be a slip of the pen.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_ascii_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&folded, &candidate.to_ascii_lowercase()), candidate))
        .filter(|(similarity, _)| *similarity > 0.85)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate)
}
