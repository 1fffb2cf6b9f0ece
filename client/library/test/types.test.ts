import assert from "node:assert/strict";
import { test } from "node:test";
import { errorsOf } from "./compiled.js";

test("an app without the types of a browser or Node.js compiles", () => {
  const source = `
    import { ChatClient, type Socket } from "@serverlesschat/client";
    import { MemoryStore } from "@serverlesschat/client/memory";
    declare const Own: new (url: string, protocols: string[]) => Socket;
    const token = async () => "";
    export const chat = new ChatClient({ url: "", token, store: new MemoryStore(), WebSocket: Own });
  `;
  assert.equal(errorsOf("bare", source, "--lib", "es2022", "--types", ""), "");
});

test("the WebSocket class of a browser fits the option", () => {
  const source = `
    import type { Socket } from "@serverlesschat/client";
    export const socket: Socket = new WebSocket("wss://chat.test");
  `;
  assert.equal(errorsOf("browser", source, "--lib", "es2022,dom", "--types", ""), "");
});

test("a switch over error codes that omits one does not compile", () => {
  const source = (code: string) => `
    import type { ErrorCode } from "@serverlesschat/client";
    export function isTemporary(code: Extract<ErrorCode, "offline" | "rateLimited">): boolean {
      switch (code) {
        case "offline":
          return true;
        case ${code}:
          return true;
        default: {
          const forgotten: never = code;
          return forgotten;
        }
      }
    }
  `;
  const options = ["--lib", "es2022", "--types", ""];
  assert.equal(errorsOf("whole", source('"rateLimited"'), ...options), "");
  assert.match(errorsOf("partial", source('"offline"'), ...options), /rateLimited.*never/);
});
