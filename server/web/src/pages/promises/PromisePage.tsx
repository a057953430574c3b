import { Button } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconBook2, IconPencil } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { Facts } from "../../parts/Facts";
import { History } from "../../parts/History";
import { Link, useTo } from "../../parts/Link";
import { Missing } from "../../parts/Missing";
import { PageHead } from "../../parts/PageHead";
import { Split } from "../../parts/SidePanel";
import { Answer } from "../../parts/states";
import { Breaches } from "./Breaches";
import { EditorPanel } from "./EditorPanel";
import { PromiseQuery } from "./operations";
import { Judged, Meaning, type PromiseShown } from "./PromiseBody";
import css from "./PromisePage.module.css";

/** A promise: its words, what they mean, what speaks against it, and what became of it. */
export default function PromisePage() {
  const { t } = useTranslation(["promises", "common"]);
  const key = useParams().key ?? "";
  const { asOf } = useDay();
  const [params, setParams] = useSearchParams();
  const go = useNavigate();
  const keep = useTo();
  const asked = useAsk(PromiseQuery, { key, asOf: asOf ?? null });
  const edit = (on: boolean) =>
    setParams((before) => {
      if (on) before.set("edit", key);
      else before.delete("edit");
      return before;
    });
  const promise = asked.data?.promise;
  const reading = keep(
    `/promises?${new URLSearchParams({ ...(promise?.notice && { notice: promise.notice.key }), open: key })}`,
  );
  useHotkeys([
    ["e", () => edit(true)],
    ["Escape", () => !params.has("edit") && void go(reading)],
  ]);
  return (
    <Answer of={asked} title={key}>
      {({ promise }) =>
        promise ? (
          <>
            <PageHead
              title={promise.quote ? `“${promise.quote}”` : promise.key}
              name={promise.title}
              lead={<Where of={promise} />}
              actions={
                <>
                  <Button
                    component={Link}
                    to={reading}
                    size="xs"
                    variant="default"
                    leftSection={<IconBook2 size={14} aria-hidden />}
                  >
                    {t("page.inText")}
                  </Button>
                  <Button
                    size="xs"
                    variant="default"
                    leftSection={<IconPencil size={14} aria-hidden />}
                    aria-keyshortcuts="e"
                    onClick={() => edit(true)}
                  >
                    {t("common:action.edit")}
                  </Button>
                </>
              }
            />
            <Split
              panel={
                params.has("edit") ? (
                  <EditorPanel
                    of={key}
                    start={{}}
                    onClose={() => edit(false)}
                    onSaved={(saved) => (saved ? edit(false) : void go(keep("/promises")))}
                  />
                ) : undefined
              }
              list={
                <div className={css.page}>
                  <div className={css.column}>
                    <Judged of={promise} />
                    <Meaning of={promise} />
                    <Breaches of={promise} />
                  </div>
                  <div className={css.column}>
                    <Recorded of={promise} />
                    <section>
                      <h2>{t("page.history")}</h2>
                      <History of={promise.id} />
                    </section>
                  </div>
                </div>
              }
            />
          </>
        ) : (
          <Missing kind="promise" of={key} />
        )
      }
    </Answer>
  );
}

function Where({ of }: { of: PromiseShown }) {
  const { t } = useTranslation("promises");
  return (
    <>
      {of.section ? t("section", { section: of.section }) : t("noSection")}
      {of.notice && (
        <>
          {" · "}
          <Link to={`/notices/${of.notice.key}`}>{of.notice.title}</Link>
        </>
      )}
    </>
  );
}

function Recorded({ of }: { of: PromiseShown }) {
  const { t } = useTranslation(["promises", "common"]);
  return (
    <section>
      <h2>{t("page.facts")}</h2>
      <Facts
        of={[
          [t("page.kind"), t(`common:promiseKind.${of.kind}`)],
          of.section !== null && [t("page.section"), of.section],
          of.notice && [
            t("page.notice"),
            <Link key="notice" to={`/notices/${of.notice.key}`}>
              {of.notice.title}
            </Link>,
          ],
          [t("page.key"), <code key="key">{of.key}</code>],
        ]}
      />
    </section>
  );
}
