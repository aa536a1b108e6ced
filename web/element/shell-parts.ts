import { SHELL_STYLE } from "../../build/generated/shell-style.ts";
import { sharedSheet } from "./shared-sheet.ts";

/** What is in a viewer's shadow root from the beginning. */
export interface ShellParts {
  readonly shadow: ShadowRoot;
  readonly viewer: HTMLElement;
  readonly message: HTMLElement;
  /** The poster, or what stands between the element's tags: seen until the chart is there. */
  readonly still: HTMLElement;
  readonly poster: HTMLImageElement;
  readonly fallback: HTMLSlotElement;
  /** Where the chart comes. */
  readonly live: HTMLElement;
}

function part<K extends keyof HTMLElementTagNameMap>(tag: K, name: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = name;
  made.setAttribute("part", name);
  return made;
}

export function shellParts(element: HTMLElement): ShellParts {
  const shadow = element.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [sharedSheet(SHELL_STYLE)];
  const viewer = part("div", "viewer");
  const message = part("p", "message");
  message.setAttribute("role", "alert");
  message.hidden = true;
  const still = part("div", "still");
  const live = part("div", "live");
  viewer.append(message, live, still);
  shadow.append(viewer);
  return { shadow, viewer, message, still, poster: part("img", "poster"), fallback: document.createElement("slot"), live };
}
