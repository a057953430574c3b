/** What is sent, received on this machine. */
import { createServer } from "node:http";

/**
 * Whoever gets webhooks: answers as it is told to, and keeps what came.
 * @typedef {{ url: string, status: number, got: { headers: import("node:http").IncomingHttpHeaders, body: any }[], stop: () => Promise<void> }} Receiver
 * @returns {Promise<Receiver>}
 */
export async function receiver() {
  /** @type {Receiver} */
  const self = { url: "", status: 200, got: [], stop: async () => {} };
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8");
    request.on("data", (part) => {
      text += part;
    });
    request.on("end", () => {
      self.got.push({ headers: request.headers, body: JSON.parse(text) });
      response.writeHead(self.status).end();
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("no port to receive on");
  self.url = `http://127.0.0.1:${address.port}/kept`;
  self.stop = () => new Promise((resolve) => server.close(() => resolve()));
  return self;
}
