import { element } from "./elements.ts";

export interface PinActions {
  copy(): Promise<void>;
  /** Without it there is nothing to save. */
  readonly save?: (() => void) | undefined;
  close(): void;
}

const ANSWER_TIME = 2000;

function button(text: string, action: () => void): HTMLButtonElement {
  const made = element("button", "", text);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

/** The buttons of a pinned card. */
export function pinActions({ copy, save, close }: PinActions): HTMLElement {
  const bar = element("div", "ndpeek-tooltip-actions");
  const copying = button("Copy", async () => {
    copying.textContent = await copy().then(
      () => "Copied",
      () => "Not allowed here",
    );
    setTimeout(() => {
      copying.textContent = "Copy";
    }, ANSWER_TIME);
  });
  copying.setAttribute("aria-live", "polite");
  const closing = button("×", close);
  closing.className = "ndpeek-tooltip-close";
  closing.setAttribute("aria-label", "Close");
  bar.append(copying, ...(save ? [button("Save", save)] : []), closing);
  return bar;
}
