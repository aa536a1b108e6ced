// Writes build/generated/ and nothing else, which is all that the sources need to be tested or documented.
import { generatedSteps } from "./generated.mjs";

for (const step of await generatedSteps()) await step.update();
