import type { Hop, Place, Sharing } from "./model";
import type { Palette } from "./sheet";

/** A part of the example company, for tests: two systems of ours, a vendor with a system of its own, and a cycle. */

const place = (key: string, name: string, more: Partial<Place> = {}): Place => ({
  key,
  name,
  kind: "VENDOR",
  own: false,
  country: "DE",
  operator: null,
  certainty: "CERTAIN",
  hops: 1,
  hidden: 0,
  ...more,
});

const us = { key: "kettle-fern", name: "Kettle & Fern GmbH", own: true };
const ours = { kind: "SYSTEM", own: true, certainty: null, hops: 0, country: null, operator: us } as const;
const tidewell = { key: "tidewell-cloud", name: "Tidewell Cloud Ltd", own: false };

const EMAIL = { term: "user.contact.email", name: "E-mail address", certainty: "CERTAIN" } as const;
const NAME = { term: "user.name", name: "Name", certainty: "CERTAIN" } as const;

const hop = (source: string, recipient: string, more: Partial<Hop> = {}): Hop => ({
  key: `${source}-to-${recipient}`,
  title: `${source} to ${recipient}`,
  source,
  recipient,
  certainty: "CERTAIN",
  categories: [EMAIL],
  purposes: ["essential.service"],
  regions: ["DE"],
  retention: "P1Y",
  state: "IN_FORCE",
  day: null,
  contracts: [{ key: "dpa", title: "Data processing agreement" }],
  verdict: "KEPT",
  ...more,
});

export const EXAMPLE: Sharing = {
  total: 9,
  places: [
    place("web-shop", "Web shop", ours),
    place("order-desk", "Order management", ours),
    place("tidewell-cloud", "Tidewell Cloud Ltd", { country: "IE" }),
    place("tidewell-vault", "Tidewell Vault", { kind: "SYSTEM", country: null, operator: tidewell, hops: 2 }),
    place("nimbus-mail", "Nimbus Mail Inc.", { country: "US", hidden: 2 }),
    place("fjellsafe", "Fjellsafe AS", { country: "NO", hops: 3 }),
    place("relaypine", "Relaypine, LLC", { country: "US", hops: 2, certainty: "POSSIBLE" }),
  ],
  hops: [
    hop("web-shop", "order-desk", { state: "NOT_NEEDED", contracts: [] }),
    hop("web-shop", "tidewell-cloud", { categories: [EMAIL, NAME], regions: ["IE", "DE"] }),
    hop("order-desk", "nimbus-mail"),
    hop("tidewell-cloud", "tidewell-vault", { state: "NOT_NEEDED", contracts: [] }),
    hop("tidewell-vault", "fjellsafe", { state: "OUTSIDE", verdict: "BROKEN", regions: ["NO"] }),
    hop("fjellsafe", "tidewell-cloud"),
    hop("nimbus-mail", "relaypine", {
      state: "MISSING",
      verdict: "BROKEN",
      contracts: [],
      certainty: "POSSIBLE",
    }),
    hop("nimbus-mail", "order-desk", { key: "answers" }),
    hop("order-desk", "nimbus-mail", { key: "again", state: "UNPROVEN", verdict: "UNPROVEN" }),
  ],
};

/** Colours of a file of it. */
export const PALETTE: Palette = {
  surface: "#fff",
  surface2: "#eee",
  line: "#ddd",
  lineStrong: "#888",
  text: "#000",
  text2: "#333",
  accent: "#00f",
  verdicts: { KEPT: "#0a0", BROKEN: "#a00", UNPROVEN: "#aa0" },
};
