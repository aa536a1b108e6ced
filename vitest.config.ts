import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";

export const shared = {
  // Tags of tests that npm run test:unit leaves out.
  tags: [
    { name: "built", description: "Needs dist/, as the tests in tests/{browser,cli,package,sites}/ do." },
    { name: "long", description: "Takes seconds: a large hash, many random images, much memory." },
  ],
  include: ["tests/**/*.test.ts"],
  setupFiles: ["tests/fixtures/properties.ts"],
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // By default one less than there are cores: on two that is one file after the other, while browsers are waited for.
  maxWorkers: Math.max(2, availableParallelism() - 1),
};

export default defineConfig({
  test: {
    ...shared,
    // Sites whose builders are large: npm run test:sites.
    exclude: [...configDefaults.exclude, "tests/sites/{nbsphinx,mkdocs,vitepress,docusaurus}.test.ts"],
    globalSetup: ["tests/fixtures/built.ts"],
  },
});
