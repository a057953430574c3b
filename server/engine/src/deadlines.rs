//! Deadlines: the days to come on which something ends, or on which someone has to have decided.

use std::fmt;

use kept_schema::party::PartyStatus;
use kept_schema::{Acceptance, Contract, Day, Duration, NodeId, PartyKey, Register, Text};
use serde::Serialize;

use crate::Said;
use crate::acceptances::Acceptances;
use crate::contracts::{Group, groups};
use crate::language::said;
use crate::rules::{NOTICE_AHEAD, lapses_within, last_day, renews_itself, will_end};

/// What a deadline is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DeadlineKind {
    /// From this day on it is time to decide whether to give notice: 30 days before the last one.
    NoticeOpens,
    /// The last day on which notice keeps a contract from renewing itself.
    NoticeCloses,
    /// The last day of a contract that will not be renewed.
    ContractEnds,
    /// The last day of a certification.
    CertificationEnds,
    /// The last day on which a risk is accepted.
    AcceptanceEnds,
}

impl DeadlineKind {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::NoticeOpens, Self::NoticeCloses, Self::ContractEnds, Self::CertificationEnds, Self::AcceptanceEnds];

    /// The published code, such as `contract-ends`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoticeOpens => "notice-opens",
            Self::NoticeCloses => "notice-closes",
            Self::ContractEnds => "contract-ends",
            Self::CertificationEnds => "certification-ends",
            Self::AcceptanceEnds => "acceptance-ends",
        }
    }

    /// How many days ahead it is told when nothing else is said, the earliest first.
    #[must_use]
    pub const fn days_ahead(self) -> &'static [u32] {
        match self {
            Self::NoticeOpens => &[0],
            Self::NoticeCloses | Self::AcceptanceEnds => &[7, 0],
            Self::ContractEnds | Self::CertificationEnds => &[90, 60, 30, 7, 0],
        }
    }
}

impl fmt::Display for DeadlineKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// A day to come on which something ends or must be decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Deadline {
    /// What stays the same though the day is moved: `contract-ends/dpa-mailer`.
    pub id: String,
    /// What it is about.
    pub kind: DeadlineKind,
    /// The contract, party or acceptance.
    pub subject: NodeId,
    /// The last day that counts.
    pub due_on: Day,
    /// Who looks after the subject.
    pub owner: Option<Text>,
    /// The tags of the parties it concerns.
    pub tags: Vec<Text>,
    /// How many days ahead it is told, the earliest first.
    pub days_ahead: Vec<u32>,
    /// What happens, in a sentence.
    pub message: Said,
}

/// The deadlines of a register from one day through another, in the order of their days.
///
/// Whether anything follows is asked of the deadline's day, as far as it is known: a contract whose amendment
/// prolongs it has no end.
#[must_use]
pub fn deadlines(register: &Register, from: Day, until: Day) -> Vec<Deadline> {
    let mut found = Vec::new();
    for group in groups(register) {
        for contract in group.amendments.iter().copied().chain([group.root]) {
            let known = OfContract::new(register, &group, contract);
            known.end(from, until, &mut found);
            known.notices(from, until, &mut found);
        }
    }
    for (key, party) in register.parties().iter().filter(|(key, _)| !register.is_own(key)) {
        if party.status == PartyStatus::Offboarded {
            continue;
        }
        for (scheme, last) in lapses_within(&party.certifications, from, from.days_until(until)) {
            if (from..=until).contains(&last) {
                found.push(Deadline {
                    id: format!("{}/{key}/{scheme}", DeadlineKind::CertificationEnds),
                    kind: DeadlineKind::CertificationEnds,
                    subject: NodeId::Party(key.clone()),
                    due_on: last,
                    owner: party.owner.clone(),
                    tags: party.tags.clone(),
                    days_ahead: DeadlineKind::CertificationEnds.days_ahead().to_vec(),
                    message: certification_ends(scheme, &party.name, last),
                });
            }
        }
    }
    let acceptances = Acceptances::of(register);
    for (key, acceptance) in register.acceptances().iter() {
        if (from..=until).contains(&acceptance.until) && !acceptances.is_prolonged(acceptance) {
            found.push(Deadline {
                id: format!("{}/{key}", DeadlineKind::AcceptanceEnds),
                kind: DeadlineKind::AcceptanceEnds,
                subject: NodeId::Acceptance(key.clone()),
                due_on: acceptance.until,
                owner: Some(acceptance.owner.clone()),
                tags: Vec::new(),
                days_ahead: DeadlineKind::AcceptanceEnds.days_ahead().to_vec(),
                message: {
                    let Acceptance { finding, until, reason, .. } = &acceptance.value;
                    said!(
                        "The risk of finding {finding} is accepted until {until}: {reason}",
                        "Das Risiko von Befund {finding} ist bis {until} angenommen: {reason}";
                        finding, until, reason
                    )
                },
            });
        }
    }
    found.sort_by(|a, b| (a.due_on, &a.id).cmp(&(b.due_on, &b.id)));
    found
}

fn certification_ends(scheme: &str, name: &Text, last: Day) -> Said {
    said!(
        "The certification {scheme} of {name} ends on {last}",
        "Die Zertifizierung {scheme} von {name} endet am {last}";
        scheme, name, last
    )
}

/// A contract of which deadlines are asked.
struct OfContract<'a> {
    register: &'a Register,
    group: &'a Group<'a>,
    contract: &'a Contract,
}

impl<'a> OfContract<'a> {
    const fn new(register: &'a Register, group: &'a Group<'a>, contract: &'a Contract) -> Self {
        Self { register, group, contract }
    }

    fn end(&self, from: Day, until: Day, found: &mut Vec<Deadline>) {
        let Some(end) = self.contract.end() else { return };
        let last = end.until().previous();
        if (from..=until).contains(&last) && last_day(self.group, self.contract, last) == Some(last) {
            let message = will_end(self.register, self.group, self.contract, last);
            found.push(self.deadline(DeadlineKind::ContractEnds, None, last, message));
        }
    }

    fn notices(&self, from: Day, until: Day, found: &mut Vec<Deadline>) {
        let mut day = from.max(self.contract.starts_on());
        while day <= until {
            let over = self.contract.key != self.group.root.key && self.group.is_terminated(day);
            let Some(term) = self.contract.term_on(day).filter(|_| !over) else { return };
            let (Some(closes), Some(next)) = (term.notice_deadline, term.interval.until) else { return };
            let number = Some(term.number);
            let renews = renews_itself(self.register, self.group, self.contract, closes);
            let ahead = Duration::from_days(u32::try_from(NOTICE_AHEAD).unwrap_or_default());
            let opens = closes.minus(ahead).max(term.interval.from);
            if opens < closes && (from..=until).contains(&opens) {
                found.push(self.deadline(
                    DeadlineKind::NoticeOpens,
                    number,
                    opens,
                    said!("{renews}: time to decide", "{renews}: Zeit zu entscheiden"; renews),
                ));
            }
            if (from..=until).contains(&closes) {
                found.push(self.deadline(DeadlineKind::NoticeCloses, number, closes, renews));
            }
            // INVARIANT (it ends): a term that renews itself ends after it began.
            day = next;
        }
    }

    fn deadline(&self, kind: DeadlineKind, term: Option<u32>, due_on: Day, message: Said) -> Deadline {
        let Self { register, group, contract } = self;
        let others = || group.root.parties.iter().map(|side| &side.party).filter(|party| !register.is_own(party));
        let party = |key: &PartyKey| register.parties().get(key);
        let tags: std::collections::BTreeSet<Text> =
            others().filter_map(party).flat_map(|party| party.tags.iter().cloned()).collect();
        let owner = contract.owner.clone().or_else(|| group.root.owner.clone());
        let term = term.map_or_else(String::new, |number| format!("/{number}"));
        Deadline {
            id: format!("{kind}/{}{term}", contract.key),
            kind,
            subject: NodeId::Contract(contract.key.clone()),
            due_on,
            owner: owner.or_else(|| others().filter_map(party).find_map(|party| party.owner.clone())),
            tags: tags.into_iter().collect(),
            days_ahead: self.days_ahead(kind),
            message,
        }
    }

    fn days_ahead(&self, kind: DeadlineKind) -> Vec<u32> {
        let said = [self.contract, self.group.root].into_iter().map(|contract| &contract.alert_days);
        match said.into_iter().find(|days| !days.is_empty()) {
            Some(days) if kind != DeadlineKind::NoticeOpens => {
                let days: std::collections::BTreeSet<u32> = days.iter().copied().collect();
                days.into_iter().rev().collect()
            }
            _ => kind.days_ahead().to_vec(),
        }
    }
}
