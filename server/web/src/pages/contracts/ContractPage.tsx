import { Button, Tabs } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { EditButton } from "../../parts/EditButton";
import { History } from "../../parts/History";
import { Missing } from "../../parts/Missing";
import { PageHead } from "../../parts/PageHead";
import { Answer } from "../../parts/states";
import { About } from "./About";
import { ActDialog } from "./ActDialog";
import { ContractPageQuery } from "./ask";
import css from "./Contract.module.css";
import { groupOf, type PageContract } from "./group";
import { lastDay, standing, termOn } from "./life";
import { Sections } from "./Sections";
import { StandingMark } from "./StandingMark";
import { TermBar } from "./TermBar";
import type { Act } from "./useAct";

/** A contract: how long it runs, what it admits and what happens under it, what it says, what is wrong with it. */
export default function ContractPage() {
  const { key = "" } = useParams();
  const { asOf } = useDay();
  const asked = useAsk(ContractPageQuery, { key, ...(asOf && { asOf }) });
  return (
    <Answer of={asked} title={key}>
      {({ contract }) =>
        contract ? <Contract key={contract.key} contract={contract} /> : <Missing kind="contract" of={key} />
      }
    </Answer>
  );
}

function Contract({ contract }: { contract: PageContract }) {
  const { t } = useTranslation("contracts");
  const { t: common } = useTranslation();
  const { day } = useDay();
  const [params, setParams] = useSearchParams();
  const [act, setAct] = useState<Act>();
  const group = groupOf(contract, day);
  const tab = params.get("tab") === "history" ? "history" : "contract";
  return (
    <article className={css.page}>
      <PageHead
        title={contract.title}
        lead={
          <span className={css.lead}>
            <StandingMark standing={standing(contract, day)} />{" "}
            <span>{common(`contractKind.${contract.kind}`)}</span>
            {contract.name && <code className="quiet">{contract.key}</code>}
          </span>
        }
        actions={
          <>
            <Actions contract={contract} day={day} onAct={setAct} />
            <EditButton id={contract.id} name={contract.title} />
          </>
        }
      />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(to) =>
          setParams(
            (params) => {
              if (to === "history") params.set("tab", "history");
              else params.delete("tab");
              return params;
            },
            { replace: true },
          )
        }
      >
        <Tabs.List aria-label={t("tab.label")}>
          <Tabs.Tab value="contract">{t("tab.contract")}</Tabs.Tab>
          <Tabs.Tab value="history">{t("tab.history")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="contract">
          <section className={css.term} aria-label={t("term.title")}>
            <TermBar life={contract} day={day} amended={contract.amends ? [] : group.amendments} />
          </section>
          <div className={css.columns}>
            <div className={css.main}>
              <Sections contract={contract} group={group} />
            </div>
            <aside className={css.aside}>
              <About contract={contract} group={group} />
            </aside>
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="history" pt="md">
          <History of={contract.id} />
        </Tabs.Panel>
      </Tabs>
      <ActDialog act={act} contract={contract} onClose={() => setAct(undefined)} />
    </article>
  );
}

/** What can be done with it: only what makes sense on the day. */
function Actions({
  contract,
  day,
  onAct,
}: {
  contract: PageContract;
  day: string;
  onAct: (act: Act) => void;
}) {
  const { t } = useTranslation("contracts");
  const stands = standing(contract, day);
  const notice = termOn(contract, day)?.deadline && !contract.noticeGivenOn;
  const renews = contract.renewal?.kind === "EXPRESS" && !contract.terminatedOn && lastDay(contract);
  return (
    <>
      {notice && <Button onClick={() => onAct("notice")}>{t("act.notice")}</Button>}
      {renews && <Button onClick={() => onAct("renew")}>{t("act.renew")}</Button>}
      {stands !== "OVER" && !contract.terminatedOn && (
        <Button variant="default" onClick={() => onAct("terminate")}>
          {t("act.terminate")}
        </Button>
      )}
    </>
  );
}
