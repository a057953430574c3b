import { Button, Group } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { SidePanel } from "../../parts/SidePanel";
import { Answer, NotFound } from "../../parts/states";
import { PromiseQuery } from "./operations";
import { PromiseBody } from "./PromiseBody";

/** The promise that is open beside the notice or the list. */
export function PromisePanel({
  of,
  onClose,
  onEdit,
}: {
  of: string;
  onClose: () => void;
  onEdit: () => void;
}) {
  const { t } = useTranslation(["promises", "common"]);
  const { asOf } = useDay();
  const asked = useAsk(PromiseQuery, { key: of, asOf: asOf ?? null });
  return (
    <SidePanel
      label={asked.data?.promise?.title ?? of}
      page={`/promises/${encodeURIComponent(of)}`}
      onClose={onClose}
    >
      <Answer of={asked}>
        {({ promise }) =>
          promise ? (
            <>
              <PromiseBody of={promise} key={promise.key} />
              <Group mt="lg">
                <Button
                  size="compact-md"
                  variant="default"
                  leftSection={<IconPencil size={14} aria-hidden />}
                  onClick={onEdit}
                  aria-keyshortcuts="e"
                >
                  {t("common:action.edit")}
                </Button>
              </Group>
            </>
          ) : (
            <NotFound of={of} />
          )
        }
      </Answer>
    </SidePanel>
  );
}
