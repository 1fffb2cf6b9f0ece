import type { Entry } from "../../src/protocol/model.js";

const SALT = "AAECAwQFBgcICQoLDA0ODw";

function entry(seq: number, from: string, rest: Partial<Entry>): Entry {
  const clientMessageId = `00000000-0000-4000-8000-${String(seq).padStart(12, "0")}`;
  return { seq, from, clientMessageId, sentAt: seq, salt: SALT, ...rest };
}

/** A text of Bob, or of another user. */
export function text(seq: number, content: string, from = "bob"): Entry {
  return entry(seq, from, { body: { type: "text", text: content } });
}

export function edit(seq: number, target: number, content: string, from = "bob"): Entry {
  return entry(seq, from, { kind: "edit", target, body: { type: "edit", text: content } });
}

export function removal(seq: number, target: number, from = "bob"): Entry {
  return entry(seq, from, { kind: "remove", target, body: { type: "remove" } });
}

export function reaction(seq: number, target: number, emoji: string, from = "bob"): Entry {
  return entry(seq, from, { kind: "reaction", target, body: { type: "reaction", emoji } });
}

/** A frame of entries, which follow the entry `after`. */
export function frameOf(entries: readonly Entry[], after?: number): object {
  const where = after === undefined ? {} : { after };
  return { type: "messages", peer: "bob", ...where, messages: entries };
}
