import type { CombinedError } from "urql";
import { type Fault, faultOf } from "./faults";

/** Does the same for several things, one after the other; what was done, and the first thing that went wrong. */
export async function inTurn(
  ids: readonly string[],
  does: (id: string) => Promise<{ error?: CombinedError | undefined }>,
) {
  const done: string[] = [];
  let fault: Fault | undefined;
  for (const id of ids) {
    const { error } = await does(id);
    if (error) fault ??= faultOf(error);
    else done.push(id);
  }
  return { done, fault, failed: ids.length - done.length };
}
