import { useEffect, useRef, useState } from "react";
import { layOut } from "./elk";
import { type Grouping, groupsOf } from "./groups";
import { type Drawing, drawingOf, planOf } from "./layout";
import { linksOf, type Sharing } from "./model";
import { DENSE, stand } from "./stand";

/** The picture of what is shown, as soon as it is laid out; the one before stays until then. */
export function useDrawing(sharing: Sharing | undefined, group: Grouping) {
  const [drawing, setDrawing] = useState<Drawing>();
  const [failed, setFailed] = useState(false);
  const turn = useRef(0);
  useEffect(() => {
    const mine = ++turn.current;
    if (!sharing) {
      setDrawing(undefined);
      return;
    }
    const plan = planOf(groupsOf(sharing.places, group), linksOf(sharing.hops));
    const laid = plan.outer.length > DENSE ? Promise.resolve(stand(plan.graph)) : layOut(plan.graph);
    laid
      .then((laid) => {
        if (mine !== turn.current) return;
        setDrawing(drawingOf(plan, laid));
        setFailed(false);
      })
      .catch(() => mine === turn.current && setFailed(true));
  }, [sharing, group]);
  return { drawing, failed };
}
