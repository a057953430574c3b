import { createTheme, defaultVariantColorsResolver, type MantineColorsTuple } from "@mantine/core";

/** Kept's accent, light to dark; the eighth and the fourth are `--accent` of the two themes. */
const accent: MantineColorsTuple = [
  "#eef0fd",
  "#dcdffb",
  "#bcc4ff",
  "#a3adff",
  "#8089f0",
  "#6670e6",
  "#5560de",
  "#4a56d6",
  "#3a45bd",
  "#2d37a0",
];

export const theme = createTheme({
  primaryColor: "accent",
  primaryShade: { light: 7, dark: 3 },
  colors: { accent },
  autoContrast: true,
  // `autoContrast` does not know the theme: what is filled with the accent takes the colour that both themes have for it.
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    const isAccent = input.variant === "filled" && (!input.color || input.color === "accent");
    if (isAccent) return { ...colors, color: "var(--on-accent)" };
    // What cannot be taken back has the colour of a broken promise.
    if (input.variant === "filled" && input.color === "red") {
      return { ...colors, background: "var(--broken)", hover: "var(--broken)", color: "var(--surface)" };
    }
    return colors;
  },
  respectReducedMotion: true,
  defaultRadius: "md",
  fontFamily: "var(--font)",
  fontFamilyMonospace: "var(--mono)",
  cursorType: "pointer",
  components: {
    // Locking the page's scroll writes a style element, which the policy of these pages does not allow: see app.css.
    Modal: { defaultProps: { lockScroll: false } },
    ModalRoot: { defaultProps: { lockScroll: false } },
    Drawer: { defaultProps: { lockScroll: false } },
    DrawerRoot: { defaultProps: { lockScroll: false } },
    // Lists that are closed are not drawn: a form with many of them would draw each at every key that is pressed.
    Combobox: { defaultProps: { keepMounted: false } },
    Tooltip: { defaultProps: { openDelay: 250, events: { hover: true, focus: true, touch: false } } },
  },
});
