import { useSearchParams } from "react-router";
import { useKeys } from "./keys";

/** Whether a record is being edited, as the address says (`?edit=1`); `e` begins it. */
export function useEditing(): [boolean, (is: boolean) => void] {
  const [params, setParams] = useSearchParams();
  const edit = (is: boolean) =>
    setParams(
      (params) => {
        if (is) params.set("edit", "1");
        else params.delete("edit");
        return params;
      },
      { replace: true },
    );
  useKeys([["e", () => edit(true)]]);
  return [params.get("edit") === "1", edit];
}
