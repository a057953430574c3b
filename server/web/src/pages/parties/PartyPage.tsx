import { useTranslation } from "react-i18next";
import { PageHead } from "../../parts/PageHead";

export default function PartyPage() {
  const { t } = useTranslation("parties");
  return <PageHead title={t("title")} />;
}
