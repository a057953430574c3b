//! The pages, built by Vite from `server/web` and embedded in the program.

use poem::http::{StatusCode, header};
use poem::web::Path;
use poem::{Request, Response, handler};
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "web/dist"]
#[allow_missing = true]
struct Dist;

/// Nothing but the pages' own files. Pictures may be made in the page (`blob:`, `data:`): the map is saved as one.
const PAGES_POLICY: &str = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' blob: data:; \
     font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// GraphiQL's editor (Monaco) makes workers and styles at run time; everything still comes from here.
const PLAYGROUND_POLICY: &str = "default-src 'none'; script-src 'self'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; \
     font-src 'self' data:; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const NOTHING_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";

const REVALIDATE: &str = "no-cache";
/// Names of assets hold a hash of their content.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// The addresses of the pages: the first part, and whether a record's key may follow. They all are one document, which
/// shows the page of its address; `server/web/src/app/routes.tsx` has the same.
pub(super) const PAGES: &[(&str, bool)] = &[
    ("map", false),
    ("who", false),
    ("promises", true),
    ("notices", true),
    ("findings", true),
    ("alerts", true),
    ("channels", true),
    ("parties", true),
    ("contracts", true),
    ("flows", true),
    ("register", false),
    ("what-if", false),
    ("changes", true),
];

#[handler]
pub(super) fn page(request: &Request) -> Response {
    file(request, "index.html", PAGES_POLICY, REVALIDATE)
}

#[handler]
pub(super) fn playground(request: &Request) -> Response {
    file(request, "graphiql.html", PLAYGROUND_POLICY, REVALIDATE)
}

#[handler]
pub(super) fn asset(request: &Request, Path(path): Path<String>) -> Response {
    file(request, &format!("assets/{path}"), NOTHING_POLICY, FOREVER)
}

#[handler]
pub(super) fn licenses(request: &Request) -> Response {
    file(request, "licenses.md", NOTHING_POLICY, REVALIDATE)
}

/// How Vite packs files, the smallest first, and the ends of their names.
const PACKED: &[(&str, &str)] = &[("br", ".br"), ("gzip", ".gz")];

fn file(request: &Request, name: &str, policy: &str, caching: &str) -> Response {
    let packed = PACKED
        .iter()
        .filter(|(coding, _)| takes(request, coding))
        .find_map(|(coding, end)| Some((Dist::get(&format!("{name}{end}"))?, Some(*coding))));
    let Some((file, coding)) = packed.or_else(|| Some((Dist::get(name)?, None))) else { return missing(name) };
    let tag = entity_tag(&file);
    let mut response = Response::builder()
        .header(header::CONTENT_SECURITY_POLICY, policy)
        .header(header::CACHE_CONTROL, caching)
        .header(header::VARY, "accept-encoding")
        .header(header::ETAG, &tag);
    if let Some(coding) = coding {
        response = response.header(header::CONTENT_ENCODING, coding);
    }
    let known = request.headers().get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    if known.flat_map(|list| list.split(',')).any(|known| known.trim().trim_start_matches("W/") == tag) {
        return response.status(StatusCode::NOT_MODIFIED).finish();
    }
    response.content_type(content_type(name)).body(file.data.into_owned())
}

/// Whether the client takes a coding of a body.
fn takes(request: &Request, coding: &str) -> bool {
    let lists = request.headers().get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|offered| {
        let mut parts = offered.split(';').map(str::trim);
        let refused = |part: &str| part.strip_prefix("q=").is_some_and(|quality| quality.parse() == Ok(0.0_f32));
        parts.next().is_some_and(|name| name.eq_ignore_ascii_case(coding)) && !parts.any(refused)
    })
}

fn entity_tag(file: &EmbeddedFile) -> String {
    use std::fmt::Write as _;
    let mut tag = String::from('"');
    for byte in file.metadata.sha256_hash().iter().take(16) {
        // Writing to a string does not fail.
        let _ = write!(tag, "{byte:02x}");
    }
    tag.push('"');
    tag
}

fn missing(name: &str) -> Response {
    let message = if name.ends_with(".html") {
        "This program was built without its pages. Run `make web` and build it again.\n"
    } else {
        "There is nothing here.\n"
    };
    Response::builder().status(StatusCode::NOT_FOUND).content_type("text/plain; charset=utf-8").body(message)
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "ttf" => "font/ttf",
        "woff2" => "font/woff2",
        "png" => "image/png",
        "json" | "map" => "application/json",
        "md" | "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
