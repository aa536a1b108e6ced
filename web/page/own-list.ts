import type { ChartFile } from "../sources/own-files.ts";
import type { OwnStack } from "../sources/own-stack.ts";
import { button, element } from "../ui/elements.ts";
import { showControls } from "../ui/foreign-text.ts";

const UNITS = ["bytes", "kB", "MB", "GB"] as const;

/** "4.2 MB". */
export function fileSize(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[power]}`;
}

function item(name: string, facts: readonly string[], remove: () => void): HTMLLIElement {
  const row = element("li", "ndpeek-own-file");
  const removal = button("ndpeek-button", "Remove");
  removal.setAttribute("aria-label", `Remove ${name}`);
  removal.addEventListener("click", remove);
  const text = element("div", "ndpeek-own-file-text");
  text.append(element("bdi", "ndpeek-own-file-name", name), " ", element("span", "ndpeek-own-file-facts", facts.join(" · ")));
  row.append(text, removal);
  return row;
}

/** A stack's line: what it is called, its shape, element type and size. */
export const stackItem = (stack: OwnStack, size: number, remove: () => void): HTMLLIElement =>
  item(stack.name, [`(${stack.shape.join(", ")})`, stack.dtype, fileSize(size)], remove);

export const chartItem = ({ name, size }: ChartFile, remove: () => void): HTMLLIElement =>
  item(showControls(name), ["chart", fileSize(size)], remove);
