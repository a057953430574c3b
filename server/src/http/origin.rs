//! Requests that a page of another site makes a browser send are refused: until there is a
//! sign-in, whoever can send a request may change the register.

use poem::http::{StatusCode, header};
use poem::{Endpoint, IntoResponse, Middleware, Request, Response, Result};

/// Refuses requests for another host than the loopback ones (DNS rebinding), and requests that a
/// page of another origin sent.
#[derive(Clone, Copy, Debug)]
pub(super) struct SameOrigin;

impl<E: Endpoint> Middleware<E> for SameOrigin {
    type Output = SameOriginEndpoint<E>;
    fn transform(&self, inner: E) -> Self::Output {
        SameOriginEndpoint { inner }
    }
}

/// See [`SameOrigin`].
pub(super) struct SameOriginEndpoint<E> {
    inner: E,
}

impl<E: Endpoint> Endpoint for SameOriginEndpoint<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response> {
        match refused(&request) {
            Some(message) => Ok(forbidden(message)),
            None => self.inner.call(request).await.map(IntoResponse::into_response),
        }
    }
}

fn refused(request: &Request) -> Option<&'static str> {
    let text = |name| request.headers().get(name).map(|value| value.to_str().unwrap_or_default());
    let host = text(header::HOST)
        .or_else(|| request.uri().authority().map(|authority| authority.as_str()))
        .unwrap_or_default();
    if !is_loopback(host) {
        return Some("this service answers only at localhost, 127.0.0.1 or [::1]");
    }
    let origin = text(header::ORIGIN)?;
    let own = origin.split_once("://").is_some_and(|(_, authority)| authority.eq_ignore_ascii_case(host));
    (!own).then_some("a page of another origin cannot use this service; open it at its own address")
}

fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn forbidden(message: &str) -> Response {
    let body = serde_json::json!({ "errors": [{ "message": message, "extensions": { "code": "FORBIDDEN" } }] });
    Response::builder()
        .status(StatusCode::FORBIDDEN)
        .content_type("application/json; charset=utf-8")
        .body(body.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(host: &str, origin: Option<&str>) -> Request {
        let request = Request::builder().header(header::HOST, host);
        match origin {
            Some(origin) => request.header(header::ORIGIN, origin).finish(),
            None => request.finish(),
        }
    }

    #[test]
    fn own_pages_and_programs_are_let_in() {
        for host in ["localhost:8080", "127.0.0.1:8080", "127.0.0.1", "[::1]:8080"] {
            assert_eq!(refused(&request(host, None)), None, "{host}");
            assert_eq!(refused(&request(host, Some(&format!("http://{host}")))), None, "{host}");
        }
    }

    #[test]
    fn foreign_pages_and_names_are_kept_out() {
        for origin in ["http://evil.example", "http://localhost:9999", "null", "http://127.0.0.1:8080.evil.example"] {
            assert!(refused(&request("127.0.0.1:8080", Some(origin))).is_some(), "{origin}");
        }
        for host in ["evil.example:8080", "localhost.evil.example", "192.168.0.7:8080", ""] {
            assert!(refused(&request(host, None)).is_some(), "{host}");
        }
    }
}
