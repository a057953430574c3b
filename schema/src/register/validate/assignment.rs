//! What must hold of assignments.

use std::collections::BTreeMap;

use super::super::Register;
use super::super::draft::Place;
use super::Check;
use crate::{Assignment, AssignmentKey, FindingId, NodeId, Problem};

/// A finding is seen to by one. What is asked of all assignments of some ids is found in one look at all there are.
pub(super) fn one_a_finding<'a>(
    register: &Register,
    ids: impl Iterator<Item = &'a NodeId>,
    place: impl Fn(&NodeId) -> Place,
    problems: &mut Vec<Problem>,
) {
    let asked: Vec<_> = ids
        .filter_map(|id| match id {
            NodeId::Assignment(key) => register.assignments.get(key).map(|assignment| (id, assignment)),
            _ => None,
        })
        .collect();
    let mut keys: BTreeMap<FindingId, Vec<&AssignmentKey>> =
        asked.iter().map(|(_, assignment)| (assignment.finding, Vec::new())).collect();
    if keys.is_empty() {
        return;
    }
    for assignment in register.assignments.values() {
        // The first two say all: whoever is asked is not one of them or has the other.
        if let Some(keys) = keys.get_mut(&assignment.finding).filter(|keys| keys.len() < 2) {
            keys.push(&assignment.key);
        }
    }
    for (id, assignment) in asked {
        let finding = assignment.finding;
        let others = keys.get(&finding).into_iter().flatten();
        if let Some(other) = others.copied().find(|other| **other != assignment.key) {
            let message = format!("`{other}` says already who sees to `{finding}`; change that, or remove it");
            problems.push(place(id).problem("finding", message));
        }
    }
}

impl Check<'_> {
    pub(super) fn assignment(&mut self, assignment: &Assignment) {
        if assignment.to.trim().is_empty() {
            self.problem("to", "say who sees to it");
        }
        if let Some(due) = assignment.due_on.filter(|due| *due < assignment.assigned_on) {
            let from = assignment.assigned_on;
            self.problem("dueOn", format!("{due} is before {from}, the day on which it was assigned"));
        }
    }
}
