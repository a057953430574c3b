import {
  createSpotlight,
  Spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
} from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";
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
      nodes { id kind node { key title } }
    }
  }
`);

const NONE: never[] = [];
const [store, palette] = createSpotlight();

export { palette };

/** Words before what is asked for: "who gets email" asks for email. */
const WHO = /^(who\s+(gets|has|receives)|wer\s+(bekommt|hat|erhält))\s+/i;

/** What of the register has a page. */
type Found = "PARTY" | "CONTRACT" | "FLOW" | "NOTICE" | "PROMISE";

/** Ctrl K: go to a page, find a record, ask who gets something, do something. */
export function Palette() {
  const { t } = useTranslation();
  const go = useNavigate();
  const keep = useTo();
  const [query, setQuery] = useState("");
  const text = query.trim();
  const found = useAsk(SearchQuery, { text }, { pause: text.length < 2 }).data?.search.nodes ?? NONE;
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
              if (!path) return [];
              const kind = t(`palette.kind.${hit.kind as Found}`);
              return [to(hit.id, hit.node.title, path, `${kind} · ${hit.node.key}`)];
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
  useFirst(found);
  return (
    <Spotlight
      store={store}
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

/** Enter takes the first of what was found, which comes after what was typed; what was chosen with the arrows stays chosen. */
function useFirst(found: readonly unknown[]) {
  useEffect(() => {
    const { listId, selected } = store.getState();
    const list = document.getElementById(listId);
    const chosen = list?.querySelector("[data-selected]");
    const first = list?.querySelector("[data-action]");
    if (found.length === 0 || !first || (chosen && selected > 0)) return;
    chosen?.removeAttribute("data-selected");
    first.setAttribute("data-selected", "true");
    store.updateState((state) => ({ ...state, selected: 0 }));
  }, [found]);
}
