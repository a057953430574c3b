//! The report as JUnit XML: a suite a rule, a test case a finding that fails when the check fails because of it.

use kept_engine::{ForecastStep, Report, Rule};
use kept_schema::Verdict;
use quick_junit::{NonSuccessKind, Report as JUnit, SerializeError, TestCase, TestCaseStatus, TestSuite};

use super::known::{Count, Known, all};
use crate::cli::paint::verdict_word;

/// The report as XML.
///
/// # Errors
/// When it cannot be written as XML.
pub(super) fn xml(report: &Report, known: &Known<'_>, steps: &[ForecastStep]) -> Result<String, SerializeError> {
    let mut junit = JUnit::new("kept check");
    let mut promises = TestSuite::new("promises");
    for promise in &report.promises {
        // What is wrong with a promise are findings; this only says how it stands.
        let mut case = TestCase::new(promise.promise.as_str(), TestCaseStatus::success());
        if promise.verdict != Verdict::Kept {
            let mut status = TestCaseStatus::skipped();
            status.set_message(format!("{}: see its findings", verdict_word(promise.verdict)));
            case = TestCase::new(promise.promise.as_str(), status);
        }
        case.set_classname("promise");
        promises.add_test_case(case);
    }
    junit.add_test_suite(promises);
    for rule in Rule::ALL {
        let mut suite = TestSuite::new(rule.code());
        let of_rule = all(report, steps).filter(|(finding, ..)| finding.rule == *rule);
        for (finding, day, is_to_come) in of_rule {
            let about =
                [finding.promise.as_ref().map(ToString::to_string), finding.aspect.map(|aspect| aspect.to_string())];
            let mut name = finding.subject.to_string();
            for part in about.into_iter().flatten().chain(finding.clause.map(|clause| clause.to_string())) {
                name.push_str(&format!(" {part}"));
            }
            if is_to_come {
                name.push_str(&format!(" from {day}"));
            }
            if finding.rule == Rule::UndisclosedSharing {
                name.extend(finding.categories.iter().map(|category| format!(" {category}")));
            }
            // Reports tell test cases apart by their names.
            if suite.test_cases.iter().any(|case| case.name.as_str() == name) {
                name.push_str(&format!(" ({})", finding.id));
            }
            let why = match known.count(finding, day) {
                Count::Fails => None,
                Count::Below => Some("less than what --fail-on asks for".to_owned()),
                Count::Old => Some("it was there before".to_owned()),
                Count::Accepted(acceptance) => Some(format!(
                    "accepted by {} through {}: {}",
                    acceptance.owner, acceptance.until, acceptance.reason
                )),
            };
            let mut status = match why {
                None => TestCaseStatus::non_success(NonSuccessKind::Failure),
                Some(_) => TestCaseStatus::skipped(),
            };
            status.set_message(why.unwrap_or_else(|| finding.message.english().to_owned()));
            status.set_type(format!("{} {}", finding.verdict.code(), finding.severity.code()));
            status.set_description(finding.message.english().to_owned());
            let mut case = TestCase::new(name, status);
            case.set_classname(rule.code());
            if let Some(origin) = known.origin(finding) {
                case.extra.insert("file".into(), origin.file.as_ref().into());
                case.extra.insert("line".into(), origin.line.to_string().into());
            }
            suite.add_test_case(case);
        }
        if suite.test_cases.is_empty() {
            let mut case = TestCase::new("nothing found", TestCaseStatus::success());
            case.set_classname(rule.code());
            suite.add_test_case(case);
        }
        junit.add_test_suite(suite);
    }
    if !report.complete {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_message("a search stopped at its bound: findings may be missing");
        let mut suite = TestSuite::new("complete");
        suite.add_test_case(TestCase::new("every search came to its end", status));
        junit.add_test_suite(suite);
    }
    junit.to_string()
}
