import i18next from "i18next";
import type { CombinedError } from "urql";

/** What the server says of one field of an input. */
export interface FieldFault {
  path: string;
  message: string;
}

export interface Fault {
  /** `INVALID`, `CONFLICT`, ... as the schema's documentation says; `UNREACHABLE` when the server did not answer. */
  code: string;
  /** Why something was not done: as the server told it, or in the words of the pages where its own are for programs. */
  message: string;
  fields: FieldFault[];
  correlationId: string | undefined;
}

/** Whether the server would have needed longer, or more work, than it gives to one question. */
export const isTooMuch = ({ code }: Pick<Fault, "code">) => code === "TIMEOUT" || code === "TOO_COMPLEX";

/** Whether a change may have been made all the same: nobody told that it was not. */
export const isUnsure = ({ code }: Pick<Fault, "code">) => code === "TIMEOUT" || code === "UNREACHABLE";

/** What the server words for who writes questions, or does not word at all. */
function own(code: string, trial: boolean): string | undefined {
  if (trial && isTooMuch({ code })) return i18next.t("common:state.tooMuch.trial");
  if (trial && code === "UNREACHABLE") return i18next.t("common:state.unreachable");
  if (code === "UNREACHABLE") return i18next.t("common:state.unsure.unreachable");
  if (code === "TIMEOUT") return i18next.t("common:state.unsure.slow");
  return code === "TOO_COMPLEX" ? i18next.t("common:state.tooMuch.change") : undefined;
}

/** What went wrong, as the server told it: with a change, or with trying one out. */
export function faultOf(error: CombinedError, { trial = false } = {}): Fault {
  const told = error.graphQLErrors[0];
  const extensions = (told?.extensions ?? {}) as {
    code?: string;
    fields?: FieldFault[];
    correlation?: string;
  };
  const code = told ? (extensions.code ?? "INTERNAL") : "UNREACHABLE";
  return {
    code,
    message: own(code, trial) ?? told?.message ?? error.message,
    fields: extensions.fields ?? [],
    correlationId: extensions.correlation,
  };
}
