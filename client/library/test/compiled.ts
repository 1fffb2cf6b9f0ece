import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const target = fileURLToPath(new URL("..", import.meta.url));
const typescript = dirname(createRequire(import.meta.url).resolve("typescript/package.json"));

/** Compiles an app in TypeScript; returns the errors. */
export function errorsOf(name: string, source: string, ...options: string[]): string {
  const folder = join(target, "apps");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.ts`);
  writeFileSync(file, source);
  const tsc = join(typescript, "bin", "tsc");
  const strict = ["--strict", "--noEmit", "--module", "nodenext", "--target", "es2022"];
  const { stdout } = spawnSync(process.execPath, [tsc, ...strict, ...options, file], {
    encoding: "utf8",
    cwd: folder,
  });
  return stdout;
}
