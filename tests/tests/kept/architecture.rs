//! The directions of `docs/architecture.md`, read from `cargo metadata` and from `use` lines.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::workspace;

fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(workspace())
        .output()
        .expect("cargo metadata runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON");
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    list(&metadata["packages"])
        .iter()
        .map(|package| {
            let normal = list(&package["dependencies"]).into_iter().filter(|dependency| dependency["kind"].is_null());
            let names = normal.map(|dependency| dependency["name"].as_str().unwrap().to_owned()).collect();
            (package["name"].as_str().unwrap().to_owned(), names)
        })
        .collect()
}

#[test]
fn crates_depend_in_one_direction() {
    let dependencies = dependencies();
    let own = |name: &str| -> BTreeSet<&str> {
        dependencies[name].iter().map(String::as_str).filter(|other| other.starts_with("kept")).collect()
    };
    assert_eq!(own("kept-schema"), BTreeSet::new());
    assert_eq!(own("kept-engine"), BTreeSet::from(["kept-schema"]));
    assert_eq!(own("kept-store"), BTreeSet::from(["kept-schema"]));
    assert_eq!(own("kept"), BTreeSet::from(["kept-schema", "kept-engine", "kept-store"]));
    // Benchmarks must not wait for the database to be compiled; only they themselves name the engine.
    assert_eq!(own("kept-bench"), BTreeSet::from(["kept-schema"]));
}

#[test]
fn the_core_is_pure() {
    let dependencies = dependencies();
    for name in ["kept-schema", "kept-engine"] {
        for impure in ["tokio", "async-graphql", "poem", "surrealdb", "reqwest", "futures", "tracing"] {
            assert!(!dependencies[name].contains(impure), "{name} depends on {impure}");
        }
    }
    for (folder, words) in [
        ("schema/src", ["std::fs", "std::env", "std::net", "Utc::now", "SystemTime", "Instant::now"]),
        ("server/engine/src", ["std::fs", "std::env", "std::net", "Utc::now", "SystemTime", "Instant::now"]),
    ] {
        for (file, text) in sources(&workspace().join(folder)) {
            for word in words {
                assert!(!text.contains(word), "{file} names {word}: time and data are arguments there");
            }
        }
    }
}

#[test]
fn libraries_stay_in_their_rooms() {
    let dependencies = dependencies();
    for (library, home) in
        [("surrealdb", "kept-store"), ("petgraph", "kept-engine"), ("poem", "kept"), ("async-graphql", "kept")]
    {
        let users: Vec<&String> =
            dependencies.iter().filter(|(_, names)| names.contains(library)).map(|(name, _)| name).collect();
        assert_eq!(users, [home], "only {home} may depend on {library}");
    }
}

#[test]
fn the_program_walks_one_way() {
    // Room of `server/src` -> rooms it may name.
    let allowed: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("app", &[][..]),
        ("import", &["app"][..]),
        ("api", &["app", "import"][..]),
        ("http", &["app", "api"][..]),
        ("cli", &["app", "api", "http", "import"][..]),
    ]);
    let source = workspace().join("server/src");
    for (room, may_name) in &allowed {
        for (file, text) in sources(&source.join(room)) {
            for other in allowed.keys().filter(|other| *other != room && !may_name.contains(other)) {
                assert!(!text.contains(&format!("crate::{other}")), "{file} names crate::{other}");
            }
            if *room != "http" {
                assert!(!text.contains("poem::"), "{file} names poem");
            }
            if !matches!(*room, "api" | "http") {
                assert!(!text.contains("async_graphql::"), "{file} names async_graphql");
            }
        }
    }
}

fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "no sources in {}", folder.display());
    found
}
