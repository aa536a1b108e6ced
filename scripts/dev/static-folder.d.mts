/** Serves a folder under a path such as `/some/dir/`, as a static host does, and nothing beside it; see static-folder.mjs. */
export function serveFolder(folder: string, prefix?: string): Promise<{ url: string; close(): Promise<void> }>;
