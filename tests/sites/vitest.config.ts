import { defineConfig } from "vitest/config";

/** All sites of examples/; `npm test` takes two of them. */
export default defineConfig({
  test: {
    include: ["tests/sites/*.test.ts"],
    globalSetup: ["tests/fixtures/built.ts", "tests/sites/provided.ts"],
    testTimeout: 60_000,
    // Builders take both cores by themselves.
    maxWorkers: 1,
  },
});
