import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const workspace = fileURLToPath(new URL("../../..", import.meta.url));
const tsc = join(
  dirname(createRequire(import.meta.url).resolve("typescript/package.json")),
  "bin/tsc",
);

test("the quickstart of the README compiles against the built package", () => {
  const readme = readFileSync(join(workspace, "README.md"), "utf8");
  const [, source = ""] = readme.match(/^```tsx\n([\s\S]*?)^```$/m) ?? [];
  const folder = join(workspace, "target/app");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "quickstart.tsx"), source);
  const options = ["--strict", "--noEmit", "--jsx", "react-jsx", "--lib", "es2022,dom"];
  const module = ["--module", "nodenext", "--target", "es2022", "--types", ""];
  const { stdout } = spawnSync(process.execPath, [tsc, ...options, ...module, "quickstart.tsx"], {
    encoding: "utf8",
    cwd: folder,
  });
  assert.match(source, /useMessages/);
  assert.equal(stdout, "");
});
