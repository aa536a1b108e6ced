import { resolve } from "node:path";

/**
 * An esbuild plugin that leaves one module out of a bundle, because it is built as a file beside it: whoever imports the source file `module`
 * imports the built file `file` instead. Imports are compared by the file that they lead to, so that a moved or renamed module is still found.
 * A build in which nothing imports the module fails.
 */
export function beside(module, file) {
  const target = resolve(module);
  return {
    name: "beside",
    setup({ onResolve, onStart, onEnd }) {
      let count = 0;
      onStart(() => {
        count = 0;
      });
      onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir, kind }) => {
        if (kind === "entry-point" || resolve(resolveDir, path) !== target) return undefined;
        count++;
        return { path: `./${file}`, external: true };
      });
      onEnd(({ errors }) => {
        // After another error the count says nothing.
        if (count > 0 || errors.length > 0) return undefined;
        return { errors: [{ text: `${module}: expected an import of it to replace by ${file}, got none` }] };
      });
    },
  };
}
