import { defineConfig } from "vitest/config";

// The examples of the manual, run against a service: KEPT_URL says where it is.
export default defineConfig({ test: { include: ["scripts/*.example.ts"], testTimeout: 120_000 } });
