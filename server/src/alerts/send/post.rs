//! Sending over HTTP: signed webhooks, and chat.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use kept_schema::channel::SecretName;
use kept_schema::{Channel, ChannelKind};
use kept_store::Delivery;
use reqwest::{StatusCode, Url, header};
use standardwebhooks::{HEADER_WEBHOOK_ID, HEADER_WEBHOOK_SIGNATURE, HEADER_WEBHOOK_TIMESTAMP, Webhook};

use super::public::{PRIVATE, is_public};
use super::{Failure, Sender, chain};
use crate::alerts::message::Message;

/// The longest a server may have us wait.
const LONGEST_WAIT: chrono::Duration = chrono::Duration::hours(24);
/// How much of what a server says is kept.
const KEPT_BYTES: usize = 300;

impl Sender {
    pub(super) async fn post(
        &self,
        channel: &Channel,
        delivery: &Delivery,
        message: &Message,
    ) -> Result<String, Failure> {
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
}

/// How long `Retry-After` asks to wait: seconds, or until a moment (RFC 9110, 10.2.3); a day at most.
fn wait_of(value: &str, now: DateTime<Utc>) -> Option<chrono::Duration> {
    let asked = match value.trim().parse::<u32>() {
        Ok(seconds) => chrono::Duration::seconds(seconds.into()),
        Err(_) => DateTime::parse_from_rfc2822(value.trim()).ok()?.signed_duration_since(now),
    };
    (asked > chrono::Duration::zero()).then(|| asked.min(LONGEST_WAIT))
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
}
