//! Something is proposed against every finding; it makes it go away, and does what it says beside.

use std::collections::BTreeMap;

use kept_engine::{Evaluation, diff};
use kept_schema::document::{SourceFile, read_onto};
use proptest::prelude::*;

use super::following::{text, told};
use super::{cases, registers, report, written};

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn a_repair_removes_its_finding(records in written(), day in registers::asked_day()) {
        let register = registers::register(&records.0);
        let mut evaluation = Evaluation::new(register.clone(), day);
        let before = report(&register, day);
        let mut asked = BTreeMap::new();
        for finding in &before.findings {
            // A few of each kind: every repair is evaluated from scratch here.
            let of_kind = asked.entry((finding.rule, finding.aspect)).or_insert(0);
            *of_kind += 1;
            if *of_kind > 1 {
                continue;
            }
            let repairs = evaluation.repairs(finding);
            prop_assert!(!repairs.is_empty(), "nothing is known to help: {:#?}", finding);
            for repair in repairs {
                let bytes = serde_json::to_vec(&repair.document()).unwrap();
                let file = SourceFile { name: repair.title.english().to_owned(), bytes };
                let (_, next, _) = read_onto(&register, vec![file], register.revision() + 1).unwrap();
                let after = report(&next, day);
                prop_assert!(after.findings.iter().all(|other| other.id != finding.id), "{:?}", repair);
                prop_assert_eq!(told(&repair.delta), told(&diff(&before, &after)), "{:?}", repair);
            }
        }
        prop_assert_eq!(text(&evaluation.report()), text(&before));
    }
}
