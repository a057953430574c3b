//! What was seen, as observations: where traffic that a browser recorded or reported went.
//!
//! Hosts are kept, and nothing else of an address: paths and parameters may hold data of people.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use kept_engine::HostClaims;
use kept_schema::record::{Edit, Record, SourcedEdit};
use kept_schema::{Day, Evidence, Host, Observation, ObservationKey, PartyKey, PartyKind, Register, Text};
use reqwest::Url;
use sha2::{Digest, Sha256};

/// The longest key.
const MAX_KEY_LENGTH: usize = 128;

/// That something went from somewhere to a host on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighted {
    /// Where it went.
    pub host: Host,
    /// The day.
    pub day: Day,
}

/// What sightings are laid over.
#[derive(Clone, Debug)]
pub struct ObserveContext<'a> {
    /// The register as it is; what was seen before is seen again.
    pub register: &'a Register,
    /// The party data went out of.
    pub source: &'a PartyKey,
    /// What shows it.
    pub evidence: Evidence,
    /// Where that is kept.
    pub reference: Option<Text>,
    /// Sites of our own besides those that our parties list: nothing left that goes there.
    pub first_party: BTreeSet<String>,
}

/// Sightings as edits of a register.
#[derive(Clone, Debug, Default)]
pub struct ObservationImport {
    /// What to change; empty when nothing new was seen.
    pub edits: Vec<SourcedEdit>,
    /// The same in numbers.
    pub summary: ObservationSummary,
}

/// What sightings bring, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ObservationSummary {
    /// Hosts that something was seen to go to.
    pub hosts: usize,
    /// How many of these are ours.
    pub own: usize,
    /// How many requests went where no host has a name.
    pub nameless: usize,
    /// Observations: a host, or the site of hosts that nobody lists.
    pub observations: usize,
    /// Those that were not recorded before.
    pub added: usize,
    /// Sites of no party that is registered.
    pub unknown: BTreeSet<String>,
}

impl fmt::Display for ObservationSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { hosts, own, nameless, observations, added, unknown } = self;
        write!(f, "{hosts} hosts")?;
        if *own > 0 {
            write!(f, ", {own} of them ours")?;
        }
        writeln!(f, ": {observations} observations ({added} new)")?;
        for site in unknown {
            writeln!(
                f,
                "  {site} is of no party that is registered; list it under the `domains` of the party it belongs to"
            )?;
        }
        f.write_str(&left_out(*nameless))
    }
}

/// What is said of requests to addresses without a name; nothing when there were none.
#[must_use]
pub fn left_out(nameless: usize) -> String {
    match nameless {
        0 => String::new(),
        1 => "  a request went to an address without a name, and is left out\n".to_owned(),
        some => format!("  {some} requests went to addresses without a name, and are left out\n"),
    }
}

/// The site a host is of, by the list of public suffixes: `cdn.shop.example.co.uk` is of `example.co.uk`. The host itself when it is a
/// public suffix or an address.
#[must_use]
pub fn site(host: &Host) -> &str {
    psl::domain_str(host.as_str()).unwrap_or(host.as_str())
}

/// Sightings as observations: one a host that a party lists, else one a site.
#[must_use]
pub fn observe(sighted: &[Sighted], context: &ObserveContext<'_>) -> ObservationImport {
    let ObserveContext { register, source, evidence, reference, first_party } = context;
    let claims = HostClaims::new(register);
    let own_sites: BTreeSet<String> = register
        .parties()
        .iter()
        .filter(|(key, _)| register.is_own(key))
        .flat_map(|(_, party)| party.domains.iter().filter_map(|domain| domain.parse::<Host>().ok()))
        .map(|host| site(&host).to_owned())
        .chain(first_party.iter().cloned())
        .collect();
    let mut import = ObservationImport::default();
    let mut seen: BTreeMap<Host, (Day, Day)> = BTreeMap::new();
    let (mut hosts, mut own): (BTreeSet<&Host>, BTreeSet<&Host>) = Default::default();
    for Sighted { host, day } in sighted {
        hosts.insert(host);
        let claimants = claims.of(host);
        let is_own = if claimants.is_empty() {
            own_sites.contains(site(host))
        } else {
            claimants.iter().any(|party| register.is_own(party))
        };
        if is_own {
            own.insert(host);
            continue;
        }
        let told = if claimants.is_empty() {
            import.summary.unknown.insert(site(host).to_owned());
            site(host).parse().unwrap_or_else(|_| host.clone())
        } else {
            host.clone()
        };
        let days = seen.entry(told).or_insert((*day, *day));
        *days = (days.0.min(*day), days.1.max(*day));
    }
    (import.summary.hosts, import.summary.own) = (hosts.len(), own.len());
    import.summary.observations = seen.len();
    for (host, (first, last)) in seen {
        let Some(key) = observation_key(*evidence, source, host.as_str()) else { continue };
        let known = register.observations().get(&key);
        let observation = match known {
            None => {
                import.summary.added += 1;
                Observation {
                    key,
                    source: PartyKey::clone(source),
                    recipient: None,
                    host: Some(host),
                    categories: kept_schema::TermList::default(),
                    first_seen: first,
                    last_seen: last,
                    evidence: *evidence,
                    reference: reference.clone(),
                    note: None,
                }
            }
            Some(known) => Observation {
                first_seen: known.first_seen.min(first),
                last_seen: known.last_seen.max(last),
                // What is said of it stands, and the newest evidence shows it.
                reference: if last > known.last_seen { reference.clone() } else { known.reference.clone() },
                ..known.value.clone()
            },
        };
        if known.is_none_or(|known| known.value != observation) {
            import.edits.push(Edit::Put(Record::Observation(observation)).into());
        }
    }
    import
}

/// The key of what was seen going to a host or a party: the same whenever it is seen.
#[must_use]
pub fn observation_key(evidence: Evidence, source: &PartyKey, to: &str) -> Option<ObservationKey> {
    let kind = match evidence {
        Evidence::Har => "har",
        Evidence::CspReport => "csp",
        Evidence::SubprocessorList => "list",
        Evidence::Log => "log",
        Evidence::Audit => "audit",
        Evidence::Other => "other",
    };
    let mut text = format!("{kind}-{source}-{to}");
    if text.len() > MAX_KEY_LENGTH {
        let digest = Sha256::digest(text.as_bytes());
        let hash: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        text.truncate(MAX_KEY_LENGTH - hash.len() - 1);
        text = format!("{text}-{hash}");
    }
    ObservationKey::new(text).ok()
}

/// The address has no name: it is a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nameless;

/// The host of an address, when it is one of the web.
#[must_use]
pub fn host_of(address: &str) -> Option<Result<Host, Nameless>> {
    let url = Url::parse(address).ok()?;
    if !matches!(url.scheme(), "http" | "https" | "ws" | "wss") {
        return None;
    }
    // An address in brackets (IPv6) has no name.
    Some(url.host_str().unwrap_or_default().parse().map_err(|_| Nameless))
}

/// Whose pages were looked at: the party that is named, else the system that lists the host of the page, else the only
/// SELF party.
///
/// # Errors
/// What to say instead, when nobody is found.
pub fn source_of(register: &Register, named: Option<&str>, page: Option<&Host>) -> Result<PartyKey, String> {
    if let Some(named) = named {
        if let Some((key, _)) = register.parties().get_key_value(named) {
            return Ok(key.clone());
        }
        let hint = kept_schema::problem::nearest(named, register.parties().keys().map(PartyKey::as_str));
        let hint = hint.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        let shown: String = named.chars().take(MAX_KEY_LENGTH).collect();
        return Err(format!("there is no party `{shown}`{hint}"));
    }
    if let Some(party) = page.and_then(|page| own_party(register, page)) {
        return Ok(party);
    }
    let mut selves = register.parties().values().filter(|party| party.kind == PartyKind::SelfParty);
    match (selves.next(), selves.next()) {
        (Some(only), None) => Ok(only.key.clone()),
        _ => Err("say whose pages they are (source): no party of yours lists the host of the page".to_owned()),
    }
}

/// The system of ours that lists a host: what its pages do, it does.
#[must_use]
pub fn own_party(register: &Register, host: &Host) -> Option<PartyKey> {
    let claims = HostClaims::new(register);
    let claimants = claims.of(host).iter();
    claimants.filter(|party| register.is_own(party)).map(|party| PartyKey::clone(party)).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_host_still_has_a_key_of_its_own() {
        let source: PartyKey = "shop".parse().unwrap();
        let host = |end: &str| format!("{}.{end}.example", ["a"; 100].join(".")).parse::<Host>().unwrap();
        let keys = ["x", "y"].map(|end| observation_key(Evidence::Har, &source, host(end).as_str()).unwrap());
        assert!(keys[0] != keys[1] && keys.iter().all(|key| key.as_str().len() <= MAX_KEY_LENGTH), "{keys:?}");
    }
}
