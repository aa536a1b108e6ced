import { existsSync } from "node:fs";

/** Tests run the built package; `npm test` builds it first. */
export default function requireBuild(): void {
  const missing = ["dist/cli.js", "dist/index.js", "dist/offline.html", "dist/web/index.html"].filter(
    (path) => !existsSync(path),
  );
  if (missing.length > 0) throw new Error(`the package is not built (no ${missing.join(", ")}): run npm run build, or npm test`);
}
