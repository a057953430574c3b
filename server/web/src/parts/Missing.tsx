import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "./Link";
import { PageHead } from "./PageHead";
import { Empty } from "./states";

const LISTS = {
  party: "parties",
  contract: "contracts",
  flow: "flows",
  notice: "notices",
  promise: "promises",
  channel: "channels",
} as const;

/** The page of a record that is not there, any more or yet: what became of it, and the way to the others. */
export function Missing({ kind, of }: { kind: keyof typeof LISTS; of: string }) {
  const { t } = useTranslation("common");
  const list = LISTS[kind];
  // Where alerts are sent is no part of the register, nor of its changes.
  const told = kind !== "channel";
  return (
    <>
      <PageHead title={t("state.recordNotFound", { key: of })} />
      <Empty
        title={t("state.recordGone")}
        action={
          <Group gap="sm">
            <Button component={Link} to={`/${list}`} variant="default">
              {t(`nav.${list}`)}
            </Button>
            {told && (
              <Link to={`/changes?${new URLSearchParams({ of: `${kind}:${of}` })}`}>
                {t("state.whatBecame")}
              </Link>
            )}
          </Group>
        }
      >
        {t(told ? "state.notFoundHint" : "state.recordGoneHint")}
      </Empty>
    </>
  );
}
