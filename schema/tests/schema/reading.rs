//! Documents that are right: what is read from them, and where it says it was.

use kept_schema::document::{
    Documents, SourceFile, read, read_for, read_onto, read_register, read_value, read_value_for,
};
use kept_schema::record::{Edit, Record};
use kept_schema::{NodeId, Problems, Register};

use crate::{EXAMPLE, PARTIES, files, problems_of, register};

fn id(text: &str) -> NodeId {
    text.parse().unwrap()
}

fn folder() -> Vec<SourceFile> {
    files(&[
        ("contracts.yaml", include_str!("../fixtures/folder/contracts.yaml")),
        ("flows.json", include_str!("../fixtures/folder/flows.json")),
        ("parties.yaml", include_str!("../fixtures/folder/parties.yaml")),
        ("privacy.yaml", include_str!("../fixtures/folder/privacy.yaml")),
    ])
}

fn same_records(one: &Register, other: &Register) -> bool {
    one.ids().eq(other.ids()) && one.ids().all(|id| one.get(&id).unwrap().is_same_as(&other.get(&id).unwrap()))
}

#[test]
fn the_example_of_the_documentation() {
    let (register, origins) = read_register(files(&[("example.yaml", EXAMPLE)])).unwrap();
    assert_eq!(
        (register.parties().len(), register.contracts().len(), register.flows().len(), register.notices().len()),
        (3, 2, 1, 2)
    );
    assert_eq!((register.promises().len(), register.terms().len()), (2, 2));
    assert_eq!(origins.len(), 12);
    let promise = register.promises().values().next().unwrap();
    assert_eq!(promise.notice.as_ref().unwrap().as_str(), "privacy-2025");
    assert_eq!(promise.section.as_ref().unwrap().as_str(), "3.1");
    let clause = &register.contracts().values().next().unwrap().clauses[0];
    assert_eq!((clause.hours, clause.locator.as_ref().unwrap().as_str()), (Some(48), "§ 7.2"));
    // A notice that does not say who gives it is given by the only SELF party.
    let notice = register.notices().values().next().unwrap();
    assert_eq!((notice.key.as_str(), notice.by.as_ref().unwrap().as_str()), ("privacy-2023", "us"));
}

#[test]
fn a_folder_of_files_is_one_document() {
    let (of_folder, origins) = read_register(folder()).unwrap_or_else(|problems| panic!("{problems}"));
    assert!(same_records(&of_folder, &register(EXAMPLE)));
    assert_eq!(origins.get(&id("party:shop")).unwrap().to_string(), "parties.yaml:4:5");
    assert_eq!(origins.get(&id("flow:shop-mailer")).unwrap().to_string(), "flows.json:4:5");
    let mut backwards = folder();
    backwards.reverse();
    assert!(same_records(&read_register(backwards).unwrap().0, &of_folder));
}

#[test]
fn several_documents_in_a_file() {
    let text =
        "kept: 1\nparties:\n  - {key: us, name: A, kind: SELF}\n---\nparties:\n  - {key: b, name: B, kind: VENDOR}\n";
    assert_eq!(register(text).parties().len(), 2);
}

#[test]
fn json_is_read_as_json_says() {
    let text =
        "{\"kept\": 1,\t\"parties\": [{\"key\": \"us\", \"name\": \"\\uD83D\\uDE00 a\\/b\\t\", \"kind\":\"SELF\"}]}";
    for name in ["a.json", "A.JSON", "a.yaml", "-"] {
        let (register, _) = read_register(files(&[(name, text)])).unwrap();
        assert_eq!(register.parties().values().next().unwrap().name.as_str(), "😀 a/b\t");
    }
}

#[test]
fn flow_style_yaml_is_not_taken_for_broken_json() {
    assert_eq!(register("{kept: 1, parties: [{key: us, name: Acme, kind: SELF}]}").parties().len(), 1);
    assert_eq!(register("{\"kept\": 1, \"parties\": [{key: us, name: 'A', kind: SELF}]}").parties().len(), 1);
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    assert_eq!(register(&format!("\u{feff}{PARTIES}")).parties().len(), 3);
    assert_eq!(register(&PARTIES.replace('\n', "\r\n")).parties().len(), 3);
}

#[test]
fn words_that_older_yaml_took_for_other_things_are_texts() {
    let register = register("kept: 1\nparties:\n  - {key: us, name: NO, kind: SELF, country: NO, owner: yes}\n");
    let party = register.parties().values().next().unwrap();
    assert_eq!((party.name.as_str(), party.country.as_ref().unwrap().as_str()), ("NO", "NO"));
    assert_eq!(party.owner.as_ref().unwrap().as_str(), "yes");
}

#[test]
fn aliases_and_merge_keys_save_writing() {
    let text = "kept: 1
parties:
  - {key: us, name: Acme, kind: SELF}
  - &mailer {key: mailer, name: Mailer, kind: VENDOR, tags: &tags [email]}
  - {<<: *mailer, key: post, tags: *tags}
  - {key: third, <<: [*mailer, {owner: legal}], name: Third}
";
    let register = register(text);
    let names: Vec<_> = register.parties().values().map(|party| (party.key.as_str(), party.name.as_str())).collect();
    assert_eq!(names, [("mailer", "Mailer"), ("post", "Mailer"), ("third", "Third"), ("us", "Acme")]);
    let third = register.parties().values().find(|party| party.key.as_str() == "third").unwrap();
    assert_eq!(third.owner.as_ref().unwrap().as_str(), "legal");
    assert_eq!(
        problems_of(&[("a.yaml", "kept: 1\nparties:\n  - {key: us, name: A, kind: SELF, <<: 1}\n")]),
        "a.yaml:3:36: parties[0]: `<<` takes in the fields of a mapping, or of a list of mappings"
    );
}

#[test]
fn edits_come_in_an_order_that_fills_in_defaults() {
    let Documents { edits, .. } = read(folder()).unwrap();
    let kinds: Vec<u8> = edits
        .iter()
        .map(|edit| match &edit.edit {
            Edit::Put(Record::Term(_)) => 0,
            Edit::Put(Record::Party(_)) => 1,
            _ => 2,
        })
        .collect();
    assert!(kinds.is_sorted());
    let paths: Vec<&str> = edits.iter().map(|edit| edit.path.as_str()).collect();
    assert!(paths.contains(&"notices[1].promises[0]"), "{paths:?}");
}

#[test]
fn problems_of_applying_are_found_in_their_files() {
    let one = "kept: 1\nflows:\n  - key: one\n    source: us\n    recipient: nobody\n    startedOn: 2025-01-01\n";
    let other = one.replace("key: one", "key: other").replace("    recipient", "\n\n    recipient");
    let documents = read(files(&[("parties.yaml", PARTIES), ("one.yaml", one), ("other.yaml", &other)])).unwrap();
    let unlocated: Problems = Register::default().apply(documents.edits.clone(), 1).unwrap_err();
    assert_eq!(unlocated.as_slice()[0].origin.as_ref().unwrap().to_string(), "one.yaml:3:5");
    assert_eq!(
        documents.locate(unlocated).to_string(),
        "one.yaml:5:5: flows[0].recipient: there is no party `nobody`; add it or correct the key\n\
         other.yaml:7:5: flows[0].recipient: there is no party `nobody`; add it or correct the key"
    );
    assert!(documents.apply(&Register::default(), 1).is_err());
}

#[test]
fn places_in_the_second_document_of_a_file() {
    let text = format!("{PARTIES}flows: []\n---\nparties: [{{key: x, name: X, kind: SYSTEM, operator: nobody}}]\n");
    let found = crate::problems(&text);
    assert_eq!(found, "a.yaml:9:43: parties[0].operator: there is no party `nobody`; add it or correct the key");
}

#[test]
fn documents_add_to_a_register() {
    let before = register(PARTIES);
    let text = "kept: 1\nflows:\n  - {key: f, source: shop, recipient: mailer, startedOn: 2025-01-01}\n";
    let (documents, after, changes) = read_onto(&before, files(&[("f.yaml", text)]), 7).unwrap();
    assert_eq!((documents.origins.len(), after.flows().len(), after.revision(), changes.len()), (1, 1, 7, 1));
    assert!(read_onto(&Register::default(), files(&[("f.yaml", text)]), 7).is_err());
}

#[test]
fn a_value_is_read_like_a_file_without_places() {
    let value = serde_json::json!({"kept": 1, "parties": [{"key": "us", "name": "Acme", "kind": "SELF"}]});
    let documents = read_value(&value).unwrap();
    assert_eq!(documents.apply(&Register::default(), 1).unwrap().0.parties().len(), 1);
    assert!(documents.edits.iter().all(|edit| edit.origin.is_none()));
    let wrong = serde_json::json!({"kept": 1, "parties": [{"key": "us", "kind": "SELFIE"}]});
    assert_eq!(
        read_value(&wrong).unwrap_err().to_string(),
        "parties[0].kind: `SELFIE` is not one of SELF, AFFILIATE, SYSTEM, VENDOR, PARTNER, PUBLIC_AUTHORITY; did you mean `SELF`?\n\
         parties[0].name: `name` is missing"
    );
}

#[test]
fn what_is_written_badly_and_what_does_not_fit_are_told_together() {
    let before = register(PARTIES);
    let text = "kept: 1
parties: [{key: vendor, name: Vendor, kind: VENDORR}]
flows:
  - {key: f, source: shop, recipient: mailer, startedOn: 2025-02-30}
  - {key: g, source: shop, recipient: nobody, startedOn: 2025-01-01}
  - {key: h, source: shop, recipient: vendor, startedOn: 2025-01-01}
";
    // `vendor` is there, though nothing else can be told of it.
    let told = read_for(&before, files(&[("f.yaml", text)])).unwrap_err().to_string();
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), 3, "{told}");
    assert!(lines[0].starts_with("f.yaml:2:39: parties[0].kind: "), "{told}");
    assert!(lines[1].starts_with("f.yaml:4:47: flows[0].startedOn: "), "{told}");
    assert!(lines[2].starts_with("f.yaml:5:28: flows[1].recipient: there is no party `nobody`"), "{told}");
    let value = serde_json::json!({"kept": 1, "parties": [{"key": "us", "kind": "SELFIE"}],
        "flows": [{"key": "g", "source": "shop", "recipient": "nobody", "startedOn": "2025-01-01"}]});
    let told = read_value_for(&before, &value).unwrap_err().to_string();
    assert!(told.contains("flows[0].recipient: there is no party `nobody`") && told.contains("parties[0].kind: "));
    // Alone, how it fits is told when it is applied.
    let fits = "kept: 1\nflows: [{key: g, source: shop, recipient: nobody, startedOn: 2025-01-01}]\n";
    assert!(read_for(&before, files(&[("f.yaml", fits)])).unwrap().apply(&before, 1).is_err());
}
