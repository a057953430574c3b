import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { useTermName } from "../../data/terms";
import type { PartyHoldsQuery } from "../../gql/graphql";
import { whoPath } from "../../parts/addresses";
import { Section } from "../../parts/Detail";
import { Link } from "../../parts/Link";
import { CertaintyChip, TermList } from "../../parts/marks";
import { Ribbon } from "../../parts/Ribbon";
import { Answer } from "../../parts/states";
import { HoldsQuery } from "./party";
import css from "./party.module.css";

const FEW = 8;
const MOST = 100;

type Holds = PartyHoldsQuery["exposure"];

/** What a party and all it runs got of our data, by which paths, and who got it from there. */
export function HoldsSections({ of, own }: { of: string; own: boolean }) {
  const { t } = useTranslation("parties");
  const { asOf } = useDay();
  const [all, setAll] = useState({ receipts: false, downstream: false });
  const asked = useAsk(HoldsQuery, {
    key: of,
    asOf: asOf ?? null,
    receipts: all.receipts ? MOST : FEW,
    downstream: all.downstream ? MOST : FEW,
  });
  const counts = asked.data?.exposure.counts;
  const receives = (
    <Answer of={asked}>
      {({ exposure }) => (
        <>
          {own ? <p className="quiet">{t("page.holdsAll")}</p> : <Categories of={exposure.categories} />}
          <Receipts of={exposure} party={of} />
          {exposure.received.length < exposure.counts.received && !all.receipts && (
            <More count={exposure.counts.received} onMore={() => setAll({ ...all, receipts: true })} />
          )}
        </>
      )}
    </Answer>
  );
  return (
    <>
      {own ? (
        // Our own parties hold everything anyway: what comes back to them is rarely what is looked for.
        <Section title={t("page.comesBack")} count={counts?.received} folded="back">
          {receives}
        </Section>
      ) : (
        <Section title={t("page.receives")} count={counts?.received}>
          {receives}
        </Section>
      )}
      <Section title={t("page.onward")} count={counts?.downstream}>
        <Answer of={asked}>
          {({ exposure }) => (
            <>
              <Onward of={exposure} />
              {exposure.downstream.length < exposure.counts.downstream && !all.downstream && (
                <More
                  count={exposure.counts.downstream}
                  onMore={() => setAll({ ...all, downstream: true })}
                />
              )}
            </>
          )}
        </Answer>
      </Section>
    </>
  );
}

function More({ count, onMore }: { count: number; onMore: () => void }) {
  const { t } = useTranslation();
  return (
    <div>
      <Button size="compact-sm" variant="subtle" onClick={onMore}>
        {t("action.showAll")} ({Math.min(count, MOST)})
      </Button>
    </div>
  );
}

/** The kinds of data, each leading to everyone who gets it. */
export function Categories({ of }: { of: Holds["categories"] }) {
  const { t } = useTranslation("parties");
  const { t: common } = useTranslation();
  const name = useTermName();
  if (of.length === 0) return <p className="quiet">{t("page.receivesNothing")}</p>;
  return (
    <ul className={css.all} aria-label={t("page.categories")}>
      {of.map(({ term, certainty }) => (
        <li key={term}>
          <Link className={css.chip} data-certainty={certainty} to={whoPath(term)} title={term}>
            {name("CATEGORY", term)}
            {certainty === "POSSIBLE" && <span className="quiet">{common("certainty.POSSIBLE")}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Receipts({ of, party }: { of: Holds; party: string }) {
  const { t } = useTranslation("parties");
  return (
    <ul className={css.paths}>
      {[...of.received]
        .sort((a, b) => a.path.length - b.path.length)
        .map(({ flow, path, categories }) => (
          <li key={flow.key}>
            {flow.recipient.key !== party && (
              <span className="quiet">{t("page.viaSystem", { name: flow.recipient.name })}</span>
            )}
            <Ribbon hops={path} categories={categories.map(({ term }) => term)} />
          </li>
        ))}
    </ul>
  );
}

function Onward({ of }: { of: Holds }) {
  const { t } = useTranslation("parties");
  if (of.downstream.length === 0) return <p className="quiet">{t("page.onwardNobody")}</p>;
  return (
    <ul className={css.lines}>
      {of.downstream.map((step) => (
        <Step key={step.party.key} of={step} />
      ))}
    </ul>
  );
}

/** Someone who gets it from there in a line, with the path when it is asked for. */
function Step({ of }: { of: Holds["downstream"][number] }) {
  const { t } = useTranslation("parties");
  const [shown, setShown] = useState(false);
  const terms = of.categories.map(({ term }) => term);
  return (
    <li>
      <div className={css.line}>
        <span>
          <Link to={`/parties/${of.party.key}`}>{of.party.name}</Link>{" "}
          <CertaintyChip certainty={of.certainty} />{" "}
          <span className="quiet">
            {t("page.hops", { count: of.hops })} · <TermList taxonomy="CATEGORY" keys={terms} most={4} />
          </span>
        </span>
        <Button
          size="compact-xs"
          variant="subtle"
          aria-expanded={shown}
          aria-label={`${shown ? t("page.hidePath") : t("page.showPath")}: ${of.party.name}`}
          onClick={() => setShown(!shown)}
        >
          {shown ? t("page.hidePath") : t("page.showPath")}
        </Button>
      </div>
      {shown && <Ribbon hops={of.path} categories={terms} />}
    </li>
  );
}
