import { describe } from "vitest";
import { lacking } from "../../scripts/dev/sites.mjs";
import { FURO_SAYS, switchFuro } from "./furo.ts";
import { siteTests } from "./site-suite.ts";

describe.skipIf(lacking("sphinx-furo").length > 0)("Sphinx with furo", () => {
  siteTests({ name: "sphinx-furo", prefix: "/docs/", switchTo: switchFuro, says: FURO_SAYS });
});
