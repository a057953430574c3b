//! What applying edits does to a register.

use kept_schema::record::{Edit, Record, SourcedEdit};
use kept_schema::register::Draft;
use kept_schema::{Change, NodeId, PartyKey, Problems, Register};
use serde_json::json;

use crate::{EXAMPLE, PARTIES, register};

fn id(text: &str) -> NodeId {
    text.parse().unwrap()
}

fn apply(
    register: &Register,
    edits: impl IntoIterator<Item = Edit>,
    revision: u64,
) -> Result<(Register, Vec<Change>), Problems> {
    register.apply(edits.into_iter().map(SourcedEdit::from), revision)
}

fn puts(register: &Register) -> Vec<Edit> {
    register.ids().map(|id| Edit::Put(register.get(&id).unwrap())).collect()
}

/// The example as revision 1.
fn example() -> Register {
    apply(&Register::default(), puts(&register(EXAMPLE)), 1).unwrap().0
}

/// A record of the register, changed.
fn changed(register: &Register, of: &str, change: impl FnOnce(&mut Record)) -> Edit {
    let mut record = register.get(&id(of)).unwrap();
    change(&mut record);
    Edit::Put(record)
}

fn refused(register: &Register, edits: impl IntoIterator<Item = Edit>) -> String {
    apply(register, edits, 2).unwrap_err().to_string()
}

#[test]
fn all_or_nothing() {
    let before = example();
    let rename = changed(&before, "party:mailer", |record| {
        let Record::Party(party) = record else { panic!() };
        party.name = "Renamed".parse().unwrap();
    });
    let break_flow = changed(&before, "flow:shop-mailer", |record| {
        let Record::Flow(flow) = record else { panic!() };
        flow.recipient = "nobody".parse().unwrap();
    });
    assert_eq!(
        refused(&before, [rename.clone(), break_flow]),
        "recipient: there is no party `nobody`; add it or correct the key"
    );
    let mailer = |register: &Register| register.parties().get("mailer").unwrap().name.to_string();
    assert_eq!(mailer(&before), "Nimbus Mail Inc.");
    let (after, changes) = apply(&before, [rename], 2).unwrap();
    assert_eq!((mailer(&before).as_str(), mailer(&after).as_str(), changes.len()), ("Nimbus Mail Inc.", "Renamed", 1));
}

#[test]
fn what_is_put_unchanged_is_no_change() {
    let before = example();
    let (after, changes) = apply(&before, puts(&before), 2).unwrap();
    assert_eq!(changes, []);
    assert_eq!((before.revision(), after.revision()), (1, 2));
    assert!(after.ids().all(|id| after.revision_of(&id) == Some(1)));
    // A notice that leaves its giver to the default is the same notice.
    let notice = changed(&before, "notice:privacy-2023", |record| {
        let Record::Notice(notice) = record else { panic!() };
        notice.by = None;
    });
    assert_eq!(apply(&before, [notice], 3).unwrap().1, []);
}

#[test]
fn revisions_are_those_of_the_last_change() {
    let first = example();
    let edit = changed(&first, "party:mailer", |record| {
        let Record::Party(party) = record else { panic!() };
        party.owner = None;
    });
    let (second, changes) = apply(&first, [edit], 5).unwrap();
    assert_eq!(second.revision_of(&id("party:mailer")), Some(5));
    assert_eq!(second.revision_of(&id("party:shop")), Some(1));
    assert_eq!(second.revision_of(&id("party:nobody")), None);
    assert_eq!(first.revision_of(&id("party:mailer")), Some(1));
    assert_eq!((changes[0].id.to_string().as_str(), changes.len()), ("party:mailer", 1));
}

#[test]
fn a_duration_written_in_another_way_is_a_change() {
    let before = example();
    let contract = changed(&before, "contract:dpa-mailer", |record| {
        let Record::Contract(contract) = record else { panic!() };
        contract.renewal.as_mut().unwrap().period = Some("P365D".parse().unwrap());
    });
    let (after, changes) = apply(&before, [contract], 2).unwrap();
    let fields = changes[0].fields();
    assert_eq!((fields.len(), fields[0].field.as_str()), (1, "renewal.period"));
    assert_eq!((&fields[0].before, &fields[0].after), (&json!("P1Y"), &json!("P365D")));
    let day = "2028-12-31".parse().unwrap();
    // 31 January 2026 and three years, or three times 365 days with 29 February 2028 among them.
    let until = |register: &Register| {
        register.contracts().get("dpa-mailer").unwrap().term_on(day).unwrap().interval.until.unwrap()
    };
    assert_eq!((until(&before).to_string().as_str(), until(&after).to_string().as_str()), ("2029-02-01", "2029-01-31"));
}

#[test]
fn changes_name_their_fields() {
    let before = example();
    let flow = changed(&before, "flow:shop-mailer", |record| {
        let Record::Flow(flow) = record else { panic!() };
        flow.retention = None;
        flow.ended_on = Some("2026-12-31".parse().unwrap());
    });
    let contract = changed(&before, "contract:dpa-mailer", |record| {
        let Record::Contract(contract) = record else { panic!() };
        contract.terms.regions = ["DE".parse().unwrap()].into_iter().collect();
    });
    let (_, changes) = apply(&before, [flow, contract], 2).unwrap();
    let fields: Vec<_> = changes
        .iter()
        .flat_map(|change| {
            change
                .fields()
                .into_iter()
                .map(|field| format!("{} {}: {} -> {}", change.id, field.field, field.before, field.after))
        })
        .collect();
    assert_eq!(
        fields,
        [
            "contract:dpa-mailer terms.regions: [\"eea\",\"US\"] -> [\"DE\"]",
            "flow:shop-mailer endedOn: null -> \"2026-12-31\"",
            "flow:shop-mailer retention: \"P1Y\" -> null",
        ]
    );
}

#[test]
fn a_new_record_changes_all_its_fields_and_a_removed_one_too() {
    let before = register(PARTIES);
    let party = changed(&before, "party:mailer", |record| {
        let Record::Party(party) = record else { panic!() };
        party.key = "host".parse().unwrap();
    });
    let (with_host, changes) = apply(&before, [party], 1).unwrap();
    assert!(changes[0].before.is_none());
    let fields: Vec<_> = changes[0].fields().into_iter().map(|field| (field.field, field.before)).collect();
    assert_eq!(fields, ["key", "kind", "name", "status"].map(|field| (field.to_owned(), json!(null))));
    let (without, changes) = apply(&with_host, [Edit::Delete(id("party:host"))], 2).unwrap();
    assert!(changes[0].after.is_none() && without.get(&id("party:host")).is_none());
    assert_eq!(changes[0].fields().len(), 4);
}

#[test]
fn what_is_referred_to_cannot_be_removed() {
    let before = example();
    let expected = [
        ("party:mailer", "contract:dpa-mailer.parties[1].party: there is no party `mailer`"),
        ("contract:msa-mailer", "contract:dpa-mailer.master: there is no contract `msa-mailer`"),
        ("contract:dpa-mailer", "flow:shop-mailer.contract: there is no contract `dpa-mailer`"),
        ("notice:privacy-2023", "notice:privacy-2025.supersedes: there is no notice `privacy-2023`"),
        ("notice:privacy-2025", "promise:email-only-to-deliver.notice: there is no notice `privacy-2025`"),
        (
            "term:category/user.behavior.inferred",
            "flow:shop-mailer.derives[0].to[0]: `user.behavior.inferred` is no category",
        ),
        ("party:nobody", "`party:nobody` is not in the register, so it cannot be removed"),
    ];
    for (removed, reason) in expected {
        let found = refused(&before, [Edit::Delete(id(removed))]);
        assert!(found.contains(reason), "{removed}: {found}");
    }
    for (removed, alone) in
        [("flow:shop-mailer", true), ("promise:we-share-email", true), ("term:category/user.loyalty", true)]
    {
        assert_eq!(apply(&before, [Edit::Delete(id(removed))], 2).is_ok(), alone, "{removed}");
    }
    let everything = before.ids().map(Edit::Delete).collect::<Vec<_>>();
    let (empty, changes) = apply(&before, everything, 2).unwrap();
    assert_eq!((empty.ids().count(), changes.len()), (0, 12));
}

#[test]
fn an_edit_that_breaks_what_it_does_not_touch_is_refused() {
    let before = example();
    let sold = changed(&before, "party:shop", |record| {
        let Record::Party(party) = record else { panic!() };
        party.operator = Some("mailer".parse().unwrap());
    });
    assert_eq!(
        refused(&before, [sold]),
        "notice:privacy-2025.systems[0]: `shop` is not operated by `us`, who gives the notice"
    );
    let vendor = changed(&before, "party:us", |record| {
        let Record::Party(party) = record else { panic!() };
        party.kind = kept_schema::PartyKind::Vendor;
    });
    assert!(
        refused(&before, [vendor])
            .contains("notice:privacy-2025.by: `us` is a VENDOR; a notice is given by a SELF or AFFILIATE party")
    );
    let later = changed(&before, "notice:privacy-2023", |record| {
        let Record::Notice(notice) = record else { panic!() };
        notice.effective_on = "2025-06-01".parse().unwrap();
    });
    assert_eq!(
        refused(&before, [later]),
        "notice:privacy-2025.supersedes: `privacy-2023` takes effect on 2025-06-01, after this notice"
    );
}

#[test]
fn a_register_can_be_loaded_record_by_record() {
    let whole = example();
    let mut draft = Draft::default();
    for (revision, id) in (1..).zip(whole.ids()) {
        draft.load(whole.get(&id).unwrap(), revision);
    }
    let (loaded, changes) = draft.finish(40).unwrap();
    assert!(changes.is_empty() && loaded.ids().eq(whole.ids()));
    assert_eq!((loaded.revision(), loaded.revision_of(&id("term:category/user.behavior.inferred"))), (40, Some(1)));
    assert_eq!(loaded.taxonomy(), whole.taxonomy());
    // What was stored is not trusted either.
    let mut draft = Draft::default();
    draft.load(whole.get(&id("flow:shop-mailer")).unwrap(), 1);
    assert!(draft.finish(1).is_err());
}

#[test]
fn equal_lists_share_memory() {
    let text = format!(
        "{PARTIES}flows:\n  - {{key: f, source: shop, recipient: mailer, startedOn: 2025-01-01, categories: [user, system]}}\n  - {{key: g, source: us, recipient: mailer, startedOn: 2025-01-01, categories: [user, system]}}\n"
    );
    let register = register(&text);
    let lists: Vec<_> = register.flows().values().map(|flow| flow.categories.shared().unwrap().clone()).collect();
    assert!(std::sync::Arc::ptr_eq(&lists[0], &lists[1]));
}

#[test]
fn operators_and_systems() {
    let text = "kept: 1
parties:
  - {key: us, name: Acme, kind: SELF}
  - {key: app, name: App, kind: SYSTEM, operator: us}
  - {key: db, name: Database, kind: SYSTEM, operator: app}
  - {key: vendor, name: Vendor, kind: VENDOR}
  - {key: cloud, name: Cloud, kind: SYSTEM, operator: vendor}
notices:
  - {key: all, title: All, effectiveOn: 2024-01-01, endedOn: 2026-12-31}
  - {key: app-only, title: App, effectiveOn: 2025-01-01, supersedes: all, systems: [db, app, db]}
";
    let register = register(text);
    let key = |key: &str| key.parse::<PartyKey>().unwrap();
    assert_eq!(register.operator_of(&key("db")), &key("us"));
    assert_eq!(register.operator_of(&key("cloud")), &key("vendor"));
    assert_eq!(register.operator_of(&key("nobody")), &key("nobody"));
    assert!(register.is_own(&key("db")) && register.is_own(&key("us")) && !register.is_own(&key("cloud")));
    let (all, app_only) = (register.notices().get("all").unwrap(), register.notices().get("app-only").unwrap());
    assert_eq!(register.systems_of(all), ["app", "db", "us"].map(key));
    assert_eq!(register.systems_of(app_only), ["app", "db"].map(key));
    assert_eq!(register.notice_in_force(all).until.unwrap().to_string(), "2025-01-01");
    assert_eq!(register.notice_in_force(app_only).until, None);
}

#[test]
fn many_problems_are_all_told() {
    let parties: String = (0..10_000).map(|index| format!("  - {{key: p{index}, name: P, kind: VENDOR}}\n")).collect();
    let flows: String = (0..5_000)
        .map(|index| format!("  - {{key: f{index}, source: x{index}, recipient: y{index}, startedOn: 2025-01-01}}\n"))
        .collect();
    assert_eq!(crate::problems(&format!("{PARTIES}{}\nflows:\n{flows}", parties.trim_end())).lines().count(), 10_000);
}

#[test]
fn ids_survive_being_written() {
    for id in example().ids() {
        assert_eq!(id.to_string().parse::<NodeId>().unwrap(), id);
    }
    for text in ["", "party", "party:", "party:A", "vendor:x", "term:x", "term:colour/x", "term:category/"] {
        assert!(text.parse::<NodeId>().is_err(), "{text}");
    }
}

#[test]
fn a_finding_is_seen_to_by_one() {
    let put = |key: &str, finding: &str| {
        let json = json!({ "key": key, "finding": finding, "to": "legal", "assignedOn": "2026-06-01" });
        Edit::Put(Record::Assignment(serde_json::from_value(json).unwrap()))
    };
    let (one, other) = ("0000000000000001", "0000000000000002");
    // Together, both are told of the other.
    let both = refused(&Register::default(), [put("todo-a", one), put("todo-b", one), put("todo-c", other)]);
    assert!(
        both.contains("`todo-b` says already who sees to `0000000000000001`")
            && both.contains("`todo-a` says already who sees to")
            && !both.contains(other),
        "{both}"
    );
    // One after the other, the second is.
    let (register, _) = apply(&Register::default(), [put("todo-a", one)], 1).unwrap();
    let second = refused(&register, [put("todo-b", one)]);
    assert!(second.contains("`todo-a` says already") && !second.contains("`todo-b` says"), "{second}");
    // In the place of the first it is taken, and so is the same again.
    let edits = [Edit::Delete(id("assignment:todo-a")), put("todo-b", one), put("todo-c", other)];
    let (register, _) = apply(&register, edits, 2).unwrap();
    assert!(apply(&register, [put("todo-b", one)], 3).is_ok());
}
