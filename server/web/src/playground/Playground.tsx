import { HISTORY_PLUGIN } from "@graphiql/plugin-history";
import { GraphiQL } from "graphiql";
import { wanted } from "../i18n/wanted";
import { EXAMPLES_PLUGIN } from "./ExamplesPanel";
import { examples, text } from "./examples";
import { createKeptFetcher } from "./fetcher";
import { isNarrow } from "./narrow";
import { Setup } from "./Setup";
import { tellsWho } from "./who";

const fetcher = createKeptFetcher(window.location, wanted, tellsWho(document.getElementById("who")));
const plugins = [EXAMPLES_PLUGIN, HISTORY_PLUGIN];

const defaultTabs = examples
  .filter((example) => example.tab)
  .map((example) => ({
    query: text(example),
    variables: example.variables ? JSON.stringify(example.variables, null, 2) : null,
  }));

export function Playground() {
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={plugins}
      defaultTabs={defaultTabs}
      defaultQuery=""
      // Little is seen of a question that stands above its variables and its answer.
      defaultEditorToolsVisibility={isNarrow() ? false : "variables"}
      schemaDescription
      inputValueDeprecation
      // Tokens are typed into the headers editor: never write them to the browser's storage.
      shouldPersistHeaders={false}
      showPersistHeadersSettings={false}
    >
      {/* The strip above names the page; GraphiQL's own logo links away from this server. */}
      <GraphiQL.Logo>
        <span className="no-logo" />
      </GraphiQL.Logo>
      <Setup />
    </GraphiQL>
  );
}
