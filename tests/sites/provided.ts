import { provide, SITE_NAMES } from "../../scripts/dev/sites.mjs";

/** Every site's builder is there before the tests: what is missing and cannot be installed is an error with its name. */
export default function provideBuilders(): void {
  provide(SITE_NAMES);
}
