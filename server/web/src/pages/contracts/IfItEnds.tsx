import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { today } from "../../data/day";
import { TryDelta, useTrial } from "../../data/trial";
import { Delta } from "../../parts/Delta";
import { Answer, Waiting } from "../../parts/states";
import { contractDocument } from "./document";
import type { PageContract } from "./group";

/** What would be wrong if the contract ended today: the findings that appear. */
export function IfItEnds({ contract, ask = false }: { contract: PageContract; ask?: boolean }) {
  const { t } = useTranslation("contracts");
  const [asked, setAsked] = useState(!ask);
  if (!asked) {
    return (
      <Button size="compact-sm" variant="default" onClick={() => setAsked(true)}>
        {t("ifEnds.ask")}
      </Button>
    );
  }
  return <Ended contract={contract} />;
}

function Ended({ contract }: { contract: PageContract }) {
  const { t } = useTranslation("contracts");
  const trial = useTrial(TryDelta, contractDocument(contract, { terminatedOn: today() }));
  return (
    <Answer of={{ data: trial.plan, error: trial.error }} waiting={<Waiting lines={3} />}>
      {(delta) =>
        delta.counts.findingsAppeared + delta.counts.promiseVerdicts === 0 ? (
          <p className="quiet">{t("ifEnds.nothing")}</p>
        ) : (
          <Delta
            of={{ ...delta, findingsDisappeared: [], counts: { ...delta.counts, findingsDisappeared: 0 } }}
          />
        )
      }
    </Answer>
  );
}
