import { useTranslation } from "react-i18next";
import { PageHead } from "../../parts/PageHead";

export default function Overview() {
  const { t } = useTranslation("overview");
  return <PageHead title={t("title")} />;
}
