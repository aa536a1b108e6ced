// Text for people. No Node built-in: a page may print the same.

const digits = (value) => value.toPrecision(3);

function time(seconds) {
  for (const [unit, factor] of [
    ["s", 1],
    ["ms", 1e3],
    ["µs", 1e6],
  ]) {
    if (seconds * factor >= 1)
      return `${seconds * factor >= 100 ? Math.round(seconds * factor) : digits(seconds * factor)} ${unit}`;
  }
  return `${digits(seconds * 1e9)} ns`;
}

function accuracy({ isFloor, exact, error, bytes }, own) {
  if (bytes) return `${Math.round(bytes).toLocaleString("en-US")} bytes`;
  if (isFloor) return `ndpeek reaches ${Math.round((100 * own.floorMedian) / own.median)} % of it`;
  return exact ? "every bit" : `off by ${error.toExponential(1)}`;
}

/** One case: a line a peer, its time beside its error. */
export function table({ title, oracle, results, refused, items, unit }) {
  const ndpeek = results.find(({ name }) => name === "ndpeek");
  const floor = results.find(({ isFloor }) => isFloor);
  const own = { median: ndpeek.median, floorMedian: floor?.median };
  const header = ["", "median", "min", `a ${unit}`, "÷ ndpeek", results[0].bytes ? "size" : "result (share of full scale)"];
  const order = [...results.filter(({ apart }) => !apart), ...results.filter(({ apart }) => apart)];
  const lines = order.map((result) => [
    result.name,
    time(result.median),
    time(result.min),
    time(result.median / items),
    result.ratio.toFixed(2),
    accuracy(result, own),
  ]);
  const widths = header.map((_, column) => Math.max(...[header, ...lines].map((line) => line[column].length)));
  const text = [header, ...lines].map((line) =>
    line.map((cell, column) => (column % 5 === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join("  "),
  );
  const left = refused.map(({ name, error }) => `  not timed: ${name} is off by ${error.toExponential(1)} of full scale`);
  return [`${title} (${oracle})`, ...text.map((line) => `  ${line.trimEnd()}`), ...left].join("\n");
}

export function head({ date, cpu, cores, platform, node, v8, opencvJs, native, limits, load }, absent) {
  const versions = [
    `Node ${node} (V8 ${v8})`,
    ...(native ? [`Python ${native.python}, NumPy ${native.numpy}, SciPy ${native.scipy}`] : []),
    ...(native?.cv2 ? [`OpenCV ${native.cv2}`] : []),
    ...(native?.pillow ? [`Pillow ${native.pillow}`] : []),
    ...(opencvJs ? [`opencv-js ${opencvJs}`] : []),
  ];
  return [
    `${date}, ${cpu}, ${cores} cores, ${platform}; load average ${load.join(", ")}`,
    versions.join("; "),
    ...(native ? [`NumPy uses ${native.simd.join(" ")}`] : []),
    `Clock ${limits.clockGHz.toFixed(2)} GHz, ${limits.additionsPerCycle.toFixed(2)} vector additions a cycle, ` +
      `${limits.cyclesPerDivision.toFixed(2)} cycles a vector division (f64x2, in WebAssembly)`,
    ...(load[0] > cores / 2 ? ["The machine is busy: these figures are not for quoting."] : []),
    ...absent.map(({ peer, reason }) => `Absent: ${peer}: ${reason}`),
  ].join("\n");
}
