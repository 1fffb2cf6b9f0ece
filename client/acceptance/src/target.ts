import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { promisify } from "node:util";

/** The server under test. */
export interface Target {
  /** The WebSocket URL, without query. */
  readonly url: string;
  /** A token of a user. */
  token(user: string): Promise<string>;
}

/** A server whose tokens a command prints; the user is the command's last argument. */
export function withTokenCommand(url: string, command: string): Target {
  const run = promisify(execFile);
  return {
    url,
    token: async user => (await run("sh", ["-c", `${command} "$0"`, user])).stdout.trim(),
  };
}

/** A phone number, always the same for the same user. */
function contactNumberOf(user: string): string {
  const hash = createHash("sha256").update(user).digest();
  return `+49${String(hash.readUIntBE(0, 6)).padStart(12, "0").slice(-12)}`;
}

/** `./chat local` at an address; users have phone numbers. */
export function local(address: string): Target {
  return {
    url: `${address.replace(/^http/, "ws")}/prod`,
    async token(user) {
      const body = JSON.stringify({ user, contactNumber: contactNumberOf(user) });
      const reply = await fetch(`${address}/dev/token`, { method: "POST", body });
      return ((await reply.json()) as { token: string }).token;
    },
  };
}
