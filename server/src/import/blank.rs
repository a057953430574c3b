//! Records of which nothing is known yet but who and what: what a list does not say stays unrecorded.

use kept_schema::{Day, Flow, FlowKey, Party, PartyKey, PartyKind, PartyStatus, TermList, Text};

/// A party in use, of which only name and kind are known.
pub(super) fn party(key: PartyKey, name: Text, kind: PartyKind) -> Party {
    Party {
        key,
        name,
        kind,
        operator: None,
        country: None,
        status: PartyStatus::Active,
        offboarded_on: None,
        owner: None,
        website: None,
        privacy_policy: None,
        description: None,
        identifiers: Vec::new(),
        contacts: Vec::new(),
        certifications: Vec::new(),
        tags: Vec::new(),
        domains: Vec::new(),
    }
}

/// A flow of which only its ends and its first day are known.
pub(super) fn flow(key: FlowKey, source: PartyKey, recipient: PartyKey, started_on: Day) -> Flow {
    Flow {
        key,
        source,
        recipient,
        categories: TermList::NOT_RECORDED,
        purposes: TermList::NOT_RECORDED,
        subjects: TermList::NOT_RECORDED,
        legal_basis: None,
        regions: TermList::NOT_RECORDED,
        retention: None,
        safeguards: TermList::NOT_RECORDED,
        consent: None,
        consideration: None,
        started_on,
        ended_on: None,
        contract: None,
        verified_on: None,
        derives: Vec::new(),
        description: None,
    }
}
