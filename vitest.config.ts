import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/built.ts"],
    setupFiles: ["tests/properties.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
