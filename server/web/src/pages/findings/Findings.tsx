import { useTranslation } from "react-i18next";
import { PageHead } from "../../parts/PageHead";

export default function Findings() {
  const { t } = useTranslation("findings");
  return <PageHead title={t("title")} />;
}
