//! Which findings of a report, and in which order.

use std::cmp::Reverse;

use async_graphql::{Enum, InputObject};
use kept_engine::{Documented, Finding, Language, Rule, Severity, Verdict};
use kept_schema::{Day, NodeId, NodeKind, TaxonomyKind};
use serde::{Deserialize, Serialize};

use crate::api::acceptance::FindingState;
use crate::api::assignment::is_to;
use crate::api::finding::{Place, concerns, place};
use crate::api::listing::Words;
use crate::api::words::OrderDirection;
use crate::app::{App, Snapshot, title};

/// The findings that are asked for: those that meet all that is said.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    pub(super) least: Option<Severity>,
    pub(super) rule: Option<Rule>,
    pub(super) verdict: Option<Verdict>,
    pub(super) subject: Option<NodeId>,
    pub(super) about: Option<NodeKind>,
    pub(super) state: Option<FindingState>,
    pub(super) assigned_to: Option<String>,
    pub(super) assigned: Option<bool>,
    pub(super) words: Option<Words>,
    /// The language the words are looked for in.
    pub(super) language: Language,
}

impl Wanted {
    /// Whether a finding of a day is one of them. What costs most is asked last.
    pub(super) fn has(&self, snapshot: &Snapshot, day: Day, finding: &Finding) -> bool {
        let assignment = || snapshot.assignment_of(finding.id);
        self.rule.is_none_or(|rule| finding.rule == rule)
            && self.verdict.is_none_or(|verdict| finding.verdict == verdict)
            && self.least.is_none_or(|least| finding.severity >= least)
            && self.about.is_none_or(|kind| finding.subject.kind() == kind)
            && self.subject.as_ref().is_none_or(|subject| concerns(finding, subject))
            && self.state.is_none_or(|state| FindingState::of(snapshot, finding, day) == state)
            && self.assigned.is_none_or(|assigned| assignment().is_some() == assigned)
            && self.assigned_to.as_deref().is_none_or(|to| assignment().is_some_and(|found| is_to(found, to)))
            && self.words.as_ref().is_none_or(|words| said_of(snapshot, finding, self.language, words))
    }
}

/// Whether words stand in what is said of a finding, or in what the things it names are called.
fn said_of(snapshot: &Snapshot, finding: &Finding, language: Language, words: &Words) -> bool {
    let register = snapshot.register();
    let subject = title::subject(register, &finding.subject);
    let promise = finding.promise.as_ref().and_then(|key| register.promises().get(key)).map(|promise| promise.title());
    let contract =
        finding.contract.as_ref().and_then(|key| register.contracts().get(key)).map(|contract| contract.title());
    let id = finding.id.to_string();
    let mut texts = vec![
        finding.message.in_language(language),
        finding.rule.code(),
        finding.rule.title(),
        finding.subject.key(),
        id.as_str(),
    ];
    texts.extend([subject.as_deref(), promise, contract].into_iter().flatten());
    let table = register.taxonomy().table(TaxonomyKind::Category);
    let categories = finding.categories.iter().filter_map(|key| table.get(table.find(key.as_str())?));
    texts.extend(categories.map(|category| &*category.name));
    words.are_in(&texts)
}

/// What findings are ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub(crate) enum FindingOrderField {
    /// How much they matter.
    #[default]
    Severity,
    /// The last day on which acting helps.
    DueOn,
    /// The verdict, from KEPT to BROKEN.
    Verdict,
    /// The code of the rule.
    Rule,
    /// What that which they are about is called.
    Subject,
    /// The words of the promise they concern.
    Promise,
    /// Who sees to them.
    AssignedTo,
    /// Whether their risk is accepted: open ones, then accepted ones.
    State,
    /// Since when they were seen to be there without a break.
    SeenSince,
}

/// The order of findings. What has nothing of it comes last, and those that are alike in it are listed the gravest first, of
/// these what is due first, whichever way.
#[derive(Clone, Copy, Debug, InputObject)]
pub(crate) struct FindingOrder {
    /// By what.
    field: FindingOrderField,
    /// Which way.
    #[graphql(default)]
    direction: OrderDirection,
}

/// A text, or that there is none: that comes after all texts.
type Value = (bool, String);

/// A place in a list that is put in order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Ordered {
    none: bool,
    up: String,
    down: Reverse<String>,
    gravest: Reverse<u8>,
    due: Value,
    rest: Place,
}

impl FindingOrder {
    /// What this list is called in its cursors.
    pub(super) fn list(self) -> String {
        format!("FINDING {:?} {:?}", self.field, self.direction)
    }

    /// Where a finding of a day stands in it.
    pub(super) fn place(self, app: &App, snapshot: &Snapshot, day: Day, finding: &Finding) -> Ordered {
        let register = snapshot.register();
        let due = || finding.due_on.map(|day| day.to_string());
        let value = match self.field {
            FindingOrderField::Severity => Some((finding.severity as u8).to_string()),
            FindingOrderField::DueOn => due(),
            FindingOrderField::Verdict => Some((finding.verdict as u8).to_string()),
            FindingOrderField::Rule => Some(finding.rule.code().to_owned()),
            FindingOrderField::Subject => title::subject(register, &finding.subject).map(|title| title.to_lowercase()),
            FindingOrderField::Promise => {
                let promise = finding.promise.as_ref().and_then(|key| register.promises().get(key));
                promise.map(|promise| promise.title().to_lowercase())
            }
            FindingOrderField::AssignedTo => snapshot.assignment_of(finding.id).map(|found| found.to.to_lowercase()),
            FindingOrderField::State => Some((FindingState::of(snapshot, finding, day) as u8).to_string()),
            FindingOrderField::SeenSince => app.seen(finding.id).map(|seen| seen.since.to_rfc3339()),
        };
        let none = value.is_none();
        let value = value.unwrap_or_default();
        let (up, down) = match self.direction {
            OrderDirection::Asc => (value, String::new()),
            OrderDirection::Desc => (String::new(), value),
        };
        let due = due();
        Ordered {
            none,
            up,
            down: Reverse(down),
            gravest: Reverse(finding.severity as u8),
            due: (due.is_none(), due.unwrap_or_default()),
            rest: place(finding),
        }
    }
}
