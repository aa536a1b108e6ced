import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // Sites whose builders are large: npm run test:sites.
    exclude: [...configDefaults.exclude, "tests/sites/{nbsphinx,mkdocs,vitepress,docusaurus}.test.ts"],
    globalSetup: ["tests/fixtures/built.ts"],
    setupFiles: ["tests/fixtures/properties.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // By default one less than there are cores: on two that is one file after the other, while browsers are waited for.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
