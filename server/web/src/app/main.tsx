import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "@mantine/spotlight/styles.css";
import "./app.css";
import { Notifications } from "@mantine/notifications";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router";
import { Asking } from "../data/Asking";
import { Live } from "../data/live";
import { TermsProvider } from "../data/terms";
import { started as words } from "../i18n";
import { router } from "./routes";
import { Themed } from "./Themed";

const root = document.getElementById("kept");
if (!root) throw new Error("index.html has no #kept");
await words;
createRoot(root).render(
  <StrictMode>
    <Themed>
      <Asking>
        <Live>
          <TermsProvider>
            <RouterProvider router={router} />
            <Notifications position="bottom-right" />
          </TermsProvider>
        </Live>
      </Asking>
    </Themed>
  </StrictMode>,
);
