import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import type { ApplyRecordsMutation } from "../../gql/graphql";
import { useTo } from "../../parts/Link";
import { PageHead } from "../../parts/PageHead";
import { Made } from "./Made";
import { RegisterForm } from "./RegisterForm";

/** Party, contract and flows of a new vendor on one page; then what was made. `?made=` names that. */
export default function Register() {
  const { t } = useTranslation("register");
  const [params] = useSearchParams();
  const go = useNavigate();
  const keep = useTo();
  const [saved, setSaved] = useState<{ made: string; plan: ApplyRecordsMutation["apply"] }>();
  const made = params.get("made");
  if (made) {
    return (
      <>
        <PageHead title={t("title")} />
        <Made ids={made.split(",").filter(Boolean)} plan={saved?.made === made ? saved.plan : undefined} />
      </>
    );
  }
  return (
    <RegisterForm
      onSaved={(plan, ids) => {
        setSaved({ made: ids.join(","), plan });
        void go(keep(`/register?made=${ids.map(encodeURIComponent).join(",")}`));
      }}
    />
  );
}
