// Builds the library as one file for pages without a bundler: a script that defines `ServerlessChat`.
import { build } from "esbuild";

await build({
  stdin: {
    contents: ["index", "store/indexeddb", "store/memory", "search/index"]
      .map(name => `export * from "./${name}.js";`)
      .join("\n"),
    resolveDir: "dist",
  },
  outfile: "dist/bundle.js",
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "ServerlessChat",
  target: "es2022",
});
