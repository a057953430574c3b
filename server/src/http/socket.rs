//! GraphQL over WebSocket (the graphql-transport-ws protocol), for subscriptions.

use std::time::Duration;

use async_graphql::http::{WebSocketProtocols, WsMessage};
use futures::{SinkExt, StreamExt};
use poem::web::Data;
use poem::web::websocket::{CloseCode, Message, WebSocket, WebSocketConfig, WebSocketStream};
use poem::{IntoResponse, Response, handler};

use super::Gate;

const PROTOCOL: &str = "graphql-transport-ws";
const MAX_MESSAGE_BYTES: usize = 256 * 1024;
/// How long a client may stay silent after connecting.
const INIT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a client may take to answer a ping.
const KEEPALIVE: Duration = Duration::from_secs(60);
/// The protocol's close code for a connection that was not initialised in time.
const INIT_TIMED_OUT: u16 = 4408;

#[handler]
pub(super) fn endpoint(socket: WebSocket, Data(gate): Data<&Gate>) -> Response {
    let gate = gate.clone();
    let limits =
        WebSocketConfig::default().max_message_size(Some(MAX_MESSAGE_BYTES)).max_frame_size(Some(MAX_MESSAGE_BYTES));
    socket.protocols([PROTOCOL]).config(limits).on_upgrade(move |socket| serve(socket, gate)).into_response()
}

async fn serve(socket: WebSocketStream, gate: Gate) {
    let (mut sink, mut stream) = socket.split();
    let Ok(first) = tokio::time::timeout(INIT_TIMEOUT, stream.next()).await else {
        // The client is gone when this cannot be sent.
        let _ =
            sink.send(Message::close_with(CloseCode::from(INIT_TIMED_OUT), "Connection initialisation timeout")).await;
        return;
    };
    let messages = futures::stream::iter(first).chain(stream).take_while(|message| {
        let open = matches!(message, Ok(message) if !message.is_close());
        std::future::ready(open)
    });
    let payloads = messages.filter_map(|message| {
        let payload = match message {
            Ok(Message::Text(text)) => Some(text.into_bytes()),
            Ok(Message::Binary(bytes)) => Some(bytes),
            _ => None,
        };
        std::future::ready(payload)
    });
    let replies =
        async_graphql::http::WebSocket::new(gate, payloads, WebSocketProtocols::GraphQLWS).keepalive_timeout(KEEPALIVE);
    let mut replies = std::pin::pin!(replies);
    while let Some(reply) = replies.next().await {
        let message = match reply {
            WsMessage::Text(text) => Message::text(text),
            WsMessage::Close(code, reason) => Message::close_with(CloseCode::from(code), reason),
        };
        if sink.send(message).await.is_err() {
            return;
        }
    }
}
