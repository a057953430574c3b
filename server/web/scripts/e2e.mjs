// The journeys in `e2e/`, in a browser on a running server: all of them, or those named.
import { readdir } from "node:fs/promises";
import { start } from "../e2e/harness.mjs";

const server = process.env.KEPT_URL;
if (!server) {
  console.error("Set KEPT_URL to the address of a running server, for example http://127.0.0.1:8080");
  process.exit(2);
}
const folder = new URL("../e2e/", import.meta.url);
const found = (await readdir(folder))
  .filter((name) => name.endsWith(".mjs") && name !== "harness.mjs")
  .sort();
const wanted = process.argv.slice(2);
/** Run only when they are named: they need another register than the example company. */
const APART = ["empty"];
const unknown = wanted.filter((name) => !found.includes(`${name}.mjs`));
if (unknown.length > 0) {
  console.error(
    `No journeys are called ${unknown.join(", ")}: there are ${found.map((name) => name.slice(0, -4)).join(", ")}`,
  );
  process.exit(2);
}

const { harness, problems, stopped, end } = await start(new URL(server).origin, process.env.SCREENSHOT_DIR);
for (const name of found) {
  const area = name.slice(0, -4);
  if (wanted.length > 0 ? !wanted.includes(area) : APART.includes(area)) continue;
  console.log(`-- ${area}`);
  try {
    const { run } = await import(new URL(name, folder).href);
    await run(harness);
  } catch (error) {
    await stopped(error);
  }
}
await end();
console.log(problems.length === 0 ? "all ok" : `${problems.length} failed:\n${problems.join("\n")}`);
process.exitCode = problems.length === 0 ? 0 : 1;
