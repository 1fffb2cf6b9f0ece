// Bundles the web chat into dist. File names have a hash, so that a cache may keep the files
// forever. Only the page and its service worker have the same name in each build.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { emojiTables } from "./emoji.mjs";
import { oneChunk } from "./one-chunk.mjs";

const HERE = new URL("..", import.meta.url);
const DIST = new URL("dist/", HERE);
const COMMON = {
  absWorkingDir: fileURLToPath(HERE),
  bundle: true,
  minify: true,
  charset: "utf8",
  target: "es2022",
};

/** Bundles scripts, styles and icons. */
async function bundle() {
  const icons = [
    "icon.svg",
    "icon-unread.svg",
    "icon-192.png",
    "icon-512.png",
    "icon-apple.png",
    "icon-maskable.png",
  ];
  const { metafile } = await build({
    ...COMMON,
    entryPoints: ["src/main.tsx", "src/main.css", ...icons.map(icon => `static/${icon}`)].map(
      source => ({
        in: source,
        out: source === "src/main.css" ? "style" : basename(source).replace(/\.\w+$/, ""),
      }),
    ),
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    loader: { ".svg": "copy", ".png": "copy" },
    plugins: [emojiTables, oneChunk],
    outdir: "dist",
    splitting: true,
    sourcemap: true,
    format: "esm",
    jsx: "automatic",
    jsxImportSource: "preact",
    metafile: true,
  });
  return metafile.outputs;
}

/** Replaces file names in a text by the names with a hash. */
function withHashes(text, files) {
  return files.reduce(
    (done, file) => done.replaceAll(`"${file.replace(/-[A-Z0-9]{8}\./, ".")}"`, `"${file}"`),
    text,
  );
}

function hash(algorithm, encoding, ...contents) {
  const all = createHash(algorithm);
  for (const content of contents) {
    all.update(content);
  }
  return all.digest(encoding);
}

function source(path) {
  return readFileSync(new URL(path, HERE), "utf8");
}

/** The links that load the imports of the first script in parallel with it. */
function preloads(outputs) {
  const main = Object.values(outputs).find(({ entryPoint }) => entryPoint === "src/main.tsx");
  return main.imports
    .filter(({ kind }) => kind === "import-statement")
    .map(({ path }) => `    <link rel="modulepreload" href="${basename(path)}">\n`)
    .join("");
}

const outputs = await bundle();
const files = Object.keys(outputs)
  .map(output => basename(output))
  .filter(file => !file.endsWith(".map"));

const manifest = withHashes(source("static/manifest.json"), files);
const manifestHash = hash("sha256", "hex", manifest).slice(0, 8).toUpperCase();
files.push(`manifest-${manifestHash}.json`);
writeFileSync(new URL(files.at(-1), DIST), manifest);

const page = withHashes(source("static/index.html"), files).replace(
  "  </head>",
  `${preloads(outputs)}  </head>`,
);
writeFileSync(new URL("index.html", DIST), page);

await build({
  ...COMMON,
  entryPoints: ["worker/service-worker.ts"],
  outdir: "dist",
  format: "iife",
  define: {
    FILES: JSON.stringify(files),
    BUILD: JSON.stringify(hash("sha256", "hex", page, ...files).slice(0, 16)),
    PAGE_INTEGRITY: JSON.stringify(`sha256-${hash("sha256", "base64", page)}`),
  },
});
