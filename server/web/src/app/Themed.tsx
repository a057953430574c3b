import { MantineProvider, mergeThemeOverrides } from "@mantine/core";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { theme } from "./theme";

/** The theme, with the names of what components bring along in the language of the page. */
export function Themed({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const clear = t("action.remove");
  const close = t("action.close");
  const named = useMemo(() => {
    const defaultProps = { clearButtonProps: { "aria-label": clear } };
    return mergeThemeOverrides(theme, {
      // By name: with the components themselves, what only some pages show would be loaded with each.
      components: {
        Select: { defaultProps },
        MultiSelect: { defaultProps },
        Notification: { defaultProps: { closeButtonProps: { "aria-label": close } } },
      },
    });
  }, [clear, close]);
  return (
    // Styles come from files only: the policy of these pages allows no style elements.
    <MantineProvider
      theme={named}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {children}
    </MantineProvider>
  );
}
