import type { BlobOptions } from "../src/index.ts";
import { blobOptionTable } from "../src/options.ts";

/** The form's fields and the library's options they stand for. `width` is the image's, so the page calls it image-width. */
const FIELDS: Readonly<Record<string, string>> = { rows: "rows", seed: "seed", "image-width": "width", threshold: "threshold" };

const fieldOf = (form: HTMLFormElement, name: string): HTMLInputElement => form.elements.namedItem(name) as HTMLInputElement;

/** The options that the form's texts stand for; throws the library's own error, with the field's name, where one stands for nothing. */
export function readOptions(form: HTMLFormElement): BlobOptions {
  const options: Record<string, unknown> = {};
  for (const [field, option] of Object.entries(FIELDS)) {
    const { parse, check } = blobOptionTable.find(({ name }) => name === option)!;
    options[option] = check(parse(fieldOf(form, field).value, field), field);
  }
  return options;
}

/** Marks the field that a library's message names; without a message none. Returns the field. */
export function markInvalid(form: HTMLFormElement, message = ""): HTMLInputElement | undefined {
  const named = /^[a-z0-9-]+/i.exec(message)?.[0];
  let found: HTMLInputElement | undefined;
  for (const [field, option] of Object.entries(FIELDS)) {
    const input = fieldOf(form, field);
    const invalid = named === field || named === option;
    input.setAttribute("aria-invalid", String(invalid));
    if (invalid) {
      input.setAttribute("aria-describedby", "message");
      found = input;
    } else input.removeAttribute("aria-describedby");
  }
  return found;
}
