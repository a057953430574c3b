import type { Fetcher, FetcherParams, FetcherReturnType } from "@graphiql/toolkit";
import { type ExecutionResult, type OperationDefinitionNode, parse } from "graphql";
import { createClient } from "graphql-ws";

/** What `Fetcher` may return besides a promise; the library does not export the pieces by name. */
type Result = Awaited<FetcherReturnType>;

const ENDPOINT = "/graphql";

/**
 * Sends queries and mutations as `POST /graphql`, subscriptions over `/graphql/ws`
 * (the graphql-transport-ws protocol). The language of the pages and headers typed by the user go with both.
 */
export function createKeptFetcher(
  location: Pick<Location, "host" | "protocol">,
  language: () => string,
  /** Told with which headers a question is asked. */
  onAsk: (headers: Record<string, string>) => void = () => {},
): Fetcher {
  const socketUrl = `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}${ENDPOINT}/ws`;
  return ({ query, variables, operationName }, options) => {
    const operation = chosenOperation(query, operationName);
    // GraphiQL learns the new name a moment after a tab was switched: never send the old tab's.
    const params = { query, variables, operationName: operation?.name?.value ?? null };
    const headers: Record<string, string> = options?.headers ?? {};
    onAsk(headers);
    return operation?.operation === "subscription"
      ? subscribe(socketUrl, params, { language: language(), ...headers })
      : post(params, headers, language());
  };
}

/** The operation of that name, or else the only one. None when the server has to say what is wrong. */
export function chosenOperation(
  query: string,
  name: string | null | undefined,
): OperationDefinitionNode | undefined {
  let operations: OperationDefinitionNode[];
  try {
    operations = parse(query, { noLocation: true }).definitions.filter(
      (d) => d.kind === "OperationDefinition",
    );
  } catch {
    return undefined;
  }
  return (
    operations.find((o) => o.name?.value === name) ?? (operations.length === 1 ? operations[0] : undefined)
  );
}

async function post(
  params: FetcherParams,
  headers: Record<string, string>,
  language: string,
): Promise<Result> {
  const asked = Object.keys(headers).some((name) => name.toLowerCase() === "accept-language");
  let response: Response;
  try {
    response = await fetch(ENDPOINT, {
      method: "POST",
      cache: "no-store",
      headers: {
        ...(asked ? {} : { "accept-language": language }),
        ...headers,
        "content-type": "application/json",
        accept: "application/graphql-response+json, application/json",
      },
      body: JSON.stringify(params),
    });
  } catch {
    throw new Error("Kept did not answer. Is the server still running? Nothing was changed by this page.");
  }
  const text = await response.text();
  const type = response.headers.get("content-type") ?? "";
  // A refusal with a GraphQL body (400, 401, ...) is a result like any other: show it as it is.
  if (/^application\/(graphql-response\+)?json\b/i.test(type)) {
    return JSON.parse(text) as ExecutionResult;
  }
  throw new Error(
    `The answer was not GraphQL but HTTP ${response.status}: ${text.slice(0, 300) || "(empty)"}`,
  );
}

function subscribe(url: string, params: FetcherParams, payload: Record<string, string>): Result {
  const client = createClient({
    url,
    connectionParams: payload,
    // Reconnecting on its own would hide the events missed in between: say that it ended instead.
    retryAttempts: 0,
  });
  const events = client.iterate({
    query: params.query,
    operationName: params.operationName,
    variables: params.variables as Record<string, unknown> | undefined,
  });
  // Not an async generator: stopping one waits for the next event, which may never come.
  const iterable: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        return (await events.next()) as IteratorResult<ExecutionResult>;
      } catch (cause) {
        throw explain(cause);
      }
    },
    async return() {
      await events.return?.();
      return { done: true, value: undefined };
    },
  };
  return iterable;
}

function explain(cause: unknown): unknown {
  if (typeof CloseEvent !== "undefined" && cause instanceof CloseEvent) {
    return new Error(`The subscription's connection closed: ${cause.code} ${cause.reason}`.trim());
  }
  return cause instanceof Event ? new Error("The subscription's connection could not be opened.") : cause;
}
