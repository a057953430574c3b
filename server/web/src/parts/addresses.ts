/** The pages of records, by the kind that their global ids begin with. */
const PAGES: Record<string, string> = {
  party: "/parties",
  contract: "/contracts",
  flow: "/flows",
  notice: "/notices",
  promise: "/promises",
  channel: "/channels",
};

/** The address of a record's page; undefined when its kind has none. */
export function recordPath(id: string): string | undefined {
  const colon = id.indexOf(":");
  const page = PAGES[id.slice(0, colon)];
  return page && `${page}/${encodeURIComponent(id.slice(colon + 1))}`;
}

export const alertPath = (number: number | string) => `/alerts/${number}`;
export const channelPath = (key: string) => `/channels/${encodeURIComponent(key)}`;
export const findingPath = (id: string) => `/findings/${encodeURIComponent(id)}`;
export const whoPath = (category: string) => `/who?category=${encodeURIComponent(category)}`;
export const mapPath = (category: string) => `/map?category=${encodeURIComponent(category)}`;
