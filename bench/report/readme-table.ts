// The README's table of speeds, made of a result file.
import type { BenchResult } from "../result.ts";
import { headlinesOf, headlineTable } from "./headline.ts";

const dateText = (date: string): string =>
  new Date(date).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** Markdown: a line a case, then whose machine it was. */
export function readmeTable(result: BenchResult, file: string): string {
  const [heads, ...lines] = headlineTable(headlinesOf(result));
  const rule = heads!.map((_, i) => (i === 0 ? "---" : "---:"));
  const table = [heads!, rule, ...lines].map((cells) => `| ${cells.join(" | ")} |`);
  const { cpu, cores, engine, date } = result.environment;
  const versions = result.peers.filter(({ id }) => ["scipy", "opencv", "pillow", "opencv-js", "fast-png"].includes(id));
  return [
    ...table,
    "",
    `${cpu}, ${cores} cores, ${engine}, ${dateText(date)}; ${versions.map(({ name, version }) => `${name} ${version}`).join("; ")}. ` +
      `\`npm run bench\`; all of it in [${file}](${file}).`,
  ].join("\n");
}

const BEGIN = "<!-- speed: made by scripts/bench/speed-table.mjs -->";
const END = "<!-- /speed -->";

/** The README with the table in its place. Throws where the place is not marked. */
export function withTable(readme: string, table: string): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`README.md: expected ${BEGIN} and ${END}`);
  return `${readme.slice(0, begin + BEGIN.length)}\n\n${table}\n\n${readme.slice(end)}`;
}
