use std::fmt::Write;
use std::time::{Duration, Instant};

use super::{GuardError, MAX_NESTING, guard};

/// What the tools of the GraphQL Foundation send (`getIntrospectionQuery` of graphql-js 16).
pub(crate) const INTROSPECTION: &str = r#"
query IntrospectionQuery {
  __schema {
    description
    queryType { name }
    mutationType { name }
    subscriptionType { name }
    types { ...FullType }
    directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } }
  }
}
fragment FullType on __Type {
  kind name description specifiedByURL
  fields(includeDeprecated: true) {
    name description
    args(includeDeprecated: true) { ...InputValue }
    type { ...TypeRef }
    isDeprecated deprecationReason
  }
  inputFields(includeDeprecated: true) { ...InputValue }
  interfaces { ...TypeRef }
  enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
  possibleTypes { ...TypeRef }
}
fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
fragment TypeRef on __Type {
  kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
    ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } }
}
"#;

#[test]
fn admits_the_standard_introspection() {
    guard(INTROSPECTION).unwrap();
}

#[test]
fn a_fragment_bomb_costs_next_to_nothing() {
    let mut bomb = "query { ...f0 }".to_owned();
    for level in 0..28 {
        write!(bomb, " fragment f{level} on Query {{ ...f{} ...f{} }}", level + 1, level + 1).unwrap();
    }
    bomb.push_str(" fragment f28 on Query { viewer { name } }");
    let start = Instant::now();
    let error = guard(&bomb).unwrap_err();
    // Written out it has 268 million selections, which take minutes.
    assert!(start.elapsed() < Duration::from_secs(60), "it took {:?}", start.elapsed());
    assert!(matches!(error, GuardError::TooMany { selections } if selections > 1 << 28), "{error}");
    assert_eq!(error.code(), "TOO_COMPLEX");
}

#[test]
fn a_long_chain_of_fragments_is_too_deep() {
    let mut chain = "query { ...f0 }".to_owned();
    for level in 0..1000 {
        write!(chain, " fragment f{level} on Query {{ ...f{} }}", level + 1).unwrap();
    }
    chain.push_str(" fragment f1000 on Query { viewer { name } }");
    assert!(matches!(guard(&chain).unwrap_err(), GuardError::TooDeep));
}

#[test]
fn fragments_must_not_spread_themselves() {
    let circle = "{ ...a } fragment a on Query { ...b } fragment b on Query { viewer { name } ...a }";
    let error = guard(circle).unwrap_err();
    assert!(matches!(error, GuardError::Circle { .. }), "{error}");
    assert_eq!(error.code(), "INVALID");
    // Even when nothing uses them.
    assert!(guard("{ viewer { name } } fragment a on Query { ...a }").is_err());
}

#[test]
fn aliases_are_counted() {
    let aliases: String = (0..10_000).fold("{".to_owned(), |text, n| text + &format!("a{n}:x ")) + "}";
    let long: String = (0..2_001).fold("{".to_owned(), |text, n| text + &format!("a{n}:x ")) + "}";
    assert!(matches!(guard(&aliases).unwrap_err(), GuardError::TooLong { .. } | GuardError::TooMany { .. }));
    assert!(matches!(guard(&long).unwrap_err(), GuardError::TooMany { selections: 2_001 }));
}

#[test]
fn nesting_is_bounded_before_parsing() {
    for (open, close) in [("{a", "}"), ("[", "]"), ("(", ")"), ("{", "}")] {
        let deep = format!("{}{}", open.repeat(20_000), close.repeat(20_000));
        assert!(matches!(guard(&deep).unwrap_err(), GuardError::TooDeep), "{open}");
    }
    let levels = MAX_NESTING - 1;
    let allowed = format!("{{ {} x {} }}", "a {".repeat(levels), "}".repeat(levels));
    guard(&allowed).unwrap();
    let more = format!("{{ {} x {} }}", "a {".repeat(levels + 1), "}".repeat(levels + 1));
    assert!(matches!(guard(&more).unwrap_err(), GuardError::TooDeep));
}

#[test]
fn brackets_in_texts_and_comments_do_not_count() {
    let brackets = "{[(".repeat(30);
    guard(&format!("{{ a(b: \"{brackets}\\\"{brackets}\") # {brackets}\n c }}")).unwrap();
    guard(&format!("{{ a(b: \"\"\"{brackets} \\\"\"\" \" {brackets}\"\"\") c }}")).unwrap();
    let after = format!("{{ a(b: \"\") {} }}", "c {".repeat(40));
    assert!(matches!(guard(&after).unwrap_err(), GuardError::TooDeep));
}

#[test]
fn long_documents_are_refused_unread() {
    let long = format!("{{ viewer {{ name }} }} # {}", "x".repeat(70_000));
    assert!(matches!(guard(&long).unwrap_err(), GuardError::TooLong { .. }));
}

#[test]
fn introspection_must_not_multiply() {
    let wide = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }";
    assert!(matches!(guard(wide).unwrap_err(), GuardError::Introspection));
    let hidden = "{ __schema { types { ...a } } } fragment a on __Type { fields { type { ...b } } }
        fragment b on __Type { fields { type { interfaces { name } } } }";
    assert!(matches!(guard(hidden).unwrap_err(), GuardError::Introspection));
    let many = "{ a: __schema { types { name } } b: __schema { types { name } } c: __schema { types { name } }
        d: __schema { types { name } } e: __schema { types { name } } }";
    assert!(matches!(guard(many).unwrap_err(), GuardError::Introspection));
    // The same names elsewhere are fields like others.
    guard("{ a { fields { a { fields { a { fields { name } } } } } } }").unwrap();
}

#[test]
fn what_is_not_graphql_says_where() {
    let error = guard("{ viewer { ").unwrap_err();
    assert_eq!(error.code(), "INVALID");
    assert!(error.to_string().contains("1:"), "{error}");
}
