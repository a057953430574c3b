import { useTranslation } from "react-i18next";
import { PageHead } from "../../parts/PageHead";

export default function Register() {
  const { t } = useTranslation("register");
  return <PageHead title={t("title")} />;
}
