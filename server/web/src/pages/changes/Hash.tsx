import { ActionIcon, CopyButton, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import css from "./Hash.module.css";

/** A hash: its beginning, with the whole of it to copy. */
export function Hash({ of, label, whole = false }: { of: string; label: string; whole?: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={css.hash}>
      <code title={of}>{whole ? of : of.slice(0, 10)}</code>
      <CopyButton value={of}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? t("action.copied") : t("action.copy")}>
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={copied ? t("action.copied") : `${t("action.copy")}: ${label}`}
              onClick={copy}
            >
              {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  );
}
