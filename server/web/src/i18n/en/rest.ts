import alerts from "./alerts";
import changes from "./changes";
import channels from "./channels";
import contracts from "./contracts";
import findings from "./findings";
import flows from "./flows";
import lists from "./lists";
import map from "./map";
import notices from "./notices";
import parties from "./parties";
import promises from "./promises";
import register from "./register";
import whatif from "./whatif";
import who from "./who";

/** What all other pages say. They are not many bytes each: whoever goes to one gets the words of all. */
export default {
  lists,
  map,
  who,
  parties,
  contracts,
  flows,
  notices,
  register,
  promises,
  findings,
  alerts,
  channels,
  whatif,
  changes,
};
