use kept::import::{SubprocessorContext, SubprocessorImport, subprocessors};
use kept_engine::{PathQuery, SharingGraph};
use kept_schema::{Day, Problems, Register};

use crate::data::real;
use crate::program::kept_in;

fn day() -> Day {
    "2026-11-23".parse().unwrap()
}

fn import_over(register: &Register, table: &[u8]) -> Result<SubprocessorImport, Problems> {
    subprocessors(table, &SubprocessorContext { register, observed_on: day(), file: "list.csv".into() })
}

fn import(table: &str) -> Result<SubprocessorImport, Problems> {
    import_over(&Register::default(), table.as_bytes())
}

fn register(table: &[u8]) -> Register {
    let register = Register::default();
    let import = import_over(&register, table).unwrap();
    register.apply(import.edits, 1).unwrap().0
}

#[test]
fn a_line_becomes_a_flow_that_says_only_what_the_list_says() {
    let register =
        register(b"from,to,to_publishes_own_list,service\nVercel ,\"Amazon Web Services, Inc.\",0,Hosting\n");
    let flow = &register.flows().get("vercel--amazon-web-services-inc").unwrap().value;
    assert_eq!((flow.source.as_str(), flow.recipient.as_str()), ("vercel", "amazon-web-services-inc"));
    assert_eq!(flow.description.as_deref(), Some("Hosting"));
    assert_eq!(flow.started_on, day());
    assert!(!flow.categories.is_recorded() && flow.legal_basis.is_none());
    assert_eq!(register.parties()["vercel"].name.as_str(), "Vercel");
}

#[test]
fn names_that_differ_only_in_case_are_one_party() {
    let import = import("to,from,service\nDatadog,A,x\nDataDog,A,y\nDataDog,B,\n\"Acme, Inc.\",B,\nAcme Inc,B,\n\"ChatGPT\nTeam\"\"\",B,\n").unwrap();
    let summary = import.summary.clone();
    assert_eq!((summary.rows, summary.parties, summary.flows, summary.repeated), (6, 6, 5, 1));
    let alike: Vec<_> = summary.alike.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(alike, [("acme-inc", "acme-inc-2")], "different names are different parties, and someone should look");
    let register = Register::default().apply(import.edits, 1).unwrap().0;
    assert_eq!(register.flows()["a--datadog"].description.as_deref(), Some("x; y"));
    assert_eq!(register.parties()["chatgpt-team"].name.as_str(), "ChatGPT Team");
}

#[test]
fn a_party_is_not_its_own_subprocessor() {
    let import = import("from,to,service\nA,a,x\nA,B,y\n").unwrap();
    assert_eq!((import.summary.own, import.summary.flows), (1, 1));
}

#[test]
fn parties_and_flows_that_are_recorded_are_used_again() {
    let first = register(b"from,to,service\nA,B,x\n");
    assert_eq!(import_over(&first, b"from,to,service\na,b,x\n").unwrap().edits, []);
    let import = import_over(&first, b"from,to,service\nA,C,z\n").unwrap();
    assert_eq!((import.summary.parties_added, import.summary.flows_added), (1, 1));
}

#[test]
fn everything_wrong_with_a_table_is_said_at_once() {
    let said = |table: &[u8]| import_over(&Register::default(), table).unwrap_err().to_string();
    insta::assert_snapshot!(said(b"from,to,service\nA,B\n,B,x\nA,\xff,x\nA,B,x,y\n"), @r"
    list.csv:2:1: the line has 2 fields, and there are 3 columns; is a comma or a quote missing?
    list.csv:3:1: from: the name of the party is missing
    list.csv:4:1: to: this is not UTF-8; save the table as UTF-8
    list.csv:5:1: the line has 4 fields, and there are 3 columns; is a comma or a quote missing?
    ");
    insta::assert_snapshot!(said(b"source;target\n"), @r"
    list.csv:1:1: from: there is no column `from`; the columns are `source;target`
    list.csv:1:1: to: there is no column `to`; the columns are `source;target`
    ");
    assert!(said(b"").contains("there is no column `from`"));
}

#[test]
fn names_of_any_script_and_length_have_keys() {
    let long = "Sentry Software Netherlands B.V. ".repeat(6);
    let import = import(&format!("from,to,service\n株式会社,{long},\n北京,{long}x,\n")).unwrap();
    let register = Register::default().apply(import.edits, 1).unwrap().0;
    assert_eq!(register.parties().len(), 4);
    assert!(register.parties().contains_key("party") && register.parties().contains_key("party-2"));
}

#[test]
fn the_published_lists_of_47_companies() {
    let Some(table) = real("subprocessors/ai_vendors_edges.csv") else { return };
    let import = import_over(&Register::default(), &table).unwrap();
    assert_eq!(import.summary.rows, 734);
    assert_eq!(import.summary.flows + import.summary.repeated + import.summary.own, 734);
    let register = register(&table);
    let query = PathQuery {
        to: "vercel".parse().unwrap(),
        from: "vercel".parse().ok(),
        category: "user".parse().unwrap(),
        day: day(),
        max_hops: 8,
        first: 100,
    };
    let result = SharingGraph::new(&register).sharing_paths(&register, &query);
    let circle = ["vercel--neon", "neon--notion", "notion--fireworks-ai", "fireworks-ai--vercel"];
    let found = result.paths.iter().any(|path| path.flows.iter().map(kept_schema::FlowKey::as_str).eq(circle));
    assert!(found, "{result:#?}");

    let document = kept_schema::document::write_yaml(&kept_schema::document::Document::of(&register));
    let folder = crate::program::folder(&[("list.yaml", &document)]);
    let args = [
        "paths",
        "--start",
        "vercel",
        "--to",
        "vercel",
        "--category",
        "user",
        "--from",
        "list.yaml",
        "--as-of",
        "2026-11-23",
    ];
    let run = kept_in(folder.path(), &args, "");
    assert!(run.stdout.contains("Fireworks AI"), "{run:?}");
}
