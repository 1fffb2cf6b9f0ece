import { decoded, encoded } from "./base64url.js";
import type { Body, Entry } from "./model.js";
import { sha256 } from "./sha256.js";

/** The digest of an empty log, base64url. */
export const EMPTY_LOG: string = encoded(new Uint8Array(32));

type Field = Exclude<keyof Body, "type">;

/** The fields of each type of body, in the order of hashing. Only the first one is required. */
const LAYOUTS: ReadonlyMap<string, readonly Field[]> = new Map([
  ["text", ["text", "forwarded"]],
  ["edit", ["text"]],
  ["remove", []],
  ["reaction", ["emoji"]],
]);

/**
 * The digest of an entry, after that of the entry before it: `docs/protocol.md`, "The digest
 * chain".
 *
 * @returns base64url, or undefined for an entry with a body unknown to this version
 */
export function digestAfter(before: string, entry: Entry): string | undefined {
  const { kind = "message", target = 0 } = entry;
  const bodyHash = bodyHashOf(entry);
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
        ...decoded(bodyHash),
      ]),
    )
  );
}

/** The hash of an entry's body, base64url; undefined for a body unknown to this version. */
export function bodyHashOf({ body, bodyHash, salt }: Entry): string | undefined {
  const erased = body?.type === "erased" ? body.hash : bodyHash;
  const fields = body && salt && fieldsOf(body);
  return erased ?? (fields && encoded(sha256([...decoded(salt), ...text(body.type), ...fields])));
}

/** The bytes of a body's fields; undefined if its type or one of its fields is unknown. */
function fieldsOf({ type, ...fields }: Body): number[] | undefined {
  const names = LAYOUTS.get(type);
  const [first] = names ?? [];
  const isKnown = Object.keys(fields).every(name => names?.includes(name as Field));
  if (!names || !isKnown || (first && fields[first] === undefined)) {
    return undefined;
  }
  return names.flatMap(name => {
    const value = fields[name];
    return typeof value === "string" ? text(value) : value ? number(value) : [];
  });
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
