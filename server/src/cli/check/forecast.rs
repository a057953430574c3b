//! What will change, for people: a day each, with what happens on it and what follows.

use kept_engine::{Event, EventKind, Finding, ForecastStep, Verdict};
use kept_schema::Day;

use crate::cli::paint::{
    DIM, PLAIN, STRONG, Word, counted, severity_bars, verdict_style, verdict_symbol, verdict_word, words, wrap,
};

/// How many days, and how many findings of a day, are told one by one; a person reads no more.
const MOST_DAYS: usize = 60;
const MOST_OF_A_DAY: usize = 8;

/// The days through `until` on which something changes, in lines of at most `width` columns.
pub(super) fn text(until: Day, steps: &[ForecastStep], width: usize) -> String {
    let mut text = String::from("\n");
    let headline = match steps.len() {
        0 => format!("Nothing changes through {until} if nothing is done"),
        1 => format!("Something changes on one day through {until} if nothing is done"),
        many => format!("Something changes on {many} days through {until} if nothing is done"),
    };
    text.push_str(&wrap(words(STRONG, &headline), width, "", ""));
    for step in steps.iter().take(MOST_DAYS) {
        text.push('\n');
        text.push_str(&day(step, width));
    }
    if steps.len() > MOST_DAYS {
        text.push_str(&format!("\n… and {} more; see --format json\n", counted(steps.len() - MOST_DAYS, "day")));
    }
    text
}

fn day(step: &ForecastStep, width: usize) -> String {
    let mut line = words(STRONG, &step.on.to_string());
    let causes: Vec<String> = step.causes.iter().take(3).map(cause).collect();
    let more = step.causes.len().saturating_sub(causes.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    line.extend(words(PLAIN, &format!("{}{more}", causes.join(", "))));
    line.extend(words(DIM, &format!("— act by {}", step.act_by)));
    let mut text = wrap(line, width, "", "           ");
    let lists =
        [("+", &step.delta.appeared), ("+", &step.reopened), ("−", &step.delta.disappeared), ("−", &step.accepted)];
    for (sign, findings) in lists {
        for finding in findings.iter().take(MOST_OF_A_DAY) {
            text.push_str(&told(sign, finding, step, width));
        }
        if findings.len() > MOST_OF_A_DAY {
            let rest = format!("{sign} … and {} more", findings.len() - MOST_OF_A_DAY);
            text.push_str(&wrap(words(DIM, &rest), width, "  ", "    "));
        }
    }
    for (promise, before, after) in &step.delta.promises {
        let word = |verdict: &Option<Verdict>| verdict.map_or("not in force", verdict_word);
        let line = words(PLAIN, &format!("promise {promise}: {} → {}", word(before), word(after)));
        text.push_str(&wrap(line, width, "  ", "    "));
    }
    text
}

fn told(sign: &str, finding: &Finding, step: &ForecastStep, width: usize) -> String {
    let mut line = words(DIM, sign);
    line.push(Word::of(verdict_style(finding.verdict), verdict_symbol(finding.verdict)));
    line.push(Word::of(DIM, severity_bars(finding.severity)));
    line.extend(words(PLAIN, finding.message.english()));
    line.extend(words(DIM, finding.rule.code()));
    // What else falls on the day may have to be done earlier.
    if let Some(act_by) = step.deadlines.get(&finding.id).filter(|act_by| sign == "+" && **act_by != step.act_by) {
        line.extend(words(DIM, &format!("— act by {act_by}")));
    }
    wrap(line, width, "  ", "    ")
}

fn cause(event: &Event) -> String {
    let what = match event.kind {
        EventKind::FlowStarts => "starts",
        EventKind::FlowEnds => "is over",
        EventKind::ContractStarts => "comes into force",
        EventKind::ContractEndNears => "will end soon",
        EventKind::ContractEnds | EventKind::NoticeEnds => "ends",
        EventKind::NoticeDeadlineNears => "must be given notice soon or renews",
        EventKind::NoticeDeadlinePasses => "can no longer be given notice in time",
        EventKind::ContractRenews => "begins a new term",
        EventKind::NoticeStarts => "takes effect",
        EventKind::PartyOffboarded => "is offboarded",
        EventKind::CertificationStarts => "has a new certification",
        EventKind::CertificationEndNears => "has a certification that will lapse soon",
        EventKind::CertificationEnds => "has a certification that has lapsed",
        EventKind::OldDataGone => "no longer binds data kept until now",
        EventKind::VerificationLapses => "was verified a year ago",
        EventKind::ObservationStarts => "is seen for the first time",
        EventKind::ObservationLapses => "was last seen more than a year ago",
        EventKind::AcceptanceStarts => "begins: the risk is accepted",
        EventKind::AcceptanceEnds => "is over: the risk is no longer accepted",
        EventKind::AdequacyChanges => return "an adequacy decision begins or ends".to_owned(),
    };
    event.id.as_ref().map_or_else(|| what.to_owned(), |id| format!("{id} {what}"))
}
