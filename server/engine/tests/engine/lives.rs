//! Findings are seen, go away and come back.

use chrono::{DateTime, TimeZone, Utc};
use kept_engine::{Lives, Seen};
use kept_schema::FindingId;

use crate::fixture::{clean, report, without};

fn at(day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 6, day, 12, 0, 0).unwrap()
}

#[test]
fn first_since_and_gone() {
    let finding: FindingId = "45149ae31a7f8b6d".parse().unwrap();
    let mut lives = Lives::default();
    assert_eq!((lives.of(finding), lives.is_there(finding)), (None, false));
    let mut note = |is_there, day, first, since, gone: Option<u32>| {
        lives.note(finding, is_there, at(day));
        assert_eq!(lives.of(finding), Some(Seen { first: at(first), since: at(since), gone: gone.map(at) }));
        assert_eq!(lives.is_there(finding), is_there);
    };
    note(true, 1, 1, 1, None);
    note(true, 2, 1, 1, None);
    note(false, 3, 1, 1, Some(3));
    note(false, 4, 1, 1, Some(3));
    note(true, 5, 1, 5, None);
}

#[test]
fn what_is_missing_was_there() {
    let report = report(&without(&clean(), "contracts", "dpa-mailer"), "2026-06-01");
    assert!(!report.findings.is_empty());
    let mut lives = Lives::default();
    let gone: Vec<FindingId> = ["00000000000000ff", "0000000000000001"].map(|id| id.parse().unwrap()).into();
    for finding in &report.findings {
        lives.note(finding.id, true, at(1));
    }
    assert_eq!(lives.missing_from(&report), []);
    lives.note(gone[0], true, at(1));
    lives.note(gone[1], true, at(1));
    assert_eq!(lives.missing_from(&report), [gone[1], gone[0]]);
    lives.note(gone[0], false, at(2));
    assert_eq!(lives.missing_from(&report), [gone[1]]);
}
