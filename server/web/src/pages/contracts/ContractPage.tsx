import { useTranslation } from "react-i18next";
import { PageHead } from "../../parts/PageHead";

export default function ContractPage() {
  const { t } = useTranslation("contracts");
  return <PageHead title={t("title")} />;
}
