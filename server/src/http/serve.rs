//! Connections: taken, served over HTTP/1.1, closed when nothing comes, and let end when the service stops.

use std::convert::Infallible;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use poem::endpoint::BoxEndpoint;
use poem::http::uri::Scheme;
use poem::web::{LocalAddr, RemoteAddr};
use poem::{Endpoint, Response};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// How long a connection may take to send the head of its next request.
const IDLE: Duration = Duration::from_secs(120);
/// How long to wait when no connection can be taken, such as when too many files are open.
const PAUSE: Duration = Duration::from_millis(200);

/// What every connection is served with.
type Routes = Arc<BoxEndpoint<'static, Response>>;

/// Serves until `stop` is done, then lets requests that are under way take `grace`.
///
/// Poem's own server asks a second task, at every read and write, to wait for what is idle anew; here hyper looks at the
/// clock.
pub(super) async fn serve(
    listener: std::net::TcpListener,
    routes: BoxEndpoint<'static, Response>,
    stop: impl Future<Output = ()>,
    grace: Duration,
) -> io::Result<()> {
    let listener = TcpListener::from_std(listener)?;
    let local = LocalAddr(listener.local_addr()?.into());
    let routes = Arc::new(routes);
    // Each connection holds one end: it hears there that the service stops, and is over when it lets go.
    let (stopping, running) = watch::channel(());
    let mut stop = pin!(stop);
    loop {
        let (stream, remote) = tokio::select! {
            () = &mut stop => break,
            taken = take(&listener) => taken,
        };
        tokio::spawn(connection(stream, local.clone(), remote, routes.clone(), running.clone()));
    }
    drop((listener, running));
    stopping.send_replace(());
    if tokio::time::timeout(grace, stopping.closed()).await.is_err() {
        tracing::warn!("requests that were still under way after {} seconds are given up", grace.as_secs());
    }
    Ok(())
}

/// The next connection. One that failed before it was taken says nothing about the next one.
async fn take(listener: &TcpListener) -> (TcpStream, RemoteAddr) {
    loop {
        match listener.accept().await {
            Ok((stream, address)) => return (stream, RemoteAddr(address.into())),
            Err(error) if gone(&error) => {}
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "a connection cannot be taken");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Whether it is the other side that went away.
fn gone(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

async fn connection(
    stream: TcpStream,
    local: LocalAddr,
    remote: RemoteAddr,
    routes: Routes,
    mut running: watch::Receiver<()>,
) {
    // An answer in several parts is sent as it is made; without this it only may come later.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(error = &error as &dyn std::error::Error, "a connection sends what is small with delay");
    }
    let answer = service_fn(move |request: hyper::Request<Incoming>| {
        let request = (request, local.clone(), remote.clone(), Scheme::HTTP).into();
        let routes = routes.clone();
        async move { Ok::<hyper::Response<_>, Infallible>(routes.get_response(request).await.into()) }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(IDLE);
    let mut served = pin!(http.serve_connection(TokioIo::new(stream), answer).with_upgrades());
    // How a connection ends, by its client or by a request that is none, is the client's matter.
    tokio::select! {
        biased;
        _ = &mut served => return,
        _ = running.changed() => served.as_mut().graceful_shutdown(),
    }
    let _ = served.await;
}
