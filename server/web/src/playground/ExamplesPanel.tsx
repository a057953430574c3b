import { type GraphiQLPlugin, pick, useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { type Example, examples, text } from "./examples";
import { isNarrow } from "./narrow";

/** All examples, so that a closed or edited tab can be had again. */
function ExamplesPanel() {
  const { queryEditor, variableEditor } = useGraphiQL(pick("queryEditor", "variableEditor"));
  const { addTab } = useGraphiQLActions();

  function open(example: Example) {
    addTab();
    queryEditor?.setValue(text(example));
    variableEditor?.setValue(example.variables ? JSON.stringify(example.variables, null, 2) : "");
    // The panel covers the question there. Only its button gives the room back.
    if (isNarrow()) document.querySelector<HTMLElement>(".graphiql-sidebar button.active")?.click();
    queryEditor?.focus();
  }

  return (
    <section className="examples" aria-label="Examples">
      <h2>Examples</h2>
      <p>Each opens in a new tab. Nothing runs until you press the button.</p>
      <ul>
        {examples.map((example) => (
          <li key={example.title}>
            <button type="button" onClick={() => open(example)}>
              <strong>{example.title}</strong>
              <span>{example.answers}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ExamplesIcon() {
  return (
    <svg
      viewBox="2.5 2.5 19 19"
      height="1em"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      <path d="M5 4.75h14a1.25 1.25 0 0 1 1.25 1.25v9.5A1.25 1.25 0 0 1 19 16.75h-6.2L8 20.5v-3.75H5A1.25 1.25 0 0 1 3.75 15.5V6A1.25 1.25 0 0 1 5 4.75Z" />
      <path d="M9.9 9.1a2.1 2.1 0 1 1 3 1.9c-.6.3-.9.7-.9 1.3M12 14.2v.3" strokeLinecap="round" />
    </svg>
  );
}

export const EXAMPLES_PLUGIN: GraphiQLPlugin = {
  title: "Examples",
  icon: ExamplesIcon,
  content: ExamplesPanel,
};
