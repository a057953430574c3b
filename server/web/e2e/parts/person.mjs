/** Seconds for a key, and for thinking before a field: the keystroke-level model of Card, Moran and Newell (1980) has 0.2 s and 1.35 s. */
const KEY = 0.2;
const THOUGHT = 1.5;

/**
 * Counts the keys that a page is given from now on, for how long a person who knows what to enter would need for them.
 * @param {import("playwright-core").Page} page
 */
export function person({ keyboard }) {
  let keys = 0;
  let fields = 0;
  let waited = 0;
  const press = keyboard.press.bind(keyboard);
  const type = keyboard.type.bind(keyboard);
  keyboard.press = async (key, options) => {
    // Those held down meanwhile are keys too.
    keys += key.split("+").length;
    await press(key, options);
  };
  keyboard.type = async (text, options) => {
    keys += text.length;
    await type(text, options);
  };
  return {
    /** Notes that a person thinks: at each field and each choice. */
    thinks: () => {
      fields += 1;
    },
    /** Waits for what a person would wait for.
     * @template T @param {Promise<T>} what @returns {Promise<T>} */
    waits: async (what) => {
      const from = performance.now();
      const result = await what;
      waited += (performance.now() - from) / 1000;
      return result;
    },
    took: () => ({ keys, fields, waited, seconds: keys * KEY + fields * THOUGHT }),
  };
}
