//! # A transfer without a mechanism
//!
//! ## What
//! Our data leaves the protection of the GDPR: the recipient is established, or processes it, outside
//! the European Economic Area and outside the countries that have an adequacy decision on the day, and
//! no contract in force between the two has a transfer mechanism that works for them. Onward transfers
//! out of a country without a decision are asked too.
//!
//! ## Why
//! Without a mechanism nothing makes the recipient protect the data as the law of the users does, and
//! the transfer is not lawful.
//!
//! ## Legal source
//! - GDPR Art. 44 (transfers and onward transfers), 45 (adequacy), 46(2)(c) (standard clauses), 47
//!   (binding corporate rules, within a group of undertakings), 49 (derogations).
//! - Implementing Decision (EU) 2021/914, standard contractual clauses: module 1 from controller to
//!   controller, 2 from controller to processor, 3 from processor to processor, 4 from processor to
//!   controller. The clauses of 2021/915 are not for transfers.
//! - Implementing Decision (EU) 2023/1795, EU-US Data Privacy Framework: only for certified recipients.
//!
//! ## Example
//! E-mail addresses go to Nimbus Mail Inc. in the United States, which is not certified under the
//! framework. The standard clauses were signed with the module for two controllers; Nimbus is a
//! processor.
//!
//! ```yaml
//! kept: 1
//! parties:
//!   - {key: us, name: Acme GmbH, kind: SELF, country: DE}
//!   - {key: mailer, name: Nimbus Mail Inc., kind: VENDOR, country: US}
//! contracts:
//!   - key: dpa-mailer
//!     name: Mail agreement
//!     kind: DATA_PROCESSING_AGREEMENT
//!     parties: [{party: us, role: CONTROLLER}, {party: mailer, role: PROCESSOR}]
//!     effectiveOn: 2026-01-01
//!     clauses: [{kind: TRANSFER_MECHANISM, presence: PRESENT, mechanism: SCC, modules: [1]}]
//! flows:
//!   - {key: us-mailer, source: us, recipient: mailer, categories: [user.contact.email],
//!      purposes: [marketing.communications.email], regions: [US], retention: P1Y, startedOn: 2026-01-01}
//! ```
//!
//! On 2026-06-01:
//!
//! ```text
//! BROKEN HIGH flow:us-mailer
//! Nimbus Mail Inc. receives user.contact.email from Acme GmbH (US); no contract has a transfer
//! mechanism that works for the two
//! ```
//!
//! ## Repair
//! Agree the standard contractual clauses with the module that fits the two, and record them under the
//! clause TRANSFER_MECHANISM; record the recipient's certification; or keep the data where it is safe.
//!
//! ```yaml
//! contracts:
//!   - key: scc-mailer
//!     kind: SCC
//!     parties: [{party: us, role: CONTROLLER}, {party: mailer, role: PROCESSOR}]
//!     effectiveOn: 2026-06-01
//!     clauses: [{kind: TRANSFER_MECHANISM, presence: PRESENT, mechanism: SCC, modules: [2]}]
//! ```
//!
//! ## Severity and verdict
//! - BROKEN, HIGH: the data certainly leaves, and what is recorded as its mechanism does not work.
//! - UNPROVEN, MEDIUM: a country, a region, a mechanism or a module is not recorded, the mechanism is
//!   one that is judged case by case, or the data travels there only possibly.

use std::cell::RefCell;

use kept_schema::{Contract, Party, TaxonomyKind};

use crate::graph::{ListId, NOT_RECORDED};
use crate::hash::FastMap;
use crate::known::Known;
use crate::language::said;
use crate::scene::{Examined, Scene, Suspect};
use crate::transfers::{Atlas, Ends, Exporter, breach, mechanism};
use crate::witness::Fact;
use crate::{Finding, Rule, Said, Verdict, prose};

/// Mechanisms by two operators and whether a decision is partial, with the contracts that have them.
type Mechanisms<'a> = FastMap<(u32, u32, bool), (Verdict, Option<&'a Contract>)>;

/// What many flows have in common, once it was asked for.
#[derive(Debug)]
pub(crate) struct Transfers<'a> {
    atlas: Atlas<'a>,
    /// What leaving an operator asks for.
    exporters: Known<Exporter>,
    /// Whether a party is certified, and whether data may be where its operator is.
    recipients: Known<(bool, Verdict)>,
    /// Whether data may be in all of a list of regions, of a recipient that is not certified and of one that is.
    regions: [Known<Verdict>; 2],
    mechanisms: RefCell<Mechanisms<'a>>,
}

impl<'a> Transfers<'a> {
    pub(crate) fn new(scene: &Scene<'a>) -> Self {
        Self {
            atlas: Atlas::new(scene.register, scene.day),
            exporters: Known::default(),
            recipients: Known::default(),
            regions: [Known::default(), Known::default()],
            mechanisms: RefCell::default(),
        }
    }

    fn exporter(&self, scene: &Scene<'a>, operator: u32) -> Exporter {
        let work_out = || scene.party(operator).map_or(Exporter::Unknown, |operator| self.atlas.exporter(operator));
        self.exporters.get_or(operator, work_out)
    }

    fn need(&self, scene: &Scene<'a>, recipient: u32, list: ListId) -> Verdict {
        let (certified, country) = self.recipients.get_or(recipient, || {
            scene.with_operator(recipient).map_or((false, Verdict::Unproven), |parties| {
                let certified = self.atlas.certified(parties);
                let [_, operator] = parties;
                (certified, self.atlas.country(operator, certified))
            })
        });
        let [of_others, of_certified] = &self.regions;
        let known = if certified { of_certified } else { of_others };
        let work_out = || self.atlas.regions(scene.graph.lists(TaxonomyKind::Region).terms(list), certified);
        let regions = known.get_or(list, work_out);
        country.max(regions)
    }

    /// What is wrong with data going from one party to another, into these regions.
    pub(crate) fn without_mechanism(
        &self,
        scene: &Scene<'a>,
        parties: [u32; 2],
        regions: ListId,
    ) -> Option<WithoutMechanism<'a>> {
        let graph = scene.graph;
        let ends = parties.map(|party| graph.operator(party));
        if ends[0] == ends[1] || graph.is_own(parties[1]) {
            return None;
        }
        let exporter = self.exporter(scene, ends[0]);
        let need = if exporter == Exporter::Free { Verdict::Kept } else { self.need(scene, parties[1], regions) };
        if need == Verdict::Kept {
            return None;
        }
        let (source, recipient) = (scene.party(ends[0])?, scene.party(ends[1])?);
        let recorded = recipient.country.is_some() && regions != NOT_RECORDED;
        let partial = need == Verdict::Unproven && recorded;
        let known = self.mechanisms.borrow().get(&(ends[0], ends[1], partial)).copied();
        let (mechanism, contract) = known.unwrap_or_else(|| {
            let contracts = scene.ledger().in_force(ends[0], ends[1]);
            let operators = Ends { register: scene.register, operators: [source, recipient], partial };
            let (verdict, contract) = mechanism(operators, &contracts);
            let found = (verdict, contract.map(|contract| contract.contract));
            self.mechanisms.borrow_mut().insert((ends[0], ends[1], partial), found);
            found
        });
        let breach = breach(exporter, need, mechanism);
        let found = WithoutMechanism { breach, contract, recipient, regions, exporter, mechanism };
        (breach != Verdict::Kept).then_some(found)
    }
}

/// A transfer that nothing allows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WithoutMechanism<'a> {
    /// How sure that is.
    pub(crate) breach: Verdict,
    /// The contract that comes nearest to allowing it.
    pub(crate) contract: Option<&'a Contract>,
    /// The operator of the recipient.
    recipient: &'a Party,
    regions: ListId,
    exporter: Exporter,
    mechanism: Verdict,
}

impl WithoutMechanism<'_> {
    /// Where the data would be: "US and DE".
    pub(crate) fn places(&self, scene: &Scene<'_>) -> Said {
        let mut places: Vec<&str> = self.recipient.country.iter().map(kept_schema::TermKey::as_str).collect();
        let table = scene.register.taxonomy().table(TaxonomyKind::Region);
        let regions = scene.graph.lists(TaxonomyKind::Region).terms(self.regions);
        places.extend(regions.iter().filter_map(|region| table.get(*region)).map(|info| info.key.as_str()));
        places.dedup();
        let all = prose::all(&places);
        if places.is_empty() {
            said!("places not recorded", "Orte nicht erfasst")
        } else {
            said!("{all}", "Ort: {all}"; all)
        }
    }

    /// What is missing.
    pub(crate) const fn lacks(&self) -> Said<&'static str> {
        match (self.exporter, self.mechanism) {
            (Exporter::Unknown, _) => Said::new(
                "the country it leaves from is not recorded, nor a mechanism that is sure to fit",
                "es ist nicht erfasst, aus welchem Land übermittelt wird, und auch keine Grundlage, die sicher passt",
            ),
            (_, Verdict::Broken) => Said::new(
                "no contract has a transfer mechanism that works for the two",
                "kein Vertrag enthält eine Grundlage der Übermittlung, die zwischen beiden trägt",
            ),
            _ => Said::new(
                "nothing recorded shows a transfer mechanism that works for the two",
                "nichts belegt eine Grundlage der Übermittlung, die zwischen beiden trägt",
            ),
        }
    }
}

pub(super) fn of_flow(examined: &Examined<'_, '_>, findings: &mut Vec<Finding>) {
    let Examined { scene, flow, row, .. } = *examined;
    if examined.carried.is_empty() {
        return;
    }
    let (ends, regions) = ([row.source, row.recipient], scene.graph.usage(row).regions);
    let Some(transfer) = scene.transfers().without_mechanism(scene, ends, regions) else { return };
    let suspect = Suspect {
        rule: Rule::TransferWithoutMechanism,
        aspect: None,
        flow,
        travel: scene.ours(),
        carried: &examined.carried,
        breach: transfer.breach,
        promise: None,
        contract: transfer.contract.map(|contract| &contract.key),
        categories: None,
        fact: Fact::Transfer { breach: transfer.breach },
    };
    findings.extend(scene.finding(&suspect, |told| {
        let (source, recipient) = (scene.name(row.source), scene.name(row.recipient));
        let (receives, data, doubt) = (told.receives(), told.data(), &told.doubt);
        let (places, lacks) = (transfer.places(scene), transfer.lacks());
        said!(
            "{recipient} {receives} {data} from {source} ({places}); {lacks}{doubt}",
            "{recipient} {receives} {data} von {source} ({places}); {lacks}{doubt}";
            recipient, receives, data, source, places, lacks, doubt
        )
    }));
}
