import { createHash } from "node:crypto";
const SALT = Buffer.alloc(16, 7).toString("base64url");
export const text = (value) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(Buffer.byteLength(value));
    return Buffer.concat([length, Buffer.from(value)]);
};
export const number = (value) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(BigInt(value));
    return bytes;
};
const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();
export const salted = (...parts) => Buffer.concat([Buffer.alloc(16, 7), ...parts]);
export const body = (fields) => () => ({ body: fields, salt: SALT });
/** The log of a newer server. */
export class NewerLog {
    entries = [];
    #digests = [Buffer.alloc(32)];
    append({ from = "bob", kind, target, hashed, rest }) {
        const seq = this.entries.length + 1;
        const id = String(seq).padStart(32, "0");
        const clientMessageId = id.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
        const bodyHash = sha256(hashed);
        const who = [text(kind ?? "message"), text(from), Buffer.from(id, "hex")];
        const tail = [number(1), number(target ?? 0), bodyHash];
        this.#digests.push(sha256(this.#digests.at(-1), number(seq), ...who, ...tail));
        const said = { ...(kind && { kind }), ...(target && { target }) };
        const entry = { seq, from, clientMessageId, sentAt: 1, ...said };
        this.entries.push({ ...entry, ...rest(bodyHash.toString("base64url")) });
    }
    digest(seq = this.entries.length) {
        return this.#digests[seq].toString("base64url");
    }
    /** The frame of some entries. */
    frame(first, last) {
        const messages = this.entries.slice(first - 1, last);
        return { type: "messages", peer: "bob", after: 0, messages, digest: this.digest(last) };
    }
}
//# sourceMappingURL=newer-log.js.map