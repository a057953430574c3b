import type en from "../en/whatif";
import type { Words } from "../words";

const words: Words<typeof en> = {
  title: "Was wäre wenn",
};
export default words;
