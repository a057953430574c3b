import type en from "../en/overview";
import type { Words } from "../words";

const words: Words<typeof en> = {
  title: "Überblick",
};
export default words;
