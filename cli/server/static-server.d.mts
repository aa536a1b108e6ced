import type { RequestListener, Server } from "node:http";

/** The host name that `listen` binds to. */
export const HOST: "127.0.0.1";

/** The MIME type of a file, by its ending. */
export function typeOf(path: string): string;

/**
 * Answers requests with the files of a folder, as a static host does: GET, HEAD and byte ranges.
 *
 * `prefix`: where the folder lies on the host, such as `/some/dir/`. Default: `/`.
 */
export function staticFiles(folder: string, prefix?: string): RequestListener;

/** Starts to listen on this machine; port 0 takes a free one. Resolves with the port. */
export function listen(server: Server, port: number): Promise<number>;

/** Stops at once, because connections that browsers hold open are cut. Resolves when the port is free again. */
export function stop(server: Server): Promise<void>;

/** Serves a folder on a free port until `close`; see `staticFiles`. `url` ends with the prefix. */
export function serveFolder(folder: string, prefix?: string): Promise<{ url: string; close(): Promise<void> }>;
