import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type AnyVariables, type CombinedError, useClient } from "urql";
import { useEpoch } from "./live";
import { Turns } from "./turns";

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
  /** Every row there is, for what needs them all, such as a file. */
  all: () => Promise<Row[]>;
}

/** How many rows are asked for at a time, and for a file. */
const PAGE = 100;
const MOST = 500;

interface Loaded<Row> {
  rows: Row[];
  total: number | undefined;
  cursor: string | null;
  hasMore: boolean;
}

const NOTHING = { rows: [], total: undefined, cursor: null, hasMore: true };

/**
 * The rows of a list, asked for a page at a time as they come into view. Starts again when the variables change;
 * when the register does, what is shown stays until the new rows are there.
 */
export function usePages<Data, Variables extends AnyVariables, Row>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Omit<Variables, "first" | "after">,
  pick: (data: Data) => Page<Row>,
): Pages<Row> {
  const client = useClient();
  const epoch = useEpoch();
  const [loaded, setLoaded] = useState<Loaded<Row>>(NOTHING);
  const [error, setError] = useState<CombinedError>();
  const [fetching, setFetching] = useState(true);
  const identity = JSON.stringify(variables);
  // biome-ignore lint/correctness/useExhaustiveDependencies: variables are compared by what they say.
  const asked = useMemo(() => variables, [identity]);
  const picked = useRef(pick);
  picked.current = pick;
  // What an answer belongs to: one to an older question is dropped.
  const turn = useRef(0);
  const busy = useRef(false);
  const count = useRef(0);
  count.current = loaded.rows.length;

  const page = useCallback(
    async (after: string | null, first: number) => {
      const result = await client
        .query(query, { ...asked, first, after } as unknown as Variables, { requestPolicy: "network-only" })
        .toPromise();
      if (result.error) throw result.error;
      return picked.current(result.data as Data);
    },
    [client, query, asked],
  );

  // One at a time: the client does not send a question that is on its way, and that one may be answered as of before
  // a change.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each question has its own.
  const turns = useMemo(() => new Turns(), [page]);
  useEffect(() => () => turns.stop(), [turns]);
  const started = useRef<Turns>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the register changed.
  useEffect(() => {
    const same = started.current === turns;
    started.current = turns;
    if (!same) setLoaded(NOTHING);
    turns.take(async () => {
      const mine = ++turn.current;
      busy.current = true;
      setFetching(true);
      try {
        const { nodes, totalCount, pageInfo } = await page(
          null,
          same ? Math.min(MOST, Math.max(PAGE, count.current)) : PAGE,
        );
        if (mine !== turn.current) return;
        setLoaded({
          rows: nodes,
          total: totalCount,
          cursor: pageInfo.endCursor,
          hasMore: pageInfo.hasNextPage,
        });
        setError(undefined);
      } catch (cause) {
        if (mine === turn.current) setError(cause as CombinedError);
      } finally {
        if (mine === turn.current) {
          busy.current = false;
          setFetching(false);
        }
      }
    });
  }, [turns, page, epoch]);

  const more = useCallback(() => {
    if (busy.current || !loaded.hasMore || loaded.cursor === null) return;
    const mine = turn.current;
    busy.current = true;
    setFetching(true);
    page(loaded.cursor, PAGE)
      .then(({ nodes, totalCount, pageInfo }) => {
        if (mine !== turn.current) return;
        setLoaded((before) => ({
          rows: [...before.rows, ...nodes],
          total: totalCount,
          cursor: pageInfo.endCursor,
          hasMore: pageInfo.hasNextPage,
        }));
        setError(undefined);
      })
      .catch((cause: CombinedError) => mine === turn.current && setError(cause))
      .finally(() => {
        if (mine !== turn.current) return;
        busy.current = false;
        setFetching(false);
      });
  }, [page, loaded]);

  const all = useCallback(async () => {
    const rows: Row[] = [];
    let after: string | null = null;
    for (;;) {
      const { nodes, pageInfo }: Page<Row> = await page(after, MOST);
      rows.push(...nodes);
      if (!pageInfo.hasNextPage) return rows;
      after = pageInfo.endCursor;
    }
  }, [page]);

  return { rows: loaded.rows, total: loaded.total, hasMore: loaded.hasMore, error, fetching, more, all };
}
