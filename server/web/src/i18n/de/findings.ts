import type en from "../en/findings";
import type { Words } from "../words";

const words: Words<typeof en> = {
  title: "Befunde",
};
export default words;
