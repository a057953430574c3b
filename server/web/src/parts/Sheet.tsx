import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import css from "./Dialog.module.css";
import { useFocusBack } from "./focusBack";

/** A dialog at the side of the window, with a way out that has a name. Its head is no landmark of the page. */
export function Sheet({
  opened,
  onClose,
  title,
  position = "right",
  size = "lg",
  children,
}: {
  opened: boolean;
  onClose: () => void;
  title: string;
  position?: "left" | "right";
  size?: string;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  useFocusBack(opened);
  return (
    <Drawer.Root
      opened={opened}
      onClose={onClose}
      position={position}
      size={size}
      lockScroll={false}
      returnFocus={false}
    >
      <Drawer.Overlay />
      <Drawer.Content className={css.content as string}>
        <div className={css.head}>
          <Drawer.Title className={css.title as string}>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={t("action.close")} />
        </div>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
