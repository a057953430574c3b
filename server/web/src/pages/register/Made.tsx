import { Button } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAsk } from "../../data/live";
import { graphql } from "../../gql";
import type { DeltaPartsFragment } from "../../gql/graphql";
import { Delta } from "../../parts/Delta";
import { Link, RecordLink } from "../../parts/Link";
import css from "./Register.module.css";

const MadeQuery = graphql(`
  query Made($id: ID!) {
    node(id: $id) {
      id
      ... on Party { title }
      ... on Contract { title }
      ... on Flow { title }
    }
  }
`);

/** What was made, with links to it, what that changed, and the way to the next. */
export function Made({
  ids,
  plan,
}: {
  ids: readonly string[];
  /** What saving did; not known any more when the page is opened again. */
  plan: DeltaPartsFragment | undefined;
}) {
  const { t } = useTranslation("register");
  const [first = ""] = ids;
  const name = useTitle(first);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className={css.made}>
      <IconCircleCheck size={28} aria-hidden className={css.madeMark as string} />
      <h2 ref={title} tabIndex={-1}>
        {t("made.title", { name })}
      </h2>
      {plan?.revision != null && <p className="quiet">{t("made.lead", { revision: plan.revision })}</p>}
      <ul aria-label={t("made.what")}>
        {ids.map((id) => (
          <MadeLine key={id} id={id} />
        ))}
      </ul>
      <Button component={Link} to="/register">
        {t("made.another")}
      </Button>
      {plan && (
        <section className={css.madeDelta}>
          <h2>{t("impact.saved")}</h2>
          <Delta of={plan} />
        </section>
      )}
    </div>
  );
}

/** What a record is called; its key until that is known. */
function useTitle(id: string): string {
  const node = useAsk(MadeQuery, { id }).data?.node;
  return node && "title" in node ? node.title : id.slice(id.indexOf(":") + 1);
}

function MadeLine({ id }: { id: string }) {
  const { t } = useTranslation("register");
  const title = useTitle(id);
  const kind = id.slice(0, id.indexOf(":"));
  const what = kind === "contract" ? t("made.contract") : kind === "flow" ? t("made.flow") : t("made.party");
  return (
    <li>
      <span className="quiet">{what}</span> <RecordLink id={id}>{title}</RecordLink>
    </li>
  );
}
