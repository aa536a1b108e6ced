/** The complete offline page of a template, a script and a style; see offline-page.mjs. */
export function offlinePage(parts: { template: string; script: string; style: string }): string;
