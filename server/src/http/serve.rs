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

/// How long is waited for what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    /// For the head of the next request of a connection.
    pub(super) idle: Duration,
    /// For requests that are under way when the service stops.
    pub(super) grace: Duration,
}

/// How long to wait when no connection can be taken, such as when too many files are open.
const PAUSE: Duration = Duration::from_millis(200);

/// What every connection is served with.
type Routes = Arc<BoxEndpoint<'static, Response>>;

/// Serves until `stop` is done, then lets requests that are under way finish.
///
/// Poem's own server asks a second task, at every read and write, to wait for what is idle anew; here hyper looks at the
/// clock.
pub(super) async fn serve(
    listener: std::net::TcpListener,
    routes: BoxEndpoint<'static, Response>,
    stop: impl Future<Output = ()>,
    Patience { idle, grace }: Patience,
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
        let ends = (local.clone(), remote);
        tokio::spawn(connection(stream, ends, routes.clone(), idle, running.clone()));
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
    (local, remote): (LocalAddr, RemoteAddr),
    routes: Routes,
    idle: Duration,
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
    http.timer(TokioTimer::new()).header_read_timeout(idle);
    let mut served = pin!(http.serve_connection(TokioIo::new(stream), answer).with_upgrades());
    // How a connection ends, by its client or by a request that is none, is the client's matter.
    tokio::select! {
        biased;
        _ = &mut served => return,
        _ = running.changed() => served.as_mut().graceful_shutdown(),
    }
    let _ = served.await;
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use poem::{EndpointExt, Route, get, handler, web::Data};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::{Semaphore, oneshot};
    use tokio::task::JoinHandle;

    use super::*;

    /// Says when it was asked, and answers when it may.
    struct Gate {
        asked: Semaphore,
        may: Semaphore,
    }

    #[handler]
    async fn when_it_may(gate: Data<&Arc<Gate>>) -> &'static str {
        gate.asked.add_permits(1);
        gate.may.acquire().await.unwrap().forget();
        "done"
    }

    struct Served {
        stream: TcpStream,
        gate: Arc<Gate>,
        stop: oneshot::Sender<()>,
        ended: JoinHandle<io::Result<()>>,
    }

    /// A service with a connection to it, on which something was asked before it came: how long this machine takes to ask does
    /// not count.
    async fn served(idle: u64, grace: u64, asked: Option<&str>) -> Served {
        let gate = Arc::new(Gate { asked: Semaphore::new(0), may: Semaphore::new(0) });
        let quick = poem::endpoint::make_sync(|_| "quick");
        let routes = Route::new().at("/quick", quick).at("/slow", get(when_it_may)).data(gate.clone());
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        listener.set_nonblocking(true).unwrap();
        let mut stream = TcpStream::connect(address).await.unwrap();
        if let Some(path) = asked {
            stream.write_all(format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n").as_bytes()).await.unwrap();
        }
        let (stop, stopped) = oneshot::channel();
        let patience = Patience { idle: Duration::from_millis(idle), grace: Duration::from_millis(grace) };
        let stopped = async { stopped.await.unwrap() };
        let ended = tokio::spawn(serve(listener, routes.map_to_response().boxed(), stopped, patience));
        Served { stream, gate, stop, ended }
    }

    /// What comes until the connection is closed.
    async fn rest(stream: &mut TcpStream) -> String {
        let mut text = String::new();
        stream.read_to_string(&mut text).await.unwrap();
        text
    }

    #[tokio::test]
    async fn a_connection_that_asks_nothing_more_is_closed() {
        let mut silent = served(20, 1000, None).await;
        assert_eq!(rest(&mut silent.stream).await, "");
        let mut once = served(1000, 1000, Some("/quick")).await;
        let answer = rest(&mut once.stream).await;
        assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("quick"), "{answer}");
        // An answer may take longer than a question.
        let mut slow = served(1000, 1000, Some("/slow")).await;
        slow.gate.asked.acquire().await.unwrap().forget();
        assert!(tokio::time::timeout(Duration::from_millis(1300), slow.stream.readable()).await.is_err());
        slow.gate.may.add_permits(1);
        assert!(rest(&mut slow.stream).await.ends_with("done"));
    }

    #[tokio::test]
    async fn what_is_under_way_is_answered_when_the_service_stops() {
        let Served { mut stream, gate, stop, ended } = served(60_000, 60_000, Some("/slow")).await;
        gate.asked.acquire().await.unwrap().forget();
        let idle = TcpStream::connect(stream.peer_addr().unwrap()).await.unwrap();
        stop.send(()).unwrap();
        gate.may.add_permits(1);
        assert!(rest(&mut stream).await.ends_with("done"));
        // Nor is it waited for who asks nothing.
        ended.await.unwrap().unwrap();
        drop(idle);
    }

    #[tokio::test]
    async fn what_takes_too_long_is_given_up_when_the_service_stops() {
        let Served { stream: _stream, gate, stop, ended } = served(60_000, 20, Some("/slow")).await;
        gate.asked.acquire().await.unwrap().forget();
        stop.send(()).unwrap();
        ended.await.unwrap().unwrap();
    }
}
