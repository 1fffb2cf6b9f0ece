import assert from "node:assert/strict";
import type { Message, OutgoingMessage } from "../../src/messages.js";
import { BEGUN, Desk } from "./desk.js";
import { frameOf, text } from "./entries.js";
import { settled } from "./loop.js";

/** Alice's desk, online. Bob wrote message 1, Alice wrote message 2. */
export async function writingDesk(): Promise<Desk> {
  const begun = new Desk();
  await begun.online([BEGUN]);
  begun.push(frameOf([text(1, "hi"), text(2, "hello", "alice")], 0));
  await settled();
  return begun;
}

/** The conversation with Bob. */
export const bob = ({ client }: Desk) => client.conversation("bob");
/** The targets and bodies that were sent. */
export const sent = ({ socket }: Desk) =>
  socket.frames("sendMessage").map(({ target, body }) => (target ? { target, body } : { body }));

/** The present state of a message. */
export async function message(desk: Desk, seq: number): Promise<Message> {
  const found = await bob(desk).message(seq);
  assert.ok(found);
  return found;
}

/** Alice's message that waits to be sent while the one before it is in flight. */
export async function waiting(desk: Desk): Promise<OutgoingMessage> {
  await bob(desk).send("first");
  await bob(desk).send("draft");
  await settled();
  return bob(desk).outgoing()[1] as OutgoingMessage;
}

/** Finally refuses the last `sendMessage`. */
export function refuse(desk: Desk, code: string, message = ""): Promise<void> {
  const { clientMessageId, requestId } = desk.socket.frames("sendMessage").at(-1) ?? {};
  const what = { requestId, peer: "bob", clientMessageId, code, message, retryable: false };
  desk.push({ type: "rejected", ...what });
  return settled();
}
