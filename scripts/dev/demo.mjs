import { execFileSync } from "node:child_process";
import { mkdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { generateBlobs, repeatChart } from "../../dist/index.js";

const OUT = "out/blobs.html";
const PANDAS_WIDTH = 50;

const root = fileURLToPath(new URL("../..", import.meta.url));
process.chdir(root);

const cut = (text) => (text.length < PANDAS_WIDTH ? text : `${text.slice(0, PANDAS_WIDTH - 4)}...`);

/** First and last five rows as pandas prints a long frame. */
function printTable(set) {
  const names = ["group", "image1_area", "image2_area", "image"];
  const valuesOf = (row) => [
    String(row),
    set.columns.group[row],
    set.columns.image1_area[row].toFixed(6),
    set.columns.image2_area[row].toFixed(6),
    cut(set.dataUri(row)),
  ];
  const last = set.length - 1;
  const table = [
    ["", ...names],
    ...[0, 1, 2, 3, 4].map(valuesOf),
    ["..", ...names.map(() => "...")],
    ...[4, 3, 2, 1, 0].map((i) => valuesOf(last - i)),
  ];
  const widths = table[0].map((_, column) => Math.max(...table.map((line) => line[column].length)));
  for (const line of table) {
    const [index, ...cells] = line.map((text, i) => (i === 0 ? text.padEnd(widths[i]) : text.padStart(widths[i])));
    console.log(`${index} ${cells.join("  ")}`);
  }
  console.log(`\n[${set.length} rows x ${names.length} columns]`);
}

function nested({ data, shape: [height, width] }) {
  return Array.from({ length: height }, (_, y) => Array.from(data.subarray(y * width, (y + 1) * width)));
}

/** Length of the chart's JSON with the pixels as nested lists of numbers; a row at a time, for the whole is long. */
function rawSize(set) {
  const spec = repeatChart(set, { images: "none" });
  const rows = spec.data.values;
  let size = Buffer.byteLength(JSON.stringify({ ...spec, data: { values: [] } })) + rows.length - 1;
  for (const row of rows) {
    const images = { image1: nested(set.image(row.row, "image1")), image2: nested(set.image(row.row, "image2")) };
    size += Buffer.byteLength(JSON.stringify({ ...row, ...images }));
  }
  return size;
}

function printSizes(set) {
  const sizeWith = (images) => Buffer.byteLength(JSON.stringify(repeatChart(set, { images })));
  const plain = sizeWith("none");
  console.log("\nThe chart of both areas as compact JSON:");
  for (const [what, size] of [
    ["without images", plain],
    ["with images", sizeWith("embed")],
    ["with raw arrays", rawSize(set)],
  ]) {
    const factor = size === plain ? "" : `  ${(size / plain).toFixed(size < 100 * plain ? 1 : 0)} times as much`;
    console.log(`  ${what.padEnd(15)}  ${size.toLocaleString("en-US").padStart(10)} bytes${factor}`);
  }
}

mkdirSync("out", { recursive: true });
execFileSync(process.execPath, ["dist/cli.js", "blobs", "--rows", "200", "--seed", "altair", "--out", OUT], { stdio: "inherit" });
const set = await generateBlobs({ rows: 200, seed: "altair" });
printTable(set);
printSizes(set);
set.close();
console.log(`\n${OUT}: ${statSync(OUT).size.toLocaleString("en-US")} bytes. Open it in a browser and point at a circle.`);
