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
  chunkNames: "[name]-[hash]",
  splitting: true,
  charset: "utf8",
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
// The scripts that the first one imports load beside it, not after it.
const [, main] = Object.entries(metafile.outputs).find(
  ([, { entryPoint }]) => entryPoint === "src/main.tsx",
);
const preloads = main.imports
  .filter(({ kind }) => kind === "import-statement")
  .map(({ path }) => `    <link rel="modulepreload" href="${basename(path)}">\n`);
page = page.replace("  </head>", `${preloads.join("")}  </head>`);
writeFileSync(new URL("index.html", DIST), page);
