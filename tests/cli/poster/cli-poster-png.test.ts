import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { PNG } from "pngjs";
import { describe, expect, test } from "vitest";
import { pointsOf, posterText } from "../../fixtures/poster-parts.ts";
import { emptyFolder, runCli, startCli } from "../../fixtures/run-cli.ts";

async function posterPng(args: readonly string[]): Promise<PNG> {
  const file = join(emptyFolder(), "poster.png");
  expect(await runCli(["poster", ...args, "--out", file])).toEqual({ code: 0, stdout: "", stderr: "" });
  return PNG.sync.read(readFileSync(file));
}

const pixel = ({ data, width }: PNG, x: number, y: number): string => {
  const at = (Math.floor(y) * width + Math.floor(x)) * 4;
  return `rgb(${data[at]}, ${data[at + 1]}, ${data[at + 2]})`;
};

/** How many pixels of a box are darker than a grey. */
function dark(png: PNG, x: number, y: number, width: number, height: number): number {
  let count = 0;
  for (let row = y; row < y + height; row++) {
    for (let column = x; column < x + width; column++) if (png.data[(row * png.width + column) * 4]! < 100) count++;
  }
  return count;
}

describe("a poster as PNG", () => {
  test("has so many pixels as --scale says, and each point's colour where the SVG has the point", async () => {
    for (const [theme, surface] of [
      ["light", "rgb(255, 255, 255)"],
      ["dark", "rgb(29, 33, 38)"],
    ] as const) {
      const args = ["--rows", "60", "--chart", "scatter", "--theme", theme, "--width", "600"];
      const [png, svg] = await Promise.all([posterPng([...args, "--scale", "3"]), posterText(args)]);
      const [, height] = /height="(\d+)"/.exec(svg)!;
      expect([png.width, png.height]).toEqual([1800, 3 * Number(height)]);
      expect(pixel(png, 0, 0)).toBe(surface);
      const points = pointsOf(svg);
      // A point that lies over others hides them.
      const seen = points.filter(({ x, y }, i) =>
        points.every((other, at) => at <= i || Math.hypot(other.x - x, other.y - y) > 5),
      );
      expect(seen.length).toBeGreaterThan(30);
      for (const { x, y, fill } of seen) expect(pixel(png, 3 * x, 3 * y)).toBe(fill);
    }
  });

  test("has its letters without a font of the machine's", async () => {
    const titled = await posterPng(["--rows", "5", "--title", "Mmmm", "--scale", "2"]);
    const bare = await posterPng(["--rows", "5", "--title", "", "--scale", "2"]);
    expect(dark(titled, 10, 8, 120, 32)).toBeGreaterThan(500);
    expect(dark(bare, 10, 8, 120, 4)).toBe(0);
  });

  test("of more than 20,000 points has them too: they are a picture in the SVG", async () => {
    const args = ["--rows", "12000", "--stream", "spawn", "--image-width", "8", "--chart", "repeat", "--width", "500"];
    const svg = await posterText(args);
    expect(pointsOf(svg)).toEqual([]);
    const [, x, y, width, height, data] =
      /<image x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)" href="data:image\/png;base64,([^"]*)"/.exec(svg)!;
    const inside = PNG.sync.read(Buffer.from(data!, "base64"));
    expect([inside.width, inside.height]).toEqual([2 * Number(width), 2 * Number(height)]);
    const png = await posterPng([...args, "--scale", "2"]);
    let [opaque, same] = [0, 0];
    for (let row = 0; row < inside.height; row++) {
      for (let column = 0; column < inside.width; column++) {
        if (inside.data[(row * inside.width + column) * 4 + 3]! < 255) continue;
        opaque++;
        if (pixel(png, 2 * Number(x) + column, 2 * Number(y) + row) === pixel(inside, column, row)) same++;
      }
    }
    expect(opaque).toBeGreaterThan(1000);
    expect(same / opaque).toBeGreaterThan(0.99);
  });

  test("on standard output is the file's bytes", async () => {
    const folder = emptyFolder();
    const args = ["poster", "--rows", "20", "--scale", "1"];
    expect(await runCli([...args, "--out", "a.png"], folder)).toMatchObject({ code: 0 });
    const printed = execFileSync(process.execPath, [resolve("dist/cli.js"), ...args, "--out", "-", "--format", "png"]);
    expect(printed.equals(readFileSync(join(folder, "a.png")))).toBe(true);
  });
});

describe("`ndpeek poster`", () => {
  test.each([
    ["--out p.pdf", /--out: .*\.svg, \.png/],
    ["--rows 5", /--out: expected a file/],
    ["--rows 0 --out p.svg", /--rows: expected/],
    ["--rows 1000001 --out p.svg", /--rows: expected at most 1,000,000 in a picture, got 1000001/],
    ["--image-width x --out p.svg", /--image-width: expected/],
    ["--width 100 --out p.svg", /--width: expected an integer from 240 to 4000, got "100"/],
    ["--height 12.5 --out p.svg", /--height: expected an integer/],
    ["--height 120 --out p.svg", /--height: expected at least 1\d\d for this chart, got 120/],
    ["--scale 9 --out p.png", /--scale: expected a number from 0.25 to 8, got "9"/],
    ["--scale 2 --out p.svg", /--scale: expected none for svg/],
    ["--chart pie --out p.svg", /--chart: expected one of strip, scatter, histogram, repeat, dropdown, got "pie"/],
    ["--metric 1 --out p.svg", /--metric: expected one of image1, image2/],
    ["--theme auto --out p.svg", /--theme: expected one of light, dark/],
    ["--scheme gray --out p.svg", /--scheme: expected one of ndpeek, safe, grey, got "gray" \(did you mean "grey"\?\)/],
    ["--cmap jet --out p.svg", /--cmap: expected one of gray, viridis, magma, cividis/],
    ["--rows 20 --peek 3,20 --out p.svg", /--peek: expected rows from 0 to 19 .*got "3,20"/],
    ["--peek 3,,4 --out p.svg", /--peek: expected rows/],
    ["--peek 0,1,2,3,4,5,6,7,8,9,10,11,12 --out p.svg", /--peek: expected at most 12 rows, got 13/],
    ["--groups a,日本 --out p.png", /--groups: .*letters in a png, got "日本"; an svg may have any/],
  ])("%s is refused in one line that names the flag, with exit code 2 and no file", async (args, says) => {
    const folder = emptyFolder();
    const { code, stdout, stderr } = await runCli(["poster", ...args.split(" ")], folder);
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(/^ndpeek: [^\n]*\n$/);
    expect({ code, stdout, files: readdirSync(folder) }).toEqual({ code: 2, stdout: "", files: [] });
  });

  test("that is interrupted ends with 130 and leaves no file", async () => {
    const folder = emptyFolder();
    const { process: child, ended } = startCli(["poster", "--rows", "500000", "--out", "p.png"], folder);
    while (readdirSync(folder).length === 0) await setTimeout(5);
    child.kill("SIGINT");
    expect(await ended).toMatchObject({ code: 130 });
    expect(readdirSync(folder)).toEqual([]);
  });

  test("has every flag in its help, with examples", async () => {
    const { stdout } = await runCli(["poster", "--help"]);
    for (const flag of [
      "rows",
      "image-width",
      "chart",
      "metric",
      "title",
      "peek",
      "theme",
      "scheme",
      "cmap",
      "width",
      "height",
      "scale",
    ]) {
      expect(stdout).toContain(` --${flag} `);
    }
    expect(stdout).toMatch(/Examples:\n {2}ndpeek poster /);
  });
});
