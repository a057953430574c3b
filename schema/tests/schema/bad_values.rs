//! Documents that say something impossible: the exact words and places of each problem.

use crate::{PARTIES, added, problems, problems_of};

#[test]
fn a_key_that_exists_with_another_kind() {
    let text = "contracts:\n  - {key: mailer, kind: NDA, signedOn: 2025-01-01, parties: [{party: us, role: CUSTOMER}, {party: shop, role: SUPPLIER}]}\n";
    assert_eq!(
        added(text),
        "a.yaml:5:6: parties[2].key: `mailer` is the key of a contract already; choose another key for this party\n\
         a.yaml:8:6: contracts[0].key: `mailer` is the key of a party already; choose another key for this contract"
    );
}

const CONTRACT: &str = "contracts:
  - key: c
    kind: NDA
    parties: [{party: us, role: CUSTOMER}, {party: mailer, role: SUPPLIER}]
    effectiveOn: 2025-02-01
";

#[test]
fn a_contract_that_starts_after_it_ends() {
    assert_eq!(
        added(&format!("{CONTRACT}    endsOn: 2025-01-31\n    terminatedOn: 2025-01-01\n")),
        "a.yaml:12:5: contracts[0].endsOn: the contract ends on 2025-01-31, before it starts on 2025-02-01\n\
         a.yaml:13:5: contracts[0].terminatedOn: the contract was terminated on 2025-01-01, before it starts on 2025-02-01"
    );
}

#[test]
fn a_renewal_without_an_end() {
    assert_eq!(
        added(&format!("{CONTRACT}    renewal: {{kind: TACIT, period: P1Y}}\n")),
        "a.yaml:12:5: contracts[0].renewal: a contract without an end is not renewed; give the last day of its first \
         term (endsOn) or leave the renewal out"
    );
}

#[test]
fn a_renewal_that_cannot_be_counted() {
    assert_eq!(
        added(&format!("{CONTRACT}    endsOn: 2026-01-31\n    renewal: {{kind: TACIT, period: P0D, notice: PT72H}}\n")),
        "a.yaml:13:28: contracts[0].renewal.period: say by how long the contract is renewed, such as P1Y\n\
         a.yaml:13:41: contracts[0].renewal.notice: terms are counted in days: write years, months, weeks or days"
    );
    let express = "    endsOn: 2026-01-31\n    renewal: {kind: EXPRESS}\n    renewals: [{agreedOn: 2026-01-01}, {endsOn: 2025-12-31}]\n";
    assert_eq!(
        added(&format!("{CONTRACT}{express}")),
        "a.yaml:14:16: contracts[0].renewals[0].endsOn: say until when it was renewed, or give the contract a renewal period\n\
         a.yaml:14:41: contracts[0].renewals[1].endsOn: 2025-12-31 is not after 2026-01-31, the end of the term before"
    );
}

#[test]
fn a_renewal_that_ends_before_the_term_it_follows() {
    let express = "    endsOn: 2026-01-31\n    renewal: {kind: EXPRESS, period: P1Y}\n    renewals: [{}, {}, {endsOn: 2027-12-31}]\n";
    assert_eq!(
        added(&format!("{CONTRACT}{express}")),
        "a.yaml:14:25: contracts[0].renewals[2].endsOn: 2027-12-31 is not after 2028-01-31, the end of the term before"
    );
}

#[test]
fn a_flow_to_itself() {
    assert_eq!(
        added("flows:\n  - {key: f, source: shop, recipient: shop, startedOn: 2025-01-01}\n"),
        "a.yaml:8:28: flows[0].recipient: `shop` is the source too; a flow goes from one party to another"
    );
}

#[test]
fn amendments_in_a_circle() {
    let text = "contracts:\n  - {key: a, kind: ADDENDUM, signedOn: 2025-01-01, amends: b}\n  - {key: b, kind: ADDENDUM, signedOn: 2025-01-01, amends: a}\n  - {key: c, kind: ADDENDUM, signedOn: 2025-01-01, amends: c, master: c}\n";
    assert_eq!(
        added(text),
        "a.yaml:8:52: contracts[0].amends: `a` ends up amending itself; amendments must not run in a circle\n\
         a.yaml:9:52: contracts[1].amends: `b` ends up amending itself; amendments must not run in a circle\n\
         a.yaml:10:52: contracts[2].amends: `c` ends up amending itself; amendments must not run in a circle\n\
         a.yaml:10:63: contracts[2].master: `c` ends up as its own master agreement; masters must not run in a circle"
    );
}

#[test]
fn operators_in_a_circle() {
    let text = "kept: 1
parties:
  - {key: us, name: Acme, kind: SELF}
  - {key: a, name: A, kind: SYSTEM, operator: b}
  - {key: b, name: B, kind: SYSTEM, operator: a}
  - {key: c, name: C, kind: SYSTEM, operator: a}
notices:
  - {key: n, title: N, by: us, systems: [c], effectiveOn: 2025-01-01}
";
    assert_eq!(
        problems(text),
        "a.yaml:4:37: parties[1].operator: `a` ends up operating itself; operators must not run in a circle\n\
         a.yaml:5:37: parties[2].operator: `b` ends up operating itself; operators must not run in a circle\n\
         a.yaml:8:42: notices[0].systems[0]: `c` is not operated by `us`, who gives the notice"
    );
}

#[test]
fn terms_in_a_circle() {
    let text = "terms:
  - {taxonomy: CATEGORY, key: x, name: X, parent: y}
  - {taxonomy: CATEGORY, key: y, name: Y, parent: x}
  - {taxonomy: CATEGORY, key: good, name: Good}
flows:
  - {key: f, source: shop, recipient: mailer, startedOn: 2025-01-01, categories: [good, x, bad]}
";
    assert_eq!(
        added(text),
        "a.yaml:8:43: terms[0].parent: `x` and `y` stand in a circle or above one; give one of them another parent\n\
         a.yaml:9:43: terms[1].parent: `y` and `x` stand in a circle or above one; give one of them another parent\n\
         a.yaml:12:92: flows[0].categories[2]: `bad` is no category of the taxonomy"
    );
}

#[test]
fn days_that_are_impossible() {
    assert_eq!(
        added(
            "flows:\n  - {key: f, source: shop, recipient: mailer, startedOn: 9999-12-31, endedOn: 2025-02-30, verifiedOn: 2025}\n"
        ),
        "a.yaml:8:47: flows[0].startedOn: `9999-12-31` is out of range: days go from 1900-01-01 to 2500-12-31\n\
         a.yaml:8:70: flows[0].endedOn: `2025-02-30` is not a day: write YYYY-MM-DD, such as 2026-03-31\n\
         a.yaml:8:91: flows[0].verifiedOn: `2025` is not a day: write YYYY-MM-DD, such as 2026-03-31"
    );
}

#[test]
fn a_key_given_twice_in_two_files() {
    let other = "kept: 1\nparties:\n  - key: mailer\n    name: Other Mail\n    kind: VENDOR\n";
    assert_eq!(
        problems_of(&[("a.yaml", PARTIES), ("b.yaml", other)]),
        "b.yaml:3:5: parties[0].key: `party:mailer` is given twice, first at a.yaml:5:5; keep one of them"
    );
}

#[test]
fn a_field_there_is_no_such_of() {
    assert_eq!(
        added("flows:\n  - {key: f, sorce: shop, recipient: mailer, startedOn: 2025-01-01, foo: 1}\n"),
        "a.yaml:8:5: flows[0].source: `source` is missing\n\
         a.yaml:8:14: flows[0].sorce: there is no field `sorce` here; did you mean `source`?\n\
         a.yaml:8:69: flows[0].foo: there is no field `foo` here; the fields are key, source, recipient, categories, \
         purposes, subjects, legalBasis, regions, retention, safeguards, consent, consideration, startedOn, endedOn, \
         contract, verifiedOn, derives, description"
    );
    assert_eq!(
        added(
            "notices:\n  - {key: n, title: N, effectiveOn: 2025-01-01, promisses: [], systms: [], audience: {subject: [customer]}}\nvendors: []\n"
        ),
        "a.yaml:8:49: notices[0].promisses: there is no field `promisses` here; did you mean `promises`?\n\
         a.yaml:8:64: notices[0].systms: there is no field `systms` here; did you mean `systems`?\n\
         a.yaml:8:87: notices[0].audience.subject: there is no field `subject` here; did you mean `subjects`?\n\
         a.yaml:9:1: vendors: there is no field `vendors` here; the fields are kept, parties, contracts, flows, notices, terms, acceptances, assignments, observations, channels"
    );
}

#[test]
fn a_word_there_is_no_such_of() {
    assert_eq!(
        added("flows:\n  - {key: f, source: shop, recipient: mailer, startedOn: 2025-01-01, consent: OPTIN}\n"),
        "a.yaml:8:70: flows[0].consent: `OPTIN` is not one of NONE, OPT_OUT, OPT_IN; did you mean `OPT_IN`?"
    );
}

#[test]
fn keys_that_lead_nowhere() {
    let text = "flows:
  - key: f
    source: shp
    recipient: mailr
    startedOn: 2025-01-01
    contract: nope
    categories: [user.contact, user.contact.emial]
    regions: [ee]
";
    assert_eq!(
        added(text),
        "a.yaml:9:5: flows[0].source: there is no party `shp`; add it or correct the key; did you mean `shop`?\n\
         a.yaml:10:5: flows[0].recipient: there is no party `mailr`; add it or correct the key; did you mean `mailer`?\n\
         a.yaml:12:5: flows[0].contract: there is no contract `nope`; add it or correct the key\n\
         a.yaml:13:32: flows[0].categories[1]: `user.contact.emial` is no category of the taxonomy; did you mean `user.contact.email`?\n\
         a.yaml:14:15: flows[0].regions[0]: `ee` is no region of the taxonomy; did you mean `EE`?"
    );
}

#[test]
fn keys_that_are_none() {
    assert_eq!(
        added("flows:\n  - {key: F, source: shop, recipient: -x, startedOn: 2025-01-01, regions: [EEA]}\n"),
        "a.yaml:8:6: flows[0].key: `F` is not a key: use 1 to 128 of a-z, 0-9, `.`, `_` and `-`, starting with a letter or digit; did you mean `f`?\n\
         a.yaml:8:28: flows[0].recipient: `-x` is not a key: use 1 to 128 of a-z, 0-9, `.`, `_` and `-`, starting with a letter or digit\n\
         a.yaml:8:76: flows[0].regions[0]: `EEA` is not a key: use 1 to 128 of a-z, 0-9, `.`, `_` and `-`, starting with a letter or digit; did you mean `eea`?"
    );
}

#[test]
fn values_of_the_wrong_kind() {
    let text = "flows:
  - key: 123
    source: shop
    recipient: mailer
    startedOn: 2025-01-01
    retention: 30
    description: 3.10
    categories: user.contact
notices:
  - key: n
    title: true
    effectiveOn: 2025-01-01
    consentRenewed: yes
    systems:
    promises:
      - {key: p, kind: COMMITMENT, section: 3.1, limits: {neverSold: \"true\"}}
contracts: {}
";
    assert_eq!(
        added(text),
        "a.yaml:8:5: flows[0].key: expected a text, found `123`, which is read as a number; put it in quotes: \"123\"\n\
         a.yaml:12:5: flows[0].retention: `30` is not a duration of at most 1000 years: write ISO 8601 in whole numbers, such as P1Y, P18M, P90D or PT72H\n\
         a.yaml:13:5: flows[0].description: expected a text, found `3.10`, which is read as a number; put it in quotes: \"3.10\"\n\
         a.yaml:14:5: flows[0].categories: expected a list, found the text `user.contact`; write `[user.contact]`\n\
         a.yaml:17:5: notices[0].title: expected a text, found `true`, which is read as true or false; put it in quotes: \"true\"\n\
         a.yaml:19:5: notices[0].consentRenewed: expected true or false, found the text `yes`\n\
         a.yaml:22:36: notices[0].promises[0].section: expected a text, found `3.1`, which is read as a number; put it in quotes: \"3.1\"\n\
         a.yaml:22:59: notices[0].promises[0].limits.neverSold: expected true or false, found the text `true`; leave the quotes out\n\
         a.yaml:23:1: contracts: expected a list, found a mapping"
    );
}

#[test]
fn nulls_are_fields_left_out() {
    let text = "flows:
  - {key: f, source: shop, recipient: mailer, startedOn: null, categories: null, derives: null, endedOn: ~, nothing: null}
notices:
  - {key: n, title: T, effectiveOn: 2025-01-01, systems: , consentRenewed: null, audience: null, promises: }
contracts:
";
    assert_eq!(
        added(text),
        "a.yaml:8:47: flows[0].startedOn: `startedOn` is missing\n\
         a.yaml:8:109: flows[0].nothing: there is no field `nothing` here; the fields are key, source, recipient, \
         categories, purposes, subjects, legalBasis, regions, retention, safeguards, consent, consideration, startedOn, \
         endedOn, contract, verifiedOn, derives, description"
    );
    assert_eq!(added(&text.replace(", nothing: null", "").replace("startedOn: null", "startedOn: 2025-01-01")), "");
}

#[test]
fn numbers_that_do_not_fit() {
    let clauses = "    clauses: [{kind: BREACH_NOTICE, presence: PRESENT, hours: \"48\", days: -1, noticeDays: 99999999999, modules: [1, 300]}]\n";
    assert_eq!(
        added(&format!("{CONTRACT}{clauses}")),
        "a.yaml:12:56: contracts[0].clauses[0].hours: expected a whole number that is not negative, found the text `48`; leave the quotes out\n\
         a.yaml:12:69: contracts[0].clauses[0].days: expected a whole number that is not negative, found `-1`\n\
         a.yaml:12:79: contracts[0].clauses[0].noticeDays: `99999999999` is too large; at most 4294967295 is possible\n\
         a.yaml:12:117: contracts[0].clauses[0].modules[1]: `300` is too large; at most 255 is possible"
    );
}

#[test]
fn a_promise_that_says_it_stands_elsewhere() {
    let text = "notices:\n  - {key: n, title: T, effectiveOn: 2025-01-01, promises: [{key: p, notice: m, kind: COMMITMENT, limits: {neverSold: true}}]}\n";
    assert_eq!(
        added(text),
        "a.yaml:8:69: notices[0].promises[0].notice: this promise stands in the notice `n`, not in `m`; leave the field out"
    );
    assert_eq!(added(&text.replace("notice: m", "notice: n")), "");
}

#[test]
fn promises_that_say_nothing_or_too_much() {
    let text = "notices:
  - key: n
    title: T
    effectiveOn: 2025-01-01
    promises:
      - {key: p, kind: COMMITMENT, limits: {onlyRegions: []}}
      - {key: q, kind: COMMITMENT, limits: {neverSold: true}, shares: {}}
      - {key: r, kind: DISCLOSURE, limits: {neverSold: true}}
";
    assert_eq!(
        added(text),
        "a.yaml:12:36: notices[0].promises[0].limits: a COMMITMENT needs at least one limit, such as `onlyRegions: [eea]`\n\
         a.yaml:13:63: notices[0].promises[1].shares: a COMMITMENT limits and does not say what is shared; use limits, or make it a DISCLOSURE\n\
         a.yaml:14:9: notices[0].promises[2].scope.categories: a DISCLOSURE needs the categories it discloses; `user` means all user data\n\
         a.yaml:14:36: notices[0].promises[2].limits: a DISCLOSURE says what is shared and limits nothing; use shares, or make it a COMMITMENT"
    );
}

#[test]
fn what_refers_to_a_record_that_could_not_be_read_does_not_dangle() {
    let text = "kept: 1
parties:
  - {key: us, name: Acme, kind: SELF}
  - {key: host, name: Host, kind: VENDR}
  - {key: app, name: App, kind: SYSTEM, operator: us, extra: 1}
terms:
  - {taxonomy: CATEGORY, key: user.loyalty}
  - {taxonomy: CATEGORY, key: user.loyalty.points, name: Points}
contracts:
  - {key: c, kind: NDA, parties: [{party: us, role: CUSTOMER}, {party: host, role: SUPPLER}], signedOn: 2025-01-01}
flows:
  - {key: f, source: us, recipient: host, startedOn: 2025-01-01, contract: c, categories: [user.loyalty, user.loyalty.points]}
  - {key: g, source: us, recipient: nobody, startedOn: 2025-01-01}
notices:
  - {key: n, effectiveOn: 2025-01-01, promises: [{key: p, kind: COMMITMENT, limits: {neverSold: true}}]}
  - {key: m, title: M, effectiveOn: 2026-01-01, supersedes: n, systems: [app]}
";
    assert_eq!(
        problems(text),
        "a.yaml:4:29: parties[1].kind: `VENDR` is not one of SELF, AFFILIATE, SYSTEM, VENDOR, PARTNER, PUBLIC_AUTHORITY; did you mean `VENDOR`?\n\
         a.yaml:5:55: parties[2].extra: there is no field `extra` here; the fields are key, name, kind, operator, country, status, offboardedOn, owner, website, privacyPolicy, description, identifiers, contacts, certifications, tags, domains\n\
         a.yaml:7:5: terms[0].name: `name` is missing\n\
         a.yaml:10:78: contracts[0].parties[1].role: `SUPPLER` is not one of CONTROLLER, JOINT_CONTROLLER, PROCESSOR, SUB_PROCESSOR, RECIPIENT, DATA_EXPORTER, DATA_IMPORTER, BUSINESS, SERVICE_PROVIDER, CONTRACTOR, THIRD_PARTY, CUSTOMER, SUPPLIER; did you mean `SUPPLIER`?\n\
         a.yaml:13:26: flows[1].recipient: there is no party `nobody`; add it or correct the key\n\
         a.yaml:15:5: notices[0].title: `title` is missing"
    );
}

#[test]
fn a_file_that_cannot_be_read_hides_what_is_in_it() {
    let flows =
        "kept: 1\nflows:\n  - {key: f, source: shop, recipient: host, startedOn: 2025-01-01, endedOn: 2024-01-01}\n";
    assert_eq!(
        problems_of(&[("flows.yaml", flows), ("parties.yaml", "kept: 1\nparties: [\n")]),
        "flows.yaml:3:68: flows[0].endedOn: the flow ended on 2024-01-01, before it started on 2025-01-01\n\
         parties.yaml:3:1: parties[0]: this is not YAML: while parsing a node, did not find expected node content"
    );
}

#[test]
fn everything_at_once() {
    let text = "kept: 1
party: []
parties:
  - {key: us, name: Acme, kind: SELF}
  - {key: shop, name: Shop, kind: SYSTEM}
  - {key: mailer, name: Mailer, kind: VENDR}
  - {key: us, name: Again, kind: SELF}
contracts:
  - key: dpa
    kind: DATA_PROCESSING_AGREEMENT
    parties: [{party: us, role: CONTROLLER}, {party: mailer, role: PROCESSOR}]
    effectiveOn: 2025-02-01
    endsOn: 2025-01-01
    amends: dpa
flows:
  - {key: f, source: shop, recipient: mailer, startedOn: 2025-13-01}
  - {key: g, source: shop, recipient: shop, startedOn: 2025-01-01, categories: [user.emial]}
  - {key: h, source: shop, recipient: nobody, startedOn: 2025-01-01, retension: P1Y}
notices:
  - key: n
    title: T
    effectiveOn: 2025-01-01
    promises:
      - {key: p, kind: COMMITMENT, section: 3.1, limits: {neverSold: true}}
      - {key: q, kind: COMMITMENT}
";
    let found = problems(text);
    let places: Vec<&str> = found.lines().map(|line| line.split(": ").next().unwrap()).collect();
    let fields: Vec<&str> = found.lines().map(|line| line.split(": ").nth(1).unwrap()).collect();
    assert_eq!(
        places.into_iter().zip(fields).collect::<Vec<_>>(),
        [
            ("a.yaml:2:1", "party"),
            ("a.yaml:5:5", "parties[1].operator"),
            ("a.yaml:6:33", "parties[2].kind"),
            ("a.yaml:7:6", "parties[3].key"),
            ("a.yaml:13:5", "contracts[0].endsOn"),
            ("a.yaml:14:5", "contracts[0].amends"),
            ("a.yaml:16:47", "flows[0].startedOn"),
            ("a.yaml:17:28", "flows[1].recipient"),
            ("a.yaml:17:81", "flows[1].categories[0]"),
            ("a.yaml:18:70", "flows[2].retension"),
            ("a.yaml:24:36", "notices[0].promises[0].section"),
            ("a.yaml:25:9", "notices[0].promises[1].limits"),
        ],
        "{found}"
    );
}

#[test]
fn channels_that_cannot_send() {
    let text = "channels:
  - {key: a, kind: EMAIL, url: https://a.example}
  - {key: b, kind: SLACK, url: a.example, urlFrom: SLACK_URL, to: [x], quiet: {from: 25:00}, zone: Berlin}
  - {key: c, kind: WEBHOOK, url: https://a.example, body: '{{ x', schedule: 0 9 * *, about: {rules: [flow-witout-contract]}}
  - {key: d, kind: WEBHOOK, url: https://a.example, secretFrom: KEPT_SECRET_A, escalation: {after: P0D, to: e}, schedule: 0 0 30 2 *}
  - {key: shop, kind: EMAIL, to: [not an address], quiet: {from: '18:00'}, escalation: {after: P1D, to: shop}}
  - {key: f, kind: EMAIL, to: [a@b.example], quiet: {from: '08:00', until: '08:00', days: [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY]}}
";
    insta::assert_snapshot!(added(text));
}
