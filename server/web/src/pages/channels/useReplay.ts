import { notifications } from "@mantine/notifications";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "urql";
import { inTurn } from "../../data/inTurn";
import { alertsChanged } from "../alerts/changed";
import { ReplayDelivery } from "./queries";

/** Has messages that were given up tried anew, one after the other; says what became of it. */
export function useReplay() {
  const client = useClient();
  const { t } = useTranslation("channels");
  const [busy, setBusy] = useState(false);
  const replay = useCallback(
    async (ids: readonly string[]) => {
      setBusy(true);
      const { done, fault } = await inTurn(ids, (id) =>
        client.mutation(ReplayDelivery, { input: { id } }).toPromise(),
      );
      setBusy(false);
      alertsChanged();
      if (done.length > 0) notifications.show({ message: t("delivery.anew", { count: done.length }) });
      if (fault)
        notifications.show({ color: "red", message: t("delivery.failed", { message: fault.message }) });
    },
    [client, t],
  );
  return { replay, busy };
}
