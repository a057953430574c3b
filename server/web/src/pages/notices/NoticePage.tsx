import { useHotkeys } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { History } from "../../parts/History";
import { Missing } from "../../parts/Missing";
import { PageHead } from "../../parts/PageHead";
import { Split } from "../../parts/SidePanel";
import { Answer } from "../../parts/states";
import { Chain } from "./Chain";
import { NoticeActions, NoticeFindings } from "./NoticeBody";
import css from "./NoticeBody.module.css";
import { NoticeFacts } from "./NoticeFacts";
import { NoticeEditPanel } from "./NoticeForm";
import { NoticePromises } from "./NoticePromises";
import { NoticeQuery } from "./operations";

/** A notice: what is recorded, what it promises, what was found about it, and what became of it. */
export default function NoticePage() {
  const { t } = useTranslation(["notices", "common"]);
  const key = useParams().key ?? "";
  const { asOf } = useDay();
  const [params, setParams] = useSearchParams();
  const asked = useAsk(NoticeQuery, { key, asOf: asOf ?? null });
  const editing = params.has("edit");
  const edit = (on: boolean) =>
    setParams((before) => {
      if (on) before.set("edit", key);
      else before.delete("edit");
      return before;
    });
  useHotkeys([["e", () => edit(true)]]);
  return (
    <Answer of={asked} title={key}>
      {({ notice }) =>
        notice ? (
          <>
            <PageHead
              title={notice.title}
              lead={notice.by?.name}
              actions={<NoticeActions of={notice} onEdit={() => edit(true)} />}
            />
            <Split
              panel={
                editing ? (
                  <NoticeEditPanel of={key} onClose={() => edit(false)} onSaved={() => edit(false)} />
                ) : undefined
              }
              list={
                <div className={css.page}>
                  <div className={css.column}>
                    <NoticePromises of={notice} />
                    <section>
                      <h2>{t("findings.title")}</h2>
                      <NoticeFindings of={notice} />
                    </section>
                  </div>
                  <div className={css.column}>
                    <section>
                      <h2>{t("facts.title")}</h2>
                      <NoticeFacts of={notice} />
                    </section>
                    <Chain of={notice} />
                    <section>
                      <h2>{t("history")}</h2>
                      <History of={notice.id} />
                    </section>
                  </div>
                </div>
              }
            />
          </>
        ) : (
          <Missing kind="notice" of={key} />
        )
      }
    </Answer>
  );
}
