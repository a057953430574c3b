//! Messages are tried until they are taken, by one service at a time, whichever dies or is slow.

use std::collections::BTreeMap;
use std::net::TcpListener;

use kept_store::{Delivery, DeliveryState};
use poem::listener::TcpAcceptor;
use poem::{EndpointExt, Route, Server, endpoint};
use serde_json::{Value, json};
use tokio::sync::Semaphore;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::super::attempt::{LEASE, ON_A_CHANNEL};
use super::super::*;
use super::{ending, turn};
use crate::testing::{app_with, apply, moment, run};

/// At how many points of an attempt it is looked whether something else goes on.
const STEPS: usize = 40;

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

fn alerter(app: &Arc<App>) -> Arc<Alerter> {
    Arc::new(Alerter::new(app.clone(), Settings { allow_private: true, ..Settings::default() }).unwrap())
}

/// Sends what is due at a moment, until nothing is.
async fn send(alerter: &Arc<Alerter>, at: &str) {
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
        under_way.stop().await;
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
        assert_eq!(under_way.channels(), BTreeMap::from([("quick", 1), ("slow", ON_A_CHANNEL)]));
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
fn an_attempt_holds_up_no_one_however_far_it_is() {
    run(|| async {
        // Without its secret a message fails at once, and what became of it is written down.
        let channels: Vec<_> = (0..STEPS)
            .map(|n| json!({ "key": format!("c{n}"), "kind": "SLACK", "urlFrom": "KEPT_SECRET_NOBODY_SET" }))
            .collect();
        // On disk what is written takes more than one step.
        let folder = tempfile::tempdir().unwrap();
        let url = format!("rocksdb:{}", folder.path().join("store").display()).parse().unwrap();
        let app = Arc::new(App::open(&url, None, |_| {}).await.unwrap());
        apply(&app, json!({ "kept": 1, "channels": channels })).await;
        let alerter = alerter(&app);
        for steps in 0..STEPS {
            let mut under_way = UnderWay::default();
            app.test_channel(&format!("c{steps}")).await.unwrap();
            alerter.begin(&mut under_way).await.unwrap();
            assert_eq!(under_way.channels().len(), 1);
            for _ in 0..steps {
                if futures::poll!(std::pin::pin!(under_way.next())).is_ready() {
                    break;
                }
                tokio::task::yield_now().await;
            }
            // Whoever sends turns to something else.
            let other = Delivery::new(&"c0".parse().unwrap(), Vec::new(), moment("2099-12-31T12:00:00Z"));
            let written = tokio::time::timeout(Duration::from_secs(60), app.store().post(&other, false));
            written.await.unwrap_or_else(|_| panic!("after {steps} steps an attempt holds up the store")).unwrap();
            app.store()
                .replace_delivery(&other, &Delivery { state: DeliveryState::Dead, ..other.clone() })
                .await
                .unwrap();
            while under_way.next().await.is_some() {}
        }
        let tried = app.store().deliveries(None, None, Some(DeliveryState::Pending), 1000).await.unwrap();
        assert!(tried.len() == STEPS && tried.iter().all(|message| message.history.len() == 1), "{tried:#?}");
    });
}
