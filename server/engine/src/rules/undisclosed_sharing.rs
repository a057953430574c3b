//! # Undisclosed sharing
//!
//! ## What
//! Data leaves the systems a notice speaks for, directly or passed on, and no disclosure of that
//! notice covers its category, its purpose and its recipient together. Also, once for each party of
//! ours: data leaves from it and no notice in force speaks for it at all.
//!
//! ## Why
//! Users can only object to, or agree to, what they are told. A sharing they were not told of is the
//! gap between what a company says and what it does.
//!
//! ## Legal source
//! - GDPR Art. 13(1)(c) and (e), 14(1)(c) and (e): purposes, and recipients or categories of recipients.
//! - GDPR Art. 5(1)(a) and 12(1): transparency.
//! - CCPA, Cal. Civ. Code § 1798.130(a)(5)(C): lists of the categories sold or shared, and of those
//!   disclosed for a business purpose, in the preceding 12 months.
//!
//! ## Example
//! The notice tells of e-mail addresses for a mail service; the web shop also passes browsing
//! behaviour to an advertising network.
//!
//! ```yaml
//! kept: 1
//! parties:
//!   - {key: us, name: Acme GmbH, kind: SELF, country: DE}
//!   - {key: shop, name: Web shop, kind: SYSTEM, operator: us}
//!   - {key: ads, name: Adhesive Ads, kind: PARTNER, country: IE}
//! flows:
//!   - {key: shop-ads, source: shop, recipient: ads, categories: [user.behavior.browsing_history],
//!      purposes: [marketing.advertising], regions: [IE], retention: P90D, startedOn: 2026-03-01}
//! notices:
//!   - key: privacy-2025
//!     title: Privacy notice of 2025
//!     effectiveOn: 2025-01-01
//!     promises:
//!       - {key: tells-of-mail, kind: DISCLOSURE, quote: "A company sends our newsletter for us.",
//!          scope: {categories: [user.contact.email]}, shares: {recipients: {kinds: [VENDOR]}}}
//! ```
//!
//! On 2026-06-01:
//!
//! ```text
//! BROKEN MEDIUM flow:shop-ads
//! Adhesive Ads receives user.behavior.browsing_history for marketing.advertising from Web shop;
//! Privacy notice of 2025 does not disclose it
//! ```
//!
//! ## Repair
//! Add a disclosure to the notice (and publish it) before sharing goes on, or end the flow. When the
//! finding is UNPROVEN, declare the flow as narrowly as the disclosure. Here a new notice tells of it:
//!
//! ```yaml
//! notices:
//!   - key: privacy-2026
//!     title: Privacy notice of 2026
//!     effectiveOn: 2026-06-01
//!     supersedes: privacy-2025
//!     promises:
//!       - {key: tells-of-ads, kind: DISCLOSURE, quote: "Advertisers learn which pages you looked at.",
//!          scope: {categories: [user.behavior]},
//!          shares: {purposes: [marketing.advertising], recipients: {kinds: [PARTNER]}}}
//! ```
//!
//! ## Severity and verdict
//! - BROKEN, MEDIUM: the data certainly travels there, and no disclosure speaks of it. A category that is listed
//!   beside a broader one of which that is not certain is told by itself.
//! - UNPROVEN, LOW: a disclosure covers it in part, or the data travels there only possibly, or no
//!   notice speaks for the party that data leaves from.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::rc::Rc;

use kept_schema::taxonomy::TermIx;
use kept_schema::{NodeId, Promise, TaxonomyKind};

use crate::disclosures::{Sharers, Untold, disclosed, names, sharers, untold};
use crate::finding::{Identity, severity};
use crate::graph::{ListId, Row, TermSet, Travel};
use crate::hash::FastMap;
use crate::known::Known;
use crate::language::said;
use crate::limits::Position;
use crate::prose::Title;
use crate::scene::{Examined, Scene, Suspect};
use crate::witness::{Fact, Witness};
use crate::{Finding, FindingId, Rule, Said, Verdict, prose};

pub(super) fn of_flow(examined: &Examined<'_, '_>, findings: &mut Vec<Finding>) {
    let Examined { scene, flow, row, .. } = *examined;
    let mut found: Vec<(usize, Untold)> = Vec::new();
    let disclosed = scene.disclosed(row);
    for ((number, told), disclosed) in scene.told().iter().enumerate().zip(disclosed.iter()) {
        if !leaves(scene, told.group.giver, row) {
            continue;
        }
        let carried = told.travel.carried(row);
        // Nearly every sharing is disclosed, and then nothing else is asked.
        if carried.possible.is_subset(disclosed) {
            continue;
        }
        let untold = untold(scene.graph, &carried, |category| told.verdict(scene, category, row));
        found.extend(untold.into_iter().map(|untold| (number, untold)));
    }
    // One finding for each category, the worst; of equally bad ones that of the first group.
    found.sort_unstable_by_key(|(group, untold)| (untold.category, Reverse(untold.verdict), *group));
    found.dedup_by_key(|(_, untold)| untold.category);
    for (group, untold) in found {
        findings.extend(scene.told().get(group).and_then(|told| finding(scene, told, flow, untold)));
    }
}

/// A party of ours that data leaves from and that no notice in force speaks for.
pub(super) fn of_party(scene: &Scene<'_>, party: u32, findings: &mut Vec<Finding>) {
    if scene.told().iter().any(|told| told.group.systems.binary_search(&party).is_ok()) {
        return;
    }
    let graph = scene.graph;
    let live = graph.live(scene.day);
    let leaving = graph.flows_from(party).find_map(|flow| {
        let row = graph.row(flow)?;
        let leaves = live.has(row.period) && graph.operator(row.source) != graph.operator(row.recipient);
        leaves.then_some((row, graph.flow(flow)?))
    });
    if let (Some((row, flow)), Some(party)) = (leaving, scene.party(party)) {
        let rule = Rule::UndisclosedSharing;
        let mut finding = Finding {
            id: FindingId::new([0; 8]),
            rule,
            aspect: None,
            verdict: Verdict::Unproven,
            severity: severity(rule, None, Verdict::Unproven),
            subject: NodeId::Party(party.key.clone()),
            promise: None,
            contract: None,
            clause: None,
            categories: Vec::new(),
            path: vec![flow.key.clone()],
            due_on: None,
            message: {
                let (name, recipient) = (&party.name, scene.name(row.recipient));
                said!(
                    "Data leaves {name} for {recipient}, and no notice in force speaks for {name}",
                    "Von {name} gehen Daten an {recipient}, und keine geltende Datenschutzerklärung spricht für {name}";
                    name, recipient
                )
                .into()
            },
            witness: Witness { travelled: None, fact: Fact::NoNotice },
        };
        finding.id = Identity::of(&finding).id();
        findings.push(finding);
    }
}

fn finding<'a>(scene: &Scene<'a>, told: &Told<'a>, flow: u32, untold: Untold) -> Option<Finding> {
    let Told { group, travel, .. } = told;
    let row = scene.graph.row(flow)?;
    let suspect = Suspect {
        rule: Rule::UndisclosedSharing,
        aspect: None,
        flow,
        travel,
        carried: &travel.carried(row).and(&TermSet::of([untold.category])),
        breach: untold.breach,
        promise: None,
        contract: None,
        categories: None,
        fact: Fact::Undisclosed,
    };
    scene.finding(&suspect, |told| {
        let purposes = &told.flow.purposes;
        let all = prose::all(purposes);
        let purposes = if purposes.is_empty() { Said::default() } else { said!(" for {all}", " für {all}"; all) };
        let (source, recipient) = (scene.name(row.source), scene.name(row.recipient));
        let (receives, data, doubt) = (told.receives(), told.data(), &told.doubt);
        let says = group.says(untold.breach);
        said!(
            "{recipient} {receives} {data}{purposes} from {source}; {says}{doubt}",
            "{recipient} {receives} {data}{purposes} von {source}; {says}{doubt}";
            recipient, receives, data, purposes, source, says, doubt
        )
    })
}

impl Sharers<'_> {
    /// What the notices say of a sharing they do not disclose.
    fn says(&self, breach: Verdict) -> Said {
        let titles: Vec<_> = self.notices.iter().map(|notice| Title(&notice.title)).collect();
        let notices = prose::all(&titles);
        match breach {
            Verdict::Unproven => said!(
                "what {notices} discloses covers this only in part",
                "die Angaben in {notices} decken das nur zum Teil";
                notices
            ),
            _ => said!("{notices} does not disclose it", "in {notices} ist das nicht angegeben"; notices),
        }
    }
}

/// Whether a flow leaves the giver of a notice.
pub(super) fn leaves(scene: &Scene<'_>, giver: u32, row: &Row) -> bool {
    let ends = [scene.graph.operator(row.source), scene.graph.operator(row.recipient)];
    Position::new([&ends[0], &ends[1]], &giver, scene.graph.is_own(row.source)).leaves
}

/// What a group discloses, remembered by the recipients its disclosures do not tell apart.
#[derive(Debug)]
pub(crate) struct Told<'a> {
    pub(super) group: Sharers<'a>,
    pub(super) travel: Rc<Travel<'a>>,
    known: RefCell<Speaking<'a>>,
}

/// Tells of the flows about which disclosures say something else now than `before`, another revision with the same
/// notices and systems. `false` when these are not the same.
pub(crate) fn told_otherwise(scene: &Scene<'_>, before: &Scene<'_>, mut tell: impl FnMut(u32)) -> bool {
    let old = sharers(before);
    let groups = |group: &Sharers<'_>| (group.systems.clone(), group.giver);
    if !old.iter().map(groups).eq(scene.told().iter().map(|told| groups(&told.group))) {
        return false;
    }
    for (told, old) in scene.told().iter().zip(&old) {
        if told.group.disclosures == old.disclosures {
            continue;
        }
        let (mut known, mut known_before) = (told.known.borrow_mut(), Speaking::default());
        // Most flows are between few kinds of recipients and for few purposes.
        let mut differ: FastMap<(u32, u32, ListId), TermSet> = FastMap::default();
        for (flow, row) in scene.graph.rows() {
            if !leaves(scene, told.group.giver, row) {
                continue;
            }
            let class = known.class(scene, &told.group.disclosures, row.recipient);
            let class_before = known_before.class(before, &old.disclosures, row.recipient);
            let purposes = scene.graph.usage(row).purposes;
            let differ = differ.entry((class, class_before, purposes)).or_insert_with(|| {
                let all = scene.graph.categories().iter().map(|(category, _)| category);
                TermSet::of(all.filter(|category| {
                    known.verdict(scene, class, *category, purposes)
                        != known_before.verdict(before, class_before, *category, purposes)
                }))
            });
            if !differ.is_empty() && told.travel.carried(row).possible.intersects(differ) {
                tell(flow);
            }
        }
    }
    true
}

#[derive(Debug, Default)]
struct Speaking<'a> {
    /// The class of each kind of recipients asked about so far.
    classes: Known<u32>,
    /// For each class the disclosures that speak of it.
    speaking: Vec<Vec<&'a Promise>>,
    numbers: FastMap<Vec<bool>, u32>,
    verdicts: FastMap<(u32, TermIx, ListId), Verdict>,
}

/// What the systems that notices in force speak for disclose.
pub(crate) fn told<'a>(scene: &Scene<'a>) -> Vec<Told<'a>> {
    let told = |group: Sharers<'a>| {
        let travel = scene.travel(group.systems.clone(), Vec::new());
        Told { group, travel, known: RefCell::default() }
    };
    sharers(scene).into_iter().map(told).collect()
}

impl<'a> Told<'a> {
    /// All that is disclosed for flows like this one.
    pub(crate) fn disclosed(&self, scene: &Scene<'a>, row: &Row) -> TermSet {
        let all = scene.graph.categories().iter().map(|(category, _)| category);
        TermSet::of(all.filter(|category| self.verdict(scene, *category, row) == Verdict::Kept))
    }

    fn verdict(&self, scene: &Scene<'a>, category: TermIx, row: &Row) -> Verdict {
        let mut known = self.known.borrow_mut();
        let class = known.class(scene, &self.group.disclosures, row.recipient);
        known.verdict(scene, class, category, scene.graph.usage(row).purposes)
    }
}

impl<'a> Speaking<'a> {
    fn class(&mut self, scene: &Scene<'a>, disclosures: &[&'a Promise], recipient: u32) -> u32 {
        let Self { classes, numbers, speaking: lists, .. } = self;
        classes.get_or(scene.kind_of_recipient(recipient), || {
            let parties = scene.with_operator(recipient);
            let speaks = |disclosure: &&'a Promise| parties.is_some_and(|parties| names(disclosure, parties));
            let speaking: Vec<bool> = disclosures.iter().map(speaks).collect();
            *numbers.entry(speaking).or_insert_with_key(|speaking| {
                let named = disclosures.iter().zip(speaking).filter(|(_, speaks)| **speaks);
                lists.push(named.map(|(disclosure, _)| *disclosure).collect());
                u32::try_from(lists.len() - 1).unwrap_or(u32::MAX)
            })
        })
    }

    fn verdict(&mut self, scene: &Scene<'a>, class: u32, category: TermIx, purposes: ListId) -> Verdict {
        let key = (class, category, purposes);
        if let Some(verdict) = self.verdicts.get(&key) {
            return *verdict;
        }
        let purposes = scene.graph.lists(TaxonomyKind::Purpose).terms(purposes);
        let speaking = self.speaking.get(class as usize).map_or(&[][..], Vec::as_slice);
        let verdict = disclosed(&scene.comparer, speaking, category, purposes);
        self.verdicts.insert(key, verdict);
        verdict
    }
}
