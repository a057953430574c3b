import { useEffect, useState } from "react";
import { useClient } from "urql";
import { graphql } from "../gql";

const PartyNameQuery = graphql(`
  query PartyName($key: String!) {
    party(key: $key) { key name }
  }
`);

/** What parties are called, of those that are named by their keys; a key while that is not known. */
export function usePartyNames(keys: readonly string[]): (key: string) => string {
  const client = useClient();
  const [names, setNames] = useState<Record<string, string>>({});
  const wanted = [...new Set(keys)].sort().join(" ");
  useEffect(() => {
    if (!wanted) return;
    let here = true;
    void Promise.all(
      wanted.split(" ").map(async (key): Promise<[string, string]> => {
        const { data } = await client
          .query(PartyNameQuery, { key }, { requestPolicy: "cache-first" })
          .toPromise();
        return [key, data?.party?.name ?? key];
      }),
    ).then((found) => here && setNames((before) => ({ ...before, ...Object.fromEntries(found) })));
    return () => {
      here = false;
    };
  }, [client, wanted]);
  return (key) => names[key] ?? key;
}
