//! An evaluation that follows its register says what one from scratch says, edit after edit.

use kept_engine::{Evaluation, Report, ReportDelta, SharingGraph, diff};
use kept_schema::record::Edit;
use kept_schema::{NodeId, Register};
use proptest::prelude::*;
use proptest::sample::Index;

use super::{Written, cases, registers, report, written};

/// A step towards the records of another register: some are put, some are deleted.
#[derive(Clone, Debug)]
struct Step {
    towards: Written,
    chosen: Vec<Index>,
    delete: bool,
}

fn step() -> impl Strategy<Value = Step> {
    (written(), prop::collection::vec(any::<Index>(), 1..4), any::<bool>()).prop_map(|(towards, chosen, delete)| Step {
        towards,
        chosen,
        delete,
    })
}

fn edits(register: &Register, step: &Step) -> Vec<Edit> {
    let ids: Vec<NodeId> = register.ids().collect();
    let edit = |chosen: &Index| {
        if step.delete && !ids.is_empty() {
            return Edit::Delete(chosen.get(&ids).clone());
        }
        Edit::Put(chosen.get(&step.towards.0).clone())
    };
    step.chosen.iter().map(edit).collect()
}

/// Deltas tell findings that are the same but for their words as no difference.
pub(crate) fn told(delta: &ReportDelta) -> (Vec<String>, Vec<String>, String) {
    let lines = |findings: &[kept_engine::Finding]| {
        let mut lines: Vec<String> =
            findings.iter().map(|finding| format!("{} {} {}", finding.id, finding.verdict, finding.severity)).collect();
        lines.sort();
        lines
    };
    (lines(&delta.appeared), lines(&delta.disappeared), format!("{:?}", delta.promises))
}

pub(crate) fn text(report: &Report) -> String {
    serde_json::to_string_pretty(report).unwrap()
}

proptest! {
    #![proptest_config(cases(1_024))]

    #[test]
    fn following_is_evaluating_anew(
        records in written(),
        day in registers::asked_day(),
        days in prop::collection::vec(registers::asked_day(), 0..2),
        steps in prop::collection::vec(step(), 1..10),
    ) {
        let mut register = registers::register(&records.0);
        let mut evaluation = Evaluation::new(register.clone(), day);
        let mut before = report(&register, day);
        prop_assert_eq!(text(&evaluation.report()), text(&before));
        let mut day = day;
        let mut days = days.into_iter();
        for (number, step) in (2..).zip(steps) {
            // One edit after the other: what is refused leaves the others alone.
            for edit in edits(&register, &step) {
                let Ok((next, changes)) = register.apply([edit.into()], number) else { continue };
                let delta = evaluation.update(next.clone(), &changes);
                let after = report(&next, day);
                prop_assert_eq!(text(&evaluation.report()), text(&after), "after {:?}", changes);
                prop_assert_eq!(told(&delta), told(&diff(&before, &after)));
                prop_assert_eq!(evaluation.graph().flow_count(), SharingGraph::new(&next).flow_count());
                for finding in &evaluation.report().findings {
                    prop_assert_eq!(finding.witness.verify(&next, day, finding), Ok(()));
                }
                (register, before) = (next, after);
            }
            if let Some(next) = days.next() {
                day = next;
                let delta = evaluation.advance(day);
                let after = report(&register, day);
                prop_assert_eq!(text(&evaluation.report()), text(&after), "on {}", day);
                prop_assert_eq!(told(&delta), told(&diff(&before, &after)));
                before = after;
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(256))]

    /// Nothing changes on the days a forecast leaves out, and on the others what it says.
    #[test]
    fn a_forecast_is_every_day_evaluated(records in written(), day in registers::asked_day(), days in 1..60_u32) {
        let register = registers::register(&records.0);
        let until = day.plus(kept_schema::Duration::from_days(days), 1);
        let steps = Evaluation::new(register.clone(), day).forecast(until);
        let mut steps = steps.iter().peekable();
        let mut before = report(&register, day);
        let mut on = day;
        while on < until {
            on = on.next();
            let after = report(&register, on);
            let delta = diff(&before, &after);
            match steps.next_if(|step| step.on == on) {
                Some(step) => {
                    prop_assert_eq!(told(&step.delta), told(&delta), "on {}", on);
                    prop_assert!(!step.causes.is_empty());
                }
                None => prop_assert_eq!(told(&ReportDelta::default()), told(&delta), "on {}", on),
            }
            before = after;
        }
        prop_assert!(steps.next().is_none());
    }
}
