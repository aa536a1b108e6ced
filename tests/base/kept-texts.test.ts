import { expect, test } from "vitest";
import { keptTexts } from "../../src/base/kept-texts.ts";

test("a text is made once, and again when others that were asked for later have taken its room", () => {
  const made: string[] = [];
  const kept = keptTexts(10);
  const ask = (key: string, length = 4): string =>
    kept(key, () => {
      made.push(key);
      return key.repeat(length);
    });
  expect(ask("a")).toBe("aaaa");
  ask("b");
  expect(ask("a")).toBe("aaaa");
  expect(made).toEqual(["a", "b"]);
  // The third takes the room of b, for a was asked for after it.
  ask("c");
  expect(ask("a")).toBe("aaaa");
  expect(made).toEqual(["a", "b", "c"]);
  ask("b");
  expect(made).toEqual(["a", "b", "c", "b"]);
});

test("a text that is longer than all the room is given and not kept", () => {
  const kept = keptTexts(3);
  let made = 0;
  const ask = () => kept("a", () => `four${made++}`);
  expect([ask(), ask()]).toEqual(["four0", "four1"]);
});
