import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";

const library = fileURLToPath(new URL("../..", import.meta.url));

test("the package contains only the exported files, README and package.json", () => {
  const json = execFileSync("npm", ["pack", "--dry-run", "--json"], {
    cwd: library,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [{ files }] = JSON.parse(json) as [{ files: { path: string }[] }];
  const paths = files.map(({ path }) => path);
  const { exports, dependencies } = JSON.parse(readFileSync(`${library}/package.json`, "utf8"));
  for (const file of Object.values<Record<string, string>>(exports).flatMap(Object.values)) {
    assert.ok(paths.includes(String(file).replace("./", "")), `no ${file}`);
  }
  const others = paths.filter(path => !/^dist\/[\w/-]+\.(js|js\.map|d\.ts)$/.test(path));
  assert.deepEqual(others.sort(), ["README.md", "package.json"]);
  assert.equal(dependencies, undefined);
});

test("an app can import every entry point", async () => {
  const name = "@serverlesschat/client";
  assert.equal(typeof (await import(name)).ChatClient, "function");
  assert.equal(typeof (await import(`${name}/indexeddb`)).browserStore, "function");
  assert.equal(typeof (await import(`${name}/file`)).FileStore.open, "function");
  assert.equal(typeof (await import(`${name}/memory`)).MemoryStore, "function");
  assert.equal(typeof (await import(`${name}/search`)).search, "function");
  assert.equal(typeof (await import(`${name}/fold`)).folded, "function");
});

test("the bundle defines the library for pages without modules", () => {
  const page = { crypto, TextEncoder, TextDecoder, btoa, atob, Intl };
  const script = readFileSync(`${library}/dist/bundle.js`, "utf8");
  const names = runInNewContext(`${script}; Object.keys(ServerlessChat).join()`, page).split(",");
  for (const name of [
    "ChatClient",
    "browserStore",
    "MemoryStore",
    "contentOf",
    "ChatError",
    "search",
  ]) {
    assert.ok(names.includes(name), `no ${name}`);
  }
});
