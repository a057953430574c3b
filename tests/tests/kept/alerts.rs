//! Alerts as they arrive: at a server that checks signatures, and at a real SMTP server.

use std::io::{BufRead, BufReader, Write};
use std::net::{IpAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use mailin::{Action, Handler, Response, SessionBuilder, response};
use poem::http::StatusCode;
use poem::listener::TcpAcceptor;
use poem::{EndpointExt, Route, Server, endpoint};
use serde_json::{Value, json};
use standardwebhooks::Webhook;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::support::{Service, kept, stdout_of};

const OLD: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
const NEW: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
/// The longest anything takes: a failure is tried again within 5 seconds, and time is looked at every 5 seconds.
const PATIENCE: Duration = Duration::from_secs(180);

/// What a server got.
struct Got {
    headers: poem::http::HeaderMap,
    body: String,
}

impl Got {
    fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// A server that answers requests with these codes, then with 204, and hands over what it got.
fn receiver(listener: TcpListener, codes: &[u16]) -> UnboundedReceiver<Got> {
    let (tell, got) = unbounded_channel();
    let codes = Arc::new(Mutex::new(codes.iter().rev().copied().collect::<Vec<_>>()));
    let app = endpoint::make(move |mut request: poem::Request| {
        let (tell, codes) = (tell.clone(), codes.clone());
        async move {
            let body = request.take_body().into_string().await?;
            tell.send(Got { headers: request.headers().clone(), body }).unwrap();
            let code = codes.lock().unwrap().pop().unwrap_or(204);
            Ok::<_, poem::Error>(StatusCode::from_u16(code).unwrap())
        }
    });
    listener.set_nonblocking(true).unwrap();
    let acceptor = TcpAcceptor::from_std(listener).unwrap();
    tokio::spawn(Server::new_with_acceptor(acceptor).run(Route::new().at("/", app).map_to_response()));
    got
}

async fn next<T>(got: &mut UnboundedReceiver<T>) -> T {
    tokio::time::timeout(PATIENCE, got.recv()).await.expect("something arrives").unwrap()
}

fn address(listener: &TcpListener) -> String {
    format!("http://{}/", listener.local_addr().unwrap())
}

fn in_days(days: u64) -> String {
    (chrono::Utc::now() + chrono::Days::new(days)).date_naive().to_string()
}

/// A contract that ends in so many days.
fn contract(key: &str, days: u64) -> Value {
    json!({ "kept": 1, "contracts": [{ "key": key, "name": key, "kind": "NDA",
        "parties": [{ "party": "kettle-fern", "role": "CUSTOMER" }, { "party": "nimbus-mail", "role": "SUPPLIER" }],
        "effectiveOn": "2020-01-01", "endsOn": in_days(days) }] })
}

async fn apply(service: &Service, document: Value) {
    let query = "mutation($document: JSON!) { apply(document: $document) { revision } }";
    service.data(query, json!({ "document": document })).await;
}

const DELIVERIES: &str = "{ deliveries { id state isTest attempts { sent detail } alerts { number } } }";

/// The messages, once they are as is wanted.
async fn deliveries(service: &Service, wanted: impl Fn(&[Value]) -> bool) -> Vec<Value> {
    let deadline = tokio::time::Instant::now() + PATIENCE;
    loop {
        let found = service.data(DELIVERIES, json!({})).await["deliveries"].as_array().unwrap().clone();
        if wanted(&found) {
            return found;
        }
        assert!(tokio::time::Instant::now() < deadline, "{found:#?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_gets_signed_events_until_it_takes_them() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = address(&listener);
    let mut got = receiver(listener, &[503]);
    let secrets = format!("{NEW} {OLD}");
    let service = Service::start_with(
        "seeds/clean",
        &["--allow-private-channels", "--public-url", "https://kept.acme.example"],
        &[("KEPT_SECRET_HOOK", &secrets)],
    );
    let parties = json!({ "kept": 1,
        "parties": [{ "key": "kettle-fern", "name": "Kettle & Fern GmbH", "kind": "AFFILIATE" },
            { "key": "nimbus-mail", "name": "Nimbus Mail Inc.", "kind": "VENDOR", "owner": "Marketing" }],
        "channels": [{ "key": "hook", "kind": "WEBHOOK", "url": url, "secretFrom": "KEPT_SECRET_HOOK", "about": { "owners": ["Marketing"] } }] });
    apply(&service, parties).await;
    let ending = contract("ends-soon", 20);
    let ends_on = ending["contracts"][0]["endsOn"].as_str().unwrap().to_owned();
    apply(&service, ending).await;

    let (first, second) = (next(&mut got).await, next(&mut got).await);
    // The same message, tried again because it was not taken.
    assert_eq!((first.header("webhook-id"), &first.body), (second.header("webhook-id"), &second.body));
    assert_eq!(second.header("content-type"), "application/cloudevents+json; charset=UTF-8");
    for secret in [OLD, NEW] {
        Webhook::new(secret).unwrap().verify(second.body.as_bytes(), &second.headers).unwrap();
    }
    let event = second.json();
    assert_eq!(
        (&event["specversion"], &event["type"], &event["source"]),
        (&json!("1.0"), &json!("kept.alerts.v1"), &json!("https://kept.acme.example"))
    );
    assert_eq!(second.header("webhook-id"), format!("msg_{}", event["id"].as_str().unwrap()));
    let alerts = event["data"]["alerts"].as_array().unwrap();
    assert_eq!(alerts.len(), 1, "{event:#}");
    assert_eq!(
        alerts[0]["deadline"],
        json!({ "id": "contract-ends/ends-soon", "kind": "CONTRACT_ENDS", "subject": "contract:ends-soon", "dueOn": ends_on, "daysAhead": 30 })
    );
    let found = deliveries(&service, |found| found.iter().all(|message| message["state"] == "SENT")).await;
    let details: Vec<_> =
        found[0]["attempts"].as_array().unwrap().iter().map(|attempt| attempt["detail"].as_str().unwrap()).collect();
    assert_eq!(details, ["503 Service Unavailable", "204 No Content"]);

    // On the command line it is the same.
    let on_server = ["--server", &service.address, "--format", "json"];
    let listed = |arguments: &[&str]| -> Value {
        serde_json::from_str(&stdout_of(&kept(&[arguments, &on_server].concat()), 0)).unwrap()
    };
    let raised = listed(&["alert", "list", "--kind", "deadline", "--min-severity", "low", "--state", "open"]);
    assert_eq!((&raised[0]["number"], &raised[0]["channels"]), (&json!(1), &json!(["hook"])), "{raised:#}");
    assert_eq!(listed(&["channel", "deliveries", "hook"])[0]["state"], "SENT");
    assert_eq!(listed(&["alert", "snooze", "1", "--until", "2499-01-01T00:00:00Z"])["state"], "SNOOZED");
    assert_eq!(listed(&["alert", "reopen", "1"])["state"], "OPEN");
    let latest = listed(&["alert", "list", "--order", "latest"]);
    let numbers: Vec<_> = latest.as_array().unwrap().iter().map(|alert| alert["number"].as_u64().unwrap()).collect();
    assert!(numbers.is_sorted_by(|a, b| a > b), "{numbers:?}");
    assert_eq!(listed(&["deadlines", "--until", &ends_on])[0]["id"], "contract-ends/ends-soon");

    // A person tries the channel; what was seen to is told no more.
    service.data(r#"mutation { testChannel(input: { key: "hook" }) { delivery { isTest state } } }"#, json!({})).await;
    assert_eq!(
        next(&mut got).await.json()["data"],
        json!({ "channel": "hook", "test": true, "resolved": false, "alerts": [] })
    );
    let seen = service
        .data(r#"mutation { acknowledgeAlert(input: { number: 1, note: "renewing" }) { alert { state note acknowledgedBy } } }"#, json!({}))
        .await;
    assert_eq!(
        seen["acknowledgeAlert"]["alert"],
        json!({ "state": "ACKNOWLEDGED", "note": "renewing", "acknowledgedBy": "local" })
    );
    let open = service.data("{ alerts(states: [OPEN], kinds: [DEADLINE]) { cause } }", json!({})).await;
    assert_eq!(open["alerts"], json!([]));
    // That the test was taken is written after its receiver has it.
    deliveries(&service, |found| found.len() == 2 && found.iter().all(|message| message["state"] == "SENT")).await;
    let feed = reqwest::get(format!("{}/alerts.atom", service.address)).await.unwrap().text().await.unwrap();
    assert!(feed.contains("<id>urn:kept:alert:1</id>") && feed.contains("ends-soon with Kettle &amp; Fern"), "{feed}");
    let metrics = reqwest::get(format!("{}/metrics", service.address)).await.unwrap().text().await.unwrap();
    assert!(
        metrics.contains("kept_deliveries{state=\"sent\"} 2")
            && metrics.contains("kept_alerts{state=\"acknowledged\"} 1"),
        "{metrics}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_sent_is_sent_after_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    // Nobody listens yet, and the port stays taken.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = address(&listener);
    let arguments = ["--allow-private-channels", "--load", "seeds/clean"];
    let service = Service::on(&store, &arguments, &[]);
    let channel = json!({ "kept": 1,
        "parties": [{ "key": "kettle-fern", "name": "Kettle & Fern GmbH", "kind": "AFFILIATE" }, { "key": "nimbus-mail", "name": "Nimbus", "kind": "VENDOR" }],
        "channels": [{ "key": "hook", "kind": "WEBHOOK", "url": url, "secretFrom": "KEPT_SECRET_HOOK", "about": { "kinds": ["DEADLINE"] } }] });
    apply(&service, channel).await;
    apply(&service, contract("ends-soon", 5)).await;
    // Without its secret it is not sent.
    let found =
        deliveries(&service, |found| found.iter().any(|message| !message["attempts"].as_array().unwrap().is_empty()))
            .await;
    assert_eq!(
        found[0]["attempts"][0],
        json!({ "sent": false, "detail": "the service has no environment variable KEPT_SECRET_HOOK" })
    );
    // Who looks into the store meanwhile is told whom to ask.
    let store_url = format!("rocksdb:{}", store.display());
    let locked = kept(&["channel", "list", "--store", &store_url]);
    let told = String::from_utf8(locked.stderr.clone()).unwrap();
    assert!(
        locked.status.code() == Some(3) && told.contains("in use by another process") && told.contains("--server"),
        "{told}"
    );
    // Killed, not stopped.
    drop(service);
    let stored = stdout_of(&kept(&["alert", "list", "--state", "open", "--store", &store_url]), 0);
    assert!(stored.contains("HIGH OPEN The contract ends-soon"), "{stored}");

    let mut got = receiver(listener, &[]);
    let service = Service::on(&store, &arguments[..1], &[("KEPT_SECRET_HOOK", OLD)]);
    let message = next(&mut got).await;
    assert_eq!(message.header("webhook-id"), format!("msg_{}", found[0]["id"].as_str().unwrap()));
    Webhook::new(OLD).unwrap().verify(message.body.as_bytes(), &message.headers).unwrap();
    let after = deliveries(&service, |found| found.iter().all(|message| message["state"] == "SENT")).await;
    assert_eq!(after.len(), 1, "nothing is told twice: {after:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_only_this_machine_can_reach_is_not_sent_to() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let service =
        Service::start_with("seeds/clean", &[], &[("KEPT_SECRET_CHAT", &format!("http://127.0.0.1:{port}/"))]);
    let channels = json!({ "kept": 1, "channels": [
        { "key": "name", "kind": "TEAMS", "url": format!("http://localhost:{port}/") },
        { "key": "secret", "kind": "SLACK", "urlFrom": "KEPT_SECRET_CHAT" }] });
    apply(&service, channels).await;
    for key in ["name", "secret"] {
        service
            .data(
                "mutation($key: String!) { testChannel(input: { key: $key }) { delivery { id } } }",
                json!({ "key": key }),
            )
            .await;
    }
    let tried = |found: &[Value]| found.len() == 2 && found.iter().all(|message| message["attempts"][0].is_object());
    for message in deliveries(&service, tried).await {
        let detail = message["attempts"][0]["detail"].as_str().unwrap();
        assert!(detail.contains("has no address in the public internet"), "{detail}");
    }
    listener.set_nonblocking(true).unwrap();
    assert!(listener.accept().is_err(), "nothing was sent");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_browsers_report_is_told_in_chats() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = address(&listener);
    let mut got = receiver(listener, &[]);
    let arguments = ["--accept-reports", "--allow-private-channels", "--public-url", "https://kept.acme.example"];
    let service = Service::start_with("seeds/clean", &arguments, &[("KEPT_SECRET_CHAT", &url)]);
    let own = service.data("{ parties(filter: { kind: SELF }) { nodes { key } } }", json!({})).await;
    let about = json!({ "rules": ["undeclared-sharing"] });
    let register = json!({ "kept": 1,
        "parties": [
            { "key": "seen-shop", "name": "Shop", "kind": "SYSTEM", "operator": own["parties"]["nodes"][0]["key"], "domains": ["shop.acme.example"] },
            { "key": "seen-stats", "name": "Stats <Inc.>", "kind": "VENDOR", "domains": ["stats.example"] }],
        "channels": [
            { "key": "slack", "kind": "SLACK", "urlFrom": "KEPT_SECRET_CHAT", "about": about },
            { "key": "teams", "kind": "TEAMS", "url": url, "about": about }] });
    apply(&service, register).await;
    let report = |disposition: &str, host: &str| {
        json!([{ "type": "csp-violation", "url": "https://shop.acme.example/cart", "body": {
            "documentURL": "https://shop.acme.example/cart", "blockedURL": format!("https://{host}/a.js"), "disposition": disposition } }])
    };
    let client = reqwest::Client::new();
    for report in [report("enforce", "blocked.example"), report("report", "px.stats.example")] {
        let sent = client.post(format!("{}/v1/reports", service.address)).json(&report).send().await.unwrap();
        assert_eq!(sent.status().as_u16(), 204);
    }
    let (one, other) = (next(&mut got).await, next(&mut got).await);
    assert_eq!((one.header("content-type"), other.header("content-type")), ("application/json", "application/json"));
    let bodies = [one.json(), other.json()];
    let [slack] = bodies.iter().filter(|body| body["blocks"].is_array()).collect::<Vec<_>>()[..] else {
        panic!("{bodies:#?}")
    };
    let [teams] = bodies.iter().filter(|body| body["attachments"].is_array()).collect::<Vec<_>>()[..] else {
        panic!("{bodies:#?}")
    };
    // What a browser blocked is not in it, and Slack reads no sign of a name as its own.
    let text = slack["blocks"][1]["text"]["text"].as_str().unwrap();
    assert!(text.starts_with("HIGH ") && text.contains("px.stats.example (Stats &lt;Inc.&gt;)"), "{slack:#}");
    assert_eq!(slack["blocks"][2]["text"]["text"], "https://kept.acme.example");
    let card = &teams["attachments"][0]["content"];
    assert_eq!((&card["type"], &card["body"][0]["weight"]), (&json!("AdaptiveCard"), &json!("Bolder")));
    assert!(card["body"][1]["text"].as_str().unwrap().contains("px.stats.example (Stats <Inc.>)"), "{teams:#}");
    let sent =
        deliveries(&service, |found| found.len() == 2 && found.iter().all(|message| message["state"] == "SENT")).await;
    assert_eq!(sent[0]["alerts"], sent[1]["alerts"]);
}

/// A mail as an SMTP server got it.
#[derive(Clone, Default)]
struct Mail {
    from: String,
    to: Vec<String>,
    data: Vec<u8>,
}

#[derive(Clone)]
struct Desk {
    mail: Mail,
    got: tokio::sync::mpsc::UnboundedSender<Mail>,
    /// The addresses that somebody wanted to send to, each time.
    asked: Arc<Mutex<Vec<String>>>,
}

impl Handler for Desk {
    fn mail(&mut self, _: IpAddr, _: &str, from: &str) -> Response {
        self.mail = Mail { from: from.to_owned(), ..Mail::default() };
        response::OK
    }

    fn rcpt(&mut self, to: &str) -> Response {
        let mut asked = self.asked.lock().unwrap();
        asked.push(to.to_owned());
        let times = asked.iter().filter(|asked| *asked == to).count();
        match to.split_once('@') {
            Some(("nobody", _)) => return response::NO_MAILBOX,
            Some(("later", _)) if times == 1 => return response::OUT_OF_SPACE,
            // With the others, and alone.
            Some(("moved", _)) if times <= 2 => return response::OUT_OF_SPACE,
            Some(("moved", _)) => return response::NO_MAILBOX,
            _ => {}
        }
        self.mail.to.push(to.to_owned());
        response::OK
    }

    fn data(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.mail.data.extend_from_slice(bytes);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        self.got.send(std::mem::take(&mut self.mail)).unwrap();
        response::OK
    }
}

fn talk(stream: TcpStream, desk: Desk) -> std::io::Result<()> {
    let mut session = SessionBuilder::new("mail.acme.example").build(stream.peer_addr()?.ip(), desk);
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream;
    session.greeting().write_to(&mut writer)?;
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line)? > 0 {
        let answer = session.process(&line);
        line.clear();
        if matches!(answer.action, Action::NoReply) {
            continue;
        }
        answer.write_to(&mut writer)?;
        writer.flush()?;
        if matches!(answer.action, Action::Close) {
            break;
        }
    }
    Ok(())
}

/// An SMTP server, the mails it gets, and the addresses it is asked about.
fn mail_server() -> (String, UnboundedReceiver<Mail>, Arc<Mutex<Vec<String>>>) {
    let (tell, got) = unbounded_channel();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let all_asked = asked.clone();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let desk = Desk { mail: Mail::default(), got: tell.clone(), asked: asked.clone() };
            // Who hangs up in the middle is no concern of this test.
            std::thread::spawn(move || stream.and_then(|stream| talk(stream, desk)));
        }
    });
    (url, got, all_asked)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_e_mail_arrives_at_a_mail_server() {
    let (url, mut got, _) = mail_server();
    let service =
        Service::start_with("seeds/example", &["--smtp-url", &url, "--mail-from", "Kept <kept@acme.example>"], &[]);
    let channels = json!({ "kept": 1, "channels": [
        { "key": "some", "kind": "EMAIL", "to": ["nobody@acme.example", "some@acme.example"], "about": { "owners": ["Nobody"] } },
        { "key": "desk", "kind": "EMAIL", "to": ["desk@acme.example", "second@acme.example"], "about": { "kinds": ["DEADLINE"], "rules": [], "owners": ["Grünfläche"] },
          "subject": "{{ count }} Frist{{ 'en' if count > 1 }}: {{ alerts[0].title }}" },
        { "key": "gone", "kind": "EMAIL", "to": ["nobody@acme.example"], "about": { "owners": ["Nobody"] } }] });
    apply(&service, channels).await;
    let mut document = contract("ends-soon", 20);
    document["contracts"][0]["owner"] = json!("Grünfläche");
    document["contracts"][0]["name"] = json!("Vertrag über Grün");
    apply(&service, document).await;
    let mail = next(&mut got).await;
    assert_eq!((mail.from.as_str(), mail.to.len()), ("kept@acme.example", 2));
    let text = String::from_utf8(mail.data).unwrap();
    let header = |name: &str| {
        text.lines()
            .find_map(|line| line.strip_prefix(&format!("{name}: ")))
            .unwrap_or_else(|| panic!("{name}\n{text}"))
            .to_owned()
    };
    assert_eq!(
        (header("From"), header("Auto-Submitted")),
        ("Kept <kept@acme.example>".to_owned(), "auto-generated".to_owned())
    );
    let found = deliveries(&service, |found| found.iter().all(|message| message["state"] == "SENT")).await;
    assert_eq!(header("Message-ID"), format!("<{}@acme.example>", found[0]["id"].as_str().unwrap()));
    assert!(header("Subject").contains("=?utf-8?"), "{text}");
    assert!(text.contains("quoted-printable") && text.contains("Vertrag =C3=BCber Gr=C3=BCn"), "{text}");

    // One address there is none of keeps no other from having it.
    service.data(r#"mutation { testChannel(input: { key: "some" }) { delivery { id } } }"#, json!({})).await;
    assert_eq!(next(&mut got).await.to, ["some@acme.example"]);
    let sent =
        deliveries(&service, |found| found.len() == 2 && found.iter().all(|message| message["state"] == "SENT")).await;
    let detail = sent[0]["attempts"][0]["detail"].as_str().unwrap();
    assert!(detail.contains("not taken: `nobody@acme.example`"), "{detail}");

    // An address there is none of is given up at once; a person can have it tried anew.
    service.data(r#"mutation { testChannel(input: { key: "gone" }) { delivery { id } } }"#, json!({})).await;
    let is_dead = |found: &[Value]| found.iter().any(|message| message["state"] == "DEAD");
    let dead = deliveries(&service, is_dead).await.into_iter().find(|message| message["state"] == "DEAD").unwrap();
    assert_eq!(dead["attempts"].as_array().unwrap().len(), 1, "{dead:#}");
    let replay = "mutation($id: ID!) { replayDelivery(input: { id: $id }) { delivery { state } } }";
    assert_eq!(
        service.data(replay, json!({ "id": dead["id"] })).await["replayDelivery"]["delivery"]["state"],
        "PENDING"
    );
    let twice = |found: &[Value]| {
        found.iter().any(|message| message["id"] == dead["id"] && message["attempts"].as_array().unwrap().len() == 2)
    };
    deliveries(&service, twice).await;
    let refused = service.ask(replay, json!({ "id": found[0]["id"] })).await;
    assert_eq!(refused["errors"][0]["extensions"]["code"], "INVALID", "{refused:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_refused_an_e_mail_is_not_tried_again_and_keeps_it_from_no_one() {
    let (url, mut got, asked) = mail_server();
    let service =
        Service::start_with("seeds/clean", &["--smtp-url", &url, "--mail-from", "Kept <kept@acme.example>"], &[]);
    let to = |names: &[&str]| names.iter().map(|name| format!("{name}@acme.example")).collect::<Vec<_>>();
    let channel = |key: &str, names: &[&str]| json!({ "key": key, "kind": "EMAIL", "to": to(names), "about": { "owners": ["Nobody"] } });
    let channels = [channel("full", &["some", "nobody", "later"]), channel("moved", &["other", "moved"])];
    apply(&service, json!({ "kept": 1, "channels": channels })).await;
    let test = "mutation($key: String!) { testChannel(input: { key: $key }) { delivery { id } } }";
    let is_over = |found: &[Value]| found.iter().all(|message| message["state"] != "PENDING");
    let details = |found: &[Value]| -> Vec<String> {
        let attempts = found[0]["attempts"].as_array().unwrap().iter();
        attempts.map(|attempt| attempt["detail"].as_str().unwrap().to_owned()).collect()
    };

    service.data(test, json!({ "key": "full" })).await;
    let found = deliveries(&service, is_over).await;
    assert_eq!(
        details(&found),
        [
            "not taken: `nobody@acme.example`: permanent error (550): Mailbox unavailable; \
             `later@acme.example`: transient error (452): Insufficient system storage",
            "250 OK; not taken: `nobody@acme.example`: refused before",
        ]
    );
    assert_eq!(found[0]["state"], "SENT");
    assert_eq!([next(&mut got).await.to, next(&mut got).await.to], [to(&["some"]), to(&["later"])]);
    // With the others, alone, and never again.
    assert_eq!(asked.lock().unwrap().iter().filter(|asked| asked.starts_with("nobody@")).count(), 2);

    // Refused for good at the second attempt is as well as at the first: the others have it.
    service.data(test, json!({ "key": "moved" })).await;
    let found = deliveries(&service, is_over).await;
    assert_eq!(
        details(&found),
        [
            "not taken: `moved@acme.example`: transient error (452): Insufficient system storage",
            "the others have it; not taken: `moved@acme.example`: permanent error (550): Mailbox unavailable",
        ]
    );
    assert_eq!((&found[0]["state"], next(&mut got).await.to), (&json!("SENT"), to(&["other"])));
}
