import type { CreateNoticeInput, NoticeFactsFragment } from "../../gql/graphql";

/** The facts of a notice as they are being written. */
export interface NoticeDraft {
  key: string;
  title: string;
  by: string;
  effectiveOn: string;
  endedOn: string;
  supersedes: string;
  consentRenewed: boolean;
  audience: { subjects: string[]; regions: string[] };
  url: string;
}

export const newNotice = (effectiveOn: string): NoticeDraft => ({
  key: "",
  title: "",
  by: "",
  effectiveOn,
  endedOn: "",
  supersedes: "",
  consentRenewed: false,
  audience: { subjects: [], regions: [] },
  url: "",
});

export function noticeDraftOf(notice: NoticeFactsFragment): NoticeDraft {
  return {
    key: notice.key,
    title: notice.title,
    by: notice.by?.key ?? "",
    effectiveOn: notice.effectiveOn,
    endedOn: notice.endedOn ?? "",
    supersedes: notice.supersedes?.key ?? "",
    consentRenewed: notice.consentRenewed,
    audience: {
      subjects: [...notice.audience.subjects],
      regions: [...notice.audience.regions],
    },
    url: notice.url ?? "",
  };
}

/** What `createNotice` takes; without `by`, `updateNotice` too. Which systems it speaks for is left as it is. */
export function noticeInputOf(draft: NoticeDraft): CreateNoticeInput {
  return {
    key: draft.key,
    title: draft.title.trim(),
    effectiveOn: draft.effectiveOn,
    ...(draft.by && { by: draft.by }),
    endedOn: draft.endedOn || null,
    supersedes: draft.supersedes || null,
    consentRenewed: draft.consentRenewed,
    audience: draft.audience,
    url: draft.url.trim() || null,
  };
}

/** A notice as documents write it, without its promises: what is not said is left out. */
export function noticeDocument(
  notice: NoticeFactsFragment | undefined,
  draft: NoticeDraft | undefined = notice && noticeDraftOf(notice),
): Record<string, unknown> {
  if (!draft) return {};
  const systems = notice ? notice.systems.map(({ key }) => key) : [];
  return Object.fromEntries(
    Object.entries({ ...noticeInputOf(draft), ...(systems.length > 0 && { systems }) }).filter(
      ([, value]) => value !== null,
    ),
  );
}

export type NoticeMissing = "title" | "key" | "effectiveOn";

export function noticeMissing(draft: NoticeDraft): NoticeMissing[] {
  return (["title", "key", "effectiveOn"] as const).filter((field) => draft[field].trim() === "");
}
