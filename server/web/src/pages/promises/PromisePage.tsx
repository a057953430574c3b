import { useTranslation } from "react-i18next";
import { PageHead } from "../../parts/PageHead";

export default function PromisePage() {
  const { t } = useTranslation("promises");
  return <PageHead title={t("title")} />;
}
