import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useAsk } from "../data/live";
import { isCalled } from "../data/termNames";
import { useTerms } from "../data/terms";
import { graphql } from "../gql";
import { recordPath, whoPath } from "../parts/addresses";
import { useTo } from "../parts/Link";
import { PAGES, PLAYGROUND } from "./pages";

const SearchQuery = graphql(`
  query Search($text: String!) {
    search(text: $text, first: 12) {
      nodes { id kind title }
    }
  }
`);

/** Words before what is asked for: "who gets email" asks for email. */
const WHO = /^(who\s+(gets|has|receives)|wer\s+(bekommt|hat|erhält))\s+/i;

/** Ctrl K: go to a page, find a record, ask who gets something, do something. */
export function Palette() {
  const { t } = useTranslation();
  const go = useNavigate();
  const keep = useTo();
  const [query, setQuery] = useState("");
  const text = query.trim();
  const found = useAsk(SearchQuery, { text }, { pause: text.length < 2 }).data?.search.nodes ?? [];
  const categories = useTerms().CATEGORY;
  const matches = (words: string) => words.toLowerCase().includes(text.toLowerCase());
  const to = (id: string, label: string, path: string, description?: string): SpotlightActionData => ({
    id,
    label,
    ...(description && { description }),
    onClick: () => go(keep(path)),
  });
  const wanted = text.replace(WHO, "");
  const asked = wanted.length < 3 ? [] : categories.filter((term) => isCalled(term, wanted));
  const groups: SpotlightActionGroupData[] = [
    {
      group: t("palette.ask"),
      actions: asked
        .slice(0, 5)
        .map((term) =>
          to(`who:${term.key}`, t("palette.whoGets", { name: term.name }), whoPath(term.key), term.key),
        ),
    },
    {
      group: t("palette.found"),
      actions:
        text.length < 2
          ? []
          : found.flatMap((hit) => {
              const path = hit.kind === "TERM" ? undefined : recordPath(hit.id);
              return path ? [to(hit.id, hit.title, path, hit.id)] : [];
            }),
    },
    {
      group: t("palette.pages"),
      actions: [
        ...PAGES.filter(({ id }) => matches(t(`nav.${id}`))).map(({ id, path }) =>
          to(`page:${id}`, t(`nav.${id}`), path),
        ),
        ...(matches(t("nav.notices")) ? [to("page:notices", t("nav.notices"), "/notices")] : []),
        ...(matches(t("nav.channels")) ? [to("page:channels", t("nav.channels"), "/channels")] : []),
        ...(matches(t("nav.playground"))
          ? [
              {
                id: "page:playground",
                label: t("nav.playground"),
                onClick: () => window.location.assign(PLAYGROUND.path),
              },
            ]
          : []),
      ],
    },
    {
      group: t("palette.actions"),
      actions: [
        to("do:register", t("palette.registerVendor"), "/register"),
        to("do:stage", t("palette.stage"), "/what-if"),
        to("do:channel", t("palette.addChannel"), "/channels?edit=new"),
      ].filter((action) => matches(String(action.label))),
    },
  ].filter((group) => group.actions.length > 0);
  return (
    <Spotlight
      actions={groups}
      query={query}
      onQueryChange={setQuery}
      filter={(_, actions) => actions}
      nothingFound={t("palette.nothing")}
      shortcut={["mod + K"]}
      scrollable
      maxHeight="60vh"
      lockScroll={false}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: t("palette.placeholder"),
        "aria-label": t("palette.placeholder"),
      }}
    />
  );
}
