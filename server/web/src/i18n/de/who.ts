import type en from "../en/who";
import type { Words } from "../words";

const words: Words<typeof en> = {
  title: "Wer bekommt was",
};
export default words;
