import { expect, test } from "vitest";
import { Turns } from "./turns";

/** Something that takes until it is let go. */
function held(done: string[], name: string) {
  let letGo = () => {};
  const promise = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const does = async () => {
    done.push(`${name} begins`);
    await promise;
    done.push(`${name} ends`);
  };
  return { does, letGo: () => letGo() };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test("what is wanted meanwhile is done afterwards, and of several only the last", async () => {
  const done: string[] = [];
  const turns = new Turns();
  const [first, second, third] = [held(done, "first"), held(done, "second"), held(done, "third")];
  turns.take(first.does);
  turns.take(second.does);
  turns.take(third.does);
  expect(done).toEqual(["first begins"]);
  first.letGo();
  await settled();
  expect(done).toEqual(["first begins", "first ends", "third begins"]);
  third.letGo();
  await settled();
  turns.take(second.does);
  expect(done.at(-1)).toBe("second begins");
});

test("nothing is done after it was stopped, but what is begun later", async () => {
  const done: string[] = [];
  const turns = new Turns();
  const [first, second] = [held(done, "first"), held(done, "second")];
  turns.take(first.does);
  turns.take(second.does);
  turns.stop();
  first.letGo();
  await settled();
  expect(done).toEqual(["first begins", "first ends"]);
  turns.take(second.does);
  expect(done.at(-1)).toBe("second begins");
});
