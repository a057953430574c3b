import type en from "../en/flows";
import type { Words } from "../words";

const words: Words<typeof en> = {
  title: "Datenflüsse",
};
export default words;
