import { expect, test } from "vitest";
import { inTurn } from "../../src/base/turns.ts";

test("inTurn runs the works of one key one after another, past a failure, and those of another key beside them", async () => {
  const [key, other] = [{}, {}];
  const said: string[] = [];
  const work = (name: string) => async () => {
    said.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve));
    said.push(`${name} ends`);
    if (name === "a") throw new Error(name);
    return name;
  };
  const [a, b, c] = [inTurn(key, work("a")), inTurn(key, work("b")), inTurn(other, work("c"))];
  await expect(a).rejects.toThrow("a");
  expect(await Promise.all([b, c])).toEqual(["b", "c"]);
  const order = (...names: string[]) => said.filter((text) => names.includes(text[0]!));
  expect(order("a", "b")).toEqual(["a begins", "a ends", "b begins", "b ends"]);
  expect(said.indexOf("c begins")).toBeLessThan(said.indexOf("b begins"));
});
