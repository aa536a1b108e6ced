/** A chart of the user's. */
export interface ChartFile {
  readonly name: string;
  readonly text: string;
  /** Bytes. */
  readonly size: number;
  /** The columns of its inline data. */
  readonly columns: readonly string[];
}

export const MOST_CHART_BYTES = 2 ** 26;

const quote = JSON.stringify;

/** Parts what was dropped into stacks and a chart, by the files' names. Throws a RangeError that names the file which is neither. */
export function sortFiles(files: readonly File[]): { stacks: readonly File[]; chart: File | undefined } {
  const stacks = files.filter(({ name }) => /\.npy$/i.test(name));
  const charts = files.filter(({ name }) => /\.json$/i.test(name));
  const other = files.find((file) => !stacks.includes(file) && !charts.includes(file));
  if (other) throw new RangeError(`${quote(other.name)}: expected a stack of images (.npy) or a chart (.json)`);
  if (charts.length > 1) {
    throw new RangeError(`expected one chart, got ${charts.length}: ${charts.map(({ name }) => quote(name)).join(", ")}`);
  }
  return { stacks, chart: charts[0] };
}

/** Reads a chart. Throws where it is empty, too large, cannot be read or is none, naming the file. */
export async function readChartFile(file: File): Promise<ChartFile> {
  const { name, size } = file;
  if (size === 0 || size > MOST_CHART_BYTES) {
    throw new RangeError(
      `${quote(name)}: expected a chart of 1 to ${MOST_CHART_BYTES.toLocaleString("en-US")} bytes, got ${size}`,
    );
  }
  const text = await file.text().catch((error: Error) => {
    throw new Error(`${quote(name)}: ${error.message}`);
  });
  // Only a page that is brought a chart needs to know about charts of others.
  const [{ readChart }, { chartColumns }] = await Promise.all([
    import("./read-chart.ts"),
    import("../../src/charts/attach/columns.ts"),
  ]);
  return { name, text, size, columns: chartColumns(readChart(text, name)) };
}
