// Bundles the web chat into dist. Names carry a hash, so that a cache may keep them for ever.
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = new URL("..", import.meta.url);
const DIST = new URL("dist/", HERE);

const { metafile } = await build({
  absWorkingDir: fileURLToPath(HERE),
  entryPoints: { main: "src/main.tsx", style: "src/main.css", icon: "static/icon.svg" },
  entryNames: "[name]-[hash]",
  loader: { ".svg": "copy" },
  outdir: "dist",
  bundle: true,
  minify: true,
  sourcemap: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  metafile: true,
});

let page = readFileSync(new URL("static/index.html", HERE), "utf8");
for (const output of Object.keys(metafile.outputs)) {
  const name = basename(output);
  page = page.replace(`"${name.replace(/-[^-.]+\./, ".")}"`, `"${name}"`);
}
writeFileSync(new URL("index.html", DIST), page);
