import { copyText } from "../ui/copy-text.ts";
import { button, element } from "../ui/elements.ts";

const ANSWER_TIME = 2000;

export interface CodePreview {
  readonly element: HTMLDetailsElement;
  /** The code may be another now. */
  refresh(): void;
  finalize(): void;
}

/** Code that a reader can unfold and copy, made only then; hidden where there is none. */
export function codePreview(title: string, code: () => string | undefined): CodePreview {
  const details = element("details", "ndpeek-export-preview");
  const text = element("code");
  const block = element("pre");
  // It scrolls, so that it must be within reach of the keyboard.
  block.tabIndex = 0;
  block.setAttribute("role", "region");
  block.setAttribute("aria-label", title);
  block.append(text);
  const copy = button("ndpeek-button ndpeek-export-button", "Copy");
  copy.setAttribute("aria-live", "polite");
  details.append(element("summary", "", title), copy, block);
  const listening = new AbortController();

  function refresh(): void {
    const now = code();
    details.hidden = now === undefined;
    if (details.open && now !== text.textContent) text.textContent = now ?? "";
  }

  async function copyCode(): Promise<void> {
    copy.textContent = await copyText(text.textContent).then(
      () => "Copied",
      () => {
        getSelection()?.selectAllChildren(block);
        return "Selected: please copy it";
      },
    );
    setTimeout(() => {
      copy.textContent = "Copy";
    }, ANSWER_TIME);
  }

  copy.addEventListener("click", () => void copyCode(), { signal: listening.signal });
  details.addEventListener("toggle", refresh, { signal: listening.signal });
  refresh();
  return {
    element: details,
    refresh,
    finalize() {
      listening.abort();
      details.remove();
    },
  };
}
