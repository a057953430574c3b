/** The pages of what is in the register by the Tab key alone, at 200 % zoom and without motion. */
import { reach } from "./parts/reach.mjs";

/** A list and a page of one thing each. */
const PAGES = [
  "/parties",
  "/parties/nimbus-mail",
  "/parties/nimbus-mail?edit=1",
  "/contracts",
  "/contracts/msa-nimbus",
  "/flows",
  "/flows/vault-to-fjellsafe",
  "/notices",
  "/notices/privacy-2025",
  "/register",
  "/changes",
  "/changes/1",
];

/** @param {import("./harness.mjs").Harness} harness */
export const run = (harness) => reach(harness, PAGES);
