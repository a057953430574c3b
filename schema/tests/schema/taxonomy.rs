//! What things are called, and what covers what.

use kept_schema::taxonomy::{RegionSet, TermIx};
use kept_schema::{Day, Register, Taxonomy, TaxonomyKind, TermKey};

use crate::{PARTIES, added, problems, register};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn term(taxonomy: &Taxonomy, kind: TaxonomyKind, key: &str) -> TermIx {
    taxonomy.table(kind).find(key).unwrap_or_else(|| panic!("no term `{key}`"))
}

fn region(taxonomy: &Taxonomy, key: &str, on: &str) -> RegionSet {
    taxonomy.region_set(term(taxonomy, TaxonomyKind::Region, key), day(on))
}

/// How one region lies in another: `in`, `out` or `across`.
fn lies(taxonomy: &Taxonomy, inner: &str, outer: &str, on: &str) -> &'static str {
    let (inner, outer) = (region(taxonomy, inner, on), region(taxonomy, outer, on));
    match (inner.is_inside(&outer), inner.is_outside(&outer)) {
        (true, false) => "in",
        (false, true) => "out",
        (false, false) => "across",
        (true, true) => "nowhere",
    }
}

fn with(terms: &str) -> Register {
    register(&format!("{PARTIES}terms:\n{terms}"))
}

#[test]
fn every_built_in_file_loads() {
    let taxonomy = Taxonomy::built_in();
    let count = |kind| taxonomy.table(kind).len();
    assert_eq!(count(TaxonomyKind::Category), 85);
    assert_eq!(count(TaxonomyKind::Purpose), 56);
    assert_eq!(count(TaxonomyKind::Subject), 15);
    assert_eq!(count(TaxonomyKind::Safeguard), 45);
    assert_eq!(count(TaxonomyKind::Region), 249 + 6);
    let regions = taxonomy.table(TaxonomyKind::Region);
    assert_eq!(
        regions.iter().filter(|(_, info)| info.key.as_str().starts_with(|c: char| c.is_ascii_uppercase())).count(),
        249
    );
    assert_eq!(taxonomy.adequacy_decisions().len(), 18);
}

#[test]
fn built_in_terms_hang_together() {
    let taxonomy = Taxonomy::built_in();
    for kind in TaxonomyKind::ALL {
        let table = taxonomy.table(*kind);
        for (term, info) in table.iter() {
            assert_eq!(table.find(info.key.as_str()), Some(term));
            assert!(!info.name.is_empty() && info.built_in, "{}", info.key);
            assert!(info.parent.is_none_or(|parent| parent < term), "{} comes before its parent", info.key);
            assert_eq!(info.parent.is_some(), info.key.as_str().contains('.'), "{} has lost its parent", info.key);
            assert!(info.members.iter().all(|member| table.find(member.as_str()).is_some()), "{}", info.key);
        }
    }
    for decision in taxonomy.adequacy_decisions() {
        assert!(taxonomy.get(TaxonomyKind::Region, decision.country.as_str()).is_some(), "{}", decision.country);
        assert!(decision.interval.until.is_none_or(|until| decision.interval.from < until));
    }
}

#[test]
fn a_term_covers_itself_and_what_hangs_under_it() {
    let taxonomy = Taxonomy::built_in();
    let table = taxonomy.table(TaxonomyKind::Category);
    let find = |key| term(taxonomy, TaxonomyKind::Category, key);
    let (contact, email, user, system) =
        (find("user.contact"), find("user.contact.email"), find("user"), find("system"));
    assert!(table.covers(contact, email) && table.covers(user, email) && table.covers(email, email));
    assert!(!table.covers(email, contact) && !table.covers(system, email));
    let ancestors: Vec<&str> = table.ancestors(email).map(|term| table.get(term).unwrap().key.as_str()).collect();
    assert_eq!(ancestors, ["user.contact.email", "user.contact", "user"]);
}

#[test]
fn down_is_everything_covered() {
    for kind in TaxonomyKind::ALL {
        let table = Taxonomy::built_in().table(*kind);
        for (above, info) in table.iter() {
            let down = table.down([above]);
            for (below, _) in table.iter() {
                assert_eq!(down.contains(below.index()), table.covers(above, below), "{}", info.key);
            }
        }
        assert_eq!(table.down([]).count_ones(..), 0);
    }
}

#[test]
fn regions_compare_as_sets_of_countries() {
    let taxonomy = Taxonomy::built_in();
    let today = "2026-11-23";
    let expected = [
        ("DE", "eea", "in"),
        ("NO", "eea", "in"),
        ("NO", "eu", "out"),
        ("CH", "eea", "out"),
        ("US", "eea", "out"),
        ("eu", "eea", "in"),
        ("eea", "eu", "across"),
        ("eea", "efta", "across"),
        ("efta", "eea", "across"),
        ("uk", "eea", "out"),
        ("uk", "GB", "in"),
        ("GB", "uk", "in"),
        ("eea", "world", "in"),
        ("world", "eea", "across"),
        ("world", "world", "in"),
        ("adequate", "world", "in"),
        ("adequate", "eea", "out"),
        ("DE", "adequate", "out"),
    ];
    for (inner, outer, how) in expected {
        assert_eq!(lies(taxonomy, inner, outer, today), how, "{inner} in {outer}");
    }
    assert_eq!(region(taxonomy, "world", today).certain.count_ones(..), 249);
    assert_eq!(region(taxonomy, "eea", today).certain.count_ones(..), 30);
}

#[test]
fn adequacy_begins_and_ends() {
    let taxonomy = Taxonomy::built_in();
    let expected = [
        ("CH", "2000-07-25", "out"),
        ("CH", "2000-07-26", "in"),
        ("CH", "2026-11-23", "in"),
        ("GB", "2020-06-01", "out"),
        ("GB", "2022-01-01", "in"),
        ("GB", "2031-12-27", "in"),
        ("GB", "2031-12-28", "out"),
        // Only companies that certified: possible, not certain.
        ("US", "2015-10-05", "across"),
        ("US", "2015-10-06", "out"),
        ("US", "2016-07-12", "across"),
        ("US", "2020-07-15", "across"),
        ("US", "2020-07-16", "out"),
        ("US", "2021-06-01", "out"),
        ("US", "2023-07-09", "out"),
        ("US", "2023-07-10", "across"),
        ("US", "2024-01-01", "across"),
        ("CA", "2024-01-01", "across"),
        ("JP", "2019-01-22", "out"),
        ("JP", "2019-01-23", "in"),
    ];
    for (country, on, how) in expected {
        assert_eq!(lies(taxonomy, country, "adequate", on), how, "{country} on {on}");
    }
    // Before the first decision the group is empty.
    assert_eq!(region(taxonomy, "adequate", "1999-01-01"), region(taxonomy, "adequate", "1999-06-01"));
    assert_eq!(region(taxonomy, "adequate", "1999-01-01").possible.count_ones(..), 0);
}

#[test]
fn regions_add_up() {
    let taxonomy = Taxonomy::built_in();
    let today = "2026-11-23";
    let mut both = region(taxonomy, "eea", today);
    both.add(&region(taxonomy, "CH", today));
    assert!(region(taxonomy, "efta", today).is_inside(&both));
}

#[test]
fn subdivisions_belong_to_their_country() {
    let register = with(
        "  - {taxonomy: REGION, key: US-CA, name: California}\n  - {taxonomy: REGION, key: bavaria, name: Bavaria, parent: DE}\n  - {taxonomy: REGION, key: US-CA.la, name: Los Angeles, parent: US-CA}\n"
            .replace("US-CA.la", "los-angeles").as_str(),
    );
    let taxonomy = register.taxonomy();
    let today = "2026-11-23";
    for (inner, outer, how) in [
        ("US-CA", "US", "in"),
        ("US", "US-CA", "across"),
        ("los-angeles", "US-CA", "in"),
        ("los-angeles", "US", "in"),
        ("US-CA", "DE", "out"),
        ("bavaria", "eea", "in"),
        ("bavaria", "world", "in"),
        ("US", "world", "in"),
        ("US-CA", "adequate", "across"),
        ("eea", "eea", "in"),
    ] {
        assert_eq!(lies(taxonomy, inner, outer, today), how, "{inner} in {outer}");
    }
}

#[test]
fn groups_of_regions_can_be_added() {
    let register = with(
        "  - {taxonomy: REGION, key: dach, name: DACH, members: [DE, AT, CH]}
  - {taxonomy: REGION, key: ours, name: Ours, members: [dach, benelux]}
  - {taxonomy: REGION, key: benelux, name: Benelux, members: [BE, NL, LU]}
  - {taxonomy: REGION, key: north, name: North of France, parent: FR, members: [BE, LU]}
  - {taxonomy: REGION, key: eu.cloud, name: A cloud of the Union}
",
    );
    let taxonomy = register.taxonomy();
    let today = "2026-11-23";
    for (inner, outer, how) in [
        ("dach", "eea", "across"),
        ("benelux", "eea", "in"),
        ("dach", "ours", "in"),
        ("ours", "dach", "across"),
        ("dach", "benelux", "out"),
        ("NL", "ours", "in"),
        ("FR", "ours", "out"),
        ("FR", "world", "in"),
        ("north", "eea", "in"),
        ("eu.cloud", "eu", "in"),
        ("eu.cloud", "dach", "out"),
    ] {
        assert_eq!(lies(taxonomy, inner, outer, today), how, "{inner} in {outer}");
    }
}

#[test]
fn own_terms_hang_under_others() {
    let register = with(
        "  - {taxonomy: CATEGORY, key: user.loyalty.points, name: Points}
  - {taxonomy: CATEGORY, key: user.loyalty, name: Loyalty data}
  - {taxonomy: CATEGORY, key: a-first, name: Elsewhere, parent: user.loyalty.points}
  - {taxonomy: CATEGORY, key: root, name: A root}
",
    );
    let taxonomy = register.taxonomy();
    let table = taxonomy.table(TaxonomyKind::Category);
    let find = |key| term(taxonomy, TaxonomyKind::Category, key);
    assert!(table.covers(find("user"), find("a-first")) && table.covers(find("user.loyalty"), find("a-first")));
    assert!(table.down([find("user")]).contains(find("a-first").index()));
    assert_eq!(table.get(find("root")).unwrap().parent, None);
    assert!(!table.get(find("root")).unwrap().built_in);
    for (term, info) in table.iter() {
        assert!(info.parent.is_none_or(|parent| parent < term));
    }
}

#[test]
fn terms_that_cannot_be_added() {
    let text = "terms:
  - {taxonomy: CATEGORY, key: user.contact, name: Contact}
  - {taxonomy: CATEGORY, key: usr.loyalty, name: Loyalty}
  - {taxonomy: CATEGORY, key: x, name: X, members: [DE]}
  - {taxonomy: REGION, key: y, name: Y, members: [DE, XX]}
  - {taxonomy: REGION, key: z, name: Z, members: [z2]}
  - {taxonomy: REGION, key: z2, name: Z2, members: [z]}
  - {taxonomy: CATEGORY, key: own, name: Own, parent: own}
";
    assert_eq!(
        added(text),
        "a.yaml:8:26: terms[0].key: `user.contact` is a term that comes with Kept; choose another key\n\
         a.yaml:9:5: terms[1].parent: `usr` is no category of the taxonomy; did you mean `user`?\n\
         a.yaml:10:43: terms[2].members: only a REGION has members; put terms under a parent instead\n\
         a.yaml:11:41: terms[3].members: `XX` is no region of the taxonomy\n\
         a.yaml:12:41: terms[4].members: the members of `z` stand in a circle\n\
         a.yaml:13:43: terms[5].members: the members of `z2` stand in a circle\n\
         a.yaml:14:47: terms[6].parent: `own` and `own` stand in a circle or above one; give one of them another parent"
    );
}

#[test]
fn the_same_key_in_two_taxonomies_is_two_terms() {
    let register =
        with("  - {taxonomy: CATEGORY, key: game, name: Game}\n  - {taxonomy: PURPOSE, key: game, name: Game}\n");
    assert_eq!(register.terms().len(), 2);
    assert!(register.taxonomy().table(TaxonomyKind::Subject).find("game").is_none());
}

#[test]
fn a_long_chain_of_terms_is_gone_through_once() {
    let terms: String = (0..3000)
        .map(|index| {
            format!(
                "  - {{taxonomy: CATEGORY, key: t{:05}, name: T, parent: t{:05}}}\n",
                9000 - index,
                9000 - index - 1
            )
        })
        .collect();
    let rooted = format!("{PARTIES}terms:\n{terms}  - {{taxonomy: CATEGORY, key: t06000, name: Root}}\n");
    assert_eq!(problems(&rooted), "");
    // Without its root every one of them hangs in the air.
    assert_eq!(problems(&format!("{PARTIES}terms:\n{terms}")).lines().count(), 1000);
}

#[test]
fn keys_of_terms() {
    for key in ["user.contact.email", "eea", "US", "US-CA", "GB-ENG", "FR-75", "a", "0"] {
        assert!(key.parse::<TermKey>().is_ok(), "{key}");
    }
    for key in ["", "U", "USA", "US-", "US-CALI", "US-ca", "us-CA", ".a", "a b", "ä", "User"] {
        assert!(key.parse::<TermKey>().is_err(), "{key}");
    }
}
