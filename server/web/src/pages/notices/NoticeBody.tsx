import { Button, Group } from "@mantine/core";
import { IconBook2, IconPencil } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { OneNoticeQuery } from "../../gql/graphql";
import { FindingLines } from "../../parts/FindingLine";
import { Link } from "../../parts/Link";
import { Chain } from "./Chain";
import css from "./NoticeBody.module.css";
import { NoticeFacts } from "./NoticeFacts";
import { NoticePromises } from "./NoticePromises";

export type NoticeShown = NonNullable<OneNoticeQuery["notice"]>;

/** The address of the reading room for a notice. */
export const readPath = (key: string) => `/promises?notice=${encodeURIComponent(key)}`;

/** A notice beside the list. */
export function NoticeBody({ of, onEdit }: { of: NoticeShown; onEdit: () => void }) {
  const { t } = useTranslation("notices");
  return (
    <div className={css.body}>
      <h2>{of.title}</h2>
      <NoticeActions of={of} onEdit={onEdit} />
      <NoticeFacts of={of} />
      <Chain of={of} />
      <NoticePromises of={of} />
      <section>
        <h2>{t("findings.title")}</h2>
        <NoticeFindings of={of} />
      </section>
    </div>
  );
}

export function NoticeActions({ of, onEdit }: { of: NoticeShown; onEdit: () => void }) {
  const { t } = useTranslation(["notices", "common"]);
  return (
    <Group gap="xs">
      <Button
        component={Link}
        to={readPath(of.key)}
        size="xs"
        leftSection={<IconBook2 size={14} aria-hidden />}
      >
        {t("read")}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPencil size={14} aria-hidden />}
        aria-keyshortcuts="e"
        onClick={onEdit}
      >
        {t("common:action.edit")}
      </Button>
    </Group>
  );
}

export function NoticeFindings({ of }: { of: NoticeShown }) {
  const { t } = useTranslation("notices");
  const { nodes, totalCount } = of.findings;
  if (nodes.length === 0) return <p className="quiet">{t("findings.none")}</p>;
  return (
    <>
      <FindingLines findings={nodes} />
      {totalCount > nodes.length && (
        <p className="quiet">{t("findings.more", { count: totalCount - nodes.length })}</p>
      )}
    </>
  );
}
