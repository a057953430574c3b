import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useDay } from "../../data/day";
import { usePages } from "../../data/pages";
import { graphql } from "../../gql";
import type { PromiseListQuery, PromiseOrderField } from "../../gql/graphql";
import { type Column, DataTable } from "../../parts/DataTable";
import { INSIDE } from "../../parts/FilterChoice";
import { type Filter, Filters } from "../../parts/Filters";
import { Link, useTo } from "../../parts/Link";
import { useListAddress } from "../../parts/listAddress";
import { TermList, useMarks, VerdictMark } from "../../parts/marks";
import { Empty } from "../../parts/states";
import { Views } from "../../parts/Views";
import { filtered, useShown } from "./address";
import { NoNotice } from "./NoNotice";
import { NoticePicker } from "./NoticePicker";
import css from "./PromiseList.module.css";
import { usePromiseFilters } from "./usePromiseFilters";
import { Verdicts } from "./Verdicts";

const ListQuery = graphql(`
  query PromiseList($filter: PromiseFilter, $orderBy: PromiseOrder, $asOf: Date, $first: Int, $after: String) {
    promises(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { ...PromiseRead notice { key title } }
    }
  }
`);

/** What every view of the list says: without it the page is the reading room. */
const LIST = "view=list";

type Row = PromiseListQuery["promises"]["nodes"][number];

/** The promises of all notices in force on the day, or of one notice, as a list. */
export function PromiseList({ title }: { title: string | undefined }) {
  const { t } = useTranslation(["promises", "common"]);
  const { asOf, day } = useDay();
  const { shown, show } = useShown();
  const address = useListAddress();
  const kinds = usePromiseFilters();
  const filters = useMemo(
    (): Filter[] => [
      ...kinds,
      {
        id: "notice",
        label: t("filter.notice"),
        kind: "own",
        pinned: true,
        words: (key) => title ?? key,
        choice: ({ values: [key], onDone }) => (
          <NoticePicker
            size="xs"
            wide
            value={key}
            title={title}
            onChange={(key) => onDone(key ? [key] : [])}
            all
            comboboxProps={INSIDE}
          />
        ),
      },
    ],
    [kinds, t, title],
  );
  const presets = useMemo(
    () => [
      { name: t("views.broken"), query: `${LIST}&verdict=BROKEN` },
      { name: t("views.unproven"), query: `${LIST}&verdict=UNPROVEN` },
      { name: t("views.commitments"), query: `${LIST}&kind=COMMITMENT` },
      { name: t("views.disclosures"), query: `${LIST}&kind=DISCLOSURE` },
    ],
    [t],
  );
  const marks = useMarks();
  const go = useNavigate();
  const keep = useTo();
  const pages = usePages(
    ListQuery,
    {
      filter: {
        kind: shown.kind ?? null,
        category: shown.category ?? null,
        text: shown.text ?? null,
        verdict: shown.verdict ?? null,
        notice: shown.notice ?? null,
        // A notice that was chosen is read whether or not it is in force; its verdicts are of this day.
        inForceOn: shown.notice && !shown.verdict ? null : day,
      },
      orderBy: shown.order
        ? { field: shown.order.field as PromiseOrderField, direction: shown.order.direction }
        : null,
      asOf: asOf ?? null,
    },
    (data: PromiseListQuery) => data.promises,
  );
  const columns = useMemo(
    (): Column<Row>[] => [
      {
        id: "verdict",
        header: t("column.verdict"),
        cell: ({ verdict }) =>
          verdict ? <VerdictMark verdict={verdict} /> : <span className="quiet">{t("notJudged")}</span>,
        text: ({ verdict }) => (verdict ? t(`common:verdict.${verdict}`) : t("notJudged")),
        width: 8,
      },
      {
        id: "quote",
        header: t("column.quote"),
        cell: ({ key, quote }) => (
          <Link
            className={css.quote as string}
            to={`/promises/${encodeURIComponent(key)}`}
            title={quote ?? key}
          >
            {quote ?? t("noQuote", { key })}
          </Link>
        ),
        text: ({ key, quote }) => quote ?? t("noQuote", { key }),
        width: 26,
      },
      {
        id: "kind",
        header: t("column.kind"),
        cell: ({ kind }) => t(`common:promiseKind.${kind}`),
        text: ({ kind }) => t(`common:promiseKind.${kind}`),
        width: 8,
      },
      {
        id: "data",
        header: t("column.data"),
        cell: ({ scope }) =>
          scope.categories.length > 0 ? (
            <TermList taxonomy="CATEGORY" keys={scope.categories} most={2} />
          ) : (
            t("scope.allData")
          ),
        text: ({ scope }) =>
          scope.categories.length > 0 ? marks.names("CATEGORY", scope.categories) : t("scope.allData"),
        width: 14,
      },
      {
        id: "section",
        header: t("column.section"),
        cell: ({ section }) => <span className="number">{section}</span>,
        text: ({ section }) => section,
        width: 5.5,
      },
      {
        id: "notice",
        header: t("column.notice"),
        cell: ({ notice }) =>
          notice && (
            <Link className={css.quote as string} to={`/notices/${notice.key}`}>
              {notice.title}
            </Link>
          ),
        text: ({ notice }) => notice?.title,
        width: 15,
        order: "NOTICE",
      },
      {
        id: "key",
        header: t("column.key"),
        cell: ({ key }) => <code>{key}</code>,
        text: ({ key }) => key,
        width: 13,
        order: "KEY",
        hidden: true,
      },
    ],
    [t, marks],
  );
  return (
    <>
      <Views list="promises" base={LIST} all={t("views.all")} presets={presets} />
      <Filters filters={filters} address={address} besides={["verdict"]}>
        <Verdicts chosen={shown.verdict} onChoose={(verdict) => show({ verdict })} />
      </Filters>
      <DataTable
        name="promises"
        label={t("title")}
        columns={columns}
        pages={pages}
        rowKey={({ key }) => key}
        order={shown.order}
        onOrder={(order) => show({ order })}
        open={shown.open}
        onOpen={(open) => show({ open, edit: undefined })}
        onEnter={(key) => void go(keep(`/promises/${encodeURIComponent(key)}`))}
        keys={[{ key: "e", does: ({ key }) => show({ open: key, edit: key }) }]}
        empty={filtered(shown) ? <Empty title={t("noMatch.title")} /> : <NoNotice />}
      />
    </>
  );
}
