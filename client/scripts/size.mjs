// Fails if the library (bundled, minified and compressed) or the first load of the web chat exceeds
// its size limit.
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";

// Operations on messages take 3.4 KB of it, and hidden messages 1.5 KB.
const LIMIT_BYTES = 20 * 1024;
const SEARCH_LIMIT_BYTES = 3 * 1024;
const WEB_LIMIT_BYTES = 60 * 1024;

async function bytes(...entryPoints) {
  const contents = entryPoints.map(name => `export * from "./${name}";`).join("\n");
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: "library/dist" },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  return brotliCompressSync(outputFiles[0].contents).length;
}

/** The page and all files that it names, except the icon of an installed app. */
function firstLoad(folder) {
  const page = readFileSync(`${folder}/index.html`);
  const names = [...page.toString().matchAll(/(?:src|href)="([^"]+)"/g)]
    .map(([, name]) => name)
    .filter(name => !name.startsWith("icon-apple"));
  return [page, ...names.map(name => readFileSync(`${folder}/${name}`))]
    .map(content => brotliCompressSync(content).length)
    .reduce((sum, length) => sum + length);
}

const library = await bytes("index.js");
const search = (await bytes("index.js", "search/index.js")) - library;
const store = await bytes("store/indexeddb.js");
const web = firstLoad("web/dist");
console.log(`The library is ${library} bytes with Brotli, of at most ${LIMIT_BYTES}.`);
console.log(`The search, which is apart, adds ${search}, of at most ${SEARCH_LIMIT_BYTES}.`);
console.log(`The IndexedDB store, which is apart, is ${store}.`);
console.log(
  `The web chat's first load is ${web} bytes with Brotli, of at most ${WEB_LIMIT_BYTES}.`,
);
const isSmall = library <= LIMIT_BYTES && search <= SEARCH_LIMIT_BYTES && web <= WEB_LIMIT_BYTES;
process.exitCode = isSmall ? 0 : 1;
