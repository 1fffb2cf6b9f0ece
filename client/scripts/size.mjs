// Fails if the library, bundled, minified and compressed, is larger than promised.
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";

const LIMIT_BYTES = 12 * 1024;

async function bytes(entryPoint) {
  const { outputFiles } = await build({
    entryPoints: [`library/dist/${entryPoint}`],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  return brotliCompressSync(outputFiles[0].contents).length;
}

const library = await bytes("index.js");
const store = await bytes("store/indexeddb.js");
console.log(`The library is ${library} bytes with Brotli, of at most ${LIMIT_BYTES}.`);
console.log(`The IndexedDB store, which is apart, is ${store}.`);
process.exitCode = library > LIMIT_BYTES ? 1 : 0;
