import { readdir, readFile } from "node:fs/promises";

/** The folder of the package a bundled file came from; nothing for our own files. */
const packageFolder = (path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];

/** The licence texts of every package inside the bundles that the metafiles describe. */
export async function licences(metafiles) {
  const folders = new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs).map(packageFolder)));
  folders.delete(undefined);
  const parts = [];
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
    const file = (await readdir(folder)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
    const text = file ? (await readFile(`${folder}/${file}`, "utf8")).trim() : `Licence: ${license}`;
    parts.push(`${name} ${version}\n\n${text}\n`);
  }
  return `Parts of the pages in this folder come from these packages.\n\n${parts.join(`\n${"-".repeat(80)}\n\n`)}`;
}
