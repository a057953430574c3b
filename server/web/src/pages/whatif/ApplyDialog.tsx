import { Alert, Button, Group, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type Fault, isUnsure } from "../../data/faults";
import type { StagedPlanFragment } from "../../gql/graphql";
import { Dialog } from "../../parts/Dialog";

/** Asks once more before the register is changed, and says by how much. */
export function ApplyDialog({
  opened,
  plan,
  fault,
  busy,
  onClose,
  onApply,
}: {
  opened: boolean;
  plan: StagedPlanFragment;
  fault: Fault | undefined;
  busy: boolean;
  onClose: () => void;
  onApply: () => void;
}) {
  const { t } = useTranslation("whatif");
  const { t: say } = useTranslation();
  const { counts } = plan;
  const lines = [
    counts.created > 0 && t("apply.created", { count: counts.created }),
    counts.updated > 0 && t("apply.updated", { count: counts.updated }),
    counts.deleted > 0 && t("apply.deleted", { count: counts.deleted }),
    counts.findingsDisappeared > 0 && say("delta.disappear", { count: counts.findingsDisappeared }),
    counts.findingsAppeared > 0 && say("delta.appear", { count: counts.findingsAppeared }),
    counts.promiseVerdicts > 0 && t("apply.promises", { count: counts.promiseVerdicts }),
  ].filter((line) => line !== false);
  return (
    <Dialog opened={opened} onClose={onClose} title={t("apply.title")}>
      <Stack gap="md">
        <ul style={{ margin: 0, paddingLeft: "1.2rem" }}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p className="quiet">{t("apply.lead")}</p>
        {fault && (
          <Alert color="red" role="alert">
            {fault.message}. {!isUnsure(fault) && say("state.failedSafe")}
          </Alert>
        )}
        <Group justify="end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {say("action.cancel")}
          </Button>
          <Button onClick={onApply} loading={busy}>
            {t("apply.submit")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
