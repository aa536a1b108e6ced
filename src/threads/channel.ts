// A worker of the page's or of Node's, seen the same way.
import { MEDIA_TYPES } from "../base/media-types.ts";
import { nodeBuiltin } from "../base/node-builtin.ts";

/** A worker, as whoever talks to it sees it. */
export interface Channel<To> {
  /** `transfer`: buffers that the worker takes over. */
  post(message: To, transfer?: ArrayBuffer[]): void;
  /** Whether Node's process stays for it: it does until told. */
  hold(isHeld: boolean): void;
  /** Resolves when the worker is gone. */
  close(): Promise<void>;
}

export interface Listener<From> {
  message(message: From): void;
  /** The worker is gone, or was never there. Told once, and not after `close`. */
  death(reason: string): void;
}

/** The part of Node's worker_threads that is used here. */
interface NodeWorker {
  postMessage(message: unknown, transfer?: ArrayBuffer[]): void;
  on(event: "message" | "error" | "exit", listener: (value: never) => void): void;
  ref(): void;
  unref(): void;
  terminate(): Promise<number>;
}

type OpenNodeWorker = new (source: string, options: { eval: true }) => NodeWorker;

function openInNode<To, From>(NodeWorkerClass: OpenNodeWorker, source: string, listener: Listener<From>): Channel<To> {
  const worker = new NodeWorkerClass(source, { eval: true });
  let open = true;
  const end = (reason: string): void => {
    if (open) listener.death(reason);
    open = false;
  };
  worker.on("message", (message: From) => {
    if (open) listener.message(message);
  });
  worker.on("error", (error: unknown) => end(error instanceof Error ? error.message : String(error)));
  worker.on("exit", (code: number) => end(`it ended with code ${code}`));
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    hold(isHeld) {
      if (isHeld) worker.ref();
      else worker.unref();
    },
    async close() {
      open = false;
      await worker.terminate();
    },
  };
}

function openInPage<To, From>(source: string, listener: Listener<From>): Channel<To> {
  const url = URL.createObjectURL(new Blob([source], { type: MEDIA_TYPES.javascript }));
  const worker = new Worker(url);
  let open = true;
  const end = (reason: string): void => {
    if (open) listener.death(reason);
    open = false;
  };
  worker.onmessage = ({ data }: MessageEvent<From>) => {
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
    hold: () => {},
    async close() {
      open = false;
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
}

/** Starts a worker from the text of its script; undefined where there is no such thing. */
export function openChannel<To, From>(source: string, listener: Listener<From>): Channel<To> | undefined {
  const Node = nodeBuiltin<{ Worker: OpenNodeWorker }>("node:worker_threads")?.Worker;
  if (Node) return openInNode(Node, source, listener);
  if (typeof Worker === "undefined" || typeof URL.createObjectURL === "undefined") return undefined;
  try {
    return openInPage(source, listener);
  } catch {
    return undefined;
  }
}
