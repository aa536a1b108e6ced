import { show } from "../src/checks.ts";
import type { BlobOptions } from "../src/index.ts";
import { blobOptionTable } from "../src/options.ts";

/** Rows that a page generates and draws without freezing. */
const MOST_ROWS = 100_000;

const grouped = (value: number): string => (Number.isSafeInteger(value) ? value.toLocaleString("en-US") : show(value));

/** This page's limits, before the library's check. */
function checkRows(text: string, label: string): void {
  if (text.trim() === "" || Number.isNaN(Number(text))) return;
  const rows = Number(text);
  const most = grouped(MOST_ROWS);
  if (rows > MOST_ROWS) {
    throw new RangeError(`${label}: expected at most ${most} here (ndpeek blobs takes more), got ${grouped(rows)}`);
  }
  if (!Number.isInteger(rows) || rows < 1) {
    throw new RangeError(`${label}: expected an integer from 1 to ${most}, got ${grouped(rows)}`);
  }
}

interface Field {
  readonly name: string;
  /** The library's option. `width` is the image's, so the page calls it image-width. */
  readonly option: string;
  readonly limit?: (text: string, label: string) => void;
}

const FIELDS: readonly Field[] = [
  { name: "rows", option: "rows", limit: checkRows },
  { name: "seed", option: "seed" },
  { name: "image-width", option: "width" },
  { name: "threshold", option: "threshold" },
];

function readField({ option, limit }: Field, input: HTMLInputElement): unknown {
  const { parse, check } = blobOptionTable.find(({ name }) => name === option)!;
  const label = input.labels![0]!.textContent;
  limit?.(input.value, label);
  return check(parse(input.value, label), label);
}

/**
 * The options that the form's texts stand for. Where one stands for nothing its field is marked, described by the element `message` and
 * given the focus, and the reason is thrown, with the field's label; the marks of the time before go.
 */
export function readOptions(form: HTMLFormElement, message: Element): BlobOptions {
  const fields = FIELDS.map((field) => ({ field, input: form.elements.namedItem(field.name) as HTMLInputElement }));
  for (const { input } of fields) {
    input.setAttribute("aria-invalid", "false");
    input.removeAttribute("aria-describedby");
  }
  const options: Record<string, unknown> = {};
  for (const { field, input } of fields) {
    try {
      options[field.option] = readField(field, input);
    } catch (error) {
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", message.id);
      input.focus();
      throw error;
    }
  }
  return options;
}
