import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { useCallback, useMemo, useRef } from "react";
import { type AnyVariables, type CombinedError, useClient } from "urql";
import { useEpoch } from "./live";
import { type Piece, useRows } from "./rows";

/** A page of a list, as every connection of the schema has it. */
export interface Page<Row> {
  nodes: Row[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

export interface Pages<Row> {
  rows: Row[];
  total: number | undefined;
  hasMore: boolean;
  error: CombinedError | undefined;
  fetching: boolean;
  more: () => void;
  /** Asks for them anew, after an error. */
  again?: () => void;
  /** Every row there is, for what needs them all, such as a file. */
  all: () => Promise<Row[]>;
}

/** The server's bound on how many rows are asked for at once. */
const MOST = 500;

/** The rows of a list, asked for a page at a time as they come into view. Starts again when the variables change. */
export function usePages<Data, Variables extends AnyVariables, Row>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Omit<Variables, "first" | "after">,
  pick: (data: Data) => Page<Row>,
): Pages<Row> {
  const client = useClient();
  const identity = JSON.stringify(variables);
  // biome-ignore lint/correctness/useExhaustiveDependencies: variables are compared by what they say.
  const asked = useMemo(() => variables, [identity]);
  const picked = useRef(pick);
  picked.current = pick;

  const load = useCallback(
    async (after: string | undefined, first: number): Promise<Piece<Row, string>> => {
      const result = await client
        .query(query, { ...asked, first, after: after ?? null } as unknown as Variables, {
          requestPolicy: "network-only",
        })
        .toPromise();
      if (result.error) throw result.error;
      const { nodes, totalCount, pageInfo } = picked.current(result.data as Data);
      const next = pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined;
      return { rows: nodes, total: totalCount, next };
    },
    [client, query, asked],
  );
  const { rows, total, next, error, fetching, more, again } = useRows(load, useEpoch(), { most: MOST });

  const all = useCallback(async () => {
    const rows: Row[] = [];
    let after: string | undefined;
    do {
      const piece: Piece<Row, string> = await load(after, MOST);
      rows.push(...piece.rows);
      after = piece.next;
    } while (after !== undefined);
    return rows;
  }, [load]);

  return { rows, total, hasMore: next !== undefined, error, fetching, more, again, all };
}
