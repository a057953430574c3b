import type en from "../en/register";
import type { Words } from "../words";

const words: Words<typeof en> = {
  title: "Anbieter erfassen",
};
export default words;
