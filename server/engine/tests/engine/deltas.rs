//! What is different between two reports.

use kept_engine::{Verdict, diff};
use serde_json::json;

use crate::fixture::{line, promising, report, with};

#[test]
fn findings_appear_and_disappear_and_verdicts_change() {
    let kept = promising(json!({"onlyRegions": ["DE", "CH"]}));
    let before = report(&kept, "2026-06-01");
    let after = report(&with(&kept, "flows", "shop-mailer", json!({"regions": ["AT"]})), "2026-06-01");
    let delta = diff(&before, &after);
    let appeared: Vec<_> = delta.appeared.iter().map(line).collect();
    assert_eq!(
        appeared,
        ["commitment-broken/region BROKEN HIGH flow:shop-mailer promise [user.contact.email] via shop-mailer"]
    );
    assert!(delta.disappeared.is_empty());
    let promise = "promise".parse().unwrap();
    assert_eq!(delta.promises, [(promise, Some(Verdict::Kept), Some(Verdict::Broken))]);
    assert!(diff(&after, &after).is_empty());

    let unproven = report(&with(&kept, "flows", "shop-mailer", json!({"regions": ["eea"]})), "2026-06-01");
    let delta = diff(&after, &unproven);
    assert_eq!((delta.appeared.len(), delta.disappeared.len()), (1, 1), "a verdict that changes counts as both");
    assert_eq!(delta.appeared[0].id, delta.disappeared[0].id);
}
