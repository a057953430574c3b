import "./workers";
import "@graphiql/react/style.css";
import "graphiql/graphiql.css";
import "@graphiql/plugin-doc-explorer/style.css";
import "@graphiql/plugin-history/style.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Playground } from "./Playground";

const root = document.getElementById("playground");
if (!root) throw new Error("graphiql.html has no #playground");
createRoot(root).render(
  <StrictMode>
    <Playground />
  </StrictMode>,
);
