import { type BlobOptions, setOption } from "../../src/blobs/options.ts";
import { checkRows } from "../session/page-rows.ts";
import { OPTION_FIELDS, type OptionField } from "../session/view-state.ts";

type FormField = HTMLInputElement | HTMLSelectElement;

const fieldOf = (form: HTMLFormElement, name: string): FormField => form.elements.namedItem(name) as FormField;

function readField({ name, option }: OptionField, field: FormField): unknown {
  const label = field.labels![0]!.textContent.trim();
  if (name === "rows") checkRows(field.value, label);
  return option.check(option.parse(field.value, label), label);
}

/**
 * The options that the form's texts stand for. Where one stands for nothing its field is marked, described by the element `message` and
 * given the focus, and the reason is thrown, with the field's label; the marks of the time before go.
 */
export function readOptions(form: HTMLFormElement, message: Element): BlobOptions {
  const options: Record<string, unknown> = {};
  for (const { name } of OPTION_FIELDS) {
    const field = fieldOf(form, name);
    field.setAttribute("aria-invalid", "false");
    field.removeAttribute("aria-describedby");
  }
  for (const entry of OPTION_FIELDS) {
    const field = fieldOf(form, entry.name);
    try {
      setOption(options, entry.option.name, readField(entry, field));
    } catch (error) {
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", message.id);
      field.closest("details")?.setAttribute("open", "");
      field.focus();
      throw error;
    }
  }
  return options;
}

/** By name what each field of the form says. */
export const textsOf = (form: HTMLFormElement): Record<string, string> =>
  Object.fromEntries(
    [...form.elements].flatMap((field) => ("name" in field && field.name ? [[field.name, (field as FormField).value]] : [])),
  ) as Record<string, string>;

/** Writes texts into the fields of their names. */
export function fillForm(form: HTMLFormElement, texts: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(texts)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = text;
  }
}
