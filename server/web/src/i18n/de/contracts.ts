import type en from "../en/contracts";
import type { Words } from "../words";

const words: Words<typeof en> = {
  title: "Verträge",
};
export default words;
