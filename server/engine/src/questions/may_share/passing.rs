//! What speaks against a hop by how the data came to its source and where it goes: transfers, contracts further
//! up, sales, and promises of notices that are over.

use kept_schema::Day;

use super::answer::Ground;
use super::hop::{About, Case, may_allow, quoted};
use crate::contracts::Coverage;
use crate::finding::capped;
use crate::graph::{Kept, NOT_RECORDED, Terms, Travel};
use crate::language::said;
use crate::prose::{self, Title};
use crate::rules::{self, lacking, of_certainty, outdated, ways_of_old_data};
use crate::watches::{Watched, last_day};
use crate::{Aspect, Certainty, Rule, Verdict};

impl<'a> Case<'_, '_, 'a> {
    /// Whether it leaves for another country without a mechanism.
    pub(super) fn transfer(&mut self, certainty: Certainty) {
        let scene = &self.desk.scene;
        let regions = self.hop.declaration.map_or(NOT_RECORDED, |declaration| declaration.regions);
        let Some(transfer) = scene.transfers().without_mechanism(scene, self.hop.ends, regions) else { return };
        let about = About::new(Ground::Transfer);
        let about = transfer.contract.map_or(about, |contract| about.contract(&contract.key));
        self.against(about, capped(transfer.breach, certainty), || {
            let [_, recipient] = self.hop.ends;
            let (recipient, places, lacks) = (scene.name(recipient), transfer.places(scene), transfer.lacks());
            said!(
                "{recipient} would have this in {places}; {lacks}",
                "{recipient} würde das erhalten ({places}); {lacks}";
                recipient, places, lacks
            )
        });
    }

    /// Whether contracts under which the source was given the data let it pass the data on.
    pub(super) fn flow_down(&mut self, sent: &Terms) {
        let scene = &self.desk.scene;
        for rule in [Rule::SubprocessorNotAuthorised, Rule::OnwardWeakerTerms] {
            for (aspect, held) in rules::held_against(scene, self.hop.ends, sent, rule) {
                let about = About::new(Ground::FlowDown).aspect(aspect).contract(held.contract());
                self.against(about, held.verdict, || {
                    let [source, _] = self.hop.ends;
                    let (source, says) = (scene.name(source), held.says(scene));
                    said!("{source} would pass this on; {says}", "{source} würde das weitergeben; {says}"; source, says)
                });
            }
        }
    }

    /// Whether it is a sale after all, because the contract does not make the recipient a service provider.
    pub(super) fn sale(&mut self) {
        let scene = &self.desk.scene;
        let consideration = self.flow().and_then(|flow| flow.consideration);
        let Some((breach, contract)) = rules::lost(scene, self.operators, consideration) else { return };
        for Watched { travel, watches, .. } in scene.watches() {
            let sent = self.sent(travel);
            for watch in watches.iter().filter(|watch| watch.limits.never_sold) {
                let sent = watch.in_scope(&sent);
                let Some((certainty, _)) = sent.best().filter(|_| self.position(watch.giver).leaves) else { continue };
                let about = About::new(Ground::Sale).aspect(Some(Aspect::Sale));
                let about = about.contract(&contract.key).promise(&watch.promise.key);
                let [_, recipient] = self.hop.ends;
                self.against(about, capped(breach, certainty), || {
                    let (recipient, lacking) = (scene.name(recipient), lacking(contract, breach));
                    let promise = quoted(watch.promise);
                    said!(
                        "{recipient} would have this for a service, and {lacking}; the promise {promise} is that it is never sold",
                        "{recipient} würde das für eine Leistung erhalten, und {lacking}; das Versprechen {promise} ist, dass nie verkauft wird";
                        recipient, lacking, promise
                    )
                });
            }
        }
    }

    /// Whether a promise of a notice that is over does not allow it for data of its time.
    pub(super) fn old_promises(&mut self, coverage: &Coverage<'a>) {
        let scene = &self.desk.scene;
        for Watched { travel, watches, .. } in scene.old_watches() {
            let sent = self.sent(travel);
            for watch in watches {
                let sent = watch.in_scope(&sent);
                if sent.is_empty() {
                    continue;
                }
                let breaches = watch.aspects().map(|aspect| (aspect, self.limit(watch, aspect, coverage)));
                let breaches: Vec<_> = breaches.filter(|(_, breach)| *breach != Verdict::Kept).collect();
                if breaches.is_empty() {
                    continue;
                }
                let Some(last) = last_day(scene.register, watch.notice, scene.agreed(), scene.day) else { continue };
                let Some((certainty, kept)) = self.kept_since(travel, &sent, last) else { continue };
                for (aspect, breach) in breaches {
                    let breach = if kept == Kept::Unrecorded { breach.min(Verdict::Unproven) } else { breach };
                    let about = About::new(Ground::OldPromise).aspect(Some(aspect)).promise(&watch.promise.key);
                    self.against(about, capped(breach, certainty), || {
                        let (title, promise) = (Title(&watch.notice.title), quoted(watch.promise));
                        let (may, aspect) = (may_allow(breach), prose::aspect(aspect));
                        said!(
                            "{title} promised through {last}: {promise}; it {may} this {aspect} for data of that time",
                            "{title} versprach bis {last}: {promise}; für Daten von damals ist das {may} ({aspect})";
                            title, last, promise, may, aspect
                        )
                    });
                }
            }
        }
    }

    /// How it would carry data of the time of a notice, if some path still brings it.
    fn kept_since(&self, travel: &Travel<'a>, sent: &Terms, last: Day) -> Option<(Certainty, Kept)> {
        let (scene, hop) = (&self.desk.scene, self.hop);
        let [source, _] = hop.ends;
        let own = self.flow().and_then(|flow| flow.retention);
        ways_of_old_data(last, scene.day).into_iter().find(|(certainty, kept)| {
            let wanted = of_certainty(sent, *certainty);
            !wanted.is_empty()
                && (kept.is_met(own) || travel.is_lasting(source, &hop.sending, *certainty, *kept, wanted))
        })
    }

    /// Whether what declares it was looked at lately.
    pub(super) fn verification(&mut self) {
        let Some(flow) = self.flow() else { return };
        let Some(verified) = outdated(flow.verified_on, self.desk.scene.day) else { return };
        self.against(About::new(Ground::Verification), Verdict::Unproven, || {
            let key = &flow.key;
            said!(
                "The flow {key} was last verified on {verified}",
                "Der Datenfluss {key} wurde zuletzt am {verified} bestätigt";
                key, verified
            )
        });
    }
}
