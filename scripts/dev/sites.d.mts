/** Builds the sites of examples/; see sites.mjs. */
export const SITE_NAMES: readonly string[];
export function lacking(name: string): string[];
export function provide(names: readonly string[]): void;
export function buildSite(name: string): Promise<string>;
