//! What a message says, in the form its channel needs.

use std::fmt::Write;
use std::sync::Arc;

use kept_schema::channel::Template;
use kept_schema::{Channel, ChannelKind, Severity};
use kept_store::{Alert, Delivery};
use minijinja::Environment;
use serde_json::{Value, json};

/// The version of what webhooks send, and of what they send when it is resolved.
const EVENT_TYPE: &str = "kept.alerts.v1";
const RESOLVED_TYPE: &str = "kept.alerts.resolved.v1";
/// How many alerts a message of Slack or Teams shows; both refuse long ones.
const SHOWN: usize = 20;
/// How long a text of Slack or Teams is at most, in characters.
const LONGEST: usize = 2_000;
/// How long a subject of Slack or Teams is at most, in characters.
const LONGEST_SUBJECT: usize = 150;
/// How much the alerts of a message of Teams are together, in bytes of JSON: it refuses messages of more than 28 KB.
const MOST_BYTES: usize = 20 * 1024;
/// How much work a template may be: instructions.
const FUEL: u64 = 200_000;

/// A message about to be sent.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Message {
    pub(super) subject: String,
    pub(super) text: String,
    /// What is sent as JSON; null for e-mail.
    pub(super) body: Value,
    /// What is wrong with a template of the channel. The usual text is sent then: an alert is not lost for a template.
    pub(super) template_error: Option<String>,
}

/// What an alert is to whoever gets it, and to templates.
fn view(alert: &Alert, url: Option<&str>) -> Value {
    let mut view = json!({
        "number": alert.number, "kind": alert.kind, "severity": alert.severity, "title": alert.title, "at": alert.at,
        "asOf": alert.as_of, "cause": alert.cause, "url": url,
    });
    if let (Some(fields), Some(told)) = (view.as_object_mut(), alert.told.as_object()) {
        // The ids are for Kept; whoever wants all findings asks for them.
        let told = told.iter().filter(|(name, _)| name.as_str() != "ids");
        fields.extend(told.map(|(name, value)| (name.clone(), value.clone())));
    }
    view
}

/// The message of a delivery. The same delivery makes the same message, whenever it is tried.
pub(super) fn message(channel: &Channel, delivery: &Delivery, alerts: &[Arc<Alert>], url: Option<&str>) -> Message {
    let worst = alerts.iter().map(|alert| alert.severity).max();
    let resolved = delivery.resolved;
    let mut subject = subject(alerts, worst, resolved);
    let mut text = text(alerts, url, resolved);
    let views: Vec<Value> = alerts.iter().map(|alert| view(alert, url)).collect();
    let context = json!({
        "subject": subject, "text": text, "count": alerts.len(), "severity": worst, "alerts": views, "url": url,
        "test": alerts.is_empty(), "resolved": resolved,
        "channel": { "key": channel.key, "name": channel.name },
    });
    let mut template_error = None;
    let mut filled_in = |template: &Option<Template>, place: &mut String| {
        let Some(template) = template else { return false };
        match render(template.as_str(), &context) {
            Ok(rendered) if rendered.trim().is_empty() => template_error = Some("it comes out empty".to_owned()),
            Ok(rendered) => {
                *place = rendered;
                return true;
            }
            Err(error) => template_error = Some(error),
        }
        false
    };
    filled_in(&channel.subject, &mut subject);
    let is_template = filled_in(&channel.body, &mut text);
    // A subject is one line.
    let subject = subject.split_whitespace().collect::<Vec<_>>().join(" ");
    let body = match channel.kind {
        ChannelKind::Webhook => event(channel, delivery, &views, url),
        ChannelKind::Slack => {
            slack(&subject, parts(&text, is_template, alerts, url, resolved, usize::MAX), is_template)
        }
        ChannelKind::Teams => teams(&subject, parts(&text, is_template, alerts, url, resolved, MOST_BYTES)),
        ChannelKind::Email => Value::Null,
    };
    Message { subject, text, body, template_error }
}

fn render(template: &str, context: &Value) -> Result<String, String> {
    let mut environment = Environment::new();
    environment.set_fuel(Some(FUEL));
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    environment.render_str(template, minijinja::value::Serde(context)).map_err(|error| error.to_string())
}

fn subject(alerts: &[Arc<Alert>], worst: Option<Severity>, resolved: bool) -> String {
    match (alerts, worst) {
        ([only], _) => format!("{}: {}", word(only, resolved), only.title),
        ([first, ..], Some(worst)) => {
            let gravest = alerts.iter().find(|alert| alert.severity == worst).unwrap_or(first);
            let (what, is) = if resolved { (" resolved", "was ") } else { ("", "") };
            format!("{} alerts{what}, the gravest {is}{worst}: {}", alerts.len(), gravest.title)
        }
        _ => "A test: alerts of Kept arrive here".to_owned(),
    }
}

/// How grave an alert is, or that it is resolved.
fn word(alert: &Alert, resolved: bool) -> String {
    if resolved { "RESOLVED".to_owned() } else { alert.severity.to_string() }
}

fn text(alerts: &[Arc<Alert>], url: Option<&str>, resolved: bool) -> String {
    if alerts.is_empty() {
        return "Someone asked Kept to try this channel. Nothing is wrong.\n".to_owned();
    }
    let mut text = String::new();
    for alert in alerts {
        let _ = writeln!(text, "{} {}", word(alert, resolved), alert.title);
        for line in details(alert, resolved) {
            let _ = writeln!(text, "  - {line}");
        }
        text.push('\n');
    }
    if let Some(url) = url {
        let _ = writeln!(text, "{url}");
    }
    text
}

/// What else there is to say of an alert: its findings, when they are several and still there.
fn details(alert: &Alert, resolved: bool) -> Vec<String> {
    let findings = alert.told.get("findings").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let count = alert.told.get("count").and_then(Value::as_u64).unwrap_or_default();
    if count <= 1 || resolved {
        return Vec::new();
    }
    let message = |finding: &Value| Some(finding.get("message")?.as_str()?.to_owned());
    let mut lines: Vec<String> = findings.iter().filter_map(message).collect();
    let more = count.saturating_sub(lines.len() as u64);
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    lines
}

/// A CloudEvents 1.0 event in its JSON form.
fn event(channel: &Channel, delivery: &Delivery, alerts: &[Value], url: Option<&str>) -> Value {
    json!({
        "specversion": "1.0",
        "id": delivery.id,
        "source": url.unwrap_or("/kept"),
        "type": if delivery.resolved { RESOLVED_TYPE } else { EVENT_TYPE },
        "time": delivery.at,
        "datacontenttype": "application/json",
        "subject": channel.key,
        "data": { "channel": channel.key, "test": alerts.is_empty(), "resolved": delivery.resolved, "alerts": alerts },
    })
}

fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    text.chars().take(longest).chain("…".chars()).collect()
}

/// Alerts with their details, as many as a message may hold.
fn shown(alerts: &[Arc<Alert>], resolved: bool, most_bytes: usize) -> Vec<String> {
    let one = |alert: &Arc<Alert>| {
        let details: String = details(alert, resolved).iter().map(|line| format!("\n• {line}")).collect();
        shortened(&format!("{} {}{details}", word(alert, resolved), alert.title), LONGEST)
    };
    let mut bytes = 0;
    let fits = |text: &String| {
        bytes += Value::from(text.as_str()).to_string().len();
        bytes <= most_bytes
    };
    alerts.iter().take(SHOWN).map(one).take_while(fits).collect()
}

fn parts(
    text: &str,
    is_template: bool,
    alerts: &[Arc<Alert>],
    url: Option<&str>,
    resolved: bool,
    most_bytes: usize,
) -> Vec<String> {
    if is_template || alerts.is_empty() {
        return vec![shortened(text, LONGEST)];
    }
    let mut parts = shown(alerts, resolved, most_bytes);
    let more = alerts.len().saturating_sub(parts.len());
    if more > 0 {
        parts.push(format!("and {more} more alerts"));
    }
    parts.extend(url.map(str::to_owned));
    parts
}

/// Slack reads `&`, `<` and `>` as its own.
fn slack_escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn slack(subject: &str, parts: Vec<String>, is_template: bool) -> Value {
    let section = |text: String| {
        // Who writes a template writes for Slack.
        let text = if is_template { text } else { slack_escaped(&text) };
        json!({ "type": "section", "text": { "type": "mrkdwn", "text": text } })
    };
    let head: String = subject.chars().take(LONGEST_SUBJECT).collect();
    let head = json!({ "type": "header", "text": { "type": "plain_text", "text": head } });
    let sections = parts.into_iter().map(section);
    json!({ "text": slack_escaped(subject), "blocks": std::iter::once(head).chain(sections).collect::<Vec<_>>() })
}

fn teams(subject: &str, parts: Vec<String>) -> Value {
    let block = |text: String| json!({ "type": "TextBlock", "wrap": true, "text": text });
    let head = shortened(subject, LONGEST_SUBJECT);
    let head = json!({ "type": "TextBlock", "wrap": true, "size": "Medium", "weight": "Bolder", "text": head });
    let blocks = std::iter::once(head).chain(parts.into_iter().map(block));
    json!({
        "type": "message",
        "attachments": [{
            "contentType": "application/vnd.microsoft.card.adaptive",
            "content": {
                "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
                "type": "AdaptiveCard", "version": "1.4", "body": blocks.collect::<Vec<_>>(),
            },
        }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alert(number: u64, severity: Severity, title: &str, findings: &[&str]) -> Arc<Alert> {
        let told: Vec<Value> = findings.iter().map(|message| json!({ "message": message })).collect();
        Arc::new(Alert {
            number,
            cause: format!("look/{number}/commitment-broken"),
            kind: kept_schema::AlertKind::Finding,
            severity,
            at: "2026-06-01T08:00:00Z".parse().unwrap(),
            as_of: "2026-06-01".parse().unwrap(),
            title: title.to_owned(),
            told: json!({ "rule": "commitment-broken", "count": 25, "findings": told, "ids": ["0000000000000001"] }),
            channels: Vec::new(),
            escalated: Vec::new(),
            given: Vec::new(),
            acknowledged: None,
            snoozed_until: None,
        })
    }

    fn of(fields: Value, alerts: &[Arc<Alert>]) -> Message {
        message_of(fields, alerts, false)
    }

    fn message_of(fields: Value, alerts: &[Arc<Alert>], resolved: bool) -> Message {
        let mut channel = json!({ "key": "desk", "kind": "EMAIL" });
        let Value::Object(fields) = fields else { panic!("{fields}") };
        channel.as_object_mut().unwrap().extend(fields);
        let channel: Channel = serde_json::from_value(channel).unwrap();
        let at = "2026-06-01T09:00:00Z".parse().unwrap();
        let mut delivery = Delivery::new(&channel.key, vec![1, 2], at);
        (delivery.id, delivery.resolved) = ("0123".to_owned(), resolved);
        message(&channel, &delivery, alerts, Some("https://kept.example"))
    }

    fn two() -> [Arc<Alert>; 2] {
        [
            alert(1, Severity::Medium, "A <b> & c ends", &[]),
            alert(2, Severity::High, "Commitment broken: 25 findings", &["One\nthing", "Another"]),
        ]
    }

    #[test]
    fn an_e_mail_says_what_and_how_grave() {
        let message = of(json!({}), &two());
        assert_eq!(message.subject, "2 alerts, the gravest HIGH: Commitment broken: 25 findings");
        insta::assert_snapshot!(message.text, @r"
        MEDIUM A <b> & c ends
          - and 25 more

        HIGH Commitment broken: 25 findings
          - One
        thing
          - Another
          - and 23 more

        https://kept.example
        ");
    }

    #[test]
    fn a_webhook_gets_an_event() {
        let message = of(json!({ "kind": "WEBHOOK" }), &two()[1..]);
        insta::assert_json_snapshot!(message.body, @r#"
        {
          "data": {
            "alerts": [
              {
                "asOf": "2026-06-01",
                "at": "2026-06-01T08:00:00Z",
                "cause": "look/2/commitment-broken",
                "count": 25,
                "findings": [
                  {
                    "message": "One\nthing"
                  },
                  {
                    "message": "Another"
                  }
                ],
                "kind": "FINDING",
                "number": 2,
                "rule": "commitment-broken",
                "severity": "HIGH",
                "title": "Commitment broken: 25 findings",
                "url": "https://kept.example"
              }
            ],
            "channel": "desk",
            "resolved": false,
            "test": false
          },
          "datacontenttype": "application/json",
          "id": "0123",
          "source": "https://kept.example",
          "specversion": "1.0",
          "subject": "desk",
          "time": "2026-06-01T09:00:00Z",
          "type": "kept.alerts.v1"
        }
        "#);
    }

    #[test]
    fn slack_and_teams_get_blocks() {
        let slack = of(json!({ "kind": "SLACK" }), &two()).body;
        assert_eq!(slack["blocks"][1]["text"]["text"], "MEDIUM A &lt;b&gt; &amp; c ends\n• and 25 more");
        let teams = of(json!({ "kind": "TEAMS" }), &two()).body;
        let card = &teams["attachments"][0]["content"];
        assert_eq!((&card["type"], card["body"].as_array().unwrap().len()), (&json!("AdaptiveCard"), 4));
        // What both would refuse is not sent: too many, too long.
        let many: Vec<_> = (0..50).map(|number| alert(number, Severity::Low, &"x".repeat(5000), &[])).collect();
        let slack = of(json!({ "kind": "SLACK" }), &many).body;
        let blocks = slack["blocks"].as_array().unwrap();
        assert_eq!((blocks.len(), &blocks[21]["text"]["text"]), (23, &json!("and 30 more alerts")));
        assert!(blocks.iter().all(|block| block["text"]["text"].as_str().unwrap().chars().count() <= 3000));
        let many: Vec<_> = (0..50).map(|number| alert(number, Severity::Low, &"\u{1f36a}".repeat(5000), &[])).collect();
        let teams = of(json!({ "kind": "TEAMS" }), &many).body;
        assert!(teams.to_string().len() < 28 * 1000, "{}", teams.to_string().len());
        let card = &teams["attachments"][0]["content"]["body"];
        assert_eq!(card[3]["text"], "and 48 more alerts");
    }

    #[test]
    fn templates_take_the_place_of_the_usual_text() {
        let template = json!({
            "kind": "SLACK", "subject": "{{ count }} for {{ channel.key }}\n!",
            "body": "{% for alert in alerts %}*{{ alert.severity }}* <{{ alert.url }}|{{ alert.title }}>\n{% endfor %}",
        });
        let message = of(template, &two());
        assert_eq!(message.subject, "2 for desk !");
        assert_eq!(
            message.body["blocks"][1]["text"]["text"],
            "*MEDIUM* <https://kept.example|A <b> & c ends>\n*HIGH* <https://kept.example|Commitment broken: 25 findings>\n"
        );
    }

    #[test]
    fn a_template_that_fails_or_runs_on_loses_no_alert() {
        for template in [
            "{{ 1 / 0 }}",
            "{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}",
            "{% for alert in alerts if alert.severity == 'CRITICAL' %}{{ alert.title }}{% endfor %}\n",
        ] {
            let message = of(json!({ "kind": "SLACK", "subject": template, "body": template }), &two());
            assert!(message.text.starts_with("MEDIUM A"), "{}", message.text);
            assert_eq!(message.subject, "2 alerts, the gravest HIGH: Commitment broken: 25 findings");
            assert!(message.template_error.is_some(), "{template}");
            // The usual text is written for Slack as it always is.
            assert_eq!(message.body["blocks"][1]["text"]["text"], "MEDIUM A &lt;b&gt; &amp; c ends\n• and 25 more");
        }
    }

    #[test]
    fn what_is_resolved_is_said_to_be() {
        let mail = message_of(json!({}), &two(), true);
        assert_eq!(mail.subject, "2 alerts resolved, the gravest was HIGH: Commitment broken: 25 findings");
        let text = "RESOLVED A <b> & c ends\n\nRESOLVED Commitment broken: 25 findings\n\nhttps://kept.example\n";
        assert_eq!(mail.text, text);
        let hook = message_of(json!({ "kind": "WEBHOOK" }), &two()[1..], true);
        assert_eq!(hook.subject, "RESOLVED: Commitment broken: 25 findings");
        assert_eq!(
            (&hook.body["type"], &hook.body["data"]["resolved"], &hook.body["data"]["alerts"][0]["number"]),
            (&json!("kept.alerts.resolved.v1"), &json!(true), &json!(2))
        );
        let slack = message_of(json!({ "kind": "SLACK" }), &two()[1..], true).body;
        assert_eq!(slack["blocks"][1]["text"]["text"], "RESOLVED Commitment broken: 25 findings");
        let template = json!({ "subject": "{{ 'Fixed' if resolved else 'New' }}: {{ count }}" });
        assert_eq!(message_of(template.clone(), &two(), true).subject, "Fixed: 2");
        assert_eq!(of(template, &two()).subject, "New: 2");
    }

    #[test]
    fn a_test_says_that_it_is_one() {
        let message = of(json!({ "kind": "WEBHOOK" }), &[]);
        assert_eq!(
            (message.subject.as_str(), &message.body["data"]["test"]),
            ("A test: alerts of Kept arrive here", &json!(true))
        );
    }
}
