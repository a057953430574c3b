//! Arguments that name things of the register: what is wrong with them is told all at once.

use kept_schema::{PartyKey, Problem, Problems, Register, TaxonomyKind, TermKey};

use super::error::Fault;
use super::{find_party, find_term};

/// The most terms one argument may name.
pub(super) const MAX_TERMS: usize = 100;

/// What arguments name, and what is wrong with them.
pub(super) struct Arguments<'r> {
    register: &'r Register,
    problems: Vec<Problem>,
}

impl<'r> Arguments<'r> {
    pub(super) const fn of(register: &'r Register) -> Self {
        Self::with(register, Vec::new())
    }

    /// Arguments of which something is known to be wrong.
    pub(super) const fn with(register: &'r Register, problems: Vec<Problem>) -> Self {
        Self { register, problems }
    }

    /// A party.
    pub(super) fn party(&mut self, path: &str, key: &str) -> Option<PartyKey> {
        let found = find_party(self.register, path, key);
        self.keep(found)
    }

    /// A term.
    pub(super) fn term(&mut self, kind: TaxonomyKind, path: &str, key: &str) -> Option<TermKey> {
        let found = find_term(self.register, kind, path, key);
        self.keep(found)
    }

    /// Terms; those that are not known are left out.
    pub(super) fn terms(&mut self, kind: TaxonomyKind, path: &str, keys: &[String]) -> Vec<TermKey> {
        if keys.len() > MAX_TERMS {
            self.wrong(path, format!("`{path}` names {} terms; at most {MAX_TERMS} at a time", keys.len()));
            return Vec::new();
        }
        let numbered = keys.iter().enumerate();
        numbered.filter_map(|(index, key)| self.term(kind, &format!("{path}[{index}]"), key)).collect()
    }

    /// Something else is wrong.
    pub(super) fn wrong(&mut self, path: &str, message: String) {
        self.problems.push(Problem { origin: None, path: path.to_owned(), message });
    }

    /// The end of looking: nothing is wrong.
    ///
    /// # Errors
    /// All that is.
    pub(super) fn check(&mut self) -> Result<(), Fault> {
        Ok(Problems::check(std::mem::take(&mut self.problems))?)
    }

    fn keep<T>(&mut self, found: Result<T, Problem>) -> Option<T> {
        found.map_err(|problem| self.problems.push(problem)).ok()
    }
}

/// Something an argument names, after [`Arguments::check`]: what is missing was refused there.
pub(super) fn given<T>(found: Option<T>) -> Result<T, Fault> {
    found.ok_or_else(|| Fault::not_found("an argument names nothing in the register"))
}
