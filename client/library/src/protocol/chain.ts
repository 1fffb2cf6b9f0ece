import type { Entry } from "./frames.js";
import { sha256 } from "./sha256.js";

/** The digest of an empty log, base64url. */
export const EMPTY_LOG: string = encoded(new Uint8Array(32));

/**
 * The digest of an entry, after that of the entry before it: `docs/protocol.md`, "The digest chain".
 *
 * @returns base64url, or undefined for an entry of a kind or body that this version does not know
 */
export function digestAfter(before: string, entry: Entry): string | undefined {
  const bodyHash = entry.bodyHash ? decoded(entry.bodyHash) : hashOfBody(entry);
  return (
    bodyHash &&
    encoded(
      sha256(
        joined(
          decoded(before),
          number(entry.seq),
          text("message"),
          text(entry.from),
          uuid(entry.clientMessageId),
          number(entry.sentAt),
          number(0),
          bodyHash,
        ),
      ),
    )
  );
}

function hashOfBody({ body, salt }: Entry): Uint8Array | undefined {
  if (body?.type !== "text" || body.text === undefined || !salt) {
    return undefined;
  }
  return sha256(joined(decoded(salt), text("text"), text(body.text)));
}

function joined(...parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

function number(value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(value));
  return new Uint8Array(view.buffer);
}

function text(value: string): Uint8Array {
  const utf8 = new TextEncoder().encode(value);
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, utf8.length);
  return joined(new Uint8Array(length.buffer), utf8);
}

function uuid(value: string): Uint8Array {
  const digits = value.replaceAll("-", "");
  return Uint8Array.from({ length: 16 }, (_, i) =>
    Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16),
  );
}

function encoded(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/** What is no base64url is no bytes: a digest then differs from what is told. */
function decoded(value: string): Uint8Array {
  try {
    const binary = atob(value.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, character => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
