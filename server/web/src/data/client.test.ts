import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createClient } from "./client";

const location = { protocol: "http:", host: "kept.example" };

/** A connection that is there at once. */
class Socket {
  static heard: (text: unknown) => void = () => {};
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readyState = 1;
  onopen?: () => void;
  constructor(readonly url: string) {
    queueMicrotask(() => this.onopen?.());
  }
  send(text: unknown) {
    Socket.heard(text);
  }
  close() {}
}

beforeEach(() => vi.stubGlobal("WebSocket", Socket));
afterEach(() => vi.unstubAllGlobals());

test("pages ask in their own language", async () => {
  const fetch = vi.fn(
    async (_url: string, _init: RequestInit) =>
      new Response('{"data":{"a":1}}', { headers: { "content-type": "application/json" } }),
  );
  vi.stubGlobal("fetch", fetch);
  const { data } = await createClient(location, "de").query("{ a }", {}).toPromise();
  expect(data).toEqual({ a: 1 });
  expect(new Headers(fetch.mock.calls[0]?.[1].headers).get("accept-language")).toBe("de");
});

test("they listen in it", async () => {
  const first = await new Promise((heard) => {
    Socket.heard = heard;
    createClient(location, "de")
      .subscription("subscription { a }", {})
      .subscribe(() => {});
  });
  expect(JSON.parse(String(first))).toEqual({ type: "connection_init", payload: { language: "de" } });
});
