import { afterEach, expect, it, vi } from "vitest";
import { createKeptFetcher } from "./fetcher";
import { whoAsks } from "./who";

afterEach(() => vi.unstubAllGlobals());

const answers = (body: unknown) => {
  const fetch = vi.fn(
    async (_url: string, _init: RequestInit) =>
      new Response(JSON.stringify(body), {
        headers: { "content-type": "application/graphql-response+json" },
      }),
  );
  vi.stubGlobal("fetch", fetch);
  return fetch;
};

it("asks who somebody is with the headers that their questions have", async () => {
  const fetch = answers({ data: { viewer: { name: "Anna" } } });
  expect(await whoAsks({ authorization: "Bearer t" })).toBe("Anna");
  expect(fetch.mock.calls[0]?.[1]?.headers).toMatchObject({ authorization: "Bearer t" });
});

it("knows nobody when the token is refused", async () => {
  answers({ errors: [{ message: "no" }], data: null });
  expect(await whoAsks({})).toBeUndefined();
});

it("is told the headers of each question", async () => {
  answers({ data: {} });
  const told = vi.fn();
  await createKeptFetcher(
    { protocol: "http:", host: "kept.example" },
    () => "en",
    told,
  )({ query: "{a}" }, { headers: { authorization: "Bearer t" } });
  expect(told).toHaveBeenCalledWith({ authorization: "Bearer t" });
});
