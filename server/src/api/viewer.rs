//! Who asks.

use async_graphql::{Context, Enum, Object, SimpleObject};

/// The name the change log gets for who changes something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor(pub String);

/// Who changes something: until there is a sign-in, whoever reaches this machine.
pub(super) fn actor(ctx: &Context<'_>) -> String {
    ctx.data_opt::<Actor>().map_or_else(|| "local".to_owned(), |actor| actor.0.clone())
}

/// What someone may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum Right {
    /// See the register, its findings and its change log.
    Read,
    /// Change the register.
    Write,
    /// Decide who may do what.
    Administer,
}

/// Whoever asks.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct Viewer {
    /// The name that the change log records for what you change.
    name: String,
    /// What you may do.
    rights: Vec<Right>,
}

/// Reading who asks.
#[derive(Default)]
pub(crate) struct ViewerQuery;

#[Object]
impl ViewerQuery {
    /// Who you are to this service, and what you may do.
    async fn viewer(&self, ctx: &Context<'_>) -> Viewer {
        Viewer { name: actor(ctx), rights: vec![Right::Read, Right::Write, Right::Administer] }
    }
}
