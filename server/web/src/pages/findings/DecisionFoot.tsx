import { Alert, Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type Fault, isUnsure } from "../../data/faults";

/** The end of a dialog that decides something: what went wrong, and the two ways out. */
export function DecisionFoot({
  fault,
  busy,
  submit,
  onClose,
}: {
  fault: Fault | undefined;
  busy: boolean;
  submit: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      {fault && (
        <Alert color="red" role="alert" tabIndex={-1}>
          {fault.message}. {!isUnsure(fault) && t("state.failedSafe")}
        </Alert>
      )}
      <Group justify="end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t("action.cancel")}
        </Button>
        <Button type="submit" loading={busy}>
          {submit}
        </Button>
      </Group>
    </>
  );
}
