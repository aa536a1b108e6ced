import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { version } from "../../package.json";
import { blobOptionTable } from "../../src/blobs/options.ts";
import { emptyFolder, runCli } from "../fixtures/run-cli.ts";

const refusals: [args: string, says: RegExp][] = [
  ["", /expected a command \(blobs, poster, attach, measure, bench, view\)/],
  ["blob", /unknown command "blob" \(did you mean "blobs"\?\)/],
  ["glue", /unknown command "glue".*blobs, poster, attach, measure, bench, view/],
  ["--hepl", /unknown flag "--hepl" \(did you mean "--help"\?\)/],
  ["blobs", /--out: expected a file/],
  ["blobs --out", /--out: expected a value/],
  ["blobs --row 3 --out t.csv", /unknown flag --row \(did you mean "--rows"\?\)/],
  ["blobs --circle-size 0.1 --out t.csv", /unknown flag --circle-size \(did you mean "--circle-sizes"\?\)/],
  ["blobs --colour red --out t.csv", /unknown flag --colour; known: --rows, .*--format/],
  ["blobs -r 3 --out t.csv", /unknown flag -r/],
  ["blobs t.csv", /unexpected argument "t\.csv"/],
  ["blobs --rows --out t.csv", /--rows: expected a value/],
  ["blobs --rows 3 --rows=4 --out t.csv", /--rows: given more than once/],
  ["blobs --no-labels=yes --out t.csv", /--no-labels: takes no value, got "yes"/],
  ["blobs --rows 0 --out t.csv", /--rows: .*1 to 10000000, got 0/],
  ["blobs --rows -5 --out t.csv", /--rows: .*1 to 10000000, got -5/],
  ["blobs --rows=-5 --out t.csv", /--rows: .*1 to 10000000, got -5/],
  ["blobs --rows 1.5 --out t.csv", /--rows: expected an integer.*, got 1\.5/],
  ["blobs --rows NaN --out t.csv", /--rows: expected a number, got "NaN"/],
  ["blobs --rows ten --out t.csv", /--rows: expected a number, got "ten"/],
  ["blobs --rows 1e9 --out t.csv", /--rows: .*1 to 10000000, got 1000000000/],
  ["blobs --seed= --out t.csv", /--seed: .*empty/],
  ["blobs --width 0 --out t.csv", /--width: expected an integer from 1 /],
  ["blobs --width 300 --dims 3 --out t.csv", /--width: expected at most 256 with dims 3, got 300/],
  ["blobs --dims 4 --out t.csv", /--dims: expected 2 or 3, got 4/],
  ["blobs --threshold NaN --out t.csv", /--threshold: expected a number/],
  ["blobs --circle-sizes= --out t.csv", /--circle-sizes: expected a number/],
  ["blobs --circle-sizes 0.1,,0.2 --out t.csv", /--circle-sizes: expected a number/],
  ["blobs --square-sizes 0.1,Infinity --out t.csv", /--square-sizes\[1\]: expected a finite number.*, got Infinity/],
  ["blobs --groups a,,b --out t.csv", /--groups: .*got "a,,b"/],
  ["blobs --groups a, --out t.csv", /--groups: .*got "a,"/],
  ["blobs --groups= --out t.csv", /--groups: .*got ""/],
  ["blobs --square-mean x --out t.csv", /--square-mean: expected a number, got "x"/],
  ["blobs --stream nump --out t.csv", /--stream: .*did you mean "numpy"/],
  ["blobs --chart repaet --out t.csv", /--chart: .*did you mean "repeat"/],
  ["blobs --images hoover --out t.html", /--images: .*did you mean "hover"/],
  ["blobs --images hover --out t.csv", /--images: expected embed or none for csv, got "hover": a table has no tooltip/],
  ["blobs --images hover --out t.ndjson", /--images: expected embed or none for ndjson/],
  ["blobs --workers -1 --out t.csv", /--workers: expected an integer from 0 /],
  ["blobs --workers 1.5 --out t.csv", /--workers: expected an integer from 0 /],
  ["blobs --out t.json", /--out: .*\.csv, \.ndjson, \.vl\.json, \.html.*got "t\.json"/],
  ["blobs --out t", /--out: .*\.csv, \.ndjson, \.vl\.json, \.html.*got "t"/],
  ["blobs --out -", /--format: expected one of csv, ndjson, vl\.json, html/],
  ["blobs --out - --format cvs", /--format: .*did you mean "csv"/],
  ["blobs --out no/such/t.csv", /--out: cannot write "no\/such\/t\.csv": no such folder/],
  ["blobs --out / --format csv", /--out: cannot write "\/": it is a folder/],
  ["blobs --out newdir/ --format csv", /--out: cannot write "newdir\/": it is a folder/],
  ["blobs --rows 10000000 --out newdir/t.csv/ --format csv", /--out: cannot write "newdir\/t\.csv\/": it is a folder/],
  [`blobs --out ${"x".repeat(300)}.csv`, /--out: cannot write "x+\.csv": name too long/],
  ["bench --kernels guassian --json b.json", /--kernels: .*got "guassian" \(did you mean "gaussian"\?\)/],
  ["bench --kernels= --json b.json", /--kernels: expected .*got ""/],
  ["bench --sizes 97", /--sizes: expected some of 96, .*got "97"/],
  ["bench --peers scypi --json b.json", /--peers: expected some of scipy, .*got "scypi" \(did you mean "scipy"\?\)/],
  ["bench --rounds 0", /--rounds: expected an integer from 1 to 10000, got "0"/],
  ["bench --json -", /--json: expected a file, got "-"/],
  ["bench --html no/such/b.html", /--html: cannot write "no\/such\/b\.html": no such folder/],
  ["bench --json b.json --html no/such/b.html", /--html: cannot write "no\/such\/b\.html": no such folder/],
  ["bench --json b.json --html b.json", /--html: expected another file/],
  ["bench --full=yes", /--full: takes no value, got "yes"/],
  ["bench b.json", /unexpected argument "b\.json"/],
  ["bench --case box", /unknown flag --case/],
  ["bench --compare a.json", /--compare: expected two result files, BEFORE\.json AFTER\.json/],
  ["bench --compare a.json b.json --full", /--compare: expected two result files/],
  ["bench --compare a.json b.json", /a\.json: no such file/],
  ["view --port 65536", /--port: expected an integer from 0 to 65535, got "65536"/],
  ["view --port -1", /--port: expected an integer from 0 to 65535, got "-1"/],
  ["view --port http", /--port: expected an integer/],
  ["view --prot 1", /unknown flag --prot \(did you mean "--port"\?\)/],
];

describe("bad input", () => {
  it.each(refusals)("`ndpeek %s` is refused in one line, with exit code 2 and no file", async (args, says) => {
    const folder = emptyFolder();
    const { code, stdout, stderr } = await runCli(args.split(" ").filter(Boolean), folder);
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(/^ndpeek: [^\n]*\n$/);
    expect({ code, stdout, files: readdirSync(folder) }).toEqual({ code: 2, stdout: "", files: [] });
  });
});

describe("help", () => {
  it("of `blobs` holds every option of the one table with its default", async () => {
    const { code, stdout } = await runCli(["blobs", "--help"]);
    expect(code).toBe(0);
    const text = stdout.replace(/\s+/g, " ");
    for (const { flag, placeholder, default: fallback } of blobOptionTable) {
      expect(text).toContain(` --${flag} ${placeholder} `);
      expect(text).toContain(`(default ${fallback})`);
    }
    for (const flag of ["chart", "images", "no-labels", "workers", "out", "format"]) expect(text).toContain(` --${flag} `);
  });

  it.each([["--help"], ["blobs --help"], ["bench --help"], ["view --help"], ["blobs --rows 3 -h"]])(
    "`ndpeek %s` has an example",
    async (args) => {
      const { code, stdout, stderr } = await runCli(args.split(" "));
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toMatch(/Examples?:\n {2}ndpeek (blobs|bench|view) /);
    },
  );

  it("`ndpeek --version` is package.json's version", async () => {
    expect(await runCli(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });
});
