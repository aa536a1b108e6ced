const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text for HTML or XML, within double quotes too. */
export const htmlText = (text: string): string => text.replace(/[&<>"]/g, (letter) => ENTITIES[letter]!);
