//! The GraphQL interface: objects, queries, mutations and subscriptions, one file a noun.
//!
//! A resolver parses its arguments, calls a use case and maps the answer. Every object holds the
//! snapshot it was read from, so that an answer speaks of one revision from its first field to its
//! last, in payloads of mutations too.

mod acceptance;
mod alert;
mod apply;
mod arguments;
mod asked;
mod assignment;
mod channel;
mod chokepoints;
mod clause;
mod clause_kind;
mod contract;
mod coverage;
mod deadline;
mod delivery;
mod error;
mod exposure;
mod finding;
mod flow;
mod forecast;
mod import;
mod input;
mod links;
mod listing;
mod log;
mod look;
mod map;
mod may_share;
mod node;
mod notice;
mod nulls;
mod observation;
mod page;
mod party;
mod path;
mod plan;
mod promise;
mod recipient;
mod repair;
mod report;
mod scalar;
mod search;
mod subscription;
mod term;
mod unread;
mod values;
mod viewer;
mod words;
mod write;

pub mod guard;

#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;

use async_graphql::futures_util::stream::{BoxStream, StreamExt};
use async_graphql::{
    Context, Data, Executor, ID, MergedObject, Request, Response, SDLExportOptions, Schema, SchemaBuilder, Variables,
};
use kept_engine::{Language, Said};
use kept_schema::{Day, NodeKind, PartyKey, Problem, Problems, Register, TaxonomyKind, TermKey};

pub(crate) use error::Fault;
pub use error::correlation_id;
pub(crate) use may_share::{Question, decide};
pub use viewer::Actor;

use crate::app::{App, Snapshot, today};
use asked::Asked;
pub(crate) use asked::operation;
use scalar::{Date, Moment};

/// The deepest a query may be nested; the standard introspection is 15 deep.
const MAX_DEPTH: usize = 20;
/// The most a query may cost: a field costs one, and a page what is on it for each thing it may hold.
const MAX_COMPLEXITY: usize = 200_000;
/// The most directives on one field.
const MAX_DIRECTIVES: usize = 8;

/// Everything that can be asked.
#[derive(Default, MergedObject)]
pub(crate) struct Query(
    node::NodeQuery,
    party::PartyQuery,
    contract::ContractQuery,
    flow::FlowQuery,
    notice::NoticeQuery,
    promise::PromiseQuery,
    term::TaxonomyQuery,
    search::SearchQuery,
    recipient::RecipientQuery,
    path::PathQuery,
    report::ReportQuery,
    deadline::DeadlineQuery,
    forecast::ForecastQuery,
    may_share::MayShareQuery,
    exposure::ExposureQuery,
    chokepoints::ChokepointQuery,
    map::MapQueries,
    acceptance::AcceptanceQuery,
    assignment::AssignmentQuery,
    observation::ObservationQuery,
    channel::ChannelQuery,
    alert::AlertQuery,
    delivery::DeliveryQuery,
    log::ChangeQuery,
    look::LookQuery,
    viewer::ViewerQuery,
);

/// Everything that changes the register. Each mutation happens as a whole or not at all, and says
/// which findings it makes appear and disappear.
#[derive(Default, MergedObject)]
pub(crate) struct Mutation(
    party::PartyMutation,
    contract::ContractMutation,
    flow::FlowMutation,
    notice::NoticeMutation,
    promise::PromiseMutation,
    term::TermMutation,
    acceptance::AcceptanceMutation,
    assignment::AssignmentMutation,
    observation::ObservationMutation,
    import::ImportMutation,
    channel::ChannelMutation,
    alert::AlertMutation,
    delivery::DeliveryMutation,
    apply::ApplyMutation,
);

type Inner = Schema<Query, Mutation, subscription::Subscription>;

/// The schema with its use cases. Every error of its responses has a code, those about values say which, and what failed is null in them.
#[derive(Clone)]
pub struct KeptSchema(Inner);

impl fmt::Debug for KeptSchema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptSchema").finish_non_exhaustive()
    }
}

impl KeptSchema {
    /// Answers a query or a mutation. It reads the `Arc<Snapshot>` in the request's data, else the
    /// current one.
    pub async fn execute(&self, request: impl Into<Request>) -> Response {
        let request = request.into();
        let asked = Asked::of(&request);
        asked.mended(self.0.execute(request).await)
    }
}

impl Executor for KeptSchema {
    async fn execute(&self, request: Request) -> Response {
        Self::execute(self, request).await
    }

    fn execute_stream(&self, request: Request, session_data: Option<Arc<Data>>) -> BoxStream<'static, Response> {
        let asked = Asked::of(&request);
        let answers = Executor::execute_stream(&self.0, request, session_data);
        answers.map(move |answer| asked.mended(answer)).boxed()
    }
}

fn builder() -> SchemaBuilder<Query, Mutation, subscription::Subscription> {
    Schema::build(Query::default(), Mutation::default(), subscription::Subscription)
        .override_output_type_description::<ID>("The id of something; what it is made of may change.")
        .limit_depth(MAX_DEPTH)
        .limit_recursive_depth(guard::MAX_NESTING)
        .limit_complexity(MAX_COMPLEXITY)
        .limit_directives(MAX_DIRECTIVES)
}

/// The schema over the use cases of an app.
#[must_use]
pub fn build(app: Arc<App>) -> KeptSchema {
    KeptSchema(builder().data(app).data(Arc::new(links::LinkCache::default())).finish())
}

/// Answers a request of this process itself, as a server would: what a command asks of a store is what it asks of a service.
pub async fn answer(app: Arc<App>, actor: Actor, query: &str, variables: &serde_json::Value) -> serde_json::Value {
    let request = Request::new(query).variables(Variables::from_json(variables.clone())).data(actor);
    // An answer is made of texts and numbers, which JSON can say.
    serde_json::to_value(build(app).execute(request).await).unwrap_or_default()
}

/// The published schema. The same program prints the same text.
#[must_use]
pub fn sdl() -> String {
    let options = SDLExportOptions::new().use_space_ident().include_specified_by();
    builder().finish().sdl_with_options(options)
}

/// The snapshot a request reads.
fn snapshot(ctx: &Context<'_>) -> Arc<Snapshot> {
    match (ctx.data_opt::<Arc<Snapshot>>(), ctx.data_opt::<Arc<App>>()) {
        (Some(snapshot), _) => snapshot.clone(),
        (None, Some(app)) => app.snapshot(),
        // Without an app, as for printing the schema, nothing is recorded.
        (None, None) => Arc::new(Snapshot::new(Register::default())),
    }
}

/// The snapshot a question about the past reads: the register as it was recorded at a moment.
async fn snapshot_known_at(ctx: &Context<'_>, known_at: Option<Moment>) -> Result<Arc<Snapshot>, Fault> {
    match known_at {
        None => Ok(snapshot(ctx)),
        Some(moment) => Ok(write::app(ctx)?.known_at(moment.0).await?),
    }
}

/// Sentences in the language of the request.
fn told(ctx: &Context<'_>, sentences: &[Said]) -> Vec<String> {
    sentences.iter().map(|said| said.in_language(language(ctx)).to_owned()).collect()
}

/// The language a request is answered in.
fn language(ctx: &Context<'_>) -> Language {
    ctx.data_opt::<Language>().copied().unwrap_or_default()
}

/// The day that is asked about: today when none is.
fn day_of(as_of: Option<Date>) -> Day {
    as_of.map_or_else(today, |date| date.0)
}

/// Runs graph work where it does not hold up other requests.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Fault::internal(&error))
}

/// A party that an argument names.
fn known_party(register: &Register, path: &str, key: &str) -> Result<PartyKey, Fault> {
    find_party(register, path, key).map_err(|problem| Problems::one(problem).into())
}

/// A term that an argument names.
fn known_term(register: &Register, kind: TaxonomyKind, path: &str, key: &str) -> Result<TermKey, Fault> {
    find_term(register, kind, path, key).map_err(|problem| Problems::one(problem).into())
}

fn find_party(register: &Register, path: &str, key: &str) -> Result<PartyKey, Problem> {
    if let Some((key, _)) = register.parties().get_key_value(key) {
        return Ok(key.clone());
    }
    let hint = kept_schema::problem::nearest(key, register.parties().keys().map(PartyKey::as_str));
    let hint = hint.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    let shown: String = key.chars().take(128).collect();
    let message = format!("`{shown}` is not the key of a {}{hint}", NodeKind::Party.prefix());
    Err(Problem { origin: None, path: path.to_owned(), message })
}

fn find_term(register: &Register, kind: TaxonomyKind, path: &str, key: &str) -> Result<TermKey, Problem> {
    let table = register.taxonomy().table(kind);
    table.find(key).and_then(|term| table.get(term)).map(|info| info.key.clone()).ok_or_else(|| {
        let shown: String = key.chars().take(128).collect();
        Problem { origin: None, path: path.to_owned(), message: register.taxonomy().unknown(kind, &shown) }
    })
}
