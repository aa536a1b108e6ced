import { element } from "../ui/elements.ts";
import { type RunLine, runLine } from "../ui/run-line.ts";
import { type ControlEvents, type ElementControls, elementControls } from "./element-controls.ts";

/** What a viewer that is seen consists of. */
export interface ViewParts {
  readonly controls: ElementControls;
  /** Charts of ours, and one that the page brings. */
  readonly charts: HTMLElement;
  readonly guest: HTMLElement;
  readonly plots: HTMLElement;
  readonly line: RunLine;
  readonly note: HTMLElement;
  /** Shows either of the two charts. */
  showGuest(isShown: boolean): void;
}

export function viewParts(root: HTMLElement, events: ControlEvents & { readonly cancel: () => void }): ViewParts {
  const controls = elementControls(events);
  const charts = element("div", "charts");
  const guest = element("div", "ndpeek-charts");
  const plots = element("div", "plots");
  plots.setAttribute("part", "chart");
  const line = runLine(events.cancel, "rows");
  plots.append(charts, guest, line.element);
  const note = element("p", "note");
  note.setAttribute("role", "status");
  root.append(controls.bar, controls.threshold, plots, note);

  function showGuest(isShown: boolean): void {
    guest.hidden = !isShown;
    charts.hidden = isShown;
    controls.isOfGuest(isShown);
  }
  showGuest(false);
  return { controls, charts, guest, plots, line, note, showGuest };
}
