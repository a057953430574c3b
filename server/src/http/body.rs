//! JSON that is sent to us: what is taken, and what is refused before it is looked at.

use std::pin::pin;

use async_graphql::futures_util::StreamExt;
use hyper::body::Bytes;
use poem::http::{StatusCode, header};
use poem::{Body, Request};
use serde_json::Value;

const MAX_BODY_BYTES: usize = 4 * 1024 * 1024;
/// How much of a body that is too large is read before the connection is closed on it.
const MAX_DISCARDED_BYTES: usize = 16 * MAX_BODY_BYTES;
pub(super) const JSON: &str = "application/json";

/// A request that is answered before it is executed.
pub(super) struct Refused {
    pub(super) status: StatusCode,
    pub(super) message: String,
    pub(super) allow: Option<&'static str>,
}

impl Refused {
    pub(super) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), allow: None }
    }

    pub(super) fn method(message: &str) -> Self {
        Self { status: StatusCode::METHOD_NOT_ALLOWED, message: message.to_owned(), allow: Some("POST") }
    }
}

/// The JSON of a request's body.
pub(super) async fn json(request: &Request, body: Body) -> Result<Value, Refused> {
    json_as(request, body, &[JSON]).await
}

/// The JSON of a request's body, of one of these media types.
pub(super) async fn json_as(request: &Request, body: Body, media: &[&str]) -> Result<Value, Refused> {
    parsed(&bytes(request, body, media).await?)
}

/// The JSON that a body is.
pub(super) fn parsed(body: &[u8]) -> Result<Value, Refused> {
    serde_json::from_slice(body)
        .map_err(|error| Refused::new(StatusCode::BAD_REQUEST, format!("the body is not JSON: {error}")))
}

/// A request's body, when it says that it is of one of these media types.
pub(super) async fn bytes(request: &Request, body: Body, media: &[&str]) -> Result<Bytes, Refused> {
    let content_type =
        request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !media.iter().any(|media| is_utf8(content_type, media)) {
        let message = format!("send the request as `content-type: {}`", media.join("` or `"));
        return Err(Refused::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, message));
    }
    read(body).await
}

/// Reads a body. One that is too large is read on and thrown away, within bounds: a client that is
/// still sending when the connection closes never sees the answer that says why.
async fn read(body: Body) -> Result<Bytes, Refused> {
    let mut chunks = pin!(body.into_bytes_stream());
    // Nearly always there is one, which is not copied.
    let (mut first, mut bytes, mut length) = (Bytes::new(), Vec::new(), 0_usize);
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk
            .map_err(|error| Refused::new(StatusCode::BAD_REQUEST, format!("the body cannot be read: {error}")))?;
        length = length.saturating_add(chunk.len());
        if first.is_empty() && bytes.is_empty() && length <= MAX_BODY_BYTES {
            first = chunk;
        } else if length <= MAX_BODY_BYTES {
            bytes.extend_from_slice(&std::mem::take(&mut first));
            bytes.extend_from_slice(&chunk);
        } else if length > MAX_DISCARDED_BYTES {
            break;
        }
    }
    if length > MAX_BODY_BYTES {
        let message = format!("a request has at most {MAX_BODY_BYTES} bytes");
        return Err(Refused::new(StatusCode::PAYLOAD_TOO_LARGE, message));
    }
    Ok(if bytes.is_empty() { first } else { bytes.into() })
}

fn is_utf8(content_type: &str, media: &str) -> bool {
    let mut parts = content_type.split(';').map(str::trim);
    let json = parts.next().is_some_and(|essence| essence.eq_ignore_ascii_case(media));
    json && parts.all(|parameter| match parameter.split_once('=') {
        Some((name, value)) if name.trim().eq_ignore_ascii_case("charset") => {
            value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8")
        }
        _ => true,
    })
}
