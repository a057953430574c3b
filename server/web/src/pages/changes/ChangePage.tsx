import { Button, type ButtonProps } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useAsk } from "../../data/live";
import { Link } from "../../parts/Link";
import { PageHead } from "../../parts/PageHead";
import { Answer, Empty } from "../../parts/states";
import { ChangeQuery } from "./ask";
import css from "./Change.module.css";
import { ChangeBody, changeVariables, SOME } from "./ChangeBody";

/** A change: who made it, what it did to every field, and how it is sealed. */
export default function ChangePage() {
  const { seq: named = "" } = useParams();
  const seq = /^[1-9]\d{0,8}$/.test(named) ? Number(named) : 0;
  const { t } = useTranslation("changes");
  const { t: common } = useTranslation();
  const [items, setItems] = useState(SOME);
  const asked = useAsk(ChangeQuery, changeVariables(Math.max(1, seq), items));
  return (
    <Answer of={asked} title={t("number", { seq: named })}>
      {(data) => {
        const change = data.around.nodes.find((node) => node.seq === seq);
        const total = data.around.totalCount;
        if (!change) {
          return (
            <>
              <PageHead title={t("notFound", { seq: named })} />
              <Empty title={common("state.notFound")}>{t("notFoundHint", { total })}</Empty>
            </>
          );
        }
        return (
          <article className={css.page}>
            <PageHead
              title={change.summary}
              name={t("number", { seq })}
              lead={t("number", { seq })}
              actions={
                <>
                  <To
                    seq={seq < total ? seq + 1 : undefined}
                    leftSection={<IconChevronLeft size={16} aria-hidden />}
                  >
                    {t("newer")}
                  </To>
                  <To
                    seq={seq > 1 ? seq - 1 : undefined}
                    rightSection={<IconChevronRight size={16} aria-hidden />}
                  >
                    {t("older")}
                  </To>
                </>
              }
            />
            <ChangeBody data={data} seq={seq} more={setItems} />
          </article>
        );
      }}
    </Answer>
  );
}

/** The way to a neighbour; at either end of the log there is none, and nothing to follow. */
function To({ seq, children, ...look }: { seq: number | undefined } & ButtonProps & { children: string }) {
  if (seq === undefined) {
    return (
      <Button variant="default" {...look} disabled>
        {children}
      </Button>
    );
  }
  return (
    <Button component={Link} to={`/changes/${seq}`} variant="default" {...look}>
      {children}
    </Button>
  );
}
