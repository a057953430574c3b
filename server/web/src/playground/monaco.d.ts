/** What Monaco has no option for: whether Tab leaves its editors. */
declare module "monaco-editor/esm/vs/editor/browser/config/tabFocus.js" {
  export const TabFocus: { setTabFocusMode: (leaves: boolean) => void };
}
