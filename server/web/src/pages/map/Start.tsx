import { Button, Group, Stack } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useTermName, useTerms } from "../../data/terms";
import { Link } from "../../parts/Link";
import { VerdictMark } from "../../parts/marks";
import { Empty, Failure, Waiting } from "../../parts/states";
import type { MapState } from "./address";
import { mostShared } from "./model";
import { CategoryPicker, PartyPicker } from "./Pickers";
import css from "./Start.module.css";
import { useGlance } from "./useSharing";

/** Where a map begins: with a category or a party. */
export function Start({ change }: { change: (to: Partial<MapState>) => void }) {
  const { t } = useTranslation("map");
  const name = useTermName();
  const glance = useGlance(false);
  const categories = useTerms().CATEGORY;
  const shared = useMemo(() => {
    const parents = new Map(categories.map(({ key, parent }) => [key, parent]));
    return glance.sharing && mostShared(glance.sharing, 12, (category) => parents.get(category));
  }, [glance.sharing, categories]);
  if (glance.error && !glance.sharing) return <Failure error={glance.error} again={glance.again} />;
  if (!shared || !glance.sharing) return <Waiting lines={8} />;
  if (glance.sharing.places.length === 0) {
    return (
      <Empty
        title={t("start.emptyTitle")}
        action={
          <Button component={Link} to="/register">
            {t("start.emptyAction")}
          </Button>
        }
      >
        {t("start.emptyText")}
      </Empty>
    );
  }
  return (
    <Stack gap="lg" className={css.start}>
      <section>
        <h2>{t("start.title")}</h2>
        <p className="quiet">{t("start.text")}</p>
        <Group gap="sm" mt="sm">
          <CategoryPicker
            value={undefined}
            className={css.pick}
            onChange={(category) => change({ category })}
          />
          <span className="quiet">{t("start.or")}</span>
          <PartyPicker
            value={undefined}
            places={glance.sharing.places}
            className={css.pick}
            hint={t("start.party")}
            onChange={(party) =>
              party && change({ party, around: [party], open: { kind: "party", key: party } })
            }
          />
        </Group>
      </section>
      {shared.length > 0 && (
        <section>
          <h2>{t("start.most")}</h2>
          {glance.sharing.total > glance.sharing.places.length && (
            <p className="quiet">{t("start.nearest", { count: glance.sharing.places.length })}</p>
          )}
          <ul className={css.cards}>
            {shared.map(({ term, name: said, recipients, verdict }) => (
              <li key={term}>
                <Link className={css.card as string} to={`/map?category=${encodeURIComponent(term)}`}>
                  <strong>{name("CATEGORY", term) || said}</strong>
                  <code>{term}</code>
                  <span className={css.line}>
                    <span>{t("start.recipients", { count: recipients })}</span>
                    <VerdictMark verdict={verdict} />
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Stack>
  );
}
