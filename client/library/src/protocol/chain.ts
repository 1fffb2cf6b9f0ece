import { decoded, encoded } from "./base64url.js";
import type { Entry } from "./model.js";
import { sha256 } from "./sha256.js";

/** The digest of an empty log, base64url. */
export const EMPTY_LOG: string = encoded(new Uint8Array(32));

/**
 * The digest of an entry, after that of the entry before it: `docs/protocol.md`, "The digest
 * chain".
 *
 * @returns base64url, or undefined for an entry with a body unknown to this version
 */
export function digestAfter(before: string, entry: Entry): string | undefined {
  const { kind = "message", target = 0 } = entry;
  const bodyHash = hashOfBody(entry);
  return (
    bodyHash &&
    encoded(
      sha256([
        ...decoded(before),
        ...number(entry.seq),
        ...text(kind),
        ...text(entry.from),
        ...uuid(entry.clientMessageId),
        ...number(entry.sentAt),
        ...number(target),
        ...bodyHash,
      ]),
    )
  );
}

function hashOfBody({ body, bodyHash, salt }: Entry): Uint8Array | undefined {
  const erased = body?.type === "erased" ? body.hash : bodyHash;
  if (erased) {
    return decoded(erased);
  }
  const { type, text: content, ...unknown } = body ?? {};
  if (type !== "text" || content === undefined || !salt || Object.keys(unknown).length > 0) {
    return undefined;
  }
  return sha256([...decoded(salt), ...text("text"), ...text(content)]);
}

/** The `size` lowest bytes of a number, big-endian. */
function number(value: number, size = 8): number[] {
  return Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** (size - 1 - i)) % 256);
}

function text(value: string): number[] {
  const utf8 = new TextEncoder().encode(value);
  return [...number(utf8.length, 4), ...utf8];
}

function uuid(value: string): number[] {
  return (value.match(/[^-]{2}/g) ?? []).map(digits => Number.parseInt(digits, 16));
}
