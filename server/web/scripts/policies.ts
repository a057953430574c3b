import type { Plugin } from "vite";

/* What pages may load and run: as `server/src/http/assets.rs` says it. */

export const PAGES_POLICY =
  "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' blob: data:; " +
  "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export const PLAYGROUND_POLICY =
  "default-src 'none'; script-src 'self'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; " +
  "font-src 'self' data:; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The policy of the page at an address. */
export const policyOf = (address: string): string =>
  /^\/graphiql(\.html)?(?=$|[/?#])/.test(address) ? PLAYGROUND_POLICY : PAGES_POLICY;

/** Gives the built pages under `vite preview` the policies that the server gives them. */
export function policies(): Plugin {
  return {
    name: "kept:policies",
    configurePreviewServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        response.setHeader("content-security-policy", policyOf(request.url ?? "/"));
        next();
      });
    },
  };
}
