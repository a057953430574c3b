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
