import { Button, SegmentedControl } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { type ReactNode, useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { usePages } from "../../data/pages";
import { useTermName, useTerms } from "../../data/terms";
import { graphql } from "../../gql";
import type { NoticeReadQuery } from "../../gql/graphql";
import { Filters } from "../../parts/Filters";
import { Link } from "../../parts/Link";
import { useListAddress } from "../../parts/listAddress";
import { DayText } from "../../parts/marks";
import { Answer, Empty, Failure, Waiting } from "../../parts/states";
import { type Form, NO_FILTERS, useShown } from "./address";
import { Contents } from "./Contents";
import type { Draft } from "./draft";
import { FullText } from "./FullText";
import { PromiseText } from "./PromiseText";
import css from "./Reading.module.css";
import { countVerdicts, matching } from "./reading";
import { usePromiseFilters } from "./usePromiseFilters";
import { Verdicts } from "./Verdicts";

const NoticeQuery = graphql(`
  query NoticeRead($key: String!, $asOf: Date) {
    notice(key: $key) {
      ...NoticeFacts
      lastDay
      inForce(on: $asOf)
    }
  }
`);

const NoticePromisesQuery = graphql(`
  query NoticePromises($notice: String!, $asOf: Date, $first: Int, $after: String) {
    promises(filter: { notice: $notice }, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { ...PromiseRead }
    }
  }
`);

/** A document is read whole. One that promises more than this is read as a list. */
const MOST = 2000;

type Notice = NonNullable<NoticeReadQuery["notice"]>;

export function Reading({
  notice,
  picker,
  onMake,
}: {
  notice: string;
  picker: ReactNode;
  onMake: (draft: Partial<Draft>) => void;
}) {
  const { t } = useTranslation(["promises", "common"]);
  const { asOf } = useDay();
  const { shown, show } = useShown();
  const address = useListAddress();
  const filters = usePromiseFilters();
  const asked = useAsk(NoticeQuery, { key: notice, asOf: asOf ?? null });
  const pages = usePages(
    NoticePromisesQuery,
    { notice, asOf: asOf ?? null },
    (data: { promises: import("../../gql/graphql").NoticePromisesQuery["promises"] }) => data.promises,
  );
  const { rows, hasMore, fetching, error, more } = pages;
  useEffect(() => {
    if (hasMore && !fetching && !error && rows.length > 0 && rows.length < MOST) more();
  }, [hasMore, fetching, error, rows.length, more]);
  const categories = useTerms().CATEGORY;
  const parents = useMemo(() => new Map(categories.map(({ key, parent }) => [key, parent])), [categories]);
  const wanted = useMemo(() => matching(rows, shown, (key) => parents.get(key)), [rows, shown, parents]);
  const loading = pages.total === undefined && pages.fetching;
  return (
    <div className={css.reading}>
      <div className={css.pick}>
        {picker}
        <SegmentedControl
          size="xs"
          aria-label={t("text.label")}
          data={[
            { value: "promises", label: t("text.promises") },
            { value: "full", label: t("text.full") },
          ]}
          value={shown.form}
          onChange={(form) => show({ form: form as Form })}
        />
      </div>
      <Filters filters={filters} address={address} besides={["verdict"]}>
        <Verdicts
          chosen={shown.verdict}
          counts={pages.total === undefined ? undefined : countVerdicts(rows)}
          onChoose={(verdict) => show({ verdict })}
        />
      </Filters>
      <Answer of={asked}>
        {({ notice: read }) =>
          read ? (
            <div className={css.sheet}>
              <article className={css.paper} aria-labelledby="notice-title">
                <Head of={read} shown={wanted.length} total={pages.total} />
                {pages.error && rows.length === 0 ? (
                  <Failure error={pages.error} again={pages.again} />
                ) : loading ? (
                  <Waiting lines={8} />
                ) : shown.form === "full" ? (
                  <FullText notice={notice} promises={wanted} onMake={onMake} />
                ) : rows.length === 0 ? (
                  <Empty
                    title={t("emptyNotice.title")}
                    action={
                      <Button variant="default" onClick={() => show({ form: "full" })}>
                        {t("text.paste")}
                      </Button>
                    }
                  >
                    {t("emptyNotice.hint")}
                  </Empty>
                ) : wanted.length === 0 ? (
                  <Empty
                    title={t("noMatch.title")}
                    action={
                      <Button variant="default" onClick={() => show(NO_FILTERS)}>
                        {t("common:action.clearFilters")}
                      </Button>
                    }
                  >
                    {t("noMatch.hint", { count: rows.length })}
                  </Empty>
                ) : (
                  <PromiseText promises={wanted} />
                )}
              </article>
              {shown.form === "promises" && <Contents promises={wanted} />}
            </div>
          ) : (
            <Empty title={t("common:state.recordNotFound", { key: notice })}>
              {t("common:state.notFoundHint")}
            </Empty>
          )
        }
      </Answer>
    </div>
  );
}

function Head({ of, shown, total }: { of: Notice; shown: number; total: number | undefined }) {
  const { t } = useTranslation("promises");
  const { day } = useDay();
  const name = useTermName();
  const audience = [
    of.audience.subjects.map((key) => name("SUBJECT", key)).join(", ") || t("scope.everyone"),
    of.audience.regions.map((key) => name("REGION", key)).join(", ") || t("scope.everywhere"),
  ];
  return (
    <header className={css.head}>
      <h2 id="notice-title">{of.title}</h2>
      <p className="quiet">
        {of.by && <Link to={`/parties/${of.by.key}`}>{of.by.name}</Link>}
        {" · "}
        <span title={of.systems.map((system) => system.name).join(", ")}>
          {t("speaksFor", { count: of.systems.length })}
        </span>
        {" · "}
        {audience.join(" · ")}
      </p>
      <p className="quiet">
        {of.effectiveOn > day ? t("fromWord") : t("sinceWord")} <DayText day={of.effectiveOn} />
        {of.lastDay && (
          <>
            {" "}
            {t("untilWord")} <DayText day={of.lastDay} />
          </>
        )}
        {" · "}
        {total !== undefined && (shown < total ? t("shown", { shown, total }) : t("total", { count: total }))}
        {" · "}
        <Link to={`/notices/${of.key}`}>{t("noticePage")}</Link>
        {of.url && (
          <>
            {" · "}
            <a href={of.url} target="_blank" rel="noopener noreferrer nofollow">
              {t("published")} <IconExternalLink size={13} aria-hidden />
            </a>
          </>
        )}
      </p>
      {!of.inForce && <p className={css.note}>{t("notInForce")}</p>}
    </header>
  );
}
