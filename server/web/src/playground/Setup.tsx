import { pick, useGraphiQL, useGraphiQLActions, useMonaco } from "@graphiql/react";
import { TabFocus } from "monaco-editor/esm/vs/editor/browser/config/tabFocus.js";
import { useEffect } from "react";
import { isNarrow } from "./narrow";

/** Editor colours in Kept's accent, over GraphiQL's two themes. Monaco takes no CSS variables. */
const THEMES = {
  light: { base: "vs", accent: "#4a56d6", surface: "#ffffff", argument: "#5b4fc4", comment: "#00700a" },
  dark: { base: "vs-dark", accent: "#a3adff", surface: "#14181f", argument: "#b3a8ff", comment: "#7fae6c" },
} as const;

const FONT =
  'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace';

// Tab leaves the editors: who uses keys would be caught in them. What is suggested is taken with it all the same.
TabFocus.setTabFocusMode(true);

/** What GraphiQL has no property for. Renders nothing. */
export function Setup() {
  useColours();
  useSystemTheme();
  useEditorOptions();
  useActiveTabInView();
  return null;
}

function useColours() {
  const monaco = useMonaco((state) => state.monaco);
  useEffect(() => {
    if (!monaco) return;
    for (const [name, { base, accent, surface, argument, comment }] of Object.entries(THEMES)) {
      // Defining the theme that is in use applies it again.
      monaco.editor.defineTheme(`graphiql-${name.toUpperCase()}`, {
        base,
        inherit: true,
        rules: [
          { token: "argument.identifier.gql", foreground: argument },
          { token: "comment", foreground: comment },
        ],
        colors: {
          "editor.background": "#ffffff00",
          "editorHoverWidget.background": surface,
          "editorLink.activeForeground": accent,
          "editorSuggestWidget.background": surface,
          "editorSuggestWidget.selectedBackground": `${accent}26`,
          "editorSuggestWidget.selectedForeground": accent,
          "editorWidget.background": surface,
          "editorWidget.resizeBorder": accent,
          focusBorder: accent,
          "list.focusHighlightForeground": accent,
          "list.highlightForeground": accent,
          "list.hoverBackground": `${accent}1a`,
          "menu.background": surface,
          "menu.selectionBackground": `${accent}26`,
          "menu.selectionForeground": accent,
          "pickerGroup.foreground": accent,
          "quickInput.background": surface,
          "quickInputList.focusBackground": `${accent}26`,
          "quickInputList.focusForeground": accent,
          "scrollbar.shadow": "#ffffff00",
          "textLink.activeForeground": accent,
          "textLink.foreground": accent,
        },
      });
    }
  }, [monaco]);
}

/** Follows the system's theme also when it changes while the page is open: GraphiQL looks once. */
function useSystemTheme() {
  const { theme } = useGraphiQL(pick("theme"));
  const { setTheme } = useGraphiQLActions();
  useEffect(() => {
    if (theme) return;
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    const follow = () => setTheme(null);
    system.addEventListener("change", follow);
    return () => system.removeEventListener("change", follow);
  }, [theme, setTheme]);
}

/**
 * The system's fixed-width face in place of one that is not shipped, and long lines wrapped; numbers of lines would take a third
 * of a narrow window.
 */
function useEditorOptions() {
  const { queryEditor, variableEditor, headerEditor, responseEditor } = useGraphiQL(
    pick("queryEditor", "variableEditor", "headerEditor", "responseEditor"),
  );
  useEffect(() => {
    for (const editor of [queryEditor, variableEditor, headerEditor, responseEditor]) {
      editor?.updateOptions({
        fontFamily: FONT,
        fontSize: 14,
        wordWrap: "on",
        ...(isNarrow() && { lineNumbers: "off", folding: false, lineDecorationsWidth: 8 }),
      });
    }
  }, [queryEditor, variableEditor, headerEditor, responseEditor]);
}

/** With many tabs the one just opened would be out of sight; it grows when it is given its title. */
function useActiveTabInView() {
  const { activeTabIndex, tabs } = useGraphiQL(pick("activeTabIndex", "tabs"));
  const title = tabs[activeTabIndex]?.title;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each title.
  useEffect(() => {
    document
      .getElementById(`graphiql-session-tab-${activeTabIndex}`)
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [activeTabIndex, title]);
}
