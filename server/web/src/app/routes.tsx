import type { ComponentType } from "react";
import { createBrowserRouter, type RouteObject } from "react-router";
import { allWords } from "../i18n";
import { Frame } from "./Frame";
import { Lost, NotFound } from "./Lost";

type Load = () => Promise<{ default: ComponentType }>;

/** The page that most people begin with: its words come with those of the frame. */
function first(path: string, load: Load): RouteObject {
  return { path, lazy: async () => ({ Component: (await load()).default }) };
}

/** A page that is loaded when it is gone to, with its words. */
function page(path: string, load: Load): RouteObject {
  return first(path, async () => (await Promise.all([load(), allWords()]))[0]);
}

/** Every address of the pages. `server/src/http/assets.rs` answers these with the same document. */
export const router = createBrowserRouter([
  {
    element: <Frame />,
    errorElement: <Lost />,
    HydrateFallback: () => null,
    children: [
      {
        errorElement: <Lost />,
        children: [
          first("/", () => import("../pages/overview/Overview")),
          page("/map", () => import("../pages/map/MapPage")),
          page("/who", () => import("../pages/who/Who")),
          page("/promises", () => import("../pages/promises/Promises")),
          page("/promises/:key", () => import("../pages/promises/PromisePage")),
          page("/notices", () => import("../pages/notices/Notices")),
          page("/notices/:key", () => import("../pages/notices/NoticePage")),
          page("/findings", () => import("../pages/findings/Findings")),
          page("/findings/:id", () => import("../pages/findings/FindingPage")),
          page("/alerts", () => import("../pages/alerts/Alerts")),
          page("/alerts/:number", () => import("../pages/alerts/AlertPage")),
          page("/channels", () => import("../pages/channels/Channels")),
          page("/channels/:key", () => import("../pages/channels/ChannelPage")),
          page("/parties", () => import("../pages/parties/Parties")),
          page("/parties/:key", () => import("../pages/parties/PartyPage")),
          page("/contracts", () => import("../pages/contracts/Contracts")),
          page("/contracts/:key", () => import("../pages/contracts/ContractPage")),
          page("/flows", () => import("../pages/flows/Flows")),
          page("/flows/:key", () => import("../pages/flows/FlowPage")),
          page("/register", () => import("../pages/register/Register")),
          page("/what-if", () => import("../pages/whatif/WhatIf")),
          page("/changes", () => import("../pages/changes/Changes")),
          page("/changes/:seq", () => import("../pages/changes/ChangePage")),
          { path: "*", element: <NotFound /> },
        ],
      },
    ],
  },
]);
