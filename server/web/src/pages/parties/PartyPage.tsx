import { Button } from "@mantine/core";
import { IconMap2 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import type { PartyQuery as Asked } from "../../gql/graphql";
import { Detail, Section } from "../../parts/Detail";
import { EditButton } from "../../parts/EditButton";
import { FindingsSection } from "../../parts/FindingsSection";
import { History } from "../../parts/History";
import { Link } from "../../parts/Link";
import { Missing } from "../../parts/Missing";
import { PageHead } from "../../parts/PageHead";
import { Answer } from "../../parts/states";
import { Breach } from "./Breach";
import { ContractsOf } from "./ContractsOf";
import { HoldsSections } from "./Holds";
import { Certifications, Contacts, PartyFacts, Systems } from "./PartyFacts";
import { PartyQuery } from "./party";

export default function PartyPage() {
  const { key = "" } = useParams();
  const { asOf } = useDay();
  const asked = useAsk(PartyQuery, { key, asOf: asOf ?? null });
  return (
    <Answer of={asked} title={key}>
      {({ party }) => (party ? <Party of={party} /> : <Missing kind="party" of={key} />)}
    </Answer>
  );
}

function Party({ of: party }: { of: NonNullable<Asked["party"]> }) {
  const { t } = useTranslation("parties");
  const { t: common } = useTranslation();
  return (
    <>
      <PageHead
        title={party.name}
        lead={
          party.description ?? (
            <>
              {common(`partyKind.${party.kind}`)}
              {party.operator && (
                <>
                  {" · "}
                  <Link to={`/parties/${party.operator.key}`}>
                    {t("page.runBy", { name: party.operator.name })}
                  </Link>
                </>
              )}
            </>
          )
        }
        actions={
          <>
            <Button
              component={Link}
              to={`/map?party=${party.key}`}
              variant="default"
              leftSection={<IconMap2 size={16} aria-hidden />}
            >
              {t("page.onMap")}
            </Button>
            <EditButton id={party.id} name={party.name} />
          </>
        }
      />
      <Detail
        label={t("page.facts")}
        aside={
          <>
            <PartyFacts of={party} />
            <Contacts of={party.contacts} />
            <Certifications of={party.certifications} />
            <Systems of={party.operates} />
          </>
        }
      >
        <FindingsSection
          key={`findings ${party.key}`}
          title={t("page.findings")}
          none={t("page.noFindings")}
          total={party.findings.totalCount}
          findings={party.findings.nodes}
        />
        <HoldsSections key={party.key} of={party.key} own={party.own} />
        <Section title={t("page.contracts")} count={party.contracts.totalCount}>
          <ContractsOf of={party.contracts.nodes} party={party.key} />
        </Section>
        <Section title={t("breach.title")} lead={t("breach.lead")} folded="breach">
          <Breach of={party.key} own={party.own} />
        </Section>
        <Section title={t("page.history")} folded="history">
          <History of={party.id} />
        </Section>
      </Detail>
    </>
  );
}
