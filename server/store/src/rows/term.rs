//! Rows of the table `term`: `term:⟨category/user.loyalty⟩`.

use kept_schema::{Record, TaxonomyKind, Term};
use surrealdb::types::{RecordId, SurrealValue};

use super::{
    Row, Unreadable, key_text, parse, parse_option, parse_terms, revision, stored_number, text, text_option, texts,
    unreadable,
};

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
pub(crate) struct TermRow {
    id: RecordId,
    revision: i64,
    name: String,
    description: Option<String>,
    parent: Option<String>,
    members: Vec<String>,
}

impl TermRow {
    pub(crate) fn of(term: &Term, revision: u64) -> Self {
        let Term { taxonomy, key, name, description, parent, members } = term;
        Self {
            id: RecordId::new(Self::TABLE, format!("{}/{key}", taxonomy.prefix())),
            revision: stored_number(revision),
            name: text(name),
            description: text_option(description.as_ref()),
            parent: text_option(parent.as_ref()),
            members: texts(members),
        }
    }
}

impl Row for TermRow {
    const TABLE: &'static str = "term";

    fn read(self) -> Result<(Record, u64), Unreadable> {
        let id = key_text("id", self.id)?;
        let (prefix, key) = id.split_once('/').ok_or_else(|| unreadable("id", "no taxonomy stands before the key"))?;
        let taxonomy =
            TaxonomyKind::from_prefix(prefix).ok_or_else(|| unreadable("id", "there is no such taxonomy"))?;
        let term = Term {
            taxonomy,
            key: parse("id", key)?,
            name: parse("name", &self.name)?,
            description: parse_option("description", self.description.as_ref())?,
            parent: parse_option("parent", self.parent.as_ref())?,
            members: parse_terms("members", &self.members)?,
        };
        Ok((Record::Term(term), revision(self.revision)?))
    }
}
