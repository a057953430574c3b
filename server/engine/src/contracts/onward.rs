//! What contracts ask of contracts further down, remembered: a popular processor has a thousand contracts
//! above it and a thousand below, and nearly all of them say the same.

use std::cell::RefCell;
use std::rc::Rc;

use kept_schema::{Duration, TermList};

use super::clauses::OF_PROCESSORS;
use super::{Standing, against};
use crate::Verdict;
use crate::compare::Comparer;
use crate::hash::FastMap;
use crate::known::remembered;

/// What is remembered.
#[derive(Debug, Default)]
pub(super) struct Onward {
    uppers: RefCell<FastMap<u32, Rc<Uppers>>>,
    against: RefCell<FastMap<(Profile, Profile), [Verdict; 5]>>,
}

/// All that counts when two contracts are compared. Registers share equal lists, so that these are known
/// by their address; two that are equal and not shared are compared twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Profile {
    lists: [usize; 3],
    retention: Option<Duration>,
    present: u16,
    absent: u16,
    /// The clauses that are not recorded, or unknown, and that no other rule asks of it.
    open: u16,
}

/// The contracts in force by which an operator works for others, by their numbers in the ledger.
#[derive(Debug, Default)]
pub(crate) struct Uppers {
    /// Those that ask the same together, each with the operator it works for.
    pub(crate) alike: Vec<(Profile, Vec<(u32, u32)>)>,
    /// Those of processors that do not let them engage just anyone.
    pub(crate) choosy: Vec<(u32, u32)>,
}

/// A contract by which an operator works for another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Work {
    pub(super) whom: u32,
    pub(super) contract: u32,
    pub(super) profile: Profile,
    /// Whether it is a processor, and not let engage just anyone.
    pub(super) choosy: bool,
}

impl Onward {
    /// The contracts by which an operator works for others: `works` says which.
    pub(super) fn uppers(&self, operator: u32, works: impl FnOnce() -> Vec<Work>) -> Rc<Uppers> {
        remembered(&self.uppers, operator, || {
            let mut uppers = Uppers::default();
            let mut places: FastMap<Profile, usize> = FastMap::default();
            for Work { whom, contract, profile, choosy } in works() {
                if choosy {
                    uppers.choosy.push((whom, contract));
                }
                let place = *places.entry(profile).or_insert(uppers.alike.len());
                match uppers.alike.get_mut(place) {
                    Some((_, alike)) => alike.push((whom, contract)),
                    None => uppers.alike.push((profile, vec![(whom, contract)])),
                }
            }
            Rc::new(uppers)
        })
    }

    /// How `lower` stands against `upper`.
    pub(super) fn against<'a>(
        &self,
        comparer: &Comparer<'a>,
        (above, upper): (Profile, &Standing<'a>),
        (below, lower): (Profile, &Standing<'a>),
    ) -> [Verdict; 5] {
        *self.against.borrow_mut().entry((above, below)).or_insert_with(|| against(comparer, upper, lower))
    }
}

impl Profile {
    pub(crate) fn of(standing: &Standing<'_>) -> Self {
        let address = |list: &TermList| list.shared().map_or(0, |shared| shared.as_ptr() as usize);
        let terms = &standing.terms;
        let (mut present, mut absent, mut open) = (0, 0, 0);
        let asked = standing.is_asked_as_processor();
        for (place, kind) in OF_PROCESSORS.into_iter().enumerate() {
            match standing.presence(kind) {
                Some(kept_schema::Presence::Present) => present |= 1 << place,
                Some(kept_schema::Presence::Absent) => absent |= 1 << place,
                Some(kept_schema::Presence::Unknown) | None if !asked => open |= 1 << place,
                _ => {}
            }
        }
        Self {
            lists: [terms.purposes, terms.regions, terms.safeguards].map(address),
            retention: terms.max_retention,
            present,
            absent,
            open,
        }
    }
}
