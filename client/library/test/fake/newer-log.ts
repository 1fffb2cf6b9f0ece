import { createHash } from "node:crypto";
import type { Entry } from "../../src/protocol/model.js";

const SALT = Buffer.alloc(16, 7).toString("base64url");

/** An entry of a newer server, and the bytes of its body that the server hashes. */
export interface Written {
  readonly from?: string;
  readonly kind?: string;
  readonly target?: number;
  readonly hashed: Buffer;
  /** The rest of the entry. It includes the hash of the body once the body is removed. */
  readonly rest: (hash: string) => Partial<Entry> & { readonly [field: string]: unknown };
}

export const text = (value: string) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(value));
  return Buffer.concat([length, Buffer.from(value)]);
};
export const number = (value: number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
};
const sha256 = (...parts: Buffer[]) => createHash("sha256").update(Buffer.concat(parts)).digest();
export const salted = (...parts: Buffer[]) => Buffer.concat([Buffer.alloc(16, 7), ...parts]);
export const body = (fields: object) => () => ({ body: fields as never, salt: SALT });

/** The log of a newer server. */
export class NewerLog {
  readonly entries: Entry[] = [];
  readonly #digests = [Buffer.alloc(32)];

  append({ from = "bob", kind, target, hashed, rest }: Written): void {
    const seq = this.entries.length + 1;
    const id = String(seq).padStart(32, "0");
    const clientMessageId = id.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    const bodyHash = sha256(hashed);
    const who = [text(kind ?? "message"), text(from), Buffer.from(id, "hex")];
    const tail = [number(1), number(target ?? 0), bodyHash];
    this.#digests.push(sha256(this.#digests.at(-1) as Buffer, number(seq), ...who, ...tail));
    const said = { ...(kind && { kind }), ...(target && { target }) };
    const entry = { seq, from, clientMessageId, sentAt: 1, ...said };
    this.entries.push({ ...entry, ...rest(bodyHash.toString("base64url")) });
  }

  digest(seq = this.entries.length): string {
    return (this.#digests[seq] as Buffer).toString("base64url");
  }

  /** A frame with some entries. */
  frame(first: number, last: number): object {
    const messages = this.entries.slice(first - 1, last);
    return { type: "messages", peer: "bob", after: 0, messages, digest: this.digest(last) };
  }
}
