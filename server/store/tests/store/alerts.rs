//! Alerts are raised once, sent at least once, and by one process at a time.

use chrono::{DateTime, Duration, Utc};
use kept_schema::{AlertKind, Severity};
use kept_store::{
    Alert, AlertChange, AlertHead, Attempt, CommitError, Delivery, DeliveryState, Given, Store, Told, Waiting,
};
use serde_json::json;

use crate::support::run;

fn moment() -> DateTime<Utc> {
    "2026-06-01T08:00:00Z".parse().unwrap()
}

fn alert(number: u64) -> Alert {
    Alert {
        number,
        cause: format!("look/{number}"),
        kind: AlertKind::Finding,
        severity: Severity::High,
        at: moment(),
        as_of: "2026-06-01".parse().unwrap(),
        title: "Something \"broke\"".to_owned(),
        told: json!({ "findings": ["a"], "owners": [] }),
        channels: vec!["desk".to_owned()],
        escalated: Vec::new(),
        given: Vec::new(),
        acknowledged: None,
        snoozed_until: None,
    }
}

fn waiting(alert: u64, due_at: DateTime<Utc>) -> Waiting {
    Waiting { channel: "desk".to_owned(), alert, due_at }
}

fn is_stale<T: std::fmt::Debug>(result: &Result<T, CommitError>) {
    assert!(matches!(result, Err(CommitError::Stale { .. })), "{result:?}");
}

async fn raised(store: &Store) -> AlertHead {
    let head = store.alert_head().await.unwrap();
    let head = AlertHead { number: 2, looked: 7, asked: "2026-06-01".parse().ok(), ..head };
    let waiting = vec![waiting(1, moment()), waiting(2, moment() + Duration::hours(1))];
    store
        .write_alerts(AlertChange { head, alerts: vec![alert(1), alert(2)], waiting, ..AlertChange::default() })
        .await
        .unwrap()
}

#[test]
fn of_two_processes_one_raises_an_alert() {
    run(async {
        let store = Store::open(&"mem:".parse().unwrap()).await.unwrap();
        assert_eq!(store.alert_head().await.unwrap(), AlertHead::default());
        let head = raised(&store).await;
        assert_eq!((head.version, store.alert_head().await.unwrap()), (1, head));
        // Who saw the same head before is refused, and changes nothing.
        let late = AlertChange {
            head: AlertHead { number: 1, ..AlertHead::default() },
            alerts: vec![alert(3)],
            ..AlertChange::default()
        };
        is_stale(&store.write_alerts(late).await);
        let mut all = Vec::new();
        store.alerts(|alert| all.push(alert)).await.unwrap();
        assert_eq!(all, [alert(1), alert(2)]);
        // What changed about an alert takes its place.
        let given = vec![Given { channel: "desk".to_owned(), at: moment() + Duration::hours(2) }];
        let snoozed = Alert { snoozed_until: Some(moment()), given, ..alert(1) };
        assert_eq!((snoozed.given_at("desk"), snoozed.given_at("other")), (moment() + Duration::hours(2), moment()));
        let change = AlertChange {
            head,
            alerts: vec![snoozed.clone()],
            withdrawn: vec![("desk".to_owned(), 1)],
            ..AlertChange::default()
        };
        assert_eq!(store.write_alerts(change).await.unwrap().version, 2);
        let mut all = Vec::new();
        store.alerts(|alert| all.push(alert)).await.unwrap();
        assert_eq!(all, [snoozed, alert(2)]);
        assert_eq!(
            store.waiting(moment() + Duration::days(1), 10).await.unwrap(),
            [waiting(2, moment() + Duration::hours(1))]
        );
    });
}

#[test]
fn what_waits_is_sent_by_whoever_takes_it_first() {
    run(async {
        let store = Store::open(&"mem:".parse().unwrap()).await.unwrap();
        raised(&store).await;
        assert_eq!(store.waiting(moment() - Duration::seconds(1), 10).await.unwrap(), []);
        assert_eq!(store.waiting(moment(), 10).await.unwrap(), [waiting(1, moment())]);
        let lease = moment() + Duration::minutes(2);
        let channel = "desk".parse().unwrap();
        let (first, second) = (Delivery::new(&channel, vec![1], moment()), Delivery::new(&channel, vec![1], moment()));
        store.post(&first, false).await.unwrap();
        is_stale(&store.post(&second, false).await);
        assert_eq!(store.waiting(moment(), 10).await.unwrap(), []);
        assert_eq!(store.delivery(&first.id).await.unwrap(), Some(first.clone()));
        assert_eq!(store.delivery(&second.id).await.unwrap(), None);

        // Of those who find it one takes it. While it is leased nobody else tries it; then one does.
        let found = store.overdue(moment(), &[], 10).await.unwrap();
        assert_eq!(found, std::slice::from_ref(&first));
        assert_eq!(store.overdue(moment(), &["desk".to_owned()], 10).await.unwrap(), []);
        let first = store.take_delivery(&found[0], lease).await.unwrap();
        is_stale(&store.take_delivery(&found[0], lease).await);
        assert_eq!(store.overdue(moment() + Duration::minutes(1), &[], 10).await.unwrap(), []);
        let overdue = store.overdue(lease, &[], 10).await.unwrap();
        assert_eq!(overdue, std::slice::from_ref(&first));
        let taken = store.take_delivery(&overdue[0], lease + Duration::minutes(2)).await.unwrap();
        is_stale(&store.take_delivery(&overdue[0], lease + Duration::minutes(2)).await);
        // Whoever held the lease before comes too late to say what became of it.
        let attempt = Attempt { at: lease, sent: true, detail: "200 OK".to_owned() };
        let sent =
            |of: &Delivery| Delivery { state: DeliveryState::Sent, history: vec![attempt.clone()], ..of.clone() };
        is_stale(&store.replace_delivery(&first, &sent(&first)).await);
        store.replace_delivery(&taken, &sent(&taken)).await.unwrap();
        assert_eq!(store.overdue(lease + Duration::days(9), &[], 10).await.unwrap(), []);
        assert_eq!(store.count_deliveries().await.unwrap(), [(DeliveryState::Sent, 1)]);
        let (sent, dead) = (
            store.deliveries(None, Some("desk"), Some(DeliveryState::Sent), 5),
            store.deliveries(None, None, Some(DeliveryState::Dead), 5),
        );
        assert_eq!(sent.await.unwrap()[0].history, [attempt]);
        assert_eq!(dead.await.unwrap(), []);
        assert_eq!(store.deliveries(Some(&first.id), None, None, 5).await.unwrap(), []);
    });
}

#[test]
fn that_something_is_resolved_is_sent_where_it_was_told_and_once() {
    run(async {
        let store = Store::open(&"mem:".parse().unwrap()).await.unwrap();
        raised(&store).await;
        let channel = "desk".parse().unwrap();
        let resolved = || Delivery { resolved: true, ..Delivery::new(&channel, vec![1], moment()) };
        // What nobody was told of is not told to be resolved.
        is_stale(&store.post(&resolved(), false).await);
        store.post(&Delivery::new(&channel, vec![1], moment()), true).await.unwrap();
        store.post(&Delivery::new(&channel, vec![2], moment()), false).await.unwrap();
        let told = Told { channel: "desk".to_owned(), alert: 1, due_at: None };
        assert_eq!(store.told().await.unwrap(), std::slice::from_ref(&told));
        store.time_told(std::slice::from_ref(&told), Some(moment())).await.unwrap();
        assert_eq!(store.told().await.unwrap(), [Told { due_at: Some(moment()), ..told.clone() }]);
        let (first, second) = (resolved(), resolved());
        store.post(&first, false).await.unwrap();
        is_stale(&store.post(&second, false).await);
        assert_eq!(store.told().await.unwrap(), []);
        assert_eq!(store.delivery(&first.id).await.unwrap(), Some(first));

        store
            .write_alerts(AlertChange {
                head: store.alert_head().await.unwrap(),
                waiting: vec![waiting(2, moment())],
                ..AlertChange::default()
            })
            .await
            .unwrap();
        store.post(&Delivery::new(&channel, vec![2], moment()), true).await.unwrap();
        store.forget_told(&[Told { alert: 2, ..told }]).await.unwrap();
        assert_eq!(store.told().await.unwrap(), []);
    });
}

#[test]
fn what_was_sent_long_ago_is_forgotten_and_what_was_given_up_is_not() {
    run(async {
        let store = Store::open(&"mem:".parse().unwrap()).await.unwrap();
        let made = |state: DeliveryState, days: i64| {
            let at = moment() + Duration::days(days);
            Delivery { state, ..Delivery::new(&"desk".parse().unwrap(), Vec::new(), at) }
        };
        let all = [
            made(DeliveryState::Dead, 0),
            made(DeliveryState::Sent, 1),
            made(DeliveryState::Pending, 2),
            made(DeliveryState::Sent, 3),
        ];
        for delivery in &all {
            store.post(delivery, false).await.unwrap();
        }
        store.forget_sent(moment() + Duration::days(3)).await.unwrap();
        let mut left = store.deliveries(None, None, None, 10).await.unwrap();
        left.reverse();
        assert_eq!(left, [all[0].clone(), all[2].clone(), all[3].clone()]);
    });
}

#[test]
fn what_waits_can_be_put_off_and_dropped() {
    run(async {
        let store = Store::open(&"mem:".parse().unwrap()).await.unwrap();
        raised(&store).await;
        let later = moment() + Duration::days(1);
        store.put_off(&[waiting(1, moment())], Some(later)).await.unwrap();
        assert_eq!(store.waiting(moment(), 10).await.unwrap(), []);
        store.put_off(&[waiting(2, moment())], None).await.unwrap();
        assert_eq!(store.waiting(later, 10).await.unwrap(), [waiting(1, later)]);
    });
}

#[test]
fn a_message_of_a_clock_that_was_ahead_does_not_wait_for_it() {
    run(async {
        let store = Store::open(&"mem:".parse().unwrap()).await.unwrap();
        let ahead = moment() + Duration::days(3650);
        let made = Delivery::new(&"desk".parse().unwrap(), Vec::new(), ahead);
        store.post(&made, false).await.unwrap();
        let taken = store.take_delivery(&made, ahead + Duration::minutes(2)).await.unwrap();
        assert_eq!(store.overdue(moment(), &[], 10).await.unwrap(), std::slice::from_ref(&taken));
        store.replace_delivery(&taken, &Delivery { state: DeliveryState::Sent, ..taken.clone() }).await.unwrap();
        // What is tried again tomorrow waits until then.
        let later = Delivery { attempts: 2, ..Delivery::new(&"desk".parse().unwrap(), Vec::new(), moment()) };
        store.post(&Delivery { due_at: moment() + Duration::hours(24), ..later }, false).await.unwrap();
        assert_eq!(store.overdue(moment(), &[], 10).await.unwrap(), []);
        // Of a clock that was ahead by hours: who takes it holds it by the clock as it is now.
        let made = Delivery::new(&"desk".parse().unwrap(), Vec::new(), moment() + Duration::hours(3));
        store.post(&made, false).await.unwrap();
        assert_eq!(store.overdue(moment(), &[], 10).await.unwrap(), std::slice::from_ref(&made));
        store.take_delivery(&made, moment() + Duration::minutes(2)).await.unwrap();
        assert_eq!(store.overdue(moment() + Duration::minutes(1), &[], 10).await.unwrap(), []);
    });
}
