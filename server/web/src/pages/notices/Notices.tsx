import { useTranslation } from "react-i18next";
import { PageHead } from "../../parts/PageHead";

export default function Notices() {
  const { t } = useTranslation("notices");
  return <PageHead title={t("title")} />;
}
