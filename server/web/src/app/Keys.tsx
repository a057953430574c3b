import { Kbd } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Dialog } from "../parts/Dialog";
import { Facts } from "../parts/Facts";
import { PAGES } from "./pages";

/** The keyboard shortcuts. */
export function Keys({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const keys: [string, string][] = [
    ["Ctrl K, ⌘ K", t("keys.palette")],
    ["j", t("keys.next")],
    ["k", t("keys.previous")],
    ["o", t("keys.open")],
    ["Enter", t("keys.full")],
    ["Esc", t("keys.back")],
    ["e", t("keys.edit")],
    ["a", t("keys.accept")],
    ["s", t("keys.assign")],
    ["x", t("keys.select")],
    ["v", t("keys.confirm")],
    ["t", t("keys.test")],
    ["Ctrl Enter, ⌘ Enter", t("keys.saveForm")],
    ["?", t("keys.help")],
    ...PAGES.map(({ id, key }): [string, string] => [`g ${key}`, t("keys.goTo", { page: t(`nav.${id}`) })]),
  ];
  return (
    <Dialog opened={opened} onClose={onClose} title={t("keys.title")}>
      <Facts of={keys.map(([key, does]) => [does, <Kbd key={key}>{key}</Kbd>])} />
    </Dialog>
  );
}
