import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { test } from "node:test";

const SOURCES = "src";

/** The folders from which each source folder imports; "" is the top folder. */
function imports(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const file of readdirSync(SOURCES, { recursive: true, encoding: "utf8" })) {
    if (/\.tsx?$/.test(file)) {
      const folder = dirname(file);
      const all = found.get(folder) ?? new Set();
      const text = readFileSync(join(SOURCES, file), "utf8");
      for (const [, path = ""] of text.matchAll(/from "(\.[^"]+)"/g)) {
        all.add(relative(SOURCES, dirname(join(SOURCES, folder, path))) || ".");
      }
      all.delete(folder);
      found.set(folder, all);
    }
  }
  return found;
}

test("folders import each other in one direction only", () => {
  const left = imports();
  while (left.size > 0) {
    const free = [...left].find(([, others]) => [...others].every(other => !left.has(other)));
    assert.ok(free, `a circle among ${[...left.keys()]}`);
    left.delete(free[0]);
  }
});

test("shared folders import no other folder, and views do not import each other", () => {
  const all = imports();
  assert.deepEqual([...(all.get("language") ?? ["missing"])], []);
  assert.deepEqual([...(all.get("common") ?? ["missing"])], ["language"]);
  assert.deepEqual([...(all.get("emoji") ?? ["missing"])].sort(), ["common", "language"]);
  assert.deepEqual([...(all.get("actions") ?? [])].sort(), ["common", "emoji", "language"]);
  for (const view of ["conversation", "start", "settings"]) {
    const shared = ["actions", "common", "emoji", "language", "session"];
    const others = [...(all.get(view) ?? [])].filter(other => !shared.includes(other));
    assert.deepEqual(others, [], basename(view));
  }
});
