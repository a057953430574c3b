//! What is written can be read again.

use kept_schema::document::{Document, read_register, write_json, write_yaml};
use proptest::prelude::*;

use crate::{EXAMPLE, arbitrary, files, register};

#[test]
fn the_example_survives() {
    let document = Document::of(&register(EXAMPLE));
    for (name, text) in [("a.yaml", write_yaml(&document)), ("a.json", write_json(&document))] {
        let (read, _) = read_register(files(&[(name, &text)])).unwrap_or_else(|problems| panic!("{problems}\n{text}"));
        assert_eq!(Document::of(&read), document);
        assert_eq!(if name == "a.yaml" { write_yaml(&document) } else { write_json(&document) }, text);
    }
}

#[test]
fn nothing_is_a_document_too() {
    assert_eq!(write_yaml(&Document::default()), "kept: 1\n");
    assert_eq!(write_json(&Document::default()), "{\n  \"kept\": 1\n}\n");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn every_register_survives(document in arbitrary::document()) {
        let yaml = write_yaml(&document);
        let (from_yaml, _) = read_register(files(&[("a.yaml", &yaml)])).map_err(|problems| TestCaseError::fail(format!("{problems}\n{yaml}")))?;
        let again = Document::of(&from_yaml);
        prop_assert_eq!(&again.parties, &document.parties, "{}", yaml);
        prop_assert_eq!(&again.flows, &document.flows, "{}", yaml);
        prop_assert_eq!(&again.contracts, &document.contracts, "{}", yaml);
        prop_assert_eq!(&again.notices, &document.notices, "{}", yaml);
        let json = write_json(&again);
        let (from_json, _) = read_register(files(&[("a.json", &json)])).map_err(|problems| TestCaseError::fail(format!("{problems}\n{json}")))?;
        prop_assert_eq!(write_yaml(&Document::of(&from_json)), write_yaml(&again));
    }
}
