const sheets = new Map<string, CSSStyleSheet>();

/** The sheet of a text; all viewers have the same. */
export function sharedSheet(text: string): CSSStyleSheet {
  let sheet = sheets.get(text);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    sheets.set(text, sheet);
  }
  return sheet;
}
