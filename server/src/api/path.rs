//! The paths by which data gets to a party.

use std::sync::Arc;

use async_graphql::{Context, Object};
use kept_engine::{PathQuery as Asked, PathResult as Found, SharingPath as FoundPath};
use kept_schema::{Day, TaxonomyKind, TermKey};

use super::error::Fault;
use super::flow::FlowObject;
use super::scalar::{Date, Moment};
use super::words::Certainty;
use super::{blocking, day_of, known_party, known_term, snapshot_known_at, told};
use crate::app::Snapshot;

/// The longest path that can be asked for.
const MAX_HOPS: i32 = 16;
/// The longest path that is looked for when nothing else is said.
const DEFAULT_HOPS: i32 = 8;
/// How many paths are enough when nothing else is said.
const DEFAULT_PATHS: i32 = 10;
/// The most paths that can be asked for.
const MAX_PATHS: i32 = 100;

/// Paths in a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct PathResult {
    snapshot: Arc<Snapshot>,
    category: TermKey,
    day: Day,
    found: Found,
}

/// The paths by which data gets to a party, the shortest first.
#[Object]
impl PathResult {
    /// Whether these are all the paths there are. When false, the search stopped at a bound and there may be more.
    async fn complete(&self) -> bool {
        self.found.complete
    }

    /// The paths: the shortest first, equally long ones in the order of the keys of their flows.
    #[graphql(complexity = "10 * child_complexity + 1")]
    async fn paths(&self) -> Vec<SharingPath> {
        let paths = self.found.paths.iter().cloned();
        let wrap = |path| SharingPath {
            snapshot: self.snapshot.clone(),
            category: self.category.clone(),
            day: self.day,
            path,
        };
        paths.map(wrap).collect()
    }
}

/// A path in a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct SharingPath {
    snapshot: Arc<Snapshot>,
    category: TermKey,
    day: Day,
    path: FoundPath,
}

/// One way by which data gets from one party to another, passed on from hand to hand.
#[Object]
impl SharingPath {
    /// Whether some of the data certainly travels all the way, or may.
    async fn certainty(&self) -> Certainty {
        self.path.certainty.into()
    }

    /// How many sharings it takes.
    async fn hops(&self) -> usize {
        self.path.flows.len()
    }

    /// The sharings, in their order.
    #[graphql(complexity = "3 * child_complexity + 1")]
    async fn flows(&self) -> Vec<FlowObject> {
        FlowObject::all(&self.snapshot, &self.path.flows)
    }

    /// The same in plain language: a sentence for each sharing, with the contract it happens under on the day, what it
    /// is for, where the data is kept and for how long. In the language of the request: terms by their names in English,
    /// else by their keys.
    #[graphql(complexity = 5)]
    async fn explanation(&self, ctx: &Context<'_>) -> Result<Vec<String>, Fault> {
        let category = std::slice::from_ref(&self.category);
        let sentences = self.snapshot.explain(&self.path.flows, category, self.day).await?;
        Ok(told(ctx, &sentences))
    }
}

fn bounded(argument: &str, asked: i32, most: i32) -> Result<u32, Fault> {
    let refused = || Fault::invalid(argument, format!("`{asked}` is out of range: `{argument}` is 1 to {most}"));
    u32::try_from(asked).ok().filter(|_| (1..=most).contains(&asked)).ok_or_else(refused)
}

/// Reading sharing paths.
#[derive(Default)]
pub(crate) struct PathQuery;

#[Object]
impl PathQuery {
    /// How data of a category gets to a party on a day: the shortest paths first.
    #[expect(clippy::too_many_arguments, reason = "a GraphQL field has the arguments it has")]
    #[graphql(complexity = "child_complexity + 50")]
    async fn sharing_paths(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The key of the party it gets to.")] to: String,
        #[graphql(
            desc = "The key of the party it starts from, as if that party held the data; any party of ours when not said."
        )]
        from: Option<String>,
        #[graphql(desc = "The data category, with everything under it.")] category: String,
        #[graphql(desc = "The day that is asked about; today when not said.")] as_of: Option<Date>,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
        #[graphql(desc = "The longest path to look for, at most 16.", default_with = "Some(DEFAULT_HOPS)")]
        max_hops: Option<i32>,
        #[graphql(desc = "How many paths are enough, at most 100.", default_with = "Some(DEFAULT_PATHS)")]
        first: Option<i32>,
    ) -> Result<PathResult, Fault> {
        let snapshot = snapshot_known_at(ctx, known_at).await?;
        let register = snapshot.register();
        let asked = Asked {
            to: known_party(register, "to", &to)?,
            from: from.map(|key| known_party(register, "from", &key)).transpose()?,
            category: known_term(register, TaxonomyKind::Category, "category", &category)?,
            day: day_of(as_of),
            max_hops: bounded("maxHops", max_hops.unwrap_or(DEFAULT_HOPS), MAX_HOPS)?,
            first: bounded("first", first.unwrap_or(DEFAULT_PATHS), MAX_PATHS)? as usize,
        };
        let (category, day) = (asked.category.clone(), asked.day);
        let searched = snapshot.clone();
        let found = blocking(move || searched.graph().sharing_paths(searched.register(), &asked)).await?;
        Ok(PathResult { snapshot, category, day, found })
    }
}
