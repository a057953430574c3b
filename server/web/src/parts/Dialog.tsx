import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import css from "./Dialog.module.css";
import { useFocusBack } from "./focusBack";

/** A dialog with its title and a way out that has a name. Its head is no landmark of the page. */
export function Dialog({
  opened,
  onClose,
  title,
  size = "md",
  children,
}: {
  opened: boolean;
  onClose: () => void;
  title: string;
  size?: "sm" | "md" | "lg" | "xl";
  children: ReactNode;
}) {
  const { t } = useTranslation();
  useFocusBack(opened);
  return (
    <Modal.Root opened={opened} onClose={onClose} size={size} lockScroll={false} returnFocus={false}>
      <Modal.Overlay />
      <Modal.Content className={css.content as string}>
        <div className={css.head}>
          <Modal.Title className={css.title as string}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t("action.close")} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
