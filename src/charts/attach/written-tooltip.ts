// A tooltip that no list can be: one expression, or one for each of its conditions.
import { isJson, type Json } from "../../base/json.ts";
import { literal } from "../expressions.ts";
import { definitionsOf, encodingTexts, type NamedText, textConfig } from "./field-text.ts";
import { isField, isRepeated, typeOf } from "./field-types.ts";
import { PICTURE_KEY, type Unit } from "./unit.ts";

export interface Picture {
  /** The column of the picture's name. */
  readonly column: string;
  /** Columns that are ours, and nothing to be read. */
  readonly hidden: readonly string[];
  /** An expression for it, where the column alone does not do. */
  readonly expression?: string;
}

export type Tooltipped = { readonly tooltip: unknown } | { readonly refused: string };

const entry = ({ title, text }: NamedText): string => `${literal(title)}: ${text}`;

/** How an expression of the tooltip reaches a row: marks of a nearest-point selection hold the datum in theirs. */
const datumOf = (isNearest: boolean): string => (isNearest ? "(isDefined(datum.datum) ? datum.datum : datum)" : "datum");

/** The whole tooltip as expressions, part by part. */
export class WrittenTooltip {
  readonly #unit: Unit;
  readonly #picture: Picture;
  readonly #datum: string;

  constructor(unit: Unit, picture: Picture, isNearest: boolean) {
    this.#unit = unit;
    this.#picture = picture;
    this.#datum = datumOf(isNearest);
  }

  #image(): string {
    const { column, expression } = this.#picture;
    return `${literal(PICTURE_KEY)}: ${(expression ?? `datum[${literal(column)}]`).replaceAll(/\bdatum\b/g, this.#datum)}`;
  }

  /** Fields one below the other. */
  fields(encoding: Json): Tooltipped {
    const all = Object.values(encoding).flatMap(definitionsOf);
    if (all.some(isRepeated))
      return { refused: "a mark of a repeat stands for many rows, and its tooltip names repeated fields" };
    if (all.some((def) => def.filter !== undefined))
      return { refused: "a mark stands for many rows, and its tooltip has filters" };
    const texts = encodingTexts(encoding, textConfig(this.#unit.config), this.#datum).filter(
      ({ title }) => title !== PICTURE_KEY,
    );
    return { tooltip: { value: { expr: `{${[...texts.map(entry), this.#image()].join(", ")}}` } } };
  }

  /** Some text, or an object of a foreign expression. */
  value(given: unknown): Json {
    if (given === null || given === undefined) return { value: null };
    const isExpression = isJson(given);
    const text = `(${isExpression ? (given.expr ?? given.signal) : literal(String(given))})`;
    const fields = isExpression ? `isObject(${text}) ? ${text} : {"title": ${text}}` : `{"title": ${text}}`;
    return { value: { expr: `merge(${fields}, {${this.#image()}})` } };
  }

  data(): Json {
    // Handlers leave out what is undefined, as is a column that no datum has.
    const nothing = `${this.#datum}["ndpeek_nothing"]`;
    const hidden = this.#picture.hidden.map((name) => `${literal(name)}: ${nothing}`);
    return { value: { expr: `merge(${this.#datum}, {${[...hidden, this.#image()].join(", ")}})` } };
  }

  /** A channel definition with conditions: each of its leaves for itself. */
  conditional(channelDef: Json): Tooltipped {
    const leaf = (def: Json): Json | undefined => {
      // Of a definition that has both, by inheritance, the compiler takes a name before the value, and the value before a number.
      const isName = isField(def) && ["nominal", "ordinal"].includes(typeOf(def, "tooltip"));
      if ("value" in def && !isName) return this.value(def.value);
      const [text] = encodingTexts({ tooltip: def }, textConfig(this.#unit.config), this.#datum);
      return text && { value: { expr: `{${entry(text)}, ${this.#image()}}` } };
    };
    const { condition, ...main } = channelDef;
    const conditions = (Array.isArray(condition) ? condition : [condition]) as Json[];
    const changed = conditions.map((one) => {
      const { test, param, selection, empty } = one;
      const made = leaf(one);
      return (
        made && {
          ...(test !== undefined && { test }),
          ...(param !== undefined && { param }),
          ...(selection !== undefined && { selection }),
          ...(empty !== undefined && { empty }),
          ...made,
        }
      );
    });
    const mainLeaf = "value" in main || isField(main) ? leaf(main) : {};
    if (changed.includes(undefined) || !mainLeaf) return { refused: "its tooltip names repeated fields under a condition" };
    return { tooltip: { condition: Array.isArray(condition) ? changed : changed[0], ...mainLeaf } };
  }
}
