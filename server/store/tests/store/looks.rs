//! Looks are written with their change or by themselves, once each, and read back.

use kept_schema::FindingId;
use kept_store::{CommitError, Look, LookCause, NewLook, Sighting, Store};
use serde_json::json;

use crate::support::{Kept, moment, party, run, url};

fn seen(finding: &str, is_there: bool) -> Sighting {
    let told = if is_there { json!({"message": "line one\nline two"}) } else { json!(null) };
    Sighting { finding: finding.parse::<FindingId>().unwrap(), is_there, told }
}

fn look(after: u64, sightings: Vec<Sighting>) -> NewLook {
    NewLook { after, as_of: "2026-06-01".parse().unwrap(), sightings }
}

async fn all(store: &Store) -> Vec<Look> {
    let mut looks = Vec::new();
    store.looks(1, u64::MAX >> 1, |look| looks.push(look)).await.unwrap();
    looks
}

const ONE: &str = "45149ae31a7f8b6d";
const TWO: &str = "00000000000000ff";

#[test]
fn a_look_is_written_with_its_change_and_survives_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let url = url(directory.path());
    run(async move {
        let mut kept = Kept::open(&url).await;
        let (mut commit, register) = kept.prepare("apply", vec![party("us", "SELF")]);
        commit.look = Some(look(0, vec![seen(ONE, true), seen(TWO, true)]));
        kept.store.commit(commit).await.unwrap();
        kept.register = register;
        kept.store.look(1, moment(), look(1, vec![seen(ONE, false)])).await.unwrap();
        kept.store.close().await;

        let store = Store::open(&url).await.unwrap();
        let looks = all(&store).await;
        let told: Vec<_> = looks.iter().map(|look| (look.number, look.revision, look.cause, look.at)).collect();
        assert_eq!(told, [(1, 1, LookCause::Change, moment()), (2, 1, LookCause::Day, moment())]);
        assert_eq!(looks[0].sightings, [seen(ONE, true), seen(TWO, true)]);
        assert_eq!(looks[1].sightings, [seen(ONE, false)]);
        assert_eq!(looks[1].as_of.to_string(), "2026-06-01");
        assert!(store.verify(|_| {}).await.unwrap().is_whole());
    });
}

#[test]
fn who_looked_second_writes_nothing() {
    run(async {
        let mut kept = Kept::in_memory().await;
        kept.commit("apply", vec![party("us", "SELF")]).await;
        kept.store.look(1, moment(), look(0, vec![seen(ONE, true)])).await.unwrap();
        // The place is taken, the register is another one, and a look would be missing.
        for (revision, after) in [(1, 0), (0, 1), (1, 2)] {
            let refused = kept.store.look(revision, moment(), look(after, vec![seen(TWO, true)])).await;
            assert!(matches!(refused, Err(CommitError::Stale { .. })), "{revision} {after}: {refused:?}");
        }
        let (mut commit, _) = kept.prepare("apply", vec![party("shop", "VENDOR")]);
        commit.look = Some(look(0, vec![seen(TWO, true)]));
        let refused = kept.store.commit(commit).await;
        assert!(matches!(refused, Err(CommitError::Stale { .. })), "{refused:?}");
        assert_eq!(kept.store.head().await.unwrap().seq, 1);
        assert_eq!(all(&kept.store).await.len(), 1);
        // And the store takes the next one.
        let (mut commit, _) = kept.prepare("apply", vec![party("shop", "VENDOR")]);
        commit.look = Some(look(1, vec![seen(TWO, true)]));
        kept.store.commit(commit).await.unwrap();
        assert_eq!(all(&kept.store).await.len(), 2);
    });
}

#[test]
fn a_large_look_comes_in_parts() {
    run(async {
        let kept = Kept::in_memory().await;
        let many: Vec<Sighting> = (0..20_000_u32).map(|number| seen(&format!("{number:016x}"), true)).collect();
        kept.store.look(0, moment(), look(0, many.clone())).await.unwrap();
        let looks = all(&kept.store).await;
        assert!(looks.len() > 2, "{}", looks.len());
        assert!(looks.iter().all(|look| look.number == 1));
        assert_eq!(looks.into_iter().flat_map(|look| look.sightings).collect::<Vec<_>>(), many);
    });
}

#[test]
fn a_damaged_look_says_where() {
    run(async {
        let kept = Kept::in_memory().await;
        kept.store.look(0, moment(), look(0, vec![seen(ONE, true)])).await.unwrap();
        for (lines, reason) in [
            ("", ""),
            ("x", "look:1: a line does not begin with + or -"),
            ("+", "look:1: a line says nothing"),
            ("é", "look:1: a line does not begin with + or -"),
            ("+zz null", "look:1: `zz` is not the id of a finding"),
            ("-45149ae31a7f8b6d {", "look:1: EOF while parsing"),
        ] {
            kept.store.run_unchecked(&format!("UPDATE look:[1, 0] SET lines = '{lines}'")).await.unwrap();
            let found = kept.store.looks(1, 9, |_| {}).await.map_err(|error| error.to_string().replace('`', ""));
            match found {
                Ok(()) => assert!(reason.is_empty(), "{lines}"),
                Err(error) => {
                    let reason = reason.replace('`', "");
                    assert!(!reason.is_empty() && error.contains(&reason), "{lines}: {error}");
                }
            }
        }
    });
}
