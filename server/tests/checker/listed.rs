//! `kept observe subprocessors`: published lists as observations.

use kept::app::{ListContext, ListImport, observe_list};
use kept::import::listed::listed;
use kept::import::{SubprocessorContext, subprocessors};
use kept_schema::document::{SourceFile, read_register};
use kept_schema::{Day, PartyKey, Register};

use crate::data::real;
use crate::program::{folder, kept_in};

const REGISTER: &str = "kept: 1
parties:
  - {key: us, name: Acme GmbH, kind: SELF}
  - {key: mailer, name: 'Nimbus Mail, Inc.', kind: VENDOR}
  - {key: host, name: Tidewell LLC, kind: VENDOR}
  - {key: cdn, name: Edge Company, kind: VENDOR, domains: [edge.example]}
  - {key: one, name: Twin Ltd, kind: VENDOR}
  - {key: two, name: Twin SE, kind: VENDOR}
flows:
  - {key: f1, source: us, recipient: mailer, categories: [user.contact.email], startedOn: 2020-01-01}
";

const LIST: &str = "# Our sub-processors

| Provider | Purpose |
|---|---|
| TIDEWELL | Hosting |
| [Edge Delivery](https://www.edge.example/legal) | Delivery |
| Nobody Knows Corp. | Support |
| Twin | Either |
| Nimbus Mail | Itself |
";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn register(document: &str) -> Register {
    read_register(vec![SourceFile::new("register.yaml", document)]).unwrap_or_else(|problems| panic!("{problems}")).0
}

fn read(register: &Register, of: Option<&str>, on: &str, list: &[u8]) -> Result<ListImport, String> {
    let of: Option<PartyKey> = of.map(|of| of.parse().unwrap());
    let context = ListContext {
        register,
        of: of.as_ref(),
        seen_on: day(on),
        reference: "list.md".parse().ok(),
        file: Some("list.md".into()),
    };
    let names = listed(list).map_err(|problems| problems.to_string())?;
    observe_list(&names, &context).map_err(|error| error.to_string())
}

#[test]
fn names_and_links_of_a_page_are_parties_and_the_rest_is_told() {
    let register = register(REGISTER);
    let import = read(&register, Some("mailer"), "2026-05-04", LIST.as_bytes()).unwrap();
    insta::assert_snapshot!(import.summary, @r"
    5 names: 2 observations (2 new)
      line 7: no party is called `Nobody Knows Corp.`; record it to have it checked
      `Twin` may be `one` or `two`; it is left out until one of them has another name
    ");
    // Seen again it is the same observation, and nothing is new.
    let after = register.apply(import.edits, 1).unwrap().0;
    let seen = &after.observations()["list-mailer-host"];
    assert_eq!((seen.first_seen, seen.last_seen), (day("2026-05-04"), day("2026-05-04")));
    assert_eq!(read(&after, Some("mailer"), "2026-05-04", LIST.as_bytes()).unwrap().edits, []);
    let later = read(&after, Some("mailer"), "2026-06-04", LIST.as_bytes()).unwrap();
    let after = after.apply(later.edits, 2).unwrap().0;
    let seen = &after.observations()["list-mailer-host"];
    assert_eq!((seen.first_seen, seen.last_seen, later.summary.added), (day("2026-05-04"), day("2026-06-04"), 0));
}

#[test]
fn a_table_says_whose_list_it_is() {
    let register = register(REGISTER);
    let table = b"from,to,service\nnimbus mail,Tidewell,Hosting\nStranger Inc.,Tidewell,Hosting\n";
    let import = read(&register, None, "2026-05-04", table).unwrap();
    assert_eq!((import.summary.observations, import.summary.unknown_publishers.len()), (1, 1), "{}", import.summary);
    for (list, told) in
        [(&b"name\nTidewell\n"[..], "say so (of)"), (b"a,b\nTidewell,x\n", "there is no table of names")]
    {
        let problems = read(&register, None, "2026-05-04", list).unwrap_err();
        assert!(problems.contains(told), "{problems}");
    }
}

#[test]
fn what_a_published_list_names_and_no_flow_declares_fails_a_check() {
    let there = folder(&[("register.yaml", REGISTER), ("list.md", LIST)]);
    let observe =
        ["observe", "subprocessors", "list.md", "--of", "mailer", "--seen-on", "2026-05-04", "--from", "register.yaml"];
    let seen = kept_in(there.path(), &observe, "");
    assert_eq!(seen.code, 0, "{}", seen.stderr);
    let check = ["check", "register.yaml", "-", "--as-of", "2026-06-01", "--format", "json"];
    let report = kept_in(there.path(), &check, &seen.stdout).json();
    let findings = report["findings"].as_array().unwrap().iter();
    let subjects: Vec<_> = findings
        .filter(|finding| finding["rule"] == "undeclared-sharing")
        .map(|finding| finding["subject"].clone())
        .collect();
    assert_eq!(subjects, ["observation:list-mailer-cdn", "observation:list-mailer-host"]);
    let unknown = kept_in(
        there.path(),
        &[&["observe", "subprocessors", "list.md", "--of", "mialer"], &observe[5..]].concat(),
        "",
    );
    assert!(unknown.code == 2 && unknown.stderr.contains("did you mean `mailer`?"), "{}", unknown.stderr);
}

#[test]
fn real_lists_are_read_over_the_parties_of_others() {
    let Some(edges) = real("subprocessors/ai_vendors_edges.csv") else { return };
    let empty = Register::default();
    let context = SubprocessorContext { register: &empty, observed_on: day("2026-01-01"), file: "edges.csv".into() };
    let register = empty.apply(subprocessors(&edges, &context).unwrap().edits, 1).unwrap().0;
    for (file, of) in
        [("retool.md", "retool"), ("zed.md", "vercel"), ("bento.md", "vercel"), ("sage_bionetworks.md", "vercel")]
    {
        let Some(list) = real(&format!("subprocessors/{file}")) else { return };
        let of = if register.parties().contains_key(of) { of } else { "vercel" };
        let summary = read(&register, Some(of), "2026-06-01", &list).unwrap().summary;
        // Most of what one vendor names and others name too is found.
        let named = summary.names - summary.unknown.len();
        assert!(summary.names >= 5 && summary.observations * 2 >= named, "{file}: {summary}");
    }
}
