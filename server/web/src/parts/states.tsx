import { Button, Skeleton, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CombinedError } from "urql";
import { faultOf, isTooMuch, isUnsure } from "../data/faults";
import { PageHead } from "./PageHead";
import css from "./states.module.css";
import { useTooMuch } from "./tooMuch";

/** What a page shows while there is nothing to show: what will be here, how to fill it, one action. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <section className={css.state}>
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </section>
  );
}

/** There is no record of this key, any more or yet. */
export function NotFound({ of }: { of: string }) {
  const { t } = useTranslation("common");
  return <Empty title={t("state.recordNotFound", { key: of })}>{t("state.notFoundHint")}</Empty>;
}

/** What went wrong, what was kept safe and what to do. */
export function Failure({
  error,
  again,
  saving = false,
  less,
}: {
  error: CombinedError;
  again?: (() => void) | undefined;
  /** Whether something was to be changed, not only shown. */
  saving?: boolean;
  /** What to do when that was too much at once, where it is another thing than elsewhere on the page. */
  less?: string | undefined;
}) {
  const { t } = useTranslation();
  const elsewhere = useTooMuch();
  const fault = faultOf(error);
  // Where it stands in the question says nothing to people; what is wrong with it does.
  const one = fault.fields.length === 1 ? fault.fields[0] : undefined;
  const [title, hint] = told();

  function told(): [title: string, hint: string] {
    if (saving && isUnsure(fault)) return [t("state.unsure.title"), `${fault.message}.`];
    if (fault.code === "UNREACHABLE") return [t("state.unreachable"), t("state.unreachableHint")];
    if (isTooMuch(fault)) {
      const hint = saving ? `${fault.message}.` : `${t("state.tooMuch.why")} ${less ?? elsewhere}`;
      return [t("state.tooMuch.title"), hint];
    }
    if (fault.code === "FORBIDDEN" || fault.code === "UNAUTHENTICATED")
      return [t("state.forbidden"), t("state.forbiddenHint")];
    return [t("state.failed"), `${one?.message ?? fault.message}. ${t("state.failedSafe")}`];
  }
  return (
    <section className={css.state} data-tone="failed" role="alert" tabIndex={-1}>
      <h2>{title}</h2>
      <p>{hint}</p>
      {(one ? [] : fault.fields).map((field) => (
        <p key={field.path}>
          <code>{field.path}</code>: {field.message}
        </p>
      ))}
      {fault.correlationId && <p className="quiet">{t("state.reference", { id: fault.correlationId })}</p>}
      {again && (
        <Button variant="default" onClick={again}>
          {t("action.retry")}
        </Button>
      )}
    </section>
  );
}

/** Grey lines where text will be. */
export function Waiting({ lines = 6 }: { lines?: number }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm" py="md" role="status" aria-label={t("state.loading")}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike.
        <Skeleton key={line} height={14} width={`${[92, 78, 85, 64, 88, 71][line % 6]}%`} />
      ))}
    </Stack>
  );
}

/** An answer in its states: on its way, failed, or there. What was there before stays while it is asked again. */
export function Answer<Data>({
  of,
  children,
  waiting,
  title,
  less,
}: {
  of: { data: Data | undefined; error: CombinedError | undefined; again?: () => void };
  children: (data: Data) => ReactNode;
  waiting?: ReactNode;
  /** What a page is called that has no heading before it is there. */
  title?: string;
  less?: string;
}) {
  if (of.data !== undefined && of.data !== null) return <>{children(of.data)}</>;
  if (of.error) {
    return (
      <>
        {title && <PageHead title={title} />}
        <Failure error={of.error} again={of.again && (() => of.again?.())} less={less} />
      </>
    );
  }
  return <>{waiting ?? <Waiting />}</>;
}
