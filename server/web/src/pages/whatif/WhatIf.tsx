import { useTranslation } from "react-i18next";
import { PageHead } from "../../parts/PageHead";

export default function WhatIf() {
  const { t } = useTranslation("whatif");
  return <PageHead title={t("title")} />;
}
