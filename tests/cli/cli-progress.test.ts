import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ProgressBar } from "../../cli/output/progress.ts";

let printed = "";
const wasTerminal = process.stderr.isTTY;

beforeEach(() => {
  printed = "";
  vi.useFakeTimers();
  process.stderr.isTTY = true;
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    printed += text;
    return true;
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  process.stderr.isTTY = wasTerminal;
});

describe("ProgressBar", () => {
  it("says nothing within the first half second", () => {
    const bar = new ProgressBar();
    vi.advanceTimersByTime(499);
    bar.update("rows", 10, 200);
    bar.clear();
    expect(printed).toBe("");
  });

  it("draws over itself and clears its line", () => {
    const bar = new ProgressBar();
    vi.advanceTimersByTime(500);
    bar.update("rows", 50, 200);
    bar.update("rows", 50, 200);
    bar.update("rows", 200, 200);
    bar.clear();
    const full = "█".repeat(24);
    expect(printed).toBe(`\r\x1b[Krows [██████${"·".repeat(18)}] 50 / 200\r\x1b[Krows [${full}] 200 / 200\r\x1b[K`);
  });

  it("says nothing where stderr is no terminal", () => {
    process.stderr.isTTY = false;
    const bar = new ProgressBar();
    vi.advanceTimersByTime(5000);
    bar.update("rows", 50, 200);
    bar.clear();
    expect(printed).toBe("");
  });
});
