//! What waits becomes messages, and messages are tried until they are taken.

use std::collections::BTreeMap;
use std::net::TcpListener;

use kept_store::{Delivery, DeliveryState};
use poem::listener::TcpAcceptor;
use poem::{EndpointExt, Route, Server, endpoint};
use serde_json::{Value, json};
use tokio::sync::Semaphore;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::attempt::{LEASE, ON_A_CHANNEL};
use super::*;
use crate::testing::{app_with, apply, moment, run};

/// A channel `desk` and a contract that ends on a day.
fn ending(on: &str, channel: &Value) -> Value {
    let mut desk = json!({ "key": "desk", "kind": "EMAIL", "to": ["desk@acme.example"] });
    desk.as_object_mut().unwrap().extend(channel.as_object().unwrap().clone());
    json!({ "kept": 1, "channels": [desk],
        "parties": [{ "key": "us", "name": "Acme", "kind": "SELF" }, { "key": "mailer", "name": "Nimbus", "kind": "VENDOR" }],
        "contracts": [{ "key": "nda", "kind": "NDA", "effectiveOn": "2020-01-01", "endsOn": on,
            "parties": [{ "party": "us", "role": "CUSTOMER" }, { "party": "mailer", "role": "SUPPLIER" }] }] })
}

/// What the service does at a moment: the alerts it raises, and the messages it makes.
async fn turn(app: &Arc<App>, at: &str) -> (usize, usize) {
    let alerter = Alerter::new(app.clone(), Settings::default()).unwrap();
    let raised = app.raise_alerts_at(Zone::UTC, None, moment(at)).await.unwrap();
    let made = alerter.gather(moment(at)).await.unwrap();
    (raised, made)
}

#[test]
fn a_deadline_that_was_slept_over_is_sent() {
    run(|| async {
        let app = app_with(ending("2030-06-30", &json!({}))).await;
        assert_eq!(turn(&app, "2030-03-01T12:00:00Z").await, (0, 0));
        assert_eq!(turn(&app, "2030-07-04T12:00:00Z").await, (1, 1));
        assert_eq!(turn(&app, "2030-07-05T12:00:00Z").await, (0, 0));
    });
}

#[test]
fn a_deadline_that_passes_while_its_alert_waits_is_sent_unless_it_is_moved() {
    run(|| async {
        // On Mondays: 8 July 2030 is one.
        let weekly = json!({ "schedule": "0 9 * * 1" });
        let app = app_with(ending("2030-07-02", &weekly)).await;
        assert_eq!(turn(&app, "2030-07-02T12:00:00Z").await, (1, 0));
        assert_eq!(turn(&app, "2030-07-08T09:00:00Z").await, (0, 1));
        // The last day of another one is moved before Monday comes.
        apply(&app, ending("2030-07-10", &weekly)).await;
        assert_eq!(turn(&app, "2030-07-10T12:00:00Z").await, (1, 0));
        apply(&app, ending("2032-07-10", &weekly)).await;
        assert_eq!(turn(&app, "2030-07-15T09:00:00Z").await, (0, 0));
    });
}

#[test]
fn a_weekend_or_a_zone_behind_loses_no_deadline() {
    run(|| async {
        // 29 and 30 June 2030 are a weekend.
        let quiet = json!({ "quiet": { "days": ["SATURDAY", "SUNDAY"] } });
        let app = app_with(ending("2030-06-30", &quiet)).await;
        assert_eq!(turn(&app, "2030-06-30T12:00:00Z").await, (1, 0));
        assert_eq!(turn(&app, "2030-07-01T00:00:00Z").await, (0, 1));
        // Eight in the evening in Honolulu is tomorrow in Greenwich.
        let behind = json!({ "zone": "Pacific/Honolulu", "schedule": "0 20 * * *" });
        let app = app_with(ending("2030-06-30", &behind)).await;
        assert_eq!(turn(&app, "2030-06-30T12:00:00Z").await, (1, 0));
        assert_eq!(turn(&app, "2030-07-01T06:00:00Z").await, (0, 1));
    });
}

/// A server that tells the path of each request, and answers it when there is a permit.
fn receiver() -> (String, UnboundedReceiver<String>, Arc<Semaphore>) {
    let (tell, got) = unbounded_channel();
    let permits = Arc::new(Semaphore::new(0));
    let open = permits.clone();
    let app = endpoint::make_sync(|_| ()).before(move |request: poem::Request| {
        let (tell, open) = (tell.clone(), open.clone());
        async move {
            let path = request.uri().path().to_owned();
            tell.send(path.clone()).unwrap();
            if path.starts_with("/slow") {
                open.acquire().await.unwrap().forget();
            }
            Ok(request)
        }
    });
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    listener.set_nonblocking(true).unwrap();
    tokio::spawn(Server::new_with_acceptor(TcpAcceptor::from_std(listener).unwrap()).run(Route::new().nest("/", app)));
    (address, got, permits)
}

fn chat(key: &str, address: &str, path: &str) -> Value {
    json!({ "key": key, "kind": "SLACK", "url": format!("{address}/{path}") })
}

fn alerter(app: &Arc<App>) -> Alerter {
    Alerter::new(app.clone(), Settings { allow_private: true, ..Settings::default() }).unwrap()
}

/// Sends what is due at a moment, until nothing is.
async fn send(alerter: &Alerter, at: &str) {
    let mut under_way = UnderWay::default();
    alerter.gather(moment(at)).await.unwrap();
    loop {
        alerter.begin(&mut under_way).await.unwrap();
        if under_way.next().await.is_none() {
            break;
        }
    }
}

async fn sent(app: &App) -> Vec<(String, usize)> {
    let deliveries = app.store().deliveries(None, None, Some(DeliveryState::Sent), 100).await.unwrap();
    deliveries.into_iter().map(|delivery| (delivery.channel, delivery.history.len())).collect()
}

#[test]
fn of_two_services_on_one_store_one_sends() {
    run(|| async {
        let (address, mut got, permits) = receiver();
        let mut document = ending("2099-12-31", &json!({}));
        document["channels"] = (0..12).map(|n| chat(&format!("c{n}"), &address, &format!("slow/{n}"))).collect();
        let one = app_with(document).await;
        let two = Arc::new(App::on(one.store().clone(), |_| {}).await.unwrap());
        let now = "2099-12-30T12:00:00Z";
        assert_eq!(one.raise_alerts_at(Zone::UTC, None, moment(now)).await.unwrap(), 1);
        assert_eq!(two.raise_alerts_at(Zone::UTC, None, moment(now)).await.unwrap(), 0);
        let (first, second) = (alerter(&one), alerter(&two));
        let counting = async {
            let mut paths = Vec::new();
            for _ in 0..12 {
                paths.push(got.recv().await.unwrap());
            }
            // All are under way, and nobody has an answer: whoever looks now finds nothing to send.
            second.begin(&mut UnderWay::default()).await.unwrap();
            permits.add_permits(100);
            paths
        };
        let (mut paths, ..) = tokio::join!(counting, send(&first, now), send(&second, now));
        paths.sort();
        paths.dedup();
        assert_eq!((paths.len(), got.try_recv().is_err()), (12, true));
        let sent = sent(&one).await;
        assert!(sent.len() == 12 && sent.iter().all(|(_, attempts)| *attempts == 1), "{sent:?}");
    });
}

#[test]
fn a_service_that_did_not_hear_of_a_change_yet_sends_what_another_one_raised() {
    run(|| async {
        let (address, mut got, _) = receiver();
        let one = app_with(json!({ "kept": 1 })).await;
        let two = Arc::new(App::on(one.store().clone(), |_| {}).await.unwrap());
        // A new channel, a deadline and a finding: the second service knows none of it.
        let mut document = ending("2099-12-31", &json!({}));
        document["channels"] = json!([chat("quick", &address, "quick")]);
        document["flows"] = json!([{ "key": "f", "source": "us", "recipient": "mailer", "categories": ["user.contact"], "startedOn": "2026-01-01" }]);
        apply(&one, document).await;
        let now = "2099-12-30T12:00:00Z";
        assert_eq!(two.raise_alerts_at(Zone::UTC, None, moment(now)).await.unwrap(), 0);
        assert!(one.raise_alerts_at(Zone::UTC, None, moment(now)).await.unwrap() >= 2);
        let second = alerter(&two);
        send(&second, now).await;
        assert_eq!((got.recv().await.unwrap().as_str(), sent(&one).await.len()), ("/quick", 1));

        // The first one made a message of what it raised since; the second one tries it.
        let mut later = ending("2099-12-29", &json!({}));
        later["channels"] = json!([]);
        later["contracts"][0]["key"] = json!("nda-2");
        apply(&one, later).await;
        let raised = one.raise_alerts_at(Zone::UTC, None, moment("2099-12-29T12:00:00Z")).await.unwrap();
        assert_eq!((raised, alerter(&one).gather(moment("2099-12-29T12:00:00Z")).await.unwrap()), (1, 1));
        let due = two.store().overdue(moment("2099-12-29T12:00:00Z"), &[], 5).await.unwrap();
        let (channel, alerts) = second.known(&due[0]).await.unwrap();
        assert!(channel.is_some() && alerts.iter().any(|alert| alert.title.contains("nda-2")), "{alerts:#?}");
    });
}

#[test]
fn what_was_sent_by_who_died_before_writing_it_down_is_sent_again_under_its_name() {
    run(|| async {
        let (address, mut got, permits) = receiver();
        let mut document = ending("2099-12-31", &json!({}));
        document["channels"] = json!([chat("slow", &address, "slow")]);
        let app = app_with(document).await;
        let made = app.test_channel("slow").await.unwrap();
        let dying = alerter(&app);
        let mut under_way = UnderWay::default();
        dying.begin(&mut under_way).await.unwrap();
        // It has arrived, and who sent it ends before an answer comes.
        let arrives = async { assert_eq!(got.recv().await.unwrap(), "/slow") };
        tokio::select! {
            () = arrives => {}
            _ = under_way.next() => panic!("nobody answered"),
        }
        drop(under_way);
        assert_eq!(sent(&app).await, []);

        // Another process, or the same one started anew, waits for as long as the attempt could have taken.
        let other = alerter(&Arc::new(App::on(app.store().clone(), |_| {}).await.unwrap()));
        let mut under_way = UnderWay::default();
        other.begin_by(&mut under_way, || Utc::now() + LEASE - chrono::Duration::seconds(30)).await.unwrap();
        assert!(under_way.next().await.is_none(), "nobody has taken it from who may be sending it");
        permits.add_permits(100);
        other.begin_by(&mut under_way, || Utc::now() + LEASE).await.unwrap();
        under_way.next().await.unwrap();
        assert_eq!(got.recv().await.unwrap(), "/slow");
        let all = app.store().deliveries(None, None, None, 100).await.unwrap();
        let told: Vec<_> = all.iter().map(|it| (it.id.as_str(), it.state, it.attempts, it.history.len())).collect();
        assert_eq!(told, [(made.id.as_str(), DeliveryState::Sent, 2, 1)]);
    });
}

#[test]
fn of_services_that_die_after_each_step_the_next_one_goes_on() {
    run(|| async {
        let (address, mut got, _) = receiver();
        let mut document = ending("2099-12-31", &json!({}));
        document["channels"] = json!([chat("quick", &address, "quick")]);
        // The first one writes what is wrong, with the change that makes it so, and tells nobody.
        let store = app_with(document).await.store().clone();
        let anew = async || Arc::new(App::on(store.clone(), |_| {}).await.unwrap());
        let now = "2099-12-30T12:00:00Z";
        let mut steps = Vec::new();
        for _ in 0..2 {
            steps.push(anew().await.raise_alerts_at(Zone::UTC, None, moment(now)).await.unwrap());
        }
        for _ in 0..2 {
            steps.push(alerter(&anew().await).gather(moment(now)).await.unwrap());
        }
        assert_eq!(steps, [1, 0, 1, 0], "raised and gathered, once each");
        let app = anew().await;
        for _ in 0..2 {
            send(&alerter(&app), now).await;
        }
        assert_eq!((got.recv().await.unwrap().as_str(), sent(&app).await), ("/quick", vec![("quick".to_owned(), 1)]));
        assert!(got.try_recv().is_err());
    });
}

#[test]
fn who_sleeps_over_several_deadlines_and_a_clock_change_tells_each_once_at_its_hour() {
    run(|| async {
        // In Berlin clocks go forward on 31 March 2030, and nine o'clock is seven in Greenwich from then on.
        let daily = json!({ "schedule": "0 9 * * *", "zone": "Europe/Berlin" });
        let mut document = ending("2030-03-29", &daily);
        for (key, on) in
            [("sunday", "2030-03-31"), ("monday", "2030-04-01"), ("week", "2030-04-07"), ("year", "2031-04-01")]
        {
            let mut contract = ending(on, &json!({}))["contracts"][0].clone();
            contract["key"] = json!(key);
            document["contracts"].as_array_mut().unwrap().push(contract);
        }
        let app = app_with(document).await;
        // On Friday all but the last are near; they wait for nine o'clock on Saturday, which is eight in Greenwich still.
        assert_eq!(turn(&app, "2030-03-29T12:00:00Z").await, (4, 0));
        // It sleeps until Tuesday: what waited is told at once, and what came meanwhile waits for nine o'clock.
        let (raised, made) = turn(&app, "2030-04-02T12:00:00Z").await;
        let told: Vec<_> = (app.alerts().iter().skip(4))
            .map(|alert| (alert.told["deadline"]["subject"].clone(), alert.told["deadline"]["daysAhead"].clone()))
            .collect();
        let last_day = |key: &str| (json!(format!("contract:{key}")), json!(0));
        assert_eq!(told, [last_day("sunday"), last_day("monday"), (json!("contract:week"), json!(7))]);
        assert_eq!((raised, made), (3, 1));
        assert_eq!(turn(&app, "2030-04-03T06:59:59Z").await, (0, 0));
        assert_eq!(turn(&app, "2030-04-03T07:00:00Z").await, (0, 1));
        assert_eq!(messages(&app).await, [(vec![1, 2, 3, 4], false), (vec![5, 6, 7], false)]);
        // In October they go back, and nine is eight again.
        apply(&app, ending("2030-10-26", &daily)).await;
        assert_eq!(turn(&app, "2030-10-26T12:00:00Z").await, (1, 0));
        assert_eq!(turn(&app, "2030-10-27T07:59:59Z").await, (0, 0));
        assert_eq!(turn(&app, "2030-10-27T08:00:00Z").await, (0, 1));
        assert_eq!(turn(&app, "2030-10-28T08:00:00Z").await, (0, 0));
    });
}

#[test]
fn a_clock_that_is_set_back_by_hours_keeps_no_message_and_tells_nothing_twice() {
    run(|| async {
        let (address, mut got, _) = receiver();
        let ahead = Utc::now() + chrono::Duration::hours(10);
        let mut document = ending(&(ahead.date_naive() + chrono::Days::new(1)).to_string(), &json!({}));
        document["channels"] = json!([chat("quick", &address, "quick")]);
        let app = app_with(document).await;
        assert_eq!(turn(&app, &ahead.to_rfc3339()).await, (1, 1));
        // It is set right before anything was sent.
        let (alerter, now) = (alerter(&app), Utc::now().to_rfc3339());
        assert_eq!(app.raise_alerts_at(Zone::UTC, None, moment(&now)).await.unwrap(), 0);
        send(&alerter, &now).await;
        assert_eq!(got.recv().await.unwrap(), "/quick");
        send(&alerter, &ahead.to_rfc3339()).await;
        assert!(got.try_recv().is_err());
        assert_eq!(sent(&app).await, [("quick".to_owned(), 1)]);
    });
}

#[test]
fn who_is_slow_holds_up_no_one_else() {
    run(|| async {
        let (address, mut got, permits) = receiver();
        let mut document = ending("2099-12-31", &json!({}));
        document["channels"] = json!([chat("slow", &address, "slow"), chat("quick", &address, "quick")]);
        let app = app_with(document).await;
        for _ in 0..5 {
            app.test_channel("slow").await.unwrap();
        }
        app.test_channel("quick").await.unwrap();
        let alerter = alerter(&app);
        let mut under_way = UnderWay::default();
        alerter.begin(&mut under_way).await.unwrap();
        assert_eq!(under_way.channels, BTreeMap::from([("quick".to_owned(), 1), ("slow".to_owned(), ON_A_CHANNEL)]));
        // Of the three that are under way one is answered.
        under_way.next().await.unwrap();
        assert_eq!(sent(&app).await, [("quick".to_owned(), 1)]);
        permits.add_permits(100);
        while under_way.next().await.is_some() {
            alerter.begin(&mut under_way).await.unwrap();
        }
        assert_eq!(sent(&app).await.len(), 6);
        let mut paths = Vec::new();
        while let Ok(path) = got.try_recv() {
            paths.push(path);
        }
        assert_eq!(paths.len(), 6, "{paths:?}");
    });
}

#[test]
fn what_waits_for_a_schedule_follows_it_when_it_is_changed() {
    run(|| async {
        let app = app_with(ending("2030-06-30", &json!({ "schedule": "0 9 1 1 *" }))).await;
        assert_eq!(turn(&app, "2030-06-23T12:00:00Z").await, (1, 0));
        apply(&app, ending("2030-06-30", &json!({ "schedule": "0 9 * * *" }))).await;
        assert_eq!(turn(&app, "2030-06-23T13:00:00Z").await, (0, 0));
        assert_eq!(turn(&app, "2030-06-24T09:00:00Z").await, (0, 1));
    });
}

#[test]
fn a_clock_that_was_ahead_puts_nothing_off() {
    run(|| async {
        let mut document = ending("2099-12-31", &json!({ "schedule": "0 9 * * *" }));
        document["flows"] = json!([{ "key": "f", "source": "us", "recipient": "mailer", "categories": ["user.contact"], "startedOn": "2026-01-01" }]);
        let app = app_with(document).await;
        let (raised, made) = turn(&app, "2040-06-23T12:00:00Z").await;
        assert!(raised > 0 && made == 0);
        assert_eq!(turn(&app, "2030-06-23T12:00:00Z").await, (0, 0));
        assert_eq!(turn(&app, "2030-06-24T09:00:00Z").await, (0, 1));
    });
}

#[test]
fn runs_that_were_missed_are_made_up_once() {
    run(|| async {
        // Nine o'clock in the morning; nobody runs for three of them.
        let app = app_with(ending("2030-06-30", &json!({ "schedule": "0 9 * * *" }))).await;
        assert_eq!(turn(&app, "2030-06-23T12:00:00Z").await, (1, 0));
        assert_eq!(turn(&app, "2030-06-26T15:00:00Z").await, (0, 1));
        assert_eq!(turn(&app, "2030-06-27T09:00:00Z").await, (0, 0));
    });
}

#[test]
fn what_gathers_until_a_schedule_comes_is_one_message_and_a_flood_is_several() {
    run(|| async {
        // On Mondays: 8 July 2030 is one.
        let app = app_with(ending("2030-07-10", &json!({ "schedule": "0 9 * * 1" }))).await;
        let contract = |number: usize, on: &str| {
            let mut contract = ending(on, &json!({}))["contracts"][0].clone();
            contract["key"] = json!(format!("nda-{number}"));
            contract
        };
        // One on Wednesday, one on Friday.
        assert_eq!(turn(&app, "2030-07-03T12:00:00Z").await, (1, 0));
        apply(&app, json!({ "kept": 1, "contracts": [contract(1, "2030-07-12")] })).await;
        assert_eq!(turn(&app, "2030-07-05T12:00:00Z").await, (1, 0));
        assert_eq!(turn(&app, "2030-07-08T09:00:00Z").await, (0, 1));
        assert_eq!(messages(&app).await, [(vec![1, 2], false)]);
        // With the two, whose days came meanwhile.
        let flood: Vec<Value> = (2..252).map(|number| contract(number, "2030-07-21")).collect();
        apply(&app, json!({ "kept": 1, "contracts": flood })).await;
        assert_eq!(turn(&app, "2030-07-15T08:00:00Z").await, (252, 0));
        assert_eq!(turn(&app, "2030-07-15T09:00:00Z").await, (0, 3));
        let mut told: Vec<u64> = messages(&app).await.into_iter().flat_map(|(alerts, _)| alerts).collect();
        told.sort_unstable();
        told.dedup();
        assert_eq!(told, (1..=254).collect::<Vec<_>>());
    });
}

/// The messages there are, the first first: the alerts, and whether they are said to be resolved.
async fn messages(app: &App) -> Vec<(Vec<u64>, bool)> {
    let deliveries = app.store().deliveries(None, None, None, 100).await.unwrap();
    deliveries.into_iter().rev().map(|delivery| (delivery.alerts, delivery.resolved)).collect()
}

#[test]
fn a_channel_that_asks_for_it_is_told_once_that_what_it_was_told_of_is_resolved() {
    run(|| async {
        let app = app_with(ending("2030-06-30", &json!({ "resolved": true }))).await;
        assert_eq!(turn(&app, "2030-05-31T12:00:00Z").await, (1, 1));
        assert_eq!(turn(&app, "2030-05-31T13:00:00Z").await, (0, 0));
        // Someone who has seen to it wants to know all the more.
        app.acknowledge(1, "owner".to_owned(), None).await.unwrap();
        apply(&app, ending("2032-06-30", &json!({ "resolved": true }))).await;
        for made in [1, 0] {
            assert_eq!(turn(&app, "2030-05-31T14:00:00Z").await, (0, made));
        }
        assert_eq!(messages(&app).await, [(vec![1], false), (vec![1], true)]);
        assert_eq!(app.store().told().await.unwrap(), []);
    });
}

#[test]
fn what_was_seen_to_before_its_time_and_is_open_again_is_sent_by_its_schedule() {
    run(|| async {
        let app = app_with(ending("2030-06-30", &json!({ "schedule": "0 9 * * *", "zone": "Europe/Berlin" }))).await;
        assert_eq!(turn(&app, "2030-05-31T12:00:00Z").await, (1, 0));
        app.acknowledge(1, "owner".to_owned(), None).await.unwrap();
        // Nine o'clock passes, and it is not told.
        assert_eq!(turn(&app, "2030-06-01T07:00:00Z").await, (0, 0));
        app.reopen_alert(1).await.unwrap();
        assert_eq!(turn(&app, "2030-06-01T12:00:00Z").await, (0, 0));
        assert_eq!(turn(&app, "2030-06-02T07:00:00Z").await, (0, 1));
        // Who was told is not told again.
        app.acknowledge(1, "owner".to_owned(), None).await.unwrap();
        app.reopen_alert(1).await.unwrap();
        assert_eq!(turn(&app, "2030-06-03T07:00:00Z").await, (0, 0));
        assert_eq!(messages(&app).await, [(vec![1], false)]);
    });
}

#[test]
fn what_nobody_was_told_of_or_is_over_is_not_told_to_be_resolved() {
    run(|| async {
        let desk = json!({ "resolved": true, "schedule": "0 9 * * *" });
        let app = app_with(ending("2030-06-30", &desk)).await;
        // Moved before it was told.
        assert_eq!(turn(&app, "2030-05-31T12:00:00Z").await, (1, 0));
        apply(&app, ending("2031-06-30", &desk)).await;
        assert_eq!(turn(&app, "2030-06-01T09:00:00Z").await, (0, 0));
        // Told, and its day is over.
        assert_eq!(turn(&app, "2031-06-30T08:00:00Z").await, (1, 0));
        assert_eq!(turn(&app, "2031-06-30T09:00:00Z").await, (0, 1));
        assert_eq!(app.store().told().await.unwrap().len(), 1);
        assert_eq!(turn(&app, "2031-07-01T09:00:00Z").await, (0, 0));
        assert_eq!(app.store().told().await.unwrap(), []);
        assert_eq!(messages(&app).await, [(vec![2], false)]);
    });
}

#[test]
fn that_something_is_resolved_follows_the_schedule_and_is_not_told_when_it_comes_back_before() {
    run(|| async {
        let desk = json!({ "resolved": true, "schedule": "0 9 * * *" });
        let app = app_with(ending("2030-06-30", &desk)).await;
        turn(&app, "2030-05-31T12:00:00Z").await;
        assert_eq!(turn(&app, "2030-06-01T09:00:00Z").await, (0, 1));
        // It is moved by mistake, and back before anybody is told.
        apply(&app, ending("2032-06-30", &desk)).await;
        assert_eq!(turn(&app, "2030-06-01T12:00:00Z").await, (0, 0));
        assert!(app.store().told().await.unwrap()[0].due_at.is_some());
        apply(&app, ending("2030-06-30", &desk)).await;
        assert_eq!(turn(&app, "2030-06-02T09:00:00Z").await, (0, 0));
        // Then for good.
        apply(&app, ending("2032-06-30", &desk)).await;
        assert_eq!(turn(&app, "2030-06-02T12:00:00Z").await, (0, 0));
        assert_eq!(turn(&app, "2030-06-03T09:00:00Z").await, (0, 1));
        assert_eq!(messages(&app).await, [(vec![1], false), (vec![1], true)]);
    });
}

#[test]
fn findings_that_are_mended_are_told_to_be() {
    run(|| async {
        let rule = json!({ "resolved": true, "about": { "rules": ["flow-without-contract"] } });
        let mut document = ending("2099-12-31", &rule);
        document["contracts"] = json!([]);
        document["flows"] = json!([{ "key": "f", "source": "us", "recipient": "mailer", "categories": ["user.contact"], "startedOn": "2026-01-01" }]);
        let app = app_with(document).await;
        assert_eq!(turn(&app, &Utc::now().to_rfc3339()).await.1, 1);
        let flow = kept_schema::NodeId::Flow("f".parse().unwrap());
        crate::testing::write(&app, vec![kept_schema::Edit::Delete(flow).into()]).await;
        for made in [1, 0] {
            assert_eq!(turn(&app, &Utc::now().to_rfc3339()).await.1, made);
        }
        let told = messages(&app).await;
        assert_eq!((told[0].1, told[1].1, &told[0].0), (false, true, &told[1].0));
    });
}

#[test]
fn messages_are_kept_as_long_as_is_said() {
    run(|| async {
        let app = app_with(ending("2030-06-30", &json!({}))).await;
        let sent = Delivery {
            state: DeliveryState::Sent,
            ..Delivery::new(&"desk".parse().unwrap(), vec![], moment("2030-01-31T12:00:00Z"))
        };
        app.store().post(&sent, false).await.unwrap();
        let keeping = |keep: Option<&str>| {
            let keep = keep.map(|keep| keep.parse().unwrap());
            Alerter::new(app.clone(), Settings { keep, ..Settings::default() }).unwrap()
        };
        for (keep, today, left) in
            [(None, "2099-01-01", 1), (Some("P1M"), "2030-02-28", 1), (Some("P1M"), "2030-03-01", 0)]
        {
            keeping(keep).tidy(today.parse().unwrap()).await.unwrap();
            assert_eq!(messages(&app).await.len(), left, "{today}");
        }
    });
}
