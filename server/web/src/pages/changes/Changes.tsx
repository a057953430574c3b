import { useTranslation } from "react-i18next";
import { PageHead } from "../../parts/PageHead";

export default function Changes() {
  const { t } = useTranslation("changes");
  return <PageHead title={t("title")} />;
}
