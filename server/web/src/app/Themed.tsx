import { MantineProvider, MultiSelect, mergeThemeOverrides, Notification, Select } from "@mantine/core";
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
      components: {
        Select: Select.extend({ defaultProps }),
        MultiSelect: MultiSelect.extend({ defaultProps }),
        Notification: Notification.extend({ defaultProps: { closeButtonProps: { "aria-label": close } } }),
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
