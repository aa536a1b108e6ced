// How fast the page is, in a real Chromium: node scripts/dev/measure-page.mjs [--rows 10000] [--runs 5] [--kinds repeat,strip] [dist/web …]
// Of several builds, the runs alternate: a machine that does other things meanwhile does them to all.
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { serveFolder } from "../../cli/server/static-server.mjs";

const KINDS = "strip,scatter,histogram,repeat,dropdown";
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: "string", default: "10000" },
    runs: { type: "string", default: "5" },
    kinds: { type: "string", default: KINDS },
  },
});
const folders = positionals.length > 0 ? positionals : ["dist/web"];
const rows = Number(values.rows);
const runs = Number(values.runs);

/** Before the page's own scripts: notes long tasks and what ran in them, layout shifts, and the paints of the points. */
function watch() {
  const seen = { tasks: [], frames: [], shift: 0, paints: [] };
  const note = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  note("longtask", ({ startTime, duration }) => seen.tasks.push({ startTime, duration }));
  note("long-animation-frame", ({ startTime, duration, scripts }) => {
    const said = scripts.map((script) => {
      const where = script.sourceFunctionName || script.invoker;
      return { startTime: script.startTime, duration: script.duration, where };
    });
    seen.frames.push({ startTime, duration, scripts: said });
  });
  note("layout-shift", ({ value, hadRecentInput }) => {
    if (!hadRecentInput) seen.shift += value;
  });
  const { putImageData } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.putImageData = function (...given) {
    if (this.canvas.matches(".ndpeek-points")) seen.paints.push(performance.now());
    return putImageData.apply(this, given);
  };
  Object.assign(window, { seen });
}

/** Generates and drags; returns times, and from when to when each phase went. */
async function play({ rows, seconds }) {
  const part = (id) => document.getElementById(id);
  const turn = () => new Promise((go) => setTimeout(go));
  const frame = () => new Promise(requestAnimationFrame);
  const pause = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds));
  const { seen } = window;
  const phases = {};
  const phase = async (name, work) => {
    const start = performance.now();
    await work();
    phases[name] = { start, end: performance.now() };
  };

  part("rows").value = String(rows);
  const head = `${rows.toLocaleString("en-US")} rows generated`;
  const said = new Promise((told) => {
    const observer = new MutationObserver(() => {
      if (!part("status").textContent.startsWith(head)) return;
      observer.disconnect();
      told();
    });
    observer.observe(part("status"), { childList: true, characterData: true, subtree: true });
  });
  await phase("generate", async () => {
    part("generate").click();
    await said;
    await frame();
    await turn();
  });
  await phase("after", () => pause(900));

  const slider = part("threshold-slider");
  let painted = 0;
  await phase("drag", async () => {
    const before = seen.paints.length;
    const start = performance.now();
    for (let step = 0; performance.now() - start < 1000 * seconds; step++) {
      slider.value = String(0.2 + 0.5 * ((step * 0.005) % 1));
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      await frame();
      await turn();
    }
    painted = (seen.paints.length - before) / seconds;
  });
  await phase("release", async () => {
    slider.dispatchEvent(new Event("change", { bubbles: true }));
    await pause(900);
  });
  const { start, end } = phases.generate;
  return { painted: end - start, first: seen.paints.find((time) => time > start) - start, updates: painted, phases, seen };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** The longest task of a phase, and the function of the page that took most of it. */
function longest({ tasks, frames }, { start, end }) {
  const within = ({ startTime }) => startTime >= start - 5 && startTime < end;
  const [task] = tasks.filter(within).sort((a, b) => b.duration - a.duration);
  if (!task) return undefined;
  const scripts = frames.flatMap((frame) => frame.scripts);
  const [script] = scripts
    .filter((one) => one.startTime < task.startTime + task.duration && one.startTime + one.duration > task.startTime)
    .sort((a, b) => b.duration - a.duration);
  const cause = script ? `${script.where} ${Math.round(script.duration)}` : "no script of 5 ms";
  return { duration: task.duration, text: `${Math.round(task.duration)} ms (${cause})` };
}

async function run(browser, url, kind) {
  const context = await browser.newContext({ viewport: { width: 1300, height: 1000 } });
  try {
    const page = await context.newPage();
    page.on("pageerror", (error) => {
      throw error;
    });
    await page.addInitScript(watch);
    await page.goto(`${url}#chart=${kind}`);
    await page.waitForFunction(() => / rows generated/.test(document.getElementById("status").textContent));
    await page.waitForTimeout(700);
    return await page.evaluate(play, { rows, seconds: 3 });
  } finally {
    await context.close();
  }
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const hosts = await Promise.all(folders.map((folder) => serveFolder(folder)));
for (const kind of values.kinds.split(",")) {
  const results = hosts.map(() => []);
  for (let i = 0; i < runs; i++) {
    for (const [at, { url }] of hosts.entries()) results[at].push(await run(browser, url, kind));
  }
  for (const [at, folder] of folders.entries()) {
    const of = (name) => results[at].map((result) => result[name]);
    const [painted, first, updates] = ["painted", "first", "updates"].map(of);
    const shift = Math.max(...results[at].map(({ seen }) => seen.shift));
    console.log(`${kind}, ${rows.toLocaleString("en-US")} rows, ${folder}, median (best):`);
    console.log(
      `  painted in ${Math.round(median(painted))} ms (${Math.round(Math.min(...painted))}), points from ${Math.round(median(first))} ms on`,
    );
    console.log(
      `  ${median(updates).toFixed(1)} updates/s (${Math.max(...updates).toFixed(1)}), layout shift ${shift.toFixed(3)}`,
    );
    for (const phase of ["generate", "after", "drag", "release"]) {
      const tasks = results[at].map(({ seen, phases }) => longest(seen, phases[phase])).filter(Boolean);
      tasks.sort((a, b) => b.duration - a.duration);
      console.log(`  longest task, ${phase}: ${tasks[runs >> 1]?.text ?? "none"}; of all runs ${tasks[0]?.text ?? "none"}`);
    }
  }
}
await browser.close();
await Promise.all(hosts.map((host) => host.close()));
