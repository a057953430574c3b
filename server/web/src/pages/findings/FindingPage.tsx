import { useTranslation } from "react-i18next";
import { PageHead } from "../../parts/PageHead";

export default function FindingPage() {
  const { t } = useTranslation("findings");
  return <PageHead title={t("title")} />;
}
