import { Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { useAsk } from "../../data/live";
import { useTermName } from "../../data/terms";
import { graphql } from "../../gql";
import type { SimilarPartiesQuery } from "../../gql/graphql";
import { RecordLink } from "../../parts/Link";
import css from "./Register.module.css";

const SimilarParties = graphql(`
  query SimilarParties($text: String!) {
    search(text: $text, kinds: [PARTY], first: 4) {
      nodes {
        node {
          ... on Party {
            id key name kind country website privacyPolicy own
            identifiers { scheme value }
            incomingFlows(first: 1) { totalCount }
          }
        }
      }
    }
  }
`);

type Found = Extract<SimilarPartiesQuery["search"]["nodes"][number]["node"], { incomingFlows: unknown }>;

/** The word of a name that things with similar names share: its first. */
const firstWord = (name: string) => {
  const word = name.trim().split(/[\s,.]+/)[0] ?? "";
  return word.length >= 3 ? word : "";
};

/** Parties with similar names: so that nobody is registered twice, and what is known of them need not be typed. */
export function useSimilar(name: string): Found[] {
  const [text] = useDebouncedValue(firstWord(name), 250);
  const { data } = useAsk(SimilarParties, { text }, { pause: text === "" });
  if (text === "" || firstWord(name) === "") return [];
  return (data?.search.nodes ?? []).flatMap(({ node }) =>
    "incomingFlows" in node && !node.own ? [node] : [],
  );
}

export function Similar({ found, onUse }: { found: Found[]; onUse: (key: string) => void }) {
  const { t } = useTranslation();
  const { t: say } = useTranslation("register");
  const term = useTermName();
  if (found.length === 0) return null;
  return (
    <section className={css.similar} aria-label={say("known.title")}>
      <h3>{say("known.title")}</h3>
      <ul>
        {found.map(({ id, key, name, kind, country, website, identifiers, incomingFlows }) => {
          const gvl = identifiers.find(({ scheme }) => scheme === "IAB_GVL")?.value;
          const facts = [
            t(`partyKind.${kind}`),
            country && term("REGION", country),
            gvl && say("known.gvl", { number: gvl }),
            website?.replace(/^https?:\/\/(www\.)?/, ""),
            incomingFlows.totalCount > 0 && say("known.flows", { count: incomingFlows.totalCount }),
          ].filter(Boolean);
          return (
            <li key={key}>
              <span>
                <RecordLink id={id}>{name}</RecordLink> <span className="quiet">{facts.join(" · ")}</span>
              </span>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={say("known.use", { name })}
                onClick={() => onUse(key)}
              >
                {say("known.useShort")}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
