// A worker of the page's or of Node's, seen the same way.
import { nodeBuiltin } from "../node-builtin.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { WORKER_SOURCE } from "./worker-source.generated.ts";

export interface Channel {
  /** `transfer`: buffers that the worker takes over. */
  post(message: ToWorker, transfer?: ArrayBuffer[]): void;
  /** Resolves when the worker is gone. */
  close(): Promise<void>;
}

export interface Listener {
  message(message: FromWorker): void;
  /** The worker is gone, or was never there. Told once, and not after `close`. */
  death(reason: string): void;
}

/** The part of Node's worker_threads that is used here. */
interface NodeWorker {
  postMessage(message: unknown, transfer?: ArrayBuffer[]): void;
  on(event: "message" | "error" | "exit", listener: (value: never) => void): void;
  terminate(): Promise<number>;
}

type OpenNodeWorker = new (source: string, options: { eval: true }) => NodeWorker;

function openInNode(NodeWorkerClass: OpenNodeWorker, listener: Listener): Channel {
  const worker = new NodeWorkerClass(WORKER_SOURCE, { eval: true });
  let open = true;
  const end = (reason: string): void => {
    if (open) listener.death(reason);
    open = false;
  };
  worker.on("message", (message: FromWorker) => {
    if (open) listener.message(message);
  });
  worker.on("error", (error: unknown) => end(error instanceof Error ? error.message : String(error)));
  worker.on("exit", (code: number) => end(`it ended with code ${code}`));
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    async close() {
      open = false;
      await worker.terminate();
    },
  };
}

function openInPage(listener: Listener): Channel {
  const url = URL.createObjectURL(new Blob([WORKER_SOURCE], { type: "text/javascript" }));
  const worker = new Worker(url);
  let open = true;
  const end = (reason: string): void => {
    if (open) listener.death(reason);
    open = false;
  };
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    URL.revokeObjectURL(url);
    if (open) listener.message(data);
  };
  // A policy that forbids the worker shows here too, not where it is made.
  worker.onerror = (event) => {
    event.preventDefault?.();
    URL.revokeObjectURL(url);
    end(event.message || "it could not be started");
  };
  worker.onmessageerror = () => end("a message could not be read");
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    async close() {
      open = false;
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
}

/** Starts a worker; undefined where there is no such thing. */
export function openChannel(listener: Listener): Channel | undefined {
  const Node = nodeBuiltin<{ Worker: OpenNodeWorker }>("node:worker_threads")?.Worker;
  if (Node) return openInNode(Node, listener);
  if (typeof Worker === "undefined" || typeof URL.createObjectURL === "undefined") return undefined;
  try {
    return openInPage(listener);
  } catch {
    return undefined;
  }
}
