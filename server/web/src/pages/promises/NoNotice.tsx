import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useTo } from "../../parts/Link";
import { Empty } from "../../parts/states";
import { NEW } from "./address";

/** No promise to show, because no notice is in force. */
export function NoNotice() {
  const { t } = useTranslation("promises");
  const keep = useTo();
  return (
    <Empty
      title={t("emptyRegister.title")}
      action={
        <Button component={Link} to={keep(`/notices?edit=${encodeURIComponent(NEW)}`)}>
          {t("emptyRegister.action")}
        </Button>
      }
    >
      {t("emptyRegister.hint")}
    </Empty>
  );
}
