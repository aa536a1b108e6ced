import { show } from "../../src/base/checks.ts";

/** Rows that a page generates and draws without freezing. */
const MOST_ROWS = 100_000;

const grouped = (value: number): string => (Number.isSafeInteger(value) ? value.toLocaleString("en-US") : show(value));

/** A page's limits, before the library's check. */
export function checkRows(text: string, label: string): void {
  if (text.trim() === "" || Number.isNaN(Number(text))) return;
  const rows = Number(text);
  const most = grouped(MOST_ROWS);
  if (rows > MOST_ROWS) {
    throw new RangeError(`${label}: expected at most ${most} here (ndpeek blobs takes more), got ${grouped(rows)}`);
  }
  if (!Number.isInteger(rows) || rows < 1) {
    throw new RangeError(`${label}: expected an integer from 1 to ${most}, got ${grouped(rows)}`);
  }
}
