//! GraphQL over WebSocket (the graphql-transport-ws protocol), for subscriptions.

use std::time::Duration;

use async_graphql::http::{WebSocketProtocols, WsMessage};
use futures::{SinkExt, Stream, StreamExt};
use poem::web::Data;
use poem::web::websocket::{CloseCode, Message, WebSocket, WebSocketConfig, WebSocketStream};
use poem::{IntoResponse, Response, handler};

use super::{Gate, language};

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
    let mut replies = std::pin::pin!(replies(gate, payloads));
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

/// What is answered to the messages of a client. The whole connection is in the language that its first message names.
fn replies(gate: Gate, payloads: impl Stream<Item = Vec<u8>>) -> impl Stream<Item = WsMessage> {
    async_graphql::http::WebSocket::new(gate, payloads, WebSocketProtocols::GraphQLWS)
        .on_connection_init(|payload| async move {
            let mut session = async_graphql::Data::default();
            session.insert(language::of_payload(&payload));
            Ok(session)
        })
        .keepalive_timeout(KEEPALIVE)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::testing::{app, apply, run};

    /// The payload of the first answer to what is asked over a connection.
    async fn asked(gate: &Gate, init: Value, query: &str) -> Value {
        let asks = [
            json!({ "type": "connection_init", "payload": init }),
            json!({ "type": "subscribe", "id": "1", "payload": { "query": query } }),
        ];
        // A client that stays: one that leaves is answered nothing.
        let payloads =
            futures::stream::iter(asks.map(|ask| ask.to_string().into_bytes())).chain(futures::stream::pending());
        let mut replies = std::pin::pin!(replies(gate.clone(), payloads));
        while let Some(reply) = replies.next().await {
            let WsMessage::Text(text) = reply else { panic!("{reply:?}") };
            let message: Value = serde_json::from_str(&text).unwrap();
            if message["type"] == "next" {
                return message["payload"]["data"].clone();
            }
        }
        panic!("nothing was answered")
    }

    #[test]
    fn a_connection_is_in_the_language_it_begins_with() {
        run(|| async {
            let app = app().await;
            let document = json!({ "kept": 1,
                "parties": [{ "key": "us", "name": "Acme", "kind": "SELF" }, { "key": "mailer", "name": "Nimbus", "kind": "VENDOR" }],
                "contracts": [{ "key": "dpa", "kind": "DATA_PROCESSING_AGREEMENT", "effectiveOn": "2020-01-01",
                    "parties": [{ "party": "us", "role": "CONTROLLER" }, { "party": "mailer", "role": "PROCESSOR" }],
                    "renewal": { "kind": "TACIT", "period": "P1Y", "notice": "P3M" }, "endsOn": "2020-12-31" }] });
            apply(&app, document).await;
            let gate = Gate::new(app);
            let query = "{ deadlines(kinds: [NOTICE_CLOSES], first: 1) { nodes { message } } }";
            let subscription = "subscription { contractDeadline(within: \"P2Y\") { message } }";
            for (init, starts) in [
                (json!({ "language": "de" }), "Der Vertrag „dpa“ mit Nimbus verlängert sich von selbst um 1 Jahr"),
                (json!({ "language": "fr" }), "The contract dpa with Nimbus renews itself for 1 year"),
                (json!(null), "The contract dpa with Nimbus renews itself for 1 year"),
            ] {
                let told = asked(&gate, init.clone(), query).await;
                let message = told["deadlines"]["nodes"][0]["message"].as_str().unwrap();
                assert!(message.starts_with(starts), "{init}: {message}");
                let heard = asked(&gate, init.clone(), subscription).await;
                let message = heard["contractDeadline"]["message"].as_str().unwrap();
                assert!(message.starts_with(starts), "{init}: {message}");
            }
        });
    }
}
