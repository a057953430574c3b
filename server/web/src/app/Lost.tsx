import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";
import { Link } from "../parts/Link";
import { PageHead } from "../parts/PageHead";
import { Empty } from "../parts/states";

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <>
      <PageHead title={t("state.notFound")} />
      <Empty
        title={t("state.noAddress")}
        action={
          <Button component={Link} to="/" variant="default">
            {t("nav.overview")}
          </Button>
        }
      >
        {t("state.noAddressHint")}
      </Empty>
    </>
  );
}

/** What browsers say when a part of the pages does not come: a newer Kept has others, or the server does not answer. */
const NOT_LOADED = /dynamically imported module|module script|preload CSS/i;

/** A page that failed to load or to draw. */
export function Lost() {
  const { t } = useTranslation();
  const error = useRouteError();
  const said = error instanceof Error ? error.message : String(error);
  const notLoaded = NOT_LOADED.test(said);
  return (
    <div role="alert">
      <Empty
        title={t("state.failed")}
        action={
          <Button variant="default" onClick={() => window.location.reload()}>
            {t(notLoaded ? "state.reload" : "action.retry")}
          </Button>
        }
      >
        {notLoaded ? t("state.notLoaded") : said} {t("state.failedSafe")}
      </Empty>
    </div>
  );
}
