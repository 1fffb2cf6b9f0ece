// Follows the README of the library like a new user: packs the library, and runs every command in
// an empty folder. Usage: node scripts/newcomer.mjs URL FOLDER
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const [url, folder] = process.argv.slice(2);
const library = fileURLToPath(new URL("../library", import.meta.url));
const readme = readFileSync(join(library, "README.md"), "utf8");

function block(language) {
  const [, code] = readme.match(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, "m"));
  return code;
}

function run(command, args, cwd) {
  const env = {
    ...process.env,
    CHAT_URL: url,
    npm_config_offline: "true",
    npm_config_audit: "false",
  };
  const shell = process.platform === "win32";
  execFileSync(command, args, { cwd, env, shell, stdio: "inherit" });
}

run("npm", ["pack", "--silent", "--pack-destination", folder], library);
writeFileSync(join(folder, "quickstart.mjs"), block("js"));
for (const line of block("bash").trim().split("\n")) {
  const [command, ...args] = line.split(" ");
  run(command, args, folder);
}
