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

test("a field that is missing is told at its own place, where the form asks for it", () => {
  const values = { party: { name: "" }, contract: { kind: "" }, flows: [{ source: "shop", startedOn: "" }] };
  const fault = (path: string, message: string) => placed([{ path, message }], values);
  expect(fault("parties[0]", "`name` is missing")).toEqual([{ at: "party.name", message: "Is missing." }]);
  expect(fault("flows[0]", "`startedOn` is missing")).toEqual([
    { at: "flows.0.startedOn", message: "Is missing." },
  ]);
  expect(fault("parties[0]", "`kept` is missing")).toEqual([{ at: "party", message: "`kept` is missing." }]);
  expect(placed([{ path: "parties[0]", message: "`name` is missing" }], { name: "" })).toEqual([
    { at: "name", message: "Is missing." },
  ]);
});

test("in the form of one record its fields stand by themselves", () => {
  const contract = { ...emptyContract(), parties: [{ party: "us", role: "" as const }] };
  expect(placeOf("parties[0].website", emptyParty())).toBe("website");
  expect(placeOf("contracts[0].parties[0].role", contract)).toBe("parties.0.role");
  expect(placeOf("contracts[0].terms.maxRetention", contract)).toBe("terms.maxRetention");
  expect(placeOf("flows[0].startedOn", emptyFlow())).toBe("startedOn");
  expect(placeOf("input.startedOn", emptyFlow())).toBe("startedOn");
});
