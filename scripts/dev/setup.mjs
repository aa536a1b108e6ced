// npm run setup: installs the programs that the tests need beside npm's packages, and is silent where all are there. `npm test`
// begins with it.
import { fileURLToPath } from "node:url";
import { install } from "./debian-packages.mjs";
import { findProgram } from "./programs.mjs";
import { lacking } from "./sites.mjs";

/** The example whose builder Debian has, and which `npm test` therefore builds. */
const SITE = "sphinx-furo";

/**
 * By the variable that can name it: a program, Debian's packages that bring it (an older Debian has the browser in one package,
 * the second), and what is left out without it.
 */
const PROGRAMS = {
  // The first has no user interface, and opens a page in a quarter of the time.
  CHROMIUM: {
    names: ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"],
    packages: ["chromium-headless-shell", "chromium"],
  },
  FIREFOX: { names: ["firefox-esr", "firefox"], packages: ["firefox-esr"], without: "the tests in Firefox are left out" },
  PNGCHECK: { names: ["pngcheck"], packages: ["pngcheck"], without: "the test with pngcheck is left out" },
};

const find = () =>
  Object.fromEntries(Object.entries(PROGRAMS).map(([variable, { names }]) => [variable, findProgram(variable, names)]));

/** The packages that are missing; `choice` says which of those that bring the same program. */
function missingPackages(choice) {
  const programs = find();
  const absent = Object.entries(PROGRAMS).filter(([variable]) => !programs[variable]);
  return [...absent.map(([, { packages }]) => packages[choice] ?? packages[0]), ...lacking(SITE)];
}

/** What is said of a machine that still lacks something, a line each. */
function notesOn(programs) {
  const absent = Object.entries(PROGRAMS).filter(([variable]) => !programs[variable]);
  const notes = absent.map(([variable, { packages, without = "the tests cannot run" }]) => {
    const name = packages.at(-1);
    return `No ${name} (Debian: apt-get install ${name}; or name it in the variable ${variable}): ${without}.`;
  });
  const builders = lacking(SITE);
  if (builders.length > 0) notes.push(`No ${builders.join(", no ")}: the test of examples/${SITE} is left out.`);
  return notes;
}

/** Installs what is missing, where that may be. Returns the programs' paths by variable, and a note on each that is missing still. */
export function setUp() {
  if (missingPackages(0).length > 0) install(missingPackages(0));
  // apt-get installs nothing at all if it does not know one of the packages.
  if (!find().CHROMIUM) install(missingPackages(1));
  const programs = find();
  return { programs, notes: notesOn(programs) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { programs, notes } = setUp();
  for (const note of notes) console.error(note);
  process.exitCode = programs.CHROMIUM ? 0 : 1;
}
