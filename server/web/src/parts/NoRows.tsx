import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "./Link";
import type { ListAddress } from "./listAddress";
import { Empty } from "./states";

/** A list without rows: because of its filters, or because nothing was recorded yet. */
export function NoRows({
  filtered,
  address,
  names,
  title,
  action,
  to,
  children,
}: {
  filtered: boolean;
  address: ListAddress;
  /** The filters, by their names in the address. */
  names: readonly string[];
  title: string;
  action: string;
  /** The address where the first is made. */
  to: string;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  if (filtered) {
    return (
      <Empty
        title={t("state.noMatch")}
        action={
          <Button variant="default" onClick={() => address.clear(["text", ...names])}>
            {t("action.clearFilters")}
          </Button>
        }
      />
    );
  }
  return (
    <Empty
      title={title}
      action={
        <Button component={Link} to={to}>
          {action}
        </Button>
      }
    >
      {children}
    </Empty>
  );
}
