import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { posterCommands } from "../../scripts/dev/posters.mjs";
import { SITE_NAMES } from "../../scripts/dev/sites.mjs";
import { runCli } from "../fixtures/run-cli.ts";

const words = (text: string): string => text.replaceAll(/\s+/g, " ");
const readme = (name: string): string => readFileSync(`examples/${name}/README.md`, "utf8");

/** What the site's own files say; a notebook's lines without their JSON. */
function sourcesOf(name: string): string[] {
  const files = readdirSync(`examples/${name}`, { recursive: true, encoding: "utf8" });
  const pages = files.filter((file) => /\.(html|rst|md|mdx|ipynb|py|js|yml)$/.test(file) && file !== "README.md");
  return pages.map((file) => {
    const text = readFileSync(join("examples", name, file), "utf8");
    if (!file.endsWith(".ipynb")) return words(text);
    const { cells } = JSON.parse(text) as { cells: { source: string[] }[] };
    return words(cells.map(({ source }) => source.join("")).join("\n"));
  });
}

test.each(SITE_NAMES)("the viewer that the README of %s has pasted is one of its pages'", (name) => {
  const [tag] = /<ndpeek-viewer[\s\S]*?<\/ndpeek-viewer>/.exec(readme(name))!;
  expect(sourcesOf(name).some((text) => text.includes(words(tag)))).toBe(true);
});

test("posters are what the command of their READMEs makes", async () => {
  const made = new Map<string, string>();
  for (const { args, path } of posterCommands()) {
    const key = args.join(" ");
    if (!made.has(key)) {
      const { code, stdout } = await runCli([...args, "--out", "-", "--format", "svg"]);
      expect(code).toBe(0);
      made.set(key, stdout);
    }
    expect(readFileSync(path, "utf8") === made.get(key), `${path}: npm run posters makes it anew`).toBe(true);
  }
});
