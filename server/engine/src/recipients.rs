//! Recipients that the promises of a register cannot tell apart: what is asked of one is asked of all.

use std::cell::RefCell;
use std::collections::BTreeSet;

use kept_schema::{Party, PartyKey, PartyKind, Promise, RecipientSelector, Register, Text};

use crate::hash::FastMap;
use crate::known::Known;

/// The kinds of recipients, by what selectors of promises look at.
#[derive(Debug)]
pub(crate) struct Recipients<'a> {
    /// The parties that some selector names.
    parties: BTreeSet<&'a PartyKey>,
    /// The tags that some selector names.
    tags: BTreeSet<&'a Text>,
    kinds: Known<u32>,
    numbers: RefCell<FastMap<Option<[Seen<'a>; 2]>, u32>>,
}

/// What selectors see of a party: its kind, and of its key and tags what they name.
type Seen<'a> = (PartyKind, Option<&'a PartyKey>, Vec<&'a Text>);

impl<'a> Recipients<'a> {
    pub(crate) fn new(register: &'a Register) -> Self {
        let selectors = || register.promises().values().flat_map(|promise| selectors(&promise.value));
        Self {
            parties: selectors().flat_map(|selector| &selector.parties).collect(),
            tags: selectors().flat_map(|selector| &selector.tags).collect(),
            kinds: Known::default(),
            numbers: RefCell::default(),
        }
    }

    /// The kind of a recipient, being this party with this operator.
    #[inline]
    pub(crate) fn kind(&self, recipient: u32, with_operator: impl FnOnce() -> Option<[&'a Party; 2]>) -> u32 {
        self.kinds.get_or(recipient, || {
            let seen = with_operator().map(|parties| parties.map(|party| self.seen(party)));
            let mut numbers = self.numbers.borrow_mut();
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(seen).or_insert(next)
        })
    }

    fn seen(&self, party: &'a Party) -> Seen<'a> {
        let mut tags: Vec<&Text> = party.tags.iter().filter(|tag| self.tags.contains(tag)).collect();
        tags.sort_unstable();
        tags.dedup();
        (party.kind, self.parties.get(&party.key).copied(), tags)
    }
}

/// Where a promise selects recipients.
fn selectors(promise: &Promise) -> impl Iterator<Item = &RecipientSelector> {
    let limits = promise.limits.iter().flat_map(|limits| [&limits.only_recipients, &limits.never_recipients]);
    limits.chain(promise.shares.iter().map(|shares| &shares.recipients))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use kept_schema::document::{SourceFile, read_register};

    use super::*;

    #[test]
    fn those_are_alike_of_whom_selectors_see_the_same() {
        let text = "
kept: 1
parties:
  - {key: us, name: Us, kind: SELF}
  - {key: a, name: A, kind: VENDOR, tags: [x, unused]}
  - {key: b, name: B, kind: VENDOR, tags: [other, x]}
  - {key: c, name: C, kind: SYSTEM, tags: [x], operator: b}
  - {key: d, name: D, kind: SYSTEM, tags: [x, unused], operator: a}
  - {key: named, name: N, kind: VENDOR, tags: [x]}
  - {key: plain, name: P, kind: VENDOR}
  - {key: partner, name: P, kind: PARTNER}
notices:
  - key: n
    title: N
    effectiveOn: 2026-01-01
    promises:
      - {key: p, kind: COMMITMENT, quote: q, limits: {onlyRecipients: {tags: [x]}, neverRecipients: {parties: [named]}}}
";
        let file = SourceFile { name: "r".to_owned(), bytes: text.as_bytes().to_vec() };
        let (register, _) = read_register(vec![file]).unwrap();
        let recipients = Recipients::new(&register);
        let keys = ["a", "b", "c", "d", "named", "plain", "partner"];
        let kind = |(number, key): (u32, &&str)| {
            let party = &register.parties().get(*key).unwrap().value;
            let operator = party.operator.as_ref().map_or(party, |key| &register.parties().get(key).unwrap().value);
            recipients.kind(number, || Some([party, operator]))
        };
        let kinds: Vec<u32> = (0..).zip(&keys).map(kind).collect();
        assert_eq!(kinds, [0, 0, 1, 1, 2, 3, 4]);
        // What was asked once is known.
        assert_eq!(recipients.kind(4, || None), 2);
    }
}
