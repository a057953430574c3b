import { useRef } from "react";

/** A value; the one before, as long as both say the same: what depends on it happens only when it says something else. */
export function useSteady<Value extends object>(value: Value): Value {
  const held = useRef(value);
  if (JSON.stringify(held.current) !== JSON.stringify(value)) held.current = value;
  return held.current;
}
