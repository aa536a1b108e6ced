import { element } from "../ui/elements.ts";

export interface PinActions {
  copy(): Promise<void>;
  save(): void;
  close(): void;
}

/** The buttons of a pinned card. */
export interface ActionBar {
  readonly element: HTMLElement;
  /** Whether there is something to save. */
  offerSave(offered: boolean): void;
}

const ANSWER_TIME = 2000;

function button(text: string, action: () => void): HTMLButtonElement {
  const made = element("button", "", text);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

export function pinActions({ copy, save, close }: PinActions): ActionBar {
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
  const saving = button("Save", save);
  const closing = button("×", close);
  closing.className = "ndpeek-tooltip-close";
  closing.setAttribute("aria-label", "Close");
  bar.append(copying, saving, closing);
  return {
    element: bar,
    offerSave(offered) {
      saving.hidden = !offered;
    },
  };
}
