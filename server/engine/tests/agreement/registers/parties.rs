//! Parties: the company, its systems, and everybody else.

use kept_schema::party::Certification;
use kept_schema::{Day, Party, PartyKey, PartyKind, PartyStatus};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

use super::{TAGS, days};

/// A party in the making; the operator of a system is one of the parties before it.
#[derive(Clone, Debug)]
pub(super) struct RawParty {
    kind: usize,
    operator: Index,
    status: PartyStatus,
    offboarded_on: Option<Day>,
    tags: Vec<&'static str>,
}

pub(super) fn raw_party() -> impl Strategy<Value = RawParty> {
    let kind = prop_oneof![6 => Just(0usize), 2 => Just(1), 6 => Just(2), 4 => Just(3), 2 => Just(4), 1 => Just(5), 1 => Just(6)];
    let status = prop_oneof![8 => Just(PartyStatus::Active), 1 => Just(PartyStatus::Suspended), 2 => Just(PartyStatus::Offboarded)];
    let tags = subsequence(TAGS.to_vec(), 0..=1);
    (kind, any::<Index>(), status, of(days(-20..=20)), tags).prop_map(
        |(kind, operator, status, offboarded_on, tags)| {
            let offboarded_on = offboarded_on.filter(|_| status == PartyStatus::Offboarded);
            RawParty { kind, operator, status, offboarded_on, tags }
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
        parties.push(Party { status: raw.status, offboarded_on: raw.offboarded_on, tags, ..made });
    }
    parties
}

/// One that lapses for some parties, about now.
fn certifications(key: &str) -> Vec<Certification> {
    let number: i32 = key.bytes().map(i32::from).sum();
    let certification = |scheme: &str, until: i32| Certification {
        scheme: scheme.parse().unwrap(),
        valid_from: None,
        valid_until: Some(super::shifted(until)),
        url: None,
    };
    (number % 2 == 0).then(|| certification("SOC_2", number * 7 % 200 - 100)).into_iter().collect()
}

/// A party of which nothing else is known.
pub(crate) fn party(key: &str, kind: PartyKind, operator: Option<&PartyKey>) -> Party {
    Party {
        key: key.parse().unwrap(),
        name: key.parse().unwrap(),
        kind,
        operator: operator.cloned(),
        country: None,
        status: PartyStatus::Active,
        offboarded_on: None,
        owner: None,
        website: None,
        privacy_policy: None,
        description: None,
        identifiers: Vec::new(),
        contacts: Vec::new(),
        certifications: certifications(key),
        tags: Vec::new(),
        domains: Vec::new(),
    }
}
