//! What everything in the register has in common.

use std::sync::Arc;

use async_graphql::{Context, ID, Interface, Object};
use kept_schema::NodeId;

use super::acceptance::AcceptanceObject;
use super::assignment::AssignmentObject;
use super::channel::ChannelObject;
use super::contract::ContractObject;
use super::error::Fault;
use super::flow::FlowObject;
use super::notice::NoticeObject;
use super::observation::ObservationObject;
use super::party::PartyObject;
use super::promise::PromiseObject;
use super::scalar::Moment;
use super::snapshot_known_at;
use super::term::TermObject;
use crate::app::Snapshot;

/// Anything that has an id in the register.
#[expect(clippy::duplicated_attributes, reason = "two fields of one type")]
#[derive(Clone, Debug, Interface)]
#[graphql(
    name = "Node",
    field(name = "id", ty = "ID", desc = "Its global id, such as `party:mailer` or `term:category/user.contact`."),
    field(name = "key", ty = "String", desc = "Its key: the id without the kind."),
    field(name = "title", ty = "String", desc = "What people call it.")
)]
pub(crate) enum Node {
    /// A party.
    Party(PartyObject),
    /// A contract.
    Contract(ContractObject),
    /// A flow.
    Flow(FlowObject),
    /// A notice.
    Notice(NoticeObject),
    /// A promise.
    Promise(PromiseObject),
    /// A term.
    Term(TermObject),
    /// An accepted risk.
    Acceptance(AcceptanceObject),
    /// Who sees to a finding.
    Assignment(AssignmentObject),
    /// An observation.
    Observation(ObservationObject),
    /// A channel.
    Channel(ChannelObject),
}

impl Node {
    /// What has the id in a snapshot.
    pub(super) fn find(snapshot: &Arc<Snapshot>, id: &NodeId) -> Option<Self> {
        match id {
            NodeId::Party(key) => PartyObject::find(snapshot, key).map(Self::Party),
            NodeId::Contract(key) => ContractObject::find(snapshot, key).map(Self::Contract),
            NodeId::Flow(key) => FlowObject::find(snapshot, key).map(Self::Flow),
            NodeId::Notice(key) => NoticeObject::find(snapshot, key).map(Self::Notice),
            NodeId::Promise(key) => PromiseObject::find(snapshot, key).map(Self::Promise),
            NodeId::Term(taxonomy, key) => TermObject::find(snapshot, *taxonomy, key.as_str()).map(Self::Term),
            NodeId::Acceptance(key) => AcceptanceObject::find(snapshot, key).map(Self::Acceptance),
            NodeId::Assignment(key) => AssignmentObject::find(snapshot, key).map(Self::Assignment),
            NodeId::Channel(key) => ChannelObject::find(snapshot, key).map(Self::Channel),
            NodeId::Observation(key) => ObservationObject::find(snapshot, key).map(Self::Observation),
        }
    }
}

/// Reading anything by its id.
#[derive(Default)]
pub(crate) struct NodeQuery;

#[Object]
impl NodeQuery {
    /// Anything in the register by its global id; null when there is nothing with this id.
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A global id, such as `party:mailer`.")] id: ID,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
    ) -> Result<Option<Node>, Fault> {
        let snapshot = snapshot_known_at(ctx, known_at).await?;
        // What is not an id is the id of nothing.
        Ok(id.parse::<NodeId>().ok().and_then(|id| Node::find(&snapshot, &id)))
    }
}
