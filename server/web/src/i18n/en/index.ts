/** What the pages say, in English: a file a page, and `common` for what several say. */
import first from "./first";
import rest from "./rest";

export default { ...first, ...rest };
