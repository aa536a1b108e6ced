import { htmlText } from "../../src/base/html-text.ts";

/** Text for an XML document, within quotes too; letters that XML has not become U+FFFD. */
export const xmlText = (text: string): string =>
  htmlText(
    text
      .replace(/\p{Surrogate}/gu, "\ufffd")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that XML 1.0 forbids.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd"),
  );
