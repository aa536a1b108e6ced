import { expect } from "vitest";
import type { Channel, Listener } from "../src/pool/channel.ts";
import type { FromWorker, ToWorker } from "../src/pool/messages.ts";

const NOTHING = {
  /** How many there were at the same time, without those that were told to go, which takes a while. */
  most: 0,
  started: 0,
  /** How many gave a sign of life. */
  alive: 0,
  /** When the n-th task, counted over all workers, is posted to one. */
  onTask: undefined as undefined | ((task: number, kill: (reason: string) => void, run: number) => void),
  forbidden: false,
  /** What becomes of the n-th worker that is started, counted from 1. */
  fate: undefined as undefined | ((started: number) => "dies" | "never answers" | undefined),
};

/** What becomes of the workers that are opened: nothing unless a test says. */
export const plot = {
  ...NOTHING,
  open: 0,
  /** What kills the workers that were opened, in their order. */
  kills: [] as (() => void)[],
};

/** To be called after each test: no worker is left, and the next test begins anew. */
export function endPlot(): void {
  expect(plot.open).toBe(0);
  Object.assign(plot, NOTHING, { kills: [] });
}

/** The channels of workers, under the plot. */
export function plotted(real: typeof import("../src/pool/channel.ts")) {
  let tasks = 0;
  let wanted = 0;
  return {
    openChannel(source: string, listener: Listener<FromWorker>): Channel<ToWorker> | undefined {
      plot.started++;
      if (plot.forbidden) return undefined;
      const fate = plot.fate?.(plot.started);
      if (fate) {
        if (fate === "dies") queueMicrotask(() => listener.death("it could not be started"));
        return { post: () => {}, hold: () => {}, close: async () => {} };
      }
      let isOpen = true;
      let isWanted = true;
      let isAlive = false;
      plot.open++;
      wanted++;
      plot.most = Math.max(plot.most, wanted);
      const toGo = () => {
        if (isWanted) wanted--;
        isWanted = false;
      };
      const gone = () => {
        toGo();
        if (isOpen) plot.open--;
        isOpen = false;
      };
      const kill = (reason: string) => {
        void channel.close();
        gone();
        listener.death(reason);
      };
      plot.kills.push(() => kill("it was killed"));
      const channel = real.openChannel<ToWorker, FromWorker>(source, {
        message: (message) => {
          if (!isAlive) plot.alive++;
          isAlive = true;
          listener.message(message);
        },
        death: (reason) => {
          gone();
          listener.death(reason);
        },
      })!;
      return {
        post(message, transfer) {
          channel.post(message, transfer);
          if ("task" in message) plot.onTask?.(++tasks, kill, message.run);
        },
        hold: channel.hold,
        async close() {
          toGo();
          await channel.close();
          gone();
        },
      };
    },
  };
}
