import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChangeQuery as Data } from "../../gql/graphql";
import { Facts } from "../../parts/Facts";
import { MomentText } from "../../parts/marks";
import { ChainMark } from "./ChainMark";
import css from "./Change.module.css";
import { links } from "./chain";
import { Hash } from "./Hash";
import { Records } from "./Records";

const MOST = 500;

/** What is asked for to show a change: it, its neighbours and its records. */
export const changeVariables = (seq: number, items: number) => ({
  after: Math.max(0, seq - 2),
  first: seq > 1 ? 3 : 2,
  itemsAfter: seq - 1,
  items,
});

/** How many records of a change are asked for at first. */
export const SOME = 50;

export function ChangeBody({
  data,
  seq,
  more,
  brief = false,
}: {
  data: Data;
  seq: number;
  /** Asks for more of its records. */
  more?: ((count: number) => void) | undefined;
  brief?: boolean;
}) {
  const { t } = useTranslation("changes");
  const { t: common } = useTranslation();
  const [asked, setAsked] = useState(false);
  const { nodes } = data.around;
  const change = nodes.find((node) => node.seq === seq);
  const items = data.one.nodes[0]?.items ?? [];
  if (!change) return null;
  const hangs = links(nodes);
  const before = hangs.get(seq) ?? "AWAITED";
  const after = hangs.get(seq + 1);
  const broken = before === "BROKEN" || after === "BROKEN";
  return (
    <>
      <Facts
        of={[
          [t("when"), <MomentText key="at" moment={change.at} />],
          [t("who"), change.actor],
          [t("how"), <code key="action">{change.action}</code>],
          [t("hash"), <Hash key="hash" of={change.hash} label={t("hash")} whole={!brief} />],
          !brief && [
            t("previousHash"),
            <Hash key="previous" of={change.previousHash} label={t("previousHash")} whole />,
          ],
          [
            t("sealed"),
            <span key="sealed" className={css.sealed}>
              <ChainMark link={broken ? "BROKEN" : before} />
              {!brief && (
                <span className="quiet">
                  {broken
                    ? t("chain.broken", { seq: before === "BROKEN" ? seq : seq + 1 })
                    : before === "FIRST"
                      ? t("linkedFirst")
                      : after
                        ? t("linkedBoth")
                        : t("linkedBefore")}{" "}
                  {!broken && t("chain.hint")}
                </span>
              )}
            </span>,
          ],
        ]}
      />
      <h2 className={css.records}>{t("records", { count: change.itemCount })}</h2>
      <Records items={items} />
      {items.length < change.itemCount && (
        <p className={css.shown}>
          {t("shown", { shown: items.length, total: change.itemCount })}{" "}
          {more && items.length < MOST && (
            <Button
              size="compact-sm"
              variant="default"
              loading={asked && items.length <= SOME}
              onClick={() => {
                setAsked(true);
                more(MOST);
              }}
            >
              {common("action.showMore")}
            </Button>
          )}
        </p>
      )}
    </>
  );
}
