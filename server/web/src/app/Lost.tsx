import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";
import { PageHead } from "../parts/PageHead";
import { Empty } from "../parts/states";

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <>
      <PageHead title={t("state.notFound")} />
      <Empty title={t("state.notFound")}>{t("state.notFoundHint")}</Empty>
    </>
  );
}

/** A page that failed to load or to draw. */
export function Lost() {
  const { t } = useTranslation();
  const error = useRouteError();
  return (
    <div role="alert">
      <Empty
        title={t("state.failed")}
        action={
          <Button variant="default" onClick={() => window.location.reload()}>
            {t("action.retry")}
          </Button>
        }
      >
        {error instanceof Error ? error.message : String(error)} {t("state.failedSafe")}
      </Empty>
    </div>
  );
}
