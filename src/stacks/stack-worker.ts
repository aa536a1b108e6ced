// The worker's end: bundled into build/generated/stack-worker.ts.
import { instanceOf } from "../kernels/instance.ts";
import { bindKernels } from "../ndimage/ndpeek.ts";
import { answerMessages } from "../threads/answer.ts";
import type { FromStackWorker, ToStackWorker } from "./stack-messages.ts";
import { StackWork } from "./stack-tasks.ts";

let work: StackWork;

async function answer(message: ToStackWorker): Promise<FromStackWorker> {
  if ("task" in message) {
    const { id, task } = message;
    return work.do(task).then(
      (result) => ({ id, result }),
      (error: unknown) => ({ id, error }),
    );
  }
  try {
    work = new StackWork(bindKernels(await instanceOf(message.module)), message.file);
    return { ready: true };
  } catch (failed) {
    return { failed };
  }
}

answerMessages(answer);
