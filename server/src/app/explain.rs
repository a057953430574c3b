//! Paths in plain language.

use std::sync::Arc;

use kept_engine::Said;
use kept_engine::questions::{Explainer, FlowCoverage};
use kept_schema::{Day, FlowKey, TermKey};

use super::{Snapshot, WorkerLost, blocking};

impl Snapshot {
    /// A sentence for each hop of a path, as it is on a day; of what a hop shares only what is under or above
    /// `categories`, everything when there are none.
    ///
    /// # Errors
    /// When it was given up because the service is stopping.
    pub async fn explain(
        self: &Arc<Self>,
        path: &[FlowKey],
        categories: &[TermKey],
        day: Day,
    ) -> Result<Vec<Said>, WorkerLost> {
        let explainer = self.ready_explainer().await?;
        Ok(explainer.explain(self.register(), self.graph(), path, categories, day))
    }

    /// How contracts cover a flow on a day; `None` when there is no such flow.
    ///
    /// # Errors
    /// When it was given up because the service is stopping.
    pub async fn coverage(self: &Arc<Self>, flow: &FlowKey, day: Day) -> Result<Option<FlowCoverage>, WorkerLost> {
        Ok(self.coverages(vec![flow.clone()], day).await?.pop().flatten())
    }

    /// The same of many flows, in their order; what they have in common is looked at once.
    ///
    /// # Errors
    /// When it was given up because the service is stopping.
    pub async fn coverages(
        self: &Arc<Self>,
        flows: Vec<FlowKey>,
        day: Day,
    ) -> Result<Vec<Option<FlowCoverage>>, WorkerLost> {
        let snapshot = self.clone();
        blocking(move || {
            let coverer = snapshot.made_explainer().coverer(snapshot.register(), snapshot.graph(), day);
            flows.iter().map(|flow| coverer.coverage(flow)).collect()
        })
        .await
    }

    async fn ready_explainer(self: &Arc<Self>) -> Result<&Explainer, WorkerLost> {
        Ok(match self.explainer.get() {
            Some(explainer) => explainer,
            // The first one looks at every contract; several that come at once wait for it.
            None => {
                let snapshot = self.clone();
                let make = move || {
                    snapshot.made_explainer();
                };
                blocking(make).await?;
                self.made_explainer()
            }
        })
    }

    fn made_explainer(&self) -> &Explainer {
        self.explainer.get_or_init(|| Explainer::new(self.register(), self.graph()))
    }
}
