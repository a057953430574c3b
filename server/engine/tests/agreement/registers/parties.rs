//! Parties: the company, its systems, and everybody else.

use kept_schema::party::Certification;
use kept_schema::{Day, Party, PartyKey, PartyKind, PartyStatus};
use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

use super::{TAGS, days};

/// A party in the making; the operator of a system is one of the parties before it.
#[derive(Clone, Debug)]
pub(super) struct RawParty {
    kind: usize,
    operator: Index,
    status: PartyStatus,
    offboarded_on: Option<Day>,
    tags: Vec<&'static str>,
    country: Option<&'static str>,
    certifications: Vec<Certification>,
}

/// In the EEA, without a decision, with one for some recipients, with one that begins, and with one for all.
const COUNTRIES: [&str; 7] = ["DE", "AT", "IN", "US", "CA", "BR", "GB"];
const SCHEMES: [&str; 3] = ["SOC_2", "ISO_27001", "EU-US Data Privacy Framework"];

/// One that begins and ends about now, where it does either.
fn certification() -> impl Strategy<Value = Certification> {
    let from = weighted(0.4, days(-300..=60));
    let until = weighted(0.8, days(-60..=200));
    (select(&SCHEMES[..]), from, until).prop_map(|(scheme, valid_from, valid_until)| Certification {
        scheme: scheme.parse().unwrap(),
        valid_from,
        valid_until: valid_until.map(|until| valid_from.map_or(until, |from| until.max(from))),
        url: None,
    })
}

pub(super) fn raw_party() -> impl Strategy<Value = RawParty> {
    let kind = prop_oneof![6 => Just(0usize), 2 => Just(1), 6 => Just(2), 4 => Just(3), 2 => Just(4), 1 => Just(5), 1 => Just(6)];
    let status = prop_oneof![8 => Just(PartyStatus::Active), 1 => Just(PartyStatus::Suspended), 2 => Just(PartyStatus::Offboarded)];
    let tags = subsequence(TAGS.to_vec(), 0..=1);
    let country = weighted(0.85, select(&COUNTRIES[..]));
    let certifications = prop_oneof![1 => Just(Vec::new()), 1 => vec(certification(), 1..=3)];
    (kind, any::<Index>(), status, of(days(-20..=20)), tags, country, certifications).prop_map(
        |(kind, operator, status, offboarded_on, tags, country, certifications)| {
            let offboarded_on = offboarded_on.filter(|_| status == PartyStatus::Offboarded);
            RawParty { kind, operator, status, offboarded_on, tags, country, certifications }
        },
    )
}

pub(super) fn parties(raw: &[RawParty]) -> Vec<Party> {
    let mut parties = vec![party("us", PartyKind::SelfParty, None)];
    for (number, raw) in raw.iter().enumerate() {
        let operators: Vec<PartyKey> = parties.iter().map(|party| party.key.clone()).collect();
        let made = match raw.kind {
            0 => party(&format!("shop-{number}"), PartyKind::System, operators.first()),
            1 => party(&format!("affiliate-{number}"), PartyKind::Affiliate, None),
            2 => party(&format!("vendor-{number}"), PartyKind::Vendor, None),
            3 => party(&format!("cloud-{number}"), PartyKind::System, Some(raw.operator.get(&operators))),
            4 => party(&format!("partner-{number}"), PartyKind::Partner, None),
            5 => party(&format!("office-{number}"), PartyKind::PublicAuthority, None),
            _ => party(&format!("us-too-{number}"), PartyKind::SelfParty, None),
        };
        let tags = raw.tags.iter().map(|tag| tag.parse().unwrap()).collect();
        parties.push(Party {
            status: raw.status,
            offboarded_on: raw.offboarded_on,
            tags,
            country: raw.country.map(|country| country.parse().unwrap()),
            certifications: raw.certifications.clone(),
            ..made
        });
    }
    // Where the company is says whether transfers are asked about at all.
    let seat = raw.first().and_then(|raw| raw.country).filter(|country| *country == "IN").unwrap_or("DE");
    parties[0].country = Some(seat.parse().unwrap());
    parties
}

/// A party of which nothing else is known.
pub(crate) fn party(key: &str, kind: PartyKind, operator: Option<&PartyKey>) -> Party {
    Party { operator: operator.cloned(), ..Party::new(key.parse().unwrap(), key.parse().unwrap(), kind) }
}
