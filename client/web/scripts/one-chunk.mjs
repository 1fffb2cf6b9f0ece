// Keeps the code of the first load in one file, which compresses better than several files. esbuild
// splits code by the parts that use it. So each part that is loaded later also imports the whole
// page.
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

const PAGE = fileURLToPath(new URL("../src/app.tsx", import.meta.url));

export const oneChunk = {
  name: "one chunk",
  setup(build) {
    build.onResolve({ filter: /^\./ }, async ({ path, kind, pluginData, ...from }) => {
      if (kind !== "dynamic-import" || pluginData?.isResolved) {
        return undefined;
      }
      const { importer, resolveDir } = from;
      const options = { importer, resolveDir, kind, pluginData: { isResolved: true } };
      const { path: found, errors } = await build.resolve(path, options);
      return { path: found, errors, pluginData: { isLater: true } };
    });
    build.onLoad({ filter: /\.tsx?$/ }, async ({ path, pluginData }) => {
      if (!pluginData?.isLater) {
        return undefined;
      }
      const contents = `${await readFile(path, "utf8")}\nimport ${JSON.stringify(PAGE)};\n`;
      return { contents, loader: extname(path).slice(1) };
    });
  },
};
