import type { CombinedError } from "urql";

/** What the server says of one field of an input. */
export interface FieldFault {
  path: string;
  message: string;
}

export interface Fault {
  /** `INVALID`, `CONFLICT`, ... as the schema's documentation says; `UNREACHABLE` when the server did not answer. */
  code: string;
  message: string;
  fields: FieldFault[];
  correlationId: string | undefined;
}

/** What went wrong, as the server told it. */
export function faultOf(error: CombinedError): Fault {
  const told = error.graphQLErrors[0];
  const extensions = (told?.extensions ?? {}) as {
    code?: string;
    fields?: FieldFault[];
    correlation?: string;
  };
  if (!told) {
    return {
      code: "UNREACHABLE",
      message: error.networkError?.message ?? error.message,
      fields: [],
      correlationId: undefined,
    };
  }
  return {
    code: extensions.code ?? "INTERNAL",
    message: told.message,
    fields: extensions.fields ?? [],
    correlationId: extensions.correlation,
  };
}
