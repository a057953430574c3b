//! What contracts said before: flows of which they say the same now need not be looked at again.

use std::cell::RefCell;

use kept_schema::{Day, Register};

use crate::SharingGraph;
use crate::contracts::Group;
use crate::graph::Row;
use crate::hash::FastMap;
use crate::scene::{Given, Scene, Spreads};

/// The contracts of a revision or day before, as far as they are asked for. Everything else that counts for what they
/// say is as it was: whoever was given something else than before is looked at anyway.
#[derive(Clone, Debug)]
pub(super) struct Earlier<'a> {
    pub(super) register: &'a Register,
    pub(super) day: Day,
    pub(super) groups: Vec<Group<'a>>,
}

/// What contracts say now beside what they said.
#[derive(Debug)]
pub(super) struct Compared<'s, 'a> {
    now: &'s Scene<'a>,
    before: Scene<'a>,
    charged_otherwise: RefCell<FastMap<(u32, u32), bool>>,
}

impl<'a> Earlier<'a> {
    pub(super) fn beside<'s>(self, now: &'s Scene<'a>, graph: &'a SharingGraph) -> Compared<'s, 'a> {
        let kept = (Spreads::default(), Given::default());
        let before = Scene::resume(self.register, graph, self.day, kept, self.groups);
        Compared { now, before, charged_otherwise: RefCell::default() }
    }
}

impl Compared<'_, '_> {
    /// Whether something else is to be said of a flow as one that passes data on.
    pub(super) fn is_charged_otherwise(&self, row: &Row) -> bool {
        let (now, before) = (self.now, &self.before);
        let (operator, below) = (now.graph.operator(row.source), now.graph.operator(row.recipient));
        if operator == below || now.graph.is_own(operator) || now.graph.is_own(below) {
            return false;
        }
        *self.charged_otherwise.borrow_mut().entry((operator, row.recipient)).or_insert_with(|| {
            before.learn(Given::from_iter([(operator, now.given_to(operator))]));
            now.charges(operator, row.recipient) != before.charges(operator, row.recipient)
        })
    }
}
