/** How the posters of examples/ are made; see posters.mjs. */
export function posterCommands(): { args: string[]; path: string }[];
