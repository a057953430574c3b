//! Which flows must end, so that a party no longer gets some data?

use async_graphql::{Context, Object};
use kept_engine::questions::chokepoints;
use kept_schema::TaxonomyKind;

use super::arguments::{Arguments, given};
use super::error::Fault;
use super::flow::FlowObject;
use super::scalar::{Date, Moment};
use super::{blocking, day_of, snapshot_known_at};

/// Reading where a travel can be stopped.
#[derive(Default)]
pub(crate) struct ChokepointQuery;

#[Object]
impl ChokepointQuery {
    /// The fewest flows whose end on a day keeps a category, and everything under it, from a party: by key, and none
    /// when it does not get there anyway. Each of them is needed. On large tangles the search may stop before it is
    /// shown that no fewer would do; say `proven` to hear only answers for which it is.
    #[graphql(complexity = "10 * child_complexity + 500")]
    async fn chokepoints(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The key of the party that should no longer get it; not one of ours, which hold everything.")]
        to: String,
        #[graphql(desc = "The data category, with everything under it.")] category: String,
        #[graphql(desc = "The day that is asked about; today when not said.")] as_of: Option<Date>,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
        #[graphql(
            desc = "Whether to answer only when it is shown that no fewer flows do; else it fails with TOO_COMPLEX.",
            default_with = "Some(false)"
        )]
        proven: Option<bool>,
    ) -> Result<Vec<FlowObject>, Fault> {
        let (snapshot, day) = (snapshot_known_at(ctx, known_at).await?, day_of(as_of));
        let mut arguments = Arguments::of(snapshot.register());
        let to = arguments.party("to", &to);
        let category = arguments.term(TaxonomyKind::Category, "category", &category);
        if let Some(to) = to.as_ref().filter(|to| snapshot.register().is_own(to)) {
            arguments.wrong("to", format!("`{to}` is yours and holds everything; ask about another party"));
        }
        arguments.check()?;
        let (to, category, asked) = (given(to)?, given(category)?, snapshot.clone());
        let found = given(blocking(move || chokepoints(asked.graph(), &to, &category, day)).await?)?;
        if proven.unwrap_or(false) && !found.minimum {
            return Err(Fault::too_complex(format!(
                "these {} flows stop it, and the search ended before it was shown that no fewer do; ask without `proven`",
                found.flows.len()
            )));
        }
        Ok(FlowObject::all(&snapshot, &found.flows))
    }
}
