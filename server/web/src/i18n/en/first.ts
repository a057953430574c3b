import common from "./common";
import overview from "./overview";

/** What the frame and the first page say: all that is loaded before it can be used. */
export default { common, overview };
