// The posters of examples/, by the commands that their READMEs name: node scripts/dev/posters.mjs. Needs dist/.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { SITE_NAMES } from "./sites.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** For each site the arguments of `ndpeek` that make its poster, without `--out`, and the poster's path. */
export function posterCommands() {
  return SITE_NAMES.map((name) => {
    const readme = readFileSync(`${ROOT}examples/${name}/README.md`, "utf8");
    const [, args, path] = /npx ndpeek (poster .*) --out (\S+)/.exec(readme);
    return { args: args.split(" "), path: `${ROOT}examples/${name}/${path}` };
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { args, path } of posterCommands()) {
    execFileSync(process.execPath, [`${ROOT}dist/cli.js`, ...args, "--out", path], { stdio: "inherit" });
  }
}
