import { Button, Checkbox, Group, Popover, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconColumns, IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Pages } from "../data/pages";
import type { Column } from "./columns";
import { csv, download } from "./csv";
import css from "./DataTable.module.css";

/** How many rows there are, which columns are shown, and all of it as a file. */
export function TableFoot<Row>({
  name,
  columns,
  pages,
  isShown,
  show,
}: {
  name: string;
  columns: readonly Column<Row>[];
  pages: Pages<Row>;
  isShown: (column: Column<Row>) => boolean;
  show: (column: Column<Row>, shown: boolean) => void;
}) {
  const { t } = useTranslation();
  const { rows, total, error, more } = pages;
  const [saving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    const written = columns.filter((column) => column.text && isShown(column));
    try {
      const all = await pages.all();
      const lines = all.map((row) => written.map((column) => column.text?.(row)));
      download(`${name}.csv`, "text/csv", csv([written.map((column) => column.header), ...lines]));
    } catch (cause) {
      notifications.show({ color: "red", message: cause instanceof Error ? cause.message : String(cause) });
    } finally {
      setSaving(false);
    }
  };
  return (
    <div className={css.foot}>
      <span role="status">
        {total !== undefined && rows.length < total
          ? t("list.loaded", { loaded: rows.length, total })
          : t("list.rows", { count: rows.length })}
        {error && (
          <>
            {`. ${t("state.failed")}. `}
            <Button size="compact-sm" variant="subtle" onClick={more}>
              {t("action.retry")}
            </Button>
          </>
        )}
      </span>
      <Group gap={4} wrap="nowrap">
        <Popover position="top-end" withinPortal>
          <Popover.Target>
            <Button size="compact-sm" variant="subtle" leftSection={<IconColumns size={14} aria-hidden />}>
              {t("action.columns")}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <Stack gap="xs">
              {columns.map((column) => (
                <Checkbox
                  key={column.id}
                  size="xs"
                  label={column.header}
                  checked={isShown(column)}
                  onChange={(event) => show(column, event.currentTarget.checked)}
                />
              ))}
            </Stack>
          </Popover.Dropdown>
        </Popover>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconDownload size={14} aria-hidden />}
          // All rows of a long list take their time.
          loading={saving}
          onClick={() => void save()}
        >
          {t("action.csv")}
        </Button>
      </Group>
    </div>
  );
}
