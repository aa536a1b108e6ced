import { type ChoiceList, VIEW_CHOICES } from "../../src/draw/choices.ts";
import { element } from "../ui/elements.ts";
import { CONTROLS, type Control } from "./element-texts.ts";

export interface ElementControls {
  /** The row of choices. */
  readonly bar: HTMLElement;
  /** The slider with its field and the areas. */
  readonly threshold: HTMLElement;
  readonly slider: HTMLInputElement;
  readonly thresholdField: HTMLInputElement;
  readonly areas: HTMLOutputElement;
  /** The field or list of a name; all are there, whether they are shown or not. */
  field(name: Control): HTMLInputElement | HTMLSelectElement;
  select(name: "chart" | "metric"): HTMLSelectElement;
  /** Shows these alone. */
  show(controls: readonly Control[]): void;
  /** A chart that is not ours has fewer. */
  isOfGuest(isGuest: boolean): void;
}

const LABELS: Readonly<Record<Control, string>> = {
  rows: "Rows",
  seed: "Seed",
  chart: "Chart",
  metric: "Metric",
  scheme: "Point colours",
  cmap: "Image colours",
  threshold: "Threshold",
};

const LIST_NAMES = ["chart", "metric", "scheme", "cmap"] as const;
const FIELD_NAMES = ["rows", "seed"] as const;
const GUEST_CONTROLS: readonly Control[] = ["cmap"];

/** Ids are a shadow root's own, so that every viewer has the same. */
function labelled(name: Control, control: HTMLElement): HTMLElement {
  const field = element("p", "field");
  const label = element("label", "", LABELS[name]);
  control.id = name;
  label.htmlFor = name;
  field.append(label, control);
  return field;
}

function list({ values, labels }: ChoiceList): HTMLSelectElement {
  const made = element("select");
  made.append(...values.map((value) => new Option(labels[value], value)));
  return made;
}

function textField(mode: string): HTMLInputElement {
  const made = element("input");
  Object.assign(made, { inputMode: mode, autocomplete: "off", spellcheck: false, autocapitalize: "off" });
  return made;
}

export interface ControlEvents {
  /** A choice is another. */
  readonly choose: (name: (typeof LIST_NAMES)[number]) => void;
  readonly generate: () => void;
}

/** What a reader may change of a viewer. */
export function elementControls({ choose, generate }: ControlEvents): ElementControls {
  const lists = Object.fromEntries(LIST_NAMES.map((name) => [name, list(VIEW_CHOICES[name])])) as Record<
    string,
    HTMLSelectElement
  >;
  const fields = Object.fromEntries(FIELD_NAMES.map((name) => [name, textField(name === "rows" ? "numeric" : "text")]));
  const rows = Object.fromEntries(
    Object.entries({ ...fields, ...lists }).map(([name, control]) => [name, labelled(name as Control, control)]),
  );
  for (const name of LIST_NAMES) lists[name]!.addEventListener("change", () => choose(name));

  const start = element("button", "ndpeek-button ndpeek-button-main", "Generate");
  const form = element("form", "generate");
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    generate();
  });
  const choices = element("div", "fields fields-chart");
  const bar = element("div", "bar");

  const slider = element("input");
  Object.assign(slider, { type: "range", min: "0", max: "1", step: "0.005" });
  slider.setAttribute("aria-label", "Threshold, dragged");
  const thresholdField = textField("decimal");
  thresholdField.className = "threshold-value";
  thresholdField.id = "threshold";
  const label = element("label", "", LABELS.threshold);
  label.htmlFor = "threshold";
  const areas = element("output", "areas");
  const threshold = element("div", "threshold");
  threshold.append(label, slider, thresholdField, areas);
  bar.setAttribute("part", "controls");
  threshold.setAttribute("part", "threshold");

  let wanted: readonly Control[] = [];
  let allowed: readonly Control[] = CONTROLS;
  function lay(): void {
    const chosen = (names: readonly Control[]) =>
      names.filter((name) => wanted.includes(name) && allowed.includes(name)).map((name) => rows[name]!);
    const [asked, listed] = [chosen(FIELD_NAMES), chosen(LIST_NAMES)];
    form.replaceChildren(...asked, start);
    choices.replaceChildren(...listed);
    bar.replaceChildren(...(asked.length > 0 ? [form] : []), ...(listed.length > 0 ? [choices] : []));
    threshold.hidden = !(wanted.includes("threshold") && allowed.includes("threshold"));
  }

  return {
    bar,
    threshold,
    slider,
    thresholdField,
    areas,
    field: (name) => (name === "threshold" ? thresholdField : (fields[name] ?? lists[name])!),
    select: (name) => lists[name]!,
    show(controls) {
      wanted = controls;
      lay();
    },
    isOfGuest(isGuest) {
      allowed = isGuest ? GUEST_CONTROLS : CONTROLS;
      lay();
    },
  };
}
