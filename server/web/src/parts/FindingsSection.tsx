import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FindingPartsFragment } from "../gql/graphql";
import { Section } from "./Detail";
import { FindingLines } from "./FindingLine";

const FEW = 4;

/** What is wrong with the thing a page is about: the first few, and all of it when asked. */
export function FindingsSection({
  title,
  none,
  total,
  findings,
}: {
  title: string;
  /** What is said when nothing is wrong. */
  none: string;
  total: number;
  findings: readonly FindingPartsFragment[];
}) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  return (
    <Section title={title} count={total}>
      {total === 0 ? (
        <p className="quiet">{none}</p>
      ) : (
        <FindingLines findings={all ? findings : findings.slice(0, FEW)} />
      )}
      {!all && findings.length > FEW && (
        <div>
          <Button size="compact-sm" variant="subtle" onClick={() => setAll(true)}>
            {t("action.showAll")} ({findings.length})
          </Button>
        </div>
      )}
      {all && total > findings.length && (
        <p className="quiet">{t("list.loaded", { loaded: findings.length, total })}</p>
      )}
    </Section>
  );
}
