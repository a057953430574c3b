import type en from "../en/promises";
import type { Words } from "../words";

const words: Words<typeof en> = {
  title: "Versprechen",
};
export default words;
