//! One hop of a sharing that is asked about, held against what the rules about flows ask.

use kept_schema::taxonomy::TermIx;
use kept_schema::{ContractKey, Flow, Promise, PromiseKey};

use super::Desk;
use super::answer::Ground;
use super::candidate::Declaration;
use super::reasons::{ReasonKey, Reasons};
use crate::contracts::{Coverage, Declared, FlowLists};
use crate::disclosures::{Untold, disclosed, names, untold};
use crate::finding::capped;
use crate::graph::{Sending, Terms, Travel};
use crate::language::said;
use crate::limits::{self, Position};
use crate::prose::{self, Title};
use crate::rules::since;
use crate::scene::verdict;
use crate::watches::{Watch, Watched};
use crate::{Aspect, Certainty, Said, Verdict};

/// A pair of what is asked about, as a hop that lists just that.
pub(super) struct Hop<'q, 'a> {
    pub(super) ends: [u32; 2],
    pub(super) category: Option<TermIx>,
    pub(super) purpose: Option<TermIx>,
    /// What it would be part of.
    pub(super) declaration: Option<&'q Declaration<'a>>,
    pub(super) sending: Sending<'q>,
}

impl<'a> Hop<'_, 'a> {
    /// The flow it would be part of.
    pub(super) fn flow(&self) -> Option<&'a Flow> {
        self.declaration.map(|declaration| declaration.flow)
    }
}

/// What speaks against a hop.
pub(super) struct Case<'d, 'q, 'a> {
    pub(super) desk: &'d Desk<'a>,
    pub(super) hop: &'d Hop<'q, 'a>,
    pub(super) operators: [u32; 2],
    pub(super) source_is_own: bool,
    reasons: Reasons,
}

/// A reason before it is told: its ground, and the side, contract and promise it is about.
#[derive(Clone, Copy)]
pub(super) struct About<'k> {
    pub(super) ground: Ground,
    pub(super) aspect: Option<Aspect>,
    pub(super) contract: Option<&'k ContractKey>,
    pub(super) promise: Option<&'k PromiseKey>,
}

impl<'k> About<'k> {
    pub(super) const fn new(ground: Ground) -> Self {
        Self { ground, aspect: None, contract: None, promise: None }
    }

    pub(super) const fn aspect(self, aspect: Option<Aspect>) -> Self {
        Self { aspect, ..self }
    }

    pub(super) const fn contract(self, contract: &'k ContractKey) -> Self {
        Self { contract: Some(contract), ..self }
    }

    pub(super) const fn promise(self, promise: &'k PromiseKey) -> Self {
        Self { promise: Some(promise), ..self }
    }
}

/// What speaks against a pair as part of a declaration, or of none.
pub(super) fn reasons<'a>(desk: &Desk<'a>, hop: &Hop<'_, 'a>, declared: Verdict) -> Reasons {
    let operators = hop.ends.map(|end| desk.scene.graph.operator(end));
    let [source, _] = hop.ends;
    let case =
        Case { desk, hop, operators, source_is_own: desk.scene.graph.is_own(source), reasons: Reasons::default() };
    case.judged(declared)
}

impl<'d, 'a> Case<'d, '_, 'a> {
    fn judged(mut self, declared: Verdict) -> Reasons {
        let (scene, flow) = (&self.desk.scene, self.flow());
        let [from, to] = self.hop.ends.map(|end| scene.name(end));
        self.against(About::new(Ground::Declaration), declared, || match flow {
            Some(Flow { key, .. }) => said!(
                "The flow {key} from {from} to {to} declares only part of this",
                "Der Datenfluss {key} von {from} an {to} gibt das nur zum Teil an";
                key, from, to
            ),
            None => said!(
                "No live flow from {from} to {to} declares this",
                "Kein laufender Datenfluss von {from} an {to} gibt das an";
                from, to
            ),
        });
        let sent = self.sent(&self.desk.ours);
        let Some((certainty, _)) = sent.best().filter(|_| self.hop.sending.names_some_of(&sent)) else {
            self.against(About::new(Ground::Origin), Verdict::Unproven, || {
                said!(
                    "Nothing in the register shows that {from} has such data of ours",
                    "Nichts im Register belegt, dass {from} solche Daten von uns hat";
                    from
                )
            });
            return self.reasons;
        };
        let coverage = self.coverage(&sent);
        self.contract(&coverage, certainty);
        self.offboarded(certainty);
        self.commitments(&coverage);
        self.disclosures();
        self.transfer(certainty);
        self.flow_down(&sent);
        self.sale();
        self.old_promises(&coverage);
        self.verification();
        self.reasons
    }

    /// The flow it would be part of.
    pub(super) fn flow(&self) -> Option<&'a Flow> {
        self.hop.flow()
    }

    /// What it would carry of some data.
    pub(super) fn sent(&self, travel: &Travel<'a>) -> Terms {
        let [source, _] = self.hop.ends;
        travel.sent(source, &self.hop.sending)
    }

    /// How it stands to who gave a notice.
    pub(super) fn position(&self, giver: u32) -> Position {
        let [source, recipient] = &self.operators;
        Position::new([source, recipient], &giver, self.source_is_own)
    }

    /// Adds a reason unless all is kept.
    pub(super) fn against(&mut self, about: About<'_>, verdict: Verdict, text: impl FnOnce() -> Said) {
        if verdict == Verdict::Kept {
            return;
        }
        let key = ReasonKey {
            ground: about.ground,
            aspect: about.aspect,
            contract: about.contract.cloned(),
            promise: about.promise.cloned(),
            flow: self.flow().map(|flow| flow.key.clone()),
        };
        self.reasons.add(key, verdict, self.hop.category, text);
    }

    /// What contracts say of it, and of what it makes on the way.
    fn coverage(&self, sent: &Terms) -> Coverage<'a> {
        let declared = self.hop.declaration.map(|known| Declared::new(known.lists, known.flow));
        let declared = declared.unwrap_or(Declared::NOTHING);
        let (category, purpose) = (&self.hop.category, &self.hop.purpose);
        let made = self.hop.sending.made(sent);
        let derived: Vec<TermIx> = self.desk.scene.graph.category_terms(&made).collect();
        let (categories, purposes) = (category.as_slice(), purpose.as_slice());
        let declared = Declared { categories, derived: &derived, purposes, ..declared };
        self.desk.scene.coverage_of(self.hop.ends, declared)
    }

    fn contract(&mut self, coverage: &Coverage<'a>, certainty: Certainty) {
        let scene = &self.desk.scene;
        let about = About::new(Ground::Contract);
        match coverage {
            Coverage::Covered => {}
            Coverage::Missing => self.against(about, capped(Verdict::Broken, certainty), || {
                let [source, recipient] = self.hop.ends.map(|end| scene.operator_name(end));
                said!(
                    "There is no contract between {source} and {recipient}",
                    "Zwischen {source} und {recipient} besteht kein Vertrag";
                    source, recipient
                )
            }),
            Coverage::Ended(contract, last) => {
                self.against(about.contract(&contract.key), capped(Verdict::Broken, certainty), || {
                    let contract = prose::contract(contract);
                    said!("{contract} ended on {last}", "Der Vertrag {contract} endete am {last}"; contract, last)
                });
            }
            Coverage::Outside(sides) => {
                for (side, contract, _) in sides {
                    let about = about.contract(&contract.key).aspect(Some(side.aspect));
                    self.against(about, capped(side.verdict, certainty), || {
                        let (contract, aspect) = (prose::contract(contract), prose::aspect(side.aspect));
                        let provably = match side.verdict {
                            Verdict::Unproven => Said::new("provably ", "nachweislich "),
                            _ => Said::new("", ""),
                        };
                        said!(
                            "{contract} does not {provably}admit its {aspect}",
                            "Der Vertrag {contract} lässt das nicht {provably}zu ({aspect})";
                            contract, provably, aspect
                        )
                    });
                }
            }
        }
    }

    fn offboarded(&mut self, certainty: Certainty) {
        let scene = &self.desk.scene;
        let [_, recipient] = self.hop.ends;
        let Some(party) = scene.offboarded(recipient) else { return };
        self.against(About::new(Ground::Offboarded), capped(Verdict::Broken, certainty), || {
            let (name, since) = (&party.name, since(party));
            said!("{name} was offboarded{since}", "{name} ist{since} ausgeschieden"; name, since)
        });
    }

    fn commitments(&mut self, coverage: &Coverage<'a>) {
        for Watched { travel, watches, .. } in self.desk.scene.watches() {
            let sent = self.sent(travel);
            for watch in watches {
                let sent = watch.in_scope(&sent);
                let Some((certainty, _)) = sent.best() else { continue };
                for aspect in watch.aspects() {
                    let breach = self.limit(watch, aspect, coverage);
                    let about = About::new(Ground::Commitment).aspect(Some(aspect)).promise(&watch.promise.key);
                    self.against(about, capped(breach, certainty), || {
                        let (promise, may, aspect) = (quoted(watch.promise), may_allow(breach), prose::aspect(aspect));
                        said!(
                            "The promise {promise} {may} this {aspect}",
                            "Nach dem Versprechen {promise} ist das {may} ({aspect})";
                            promise, may, aspect
                        )
                    });
                }
            }
        }
    }

    fn disclosures(&mut self) {
        let scene = &self.desk.scene;
        let [source, recipient] = self.hop.ends;
        let parties = scene.with_operator(recipient);
        let mut spoken_for = !self.source_is_own || self.operators[0] == self.operators[1];
        for (group, travel) in &self.desk.sharers {
            spoken_for |= group.systems.binary_search(&source).is_ok();
            if !self.position(group.giver).leaves {
                continue;
            }
            let sent = self.sent(travel);
            let speaks = |disclosure: &&'a Promise| parties.is_some_and(|parties| names(disclosure, parties));
            let speaking: Vec<&'a Promise> =
                group.disclosures.iter().copied().filter(|promise| speaks(promise)).collect();
            let purpose = self.hop.purpose.as_slice();
            let untold =
                untold(scene.graph, &sent, |category| disclosed(&scene.comparer, &speaking, category, purpose));
            for Untold { verdict, breach, .. } in untold {
                self.against(About::new(Ground::Disclosure), verdict, || {
                    let titles: Vec<_> = group.notices.iter().map(|notice| Title(&notice.title)).collect();
                    let titles = prose::all(&titles);
                    let only = match breach {
                        Verdict::Unproven => Said::new(" more than in part", "nur zum Teil"),
                        _ => Said::new("", "nicht"),
                    };
                    said!("{titles} does not disclose this{only}", "In {titles} ist das {only} angegeben"; titles, only)
                });
            }
        }
        if !spoken_for {
            self.against(About::new(Ground::Disclosure), Verdict::Unproven, || {
                let source = scene.name(source);
                said!(
                    "No notice in force speaks for {source}",
                    "Keine geltende Datenschutzerklärung spricht für {source}";
                    source
                )
            });
        }
    }

    /// What a limit of a commitment says of it.
    pub(super) fn limit(&self, watch: &Watch<'a>, aspect: Aspect, coverage: &Coverage<'a>) -> Verdict {
        let position = self.position(watch.giver);
        if limits::only_of_leaving(aspect) && !position.leaves {
            return Verdict::Kept;
        }
        let (comparer, limits, flow) = (&self.desk.scene.comparer, watch.limits, self.flow());
        let [_, _, _, regions, safeguards] = self.hop.declaration.map_or_else(FlowLists::default, |known| known.lists);
        match aspect {
            Aspect::Purpose => limits::purposes(comparer, limits, self.hop.purpose.as_slice()),
            Aspect::Region => limits::regions(comparer, limits, regions),
            Aspect::Safeguard => limits::safeguards(comparer, limits, safeguards),
            Aspect::Retention => limits::retention(limits, flow.and_then(|flow| flow.retention)),
            Aspect::Consent => limits::consent(limits, flow.and_then(|flow| flow.consent)),
            Aspect::Sale => limits::sale(limits, flow.and_then(|flow| flow.consideration)),
            Aspect::Contract => verdict(coverage),
            Aspect::Onward => position.forbidden_onward(),
            Aspect::Recipient | Aspect::Category | Aspect::Subject | Aspect::Clause => {
                let [_, recipient] = self.hop.ends;
                let parties = self.desk.scene.with_operator(recipient);
                parties.map_or(Verdict::Kept, |parties| limits::recipient(limits, parties))
            }
        }
    }
}

/// A promise by its key, with what it says when that is recorded.
pub(super) fn quoted(promise: &Promise) -> Said {
    let key = &promise.key;
    match &promise.quote {
        Some(quote) => said!("{key} (\"{quote}\")", "{key} (\u{201e}{quote}\u{201c})"; key, quote),
        None => said!("{key}", "{key}"; key),
    }
}

/// What a promise does not allow.
pub(super) const fn may_allow(breach: Verdict) -> Said<&'static str> {
    match breach {
        Verdict::Broken => Said::new("does not allow", "nicht erlaubt"),
        _ => Said::new("may not allow", "vielleicht nicht erlaubt"),
    }
}
