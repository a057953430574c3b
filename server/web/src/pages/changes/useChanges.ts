import { useCallback, useEffect, useRef, useState } from "react";
import { type CombinedError, useClient } from "urql";
import { useEpoch } from "../../data/live";
import type { Pages } from "../../data/pages";
import type { ChangeRowFragment } from "../../gql/graphql";
import { ChangesOfQuery, ChangesQuery } from "./ask";
import { merged, pageBefore } from "./chain";

const PAGE = 100;

interface Loaded {
  of: string | undefined;
  rows: ChangeRowFragment[];
  total: number | undefined;
  done: boolean;
}

/**
 * Changes, the newest first: of everything, or of one record. The chain is asked for from its end backwards; what is new is
 * put on top while the rest stays.
 */
export function useChanges(of: string | undefined): Pages<ChangeRowFragment> {
  const client = useClient();
  const epoch = useEpoch();
  const [loaded, setLoaded] = useState<Loaded>({ of, rows: [], total: undefined, done: false });
  const [error, setError] = useState<CombinedError>();
  const [fetching, setFetching] = useState(true);
  const turn = useRef(0);
  const busy = useRef(false);
  const latest = useRef(loaded);
  latest.current = loaded;

  const page = useCallback(
    async (variables: { after: number; first: number }) => {
      const { data, error } = await client
        .query(ChangesQuery, variables, { requestPolicy: "network-only" })
        .toPromise();
      if (error) throw error;
      return data?.changes ?? { totalCount: 0, nodes: [] };
    },
    [client],
  );
  const pageOf = useCallback(
    async (of: string, before: number | undefined) => {
      const { data, error } = await client
        .query(
          ChangesOfQuery,
          { of, first: PAGE, ...(before && { before }) },
          { requestPolicy: "network-only" },
        )
        .toPromise();
      if (error) throw error;
      return (data?.history ?? []).map(({ change }) => change);
    },
    [client],
  );

  /** Older rows than those that are there. */
  const older = useCallback(
    async (have: Loaded): Promise<Loaded> => {
      const before = have.rows.at(-1)?.seq;
      if (have.of !== undefined) {
        const rows = await pageOf(have.of, before);
        const all = merged(have.rows, rows);
        const done = rows.length < PAGE;
        return { ...have, rows: all, done, total: done ? all.length : undefined };
      }
      // The chain is counted before it is read from its end.
      const total = before === undefined ? (await page({ after: 0, first: 1 })).totalCount : undefined;
      const { after, first } = pageBefore(before ?? (total ?? 0) + 1, PAGE);
      if (first === 0) return { ...have, total: have.total ?? total ?? 0, done: true };
      const { nodes, totalCount } = await page({ after, first });
      return { ...have, rows: merged(have.rows, nodes), total: totalCount, done: after === 0 };
    },
    [page, pageOf],
  );

  /** What was changed since. */
  const newer = useCallback(
    async (have: Loaded): Promise<Loaded> => {
      const newest = have.rows[0]?.seq;
      if (newest === undefined) return older(have);
      if (have.of !== undefined) {
        const rows = await pageOf(have.of, undefined);
        return { ...have, rows: merged(have.rows, rows) };
      }
      let [rows, total, at] = [have.rows, have.total, newest];
      for (;;) {
        const { nodes, totalCount } = await page({ after: at, first: 500 });
        rows = merged(rows, nodes);
        total = totalCount;
        if (nodes.length < 500) return { ...have, rows, total };
        at = rows[0]?.seq ?? at;
      }
    },
    [older, page, pageOf],
  );

  const load = useCallback((ask: (have: Loaded) => Promise<Loaded>, have: Loaded) => {
    const mine = ++turn.current;
    busy.current = true;
    setFetching(true);
    ask(have)
      .then((next) => {
        if (mine !== turn.current) return;
        setLoaded(next);
        setError(undefined);
      })
      .catch((cause: CombinedError) => mine === turn.current && setError(cause))
      .finally(() => {
        if (mine !== turn.current) return;
        busy.current = false;
        setFetching(false);
      });
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the register changed.
  useEffect(() => {
    const have = latest.current.of === of ? latest.current : { of, rows: [], total: undefined, done: false };
    if (have !== latest.current) setLoaded(have);
    load(have.rows.length > 0 ? newer : older, have);
  }, [of, epoch, load, newer, older]);

  const more = useCallback(() => {
    if (!busy.current && !latest.current.done) load(older, latest.current);
  }, [load, older]);
  const all = useCallback(async () => {
    let have = latest.current;
    while (!have.done) have = await older(have);
    return have.rows;
  }, [older]);
  return {
    rows: loaded.rows,
    total: loaded.total,
    hasMore: !loaded.done,
    error,
    fetching,
    more,
    again: more,
    all,
  };
}
