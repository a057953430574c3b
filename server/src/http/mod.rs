//! What Kept answers over HTTP.

mod assets;
mod body;
mod calendar;
mod feed;
mod gate;
mod graphql;
mod health;
mod language;
mod may_share;
mod metrics;
mod origin;
mod reports;
mod said;
mod serve;
mod socket;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use poem::endpoint::BoxEndpoint;
use poem::middleware::{CatchPanic, Compression, SetHeader};
use poem::{EndpointExt, Response, Route, get, post};

pub use gate::Gate;

use self::serve::Patience;
use crate::app::App;

/// How long is waited for the next request of a connection, and for requests that are under way when the service stops.
const PATIENCE: Patience = Patience { idle: Duration::from_secs(120), grace: Duration::from_secs(10) };

/// Why the service does not listen on an address.
#[derive(Debug, thiserror::Error)]
pub enum ListenError {
    /// The address can be reached from other machines.
    #[error(
        "`{0}` can be reached from other machines, and there is no sign-in yet: anyone there could read and change \
         the register. Listen on 127.0.0.1 or [::1], and reach it from elsewhere through an SSH tunnel"
    )]
    NotLoopback(SocketAddr),
    /// The address is taken or not allowed.
    #[error("cannot listen on `{address}`; is another program using it?")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// Serving failed.
    #[error("the service stopped unexpectedly")]
    Serve(#[source] std::io::Error),
}

/// An address that was bound, so that what is printed is where it answers.
#[derive(Debug)]
pub struct Bound {
    listener: std::net::TcpListener,
    address: SocketAddr,
}

impl Bound {
    /// Takes the address. Only loopback addresses are taken until there is a sign-in.
    ///
    /// # Errors
    /// When the address is not a loopback one, or cannot be bound.
    pub fn take(address: SocketAddr) -> Result<Self, ListenError> {
        if !address.ip().is_loopback() {
            return Err(ListenError::NotLoopback(address));
        }
        let bound = || {
            let listener = std::net::TcpListener::bind(address)?;
            listener.set_nonblocking(true)?;
            let address = listener.local_addr()?;
            Ok(Self { listener, address })
        };
        bound().map_err(|source| ListenError::Bind { address, source })
    }

    /// Where it answers; the port is the one the system chose when 0 was asked for.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until `stop` is done, reports of browsers too when they are accepted, then lets requests under way finish.
    ///
    /// # Errors
    /// When the listener fails.
    pub async fn serve(
        self,
        app: Arc<App>,
        accepts_reports: bool,
        stop: impl Future<Output = ()>,
    ) -> Result<(), ListenError> {
        serve::serve(self.listener, routes(app, accepts_reports), stop, PATIENCE).await.map_err(ListenError::Serve)
    }
}

/// Everything that is served; reports of browsers, which pages of any origin may send, only when they are accepted.
#[must_use]
pub fn routes(app: Arc<App>, accepts_reports: bool) -> BoxEndpoint<'static, Response> {
    let gate = Gate::new(app.clone());
    let pages = assets::PAGES.iter().fold(Route::new().at("/", get(assets::page)), |route, (name, records)| {
        let route = route.at(format!("/{name}"), get(assets::page));
        if *records { route.at(format!("/{name}/:key"), get(assets::page)) } else { route }
    });
    let pages = pages
        .at("/graphiql", get(assets::playground))
        .at("/assets/*path", get(assets::asset))
        .at("/licenses.md", get(assets::licenses));
    let own = Route::new()
        .at("/graphql", poem::endpoint::make(graphql::endpoint).data(gate.clone()))
        .at("/graphql/ws", get(socket::endpoint).data(gate))
        .at("/healthz", get(health::alive))
        .at("/readyz", get(health::ready))
        .at("/schema.graphql", get(graphql::sdl).with(Compression::new()))
        .at("/calendar.ics", get(calendar::endpoint).with(Compression::new()))
        .at("/alerts.atom", get(feed::endpoint).with(Compression::new()))
        .at("/metrics", get(metrics::endpoint).with(Compression::new()))
        .nest_no_strip("/", pages)
        .with(origin::SameOrigin);
    // Beside the others, so that the way to the one that is asked most is short.
    let may_share = may_share::MayShare::new(app.clone()).with(origin::SameOrigin);
    let mut all = Route::new().at("/v1/may-share", may_share).nest_no_strip("/", own.data(app.clone()));
    if accepts_reports {
        all = all.at("/v1/reports", post(reports::endpoint).options(reports::endpoint).data(app));
    }
    all.with(CatchPanic::new().with_handler(graphql::Panicked))
        .with(
            SetHeader::new()
                .overriding("x-content-type-options", "nosniff")
                .overriding("referrer-policy", "no-referrer")
                .overriding("cross-origin-opener-policy", "same-origin")
                .overriding("cross-origin-resource-policy", "same-origin"),
        )
        .map_to_response()
        .boxed()
}
