import { bodyHashOf } from "../../src/protocol/chain.js";
import type { ClientFrame } from "../../src/protocol/client-frames.js";
import type { Entry } from "../../src/protocol/model.js";

const KINDS = ["edit", "remove", "reaction"];

type Send = ClientFrame & { readonly action: "sendMessage" };

/** The kind and the target of the entry for a frame. */
export function kindOf({ body, target }: Send): Pick<Entry, "kind" | "target"> {
  const { type } = body;
  return { ...(KINDS.includes(type) && { kind: type }), ...(target && { target }) };
}

/** The code with which the server refuses an operation; undefined if it accepts it. */
export function refusal(entries: readonly Entry[], user: string, frame: Send): string | undefined {
  const { kind, target = 0 } = kindOf(frame);
  const entry = entries[target - 1];
  if (kind === undefined) {
    return undefined;
  }
  if (!entry || entry.kind !== undefined || !entry.body) {
    return "targetGone";
  }
  return kind !== "reaction" && entry.from !== user ? "invalidField" : undefined;
}

/** Deletes the texts of a removed message. */
export function erase(entries: Entry[], operation: Entry): void {
  const { kind, target = 0, seq } = operation;
  if (kind !== "remove") {
    return;
  }
  const message = entries[target - 1] as Entry;
  const { body: _, salt: __, ...rest } = message;
  entries[target - 1] = { ...rest, bodyHash: bodyHashOf(message) as string, removedBy: seq };
  entries.forEach((edit, index) => {
    if (edit.kind === "edit" && edit.target === target) {
      const { salt: ___, ...kept } = edit;
      entries[index] = { ...kept, body: { type: "erased", hash: bodyHashOf(edit) as string } };
    }
  });
}

/** A message with all operations of the log applied, as every device must show it. */
export interface Shown {
  readonly seq: number;
  readonly from: string;
  /** Undefined if it was removed. */
  readonly text: string | undefined;
  readonly replyTo: number | undefined;
  readonly editedBy: number | undefined;
  readonly reactions: Readonly<Record<string, string>>;
}

/** The messages of a log, computed from its first entry in order. */
export function shownBy(written: readonly Entry[]): Shown[] {
  const shown = new Map<number, Shown>();
  for (const { seq, from, kind, target = 0, body } of written) {
    const message = shown.get(target);
    if (kind === undefined) {
      const replyTo = target || undefined;
      const text = body?.text;
      shown.set(seq, { seq, from, text, replyTo, editedBy: undefined, reactions: {} });
    } else if (message?.text !== undefined) {
      shown.set(target, { ...message, ...changed(message, seq, from, body as never) });
    }
  }
  return [...shown.values()];
}

function changed(
  { reactions }: Shown,
  seq: number,
  from: string,
  body: { readonly type: string; readonly text?: string; readonly emoji?: string },
): Partial<Shown> {
  switch (body.type) {
    case "edit":
      return { text: body.text, editedBy: seq };
    case "remove":
      return { text: undefined, editedBy: undefined, reactions: {} };
    default: {
      const { [from]: _, ...others } = reactions;
      return { reactions: body.emoji ? { ...others, [from]: body.emoji } : others };
    }
  }
}

/** The `state` of some entries, which a device needs for entries far from the end. */
export function stateOf(entries: readonly Entry[], written: readonly Entry[]): object[] {
  return shownBy(written)
    .filter(({ seq }) => entries.some(entry => entry.seq === seq))
    .filter(({ editedBy, reactions }) => editedBy || Object.keys(reactions).length > 0)
    .map(({ seq, editedBy, text, reactions }) => ({
      seq,
      ...(editedBy && { edit: { seq: editedBy, body: { type: "edit", text } } }),
      reactions: Object.entries(reactions).map(([from, emoji]) => ({
        from,
        emoji,
        seq: lastReaction(written, seq, from),
      })),
    }));
}

function lastReaction(written: readonly Entry[], target: number, from: string): number {
  const all = written.filter(
    entry => entry.kind === "reaction" && entry.target === target && entry.from === from,
  );
  return all.at(-1)?.seq as number;
}
