import type { ElkNode } from "elkjs/lib/elk-api";
import ELK from "elkjs/lib/elk-api.js";
import workerUrl from "elkjs/lib/elk-worker.min.js?url";

let elk: InstanceType<typeof ELK> | undefined;

/** Lays a graph out, in a worker of its own origin that is started when it is first needed. */
export function layOut(graph: ElkNode): Promise<ElkNode> {
  elk ??= new ELK({ workerUrl, workerFactory: (url) => new Worker(url ?? workerUrl) });
  return elk.layout(graph);
}
