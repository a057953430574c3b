import type en from "../en/map";
import type { Words } from "../words";

const words: Words<typeof en> = {
  title: "Karte",
};
export default words;
