// What a poster's SVG says, read from its text.
import { expect } from "vitest";
import { emptyFolder, runCli } from "./run-cli.ts";

export interface Circle {
  readonly x: number;
  readonly y: number;
  readonly fill: string;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PosterCard extends Box {
  readonly sources: readonly string[];
  readonly texts: readonly string[];
  readonly outlines: readonly string[];
}

/** Runs the command; the poster's text. */
export async function posterText(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runCli(["poster", ...args, "--out", "-", "--format", "svg"], emptyFolder());
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };
export const plain = (text: string): string => text.replace(/&(\w+);/g, (_, name: string) => ENTITIES[name]!);

const number = (text: string, name: string): number => Number(new RegExp(` ${name}="([-\\d.]+)"`).exec(text)![1]);
/** Line by line. */
const textsIn = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].flatMap(([, text]) =>
    text!
      .split(/(?:<[^>]*>)+/)
      .filter(Boolean)
      .map(plain),
  );

export const sizeOf = (svg: string) => {
  const [head] = /<svg[^>]*>/.exec(svg)!;
  return { width: number(head, "width"), height: number(head, "height") };
};

/** What Vega has drawn, without points and cards. */
export const frameOf = (svg: string): string => svg.slice(0, svg.search(/<g opacity="[\d.]+"[^>]*><circle|<image /));
export const frameTexts = (svg: string): string[] => textsIn(frameOf(svg));

/** The points, in their order. */
export const pointsOf = (svg: string): Circle[] =>
  [...svg.matchAll(/<circle cx="([-\d.]+)" cy="([-\d.]+)" r="[\d.]+" fill="(rgb[^"]*)"\/>/g)].map(([, x, y, fill]) => ({
    x: Number(x),
    y: Number(y),
    fill: fill!,
  }));

/** Places of the rings, each drawn twice. */
export const ringsOf = (svg: string) =>
  [...svg.matchAll(/<circle cx="([-\d.]+)" cy="([-\d.]+)" r="([\d.]+)" fill="none" stroke="[^"]*" stroke-width="2/g)].map(
    ([, x, y, radius]) => ({ x: Number(x), y: Number(y), radius: Number(radius) }),
  );

/** The cards, in the order of `--peek`. */
export function cardsOf(svg: string): PosterCard[] {
  const starts = [...svg.matchAll(/<g transform="translate\(([-\d.]+),([-\d.]+)\)"><g font-family/g)];
  return starts.map((start, i) => {
    const text = svg.slice(start.index, starts[i + 1]?.index);
    const [rect] = /<rect [^>]*>/.exec(text)!;
    return {
      x: Number(start[1]),
      y: Number(start[2]),
      width: number(rect, "width"),
      height: number(rect, "height"),
      sources: [...text.matchAll(/<image [^>]*href="([^"]*)"/g)].map(([, source]) => source!),
      texts: textsIn(text),
      outlines: [...text.matchAll(/<path d="([^"]*)" stroke=/g)].map(([, path]) => path!),
    };
  });
}

/** From a label's feet to its middle: Vega sets letters of 12 pixels so much lower than their tick. */
const FEET = 4;

/** Where an axis has an area, by two of its labels: CSS pixels from the poster's corner. */
export function axisOf(svg: string, side: "x" | "y", [low, high]: readonly [string, string]): (area: number) => number {
  const frame = frameOf(svg);
  const at = side === "x" ? 1 : 2;
  const origin = /<g fill="none" stroke-miterlimit="\d+" transform="translate\(([-\d.]+),([-\d.]+)\)"/.exec(frame)!;
  const placeOf = (label: string): number => {
    const anchor = side === "x" ? "" : 'text-anchor="end" ';
    const pattern = new RegExp(
      `<text ${anchor}[^>]*transform="translate\\(([-\\d.]+),([-\\d.]+)\\)"[^>]*>${label.replace(".", "\\.")}<`,
    );
    return Number(origin[at]) + Number(pattern.exec(frame)![at]) - (side === "y" ? FEET : 0);
  };
  const [from, to] = [placeOf(low), placeOf(high)];
  return (area) => from + ((area - Number(low)) / (Number(high) - Number(low))) * (to - from);
}

export const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
