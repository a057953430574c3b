import type en from "../en/changes";
import type { Words } from "../words";

const words: Words<typeof en> = {
  title: "Änderungen",
  noHistory: "Hier wurde nie etwas geändert.",
};
export default words;
