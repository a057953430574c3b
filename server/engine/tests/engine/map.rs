//! What is drawn: how contracts cover a flow, and parts of the sharing graph.

use kept_engine::questions::{CoverageState, Explainer, MapQuery, SharingMap, sharing_map};
use kept_engine::{Certainty, SharingGraph};
use kept_schema::document::{SourceFile, read_register};
use kept_schema::{Register, TermKey};

use crate::fixture::day;

/// We send e-mail addresses to a mailer and to a crowd of small vendors; the mailer hires a host, the host sends something
/// back, and two strangers share what never came from us.
const DOCUMENT: &str = "
kept: 1
parties:
  - {key: us, name: Acme GmbH, kind: SELF, country: DE}
  - {key: shop, name: Web shop, kind: SYSTEM, operator: us}
  - {key: crm, name: CRM, kind: SYSTEM, operator: us}
  - {key: mailer, name: Nimbus Mail Inc., kind: VENDOR, country: US}
  - {key: mailer-store, name: Nimbus Store, kind: SYSTEM, operator: mailer}
  - {key: host, name: Cumulus Hosting, kind: VENDOR, country: US}
  - {key: ads, name: Ads, kind: PARTNER, country: US}
  - {key: stranger, name: Stranger, kind: VENDOR, country: US}
contracts:
  - {key: dpa, kind: DATA_PROCESSING_AGREEMENT, parties: [{party: us, role: CONTROLLER}, {party: mailer, role: PROCESSOR}],
     effectiveOn: 2025-01-01, endsOn: 2026-12-31,
     terms: {categories: [user.contact], purposes: [marketing.communications.email], regions: [US]}}
  - {key: sub, kind: DATA_PROCESSING_AGREEMENT, parties: [{party: mailer, role: PROCESSOR}, {party: host, role: SUB_PROCESSOR}],
     effectiveOn: 2026-10-01}
  - {key: ads-deal, kind: DATA_SHARING, parties: [{party: us, role: CONTROLLER}, {party: ads, role: CONTROLLER}],
     effectiveOn: 2025-01-01, terms: {categories: [user.behavior], purposes: [marketing.advertising], regions: [US]}}
flows:
  - {key: inside, source: shop, recipient: crm, categories: [user.contact.email], purposes: [essential.service],
     startedOn: 2025-01-01}
  - {key: shop-mailer, source: shop, recipient: mailer, categories: [user.contact.email],
     purposes: [marketing.communications.email], regions: [US], retention: P1Y, startedOn: 2025-01-01}
  - {key: mailer-host, source: mailer, recipient: host, categories: [user.contact], purposes: [essential.service],
     regions: [US], startedOn: 2025-01-01}
  - {key: host-mailer, source: host, recipient: mailer, categories: [user.contact.email], purposes: [essential.service],
     regions: [US], startedOn: 2025-01-01}
  - {key: within, source: mailer, recipient: mailer-store, categories: [user.contact.email], purposes: [essential.service],
     startedOn: 2025-01-01}
  - {key: shop-ads, source: shop, recipient: ads, categories: [user.contact.email], purposes: [marketing.advertising],
     regions: [US], startedOn: 2025-01-01}
  - {key: shop-ads-broad, source: shop, recipient: ads, categories: [user], purposes: [marketing.advertising], regions: [US],
     startedOn: 2025-01-01}
  - {key: strange, source: stranger, recipient: host, categories: [user.location], purposes: [essential.service],
     startedOn: 2025-01-01}
";

fn register() -> Register {
    read_register(vec![SourceFile::new("map.yaml", DOCUMENT)]).unwrap_or_else(|problems| panic!("{problems}")).0
}

fn coverage(flow: &str, on: &str) -> (CoverageState, Vec<String>, Option<String>) {
    let register = register();
    let graph = SharingGraph::new(&register);
    let explainer = Explainer::new(&register, &graph);
    let found = explainer.coverer(&register, &graph, day(on)).coverage(&flow.parse().unwrap()).unwrap();
    (found.state, found.contracts.iter().map(ToString::to_string).collect(), found.day.map(|day| day.to_string()))
}

#[test]
fn each_line_says_how_contracts_cover_it() {
    let none = Vec::<String>::new;
    assert_eq!(coverage("inside", "2026-06-01"), (CoverageState::NotNeeded, none(), None));
    assert_eq!(coverage("within", "2026-06-01"), (CoverageState::NotNeeded, none(), None));
    assert_eq!(coverage("shop-mailer", "2026-06-01"), (CoverageState::InForce, vec!["dpa".to_owned()], None));
    assert_eq!(
        coverage("shop-mailer", "2027-02-01"),
        (CoverageState::Ended, vec!["dpa".to_owned()], Some("2026-12-31".to_owned()))
    );
    assert_eq!(
        coverage("mailer-host", "2026-06-01"),
        (CoverageState::Awaited, vec!["sub".to_owned()], Some("2026-10-01".to_owned()))
    );
    // It records no terms: that is not shown to admit anything.
    assert_eq!(coverage("mailer-host", "2026-10-01"), (CoverageState::Unproven, vec!["sub".to_owned()], None));
    assert_eq!(coverage("shop-ads", "2026-06-01"), (CoverageState::Outside, vec!["ads-deal".to_owned()], None));
    assert_eq!(coverage("shop-ads-broad", "2026-06-01"), (CoverageState::Unproven, vec!["ads-deal".to_owned()], None));
    assert_eq!(coverage("strange", "2026-06-01"), (CoverageState::Missing, none(), None));
}

fn map(of: &[&str], around: &[&str], first: usize) -> SharingMap {
    let register = register();
    let graph = SharingGraph::new(&register);
    let query = MapQuery {
        of: of.iter().map(|key| key.parse::<TermKey>().unwrap()).collect(),
        around: around.iter().map(|key| key.parse().unwrap()).collect(),
        first,
    };
    sharing_map(&register, &graph, &query, day("2026-06-01"))
}

fn drawn(of: &[&str], around: &[&str], first: usize) -> (Vec<String>, Vec<String>, usize) {
    let map = map(of, around, first);
    let party = |party: &kept_engine::questions::MapParty| {
        let hops = party.hops.map_or_else(|| "-".to_owned(), |hops| hops.to_string());
        let certainty = match party.certainty {
            None => "",
            Some(Certainty::Certain) => " certain",
            Some(Certainty::Possible) => " possible",
        };
        let hidden = if party.hidden > 0 { format!(" +{}", party.hidden) } else { String::new() };
        format!("{} {hops}{certainty}{hidden}", party.party)
    };
    let flows = map.flows.iter().map(|flow| flow.flow.to_string()).collect();
    (map.parties.iter().map(party).collect(), flows, map.total)
}

#[test]
fn a_category_shows_who_holds_it_and_how_it_gets_there() {
    let (parties, flows, total) = drawn(&["user.contact.email"], &[], 50);
    assert_eq!(
        parties,
        ["crm 0", "shop 0", "ads 1 certain", "mailer 1 certain", "host 2 possible", "mailer-store 2 certain"]
    );
    assert_eq!(flows, ["host-mailer", "inside", "mailer-host", "shop-ads", "shop-ads-broad", "shop-mailer", "within"]);
    assert_eq!(total, 6);
    // What came from elsewhere is not on the map of our data, a stranger least of all.
    let (parties, flows, _) = drawn(&["user.location"], &[], 50);
    assert_eq!(
        (parties, flows),
        (vec!["shop 0".to_owned(), "ads 1 possible".to_owned()], vec!["shop-ads-broad".to_owned()])
    );
}

#[test]
fn what_does_not_fit_is_counted() {
    let (parties, flows, total) = drawn(&["user.contact.email"], &[], 2);
    assert_eq!((parties, total), (vec!["shop 0 +2".to_owned(), "ads 1 certain".to_owned()], 6));
    assert_eq!(flows, ["shop-ads", "shop-ads-broad"]);
}

#[test]
fn around_a_party_are_those_it_shares_with_whoever_the_data_came_from() {
    let (parties, flows, total) = drawn(&[], &["host"], 50);
    assert_eq!(parties, ["mailer 1 certain +2", "host 2 possible", "stranger -"]);
    assert_eq!(flows, ["host-mailer", "mailer-host", "strange"]);
    assert_eq!(total, 3);
}

#[test]
fn as_many_are_shown_as_fit() {
    let (parties, flows, _) = drawn(&["user.contact.email"], &[], 3);
    assert_eq!(parties, ["shop 0 +1", "ads 1 certain", "mailer 1 certain +2"]);
    assert_eq!(flows, ["shop-ads", "shop-ads-broad", "shop-mailer"]);
    // Of who is next to those asked about, who shares with both of them comes first.
    let (parties, flows, total) = drawn(&[], &["shop", "host"], 3);
    assert_eq!(parties, ["shop 0 +2", "mailer 1 certain +1", "host 2 possible +1"]);
    assert_eq!((flows, total), (["host-mailer", "mailer-host", "shop-mailer"].map(str::to_owned).into(), 6));
}

#[test]
fn a_line_says_what_it_carries_of_what_is_asked_about() {
    let carried = |of: &[&str], around: &[&str]| -> Vec<String> {
        let map = map(of, around, 50);
        let line = |flow: &kept_engine::questions::MapFlow| {
            let categories: Vec<String> =
                flow.categories.iter().map(|(term, certainty)| format!("{term} {certainty}")).collect();
            let certainty = flow.certainty.map_or_else(|| "nothing".to_owned(), |certainty| certainty.to_string());
            format!("{} {certainty} [{}]", flow.flow, categories.join(", "))
        };
        map.flows.iter().map(line).collect()
    };
    assert_eq!(
        carried(&["user.contact"], &["ads", "host"]),
        [
            "host-mailer POSSIBLE [user.contact.email POSSIBLE]",
            "mailer-host POSSIBLE [user.contact.email POSSIBLE]",
            "shop-ads CERTAIN [user.contact.email CERTAIN]",
            "shop-ads-broad POSSIBLE [user.contact POSSIBLE]",
            "shop-mailer CERTAIN [user.contact.email CERTAIN]",
        ]
    );
    assert_eq!(carried(&[], &["stranger"]), ["strange nothing []"]);
}

#[test]
fn an_empty_register_is_an_empty_map() {
    let register = Register::default();
    let map = sharing_map(
        &register,
        &SharingGraph::new(&register),
        &MapQuery { first: 60, ..MapQuery::default() },
        day("2026-06-01"),
    );
    assert_eq!((map.parties.len(), map.flows.len(), map.total), (0, 0, 0));
}
