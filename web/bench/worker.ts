// The run itself, on a thread of its own so that the page lives.
import { chooseCases } from "../../bench/choice.ts";
import { effortOf } from "../../bench/effort.ts";
import { loadLimits } from "../../bench/limit-exports.ts";
import { moduleSize } from "../../bench/module-size.ts";
import { oracle } from "../../bench/oracle.ts";
import { limitPeer, rooflineOf } from "../../bench/peers/limits.ts";
import { ndpeekPeer } from "../../bench/peers/ndpeek.ts";
import { plainPeer } from "../../bench/peers/plain.ts";
import type { Environment } from "../../bench/result.ts";
import { emptyResult, runBench } from "../../bench/run.ts";
import { load } from "../../src/index.ts";
import { instantiate } from "../../src/kernels/source.ts";
import { browserPeers } from "./browser-peers.ts";
import { type AskCanvas, canvasPeer } from "./canvas-peer.ts";
import type { Answer, Ask, CanvasAnswer, FromWorker, RunRequest, StageAnswer, ToWorker } from "./messages.ts";
import { type AskStage, pageEntries } from "./page-entries.ts";

const send = (message: FromWorker): void => postMessage(message);

const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();
const askPage = (ask: Ask): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const id = waiting.size === 0 ? 0 : Math.max(...waiting.keys()) + 1;
    waiting.set(id, { resolve, reject });
    send({ kind: "ask", id, ask });
  });
const askCanvas: AskCanvas = (request) => askPage({ of: "canvas", request }) as Promise<CanvasAnswer>;
const askStage: AskStage = (request) => askPage({ of: "stage", request }) as Promise<StageAnswer>;

function environmentOf(
  { ndpeek, command }: RunRequest,
  { roofline, module }: Pick<Environment, "roofline" | "module">,
): Environment {
  const { hardwareConcurrency, userAgent, platform } = navigator;
  const engine = /(Firefox|HeadlessChrome|Chrome|Version)\/([\d.]+)/.exec(userAgent);
  const name = engine?.[1] === "Version" ? "Safari" : (engine?.[1] ?? "a browser");
  return {
    date: new Date().toISOString(),
    ndpeek,
    cpu: "a processor that the browser does not name",
    cores: hardwareConcurrency,
    platform,
    engine: `${name} ${engine?.[2] ?? ""}`.trim(),
    command,
    flags: crossOriginIsolated ? ["cross-origin isolation"] : [],
    roofline,
    module,
  };
}

async function run(request: RunRequest): Promise<void> {
  const { kernels, sizes, sigmas, dtypes, full = false, rounds } = request;
  const cases = chooseCases({ kernels, sizes, sigmas, dtypes, full, host: "browser" });
  const nd = await load();
  const limits = await loadLimits();
  const others = await browserPeers(new URL("peers/", location.href));
  const peers = [
    ndpeekPeer(nd, request.ndpeek, { page: (one) => pageEntries(askStage, one) }),
    ...others.peers,
    canvasPeer(askCanvas),
    plainPeer(nd),
    limitPeer(limits, await instantiate()),
  ];
  const environment = environmentOf(request, { roofline: rooflineOf(limits), module: await moduleSize() });
  send({ kind: "head", result: emptyResult({ peers, absent: others.absent, environment }) });
  const { seconds } = await runBench({
    ...{ nd, cases, peers, absent: others.absent, oracle, environment },
    effort: effortOf({ rounds, full, coarseClock: true }),
    onProgress: (progress) => send({ kind: "progress", progress }),
    onCase: (result) => send({ kind: "case", result }),
  });
  send({ kind: "end", seconds });
}

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "run") {
    run(data.request).catch((error: unknown) =>
      send({ kind: "failure", message: error instanceof Error ? error.message : String(error) }),
    );
    return;
  }
  const asked = waiting.get(data.id);
  waiting.delete(data.id);
  if (data.answer) asked?.resolve(data.answer);
  else asked?.reject(new Error(data.failure));
});
