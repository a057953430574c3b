import { useTranslation } from "react-i18next";
import { PageHead } from "../../parts/PageHead";

export default function Flows() {
  const { t } = useTranslation("flows");
  return <PageHead title={t("title")} />;
}
