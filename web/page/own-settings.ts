import { checkInteger, checkNumber, checkThreshold, decimal, show } from "../../src/base/checks.ts";
import { type MeasureSettings, MOST_FILTER_PIXELS, SHARE_THRESHOLD, suitedThreshold } from "../sources/own-measure.ts";
import type { OwnStack } from "../sources/own-stack.ts";
import { element } from "../ui/elements.ts";

export interface OwnSettings {
  readonly element: HTMLElement;
  /** What the fields say. Throws a RangeError with a field's label where one says nothing that is right, marks it and gives it the focus. */
  read(): MeasureSettings;
  /** A threshold that suits the stacks: 0.4 where all values are from 0 to 1, else Otsu's. */
  suit(stacks: readonly OwnStack[]): void;
}

let made = 0;

/** What a field is called, also in errors; `note` stands behind that in its label. */
interface FieldName {
  readonly name: string;
  readonly note?: string;
}

const GAUSSIAN: FieldName = { name: "Gaussian filter, σ", note: "(0: none)" };
const UNIFORM: FieldName = { name: "Box filter, pixels", note: "(1: none)" };
const THRESHOLD: FieldName = { name: "Pixels count above" };

function field({ name, note }: FieldName, control: HTMLInputElement | HTMLSelectElement): HTMLElement {
  const row = element("div", "ndpeek-own-field");
  const caption = element("label", "", note === undefined ? name : `${name} ${note}`);
  control.id = `ndpeek-own-${made++}`;
  caption.htmlFor = control.id;
  row.append(caption, control);
  return row;
}

function numberInput(value: string): HTMLInputElement {
  const input = element("input");
  input.value = value;
  input.inputMode = "decimal";
  input.autocomplete = "off";
  input.spellcheck = false;
  return input;
}

/** The filters and the threshold that images are measured by. */
export function ownSettings(): OwnSettings {
  const gaussian = numberInput("0");
  const uniform = numberInput("1");
  const kind = element("select");
  kind.append(new Option("Otsu’s, each image its own", "otsu"), new Option("One for all images", "one"));
  const threshold = numberInput(String(SHARE_THRESHOLD));
  const thresholdRow = field(THRESHOLD, threshold);
  const follow = (): void => {
    thresholdRow.hidden = kind.value === "otsu";
  };
  kind.addEventListener("change", follow);
  follow();

  const fields = element("div", "ndpeek-own-fields");
  fields.append(field(GAUSSIAN, gaussian), field(UNIFORM, uniform), field({ name: "Threshold" }, kind), thresholdRow);

  function read<T>(input: HTMLInputElement, { name }: FieldName, check: (value: unknown, name: string) => T): T {
    input.setAttribute("aria-invalid", "false");
    try {
      const text = input.value.trim();
      const value = decimal(text);
      if (value === undefined) throw new RangeError(`${name}: expected a number, got ${text === "" ? "nothing" : show(text)}`);
      return check(value, name);
    } catch (error) {
      input.setAttribute("aria-invalid", "true");
      input.focus();
      throw error;
    }
  }

  return {
    element: fields,
    read: () => ({
      gaussian: read(gaussian, GAUSSIAN, (value, name) => checkNumber(value, name, 0, MOST_FILTER_PIXELS)),
      uniform: read(uniform, UNIFORM, (value, name) => checkInteger(value, name, 1, MOST_FILTER_PIXELS)),
      threshold: kind.value === "otsu" ? "otsu" : read(threshold, THRESHOLD, checkThreshold),
    }),
    suit(stacks) {
      const suited = suitedThreshold(stacks);
      kind.value = suited === "otsu" ? "otsu" : "one";
      if (suited !== "otsu") threshold.value = String(suited);
      follow();
    },
  };
}
