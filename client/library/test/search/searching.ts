import type { Entry } from "../../src/protocol/model.js";
import { type Search, type SearchOptions, search } from "../../src/search/search.js";
import { BEGUN, Desk } from "../fake/desk.js";
import { frameOf } from "../fake/entries.js";
import { settled } from "../fake/loop.js";

/** Alice's desk, which holds some entries of the conversation with Bob. */
export async function holding(entries: readonly Entry[], after = 0): Promise<Desk> {
  const desk = new Desk();
  await desk.online([BEGUN]);
  desk.push(frameOf(entries, after));
  await settled();
  return desk;
}

/** The numbers of the next hits; ends at an error. */
export async function rest(hits: Search): Promise<number[]> {
  const found: number[] = [];
  for await (const { seq } of hits) {
    found.push(seq);
  }
  return found;
}

export const hit = (seq: number, peer = "bob") => ({
  peer,
  seq,
  from: peer,
  sentAt: 1,
  snippet: "tea",
  matches: [[0, 3]],
});

/** Answers the last search of the server. */
export async function answer(desk: Desk, hits: readonly object[], cursor?: string): Promise<void> {
  await settled();
  const { requestId } = desk.socket.frames("search").at(-1) ?? {};
  desk.push({ type: "searched", requestId, hits, cursor });
  await settled();
}

export async function refuse(desk: Desk, code: string, more: object = {}): Promise<void> {
  await settled();
  const { requestId } = desk.socket.frames("search").at(-1) ?? {};
  desk.push({ type: "rejected", requestId, code, message: code, ...more });
  await settled();
}

export const asked = (desk: Desk) =>
  desk.socket.frames("search").map(({ action: _, requestId: __, ...rest }) => rest);

export const tea = (desk: Desk, options?: SearchOptions) => search(desk.client, "tea", options);
