import { useTranslation } from "react-i18next";
import { PageHead } from "../../parts/PageHead";

export default function Who() {
  const { t } = useTranslation("who");
  return <PageHead title={t("title")} />;
}
