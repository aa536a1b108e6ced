import { expect, test } from "vitest";
import { apart, showControls } from "../../../web/ui/foreign-text.ts";

test.each([
  ["cells\u202egnp.exe", "cells[U+202E]gnp.exe"],
  ["\u2066a\u2069\u0000\u0085", "[U+2066]a[U+2069][U+0000][U+0085]"],
])("%j shows its control characters by their numbers", (text, shown) => {
  expect(showControls(text)).toBe(shown);
  expect(apart(text)).toBe(shown);
});

test.each(["cells.npy", "größe µm², 細胞 🦊", "a\tb\nc"])("%j stays as it is", (text) => {
  expect(showControls(text)).toBe(text);
  expect(apart(text)).toBe(text);
});

test.each(["תאים", "خلايا 2", "a\u200f"])("%j is isolated from what stands beside it", (name) => {
  expect(apart(name)).toBe(`\u2068${name}\u2069`);
  expect(apart(`\u2069${name}`)).toBe(`\u2068[U+2069]${name}\u2069`);
});
