import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "../../parts/Link";
import { Empty } from "../../parts/states";
import type { MapState } from "./address";
import { type Unknown, without } from "./unknown";

/** An address that names what is not in the register: what it is, and the map without it. */
export function NotKnown({
  of,
  state,
  change,
}: {
  of: Unknown;
  state: MapState;
  change: (to: Partial<MapState>) => void;
}) {
  const { t, i18n } = useTranslation("map");
  const list = new Intl.ListFormat(i18n.language, { type: "conjunction" });
  const { parties, category } = of;
  return (
    <Empty
      title={
        category === undefined
          ? t("unknown.party", { count: parties.length, names: list.format(parties) })
          : t("unknown.category", { name: category })
      }
      action={
        <Group gap="sm">
          <Button onClick={() => change(without(of, state))}>{t("unknown.without")}</Button>
          <Button variant="default" component={Link} to="/map">
            {t("unknown.again")}
          </Button>
        </Group>
      }
    >
      {t("unknown.text")}
    </Empty>
  );
}
