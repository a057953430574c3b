import { createClient as createSocket, type Sink } from "graphql-ws";
import { Client, cacheExchange, fetchExchange, subscriptionExchange } from "urql";

/** Hears `again` when the server is heard again after it was not: what it told meanwhile was missed. */
export const listening = new EventTarget();

/** How pages in a language ask: `POST /graphql`, and `/graphql/ws` for what is told as it happens. */
export function createClient(location: Pick<Location, "host" | "protocol">, language: string): Client {
  const socket = createSocket({
    url: `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/graphql/ws`,
    connectionParams: { language },
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    on: {
      connected: (_socket, _payload, wasRetry) => {
        if (wasRetry) listening.dispatchEvent(new Event("again"));
      },
    },
  });
  return new Client({
    url: "/graphql",
    preferGetMethod: false,
    requestPolicy: "cache-and-network",
    fetchOptions: {
      headers: {
        accept: "application/graphql-response+json, application/json",
        // The browser's own languages may be others.
        "accept-language": language,
      },
    },
    exchanges: [
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query, variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe({ query: query ?? "", variables }, sink as Sink),
          }),
        }),
      }),
    ],
  });
}
