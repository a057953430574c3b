/** The pages that answer questions by the Tab key alone, at 200 % zoom and without motion. */
import { reach } from "./parts/reach.mjs";

/** What is open beside a list is looked at by the journeys of that list. */
const PAGES = [
  "/",
  "/map",
  "/map?category=user.contact.email&view=table",
  "/map?category=user.contact.email&view=sankey",
  "/who?category=user.contact.email",
  "/promises",
  "/promises?view=list",
  "/promises/payments-in-europe",
  "/findings",
  "/alerts",
  "/channels",
  "/what-if",
];

/** @param {import("./harness.mjs").Harness} harness */
export const run = (harness) => reach(harness, PAGES);
