//! Finding things by what they are called.

use std::cmp::Reverse;
use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use kept_schema::NodeId;

use super::error::{Fault, present};
use super::node::Node;
use super::page::{Connection, PageArgs, cost};
use super::scalar::Moment;
use super::words::{NodeKind, OrderDirection};
use super::{blocking, snapshot_known_at};
use crate::app::{SearchHit, Snapshot, search};

/// The longest text to search for, in characters.
const MAX_TEXT: usize = 200;

/// A hit in a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct SearchHitObject {
    snapshot: Arc<Snapshot>,
    hit: Arc<SearchHit>,
}

/// One thing that was found.
#[Object(name = "SearchHit")]
impl SearchHitObject {
    /// Its global id.
    async fn id(&self) -> ID {
        self.hit.id.to_string().into()
    }

    /// What it is.
    async fn kind(&self) -> NodeKind {
        self.hit.id.kind().into()
    }

    /// What it is called.
    async fn title(&self) -> &str {
        &self.hit.title
    }

    /// What was found.
    async fn node(&self) -> Result<Node, Fault> {
        present(Node::find(&self.snapshot, &self.hit.id), || self.hit.id.clone())
    }
}

/// Searching.
#[derive(Default)]
pub(crate) struct SearchQuery;

#[Object]
impl SearchQuery {
    /// Everything whose key, name, quote or description holds all words of a text, whatever their case: the best
    /// matches first.
    #[expect(clippy::too_many_arguments, reason = "a GraphQL field has the arguments it has")]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn search(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The words to look for, at most 200 characters.")] text: String,
        #[graphql(desc = "Only things of these kinds; everything when not said.")] kinds: Option<Vec<NodeKind>>,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
        #[graphql(desc = "How many from the start; 50 when not said, at most 500.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 500.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<SearchHitObject>, Fault> {
        if text.chars().count() > MAX_TEXT {
            return Err(Fault::invalid(
                "text",
                format!("the text is too long; search for at most {MAX_TEXT} characters"),
            ));
        }
        let snapshot = snapshot_known_at(ctx, known_at).await?;
        let kinds: Vec<_> = kinds.unwrap_or_default().into_iter().map(kept_schema::NodeKind::from).collect();
        let searched = snapshot.clone();
        let hits = blocking(move || search(searched.register(), &text, &kinds)).await?;
        let place = |hit: &SearchHit| {
            let kind = hit.id.kind() as u8;
            let NodeId::Term(taxonomy, _) = &hit.id else {
                return (Reverse(hit.score), kind, 0, hit.id.key().to_owned());
            };
            (Reverse(hit.score), kind, *taxonomy as u8, hit.id.key().to_owned())
        };
        let args = PageArgs::new(first, after, last, before);
        Connection::of_list(hits, &args, "SEARCH", OrderDirection::Asc, place, |hit| SearchHitObject {
            snapshot: snapshot.clone(),
            hit: Arc::new(hit),
        })
    }
}
