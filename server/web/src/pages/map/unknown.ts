import type { CombinedError } from "urql";
import { faultOf } from "../../data/faults";
import { type MapState, seedsOf } from "./address";

/** What an address names and the register does not know. */
export interface Unknown {
  parties: string[];
  category: string | undefined;
}

/** What of the address an answer complained of; undefined when it failed for another reason. */
export function unknownIn(error: CombinedError | undefined, state: MapState): Unknown | undefined {
  const fault = error && faultOf(error);
  if (fault?.code !== "INVALID" || fault.fields.length === 0) return undefined;
  const asked = seedsOf(state);
  const found: Unknown = { parties: [], category: undefined };
  for (const { path } of fault.fields) {
    const [, argument, place] = /^(around|of)\[(\d+)\]$/.exec(path) ?? [];
    const party = argument === "around" ? asked[Number(place)] : undefined;
    if (party !== undefined) found.parties.push(party);
    else if (argument === "of") found.category = state.category;
    else return undefined;
  }
  return found;
}

/** The address without them. */
export function without({ parties, category }: Unknown, state: MapState): Partial<MapState> {
  const gone = (key: string | undefined) => key !== undefined && parties.includes(key);
  return {
    around: state.around.filter((key) => !gone(key)),
    ...(gone(state.party) && { party: undefined }),
    ...(state.open?.kind === "party" && gone(state.open.key) && { open: undefined }),
    ...(category !== undefined && { category: undefined }),
  };
}
