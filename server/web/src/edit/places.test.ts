import { expect, test } from "vitest";
import { byField, fieldId, placed, placeOf } from "./places";
import { emptyContract, emptyFlow, emptyParty } from "./values";

const register = {
  party: {
    ...emptyParty(),
    contacts: [
      { role: "", name: "", email: "", url: "" },
      { role: "DPO", name: "", email: "nonsense", url: "" },
    ],
  },
  contract: { ...emptyContract(), terms: { ...emptyContract().terms, regions: ["DE", "atlantis"] } },
  flows: [emptyFlow(), { ...emptyFlow(), key: "f", derives: [{ from: ["user"], to: [] }] }],
};

test.each([
  ["contracts[0].endsOn", "contract.endsOn"],
  ["contracts[0].terms.regions[1]", "contract.terms.regions"],
  ["contracts[0].renewal.period", "contract.renewal.period"],
  ["contracts[0].parties", "contract.parties"],
  ["parties[0].key", "party.key"],
  // The first row is empty, so the document's first is the form's second.
  ["parties[0].contacts[0].email", "party.contacts.1.email"],
  ["flows[0].startedOn", "flows.1.startedOn"],
  ["flows[0].derives[0].to", "flows.1.derives.0.to"],
  ["contracts[0].unheardOf", "contract"],
  ["somewhere.else", ""],
  ["", ""],
])("%s is asked for at %s", (path, place) => {
  expect(placeOf(path, register)).toBe(place);
});

test("an input's paths are those of the one form", () => {
  expect(placeOf("input.endedOn", emptyFlow())).toBe("endedOn");
});

test("complaints are sentences, and those of a field are shown together", () => {
  const faults = placed(
    [
      { path: "flows[0].retention", message: "`x` is no duration" },
      { path: "flows[0].retention", message: "Write P1Y" },
    ],
    register,
  );
  expect(byField(faults)).toEqual({ "flows.1.retention": "`x` is no duration. Write P1Y." });
});

test("a field has an id that a link can name", () => {
  expect(fieldId("flows.1.derives.0.to")).toBe("field-flows-1-derives-0-to");
});
