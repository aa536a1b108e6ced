// The shell: what is there before anything is generated. The rest is loaded by it.

import { VIEW_CHOICES } from "../../src/draw/choices.ts";
import { watchRefusedWorkers } from "../session/refused-workers.ts";
import { hashOf, textsOfHash, unknownText } from "../session/view-state.ts";
import { showControls } from "../ui/foreign-text.ts";
import { whenNear } from "../ui/near-window.ts";
import { earlyDrop } from "./early-drop.ts";
import { fillForm } from "./form.ts";
import type { Panels } from "./panels.ts";

const part = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const form = part<HTMLFormElement>("form");
const message = part("message");
const root = document.documentElement;

/** Attributes of the root that a choice sets; its default sets none. */
const ROOT_CHOICES = { theme: VIEW_CHOICES.theme.default, scheme: VIEW_CHOICES.scheme.default } as const;

function applyRoot(): void {
  for (const [name, fallback] of Object.entries(ROOT_CHOICES)) {
    const { value } = form.elements.namedItem(name) as HTMLSelectElement;
    if (value === fallback) root.removeAttribute(`data-${name}`);
    else root.setAttribute(`data-${name}`, value);
  }
}

/** Returns what of the hash is not known here, as a message. */
function readHash(): string {
  const { texts, unknown } = textsOfHash(location.hash);
  fillForm(form, texts);
  part<HTMLInputElement>("threshold-slider").value = texts.threshold!;
  applyRoot();
  part("charts").dataset.kind = texts.chart;
  return showControls(unknownText(unknown));
}

watchRefusedWorkers((text) => {
  part("note").textContent = text;
});

async function start(unknown: string): Promise<void> {
  const { viewer } = await import("./viewer.ts");
  let beside: Panels | undefined;
  const shown = viewer(
    {
      form,
      message,
      charts: part("charts"),
      guest: part("guest"),
      slider: part("threshold-slider"),
      areas: part("areas"),
      progress: part("progress"),
      running: part("running"),
      status: part("status"),
      cancel: part("cancel"),
      touchBrush: part("touch-brush"),
      closer: part("closer"),
      images: part("images"),
    },
    () => {
      writeHash();
      beside?.refresh();
    },
  );

  /** Own data have no link. */
  function writeHash(): void {
    if (shown.shown && !shown.shown.source.blobs) return;
    const hash = hashOf(shown.texts());
    if (hash !== location.hash) history.replaceState(null, "", hash === "" ? location.pathname + location.search : hash);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void shown.generate();
  });
  for (const name of Object.keys(ROOT_CHOICES)) {
    (form.elements.namedItem(name) as HTMLSelectElement).addEventListener("change", () => {
      applyRoot();
      writeHash();
    });
  }

  /** A run begins without a message, or with one of a field, which matters more. */
  function generateByHash(unknown: string): Promise<void> {
    const run = shown.generate();
    message.textContent ||= unknown;
    return run;
  }
  addEventListener("hashchange", () => void generateByHash(readHash()));
  const places = { own: part("own"), out: part("out") };
  let isLoading = false;
  const loadPanels = (): void => {
    if (isLoading) return;
    isLoading = true;
    import("./panels.ts").then(({ panels }) => {
      beside = panels(places, shown);
      beside.take(early.end());
    }, shown.say);
  };
  // Files need not wait until the first rows are there.
  addEventListener("dragover", loadPanels, { once: true });
  await generateByHash(unknown);
  for (const place of Object.values(places)) whenNear(place, loadPanels);
}

part("late").remove();
const early = earlyDrop();
start(readHash()).catch((error) => {
  message.textContent = `This page could not be started: ${error instanceof Error ? error.message : error}`;
});
