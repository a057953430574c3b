//! Lists of records: filtered, ordered, in pages.

use std::borrow::Borrow;
use std::sync::Arc;

use kept_schema::register::Table;
use kept_schema::taxonomy::TermIx;
use kept_schema::{Day, Register, TaxonomyKind, TermKey, TermList, Versioned};

use super::error::Fault;
use super::page::{Connection, PageArgs};
use super::words::OrderDirection;
use super::{blocking, known_term};
use crate::app::Snapshot;

/// Whether a record is wanted.
pub(super) type Filter<V> = Box<dyn Fn(&Register, &V) -> bool + Send>;
/// What a list is ordered by: its name, and the value of a record; `None` orders by key.
pub(super) type Order<V> = Option<(&'static str, fn(&Versioned<V>) -> Option<String>)>;

/// Which records of a table, and in which order.
pub(super) struct Listing<K, V> {
    pub(super) table: fn(&Register) -> &Table<K, V>,
    pub(super) filter: Option<Filter<V>>,
    pub(super) order: Order<V>,
    pub(super) direction: OrderDirection,
}

impl<K, V> Listing<K, V>
where
    K: Ord + Clone + Borrow<str> + Send + Sync + 'static,
    V: Send + Sync + 'static,
{
    /// The page that is asked for. In the order of keys and without a filter it costs work in
    /// proportion to the page; else the table is looked through, on another thread.
    pub(super) async fn page<N: Send + 'static>(
        self,
        snapshot: Arc<Snapshot>,
        args: PageArgs,
        wrap: fn(&Arc<Snapshot>, Arc<Versioned<V>>) -> N,
    ) -> Result<Connection<N>, Fault> {
        let Self { table, filter, order, direction } = self;
        if filter.is_none() && order.is_none() {
            let wrap = |record| wrap(&snapshot, record);
            return Connection::of_table(table(snapshot.register()), &args, direction, wrap);
        }
        blocking(move || {
            let register = snapshot.register();
            let wanted = |record: &V| filter.as_ref().is_none_or(|filter| filter(register, record));
            let records = table(register).iter().filter(|(_, record)| wanted(&record.value));
            let records: Vec<(K, Arc<Versioned<V>>)> =
                records.map(|(key, record)| (key.clone(), record.clone())).collect();
            let key = |(key, _): &(K, _)| -> String { Borrow::<str>::borrow(key).to_owned() };
            let wrap = |(_, record)| wrap(&snapshot, record);
            match order {
                None => Connection::of_list(records, &args, "KEY", direction, key, wrap),
                Some((list, value)) => {
                    let place = |entry: &(K, Arc<Versioned<V>>)| {
                        let value = value(&entry.1);
                        (value.is_none(), value.unwrap_or_default(), key(entry))
                    };
                    Connection::of_list(records, &args, list, direction, place, wrap)
                }
            }
        })
        .await?
    }
}

/// A revision as a value to order by.
pub(super) fn by_revision<V>(record: &Versioned<V>) -> Option<String> {
    Some(format!("{:020}", record.revision))
}

/// The terms a filter's term concerns: itself, what stands under it, and what stands above it,
/// because a broad declaration may mean it. Regions concern each other when they share a place.
pub(super) struct Concerned {
    kind: TaxonomyKind,
    terms: Vec<bool>,
}

impl Concerned {
    /// The terms concerned by the one that the argument at `path` names.
    pub(super) fn by(register: &Register, kind: TaxonomyKind, path: &str, key: &str, day: Day) -> Result<Self, Fault> {
        let key = known_term(register, kind, path, key)?;
        let taxonomy = register.taxonomy();
        let table = taxonomy.table(kind);
        let Some(wanted) = table.find(key.as_str()) else { return Ok(Self { kind, terms: Vec::new() }) };
        let places = taxonomy.region_set(wanted, day);
        let is_concerned = |term: TermIx| match kind {
            TaxonomyKind::Region => !taxonomy.region_set(term, day).is_outside(&places),
            _ => table.covers(wanted, term) || table.covers(term, wanted),
        };
        Ok(Self { kind, terms: table.iter().map(|(term, _)| is_concerned(term)).collect() })
    }

    /// Whether a list names one of them.
    pub(super) fn any_of(&self, register: &Register, list: &TermList) -> bool {
        list.iter().any(|term| self.holds(register, term))
    }

    /// Whether a term is one of them.
    pub(super) fn holds(&self, register: &Register, term: &TermKey) -> bool {
        let term = register.taxonomy().table(self.kind).find(term.as_str());
        term.is_some_and(|term| self.terms.get(term.index()).copied().unwrap_or_default())
    }
}

/// Words that all stand in one of some texts, whatever their case.
#[derive(Debug)]
pub(super) struct Words(Vec<String>);

impl Words {
    pub(super) fn of(text: &str) -> Self {
        Self(text.to_lowercase().split_whitespace().map(ToOwned::to_owned).collect())
    }

    pub(super) fn are_in(&self, texts: &[&str]) -> bool {
        let texts: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
        self.0.iter().all(|word| texts.iter().any(|text| text.contains(word.as_str())))
    }
}
