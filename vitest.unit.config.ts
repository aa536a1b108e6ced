import { readdirSync, readFileSync } from "node:fs";
import { configDefaults, defineConfig } from "vitest/config";
import { shared } from "./vitest.config.ts";

/** They need a browser or dist/. */
const LEFT_OUT = [...configDefaults.exclude, "tests/{browser,cli,package,sites}/**"];

/** Tests that replace a module need it to be loaded for them alone. */
const mocking = readdirSync("tests", { recursive: true, encoding: "utf8" })
  .map((path) => `tests/${path.replaceAll("\\", "/")}`)
  .filter((path) => path.endsWith(".test.ts") && readFileSync(path, "utf8").includes("vi.mock("));

/** What answers soon: npm run test:unit. */
export default defineConfig({
  test: {
    ...shared,
    tagsFilter: ["!built && !long"],
    projects: [
      // Files share the modules that one of them has loaded: by itself each would load the sources again.
      { extends: true, test: { name: "shared", isolate: false, exclude: [...LEFT_OUT, ...mocking] } },
      { extends: true, test: { name: "mocking", include: mocking, exclude: LEFT_OUT } },
    ],
  },
});
