import type en from "../en/notices";
import type { Words } from "../words";

const words: Words<typeof en> = {
  title: "Datenschutzhinweise",
};
export default words;
