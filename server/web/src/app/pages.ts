import {
  IconArrowsExchange,
  IconBell,
  IconBuildingStore,
  IconChecklist,
  IconFlask,
  IconGitBranch,
  IconHistory,
  IconHome,
  IconListSearch,
  IconNotes,
  IconSignature,
  IconTerminal2,
  IconUsers,
} from "@tabler/icons-react";

/** The pages of the navigation, in its order, the key that goes there after `g`, and pages that are reached from them alone. */
export const PAGES = [
  { id: "overview", path: "/", icon: IconHome, key: "o" },
  { id: "map", path: "/map", icon: IconGitBranch, key: "m" },
  { id: "who", path: "/who", icon: IconListSearch, key: "w" },
  { id: "promises", path: "/promises", icon: IconNotes, key: "p", with: "/notices" },
  { id: "findings", path: "/findings", icon: IconChecklist, key: "f" },
  { id: "alerts", path: "/alerts", icon: IconBell, key: "a", with: "/channels" },
  { id: "parties", path: "/parties", icon: IconUsers, key: "v" },
  { id: "contracts", path: "/contracts", icon: IconSignature, key: "c" },
  { id: "flows", path: "/flows", icon: IconArrowsExchange, key: "l" },
  { id: "register", path: "/register", icon: IconBuildingStore, key: "r" },
  { id: "whatif", path: "/what-if", icon: IconFlask, key: "i" },
  { id: "changes", path: "/changes", icon: IconHistory, key: "h" },
] as const;

/** The playground is a document of its own, with a policy of its own. */
export const PLAYGROUND = { id: "playground", path: "/graphiql", icon: IconTerminal2 } as const;
