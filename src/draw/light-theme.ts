import { THEMES } from "../../build/generated/themes.ts";

/** The light colors of web/ui/theme.css by name, for pages without that style sheet. */
export const LIGHT_THEME: Readonly<Record<string, string>> = THEMES.light;
