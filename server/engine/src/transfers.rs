//! Transfers to third countries: where data is, and what may bring it there (decision 0004).

use kept_schema::contract::TransferMechanism;
use kept_schema::party::Certification;
use kept_schema::taxonomy::{RegionSet, Taxonomy, TermIx, TermTable};
use kept_schema::{
    ClauseKind, ContractRole, Day, Party, PartyKey, PartyKind, Presence, Register, TaxonomyKind, TermKey,
};

use crate::Verdict;
use crate::contracts::Standing;

/// Whether a sharing out of a country is asked for a mechanism.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exporter {
    /// It is a transfer of the GDPR, or an onward one.
    Asked,
    /// The country is not recorded.
    Unknown,
    /// The law of the country governs what goes on from there.
    Free,
}

/// The places of the world on a day, as the GDPR sees them.
#[derive(Debug)]
pub(crate) struct Atlas<'a> {
    taxonomy: &'a Taxonomy,
    day: Day,
    eea: RegionSet,
    /// The Economic Area and countries with an adequacy decision.
    safe: RegionSet,
    us: RegionSet,
    /// Whether a decision about the United States is in force.
    framework: bool,
    /// Whether we are in the Economic Area, so that what we give away is under the GDPR.
    european: bool,
}

impl<'a> Atlas<'a> {
    pub(crate) fn new(register: &'a Register, day: Day) -> Self {
        let taxonomy = register.taxonomy();
        let set = |key: &str| {
            let region = taxonomy.table(TaxonomyKind::Region).find(key);
            region.map(|region| taxonomy.region_set(region, day)).unwrap_or_default()
        };
        let eea = set("eea");
        let mut safe = eea.clone();
        safe.add(&set("adequate"));
        let decisions = taxonomy.adequacy_decisions();
        let framework =
            decisions.iter().any(|decision| decision.country.as_str() == "US" && decision.interval.contains(day));
        let mut atlas = Self { taxonomy, day, eea, safe, us: set("US"), framework, european: false };
        let ours = register.parties().values().filter(|party| party.kind == PartyKind::SelfParty);
        atlas.european = ours.into_iter().any(|party| atlas.is_european(party));
        atlas
    }

    fn table(&self) -> &'a TermTable {
        self.taxonomy.table(TaxonomyKind::Region)
    }

    fn set(&self, country: &TermKey) -> Option<RegionSet> {
        self.table().find(country.as_str()).map(|region| self.taxonomy.region_set(region, self.day))
    }

    fn is_european(&self, party: &Party) -> bool {
        party.country.as_ref().and_then(|country| self.set(country)).is_some_and(|place| place.is_inside(&self.eea))
    }

    /// What is asked of data that leaves an operator.
    pub(crate) fn exporter(&self, operator: &Party) -> Exporter {
        let Some(place) = operator.country.as_ref().and_then(|country| self.set(country)) else {
            return Exporter::Unknown;
        };
        if place.is_inside(&self.eea) {
            return Exporter::Asked;
        }
        if place.is_inside(&self.safe) || !self.european { Exporter::Free } else { Exporter::Asked }
    }

    /// Whether a party or its operator holds a DPF certification on the day.
    pub(crate) fn certified(&self, recipient: [&Party; 2]) -> bool {
        recipient.iter().flat_map(|party| &party.certifications).any(|certification| self.is_valid(certification))
    }

    fn is_valid(&self, certification: &Certification) -> bool {
        let scheme: String = certification.scheme.as_str().chars().filter(char::is_ascii_alphanumeric).collect();
        ["DPF", "EUUSDPF", "EUUSDATAPRIVACYFRAMEWORK"].contains(&scheme.to_ascii_uppercase().as_str())
            && certification.valid_from.is_none_or(|from| from <= self.day)
            && certification.valid_until.is_none_or(|until| self.day <= until)
    }

    /// Whether data may be in a region without a mechanism.
    pub(crate) fn region(&self, region: TermIx, certified: bool) -> Verdict {
        self.place(&self.taxonomy.region_set(region, self.day), certified)
    }

    fn place(&self, place: &RegionSet, certified: bool) -> Verdict {
        if place.is_inside(&self.us) {
            return if self.framework && certified { Verdict::Kept } else { Verdict::Broken };
        }
        match (place.is_inside(&self.safe), place.is_outside(&self.safe)) {
            (true, _) => Verdict::Kept,
            (_, true) => Verdict::Broken,
            _ => Verdict::Unproven,
        }
    }

    /// Whether data may be in the country of an operator without a mechanism.
    pub(crate) fn country(&self, operator: &Party, certified: bool) -> Verdict {
        let place = operator.country.as_ref().and_then(|country| self.set(country));
        place.map_or(Verdict::Unproven, |place| self.place(&place, certified))
    }

    /// Whether data may be in all of some regions without a mechanism.
    pub(crate) fn regions(&self, regions: &[TermIx], certified: bool) -> Verdict {
        regions.iter().map(|region| self.region(*region, certified)).max().unwrap_or(Verdict::Unproven)
    }
}

/// The ends of a transfer: operators, the exporter first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ends<'a> {
    pub(crate) register: &'a Register,
    pub(crate) operators: [&'a Party; 2],
    /// Whether it is needed only since a decision is partial: all places are recorded, and none is outside.
    pub(crate) partial: bool,
}

/// The best mechanism of contracts in force between the ends, and the contract that has it.
pub(crate) fn mechanism<'s, 'a>(ends: Ends<'_>, contracts: &[&'s Standing<'a>]) -> (Verdict, Option<&'s Standing<'a>>) {
    let letters = ends.operators.map(|operator| letters(ends.register, &operator.key, contracts));
    let stands = contracts.iter().map(|contract| (of_contract(ends, letters, contract), *contract));
    let best = stands.min_by(|(a, left), (b, right)| (a, &left.contract.key).cmp(&(b, &right.contract.key)));
    best.map_or((Verdict::Broken, None), |(verdict, contract)| (verdict, Some(contract)))
}

/// Whether an operator is a controller, and whether it is a processor.
fn letters(register: &Register, operator: &PartyKey, contracts: &[&Standing<'_>]) -> [bool; 2] {
    use ContractRole as Role;
    let mut letters = [false; 2];
    for role in contracts.iter().flat_map(|contract| contract.roles(register, operator)) {
        match role {
            Role::Controller | Role::JointController | Role::Business | Role::Recipient | Role::ThirdParty => {
                letters[0] = true;
            }
            Role::Processor | Role::SubProcessor | Role::ServiceProvider | Role::Contractor => letters[1] = true,
            Role::DataExporter | Role::DataImporter | Role::Customer | Role::Supplier => {}
        }
    }
    letters
}

fn of_contract(ends: Ends<'_>, letters: [[bool; 2]; 2], contract: &Standing<'_>) -> Verdict {
    let entries = contract.entries(ClauseKind::TransferMechanism);
    let stands = entries.map(|clause| match clause.presence {
        Presence::Absent | Presence::NotApplicable => Verdict::Broken,
        Presence::Unknown => Verdict::Unproven,
        Presence::Present => match clause.mechanism {
            None | Some(TransferMechanism::Derogation) => Verdict::Unproven,
            Some(TransferMechanism::Adequacy) if ends.partial => Verdict::Kept,
            Some(TransferMechanism::Adequacy | TransferMechanism::Dpf | TransferMechanism::UkIdta) => Verdict::Broken,
            Some(TransferMechanism::Scc) => modules(letters, &clause.modules),
            Some(TransferMechanism::Bcr) => {
                let in_group = |party: &Party| matches!(party.kind, PartyKind::SelfParty | PartyKind::Affiliate);
                if ends.operators.into_iter().all(in_group) { Verdict::Kept } else { Verdict::Unproven }
            }
        },
    });
    stands.min().unwrap_or(Verdict::Unproven)
}

/// Whether a module of the standard contractual clauses fits the ends.
fn modules([exporter, importer]: [[bool; 2]; 2], modules: &[u8]) -> Verdict {
    let unknown = exporter == [false; 2] || importer == [false; 2];
    if modules.is_empty() || unknown {
        return Verdict::Unproven;
    }
    let fits = |module: &u8| match module {
        1 => exporter[0] && importer[0],
        2 => exporter[0] && importer[1],
        3 => exporter[1] && importer[1],
        4 => exporter[1] && importer[0],
        _ => false,
    };
    if modules.iter().any(fits) { Verdict::Kept } else { Verdict::Broken }
}

/// How wrong a transfer is.
pub(crate) fn breach(exporter: Exporter, need: Verdict, mechanism: Verdict) -> Verdict {
    let breach = need.min(mechanism);
    match exporter {
        Exporter::Free => Verdict::Kept,
        Exporter::Unknown => breach.min(Verdict::Unproven),
        Exporter::Asked => breach,
    }
}
