import { useTranslation } from "react-i18next";
import { PageHead } from "../../parts/PageHead";

export default function NoticePage() {
  const { t } = useTranslation("notices");
  return <PageHead title={t("title")} />;
}
