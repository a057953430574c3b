import type en from "../en/parties";
import type { Words } from "../words";

const words: Words<typeof en> = {
  title: "Beteiligte",
};
export default words;
