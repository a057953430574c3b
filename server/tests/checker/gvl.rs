//! A list of one or two vendors, and what becomes of it.

use kept::import::{GvlContext, GvlImport, gvl};
use kept_schema::{Consent, Day, Flow, LegalBasis, Party, PartyKind, PartyStatus, Problems, Register};
use serde_json::{Value, json};

const MARCH: &str = "2025-03-01T12:00:00Z";
const JUNE: &str = "2025-06-01T12:00:00Z";
const JULY: &str = "2025-07-01T12:00:00Z";

fn vendor(id: u32) -> Value {
    json!({
        "id": id, "name": format!("Vendor {id} "), "purposes": [1, 3], "legIntPurposes": [2], "flexiblePurposes": [2],
        "specialPurposes": [1], "dataDeclaration": [1, 6],
        "dataRetention": {"stdRetention": 30, "purposes": {"3": 90}, "specialPurposes": {"1": 365}},
        "urls": [{"langId": "de", "privacy": "https://v.example/de"}, {"langId": "en", "privacy": "https://v.example/en"}],
    })
}

fn list(updated: &str, vendors: &[Value]) -> Value {
    let vendors: serde_json::Map<String, Value> =
        vendors.iter().map(|vendor| (vendor["id"].to_string(), vendor.clone())).collect();
    json!({"gvlSpecificationVersion": 3, "vendorListVersion": 1, "lastUpdated": updated, "vendors": vendors})
}

fn import(register: &Register, list: &Value) -> Result<GvlImport, Problems> {
    gvl(list.to_string().as_bytes(), &GvlContext { register, source: None, file: None })
}

fn after(register: &Register, list: &Value) -> Register {
    let import = import(register, list).unwrap();
    register.apply(import.edits, register.revision() + 1).unwrap().0
}

fn flow<'a>(register: &'a Register, key: &str) -> &'a Flow {
    &register.flows().get(key).unwrap_or_else(|| panic!("no flow {key}")).value
}

fn party<'a>(register: &'a Register, key: &str) -> &'a Party {
    &register.parties().get(key).unwrap().value
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn terms(list: &[kept_schema::TermKey]) -> Vec<&str> {
    list.iter().map(kept_schema::TermKey::as_str).collect()
}

#[test]
fn a_vendor_becomes_a_party_with_a_flow_for_each_basis_and_purpose() {
    let register = after(&Register::default(), &list(MARCH, &[vendor(755)]));
    let vendor = party(&register, "gvl-755");
    assert_eq!(
        (vendor.name.as_str(), vendor.kind, vendor.status),
        ("Vendor 755", PartyKind::Vendor, PartyStatus::Active)
    );
    assert_eq!(vendor.privacy_policy.as_deref(), Some("https://v.example/en"));
    assert_eq!((vendor.identifiers[0].scheme.as_str(), vendor.identifiers[0].value.as_str()), ("IAB_GVL", "755"));
    assert_eq!(party(&register, "publisher").kind, PartyKind::SelfParty);

    let keys: Vec<&str> = register.flows().keys().map(kept_schema::FlowKey::as_str).collect();
    assert_eq!(keys, ["gvl-755-consent-1", "gvl-755-consent-3", "gvl-755-li-2", "gvl-755-special-1"]);
    let profile = flow(&register, "gvl-755-consent-3");
    assert_eq!((profile.source.as_str(), profile.recipient.as_str()), ("publisher", "gvl-755"));
    assert_eq!(terms(&profile.categories), ["user.behavior", "user.device.ip_address"]);
    assert_eq!(terms(&profile.purposes), ["marketing.advertising.profiling"]);
    assert_eq!((profile.legal_basis, profile.consent), (Some(LegalBasis::Consent), Some(Consent::OptIn)));
    assert_eq!((profile.started_on, profile.ended_on), (day("2025-03-01"), None));
    let retention = |key| flow(&register, key).retention.unwrap().to_string();
    assert_eq!(retention("gvl-755-consent-3"), "P90D");
    assert_eq!(retention("gvl-755-consent-1"), "P30D");
    assert_eq!(retention("gvl-755-special-1"), "P365D");
    let contextual = flow(&register, "gvl-755-li-2");
    assert_eq!(
        (contextual.legal_basis, contextual.consent),
        (Some(LegalBasis::LegitimateInterests), Some(Consent::OptOut))
    );
    assert!(contextual.description.as_ref().unwrap().contains("may switch the legal basis"));
    let security = flow(&register, "gvl-755-special-1");
    assert_eq!(security.legal_basis, Some(LegalBasis::LegitimateInterestsNotObjectable));
    assert_eq!(security.consent, Some(Consent::None));
}

#[test]
fn the_same_list_again_changes_nothing() {
    let first = list(MARCH, &[vendor(1), vendor(2)]);
    let register = after(&Register::default(), &first);
    assert_eq!(import(&register, &first).unwrap().edits, []);
    assert_eq!(import(&register, &list(JUNE, &[vendor(1), vendor(2)])).unwrap().edits, []);
}

#[test]
fn a_later_list_ends_what_is_gone_and_keeps_what_people_added() {
    let mut register = after(&Register::default(), &list(MARCH, &[vendor(1)]));
    let mut edited = flow(&register, "gvl-1-consent-1").clone();
    edited.regions = ["US".parse().unwrap()].into_iter().collect();
    edited.description = "Checked by Ana.".parse().ok();
    let edit = kept_schema::Edit::Put(kept_schema::Record::Flow(edited));
    register = register.apply([edit.into()], 2).unwrap().0;

    let mut later = vendor(1);
    later["name"] = json!("Renamed");
    later["purposes"] = json!([1, 4]);
    later["dataDeclaration"] = json!([1]);
    let import = import(&register, &list(JUNE, &[later])).unwrap();
    let summary = import.summary.clone();
    assert_eq!((summary.renamed, summary.purposes_changed, summary.special_purposes_changed), (1, 1, 0));
    assert_eq!((summary.data_changed, summary.retention_changed), (1, 0));
    assert_eq!((summary.flows_started, summary.flows_ended, summary.flows_changed), (1, 1, 3));
    let (register, changes) = register.apply(import.edits, 3).unwrap();
    assert_eq!(changes.len(), 6, "a party, a new flow, one that ends and three with other data");
    assert_eq!(flow(&register, "gvl-1-consent-3").ended_on, Some(day("2025-05-31")));
    assert_eq!(flow(&register, "gvl-1-consent-4").started_on, day("2025-06-01"));
    let kept = flow(&register, "gvl-1-consent-1");
    assert_eq!((terms(&kept.regions), kept.started_on), (vec!["US"], day("2025-03-01")));
    assert_eq!(kept.description.as_deref(), Some("Checked by Ana."));
}

#[test]
fn what_comes_back_starts_a_period_of_its_own() {
    let register = after(&Register::default(), &list(MARCH, &[vendor(1)]));
    let mut without = vendor(1);
    without["purposes"] = json!([1]);
    let register = after(&register, &list(JUNE, &[without]));
    let register = after(&register, &list(JULY, &[vendor(1)]));
    assert_eq!(flow(&register, "gvl-1-consent-3").ended_on, Some(day("2025-05-31")));
    assert_eq!(flow(&register, "gvl-1-consent-3.2").started_on, day("2025-07-01"));
    assert_eq!(import(&register, &list(JULY, &[vendor(1)])).unwrap().edits, []);
}

#[test]
fn deleted_and_gone_vendors_are_offboarded_and_can_come_back() {
    let register = after(&Register::default(), &list(MARCH, &[vendor(1), vendor(2), vendor(3)]));
    let mut deleted = vendor(2);
    deleted["deletedDate"] = json!("2025-04-15T09:32:59.184Z");
    let import = import(&register, &list(JUNE, &[vendor(1), deleted])).unwrap();
    assert_eq!((import.summary.deleted, import.summary.gone, import.summary.flows_ended), (1, 1, 8));
    let register = register.apply(import.edits, 2).unwrap().0;
    assert_eq!(register.parties().len(), 4, "nothing is removed");
    for (key, offboarded_on, flow_key, ended_on) in [
        ("gvl-2", "2025-04-15", "gvl-2-consent-1", "2025-04-14"),
        ("gvl-3", "2025-06-01", "gvl-3-consent-1", "2025-05-31"),
    ] {
        assert_eq!(party(&register, key).status, PartyStatus::Offboarded);
        assert_eq!(party(&register, key).offboarded_on, Some(day(offboarded_on)));
        assert_eq!(flow(&register, flow_key).ended_on, Some(day(ended_on)));
    }
    let back = list(JULY, &[vendor(1), vendor(2), vendor(3)]);
    let register = after(&register, &back);
    assert_eq!(
        (party(&register, "gvl-2").status, party(&register, "gvl-2").offboarded_on),
        (PartyStatus::Active, None)
    );
    assert_eq!(flow(&register, "gvl-3-consent-1.2").started_on, day("2025-07-01"));
}

#[test]
fn an_offboarding_of_ours_is_not_taken_back() {
    let register = after(&Register::default(), &list(MARCH, &[vendor(1)]));
    let mut ours = party(&register, "gvl-1").clone();
    ours.status = PartyStatus::Offboarded;
    ours.offboarded_on = Some(day("2025-03-10"));
    let register = register.apply([kept_schema::Edit::Put(kept_schema::Record::Party(ours)).into()], 2).unwrap().0;
    let register = after(&register, &list(JUNE, &[vendor(1)]));
    assert_eq!(party(&register, "gvl-1").status, PartyStatus::Offboarded);
}

#[test]
fn a_party_that_carries_the_identifier_is_the_vendor() {
    let document = "kept: 1\nparties:\n  - {key: us, name: Acme, kind: SELF}\n  \
                    - {key: nimbus, name: Nimbus, kind: PARTNER, identifiers: [{scheme: IAB_GVL, value: '7'}]}\n";
    let file = kept_schema::document::SourceFile::new("k.yaml", document);
    let (register, _) = kept_schema::document::read_register(vec![file]).unwrap();
    let register = after(&register, &list(MARCH, &[vendor(7)]));
    assert_eq!(
        (party(&register, "nimbus").kind, party(&register, "nimbus").name.as_str()),
        (PartyKind::Partner, "Vendor 7")
    );
    let flow = flow(&register, "gvl-7-consent-1");
    assert_eq!((flow.source.as_str(), flow.recipient.as_str()), ("us", "nimbus"));
    assert!(!register.parties().contains_key("gvl-7"));
}

#[test]
fn what_the_taxonomy_does_not_know_is_counted_and_not_recorded() {
    let mut unknown = vendor(1);
    unknown["dataDeclaration"] = json!([77]);
    unknown["purposes"] = json!([99]);
    let list = list(MARCH, &[unknown]);
    let import = import(&Register::default(), &list).unwrap();
    assert_eq!((import.summary.unmapped_data, import.summary.unmapped_purposes), (1, 1));
    let register = after(&Register::default(), &list);
    let flow = flow(&register, "gvl-1-consent-99");
    assert!(!flow.categories.is_recorded() && !flow.purposes.is_recorded());
}

fn refused(list: &Value) -> Vec<String> {
    let problems = import(&Register::default(), list).unwrap_err();
    problems.as_slice().iter().map(ToString::to_string).collect()
}

#[test]
fn everything_wrong_with_a_list_is_said_at_once() {
    let mut bad = list("yesterday", &[vendor(1), vendor(2)]);
    bad["gvlSpecificationVersion"] = json!(2);
    bad["vendors"]["1"].as_object_mut().unwrap().remove("name");
    bad["vendors"]["1"]["purposes"] = json!([1, "two", -3]);
    bad["vendors"]["1"]["dataRetention"]["stdRetention"] = json!(-1);
    bad["vendors"]["1"]["dataRetention"]["purposes"] = json!({"3": 1.5, "x": 4});
    bad["vendors"]["2"]["id"] = json!("two");
    bad["vendors"]["2"]["deletedDate"] = json!("2500-13-01");
    bad["vendors"]["2"]["legIntPurposes"] = json!(7);
    insta::assert_snapshot!(refused(&bad).join("\n"));
}

#[test]
fn what_is_no_list_is_refused() {
    let context = GvlContext { register: &Register::default(), source: None, file: Some("gvl.json".into()) };
    let text = |bytes: &[u8]| gvl(bytes, &context).unwrap_err().to_string();
    assert!(text(b"<html>").starts_with("gvl.json:1:1: this is not JSON"), "{}", text(b"<html>"));
    assert!(text(b"[]").contains("is a JSON object with `vendors`"));
    assert!(text(b"{}").contains("vendors: the list has no vendors"));
    assert!(text(b"\xff\xfe{").contains("this is not JSON"));
    assert!(refused(&list(MARCH, &[]))[0].contains("would offboard all"));
}

#[test]
fn lists_are_imported_in_their_order_and_from_one_source() {
    let register = after(&Register::default(), &list(JUNE, &[vendor(1)]));
    let older = import(&register, &list(MARCH, &[vendor(1)])).unwrap_err().to_string();
    assert!(older.contains("import lists in their order"), "{older}");
    let context = GvlContext { register: &register, source: "gvl-1".parse().ok(), file: None };
    let other = gvl(list(JULY, &[vendor(1)]).to_string().as_bytes(), &context).unwrap_err().to_string();
    assert!(other.contains("with `publisher` as the source; import this list with the same"), "{other}");
    let context = GvlContext { register: &register, source: "publsher".parse().ok(), file: None };
    let absent = gvl(list(JULY, &[vendor(1)]).to_string().as_bytes(), &context).unwrap_err().to_string();
    assert!(absent.contains("there is no party `publsher`; did you mean `publisher`?"), "{absent}");
}
