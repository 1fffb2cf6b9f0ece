import { isMessage } from "./content.js";
import type { Entry, Fold } from "./model.js";

/** The kinds of entries that act on a message, which are also the types of their bodies. */
const OPERATIONS = ["edit", "remove", "reaction"] as const;

/** The type of an operation on a message. */
export type OperationType = (typeof OPERATIONS)[number];

/** Whether this is the kind of an operation known to this version of the library. */
export function isOperation(kind: string | undefined): kind is OperationType {
  return OPERATIONS.includes(kind as OperationType);
}

/**
 * The fold of a single entry; undefined if the entry is not an operation, or its text was erased.
 */
export function foldOf({ kind, target, body, ...entry }: Entry): Fold | undefined {
  if (!target || !isOperation(kind) || body?.type !== kind) {
    return undefined;
  }
  const { from, seq, sentAt: at } = entry;
  const { emoji = "", text = "" } = body;
  switch (kind) {
    case "edit":
      return { target, edit: { seq, at, text }, reactions: [] };
    case "remove":
      return { target, removedBy: seq, reactions: [] };
    case "reaction":
      return { target, reactions: [{ from, emoji, seq }] };
  }
}

/**
 * Combines the folds of two sets of operations on a message. The order of the log decides, so the
 * sets may overlap and be in any order.
 */
export function merged(one: Fold, other: Fold): Fold {
  const { target } = one;
  const removedBy = Math.min(one.removedBy ?? Infinity, other.removedBy ?? Infinity);
  const hidden = one.hidden ?? other.hidden;
  // `Infinity` is a removal that waits to be sent.
  const isRemoved = (one.removedBy ?? other.removedBy) !== undefined;
  if (hidden || isRemoved) {
    return { target, ...(isRemoved && { removedBy }), ...(hidden && { hidden }), reactions: [] };
  }
  const edit = (one.edit?.seq ?? 0) > (other.edit?.seq ?? 0) ? one.edit : other.edit;
  const reactions = new Map(one.reactions.map(reaction => [reaction.from, reaction]));
  for (const reaction of other.reactions) {
    if (reaction.seq >= (reactions.get(reaction.from)?.seq ?? 0)) {
      reactions.set(reaction.from, reaction);
    }
  }
  return { target, ...(edit && { edit }), reactions: [...reactions.values()] };
}

/** The folds of the operations among some entries, by target. */
export function foldsIn(entries: readonly Entry[]): Map<number, Fold> {
  const folds = new Map<number, Fold>();
  for (const entry of entries) {
    const fold = isMessage(entry) ? undefined : foldOf(entry);
    if (fold) {
      const before = folds.get(fold.target);
      folds.set(fold.target, before ? merged(before, fold) : fold);
    }
  }
  return folds;
}
