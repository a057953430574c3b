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
//! ## Source
//! GDPR Art. 13(1)(c) and (e), 14(1)(c) and (e) (purposes, recipients or categories of recipients),
//! Art. 5(1)(a) (transparency); CCPA, Cal. Civ. Code § 1798.130(a)(5)(C) (categories disclosed in
//! the last twelve months).
//!
//! ## Example
//! The notice tells of e-mail addresses for a mail service; the web shop also passes browsing
//! behaviour to an advertising network.
//!
//! ## Repair
//! Add a disclosure to the notice (and publish it) before sharing goes on, or end the flow. When the
//! finding is UNPROVEN, declare the flow as narrowly as the disclosure.

use std::cmp::Reverse;

use kept_schema::taxonomy::TermIx;
use kept_schema::{NodeId, TaxonomyKind};

use crate::disclosures::{Sharers, disclosed, names, sharers};
use crate::finding::{Identity, severity};
use crate::graph::{ListId, Row, TermSet};
use crate::hash::FastMap;
use crate::limits::Position;
use crate::scene::{Scene, Suspect};
use crate::witness::{Fact, Witness};
use crate::{Finding, FindingId, Rule, Verdict, prose};

pub(super) fn check(scene: &Scene<'_>, findings: &mut Vec<Finding>) {
    let groups = sharers(scene);
    without_notice(scene, &groups, findings);
    let mut found: Vec<Untold> = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        of_group(scene, (number, group), &mut found);
    }
    // One finding for each flow and category, the worst; of equally bad ones that of the first group.
    found.sort_unstable_by_key(|untold| (untold.flow, untold.category, Reverse(untold.verdict), untold.group));
    found.dedup_by_key(|untold| (untold.flow, untold.category));
    for untold in found {
        findings.extend(groups.get(untold.group).and_then(|group| finding(scene, group, &untold)));
    }
}

/// A category that a flow carries out of a group of systems without being disclosed.
struct Untold {
    flow: u32,
    category: TermIx,
    /// How wrong it is, given how certainly the category travels.
    verdict: Verdict,
    /// How far it is from being disclosed.
    breach: Verdict,
    group: usize,
}

/// Parties of ours that data leaves from and that no notice in force speaks for.
fn without_notice(scene: &Scene<'_>, groups: &[Sharers<'_>], findings: &mut Vec<Finding>) {
    let graph = scene.graph;
    let mut told: Vec<bool> = graph.nodes().map(|(_, node)| !node.own).collect();
    for system in groups.iter().flat_map(|group| &group.systems) {
        if let Some(told) = told.get_mut(*system as usize) {
            *told = true;
        }
    }
    let live = graph.live(scene.day);
    for (flow, row) in graph.rows() {
        let Some(told) = told.get_mut(row.source as usize).filter(|told| !**told) else { continue };
        if !live.has(row.period) || graph.operator(row.source) == graph.operator(row.recipient) {
            continue;
        }
        *told = true;
        let (Some(party), Some(flow)) = (scene.party(row.source), graph.flow(flow)) else { continue };
        let rule = Rule::UndisclosedSharing;
        let mut finding = Finding {
            id: FindingId([0; 8]),
            rule,
            aspect: None,
            verdict: Verdict::Unproven,
            severity: severity(rule, None, Verdict::Unproven),
            subject: NodeId::Party(party.key.clone()),
            promise: None,
            contract: None,
            categories: Vec::new(),
            path: vec![flow.key.clone()],
            due_on: None,
            message: format!(
                "Data leaves {} for {}, and no notice in force speaks for {}",
                party.name,
                scene.name(row.recipient),
                party.name
            ),
            witness: Witness { travelled: None, fact: Fact::NoNotice },
        };
        finding.id = Identity::of(&finding).id();
        findings.push(finding);
    }
}

fn of_group<'a>(scene: &Scene<'a>, (number, group): (usize, &Sharers<'a>), found: &mut Vec<Untold>) {
    let travel = scene.travel(group.systems.clone(), Vec::new());
    let mut told = Told::new(scene, group);
    for (flow, row) in travel.carrying().filter(|(_, row)| leaves(scene, group.giver, row)) {
        let carried = travel.carried(row);
        for category in scene.graph.topmost(&carried.possible) {
            let breach = told.verdict(category, row);
            if breach != Verdict::Kept {
                let verdict = if carried.certain.contains(category) { breach } else { Verdict::Unproven };
                found.push(Untold { flow, category, verdict, breach, group: number });
            }
        }
    }
}

fn finding(scene: &Scene<'_>, group: &Sharers<'_>, untold: &Untold) -> Option<Finding> {
    let travel = scene.travel(group.systems.clone(), Vec::new());
    let row = scene.graph.row(untold.flow)?;
    let suspect = Suspect {
        rule: Rule::UndisclosedSharing,
        aspect: None,
        flow: untold.flow,
        travel: &travel,
        carried: &travel.carried(row).and(&TermSet::of([untold.category])),
        breach: untold.breach,
        promise: None,
        contract: None,
        categories: None,
        fact: Fact::Undisclosed,
    };
    scene.finding(&suspect, |told| {
        let purposes = &told.flow.purposes;
        let purposes = if purposes.is_empty() { String::new() } else { format!(" for {}", prose::all(purposes)) };
        format!(
            "{} {} {}{purposes} from {}; {}{}",
            scene.name(row.recipient),
            told.verb("receives", "may receive"),
            told.data(),
            scene.name(row.source),
            group.says(untold.breach),
            told.doubt
        )
    })
}

impl Sharers<'_> {
    /// What the notices say of a sharing they do not disclose.
    fn says(&self, breach: Verdict) -> String {
        let titles: Vec<&str> = self.notices.iter().map(|notice| notice.title.as_str()).collect();
        let notices = prose::all(&titles);
        match breach {
            Verdict::Unproven => format!("what {notices} discloses covers this only in part"),
            _ => format!("{notices} does not disclose it"),
        }
    }
}

/// Whether a flow leaves the giver of a notice.
pub(super) fn leaves(scene: &Scene<'_>, giver: u32, row: &Row) -> bool {
    let ends = [scene.graph.operator(row.source), scene.graph.operator(row.recipient)];
    Position::new([&ends[0], &ends[1]], &giver, scene.graph.is_own(row.source)).leaves
}

/// What a group discloses, remembered by the recipients its disclosures do not tell apart.
struct Told<'s, 'a> {
    scene: &'s Scene<'a>,
    group: &'s Sharers<'a>,
    /// The class of each recipient asked about so far.
    classes: Vec<Option<u32>>,
    /// For each class the disclosures that speak of it.
    speaking: Vec<Vec<&'a kept_schema::Promise>>,
    numbers: FastMap<Vec<bool>, u32>,
    verdicts: FastMap<(u32, TermIx, ListId), Verdict>,
}

impl<'s, 'a> Told<'s, 'a> {
    fn new(scene: &'s Scene<'a>, group: &'s Sharers<'a>) -> Self {
        let classes = vec![None; scene.graph.party_bound()];
        Self { scene, group, classes, speaking: Vec::new(), numbers: FastMap::default(), verdicts: FastMap::default() }
    }

    fn verdict(&mut self, category: TermIx, row: &Row) -> Verdict {
        let class = self.class(row.recipient);
        let purposes = self.scene.graph.usage(row).purposes;
        let key = (class, category, purposes);
        if let Some(known) = self.verdicts.get(&key) {
            return *known;
        }
        let purposes = self.scene.graph.lists(TaxonomyKind::Purpose).terms(purposes);
        let speaking = self.speaking.get(class as usize).map_or(&[][..], Vec::as_slice);
        let verdict = disclosed(&self.scene.comparer, speaking, category, purposes);
        self.verdicts.insert(key, verdict);
        verdict
    }

    fn class(&mut self, recipient: u32) -> u32 {
        if let Some(class) = self.classes.get(recipient as usize).copied().flatten() {
            return class;
        }
        let parties = self.scene.with_operator(recipient);
        let speaks = |disclosure: &&'a kept_schema::Promise| parties.is_some_and(|parties| names(disclosure, parties));
        let speaking: Vec<bool> = self.group.disclosures.iter().map(speaks).collect();
        let class = *self.numbers.entry(speaking).or_insert_with_key(|speaking| {
            let named = self.group.disclosures.iter().zip(speaking).filter(|(_, speaks)| **speaks);
            self.speaking.push(named.map(|(disclosure, _)| *disclosure).collect());
            u32::try_from(self.speaking.len() - 1).unwrap_or(u32::MAX)
        });
        if let Some(known) = self.classes.get_mut(recipient as usize) {
            *known = Some(class);
        }
        class
    }
}
