//! Observations, and the domains by which parties claim hosts.

use kept_schema::{Day, Evidence, Observation, Party, TermList};
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::{CATEGORIES, days, terms};

const DOMAINS: [&str; 4] = ["a.example", "X.a.example.", "b.example", "example"];
const HOSTS: [&str; 5] = ["a.example", "y.x.a.example", "xa.example", "b.example", "nobody.test"];

pub(crate) type RawDomain = (Index, &'static str);

pub(crate) fn raw_domain() -> impl Strategy<Value = RawDomain> {
    (any::<Index>(), select(&DOMAINS[..]))
}

/// Gives parties domains.
pub(crate) fn serve(parties: &mut [Party], raw: &[RawDomain]) {
    for (party, domain) in raw {
        let domains = &mut party.get_mut(parties).domains;
        domains.push(domain.parse().unwrap());
    }
}

#[derive(Clone, Debug)]
pub(crate) struct RawObservation {
    ends: (Index, Index),
    host: Option<&'static str>,
    categories: TermList,
    first_seen: Day,
    last_seen: Day,
}

pub(crate) fn raw_observation() -> impl Strategy<Value = RawObservation> {
    let first_seen = prop_oneof![6 => days(-60..=0), 1 => days(-500..=-300), 1 => days(1..=40)];
    let last_seen = prop_oneof![6 => days(-60..=20), 1 => days(-500..=-300)];
    (any::<(Index, Index)>(), weighted(0.5, select(&HOSTS[..])), terms(CATEGORIES, 3, 3), first_seen, last_seen)
        .prop_map(|(ends, host, categories, first_seen, last_seen)| RawObservation {
            ends,
            host,
            categories,
            first_seen,
            last_seen: last_seen.max(first_seen),
        })
}

pub(crate) fn observation(number: usize, raw: &RawObservation, parties: &[Party]) -> Observation {
    let source = raw.ends.0.index(parties.len());
    let recipient = (source + 1 + raw.ends.1.index(parties.len() - 1)) % parties.len();
    Observation {
        key: format!("o{number}").parse().unwrap(),
        source: parties[source].key.clone(),
        recipient: raw.host.is_none().then(|| parties[recipient].key.clone()),
        host: raw.host.map(|host| host.parse().unwrap()),
        categories: raw.categories.clone(),
        first_seen: raw.first_seen,
        last_seen: raw.last_seen,
        evidence: Evidence::Har,
        reference: None,
        note: None,
    }
}
