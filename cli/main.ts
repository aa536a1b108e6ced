import { nearest } from "../src/base/checks.ts";
import { attach } from "./attach/attach.ts";
import { bench } from "./bench/bench.ts";
import { blobs } from "./blobs/blobs.ts";
import { UsageError } from "./flags/flags.ts";
import { definitions } from "./flags/help.ts";
import { reason } from "./flags/reason.ts";
import { measure } from "./measure/measure.ts";
import { tell } from "./output/tell.ts";
import { poster } from "./poster/poster.ts";
import { view } from "./view/view.ts";

declare const NDPEEK_VERSION: string;

interface Command {
  readonly summary: string;
  help(): string;
  run(args: readonly string[]): Promise<void>;
}

const commands = new Map<string, Command>([
  ["blobs", blobs],
  ["poster", poster],
  ["attach", attach],
  ["measure", measure],
  ["bench", bench],
  ["view", view],
]);

const help = (): string => `Usage: ndpeek COMMAND [flags]

Peek at the array behind the point: exact NumPy streams and SciPy filters, images in chart tooltips.

Commands:
${definitions([...commands].map(([name, { summary }]) => [name, summary]))}
  ndpeek COMMAND --help tells a command's flags.
  ndpeek --version prints the version.

Example:
  ndpeek blobs --rows 200 --seed altair --out blobs.html
`;

const isHelp = (arg: string): boolean => arg === "--help" || arg === "-h";

async function run([name, ...args]: readonly string[]): Promise<void> {
  const names = [...commands.keys()];
  if (name === undefined) throw new UsageError(`expected a command (${names.join(", ")}); see ndpeek --help`);
  if (isHelp(name)) return void process.stdout.write(help());
  if (name === "--version" || name === "-V") return void process.stdout.write(`${NDPEEK_VERSION}\n`);
  const command = commands.get(name);
  if (command) return args.some(isHelp) ? void process.stdout.write(command.help()) : command.run(args);
  const known = name.startsWith("-") ? ["--help", "--version"] : names;
  const what = name.startsWith("-") ? "flag" : "command";
  throw new UsageError(`unknown ${what} ${JSON.stringify(name)}${nearest(name, known) || `; known: ${known.join(", ")}`}`);
}

// An exit handler of the open output removes the half-written file.
for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const) {
  process.on(signal, () => process.exit(code));
}

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that goes away (`| head`) has what it wanted.
  if (error.code === "EPIPE") process.exit(0);
  tell(`standard output: ${reason(error)}`);
  process.exit(1);
});
// Nobody is left to tell; the exit code stays.
process.stderr.on("error", () => {});

try {
  await run(process.argv.slice(2));
} catch (error) {
  tell(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
