import { copyText } from "./copy-text.ts";
import { element } from "./elements.ts";

export interface CopyBox {
  readonly element: HTMLTextAreaElement;
  /** Copies the text, or shows it selected where the browser does not let the page copy, and rejects. */
  copy(text: string): Promise<void>;
}

export function copyBox(): CopyBox {
  const box = element("textarea", "ndpeek-export-copy");
  box.readOnly = true;
  box.rows = 4;
  box.spellcheck = false;
  box.setAttribute("aria-label", "Text to copy");
  box.hidden = true;
  return {
    element: box,
    async copy(text) {
      box.hidden = true;
      await copyText(text).catch((error) => {
        box.hidden = false;
        box.value = text;
        box.focus();
        box.select();
        throw error;
      });
    },
  };
}
