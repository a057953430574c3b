//! What people decided about findings, by finding: who sees to it, and which risks were accepted.

use std::collections::HashMap;
use std::sync::Arc;

use kept_engine::{Acceptances, Finding};
use kept_schema::{Acceptance, Assignment, Day, FindingId, Register, Versioned};

use super::Snapshot;

/// The decisions of a register; made when the first is asked for, so that a list of findings need not look at all of them
/// for each.
#[derive(Debug)]
pub(super) struct Decided {
    assignments: HashMap<FindingId, Arc<Versioned<Assignment>>>,
    /// In the order of their keys.
    acceptances: HashMap<FindingId, Vec<Arc<Versioned<Acceptance>>>>,
}

impl Decided {
    fn of(register: &Register) -> Self {
        let assignments = register.assignments().values().map(|found| (found.finding, found.clone())).collect();
        let mut acceptances: HashMap<_, Vec<_>> = HashMap::new();
        for acceptance in register.acceptances().values() {
            acceptances.entry(acceptance.finding).or_default().push(acceptance.clone());
        }
        Self { assignments, acceptances }
    }
}

impl Snapshot {
    fn decided(&self) -> &Decided {
        self.decided.get_or_init(|| Decided::of(self.register()))
    }

    /// Who sees to a finding.
    #[must_use]
    pub fn assignment_of(&self, finding: FindingId) -> Option<&Arc<Versioned<Assignment>>> {
        self.decided().assignments.get(&finding)
    }

    /// What accepts the risk of a finding on a day: of several the one that holds longest.
    #[must_use]
    pub fn acceptance_of(&self, finding: &Finding, day: Day) -> Option<&Arc<Versioned<Acceptance>>> {
        let of_it = self.decided().acceptances.get(&finding.id)?;
        let known: Acceptances<'_> = of_it.iter().map(|acceptance| &acceptance.value).collect();
        let holding = known.holding(finding, day)?;
        of_it.iter().find(|acceptance| acceptance.key == holding.key)
    }
}
