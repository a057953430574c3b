import { useAsk } from "../data/live";
import { graphql } from "../gql";

const Named = graphql(`
  query PartyNamed($key: String!) {
    party(key: $key) { key name }
  }
`);

/** The name of a party by its key; the key while it is not known. */
export function PartyName({ of }: { of: string }) {
  const { data } = useAsk(Named, { key: of });
  return <>{data?.party?.name ?? of}</>;
}
