// The worker's end: bundled into build/generated/stack-worker.ts.
import { instanceOf } from "../kernels/instance.ts";
import { bindKernels } from "../ndimage/ndpeek.ts";
import { answerTasks } from "../threads/answer.ts";
import { type StackResult, type StackSetup, type StackTask, StackWork } from "./stack-tasks.ts";

answerTasks<StackSetup, StackTask, StackResult>(async ({ module, file }) => {
  const work = new StackWork(bindKernels(await instanceOf(module)), file);
  return { run: (task) => work.do(task) };
});
