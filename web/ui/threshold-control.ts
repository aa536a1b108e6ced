import { blobOptionTable } from "../../src/blobs/options.ts";
import { niceStep } from "./nice-step.ts";

export interface ThresholdControl {
  /** The threshold as it stands in the fields. */
  readonly value: number;
  /** Writes a threshold into the fields; tells nobody. */
  set(threshold: number): void;
  /** Between which values the slider goes. */
  range(low: number, high: number): void;
  finalize(): void;
}

export interface ThresholdEvents {
  /** The slider is on its way. */
  readonly drag: (threshold: number) => void;
  /** The threshold is what it is going to be. */
  readonly settle: (threshold: number) => void;
  /** What stands in the field is no threshold. */
  readonly refuse: (reason: Error) => void;
}

const THRESHOLD = blobOptionTable.find(({ name }) => name === "threshold")!;
/** Steps of the slider. */
const STEPS = 200;

/** A slider, and a field for any number beside it. */
export function thresholdControl(slider: HTMLInputElement, field: HTMLInputElement, events: ThresholdEvents): ThresholdControl {
  const { drag, settle, refuse } = events;
  const stop = new AbortController();
  const on = { signal: stop.signal };
  let value = Number(field.value);

  function mark(isValid: boolean): void {
    field.setAttribute("aria-invalid", String(!isValid));
  }

  function slide(tell: (threshold: number) => void): void {
    value = slider.valueAsNumber;
    field.value = String(value);
    mark(true);
    tell(value);
  }

  function type(): void {
    const label = field.labels![0]!.textContent.trim();
    try {
      value = THRESHOLD.check(THRESHOLD.parse(field.value, label), label) as number;
    } catch (error) {
      mark(false);
      refuse(error as Error);
      return;
    }
    mark(true);
    slider.value = String(value);
    settle(value);
  }

  slider.addEventListener("input", () => slide(drag), on);
  slider.addEventListener("change", () => slide(settle), on);
  field.addEventListener("change", type, on);
  field.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Enter") return;
      // Or the form would generate the same rows once more.
      event.preventDefault();
      if (field.value !== String(value)) type();
    },
    on,
  );

  return {
    get value() {
      return value;
    },
    set(threshold) {
      value = threshold;
      field.value = String(threshold);
      slider.value = String(threshold);
      mark(true);
    },
    range(low, high) {
      // Round steps from a round number on, so that values are short.
      const least = high / STEPS - low / STEPS;
      const step = least > 0 ? niceStep(least) : 0;
      const round = (end: number): string => String(Number(end.toPrecision(12)));
      slider.min = step > 0 ? round(Math.floor(low / step) * step) : String(low);
      slider.max = step > 0 ? round(Math.ceil(high / step) * step) : String(high);
      slider.step = step > 0 ? round(step) : "any";
      slider.value = String(value);
    },
    finalize: () => stop.abort(),
  };
}
