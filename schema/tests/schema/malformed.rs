//! Files that are not documents at all: each an error with its place, never a crash.

use kept_schema::document::{MAX_FILE_BYTES, SourceFile, read_register};
use proptest::prelude::*;

use crate::{problems, problems_of};

fn problem_of_bytes(name: &str, bytes: Vec<u8>) -> String {
    read_register(vec![SourceFile::new(name, bytes)]).unwrap_err().to_string()
}

#[test]
fn malformed_yaml() {
    assert_eq!(
        problems("kept: 1\nparties:\n  - {key: us, name: Acme, kind: SELF\nflows: []\n"),
        "a.yaml:4:6: parties[0]: this is not YAML: while parsing a flow mapping, did not find expected ',' or '}'"
    );
    assert_eq!(
        problems("kept: 1\nparties:\n  - key: us\n   name: x\n"),
        "a.yaml:4:4: parties[1]: this is not YAML: while parsing a block collection, did not find expected '-' indicator"
    );
    assert_eq!(
        problems("kept: 1\n\tparties: []\n"),
        "a.yaml:1:7: kept: this is not YAML: while scanning a plain scalar, found a tab"
    );
}

#[test]
fn malformed_json() {
    let json = |text: &str| problems_of(&[("a.json", text)]);
    assert_eq!(
        json("{\"kept\": 1,\n \"parties\": [{\"key\": \"us\" \"name\": 1}]}"),
        "a.json:2:27: parties[0]: expected `,` or `}`, found `\"`"
    );
    assert_eq!(json("{\"kept\": 1} x"), "a.json:1:13: expected the end of the file, found `x`");
    assert_eq!(json("{\"kept\": 01}"), "a.json:1:10: kept: `01` is not a number of JSON");
    assert_eq!(
        json("{\"kept\": 1, \"parties\": ["),
        "a.json:1:25: parties[0]: expected a value, but the file ends here"
    );
    assert_eq!(json("{\"kept\": 1,}"), "a.json:1:12: expected the name of a field in double quotes, found `}`");
    assert_eq!(json("{kept: 1}"), "a.json:1:2: expected the name of a field in double quotes, found `k`");
    assert_eq!(json("{\"kept\": yes}"), "a.json:1:10: kept: `yes` is not JSON here; texts stand in double quotes");
    assert_eq!(
        json("{\"kept\": 1,\n \"parties\": [{\"key\": \"us\", \"name\": \"\\uD83D\"}]}"),
        "a.json:2:36: parties[0].name: the text that begins here is not JSON: unexpected end of hex escape"
    );
    assert_eq!(
        json("{\"kept\": 1, \"parties\": [\"us]}"),
        "a.json:1:25: parties[0]: the text that begins here has no closing quote on its line"
    );
}

#[test]
fn what_looks_like_json_is_told_what_is_wrong_with_its_json() {
    assert_eq!(problems("{\"kept\": 1, \"parties\": [}"), "a.yaml:1:25: parties[0]: expected a value, found `}`");
}

#[test]
fn nothing_in_a_file() {
    let nothing = "a.yaml:1:1: there is no document in this file; start with `kept: 1`";
    assert_eq!(problems(""), nothing);
    assert_eq!(problems("# only a comment\n---\n...\n"), nothing);
    assert_eq!(
        problems_of(&[("a.json", " \n")]),
        "a.json:1:1: there is no document in this file; start with `kept: 1`"
    );
}

#[test]
fn not_a_mapping() {
    assert_eq!(
        problems("- 1\n"),
        "a.yaml:1:1: expected a mapping of fields and values, found a list; start with `kept: 1`"
    );
}

#[test]
fn no_version_or_another() {
    assert_eq!(
        problems("parties: []\n"),
        "a.yaml:1:1: kept: `kept` is missing: start with `kept: 1`, the version of the format"
    );
    assert_eq!(
        problems("\nkept: 2\nvendors: 3\n"),
        "a.yaml:2:1: kept: this is version 2 of the format, and only version 1 is read here: `kept: 1`"
    );
    assert_eq!(problems("kept: '1'\n"), "a.yaml:1:1: kept: write `kept: 1` without quotes");
    assert_eq!(problems("kept: yes\n"), "a.yaml:1:1: kept: say which version of the format this is: `kept: 1`");
}

#[test]
fn not_utf_8() {
    let latin_1 = b"kept: 1\nparties:\n  - {key: us, name: Caf\xe9, kind: SELF}\n".to_vec();
    assert_eq!(
        problem_of_bytes("a.yaml", latin_1),
        "a.yaml:3:24: the file is not UTF-8: a byte 0xE9 stands here; save it as UTF-8"
    );
    let utf_16 = "kept: 1".encode_utf16().flat_map(u16::to_le_bytes);
    let with_mark = [0xFF, 0xFE].into_iter().chain(utf_16).collect();
    assert_eq!(
        problem_of_bytes("a.yaml", with_mark),
        "a.yaml:1:1: the file is not UTF-8: a byte 0xFF stands here; save it as UTF-8"
    );
}

#[test]
fn a_file_over_the_limit() {
    let bytes = vec![b' '; usize::try_from(MAX_FILE_BYTES).unwrap() + 1];
    assert_eq!(
        problem_of_bytes("big.yaml", bytes),
        "big.yaml:1:1: the file is 67108865 bytes long (64.0 MiB), and at most 64 MiB are read; \
         split it into several files of a folder"
    );
    let problem = kept_schema::document::too_large("huge.yaml", 209_715_200);
    assert!(problem.to_string().starts_with("huge.yaml:1:1: the file is 209715200 bytes long (200.0 MiB), and"));
}

#[test]
fn deep_nesting_is_refused_at_once() {
    let shapes = [
        ("brackets", "[".repeat(100_000)),
        ("spaced brackets", "[ ".repeat(100_000)),
        ("braces", "{\"a\":".repeat(100_000)),
        ("dashes", "- ".repeat(100_000)),
        ("indents", (0..3_000).map(|level| " ".repeat(level) + "a:\n").collect()),
        ("under a field", "kept: 1\nparties: ".to_owned() + &"[".repeat(100_000)),
    ];
    for (shape, text) in shapes {
        let found = problems(&text);
        assert!(found.ends_with("lists and mappings are nested more than 64 deep here"), "{shape}: {found}");
    }
    let json = problems_of(&[("a.json", &"[".repeat(100_000))]);
    assert_eq!(json, "a.json:1:65: lists and mappings are nested more than 64 deep here");
    let question_marks = problems(&"? ".repeat(100_000));
    assert_eq!(question_marks, "a.yaml:1:3: a mapping cannot be the name of a field");
}

#[test]
fn aliases_that_stand_for_too_much() {
    let mut bomb = "kept: 1\na: &a [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (name, of) in ["b", "c", "d", "e", "f", "g", "h", "i"].into_iter().zip(["a", "b", "c", "d", "e", "f", "g", "h"])
    {
        bomb += &format!("{name}: &{name} [{}]\n", vec![format!("*{of}"); 10].join(", "));
    }
    assert_eq!(problems(&bomb), "a.yaml:6:36: e[7]: aliases stand for more than 100000 values; write them out");
    assert_eq!(
        problems("kept: 1\nparties: &p [*p]\n"),
        "a.yaml:2:14: parties[0]: this alias stands inside of what it is an alias for"
    );
    assert_eq!(
        problems("kept: 1\nparties: *p\n"),
        "a.yaml:2:10: parties: this is not YAML: while parsing node, found unknown anchor"
    );
    let mut deep = "kept: 1\na0: &a0 [x]\n".to_owned();
    for level in 1..100 {
        deep += &format!("a{level}: &a{level} [*a{}]\n", level - 1);
    }
    assert!(problems(&deep).ends_with("lists and mappings are nested more than 64 deep here"));
}

#[test]
fn tags_and_names_of_fields_that_mean_nothing() {
    assert_eq!(
        problems("kept: 1\nparties:\n  - !party {key: us, name: !!str 12, kind: !!int SELF}\n"),
        "a.yaml:3:5: parties[0]: the tag `!party` means nothing here; leave it out\n\
         a.yaml:3:38: parties[0].kind: this value is not what its tag `!!int` says; leave the tag out"
    );
    assert_eq!(problems("kept: 1\n? [a, b]\n: 2\n"), "a.yaml:2:3: a list cannot be the name of a field");
}

#[test]
fn a_field_given_twice() {
    let text = "kept: 1
parties:
  - {key: us, name: Acme, kind: SELF}
  - key: shop
    name: Shop
    kind: SYSTEM
    operator: us
    name: Web shop
parties: []
";
    assert_eq!(
        problems(text),
        "a.yaml:8:5: parties[1].name: `name` is given twice here, first on line 5; keep one of them\n\
         a.yaml:9:1: parties: `parties` is given twice here, first on line 2; keep one of them"
    );
    let many: String = (0..40).map(|field| format!("x{field}: 1\n")).collect();
    let found = problems(&format!("kept: 1\n{many}x3: 2\nx39: 2\n"));
    assert!(found.contains("a.yaml:42:1: x3: `x3` is given twice here, first on line 5;"), "{found}");
    assert!(found.contains("a.yaml:43:1: x39: `x39` is given twice here, first on line 41;"), "{found}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_the_reader_panic(text in "(kept: 1\n)?[-a-z0-9\\[\\]{}:,&*!|>'\"%#?\\\\ \t\n\r~<.@é\u{85}\u{feff}\u{0}]{0,120}") {
        let _ = problems(&text);
        let _ = problems_of(&[("a.json", &text)]);
    }

    #[test]
    fn no_damage_to_a_document_makes_the_reader_panic(cut in 0..crate::EXAMPLE.len(), junk in "[\\[\\]{}:,&*!'\"\n\t -]{0,4}") {
        let cut = (0..=cut).rev().find(|cut| crate::EXAMPLE.is_char_boundary(*cut)).unwrap();
        let (before, after) = crate::EXAMPLE.split_at(cut);
        let _ = problems(&format!("{before}{junk}{after}"));
        let _ = problems(&format!("{before}{junk}"));
    }
}
