//! Bringing in what others publish. It is laid over the register as it is here: who sends it need not know what is
//! recorded already.

use async_graphql::{Context, InputObject, Json, Object, SimpleObject};
use kept_schema::{NodeId, PartyKey, Problem, Problems, Register, SourcedEdit};
use serde_json::Value;

use super::blocking;
use super::error::Fault;
use super::observation::{MOST_ROWS, reference};
use super::plan::PlanObject;
use super::scalar::Date;
use super::write;
use crate::app::today;
use crate::import::{GvlContext, SubprocessorContext, SubprocessorRow, gvl_json, lay_subprocessors};

/// A Global Vendor List of the IAB Europe TCF.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct ImportGvlInput {
    /// The list as it is published: version 3 of the format.
    list: Json<Value>,
    /// The key of the party whose users the vendors reach; the only SELF party when not said.
    source: Option<String>,
}

/// A line of a list of sub-processors.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct SubprocessorRowInput {
    /// Who shares, as it is called there.
    from: String,
    /// With whom, as it is called there.
    to: String,
    /// For which service.
    service: Option<String>,
    /// The line it is on; its place among the rows when not said.
    line: Option<u32>,
}

/// Lists of sub-processors that were published, as a table.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct ImportSubprocessorsInput {
    /// Its lines, at most 10,000.
    rows: Vec<SubprocessorRowInput>,
    /// The day the list was seen, from which flows count that are not recorded yet; today when not said.
    observed_on: Option<Date>,
    /// What the list is called or where it is kept, for the change log.
    reference: Option<String>,
}

/// What was made of a list, and what that did.
#[derive(Debug, SimpleObject)]
pub(crate) struct ImportPayload {
    /// What the list brings, in numbers, and what someone should look at.
    told: String,
    /// What the mutation did.
    #[graphql(flatten)]
    plan: PlanObject,
}

/// What a list wants to change, a line for the change log, and what is to be said of it.
struct Wish {
    edits: Vec<SourcedEdit>,
    summary: String,
    told: String,
}

impl ImportGvlInput {
    fn wish(&self, register: &Register) -> Result<Wish, Fault> {
        let source = self.source.as_deref().map(str::parse::<PartyKey>).transpose();
        let source = source.map_err(|error| Fault::invalid("input.source", error.to_string()))?;
        let import = gvl_json(&self.list, &GvlContext { register, source, file: None }).map_err(in_list)?;
        let edits = import.edits.into_iter().map(|edit| SourcedEdit { path: of_list(&edit.path), ..edit });
        Ok(Wish { edits: edits.collect(), summary: import.summary.title(), told: import.summary.to_string() })
    }
}

/// Where in the input something of a vendor list is.
fn of_list(path: &str) -> String {
    match path {
        "" => "input.list".to_owned(),
        "source" => "input.source".to_owned(),
        path => format!("input.list.{path}"),
    }
}

fn in_list(problems: Problems) -> Fault {
    problems.map(|problem| Problem { path: of_list(&problem.path), ..problem }).into()
}

impl ImportSubprocessorsInput {
    fn wish(&self, register: &Register) -> Result<Wish, Fault> {
        if self.rows.len() > MOST_ROWS {
            return Err(Fault::invalid("input.rows", format!("at most {MOST_ROWS} rows fit into one request")));
        }
        let called = reference(self.reference.as_deref())?;
        let called = called.as_deref().unwrap_or("a list");
        let (mut rows, mut problems) = (Vec::new(), Vec::new());
        for (index, row) in (0_u32..).zip(&self.rows) {
            let fields = [row.from.as_str(), row.to.as_str(), row.service.as_deref().unwrap_or_default()];
            match SubprocessorRow::new(row.line.unwrap_or(index + 1), fields) {
                Ok(row) => rows.push(row),
                Err(wrong) => problems.extend(wrong.into_iter().map(|(field, message)| Problem {
                    origin: None,
                    path: format!("input.rows[{index}].{field}"),
                    message,
                })),
            }
        }
        Problems::check(problems)?;
        let observed_on = self.observed_on.map_or_else(today, |day| day.0);
        let import = lay_subprocessors(rows, &SubprocessorContext { register, observed_on, file: called.into() });
        let edits = import.edits.into_iter().map(|edit| SourcedEdit { path: "input.rows".to_owned(), ..edit });
        Ok(Wish { edits: edits.collect(), summary: import.summary.title(called), told: import.summary.to_string() })
    }
}

/// Brings a list in, or only says what that would do. Records are put as a whole, so none may have changed since it was
/// looked at.
async fn import(
    ctx: &Context<'_>,
    action: &str,
    dry_run: Option<bool>,
    wish: impl FnOnce(&Register) -> Result<Wish, Fault> + Send + 'static,
) -> Result<ImportPayload, Fault> {
    let snapshot = write::app(ctx)?.snapshot();
    let before = snapshot.clone();
    let Wish { edits, summary, told } = blocking(move || wish(before.register())).await??;
    let expected = revisions(snapshot.register(), &edits);
    let outcome = write::carry_out(ctx, (action, summary), edits, expected, dry_run).await?;
    Ok(ImportPayload { told, plan: PlanObject::of(outcome) })
}

/// The revisions of the records that edits change.
fn revisions(register: &Register, edits: &[SourcedEdit]) -> Vec<(NodeId, u64)> {
    let revision = |edit: &SourcedEdit| {
        let id = edit.edit.id();
        register.revision_of(&id).map(|revision| (id, revision))
    };
    edits.iter().filter_map(revision).collect()
}

/// Bringing in what others publish.
#[derive(Default)]
pub(crate) struct ImportMutation;

#[Object]
impl ImportMutation {
    /// Brings the register to what a Global Vendor List of the IAB Europe TCF says: vendors become parties, their purposes
    /// flows by legal basis. A later list shows as changes; vendors that are gone are offboarded and their flows end, and
    /// nothing is removed.
    async fn import_gvl(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The list, and whose users its vendors reach.")] input: ImportGvlInput,
        #[graphql(desc = "Whether to only say what would happen.", default_with = "Some(false)")] dry_run: Option<bool>,
    ) -> Result<ImportPayload, Fault> {
        import(ctx, "importGvl", dry_run, move |register| input.wish(register)).await
    }

    /// Declares what vendors publish of their sub-processors: a name becomes a party, a line a flow that says nothing but
    /// the service. What is recorded already stays.
    async fn import_subprocessors(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What was published.")] input: ImportSubprocessorsInput,
        #[graphql(desc = "Whether to only say what would happen.", default_with = "Some(false)")] dry_run: Option<bool>,
    ) -> Result<ImportPayload, Fault> {
        import(ctx, "importSubprocessors", dry_run, move |register| input.wish(register)).await
    }
}
