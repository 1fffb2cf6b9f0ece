import type { Entry } from "../../src/protocol/model.js";
import type { MemoryStore } from "../../src/store/memory.js";
import { BEGUN, Desk } from "./desk.js";
import { frameOf } from "./entries.js";
import { settled } from "./loop.js";
import { bob } from "./writing-desk.js";

/** Alice's desk, online, with these messages of Bob. */
export async function deskWith(messages: readonly Entry[]): Promise<Desk> {
  const desk = new Desk();
  await desk.online([BEGUN]);
  desk.push(frameOf(messages, 0));
  await desk.loop.pass(200);
  return desk;
}

/** The state in `caughtUp` of the conversation with Bob. */
export function state(fields: object): object {
  return { ...BEGUN, ...fields };
}

/** What the last socket asked by `hide`. */
export function asked({ socket }: Desk): object[] {
  return socket.frames("hide").map(({ action: _, peer: __, requestId: ___, ...rest }) => rest);
}

/** The type, id and peer of the reply to the last request of an action. */
export function hidden(action: string, { socket }: Desk): object {
  const { requestId, peer } = socket.frames(action).at(-1) ?? {};
  return { type: action === "hide" ? "hidden" : action, requestId, peer };
}

/** Answers the last `hide`. */
export function answer(desk: Desk, fields: object): Promise<void> {
  desk.push({ ...hidden("hide", desk), clearedTo: 0, ...fields });
  return settled();
}

/** The texts of the conversation with Bob that are shown. */
export async function shownTexts(desk: Desk): Promise<(string | undefined)[]> {
  const { messages } = await bob(desk).page({ limit: 100 });
  return messages.map(({ body }) => body?.text);
}

/** All data on the disk, as text. */
export async function disk({ store }: Desk): Promise<string> {
  return JSON.stringify(await (store as MemoryStore).contents());
}
