import { useTranslation } from "react-i18next";
import { PageHead } from "../../parts/PageHead";

export default function Parties() {
  const { t } = useTranslation("parties");
  return <PageHead title={t("title")} />;
}
