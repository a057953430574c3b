import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
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
  const holds = asked.data?.exposure;
  return (
    <>
      <Section title={t("page.receives")} count={holds?.counts.received}>
        <Answer of={asked}>
          {({ exposure }) => (
            <>
              {own && <p className="quiet">{t("page.holdsAll")}</p>}
              {!own && <Categories of={exposure.categories} />}
              <Receipts of={exposure} party={of} />
              {exposure.received.length < exposure.counts.received && !all.receipts && (
                <More count={exposure.counts.received} onMore={() => setAll({ ...all, receipts: true })} />
              )}
            </>
          )}
        </Answer>
      </Section>
      <Section title={t("page.onward")} count={holds?.counts.downstream}>
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
  if (of.length === 0) return <p className="quiet">{t("page.receivesNothing")}</p>;
  return (
    <ul className={css.all} aria-label={t("page.categories")}>
      {of.map(({ term, name, certainty }) => (
        <li key={term}>
          <Link className={css.chip} data-certainty={certainty} to={whoPath(term)} title={term}>
            {name}
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
      {of.received.map(({ flow, path, categories }) => (
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
    <ul className={css.paths}>
      {of.downstream.map(({ party, certainty, hops, categories, path }) => (
        <li key={party.key}>
          <span>
            <Link to={`/parties/${party.key}`}>{party.name}</Link> <CertaintyChip certainty={certainty} />{" "}
            <span className="quiet">
              {t("page.hops", { count: hops })} ·{" "}
              <TermList taxonomy="CATEGORY" keys={categories.map(({ term }) => term)} most={4} />
            </span>
          </span>
          <Ribbon hops={path} categories={categories.map(({ term }) => term)} />
        </li>
      ))}
    </ul>
  );
}
