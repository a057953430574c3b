//! Registers made up by chance, for properties.

use kept_schema::document::{Document, DocumentNotice};
use kept_schema::*;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

/// Texts that a careless writer of YAML or JSON would not get back.
pub(crate) fn text() -> impl Strategy<Value = Text> {
    let hard = [
        "",
        " ",
        "NO",
        "no",
        "yes",
        "on",
        "null",
        "~",
        "true",
        "3.1",
        "3.10",
        "0x1f",
        "0o17",
        "1e3",
        "1_000",
        ".inf",
        ".5",
        "-1",
        "+1",
        "12:30:45",
        "2026-01-01",
        "2026-01-01T00:00:00Z",
        "- a",
        "a: b",
        "a #b",
        "#a",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "%a",
        "@a",
        "`a`",
        "'a'",
        "\"a\"",
        "[a",
        "{a",
        "a\nb",
        "a\n\nb\n",
        " a\n  b",
        "a\n",
        "\na",
        "\n",
        "a\\nb",
        "tab\ta",
        "\ttab",
        "ends with space ",
        "---",
        "...",
        "--- a",
        "?",
        "? a",
        ":",
        ": a",
        "a:",
        "<<",
        "=",
        "ä ö 😀 \u{feff}x",
        "\u{0}\u{7}\u{1b}",
        "\u{85}\u{2028}\u{2029}",
        "a\r\nb",
        "\r",
        "line one is long enough to be folded by a writer that likes eighty columns, is it not so",
        "a\nline two is long enough to be folded by a writer that likes eighty columns, is it not so \n\n  end ",
        "\u{a0}",
    ];
    let chosen = prop::sample::select(hard.to_vec()).prop_map(ToOwned::to_owned);
    prop_oneof![chosen, "\\PC{0,30}", "[ -~\n\t]{0,120}"].prop_map(|text| text.parse().unwrap())
}

fn terms(keys: &'static [&'static str]) -> impl Strategy<Value = TermList> {
    vec(prop::sample::select(keys.to_vec()).prop_map(|key| key.parse().unwrap()), 0..4)
        .prop_map(|terms: Vec<TermKey>| terms.into())
}

const CATEGORIES: &[&str] = &["user", "user.contact", "user.contact.email", "own"];
const PURPOSES: &[&str] = &["essential.service", "marketing.advertising"];
const SUBJECTS: &[&str] = &["customer", "employee"];
const REGIONS: &[&str] = &["world", "eea", "adequate", "DE", "US", "NO", "US-CA"];
const SAFEGUARDS: &[&str] = &["encryption.rest", "encryption.transit"];

pub(crate) fn day() -> impl Strategy<Value = Day> {
    (2020..2030_i32, 1..=12_u32, 1..=28_u32).prop_map(|(year, month, day)| Day::from_ymd(year, month, day).unwrap())
}

pub(crate) fn duration() -> impl Strategy<Value = Duration> {
    (0..30_u32, 0..400_u32, prop_oneof![Just(0), 0..200_000_u32]).prop_map(|(months, days, seconds)| Duration {
        months,
        days,
        seconds,
    })
}

fn word<T: Copy + std::fmt::Debug>(all: &'static [T]) -> impl Strategy<Value = T> {
    prop::sample::select(all)
}

fn flow(index: usize) -> impl Strategy<Value = Flow> {
    let lists = (terms(CATEGORIES), terms(PURPOSES), terms(SUBJECTS), terms(REGIONS), terms(SAFEGUARDS));
    let words = (of(word(LegalBasis::ALL)), of(word(Consent::ALL)), of(word(Consideration::ALL)));
    (lists, words, of(duration()), day(), of(day()), of(text())).prop_map(
        move |(lists, words, retention, day, verified_on, description)| {
            let (categories, purposes, subjects, regions, safeguards) = lists;
            let (legal_basis, consent, consideration) = words;
            Flow {
                key: format!("f{index}").parse().unwrap(),
                source: "us".parse().unwrap(),
                recipient: "v".parse().unwrap(),
                categories: categories.clone(),
                purposes,
                subjects,
                legal_basis,
                regions,
                retention,
                safeguards,
                consent,
                consideration,
                started_on: day,
                ended_on: Some(day),
                contract: Some("c".parse().unwrap()),
                verified_on,
                derives: if categories.is_empty() {
                    Vec::new()
                } else {
                    vec![Derivation { from: categories.clone(), to: categories }]
                },
                description,
            }
        },
    )
}

fn contract() -> impl Strategy<Value = Contract> {
    let terms = (terms(CATEGORIES), terms(PURPOSES), terms(REGIONS), of(duration()));
    let clauses =
        vec((word(ClauseKind::ALL), word(Presence::ALL), of(text()), of(any::<u32>()), of(any::<bool>())), 0..4);
    (terms, clauses, of(text()), (1..30_u32, 0..90_u32, vec(0..3660_u32, 0..4))).prop_map(
        |(terms, clauses, name, (months, notice, alert_days))| {
            let party = |key: &str, role| contract::ContractParty { party: key.parse().unwrap(), role };
            let (categories, purposes, regions, max_retention) = terms;
            Contract {
                key: "c".parse().unwrap(),
                name,
                kind: ContractKind::DataProcessingAgreement,
                parties: vec![party("us", ContractRole::Controller), party("v", ContractRole::Processor)],
                master: None,
                amends: None,
                signed_on: Day::from_ymd(2020, 1, 1),
                effective_on: None,
                ends_on: Day::from_ymd(2021, 1, 31),
                renewal: Some(contract::Renewal {
                    kind: contract::RenewalKind::Tacit,
                    period: Some(Duration::from_months(months)),
                    notice: Some(Duration::from_days(notice)),
                }),
                renewals: Vec::new(),
                notice_given_on: None,
                terminated_on: None,
                terms: ContractTerms { categories, purposes, regions, max_retention, ..ContractTerms::default() },
                clauses: clauses
                    .into_iter()
                    .map(|(kind, presence, locator, hours, certificate)| Clause {
                        kind,
                        presence,
                        locator,
                        hours,
                        days: hours,
                        authorisation: None,
                        notice_days: None,
                        objection_days: None,
                        approved: vec!["v".parse().unwrap()],
                        choice: None,
                        certificate,
                        mechanism: None,
                        modules: vec![1, 4],
                    })
                    .collect(),
                documents: Vec::new(),
                alert_days,
                owner: None,
                description: None,
            }
        },
    )
}

fn party(key: &str, kind: PartyKind) -> impl Strategy<Value = Party> + use<> {
    let key: PartyKey = key.parse().unwrap();
    (text(), vec(text(), 0..3), of(text())).prop_map(move |(name, tags, website)| Party {
        key: key.clone(),
        name: name.clone(),
        kind,
        operator: None,
        country: Some("NO".parse().unwrap()),
        status: PartyStatus::Active,
        offboarded_on: None,
        owner: None,
        website,
        privacy_policy: None,
        description: None,
        identifiers: tags.iter().map(|tag| party::Identifier { scheme: tag.clone(), value: name.clone() }).collect(),
        contacts: Vec::new(),
        certifications: Vec::new(),
        tags,
        domains: Vec::new(),
    })
}

fn promise(index: usize) -> impl Strategy<Value = Promise> {
    (of(text()), of(text()), terms(REGIONS), of(duration()), vec(text(), 0..2), any::<bool>()).prop_map(
        move |(quote, section, only_regions, max_retention, tags, contract_required)| Promise {
            key: format!("p{index}").parse().unwrap(),
            notice: None,
            kind: PromiseKind::Commitment,
            quote,
            section,
            scope: Scope::default(),
            limits: Some(Limits {
                only_regions,
                max_retention,
                never_recipients: RecipientSelector { tags, ..RecipientSelector::default() },
                never_sold: true,
                contract_required,
                ..Limits::default()
            }),
            shares: None,
        },
    )
}

/// A document in which everything fits together.
pub(crate) fn document() -> impl Strategy<Value = Document> {
    let flows = vec(flow(0), 0..4);
    let promises = vec(promise(0), 0..3);
    let parties = (party("us", PartyKind::SelfParty), party("v", PartyKind::Vendor));
    (parties, contract(), flows, promises, text(), text()).prop_map(
        |((us, vendor), contract, mut flows, mut promises, title, name)| {
            for (index, flow) in flows.iter_mut().enumerate() {
                flow.key = format!("f{index}").parse().unwrap();
            }
            for (index, promise) in promises.iter_mut().enumerate() {
                promise.key = format!("p{index}").parse().unwrap();
            }
            let term = |taxonomy, key: &str| Term {
                taxonomy,
                key: key.parse().unwrap(),
                name: name.clone(),
                description: None,
                parent: None,
                members: TermList::NOT_RECORDED,
            };
            let notice = Notice {
                key: "n".parse().unwrap(),
                title,
                by: Some("us".parse().unwrap()),
                systems: Vec::new(),
                effective_on: Day::MIN,
                ended_on: None,
                supersedes: None,
                consent_renewed: true,
                audience: notice::Audience::default(),
                url: None,
            };
            Document {
                terms: vec![term(TaxonomyKind::Category, "own"), term(TaxonomyKind::Region, "US-CA")],
                parties: vec![us, vendor],
                contracts: vec![contract],
                flows,
                notices: vec![DocumentNotice { notice, promises }],
                ..Document::default()
            }
        },
    )
}
