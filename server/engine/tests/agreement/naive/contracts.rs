//! Contracts with their amendments, and what they admit.

use std::collections::{BTreeMap, BTreeSet};

use kept_schema::taxonomy::TermIx;
use kept_schema::{Contract, ContractKey, ContractTerms, Day, Flow, NodeId, PartyKey, TaxonomyKind};

use super::travel::Level;
use super::{Finding, Verdict, World, compare};

/// A contract and all its amendments: one contract.
pub(super) struct Group<'a> {
    pub(super) root: &'a Contract,
    amendments: Vec<&'a Contract>,
}

impl<'a> Group<'a> {
    pub(super) fn all(world: &World<'a>) -> Vec<Self> {
        let contracts: Vec<&Contract> = world.register.contracts().values().map(|contract| &contract.value).collect();
        let amendments = |root: &Contract| {
            let of_root = |contract: &&Contract| contract.amends.is_some() && root_of(world, contract).key == root.key;
            contracts.iter().copied().filter(of_root).collect()
        };
        let roots = contracts.iter().filter(|contract| contract.amends.is_none());
        roots.map(|root| Self { root, amendments: amendments(root) }).collect()
    }

    pub(super) fn amendments_in_force(&self, world: &World<'_>) -> Vec<&'a Contract> {
        self.amendments.iter().copied().filter(|amendment| amendment.in_force_on(world.day)).collect()
    }

    pub(super) fn is_in_force(&self, world: &World<'_>) -> bool {
        let prolonged = self.amendments_in_force(world).iter().any(|amendment| amendment.ends_on.is_some());
        !self.is_terminated(world) && (self.root.in_force_on(world.day) || prolonged)
    }

    fn is_terminated(&self, world: &World<'_>) -> bool {
        self.root.terminated_on.is_some_and(|first_without| first_without <= world.day)
    }

    /// The root and the amendments in force, the earliest first.
    pub(super) fn documents(&self, world: &World<'_>) -> Vec<&'a Contract> {
        let mut amendments = self.amendments_in_force(world);
        amendments.sort_by_key(|amendment| (amendment.starts_on(), amendment.key.clone()));
        std::iter::once(self.root).chain(amendments).collect()
    }

    /// Those with a term of their own, while there is a contract: the root, and amendments that do not only lend their
    /// terms.
    fn with_terms_of_their_own(&self, world: &World<'_>) -> Vec<&'a Contract> {
        if self.is_terminated(world) {
            return Vec::new();
        }
        let prolonging = self.amendments_in_force(world).into_iter().filter(|amendment| amendment.ends_on.is_some());
        std::iter::once(self.root).chain(prolonging).collect()
    }

    /// Whether it goes on, after the day a contract of it ends, because of an amendment that lasts longer. What ends by
    /// the termination of the root is over for all.
    fn goes_on_after(&self, world: &World<'_>, ending: &Contract, until: Day) -> bool {
        let by_termination = ending.key == self.root.key && ending.terminated_on == Some(until);
        let lasts_longer = |other: &&Contract| {
            other.key != self.root.key && other.key != ending.key && other.end().is_none_or(|end| end.until() > until)
        };
        !by_termination && self.with_terms_of_their_own(world).iter().any(lasts_longer)
    }

    fn has_started(&self, world: &World<'_>) -> bool {
        self.root.starts_on() <= world.day
    }

    pub(super) fn is_between(&self, world: &World<'a>, a: &PartyKey, b: &PartyKey) -> bool {
        let contracts = std::iter::once(self.root).chain(self.amendments_in_force(world));
        let operators: BTreeSet<&PartyKey> = contracts
            .flat_map(|contract| &contract.parties)
            .map(|signatory| world.operator(&signatory.party))
            .collect();
        operators.contains(a) && operators.contains(b)
    }

    /// Each of the six from the latest amendment in force that records it, else from the root.
    pub(super) fn terms(&self, world: &World<'_>) -> ContractTerms {
        let mut terms = ContractTerms::default();
        for later in self.documents(world).into_iter().map(|document| &document.terms) {
            for (value, latest) in [
                (&mut terms.categories, &later.categories),
                (&mut terms.purposes, &later.purposes),
                (&mut terms.subjects, &later.subjects),
                (&mut terms.regions, &later.regions),
                (&mut terms.safeguards, &later.safeguards),
            ] {
                if latest.is_recorded() {
                    value.clone_from(latest);
                }
            }
            terms.max_retention = later.max_retention.or(terms.max_retention);
        }
        terms
    }
}

fn root_of<'a>(world: &World<'a>, contract: &'a Contract) -> &'a Contract {
    match &contract.amends {
        None => contract,
        Some(amended) => {
            root_of(world, world.register.contracts().get(amended).expect("a validated register knows its contracts"))
        }
    }
}

/// How a flow stands to the contracts between its ends.
pub(crate) enum Coverage {
    /// It needs none.
    NotAsked,
    /// There is none, or none that has started.
    Without,
    /// One has ended and none is in force.
    After,
    /// Some are in force: the verdict of each aspect that they do not admit, with the categories of the pairs concerned.
    InForce(BTreeMap<&'static str, (Verdict, BTreeSet<TermIx>)>),
}

impl Coverage {
    /// The verdict of a limit "only under a contract".
    pub(crate) fn verdict(&self) -> Verdict {
        match self {
            Self::NotAsked => Verdict::Kept,
            Self::Without | Self::After => Verdict::Broken,
            Self::InForce(aspects) => aspects.values().map(|(verdict, _)| *verdict).max().unwrap_or(Verdict::Kept),
        }
    }
}

pub(crate) fn coverage<'a>(world: &World<'a>, flow: &'a Flow) -> Coverage {
    let (source, recipient) = (world.operator(&flow.source), world.operator(&flow.recipient));
    if source == recipient || (world.is_own(source) && world.is_own(recipient)) {
        return Coverage::NotAsked;
    }
    let mut groups = Group::all(world);
    groups.retain(|group| group.is_between(world, source, recipient));
    let in_force: Vec<&Group<'_>> = groups.iter().filter(|group| group.is_in_force(world)).collect();
    if in_force.is_empty() {
        return if groups.iter().any(|group| group.has_started(world)) { Coverage::After } else { Coverage::Without };
    }
    let mut not_kept: BTreeMap<&'static str, (Verdict, BTreeSet<TermIx>)> = BTreeMap::new();
    let listed = world.terms(TaxonomyKind::Category, &flow.categories);
    let made = flow.derives.iter().flat_map(|derivation| world.terms(TaxonomyKind::Category, &derivation.to));
    let made: BTreeSet<TermIx> = made.filter(|term| !listed.contains(term)).collect();
    let mut categories = compare::values(world, TaxonomyKind::Category, &flow.categories);
    if !made.is_empty() {
        let carried = world.our_data().carried(world, flow, Level::Possible);
        categories.extend(made.into_iter().filter(|term| carried.contains_key(term)).map(Some));
    }
    for category in categories {
        for purpose in compare::values(world, TaxonomyKind::Purpose, &flow.purposes) {
            let mut answers: Vec<(Verdict, usize, &ContractKey, BTreeMap<&'static str, Verdict>)> = Vec::new();
            for group in &in_force {
                let aspects = admits(world, &group.terms(world), category, purpose, flow);
                let worst = aspects.values().copied().max().expect("six aspects");
                let lacking = aspects.values().filter(|verdict| **verdict != Verdict::Kept).count();
                answers.push((worst, lacking, &group.root.key, aspects));
            }
            let (_, _, _, aspects) = answers.into_iter().min().expect("some contract is in force");
            for (aspect, verdict) in aspects.into_iter().filter(|(_, verdict)| *verdict != Verdict::Kept) {
                let (worst, categories) = not_kept.entry(aspect).or_insert((verdict, BTreeSet::new()));
                *worst = verdict.max(*worst);
                categories.extend(category);
            }
        }
    }
    Coverage::InForce(not_kept)
}

/// The six aspects of a contract for one pair of a flow.
fn admits(
    world: &World<'_>,
    terms: &ContractTerms,
    category: Option<TermIx>,
    purpose: Option<TermIx>,
    flow: &Flow,
) -> BTreeMap<&'static str, Verdict> {
    let recorded = |list: &kept_schema::TermList, verdict: Verdict, otherwise: Verdict| {
        if list.is_recorded() { verdict } else { otherwise }
    };
    let category = compare::only_value(world, TaxonomyKind::Category, category, &terms.categories);
    let purpose = compare::only_value(world, TaxonomyKind::Purpose, purpose, &terms.purposes);
    let region = compare::only_regions(world, &flow.regions, &terms.regions);
    let subject = compare::only(world, TaxonomyKind::Subject, &flow.subjects, &terms.subjects);
    let retention = terms.max_retention.map_or(Verdict::Kept, |limit| compare::at_most(flow.retention, limit));
    let safeguard = compare::at_least(world, &flow.safeguards, &terms.safeguards);
    BTreeMap::from([
        ("category", recorded(&terms.categories, category, Verdict::Unproven)),
        ("purpose", recorded(&terms.purposes, purpose, Verdict::Unproven)),
        ("region", recorded(&terms.regions, region, Verdict::Unproven)),
        ("subject", recorded(&terms.subjects, subject, Verdict::Kept)),
        ("retention", retention),
        ("safeguard", safeguard),
    ])
}

/// flow-without-contract, flow-after-contract, flow-outside-contract.
pub(crate) fn flow_findings<'a>(world: &World<'a>, findings: &mut Vec<Finding>) {
    let travel = world.our_data();
    for flow in &world.live {
        let Some((level, carried)) = travel.best_carried(world, flow) else { continue };
        let lack = Verdict::Broken.capped(level);
        match coverage(world, flow) {
            Coverage::NotAsked => {}
            Coverage::Without => {
                findings.push(world.about_flow(
                    "flow-without-contract",
                    None,
                    lack,
                    ["MEDIUM", "HIGH"],
                    flow,
                    &carried,
                ));
            }
            Coverage::After => {
                findings.push(world.about_flow("flow-after-contract", None, lack, ["MEDIUM", "HIGH"], flow, &carried));
            }
            Coverage::InForce(aspects) => {
                for (aspect, (verdict, categories)) in aspects {
                    let verdict = verdict.capped(level);
                    let severities = ["LOW", "MEDIUM"];
                    let mut finding =
                        world.about_flow("flow-outside-contract", Some(aspect), verdict, severities, flow, &carried);
                    finding.categories = categories.into_iter().map(|term| world.category_key(term)).collect();
                    finding.categories.sort();
                    findings.push(finding);
                }
            }
        }
    }
}

/// contract-expiring, notice-deadline.
pub(crate) fn deadline_findings(world: &World<'_>, findings: &mut Vec<Finding>) {
    let groups = Group::all(world);
    let asked = groups
        .iter()
        .flat_map(|group| group.with_terms_of_their_own(world).into_iter().map(move |contract| (group, contract)));
    for (group, contract) in asked {
        let Some(term) = contract.term_on(world.day) else { continue };
        let finding = |rule, severity, due_on| Finding {
            rule,
            aspect: None,
            verdict: "KEPT",
            severity,
            subject: NodeId::Contract(contract.key.clone()),
            promise: None,
            contract: Some(contract.key.clone()),
            categories: Vec::new(),
            path: Vec::new(),
            due_on: Some(due_on),
            detail: None,
        };
        if let Some(until) = term.interval.until
            && contract.end().is_some_and(|end| end.until() == until)
            && !group.goes_on_after(world, contract, until)
        {
            let last = until.previous();
            match world.day.days_until(last) {
                0..=7 => findings.push(finding("contract-expiring", "HIGH", last)),
                8..=30 => findings.push(finding("contract-expiring", "MEDIUM", last)),
                31..=90 => findings.push(finding("contract-expiring", "LOW", last)),
                _ => {}
            }
        }
        if let Some(deadline) = term.notice_deadline {
            match world.day.days_until(deadline) {
                0..=7 => findings.push(finding("notice-deadline", "HIGH", deadline)),
                8..=30 => findings.push(finding("notice-deadline", "MEDIUM", deadline)),
                _ => {}
            }
        }
    }
}
