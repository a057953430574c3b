import { useCallback } from "react";
import { type LinkProps, Link as RouterLink, useLocation } from "react-router";
import { recordPath } from "./addresses";

/** Keeps the day that everything is shown as of on the way to another page. */
export function useTo(): (to: string) => string {
  const { search } = useLocation();
  const day = new URLSearchParams(search).get("day");
  return useCallback(
    (to) => {
      if (!day) return to;
      const [path = "", query = ""] = to.split("?");
      const params = new URLSearchParams(query);
      if (!params.has("day")) params.set("day", day);
      return `${path}?${params}`;
    },
    [day],
  );
}

export function Link({ to, ...others }: Omit<LinkProps, "to"> & { to: string }) {
  const keep = useTo();
  return <RouterLink to={keep(to)} {...others} />;
}

/** A link to a record of the register by its global id, such as `party:mailer`. Ids without a page are text. */
export function RecordLink({ id, children, ...others }: Omit<LinkProps, "to"> & { id: string }) {
  const path = recordPath(id);
  return path ? (
    <Link to={path} {...others}>
      {children}
    </Link>
  ) : (
    <span>{children}</span>
  );
}
