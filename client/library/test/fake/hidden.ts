import type { ClientFrame } from "../../src/protocol/client-frames.js";
import type { Row } from "./logs.js";

/** Small, so that changes share blocks and an answer has several pages. */
const BLOCK = 4;
const PAGE = 2;

/** What a user has hidden of a log. */
export interface HiddenRow {
  version: number;
  clearedTo: number;
  /** The version of the last change of each block. */
  readonly blocks: Map<number, number>;
  readonly seqs: Set<number>;
}

export const nothingHidden = (): HiddenRow => ({
  version: 0,
  clearedTo: 0,
  blocks: new Map(),
  seqs: new Set(),
});

type Hide = ClientFrame & { readonly action: "hide" };

/** Changes a row; returns the reply, and the push to the user's other devices if there is one. */
export function hide(
  { hidden }: Row,
  end: number,
  frame: Hide,
): { readonly reply: object; readonly push?: object } {
  const { peer, seqs = [], upTo, since } = frame;
  if (Math.max(upTo ?? 0, ...seqs) > end) {
    return { reply: { type: "rejected", peer, code: "invalidField", retryable: false } };
  }
  if (since !== undefined) {
    return { reply: { ...said(hidden, peer), ...page(hidden, since, frame.after ?? 0) } };
  }
  hidden.clearedTo = Math.max(hidden.clearedTo, upTo ?? 0);
  hidden.version += seqs.length > 0 ? 1 : 0;
  for (const seq of seqs) {
    hidden.seqs.add(seq);
    hidden.blocks.set(blockOf(seq), hidden.version);
  }
  const reply = said(hidden, peer);
  return { reply, push: seqs.length > 0 ? { ...reply, seqs } : reply };
}

function said({ version, clearedTo }: HiddenRow, peer: string): object {
  return { type: "hidden", peer, version, clearedTo };
}

function page({ seqs, blocks }: HiddenRow, since: number, after: number): object {
  const all = [...seqs]
    .filter(seq => seq > after && (blocks.get(blockOf(seq)) as number) > since)
    .sort((a, b) => a - b);
  const some = all.slice(0, PAGE);
  return { seqs: some, ...(all.length > PAGE && { next: some.at(-1) }) };
}

function blockOf(seq: number): number {
  return Math.floor(seq / BLOCK);
}

/** Whether a user has hidden an entry. */
export function isHidden({ hidden }: Row, seq: number): boolean {
  return seq <= hidden.clearedTo || hidden.seqs.has(seq);
}
