import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useTermName } from "../../data/terms";
import type { PartyRowFragment } from "../../gql/graphql";
import type { Column } from "../../parts/DataTable";
import { Link } from "../../parts/Link";
import { FindingMark } from "../../parts/marks";
import css from "../lists.module.css";
import { kindsReceived } from "./filter";

/** What the list tells of a party. `hrefOf` is the address of the list with a party open. */
export function usePartyColumns(hrefOf: (key: string) => string): Column<PartyRowFragment>[] {
  const { t } = useTranslation("parties");
  const { t: common } = useTranslation();
  const name = useTermName();
  return useMemo(() => {
    const receives = (row: PartyRowFragment) => {
      const { certain, possible } = kindsReceived(row.received);
      return [...certain, ...possible];
    };
    return [
      {
        id: "name",
        header: t("list.name"),
        width: 14,
        order: "NAME",
        cell: (row) => (
          <Link className={css.name} to={hrefOf(row.key)}>
            {row.name}
          </Link>
        ),
        text: (row) => row.name,
      },
      {
        id: "kind",
        header: t("list.kind"),
        width: 8,
        cell: (row) => common(`partyKind.${row.kind}`),
        text: (row) => common(`partyKind.${row.kind}`),
      },
      {
        id: "status",
        header: t("list.status"),
        width: 7.5,
        cell: (row) => (
          <span className={row.status === "ACTIVE" ? undefined : css.marked}>
            {common(`partyStatus.${row.status}`)}
          </span>
        ),
        text: (row) => common(`partyStatus.${row.status}`),
      },
      {
        id: "country",
        header: t("list.country"),
        width: 8,
        cell: (row) => row.country && name("REGION", row.country),
        text: (row) => row.country && name("REGION", row.country),
      },
      {
        id: "receives",
        header: t("list.receives"),
        width: 8.5,
        cell: (row) => {
          const count = receives(row).length;
          if (row.own) return <span className="quiet">{t("list.holdsAll")}</span>;
          if (count === 0) return <span className="quiet">{t("list.receivesNothing")}</span>;
          return t("list.receives", { count });
        },
        text: (row) => {
          if (row.own) return t("list.holdsAll");
          const names = receives(row).map((category) => name("CATEGORY", category));
          return names.join("; ") || t("list.receivesNothing");
        },
      },
      {
        id: "findings",
        header: t("list.findings"),
        width: 9.5,
        cell: (row) => {
          const worst = row.findings.nodes[0]?.verdict;
          const count = row.findings.totalCount;
          if (!worst) return <span className="quiet">{t("list.noFindings")}</span>;
          return <FindingMark verdict={worst} text={t("list.findings", { count })} />;
        },
        text: (row) => row.findings.totalCount,
      },
      {
        id: "owner",
        header: t("list.owner"),
        width: 8,
        cell: (row) => row.owner,
        text: (row) => row.owner,
      },
      {
        id: "tags",
        header: t("list.tags"),
        width: 8,
        hidden: true,
        cell: (row) => row.tags.join(", "),
        text: (row) => row.tags.join("; "),
      },
      {
        id: "operator",
        header: t("list.operator"),
        width: 11,
        cell: (row) => row.operator && <Link to={`/parties/${row.operator.key}`}>{row.operator.name}</Link>,
        text: (row) => row.operator?.name,
      },
      {
        id: "website",
        header: t("list.website"),
        width: 12,
        hidden: true,
        cell: (row) => row.website,
        text: (row) => row.website,
      },
      {
        id: "key",
        header: t("list.key"),
        width: 9,
        hidden: true,
        order: "KEY",
        cell: (row) => <code>{row.key}</code>,
        text: (row) => row.key,
      },
    ];
  }, [t, common, name, hrefOf]);
}
