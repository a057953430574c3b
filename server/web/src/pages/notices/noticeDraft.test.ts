import { expect, test } from "vitest";
import type { NoticeFactsFragment } from "../../gql/graphql";
import { newNotice, noticeDocument, noticeDraftOf, noticeInputOf, noticeMissing } from "./noticeDraft";

const notice = {
  id: "notice:privacy",
  key: "privacy",
  title: "Privacy",
  by: { key: "us", name: "Us" },
  systems: [{ key: "shop", name: "Shop" }],
  effectiveOn: "2025-01-01",
  endedOn: null,
  supersedes: null,
  consentRenewed: false,
  audience: { subjects: ["customer"], regions: [] },
  url: null,
  revision: 3,
} as NoticeFactsFragment;

test("what was cleared is sent as cleared", () => {
  const draft = { ...noticeDraftOf({ ...notice, url: "https://a.example" }), url: " " };
  expect(noticeInputOf(draft)).toMatchObject({ key: "privacy", by: "us", url: null, endedOn: null });
});

test("a document leaves out what is not said, and keeps the systems", () => {
  expect(noticeDocument(notice)).toEqual({
    key: "privacy",
    title: "Privacy",
    by: "us",
    systems: ["shop"],
    effectiveOn: "2025-01-01",
    consentRenewed: false,
    audience: { subjects: ["customer"], regions: [] },
  });
});

test("a new notice needs a title, a key and a day", () => {
  expect(noticeMissing(newNotice(""))).toEqual(["title", "key", "effectiveOn"]);
  expect(noticeMissing({ ...newNotice("2026-01-01"), title: "T", key: "t" })).toEqual([]);
});
