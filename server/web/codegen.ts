import type { CodegenConfig } from "@graphql-codegen/cli";

/** Types of every operation in `src`, made from the published schema. What is generated is not committed. */
const config: CodegenConfig = {
  schema: process.env.KEPT_SCHEMA ?? "../../schema/graphql/schema.graphql",
  documents: ["src/**/*.{ts,tsx}", "!src/playground/**", "!src/gql/**"],
  ignoreNoDocuments: true,
  generates: {
    "./src/gql/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        avoidOptionals: { field: true },
        scalars: { Date: "string", DateTime: "string", Duration: "string", JSON: "unknown" },
      },
    },
  },
};

export default config;
