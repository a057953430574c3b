//! An evaluation that follows its register says what one from scratch says, edit after edit.

use kept_engine::{Evaluation, Finding, Report, ReportDelta, Rule, SharingGraph, diff};
use kept_schema::record::Edit;
use kept_schema::{NodeId, Record, Register};
use proptest::prelude::*;
use proptest::sample::Index;

use super::naive::World;
use super::{Written, cases, differences, published, registers, report, written};

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
    let lines = |findings: &[Finding]| {
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
    #![proptest_config(cases(1_024))]

    /// A witness proves its finding: after a change, or on another day, it holds only where the finding is reported, as
    /// grave at least.
    #[test]
    fn a_witness_holds_only_where_its_finding_is_reported(
        records in written(),
        day in registers::asked_day(),
        another in registers::asked_day(),
        step in step(),
    ) {
        let register = registers::register(&records.0);
        let findings = report(&register, day).findings;
        let mut changed = register.clone();
        for edit in edits(&register, &step) {
            if let Ok((next, _)) = changed.apply([edit.into()], 2) {
                changed = next;
            }
        }
        for (register, day) in [(&changed, day), (&register, another)] {
            let reported = report(register, day).findings;
            for finding in findings.iter().filter(|finding| finding.witness.verify(register, day, finding).is_ok()) {
                // What else is not disclosed may be told together with it.
                let is_same = |other: &Finding| match finding.rule {
                    Rule::UndisclosedSharing => (other.rule, &other.subject) == (finding.rule, &finding.subject),
                    _ => other.id == finding.id,
                };
                let is_reported = reported.iter().any(|other| is_same(other) && other.verdict >= finding.verdict);
                prop_assert!(is_reported, "on {}: {:?}", day, finding);
            }
        }
    }
}

/// What a long life of a register is made of: most of all what evaluations start anew for, or follow in their own way.
fn draw(from: &[Written], kind: u8, chosen: &Index) -> Option<Edit> {
    let is_of_kind = |record: &&Record| match kind {
        0..3 => matches!(record, Record::Party(_)),
        3..5 => matches!(record, Record::Notice(_) | Record::Promise(_)),
        5..7 => matches!(record, Record::Observation(_)),
        7 => matches!(record, Record::Term(_)),
        8 => matches!(record, Record::Contract(_)),
        _ => matches!(record, Record::Flow(_)),
    };
    let pool: Vec<&Record> = from.iter().flat_map(|written| &written.0).filter(is_of_kind).collect();
    (!pool.is_empty()).then(|| chosen.get(&pool)).map(|record| Edit::Put((*record).clone()))
}

proptest! {
    #![proptest_config(cases(32))]

    /// After hundreds of edits nothing has crept in: neither against an evaluation from scratch nor against the naive one.
    #[test]
    fn following_for_long_is_evaluating_anew(
        records in written(),
        pool in prop::collection::vec(written(), 4),
        day in registers::asked_day(),
        edits in prop::collection::vec((0..10_u8, any::<Index>(), prop::bool::weighted(0.2)), 200),
    ) {
        let mut register = registers::register(&records.0);
        let mut evaluation = Evaluation::new(register.clone(), day);
        for (number, (kind, chosen, delete)) in (2..).zip(&edits) {
            let Some(edit) = draw(&pool, *kind, chosen) else { continue };
            let edit = match edit {
                Edit::Put(record) if *delete => Edit::Delete(record.id()),
                edit => edit,
            };
            if let Ok((next, changes)) = register.apply([edit.into()], number) {
                evaluation.update(next.clone(), &changes);
                register = next;
            }
            if number % 20 == 0 {
                let followed = evaluation.report();
                prop_assert_eq!(text(&followed), text(&report(&register, day)), "after {} edits", number);
                let (engine, naive) = (published(&followed), World::new(&register, day).findings());
                prop_assert!(engine == naive, "after {} edits: {}", number, differences(&engine, &naive));
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
