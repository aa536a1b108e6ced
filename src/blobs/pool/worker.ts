// The worker's end: bundled into build/generated/blob-worker.ts.

import { instanceOf, type Kernels } from "../../kernels/instance.ts";
import { answerTasks } from "../../threads/answer.ts";
import { BlobKernel } from "../rows/blob-kernel.ts";
import { runTask } from "../rows/blob-tasks.ts";
import type { BlobSettings } from "../rows/settings.ts";
import type { PoolSetup, RunNotice, RunResult, RunTask } from "./messages.ts";

interface OpenRun {
  readonly settings: BlobSettings;
  kernel?: Promise<BlobKernel>;
}

answerTasks<PoolSetup, RunTask, RunResult, RunNotice>(async ({ module }) => {
  const runs = new Map<number, OpenRun>();
  /** The first run's, made at once, because a worker that cannot have an instance is of no use. */
  let first: Kernels | undefined = await instanceOf(module);

  async function openKernel(settings: BlobSettings): Promise<BlobKernel> {
    const kernels = first ?? (await instanceOf(module));
    first = undefined;
    return new BlobKernel(kernels, settings);
  }

  return {
    async run({ run, task }) {
      const open = runs.get(run)!;
      open.kernel ??= openKernel(open.settings);
      return runTask(await open.kernel, open.settings, task);
    },
    onNotice(notice) {
      if ("forget" in notice) runs.delete(notice.forget);
      else runs.set(notice.open, { settings: notice.settings });
    },
  };
});
