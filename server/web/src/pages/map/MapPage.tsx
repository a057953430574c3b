import { useTranslation } from "react-i18next";
import { PageHead } from "../../parts/PageHead";

export default function MapPage() {
  const { t } = useTranslation("map");
  return <PageHead title={t("title")} />;
}
