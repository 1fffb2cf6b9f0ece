// The app of cdk.json: checks the context, then builds everything and synthesizes.
//
// A mistake is reported before anything is built, as the last line of this process. What only
// ChatApp finds, such as one of two options that belong together, is also printed last, without
// Maven's lines about it.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { mistake } from "./options.mjs";

const MISTAKE = "Cannot synthesize: ";

const found = mistake(context(process.env), read("options.json"), process.env.CDK_DEFAULT_REGION);
if (found) {
  fail(MISTAKE + found);
} else {
  build();
}

/** The context as the CDK CLI passes it on; the part that is too long for a variable is in a file. */
function context(env) {
  const overflow = env.CONTEXT_OVERFLOW_LOCATION;
  return {
    ...JSON.parse(env.CDK_CONTEXT_JSON ?? "{}"),
    ...(overflow ? JSON.parse(readFileSync(overflow, "utf8")) : {}),
  };
}

function read(file) {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"));
}

/** Runs Maven. Holds back its error lines, and leaves them out if ChatApp names a mistake. */
function build() {
  const arguments_ = ["-q", "-B", "-f", "..", "-pl", "infra-cdk", "-am", "-DskipTests", "package"];
  const maven = spawn("../mvnw", arguments_, { stdio: ["ignore", "pipe", "pipe"] });
  const errors = [];
  let reported;
  for (const stream of [maven.stdout, maven.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      if (line.startsWith(MISTAKE)) {
        reported = line;
      } else if (line.startsWith("[ERROR]")) {
        errors.push(line);
      } else {
        console.error(line);
      }
    });
  }
  maven.on("error", (failure) => fail(`Maven cannot be started: ${failure.message}`));
  maven.on("close", (code) => {
    if (code !== 0) {
      fail(reported ?? [...errors, "The build failed; see the lines above."].join("\n"));
    }
  });
}

function fail(message) {
  console.error(`\n${message}\n`);
  process.exitCode = 1;
}
