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
  const [saved, setSaved] = useState<ApplyRecordsMutation["apply"]>();
  const made = params.get("made")?.split(",").filter(Boolean) ?? [];
  if (made.length > 0) {
    return (
      <>
        <PageHead title={t("title")} />
        <Made
          ids={made}
          plan={saved}
          onAnother={() => {
            setSaved(undefined);
            void go(keep("/register"));
          }}
        />
      </>
    );
  }
  return (
    <RegisterForm
      onSaved={(plan, ids) => {
        setSaved(plan);
        void go(keep(`/register?made=${ids.map(encodeURIComponent).join(",")}`));
      }}
    />
  );
}
