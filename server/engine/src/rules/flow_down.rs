//! What the two rules about contracts further down share (PRODUCT, semantics 8; decision 0004).
//! Who works for whom, under which contracts, and what these lack is a matter of operators and a
//! recipient, worked out once; which data came that way is asked only where something is lacking.

use std::collections::BTreeMap;
use std::rc::Rc;

use kept_schema::{Contract, ContractKey, TaxonomyKind, TermList};

use crate::contracts::{ONWARD, Standing};
use crate::graph::{Journey, Row, TermSet, Terms, Travel};
use crate::hash::FastMap;
use crate::language::said;
use crate::scene::{Examined, Scene, Suspect, Told};
use crate::witness::Fact;
use crate::{Aspect, Certainty, Finding, Rule, Said, SharingGraph, Verdict, prose};

/// What a contract of an operator lacks for handing data to a party.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Charge<'a> {
    aspect: Option<Aspect>,
    breach: Verdict,
    /// The operator it works for.
    from: u32,
    /// The contract between the two.
    upper: &'a Contract,
    /// Its number among those of the day, and the categories it is about.
    number: u32,
    categories: &'a TermList,
    /// The contract to be named: the one further down that comes nearest, when that is what lacks something.
    named: &'a Contract,
}

/// As far as a finding can tell.
impl PartialEq for Charge<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.aspect, self.breach, self.from) == (other.aspect, other.breach, other.from)
            && is_told_alike(self.upper, other.upper)
            && is_told_alike(self.named, other.named)
            && self.categories == other.categories
    }
}

/// All that the contracts of an operator lack for handing data to a party, as far as they are with someone who gave the
/// operator data.
#[derive(Debug, PartialEq)]
pub(crate) struct Charges<'a> {
    /// That it was not authorised: who the party is counts.
    unauthorised: Vec<Charge<'a>>,
    /// What contracts with the party's operator are weaker on: shared by all parties of that.
    weaker: Rc<Vec<Alike<'a>>>,
}

fn is_told_alike(a: &Contract, b: &Contract) -> bool {
    std::ptr::eq(a, b) || (&a.key, &a.name) == (&b.key, &b.name)
}

/// Those of one aspect, in the order of the contracts.
#[derive(Debug, PartialEq)]
pub(crate) struct Alike<'a> {
    aspect: Aspect,
    charges: Vec<Charge<'a>>,
}

impl<'a> Charges<'a> {
    /// Those of one of the two rules, by aspect: of each some.
    fn of(&self, rule: Rule) -> impl Iterator<Item = (Option<Aspect>, &[Charge<'a>])> {
        let asks_who = rule == Rule::SubprocessorNotAuthorised;
        let unauthorised = (asks_who && !self.unauthorised.is_empty()).then_some((None, self.unauthorised.as_slice()));
        let weaker = if asks_who { &[][..] } else { self.weaker.as_slice() };
        unauthorised.into_iter().chain(weaker.iter().map(|alike| (Some(alike.aspect), alike.charges.as_slice())))
    }
}

/// The contracts above an operator that count for what it hands to another one: with whom, which, and what it says.
fn above<'s, 'a>(
    scene: &'s Scene<'a>,
    [operator, below]: [u32; 2],
) -> impl Fn((u32, u32)) -> Option<(u32, u32, &'s Standing<'a>)> {
    let (ledger, given) = (scene.ledger(), scene.given_to(operator));
    move |(from, number)| {
        let upper = ledger.standing(number).filter(|_| from != below && given.contains_key(&from))?;
        Some((from, number, upper))
    }
}

fn in_order<'a>(scene: &Scene<'a>, mut charges: Vec<Charge<'a>>) -> Vec<Charge<'a>> {
    charges.sort_by_key(|charge| (charge.number, scene.party(charge.from).map(|party| &party.key)));
    charges
}

/// What charges there are against an operator handing data to a party.
pub(crate) fn charges<'a>(scene: &Scene<'a>, operator: u32, recipient: u32) -> Charges<'a> {
    let ends = [operator, scene.graph.operator(recipient)];
    let uppers = scene.ledger().uppers(operator);
    let mut unauthorised = Vec::new();
    if uppers.alike.is_empty() {
        return Charges { unauthorised, weaker: Rc::default() };
    }
    // Whether it was authorised is between the two above; no contract further down makes up for it.
    if let Some(party) = scene.party(recipient).filter(|_| !uppers.choosy.is_empty()) {
        for (from, number, upper) in uppers.choosy.iter().copied().filter_map(above(scene, ends)) {
            let breach = upper.authorises(scene.register, &party.key);
            if breach != Verdict::Kept {
                let (categories, upper, named) = (upper.terms.categories, upper.contract, upper.contract);
                unauthorised.push(Charge { aspect: None, breach, from, upper, number, categories, named });
            }
        }
    }
    Charges { unauthorised: in_order(scene, unauthorised), weaker: scene.weaker(ends) }
}

/// What the contracts between two operators are weaker on than those above.
pub(crate) fn weaker<'a>(scene: &Scene<'a>, [operator, below]: [u32; 2]) -> Vec<Alike<'a>> {
    let ledger = scene.ledger();
    let (lowers, uppers) = (ledger.lowers(operator, below), ledger.uppers(operator));
    if lowers.is_empty() {
        return Vec::new();
    }
    let mut found = ONWARD.map(|aspect| Alike { aspect, charges: Vec::new() });
    let above = above(scene, [operator, below]);
    for (profile, alike) in &uppers.alike {
        let Some(first) = alike.first().and_then(|(_, first)| ledger.standing(*first)) else { continue };
        let Some((lower, sides)) = ledger.nearest(&scene.comparer, (*profile, first), &lowers) else { continue };
        for (found, breach) in found.iter_mut().zip(sides).filter(|(_, breach)| *breach != Verdict::Kept) {
            for (from, number, upper) in alike.iter().copied().filter_map(&above) {
                let aspect = Some(found.aspect);
                let (categories, upper, named) = (upper.terms.categories, upper.contract, lower.contract);
                found.charges.push(Charge { aspect, breach, from, upper, number, categories, named });
            }
        }
    }
    let some = found.into_iter().filter(|alike| !alike.charges.is_empty());
    some.map(|alike| Alike { charges: in_order(scene, alike.charges), ..alike }).collect()
}

/// What operators gave to an operator, by who gave it; `ours` is the travel of all data of ours.
pub(crate) fn given_to(graph: &SharingGraph, ours: &Travel<'_>, operator: u32) -> FastMap<u32, Terms> {
    let mut given: FastMap<u32, Terms> = FastMap::default();
    for party in graph.parties_of(operator) {
        for hop in graph.arriving(*party) {
            let entering = ours.brought(hop);
            if !entering.is_empty() {
                let given = given.entry(graph.operator(hop.source)).or_default();
                given.certain.add(&entering.certain);
                given.possible.add(&entering.possible);
            }
        }
    }
    given
}

/// The shortest way by which an operator brings a party some of `wanted`, ending with the flow that does.
pub(crate) fn entry(
    scene: &Scene<'_>,
    (party, from): (u32, u32),
    certainty: Certainty,
    wanted: &TermSet,
) -> Option<Journey> {
    let (graph, ours) = (scene.graph, scene.ours());
    let journeys = scene.entering(party, from).filter_map(|(entry, row)| {
        let carried = ours.carried(row);
        let some = match certainty {
            Certainty::Certain => carried.certain.and(wanted),
            Certainty::Possible => carried.possible.and(wanted),
        };
        if some.is_empty() { None } else { ours.journey(entry, certainty, &some) }
    });
    journeys.min_by(|a, b| a.flows.len().cmp(&b.flows.len()).then_with(|| graph.order(&a.flows, &b.flows)))
}

/// How some of `wanted` was brought by `from`: to the source of the flow itself and on, else to a
/// system beside it. The path to show, and the one that ends with the flow that brought it.
fn trail(
    scene: &Scene<'_>,
    ours: &Travel<'_>,
    (flow, row): (u32, &Row),
    from: u32,
    (certainty, wanted): (Certainty, &TermSet),
) -> Option<(Journey, Vec<u32>)> {
    let graph = scene.graph;
    let entries = |party: u32, wanted: &TermSet| scene.entry((party, from), certainty, wanted);
    if let Some(entry) = entries(row.source, &passed(scene, row, certainty, wanted)) {
        let mut journey = entry.clone();
        journey.flows.push(flow);
        return Some((journey, entry.flows));
    }
    let journey = ours.journey(flow, certainty, wanted)?;
    let wanted = TermSet::of(journey.category);
    let systems = scene.graph.parties_of(graph.operator(row.source));
    let entry = systems.iter().find_map(|party| entries(*party, &wanted))?;
    Some((journey, entry.flows))
}

/// Remembers that the way in may become another one.
fn lean_on_entry(scene: &Scene<'_>, (row, from): (&Row, u32), entry: &[u32]) {
    let Some(last) = entry.last().and_then(|flow| scene.graph.row(*flow)) else { return };
    if entry.len() == 1 {
        // No way is shorter; one as short takes its place as it does on a path.
        scene.lean_on_hops(entry);
    } else {
        scene.lean_on(entry);
        scene.lean_on_parties(&[last.recipient], from);
    }
    if last.recipient != row.source {
        scene.lean_on_parties(scene.graph.parties_of(scene.graph.operator(row.source)), from);
    }
}

/// What of some terms a flow passes on by itself, not by deriving it.
fn passed(scene: &Scene<'_>, row: &Row, certainty: Certainty, wanted: &TermSet) -> TermSet {
    let (list, lists) = (scene.graph.recorded(row).0, scene.graph.lists(TaxonomyKind::Category));
    match (certainty, lists.terms(list)) {
        (Certainty::Certain, _) => lists.set(list).map(|named| wanted.and(named)).unwrap_or_default(),
        (Certainty::Possible, []) => wanted.clone(),
        (Certainty::Possible, listed) => wanted.and(&TermSet::down(scene.graph.categories(), listed.iter().copied())),
    }
}

/// What is held against a party for handing data to another one.
#[derive(Clone, Debug)]
pub(crate) struct HeldAgainst<'a> {
    charge: Charge<'a>,
    /// What of the data it was given by the one it works for.
    given: Terms,
    /// How grave it is.
    pub(crate) verdict: Verdict,
}

impl<'a> HeldAgainst<'a> {
    /// The contract to be named.
    pub(crate) const fn contract(&self) -> &'a ContractKey {
        &self.charge.named.key
    }

    /// What the contracts say of it.
    pub(crate) fn says(&self, scene: &Scene<'a>) -> Said {
        says(scene, &self.charge)
    }
}

/// What one of the two rules holds against a party for handing some data to another one: the worst, side by side.
pub(crate) fn held_against<'a>(
    scene: &Scene<'a>,
    [source, recipient]: [u32; 2],
    carried: &Terms,
    rule: Rule,
) -> BTreeMap<Option<Aspect>, HeldAgainst<'a>> {
    let graph = scene.graph;
    let mut worst: BTreeMap<Option<Aspect>, HeldAgainst<'a>> = BTreeMap::new();
    let operator = graph.operator(source);
    let is_passed_on = operator != graph.operator(recipient) && !graph.is_own(source) && !graph.is_own(recipient);
    if carried.is_empty() || !is_passed_on {
        return worst;
    }
    let charges = scene.charges(operator, recipient);
    let mut alike = charges.of(rule).peekable();
    if alike.peek().is_none() {
        return worst;
    }
    let (table, ledger, given) = (graph.categories(), scene.ledger(), scene.given_to(operator));
    for (aspect, charges) in alike {
        let mut known: Option<HeldAgainst<'a>> = None;
        // Of several as grave the first counts; none is graver than its breach.
        for charge in charges {
            if known.as_ref().is_some_and(|known| known.verdict >= charge.breach) {
                continue;
            }
            let Some(brought) = given.get(&charge.from).map(|given| given.both(carried)) else { continue };
            let Some((certainty, _)) = brought.best() else { continue };
            let verdict = match certainty {
                Certainty::Certain => charge.breach,
                Certainty::Possible => Verdict::Unproven,
            };
            if known.as_ref().is_none_or(|known| known.verdict < verdict)
                && ledger.concerns(table, charge.number, &brought.possible)
            {
                known = Some(HeldAgainst { charge: *charge, given: brought, verdict });
            }
        }
        worst.extend(known.map(|known| (aspect, known)));
    }
    worst
}

/// The findings of one of the two rules about a flow.
pub(super) fn of_flow(examined: &Examined<'_, '_>, rule: Rule, findings: &mut Vec<Finding>) {
    let Examined { scene, flow, row, .. } = *examined;
    let (graph, ours) = (scene.graph, scene.ours());
    let held = held_against(scene, [row.source, row.recipient], &examined.carried, rule);
    for (aspect, HeldAgainst { charge, given, .. }) in &held {
        let found = given.best().and_then(|best| trail(scene, ours, (flow, row), charge.from, best));
        let (Some((journey, entry)), Some(from)) = (found, scene.party(charge.from)) else { continue };
        lean_on_entry(scene, (row, charge.from), &entry);
        let suspect = Suspect {
            rule,
            aspect: *aspect,
            flow,
            travel: ours,
            carried: given,
            breach: charge.breach,
            promise: None,
            contract: Some(&charge.named.key),
            categories: None,
            fact: Fact::FlowDown {
                from: from.key.clone(),
                upper: charge.upper.key.clone(),
                breach: charge.breach,
                entry: graph.flow_keys(&entry),
            },
        };
        findings.extend(scene.finding_by(&suspect, |_, _| Some(journey), |told| message(scene, charge, row, told)));
    }
}

fn message(scene: &Scene<'_>, charge: &Charge<'_>, row: &Row, told: &Told<'_>) -> Said {
    let (source, recipient) = (scene.name(row.source), scene.name(row.recipient));
    let (passes, data, doubt) = (told.passes(), told.data(), &told.doubt);
    let says = says(scene, charge);
    said!(
        "{source} {passes} {data} on to {recipient}; {says}{doubt}",
        "{source} {passes} {data} an {recipient} weiter; {says}{doubt}";
        source, passes, data, recipient, says, doubt
    )
}

/// What the contracts say of it.
fn says(scene: &Scene<'_>, charge: &Charge<'_>) -> Said {
    let (upper, lower) = (prose::contract(charge.upper), prose::contract(charge.named));
    let from = scene.name(charge.from);
    let sure = charge.breach == Verdict::Broken;
    match charge.aspect {
        None if sure => said!(
            "its contract {upper} with {from} does not authorise that",
            "der Vertrag {upper} mit {from} genehmigt das nicht";
            upper, from
        ),
        None => said!(
            "it is not recorded whether its contract {upper} with {from} authorises that",
            "es ist nicht erfasst, ob der Vertrag {upper} mit {from} das genehmigt";
            upper, from
        ),
        Some(Aspect::Clause) if sure => said!(
            "the contract {lower} lacks clauses that {upper} with {from} has",
            "im Vertrag {lower} fehlen Klauseln, die in {upper} mit {from} stehen";
            lower, upper, from
        ),
        Some(Aspect::Clause) => said!(
            "the contract {lower} is not shown to have the clauses of {upper} with {from}",
            "es ist nicht belegt, dass der Vertrag {lower} die Klauseln von {upper} mit {from} hat";
            lower, upper, from
        ),
        Some(aspect) => {
            let what = match aspect {
                Aspect::Purpose => Said::new("purposes", "den Zwecken"),
                Aspect::Region => Said::new("regions", "den Orten"),
                Aspect::Retention => Said::new("retention", "der Aufbewahrung"),
                _ => Said::new("safeguards", "den Schutzmaßnahmen"),
            };
            if sure {
                said!(
                    "the contract {lower} is weaker on {what} than {upper} with {from}",
                    "der Vertrag {lower} ist bei {what} schwächer als {upper} mit {from}";
                    lower, what, upper, from
                )
            } else {
                said!(
                    "the contract {lower} is not shown to be as strict on {what} as {upper} with {from}",
                    "es ist nicht belegt, dass der Vertrag {lower} bei {what} so streng ist wie {upper} mit {from}";
                    lower, what, upper, from
                )
            }
        }
    }
}
