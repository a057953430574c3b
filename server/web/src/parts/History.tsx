import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useAsk } from "../data/live";
import { graphql } from "../gql";
import { FieldDiff } from "./FieldDiff";
import { Link } from "./Link";
import { MomentText } from "./marks";
import { Answer } from "./states";

const HistoryQuery = graphql(`
  query RecordHistory($of: ID!) {
    history(of: $of, first: 50) {
      change { seq at actor action summary }
      record { kind fields { field before after } }
    }
  }
`);

/** What was changed of a record, the newest first. */
export function History({ of }: { of: string }) {
  const { t } = useTranslation("changes");
  const asked = useAsk(HistoryQuery, { of });
  return (
    <Answer of={asked}>
      {({ history }) => (
        <Stack gap="md">
          <h2 className="visually-hidden">{t("title")}</h2>
          {history.length === 0 && <p className="quiet">{t("noHistory")}</p>}
          {history.map(({ change, record }) => (
            <section key={change.seq}>
              <h3>
                <Link to={`/changes/${change.seq}`}>{change.summary}</Link>
              </h3>
              <p className="quiet">
                <MomentText moment={change.at} /> · {change.actor}
              </p>
              <FieldDiff of={of} fields={record.fields} />
            </section>
          ))}
        </Stack>
      )}
    </Answer>
  );
}
