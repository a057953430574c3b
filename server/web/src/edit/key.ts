const LETTERS: Record<string, string> = {
  ä: "ae",
  ö: "oe",
  ü: "ue",
  ß: "ss",
  æ: "ae",
  ø: "o",
  å: "a",
  ł: "l",
  đ: "d",
  þ: "th",
};

/** Legal forms, which say nothing of who it is. Those of one word; "sp. z o.o." and the like are cut before. */
const FORMS = new Set(
  (
    "ab ag aps as asa bv co company corp corporation eg ev gbr gmbh inc incorporated kg kft kgaa limited llc llp ltd mbh nv oy oyj " +
    "plc pty sa sarl sas sasu se sl spa srl sro ug"
  ).split(" "),
);

/** The words of a name that say who it is, without its legal form. */
export function nameWords(name: string): string[] {
  const plain = name
    .toLowerCase()
    .replace(/[äöüßæøåłđþ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/\bsp\.?\s*z\s*o\.?\s*o\.?/g, " ")
    .replace(/\bs\.\s?r\.\s?o\./g, " ")
    // B.V., S.A., e.V.: the dots are not the ends of words.
    .replace(/\b(\p{L})\.(?=\p{L}\b)/gu, "$1")
    .replace(/&/g, " and ");
  const words = plain.split(/[^a-z0-9]+/).filter(Boolean);
  let end = words.length;
  while (end > 1 && (FORMS.has(words[end - 1] as string) || words[end - 1] === "and")) end -= 1;
  return words.slice(0, end);
}

/** The key, or the key with a number when it is taken. */
function free(key: string, taken: ReadonlySet<string>): string {
  if (key === "" || !taken.has(key)) return key;
  let number = 2;
  while (taken.has(`${key}-${number}`)) number += 1;
  return `${key}-${number}`;
}

const NONE: ReadonlySet<string> = new Set();

/** A key for a name: what the register calls it. */
export function proposeKey(name: string, taken = NONE): string {
  return free(nameWords(name).join("-").slice(0, 60).replace(/-+$/, ""), taken);
}

const SHORT: Record<string, string> = {
  DATA_PROCESSING_AGREEMENT: "dpa",
  MASTER_AGREEMENT: "msa",
  JOINT_CONTROLLER: "jca",
  DATA_SHARING: "dsa",
  ADDENDUM: "amendment",
};

/** A key for a contract with a party: `dpa-mailer`. */
export function contractKey(kind: string, party: string, taken = NONE): string {
  return party && free(`${SHORT[kind] ?? kind.toLowerCase()}-${party}`, taken);
}

/** A key for a flow: `shop-mailer`. */
export function flowKey(source: string, recipient: string, taken = NONE): string {
  return source && recipient && free(`${source}-${recipient}`, taken);
}
