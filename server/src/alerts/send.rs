//! Sending a message on its channel.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use kept_schema::channel::SecretName;
use kept_schema::{Channel, ChannelKind};
use kept_store::Delivery;
use lettre::address::{Address, Envelope};
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode, Url, header};
use standardwebhooks::{HEADER_WEBHOOK_ID, HEADER_WEBHOOK_SIGNATURE, HEADER_WEBHOOK_TIMESTAMP, Webhook};

use super::message::Message;
use super::{Settings, SettingsError};

/// The longest a server may take to answer.
const TIMEOUT: Duration = Duration::from_secs(15);
/// The longest handing a mail over to a server may take, and the longest time after which it is tried for one more address.
const LONGEST_MAIL: Duration = Duration::from_secs(30);
/// The longest a server may have us wait.
const LONGEST_WAIT: chrono::Duration = chrono::Duration::hours(24);
/// How much of what a server says is kept.
const KEPT_BYTES: usize = 300;
const PROGRAM: &str = concat!("kept/", env!("CARGO_PKG_VERSION"));

/// What became of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    /// What the other side said when it took the message, or why it did not.
    pub(super) result: Result<String, Failure>,
    /// The addresses that have it now, of a message that goes to several.
    pub(super) reached: Vec<String>,
    /// The addresses that will never have it, because the mail server refused them for good.
    pub(super) refused: Vec<String>,
}

impl From<Result<String, Failure>> for Outcome {
    fn from(result: Result<String, Failure>) -> Self {
        Self { result, reached: Vec::new(), refused: Vec::new() }
    }
}

/// Why a message was not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) detail: String,
    /// Trying again would not help.
    pub(super) is_final: bool,
    /// When the server wants to be asked again.
    pub(super) retry_after: Option<chrono::Duration>,
}

impl Failure {
    fn of(detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), is_final: false, retry_after: None }
    }
}

/// Sends over HTTP and SMTP.
pub(super) struct Sender {
    http: Client,
    mail: Option<(AsyncSmtpTransport<Tokio1Executor>, Mailbox)>,
    allows_private: bool,
}

/// Resolves names to addresses of the public internet alone, so that a channel cannot reach what only this machine can.
struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<_> = found.filter(|address| is_public(address.ip())).collect();
            if public.is_empty() {
                return Err(format!("`{}` {PRIVATE}", name.as_str()).into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

const PRIVATE: &str =
    "has no address in the public internet; start the service with --allow-private-channels if that is meant";

/// Whether an address is one of the public internet (IANA special-purpose address registries).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_broadcast()
        || address.is_documentation()
        || a == 0
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (18..20).contains(&b))
        || a >= 240;
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, c, ..] = address.segments();
    let embedded = |high: u16, low: u16| {
        let [[a, b], [c, d]] = [high.to_be_bytes(), low.to_be_bytes()];
        Ipv4Addr::new(a, b, c, d)
    };
    if let Some(inner) = address.to_ipv4_mapped() {
        return is_public_v4(inner);
    }
    // NAT64 and 6to4 lead to an address of the old kind.
    if (a, b) == (0x64, 0xff9b) {
        let [.., high, low] = address.segments();
        return c == 0 && is_public_v4(embedded(high, low));
    }
    if a == 0x2002 {
        return is_public_v4(embedded(b, c));
    }
    // What is given out: 2000::/3, without documentation, benchmarking, ORCHID and Teredo.
    let special = (a == 0x2001 && (b < 0x0200 || b == 0x0db8)) || a == 0x3fff;
    (a & 0xe000) == 0x2000 && !special
}

impl Sender {
    pub(super) fn new(settings: &Settings) -> Result<Self, SettingsError> {
        let client = Client::builder().redirect(Policy::none()).timeout(TIMEOUT).user_agent(PROGRAM).no_proxy();
        let client = if settings.allow_private { client } else { client.dns_resolver(Arc::new(PublicOnly)) };
        let mail = match (&settings.smtp_url, &settings.mail_from) {
            (None, _) => None,
            (Some(_), None) => return Err(SettingsError::NoMailFrom),
            (Some(url), Some(from)) => {
                let from = from.parse().map_err(|error| SettingsError::MailFrom(from.clone(), error))?;
                let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(SettingsError::Smtp)?;
                Some((transport.timeout(Some(TIMEOUT)).build(), from))
            }
        };
        Ok(Self { http: client.build().map_err(SettingsError::Http)?, mail, allows_private: settings.allow_private })
    }

    /// Sends a message; what the other side said when it took it.
    pub(super) async fn send(&self, channel: &Channel, delivery: &Delivery, message: &Message) -> Outcome {
        match channel.kind {
            ChannelKind::Email => {
                self.mail(channel, delivery, message).await.unwrap_or_else(|failure| Err(failure).into())
            }
            ChannelKind::Webhook | ChannelKind::Slack | ChannelKind::Teams => {
                self.post(channel, delivery, message).await.into()
            }
        }
    }

    async fn post(&self, channel: &Channel, delivery: &Delivery, message: &Message) -> Result<String, Failure> {
        let url = self.address(channel)?;
        let body = message.body.to_string();
        let mut request = self.http.post(url);
        if channel.kind == ChannelKind::Webhook {
            let id = format!("msg_{}", delivery.id);
            let now = Utc::now().timestamp();
            request = request
                .header(header::CONTENT_TYPE, "application/cloudevents+json; charset=UTF-8")
                .header(HEADER_WEBHOOK_ID, &id)
                .header(HEADER_WEBHOOK_TIMESTAMP, now)
                .header(HEADER_WEBHOOK_SIGNATURE, signatures(channel, &id, now, &body)?);
        } else {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        // The address may be a secret, and an error names it.
        let answer = request.body(body).send().await.map_err(|error| Failure::of(chain(&error.without_url())))?;
        let status = answer.status();
        let retry_after = answer.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok());
        let retry_after = retry_after.and_then(|value| wait_of(value, Utc::now()));
        let said = said(answer).await;
        if status.is_success() {
            return Ok(status.to_string());
        }
        let redirect = if status.is_redirection() { "; redirects are not followed" } else { "" };
        Err(Failure {
            detail: format!("{status}{redirect}{said}"),
            // Who answers so wants to hear no more.
            is_final: status == StatusCode::GONE,
            retry_after,
        })
    }

    fn address(&self, channel: &Channel) -> Result<Url, Failure> {
        let text = match (&channel.url, &channel.url_from) {
            (Some(url), _) => url.to_string(),
            (None, Some(name)) => secret(name)?,
            (None, None) => return Err(Failure::of("the channel has no address")),
        };
        let url = Url::parse(text.trim()).map_err(|_| Failure::of("the address of the channel cannot be read"))?;
        // A name is looked at when it is resolved.
        let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
        match host.parse::<IpAddr>() {
            Ok(address) if !self.allows_private && !is_public(address) => {
                Err(Failure::of(format!("`{address}` {PRIVATE}")))
            }
            _ => Ok(url),
        }
    }

    /// Sends a mail to all addresses that do not have it yet and were not refused before. When one of them is refused the
    /// others still get it.
    async fn mail(&self, channel: &Channel, delivery: &Delivery, message: &Message) -> Result<Outcome, Failure> {
        let Some((transport, from)) = &self.mail else {
            return Err(Failure::of("the service sends no e-mail: start it with --smtp-url and --mail-from"));
        };
        let mut mail = lettre::Message::builder()
            .from(from.clone())
            .subject(&message.subject)
            // The same for each attempt, so that who gets it twice sees it once.
            .message_id(Some(format!("<{}@{}>", delivery.id, from.email.domain())))
            .date(delivery.at.into())
            .header(Automatic)
            .header(ContentType::TEXT_PLAIN);
        let mut left = Vec::new();
        for to in &channel.to {
            let mailbox: Mailbox =
                to.parse().map_err(|error| Failure::of(format!("`{to}` is not an e-mail address: {error}")))?;
            if !delivery.reached.iter().chain(&delivery.refused).any(|done| done == to.as_str()) {
                left.push((to.to_string(), mailbox.email.clone()));
            }
            mail = mail.to(mailbox);
        }
        let bytes = mail.body(message.text.clone()).map_err(|error| Failure::of(chain(&error)))?.formatted();
        let mut each = Each::of(delivery);
        if left.is_empty() {
            return Ok(each.outcome());
        }
        let to_all = left.iter().map(|(_, address)| address.clone()).collect();
        match hand_over(transport, &from.email, to_all, &bytes).await {
            Ok(said) => left.into_iter().for_each(|(to, _)| each.add(to, Ok(said.clone()))),
            // Only an answer of the server can be about an address.
            Err(refusal) if !refusal.is_answer => return Err(refusal.failure),
            Err(refusal) => match <[_; 1]>::try_from(left) {
                Ok([(to, _)]) => each.add(to, Err(refusal.failure)),
                Err(several) => {
                    let started = Instant::now();
                    for (to, address) in several {
                        let sent = match started.elapsed() < LONGEST_MAIL {
                            true => hand_over(transport, &from.email, vec![address], &bytes).await,
                            false => Err(Failure::of("not tried yet, because the others took long").into()),
                        };
                        each.add(to, sent.map_err(|refusal| refusal.failure));
                    }
                }
            },
        }
        Ok(each.outcome())
    }
}

/// What became of a mail, address by address.
struct Each<'a> {
    /// The mail before this attempt.
    before: &'a Delivery,
    said: Option<String>,
    reached: Vec<String>,
    refused: Vec<String>,
    missed: Vec<String>,
    is_left: bool,
}

impl<'a> Each<'a> {
    fn of(before: &'a Delivery) -> Self {
        let missed = before.refused.iter().map(|to| format!("`{to}`: refused before")).collect();
        Self { before, said: None, reached: Vec::new(), refused: Vec::new(), missed, is_left: false }
    }

    fn add(&mut self, to: String, sent: Result<String, Failure>) {
        match sent {
            Ok(said) => {
                self.said = Some(said);
                self.reached.push(to);
            }
            Err(Failure { detail, is_final, .. }) => {
                self.missed.push(format!("`{to}`: {detail}"));
                if is_final {
                    self.refused.push(to);
                } else {
                    self.is_left = true;
                }
            }
        }
    }

    /// Sent, when all have it or will never have it; but not when nobody has it. In which attempt makes no difference.
    fn outcome(self) -> Outcome {
        let Self { before, said, reached, refused, missed, is_left } = self;
        let missed = missed.join("; ");
        let has_it = !before.reached.is_empty() || !reached.is_empty();
        let result = if has_it && !is_left {
            let said = said.unwrap_or_else(|| "the others have it".to_owned());
            Ok(if missed.is_empty() { said } else { format!("{said}; not taken: {missed}") })
        } else {
            Err(Failure { detail: format!("not taken: {missed}"), is_final: !is_left, retry_after: None })
        };
        Outcome { result, reached, refused }
    }
}

/// Why a mail server did not take a mail, and whether it said so itself.
struct Refusal {
    failure: Failure,
    is_answer: bool,
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self { failure, is_answer: false }
    }
}

async fn hand_over(
    transport: &AsyncSmtpTransport<Tokio1Executor>,
    from: &Address,
    to: Vec<Address>,
    bytes: &[u8],
) -> Result<String, Refusal> {
    let envelope = Envelope::new(Some(from.clone()), to).map_err(|error| Failure::of(chain(&error)))?;
    match tokio::time::timeout(LONGEST_MAIL, transport.send_raw(&envelope, bytes)).await {
        Err(_) => Err(Failure::of(format!("the mail server took longer than {} s", LONGEST_MAIL.as_secs())).into()),
        Ok(Ok(answer)) => Ok(format!("{} {}", answer.code(), answer.message().collect::<Vec<_>>().join(" "))),
        Ok(Err(error)) => {
            let failure = Failure { detail: chain(&error), is_final: error.is_permanent(), retry_after: None };
            Err(Refusal { failure, is_answer: error.is_permanent() || error.is_transient() })
        }
    }
}

/// How long `Retry-After` asks to wait: seconds, or until a moment (RFC 9110, 10.2.3); a day at most.
fn wait_of(value: &str, now: DateTime<Utc>) -> Option<chrono::Duration> {
    let asked = match value.trim().parse::<u32>() {
        Ok(seconds) => chrono::Duration::seconds(seconds.into()),
        Err(_) => DateTime::parse_from_rfc2822(value.trim()).ok()?.signed_duration_since(now),
    };
    (asked > chrono::Duration::zero()).then(|| asked.min(LONGEST_WAIT))
}

/// Says that no person wrote it, so that none answers it (RFC 3834).
#[derive(Clone)]
struct Automatic;

impl lettre::message::header::Header for Automatic {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

fn secret(name: &SecretName) -> Result<String, Failure> {
    std::env::var(name.as_str()).map_err(|_| Failure::of(format!("the service has no environment variable {name}")))
}

/// A signature for each secret there is, so that one can take the place of another while both are known.
fn signatures(channel: &Channel, id: &str, at: i64, body: &str) -> Result<String, Failure> {
    let name = channel.secret_from.as_ref().ok_or_else(|| Failure::of("the channel has no secret to sign with"))?;
    let secrets = secret(name)?;
    let wrong = |_| Failure::of(format!("{name} holds no secret: write `whsec_` and 24 to 64 bytes in base64"));
    let signed: Vec<String> = secrets
        .split_whitespace()
        .map(|secret| Webhook::new(secret)?.sign(id, at, body.as_bytes()))
        .collect::<Result<_, standardwebhooks::WebhookError>>()
        .map_err(wrong)?;
    if signed.is_empty() {
        return Err(Failure::of(format!("{name} is empty")));
    }
    Ok(signed.join(" "))
}

/// The beginning of what a server said.
async fn said(mut answer: reqwest::Response) -> String {
    let mut bytes = Vec::new();
    while let Ok(Some(chunk)) = answer.chunk().await {
        bytes.extend_from_slice(&chunk);
        if bytes.len() >= KEPT_BYTES {
            break;
        }
    }
    bytes.truncate(KEPT_BYTES);
    let text = String::from_utf8_lossy(&bytes);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() { text } else { format!(": {text}") }
}

/// An error with its causes; some errors tell theirs themselves.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut said = error.to_string();
    for cause in std::iter::successors(error.source(), |error| error.source()).map(ToString::to_string) {
        if !said.ends_with(&cause) {
            said = format!("{said}: {cause}");
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_says_when_to_come_back_in_seconds_or_with_a_date() {
        let now = "1994-11-06T08:49:00Z".parse().unwrap();
        for (value, seconds) in [
            ("120", Some(120)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(37)),
            ("Sun, 06 Nov 1994 08:48:37 GMT", None),
            ("999999999", Some(24 * 60 * 60)),
            ("soon", None),
        ] {
            assert_eq!(wait_of(value, now).map(|wait| wait.num_seconds()), seconds, "{value}");
        }
    }

    #[test]
    fn one_address_that_refuses_keeps_no_other_from_having_it() {
        let failed = |is_final| Err(Failure { detail: "550 no".to_owned(), is_final, retry_after: None });
        let before = |reached: &[&str], refused: &[&str]| Delivery {
            reached: reached.iter().map(|to| (*to).to_owned()).collect(),
            refused: refused.iter().map(|to| (*to).to_owned()).collect(),
            ..Delivery::new(&"desk".parse().unwrap(), vec![1], Utc::now())
        };
        let outcome = |before: &Delivery, sent: &[(&str, Result<String, Failure>)]| {
            let mut each = Each::of(before);
            sent.iter().for_each(|(to, sent)| each.add((*to).to_owned(), sent.clone()));
            each.outcome()
        };
        let (taken, new) = (|| Ok("250 ok".to_owned()), before(&[], &[]));
        let some = outcome(&new, &[("a", taken()), ("b", failed(true))]);
        assert_eq!(some.result.unwrap(), "250 ok; not taken: `b`: 550 no");
        assert_eq!((some.reached, some.refused), (vec!["a".to_owned()], vec!["b".to_owned()]));
        let later = outcome(&new, &[("a", taken()), ("b", failed(false)), ("c", failed(true))]);
        assert!(!later.result.unwrap_err().is_final);
        assert_eq!((later.reached, later.refused), (vec!["a".to_owned()], vec!["c".to_owned()]));
        assert!(outcome(&new, &[("a", failed(true)), ("b", failed(true))]).result.unwrap_err().is_final);
        assert!(!outcome(&new, &[("a", failed(true)), ("b", failed(false))]).result.unwrap_err().is_final);
        // It makes no difference in which attempt an address was refused, or had it.
        assert_eq!(
            outcome(&before(&["a"], &["c"]), &[("b", failed(true))]).result.unwrap(),
            "the others have it; not taken: `c`: refused before; `b`: 550 no"
        );
        assert_eq!(
            outcome(&before(&[], &["c"]), &[("b", taken())]).result.unwrap(),
            "250 ok; not taken: `c`: refused before"
        );
        assert!(outcome(&before(&[], &["c"]), &[("b", failed(true))]).result.unwrap_err().is_final);
    }

    #[test]
    fn only_the_public_internet_is_public() {
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.31.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "192.0.2.1",
            "198.18.0.1",
            "240.0.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "64:ff9b::10.0.0.1",
            "2002:7f00:0001::",
            "2001:db8::1",
            "2001::1",
            "::127.0.0.1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in [
            "9.9.9.9",
            "100.128.0.1",
            "172.32.0.1",
            "2620:fe::fe",
            "2a00:1450::1",
            "::ffff:9.9.9.9",
            "64:ff9b::9.9.9.9",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }
}
