import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const library = fileURLToPath(new URL("../..", import.meta.url));
const LINES_MAX = 200;

/** The TypeScript files of a folder, by their path. */
function sources(folder: string): Map<string, string> {
  const paths = readdirSync(join(library, folder), { recursive: true, encoding: "utf8" })
    .map(name => join(folder, name))
    .filter(path => path.endsWith(".ts"));
  return new Map(paths.map(path => [path, readFileSync(join(library, path), "utf8")]));
}

test("the library has no circular imports, not even of types", () => {
  const files = sources("src");
  const imports = new Map(
    [...files].map(([path, text]) => [
      path,
      [...text.matchAll(/from "(\.[^"]+)\.js"/g)].map(([, to]) =>
        relative(library, join(library, dirname(path), `${to}.ts`)),
      ),
    ]),
  );
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]) => {
    assert.ok(!trail.includes(path), [...trail, path].join(" → "));
    if (!done.has(path)) {
      for (const imported of imports.get(path) ?? []) {
        visit(imported, [...trail, path]);
      }
      done.add(path);
    }
  };
  for (const path of files.keys()) {
    visit(path, []);
  }
});

test(`no file has more than ${LINES_MAX} lines`, () => {
  const long = [...sources("src"), ...sources("test")]
    .map(([path, text]) => `${path}: ${text.split("\n").length - 1}`)
    .filter(line => Number(line.split(": ")[1]) > LINES_MAX);
  assert.deepEqual(long, []);
});
