//! What kinds of vendors do: the lists from which flows and contracts are made.

use kept_schema::{Duration, TermList};

use super::{read, terms};

/// What vendors are there for, and which data they need for it. Contracts name the data this broadly, flows more
/// narrowly: two to four of the terms after each.
const SERVICES: &[(&[&str], &[&str], &[&str])] = &[
    (
        &["marketing.communications"],
        &["user.contact", "user.name"],
        &["user.contact.email", "user.contact.phone_number", "user.name.first", "user.name.last", "user.contact"],
    ),
    (
        &["essential.service"],
        &["user.contact", "user.account", "user.device", "user.content"],
        &[
            "user.contact.email",
            "user.account.username",
            "user.account.settings",
            "user.device.ip_address",
            "user.content.private",
            "user.contact",
        ],
    ),
    (
        &["essential.service.payment_processing", "essential.fraud_detection"],
        &["user.financial", "user.payment", "user.contact", "user.name"],
        &[
            "user.financial.credit_card",
            "user.financial.bank_account",
            "user.payment",
            "user.contact.address",
            "user.name.last",
        ],
    ),
    (
        &["analytics"],
        &["user.behavior", "user.device", "user.location.imprecise"],
        &[
            "user.behavior.browsing_history",
            "user.behavior.purchase_history",
            "user.device.cookie_id",
            "user.device.device_id",
            "user.location.imprecise",
            "user.behavior",
        ],
    ),
    (
        &["marketing.advertising"],
        &["user.behavior", "user.device", "user.demographic"],
        &[
            "user.behavior.browsing_history",
            "user.behavior.search_history",
            "user.device.cookie_id",
            "user.demographic.age_range",
            "user.demographic.gender",
        ],
    ),
    (
        &["essential.service.operations.support"],
        &["user.contact", "user.name", "user.content", "user.account"],
        &[
            "user.contact.email",
            "user.contact.phone_number",
            "user.name.first",
            "user.content.private",
            "user.account.username",
        ],
    ),
    (
        &["essential.service.security"],
        &["user.authorization", "user.device", "user.telemetry"],
        &[
            "user.authorization.credentials",
            "user.authorization.password",
            "user.device.ip_address",
            "user.device.device_id",
            "user.telemetry",
        ],
    ),
    (
        &["personalize"],
        &["user.behavior", "user.location", "user.unique_id"],
        &[
            "user.behavior.media_consumption",
            "user.behavior.purchase_history",
            "user.location.precise",
            "user.location.imprecise",
            "user.unique_id.pseudonymous",
        ],
    ),
    (
        &["employment"],
        &["user.name", "user.contact", "user.government_id", "user.workplace"],
        &[
            "user.name.first",
            "user.name.last",
            "user.contact.address",
            "user.government_id.national_identification_number",
            "user.workplace",
        ],
    ),
    (
        &["finance", "essential.legal_obligation"],
        &["user.name", "user.financial", "user.contact.address", "user.payment"],
        &[
            "user.name.last",
            "user.financial.bank_account",
            "user.contact.address.city",
            "user.contact.address.country",
            "user.payment",
        ],
    ),
];

/// Every purpose above, as the first disclosure of a notice names them.
pub(super) const PURPOSES: &[&str] = &["marketing", "essential", "analytics", "personalize", "employment", "finance"];

/// Where contracts let data go, and where it goes.
const PLACES: &[(&[&str], &[&[&str]])] = &[
    (&["eea"], &[&["DE"], &["FR"], &["IE", "NL"], &["eu"]]),
    (&["eea", "US"], &[&["US"], &["IE", "US"], &["DE"]]),
    (&["eea", "GB", "CH"], &[&["GB"], &["CH"], &["FR", "GB"]]),
    (&["eea", "US", "IN"], &[&["IN"], &["US"], &["eea"]]),
];

/// What one kind of vendor does.
#[derive(Debug)]
pub(super) struct Habit {
    pub(super) contract_categories: TermList,
    pub(super) contract_purposes: TermList,
    pub(super) contract_regions: TermList,
    pub(super) categories: Vec<TermList>,
    pub(super) purposes: Vec<TermList>,
    pub(super) subjects: Vec<TermList>,
    pub(super) regions: Vec<TermList>,
    pub(super) retentions: Vec<Duration>,
    pub(super) safeguards: Vec<TermList>,
}

/// Every service in every set of places.
pub(super) fn habits() -> Vec<Habit> {
    let mut habits = Vec::new();
    for (allowed, used) in PLACES {
        for (purposes, broad, narrow) in SERVICES {
            let mut categories = Vec::new();
            for (first, one) in narrow.iter().enumerate() {
                for (second, two) in narrow.iter().enumerate().skip(first + 1) {
                    categories.push(terms(&[one, two]));
                    categories.extend(narrow.iter().skip(second + 1).map(|three| terms(&[one, two, three])));
                }
            }
            habits.push(Habit {
                contract_categories: terms(broad),
                contract_purposes: terms(purposes),
                contract_regions: terms(allowed),
                categories,
                purposes: purposes.iter().map(|purpose| terms(&[purpose])).collect(),
                subjects: vec![terms(&["customer"]), terms(&["customer", "prospect"]), TermList::NOT_RECORDED],
                regions: used.iter().map(|regions| terms(regions)).collect(),
                retentions: ["P30D", "P90D", "P1Y", "P2Y", "P3Y"].map(read).to_vec(),
                safeguards: vec![
                    terms(&["encryption.transit", "encryption.rest"]),
                    terms(&["encryption.transit", "logging"]),
                    terms(&["encryption.rest", "access_control", "pseudonymisation"]),
                ],
            });
        }
    }
    habits
}
