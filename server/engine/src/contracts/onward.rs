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

/// What is remembered.
#[derive(Debug, Default)]
pub(super) struct Onward<'a> {
    uppers: RefCell<FastMap<u32, Rc<Uppers<'a>>>>,
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
}

/// The contracts in force by which an operator works for others.
#[derive(Debug, Default)]
pub(crate) struct Uppers<'a> {
    /// Those that ask the same together, each with the operator it works for.
    pub(crate) alike: Vec<(Profile, Vec<(u32, Standing<'a>)>)>,
    /// Those of processors that do not let them engage just anyone.
    pub(crate) choosy: Vec<(u32, Standing<'a>)>,
}

impl<'a> Onward<'a> {
    /// The contracts by which an operator works for others: `works` says which, and whether it is a processor.
    pub(super) fn uppers(
        &self,
        operator: u32,
        works: impl FnOnce() -> Vec<(u32, Standing<'a>, bool)>,
    ) -> Rc<Uppers<'a>> {
        if let Some(known) = self.uppers.borrow().get(&operator) {
            return known.clone();
        }
        let mut uppers = Uppers::default();
        let mut places: FastMap<Profile, usize> = FastMap::default();
        for (whom, standing, is_processor) in works() {
            if is_processor && !standing.authorises_all() {
                uppers.choosy.push((whom, standing.clone()));
            }
            let profile = Profile::of(&standing);
            let place = *places.entry(profile).or_insert(uppers.alike.len());
            match uppers.alike.get_mut(place) {
                Some((_, alike)) => alike.push((whom, standing)),
                None => uppers.alike.push((profile, vec![(whom, standing)])),
            }
        }
        let uppers = Rc::new(uppers);
        self.uppers.borrow_mut().insert(operator, uppers.clone());
        uppers
    }

    /// How `lower` stands against `upper`.
    pub(super) fn against(
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
        let (mut present, mut absent) = (0, 0);
        for (place, kind) in OF_PROCESSORS.into_iter().enumerate() {
            match standing.presence(kind) {
                Some(kept_schema::Presence::Present) => present |= 1 << place,
                Some(kept_schema::Presence::Absent) => absent |= 1 << place,
                _ => {}
            }
        }
        Self {
            lists: [terms.purposes, terms.regions, terms.safeguards].map(address),
            retention: terms.max_retention,
            present,
            absent,
        }
    }
}
