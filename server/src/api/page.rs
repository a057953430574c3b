//! Pages of lists (Relay cursor connections).
//!
//! A cursor says what stands at a place, not how many stand before it, so that pages stay right
//! when the register changes between two requests.

use std::borrow::Borrow;
use std::collections::Bound;
use std::sync::Arc;

use async_graphql::connection::{CursorType, OpaqueCursor};
use async_graphql::{Object, OutputType, SimpleObject};
use kept_schema::Versioned;
use kept_schema::register::Table;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::acceptance::AcceptanceObject;
use super::assignment::AssignmentObject;
use super::channel::ChannelObject;
use super::contract::ContractObject;
use super::deadline::DeadlineObject;
use super::error::Fault;
use super::finding::FindingObject;
use super::flow::FlowObject;
use super::log::ChangeObject;
use super::notice::NoticeObject;
use super::observation::ObservationObject;
use super::party::PartyObject;
use super::promise::PromiseObject;
use super::recipient::RecipientObject;
use super::search::SearchHitObject;
use super::words::OrderDirection;

/// How many are returned when nothing else is asked for.
pub(super) const DEFAULT_PAGE: usize = 50;
/// The most that are returned at a time.
pub(super) const MAX_PAGE: usize = 500;

/// How many entries of a list that is not a connection are returned when nothing else is said.
pub(super) const DEFAULT_LIST: i32 = 100;

/// How many entries of a list that is not a connection are wanted.
pub(super) fn limit(first: Option<i32>) -> Result<usize, Fault> {
    let first = first.unwrap_or(DEFAULT_LIST);
    let refused = || Fault::invalid("first", format!("`{first}` is out of range: `first` is 0 to {MAX_PAGE}"));
    usize::try_from(first).ok().filter(|count| *count <= MAX_PAGE).ok_or_else(refused)
}

/// As many entries of a list that is not a connection as are wanted.
pub(super) fn cut<T>(list: &[T], first: Option<i32>) -> Result<&[T], Fault> {
    let count = limit(first)?;
    Ok(list.get(..count).unwrap_or(list))
}

/// Which part of a list is asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct PageArgs {
    pub(super) first: Option<i32>,
    pub(super) after: Option<String>,
    pub(super) last: Option<i32>,
    pub(super) before: Option<String>,
}

/// How many, and from which end.
#[derive(Clone, Copy)]
enum Window {
    First(usize),
    Last(usize),
}

impl PageArgs {
    pub(super) const fn new(
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Self {
        Self { first, after, last, before }
    }

    fn window(&self) -> Result<Window, Fault> {
        match (self.first, self.last) {
            (Some(_), Some(_)) => {
                Err(Fault::invalid("last", "ask for the `first` or for the `last` of a list, not for both"))
            }
            (first, None) => size("first", first).map(Window::First),
            (None, last) => size("last", last).map(Window::Last),
        }
    }
}

fn size(argument: &str, asked: Option<i32>) -> Result<usize, Fault> {
    let Some(asked) = asked else { return Ok(DEFAULT_PAGE) };
    usize::try_from(asked).ok().filter(|size| *size <= MAX_PAGE).ok_or_else(|| {
        Fault::invalid(
            argument,
            format!("`{asked}` is not the size of a page: 0 to {MAX_PAGE}; ask for the next page with `after`"),
        )
    })
}

/// What a page costs: its fields, for each thing on it. Half-way reasonable numbers only: others
/// are refused when the page is made.
pub(super) fn cost(first: Option<i32>, last: Option<i32>, child: usize) -> usize {
    let size = first.or(last).and_then(|size| usize::try_from(size).ok()).unwrap_or(DEFAULT_PAGE);
    size.min(MAX_PAGE).saturating_mul(child).saturating_add(1)
}

/// Which lists a cursor belongs to, and the place in it.
fn encode<C: Serialize + DeserializeOwned>(list: &str, place: C) -> String {
    OpaqueCursor((list.to_owned(), place)).encode_cursor()
}

fn decode<C: Serialize + DeserializeOwned>(
    argument: &str,
    list: &str,
    cursor: Option<&String>,
) -> Result<Option<C>, Fault> {
    let Some(cursor) = cursor else { return Ok(None) };
    match OpaqueCursor::<(String, C)>::decode_cursor(cursor) {
        Ok(OpaqueCursor((of, place))) if of == list => Ok(Some(place)),
        _ => {
            Err(Fault::invalid(argument, "this is not a cursor of this list in this order; use a `cursor` it returned"))
        }
    }
}

/// Where a page begins and ends.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct PageInfo {
    /// Whether there is more after this page.
    has_next_page: bool,
    /// Whether there is more before this page.
    has_previous_page: bool,
    /// The cursor of the first on this page; give it as `before` to get the page before.
    start_cursor: Option<String>,
    /// The cursor of the last on this page; give it as `after` to get the next page.
    end_cursor: Option<String>,
}

/// One entry of a page.
#[derive(Clone, Debug)]
pub(crate) struct Edge<N> {
    cursor: String,
    node: N,
}

/// A page of a list.
#[derive(Clone, Debug)]
pub(crate) struct Connection<N> {
    edges: Vec<Edge<N>>,
    total_count: u64,
    page_info: PageInfo,
}

/// One entry of a page, with its place in the list.
#[Object(
    concrete(name = "PartyEdge", params(PartyObject)),
    concrete(name = "ContractEdge", params(ContractObject)),
    concrete(name = "FlowEdge", params(FlowObject)),
    concrete(name = "NoticeEdge", params(NoticeObject)),
    concrete(name = "PromiseEdge", params(PromiseObject)),
    concrete(name = "FindingEdge", params(FindingObject)),
    concrete(name = "AcceptanceEdge", params(AcceptanceObject)),
    concrete(name = "AssignmentEdge", params(AssignmentObject)),
    concrete(name = "ObservationEdge", params(ObservationObject)),
    concrete(name = "ChannelEdge", params(ChannelObject)),
    concrete(name = "DeadlineEdge", params(DeadlineObject)),
    concrete(name = "RecipientEdge", params(RecipientObject)),
    concrete(name = "SearchEdge", params(SearchHitObject)),
    concrete(name = "ChangeEdge", params(ChangeObject))
)]
impl<N: OutputType> Edge<N> {
    /// The place in the list: give it as `after` or `before`. What it is made of may change.
    async fn cursor(&self) -> &str {
        &self.cursor
    }

    /// What stands there.
    async fn node(&self) -> &N {
        &self.node
    }
}

/// A page of a list. Ask for `nodes`, or for `edges` when you need the cursor of each entry.
#[Object(
    concrete(name = "PartyConnection", params(PartyObject)),
    concrete(name = "ContractConnection", params(ContractObject)),
    concrete(name = "FlowConnection", params(FlowObject)),
    concrete(name = "NoticeConnection", params(NoticeObject)),
    concrete(name = "PromiseConnection", params(PromiseObject)),
    concrete(name = "FindingConnection", params(FindingObject)),
    concrete(name = "AcceptanceConnection", params(AcceptanceObject)),
    concrete(name = "AssignmentConnection", params(AssignmentObject)),
    concrete(name = "ObservationConnection", params(ObservationObject)),
    concrete(name = "ChannelConnection", params(ChannelObject)),
    concrete(name = "DeadlineConnection", params(DeadlineObject)),
    concrete(name = "RecipientConnection", params(RecipientObject)),
    concrete(name = "SearchConnection", params(SearchHitObject)),
    concrete(name = "ChangeConnection", params(ChangeObject))
)]
impl<N: OutputType> Connection<N>
where
    Edge<N>: OutputType,
{
    /// What is on this page.
    async fn nodes(&self) -> Vec<&N> {
        self.edges.iter().map(|edge| &edge.node).collect()
    }

    /// What is on this page, each with its cursor.
    async fn edges(&self) -> Vec<&Edge<N>> {
        self.edges.iter().collect()
    }

    /// How many there are in the whole list, after filtering.
    #[graphql(complexity = 1)]
    async fn total_count(&self) -> u64 {
        self.total_count
    }

    /// Where this page begins and ends.
    async fn page_info(&self) -> &PageInfo {
        &self.page_info
    }
}

impl<N> Connection<N> {
    /// A page that is known already. `more` says whether there is something before and after it.
    pub(super) fn known(edges: impl IntoIterator<Item = (String, N)>, total_count: u64, more: (bool, bool)) -> Self {
        let edges: Vec<_> = edges.into_iter().map(|(cursor, node)| Edge { cursor, node }).collect();
        let page_info = PageInfo {
            has_previous_page: more.0,
            has_next_page: more.1,
            start_cursor: edges.first().map(|edge| edge.cursor.clone()),
            end_cursor: edges.last().map(|edge| edge.cursor.clone()),
        };
        Self { edges, total_count, page_info }
    }

    /// The same page of what each on it leads to.
    pub(super) fn lead_to<M>(self, wrap: impl Fn(N) -> Option<M>) -> Connection<M> {
        let edge = |Edge { cursor, node }| wrap(node).map(|node| Edge { cursor, node });
        let edges = self.edges.into_iter().filter_map(edge).collect();
        Connection { edges, total_count: self.total_count, page_info: self.page_info }
    }

    /// A page of a table in the order of its keys. Costs work in proportion to the page.
    pub(super) fn of_table<K, V>(
        table: &Table<K, V>,
        args: &PageArgs,
        direction: OrderDirection,
        wrap: impl Fn(Arc<Versioned<V>>) -> N,
    ) -> Result<Self, Fault>
    where
        K: Ord + Clone + Borrow<str>,
    {
        const LIST: &str = "KEY";
        let window = args.window()?;
        let after: Option<String> = decode("after", LIST, args.after.as_ref())?;
        let before: Option<String> = decode("before", LIST, args.before.as_ref())?;
        let descending = direction == OrderDirection::Desc;
        let (low, high) = if descending { (&before, &after) } else { (&after, &before) };
        // An empty or inverted range would panic.
        if low.is_some() && high.is_some() && low >= high {
            return Ok(Self::known([], table.len() as u64, (true, true)));
        }
        let bound = |key: &Option<String>| key.clone().map_or(Bound::Unbounded, Bound::Excluded);
        let (low, high) = (bound(low), bound(high));
        let mut range = table.range::<_, str>((low.as_ref().map(String::as_str), high.as_ref().map(String::as_str)));
        // What is taken comes from the low end of the keys when exactly one of these turns it round.
        let (count, from_high) = match window {
            Window::First(count) => (count, descending),
            Window::Last(count) => (count, !descending),
        };
        let mut taken: Vec<(&K, &Arc<Versioned<V>>)> = Vec::with_capacity(count.min(table.len()));
        let mut next = || if from_high { range.next_back() } else { range.next() };
        while taken.len() < count
            && let Some(entry) = next()
        {
            taken.push(entry);
        }
        let more = next().is_some();
        let more = match window {
            Window::First(_) => (after.is_some(), more || before.is_some()),
            Window::Last(_) => {
                taken.reverse();
                (more || after.is_some(), before.is_some())
            }
        };
        let edges = taken
            .into_iter()
            .map(|(key, record)| (encode::<String>(LIST, Borrow::<str>::borrow(key).to_owned()), wrap(record.clone())));
        Ok(Self::known(edges, table.len() as u64, more))
    }

    /// A page of a list in the order of `place`, which must be different for each item. `list` names
    /// the order, so that a cursor of another order is refused.
    pub(super) fn of_list<T, C>(
        mut items: Vec<T>,
        args: &PageArgs,
        list: &str,
        direction: OrderDirection,
        place: impl Fn(&T) -> C,
        wrap: impl Fn(T) -> N,
    ) -> Result<Self, Fault>
    where
        C: Ord + Serialize + DeserializeOwned,
    {
        let window = args.window()?;
        let after: Option<C> = decode("after", list, args.after.as_ref())?;
        let before: Option<C> = decode("before", list, args.before.as_ref())?;
        items.sort_by_cached_key(&place);
        let descending = direction == OrderDirection::Desc;
        if descending {
            items.reverse();
        }
        let total = items.len();
        let is_after = |item: &C, mark: &C| if descending { item < mark } else { item > mark };
        let start = after.map_or(0, |after| items.partition_point(|item| !is_after(&place(item), &after)));
        let end = before.map_or(total, |before| items.partition_point(|item| is_after(&before, &place(item))));
        let end = end.max(start);
        let (start, end) = match window {
            Window::First(count) => (start, end.min(start.saturating_add(count))),
            Window::Last(count) => (start.max(end.saturating_sub(count)), end),
        };
        let edges =
            items.into_iter().skip(start).take(end - start).map(|item| (encode(list, place(&item)), wrap(item)));
        Ok(Self::known(edges, total as u64, (start > 0, end < total)))
    }
}
