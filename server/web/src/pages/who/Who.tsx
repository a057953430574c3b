import { Button, SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useTermName } from "../../data/terms";
import { mapPath, whoPath } from "../../parts/addresses";
import { Link } from "../../parts/Link";
import { PageHead } from "../../parts/PageHead";
import { PartyPicker } from "../../parts/PartyPicker";
import { Empty } from "../../parts/states";
import { TermPicker } from "../../parts/TermPicker";
import { Received } from "./Received";
import { Recipients } from "./Recipients";
import css from "./Who.module.css";

/** What people ask first, when nothing is chosen yet. */
const OFTEN = [
  "user.contact.email",
  "user.contact.phone_number",
  "user.behavior",
  "user.financial",
  "user.location",
  "user.health_and_medical",
];

/** A category: who receives it, by which path. A party: what it receives. Everything is in the address. */
export default function Who() {
  const { t } = useTranslation("who");
  const [params, setParams] = useSearchParams();
  const by = params.get("by") === "party" ? "party" : "category";
  const categories = params.getAll("category");
  const subjects = params.getAll("subject");
  const party = params.get("party");
  const set = (name: string, values: readonly string[]) =>
    setParams((params) => {
      params.delete(name);
      for (const value of values) params.append(name, value);
      params.delete("open");
      return params;
    });
  return (
    <>
      <PageHead
        title={t("title")}
        actions={
          <SegmentedControl
            className={css.by as string}
            size="xs"
            aria-label={t("title")}
            value={by}
            onChange={(by) => set("by", by === "party" ? [by] : [])}
            data={[
              { value: "category", label: t("byCategory") },
              { value: "party", label: t("byParty") },
            ]}
          />
        }
      />
      {by === "category" ? (
        <>
          <div className={css.ask}>
            <TermPicker
              className={css.field as string}
              taxonomy="CATEGORY"
              label={t("category")}
              description={t("categoryHint")}
              value={categories}
              onChange={(categories) => set("category", categories)}
            />
            <TermPicker
              className={css.field as string}
              taxonomy="SUBJECT"
              label={t("subjects")}
              description={t("subjectsHint")}
              value={subjects}
              onChange={(subjects) => set("subject", subjects)}
            />
            {categories[0] && <Link to={mapPath(categories[0])}>{t("onMap")}</Link>}
          </div>
          {categories.length === 0 ? (
            <ChooseCategory />
          ) : (
            <Recipients categories={categories} subjects={subjects} />
          )}
        </>
      ) : (
        <>
          <div className={css.ask}>
            <PartyPicker
              className={css.field as string}
              label={t("party")}
              description={t("partyHint")}
              value={party}
              onChange={(party) => set("party", party ? [party] : [])}
            />
          </div>
          {party ? (
            <Received party={party} />
          ) : (
            <Empty title={t("choose.party")}>{t("choose.partyText")}</Empty>
          )}
        </>
      )}
    </>
  );
}

function ChooseCategory() {
  const { t } = useTranslation("who");
  const name = useTermName();
  return (
    <Empty
      title={t("choose.category")}
      action={
        <nav className={css.often} aria-label={t("choose.often")}>
          {OFTEN.map((category) => (
            <Button
              key={category}
              size="compact-sm"
              variant="default"
              renderRoot={(props) => <Link to={whoPath(category)} {...props} />}
            >
              {name("CATEGORY", category)}
            </Button>
          ))}
        </nav>
      }
    >
      {t("choose.categoryText")}
    </Empty>
  );
}
