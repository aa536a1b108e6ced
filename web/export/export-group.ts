import { element, button as makeButton } from "../ui/elements.ts";
import type { Job } from "./job.ts";

/** Something that can be taken. */
export interface ExportAction {
  /** What its button says now. */
  readonly label: () => string;
  /** Why it cannot be had now, or nothing. */
  readonly refusal: () => string | undefined;
  /** Takes it, and returns the line that tells of it. What it throws is told too. */
  readonly take: (job: Job) => Promise<string>;
}

export interface ExportGroup {
  readonly element: HTMLFieldSetElement;
  /** What can be had, or what is told of it, may have changed. */
  refresh(): void;
  /** Stops what is under way, with the reason that is told. */
  stop(reason: string): void;
  finalize(): void;
}

/** Milliseconds of work that need no progress bar. */
const QUICK = 300;

const plainButton = (text = ""): HTMLButtonElement => makeButton("ndpeek-button ndpeek-export-button", text);

/** A page that is refreshed while a slider moves is not laid out again for what stays. */
function setText(node: Element, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

/** Buttons of one kind, a line that tells what came of them, and the progress of what takes long. `note`: what a reader should know before. */
export function exportGroup(title: string, actions: readonly ExportAction[], note: () => string = () => ""): ExportGroup {
  const group = element("fieldset", "ndpeek-export-group");
  const buttons = actions.map(() => plainButton());
  const row = element("div", "ndpeek-export-buttons");
  const hint = element("p", "ndpeek-export-note");
  const status = element("p", "ndpeek-export-status");
  status.setAttribute("role", "status");
  const bar = element("progress", "ndpeek-export-progress");
  bar.setAttribute("aria-label", `${title}: progress`);
  const cancel = plainButton("Cancel");
  const state = element("div", "ndpeek-export-state");
  row.append(...buttons);
  state.append(bar, cancel, status);
  group.append(element("legend", "", title), row, hint, state);
  const listening = new AbortController();
  let running: AbortController | undefined;

  function tell(text: string, isError = false): void {
    status.textContent = text;
    status.classList.toggle("ndpeek-export-error", isError);
  }

  /** The focus that the button to cancel had goes back to where the work began. */
  function showProgress(shown: boolean, starter?: HTMLButtonElement): void {
    const hadFocus = cancel.matches(":focus");
    bar.hidden = !shown;
    cancel.hidden = !shown;
    if (hadFocus) starter?.focus();
  }

  function refresh(): void {
    const reasons = new Map<string, string[]>();
    for (const [i, { label, refusal }] of actions.entries()) {
      const button = buttons[i]!;
      const reason = refusal();
      setText(button, label());
      if (button.title !== (reason ?? "")) button.title = reason ?? "";
      button.ariaDisabled = String(reason !== undefined || running !== undefined);
      if (reason !== undefined) reasons.set(reason, [...(reasons.get(reason) ?? []), label()]);
    }
    const refused = [...reasons].map(([reason, labels]) => `${labels.join(", ")}: ${reason}.`);
    setText(hint, [note(), ...refused].filter((line) => line !== "").join(" "));
  }

  async function take(action: ExportAction, button: HTMLButtonElement): Promise<void> {
    const reason = running ? "One thing after the other: this is still at work" : action.refusal();
    if (reason !== undefined) return tell(reason);
    const run = new AbortController();
    const start = performance.now();
    running = run;
    tell("");
    refresh();
    const onProgress = (done: number, total: number): void => {
      bar.max = total;
      bar.value = done;
      if (bar.hidden && performance.now() - start > QUICK) showProgress(true);
    };
    const outcome = await action.take({ signal: run.signal, onProgress }).then(
      (line) => ({ line, failed: false }),
      (error) => ({ line: error instanceof Error ? error.message : String(error), failed: !run.signal.aborted }),
    );
    running = undefined;
    if (listening.signal.aborted) return;
    showProgress(false, button);
    tell(outcome.line, outcome.failed);
    refresh();
  }

  const stop = (reason: string): void => running?.abort(new Error(reason));
  for (const [i, action] of actions.entries()) {
    const button = buttons[i]!;
    button.addEventListener("click", () => void take(action, button), { signal: listening.signal });
  }
  cancel.addEventListener("click", () => stop("Cancelled"), { signal: listening.signal });
  showProgress(false);
  refresh();
  return {
    element: group,
    refresh,
    stop,
    finalize() {
      listening.abort();
      stop("The page has gone on");
      group.remove();
    },
  };
}
