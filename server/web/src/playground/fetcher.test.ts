import { afterEach, describe, expect, it, vi } from "vitest";
import { chosenOperation, createKeptFetcher } from "./fetcher";

const location = { protocol: "http:", host: "kept.example" };

function answer(body: string, init: ResponseInit) {
  const fetch = vi.fn(async (_url: string, _init: RequestInit) => new Response(body, init));
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

afterEach(() => vi.unstubAllGlobals());

describe("the fetcher", () => {
  it("posts JSON and asks for a GraphQL response", async () => {
    const fetch = answer('{"data":{"a":1}}', {
      headers: { "content-type": "application/graphql-response+json; charset=utf-8" },
    });
    const result = await createKeptFetcher(location, () => "de")(
      { query: "{a}" },
      { headers: { authorization: "Bearer t" } },
    );
    expect(result).toEqual({ data: { a: 1 } });
    const [url, init] = fetch.mock.calls[0] ?? [];
    expect(url).toBe("/graphql");
    expect(init?.method).toBe("POST");
    expect(init?.headers).toEqual({
      authorization: "Bearer t",
      "accept-language": "de",
      "content-type": "application/json",
      accept: "application/graphql-response+json, application/json",
    });
  });

  it("asks in another language when the user says so", async () => {
    const fetch = answer('{"data":{"a":1}}', { headers: { "content-type": "application/json" } });
    await createKeptFetcher(location, () => "de")({ query: "{a}" }, { headers: { "Accept-Language": "en" } });
    const sent = new Headers(fetch.mock.calls[0]?.[1].headers);
    expect(sent.get("accept-language")).toBe("en");
  });

  it("shows a refusal with a GraphQL body as it is", async () => {
    answer('{"errors":[{"message":"no"}]}', {
      status: 400,
      headers: { "content-type": "application/graphql-response+json" },
    });
    expect(await createKeptFetcher(location, () => "de")({ query: "{" })).toEqual({
      errors: [{ message: "no" }],
    });
  });

  it("says so when the answer is not GraphQL", async () => {
    answer("too large", { status: 413, headers: { "content-type": "text/plain" } });
    await expect(async () => createKeptFetcher(location, () => "de")({ query: "{a}" })).rejects.toThrow(
      "HTTP 413: too large",
    );
  });
});

describe("the operation that is sent", () => {
  const two = "query Q { a } subscription S { b }";
  it("is the one with the name", () => {
    expect(chosenOperation(two, "S")?.operation).toBe("subscription");
    expect(chosenOperation(two, "Q")?.operation).toBe("query");
  });

  it("is the only one when the name belongs to the tab before", () => {
    expect(chosenOperation("subscription S { b }", "Q")?.name?.value).toBe("S");
    expect(chosenOperation("{ a }", null)?.operation).toBe("query");
  });

  it("is left to the server when it cannot be known", () => {
    expect(chosenOperation(two, "R")).toBeUndefined();
    expect(chosenOperation("query {", "Q")).toBeUndefined();
  });
});
