// The sites of examples/, each built in a copy as its README says, with this checkout's package: node scripts/dev/sites.mjs [NAME …]. Needs dist/.
import { spawn, spawnSync } from "node:child_process";
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { finishFuro } from "./debian-furo.mjs";
import { install } from "./debian-packages.mjs";
import { onPath } from "./programs.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/**
 * `debian`: the packages that it needs; `web`: where the package's folder dist/web goes, or `npm`: it is installed as a package; `build`: the command;
 * `pages`: where the pages are then. `finish`: what is left to be done to them. `outside`: packages that have what its pages take from other hosts, for tests.
 */
const SITES = {
  html: { web: "ndpeek", pages: "." },
  "sphinx-furo": {
    debian: ["python3-sphinx", "furo"],
    web: "_static/ndpeek",
    build: ["sphinx-build", "-q", "-W", ".", "_build"],
    pages: "_build",
    finish: finishFuro,
  },
  nbsphinx: {
    debian: ["python3-sphinx", "furo", "python3-nbsphinx", "pandoc", "libjs-requirejs"],
    web: "_static/ndpeek",
    build: ["sphinx-build", "-q", "-W", ".", "_build"],
    pages: "_build",
    finish: finishFuro,
    outside: ["mathjax@3"],
  },
  mkdocs: {
    debian: ["mkdocs", "mkdocs-material"],
    web: "docs/assets/ndpeek",
    build: ["mkdocs", "build", "-q", "--strict"],
    pages: "site",
  },
  vitepress: { npm: true, build: ["npm", "run", "build"], pages: ".vitepress/dist" },
  docusaurus: { npm: true, build: ["npm", "run", "build"], pages: "build" },
};

export const SITE_NAMES = Object.keys(SITES);

/** The Debian packages that a site needs and this machine has not; without dpkg, the site's command. */
export function lacking(name) {
  const { debian = [], build } = SITES[name];
  if (onPath("dpkg-query")) {
    const has = (name) => /^ii /m.test(spawnSync("dpkg-query", ["-l", name], { encoding: "utf8" }).stdout);
    return debian.filter((name) => !has(name));
  }
  return build && !onPath(build[0]) ? [build[0]] : [];
}

/** Installs what these sites need, where that may be; throws with the names of what is missing still. */
export function provide(names) {
  const missing = () => [...new Set(names.flatMap(lacking))];
  if (missing().length > 0) install(missing());
  const left = missing();
  if (left.length > 0)
    throw new Error(`the sites ${names.join(", ")} need ${left.join(", ")}: install them (Debian: apt-get install …)`);
}

// A dependency of as-pect brings an npm of its own, years old, into node_modules/.bin.
const PATH = (process.env.PATH ?? "")
  .split(delimiter)
  .filter((entry) => !entry.includes("node_modules"))
  .join(delimiter);

/** Runs a command in a folder to its end. What it prints is told where it fails, and given back else. */
function run(cwd, [command, ...args]) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, PATH }, stdio: ["ignore", "pipe", "pipe"] });
    const printed = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"]) child[name].setEncoding("utf8").on("data", (text) => (printed[name] += text));
    child.on("error", fail);
    child.on("close", (code) => {
      if (code === 0) done(printed.stdout);
      else fail(new Error(`${command} ${args.join(" ")}: ${printed.stdout}${printed.stderr}`));
    });
  });
}

const NPM_QUIET = ["--no-audit", "--no-fund", "--loglevel=error"];

/** Packages of hosts that a site's pages ask, as files. */
async function installOutside(packages) {
  const folder = resolve(ROOT, "build/sites/outside");
  await mkdir(folder, { recursive: true });
  await run(folder, ["npm", "install", ...NPM_QUIET, "--no-save", "--prefix", ".", ...packages]);
}

/** The package as npm would publish it, installed with all that the site asks for. */
async function installPackage(folder) {
  // npm and webpack take what has the same version for the same.
  for (const kept of ["ndpeek", ".cache"]) await rm(join(folder, "node_modules", kept), { recursive: true, force: true });
  const report = await run(ROOT, ["npm", "pack", "--json", "--ignore-scripts", "--pack-destination", folder]);
  const [{ filename }] = JSON.parse(report);
  await run(folder, ["npm", "install", ...NPM_QUIET, `./${filename}`]);
}

/** Builds a site in build/sites/NAME; resolves with the folder of its pages. What it has installed there stays. */
export async function buildSite(name) {
  const { web, npm, build, pages, finish, outside } = SITES[name];
  const folder = resolve(ROOT, "build/sites", name);
  await mkdir(folder, { recursive: true });
  // Scripts of a site are none of this package's, which are all modules.
  await writeFile(resolve(ROOT, "build/sites/package.json"), "{}");
  for (const entry of await readdir(folder)) {
    if (entry !== "node_modules") await rm(join(folder, entry), { recursive: true });
  }
  await cp(resolve(ROOT, "examples", name), folder, { recursive: true });
  if (web) await cp(resolve(ROOT, "dist/web"), join(folder, web), { recursive: true });
  if (outside) await installOutside(outside);
  if (npm) await installPackage(folder);
  if (build) await run(folder, build);
  await finish?.(join(folder, pages));
  return join(folder, pages);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => !SITES[name]);
  if (unknown.length > 0) throw new RangeError(`expected some of ${SITE_NAMES.join(", ")}, got ${unknown.join(", ")}`);
  const names = named.length > 0 ? named : SITE_NAMES;
  provide(names);
  for (const name of names) console.log(`${name}: ${await buildSite(name)}`);
}
