import { useMemo } from "react";
import { useAsk } from "../../data/live";
import { graphql } from "../../gql";

const ChannelNamesQuery = graphql(`
  query ChannelNames {
    channels(first: 500) { nodes { id key title } }
  }
`);

/** What channels are called, by key; undefined until that is known. One that is not there was deleted. */
export function useChannelNames(): ReadonlyMap<string, string> | undefined {
  const nodes = useAsk(ChannelNamesQuery, {}).data?.channels.nodes;
  return useMemo(() => nodes && new Map(nodes.map(({ key, title }) => [key, title])), [nodes]);
}
