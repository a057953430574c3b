import type { TermCatalogue } from "../../terms";
import CATEGORY from "./categories";
import PURPOSE from "./purposes";
import REGION from "./regions";
import SAFEGUARD from "./safeguards";
import SUBJECT from "./subjects";

const terms: TermCatalogue = { CATEGORY, PURPOSE, SUBJECT, REGION, SAFEGUARD };

export default terms;
