// A page for an iframe: one viewer, whose attributes are the address's query (`embed.html?rows=2000&chart=strip`), and which tells the page around it
// how high it is: `{ type: "ndpeek-height", height }`, CSS pixels. That page may say its theme: `{ type: "ndpeek-theme", theme: "dark" }`.
import { show } from "../../src/base/checks.ts";
import { VIEW_CHOICES } from "../../src/draw/choices.ts";
import { ATTRIBUTE_NAMES } from "./element-texts.ts";
import "./ndpeek-viewer.ts";
import { unknownText } from "../session/view-state.ts";

const THEMES: readonly unknown[] = VIEW_CHOICES.theme.values;
const NAMES: readonly string[] = [...ATTRIBUTE_NAMES, "loading", "poster"];

const viewer = document.createElement("ndpeek-viewer");
const given = [...new URLSearchParams(location.search)];
for (const [name, text] of given) if (NAMES.includes(name)) viewer.setAttribute(name, text);
const unknown = given.filter(([name]) => !NAMES.includes(name)).map(([name]) => show(name));
document.getElementById("message")!.textContent = unknownText(unknown);
document.body.append(viewer);

if (parent !== window) {
  // Whoever shows this page may know its height.
  new ResizeObserver(() => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    parent.postMessage({ type: "ndpeek-height", height }, "*");
  }).observe(document.body);
  addEventListener("message", ({ source, data }: MessageEvent<{ type?: unknown; theme?: unknown } | null>) => {
    if (source === parent && data?.type === "ndpeek-theme" && THEMES.includes(data.theme)) {
      viewer.setAttribute("theme", data.theme as string);
    }
  });
}
