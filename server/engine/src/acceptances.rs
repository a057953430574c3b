//! Accepted risks beside a report: they hide nothing that is worse than what was accepted (decision 0006).

use std::collections::BTreeMap;

use kept_schema::{Acceptance, Day, FindingId, Register, Severity, Verdict};

use crate::Finding;

/// The accepted risks of a register, by the finding they are about.
#[derive(Clone, Debug, Default)]
pub struct Acceptances<'a>(BTreeMap<FindingId, Vec<&'a Acceptance>>);

impl<'a> Acceptances<'a> {
    /// Those of a register.
    #[must_use]
    pub fn of(register: &'a Register) -> Self {
        register.acceptances().values().map(|acceptance| &acceptance.value).collect()
    }

    /// The acceptance that holds for a finding on a day: the finding is OPEN when there is none, else ACCEPTED.
    /// Of several it is the one that holds longest, then the first by key.
    #[must_use]
    pub fn holding(&self, finding: &Finding, day: Day) -> Option<&'a Acceptance> {
        self.holding_for(finding.id, (finding.verdict, finding.severity), day)
    }

    /// Whether another acceptance of the same finding goes on when one ends, and holds for what is as grave.
    #[must_use]
    pub fn is_prolonged(&self, ending: &Acceptance) -> bool {
        let others = self.0.get(&ending.finding).into_iter().flatten();
        let mut later = others.filter(|other| other.until > ending.until);
        later.any(|other| other.holds(ending.until.next(), ending.verdict, ending.severity))
    }

    /// The acceptance that holds on a day for what is known of a finding: how grave it is.
    #[must_use]
    pub fn holding_for(
        &self,
        finding: FindingId,
        (verdict, severity): (Verdict, Severity),
        day: Day,
    ) -> Option<&'a Acceptance> {
        let acceptances = self.0.get(&finding)?.iter().copied();
        let holding = acceptances.filter(|acceptance| acceptance.holds(day, verdict, severity));
        // They are in the order of their keys, and of equal ones the last is the maximum.
        holding.rev().max_by_key(|acceptance| acceptance.until)
    }
}

/// Acceptances in the order of their keys.
impl<'a> FromIterator<&'a Acceptance> for Acceptances<'a> {
    fn from_iter<T: IntoIterator<Item = &'a Acceptance>>(acceptances: T) -> Self {
        let mut by_finding: BTreeMap<FindingId, Vec<&Acceptance>> = BTreeMap::new();
        for acceptance in acceptances {
            by_finding.entry(acceptance.finding).or_default().push(acceptance);
        }
        Self(by_finding)
    }
}
