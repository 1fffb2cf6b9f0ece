import type { ClientFrame } from "../protocol/client-frames.js";
import { isOperation } from "../protocol/fold.js";
import type { Entry } from "../protocol/model.js";
import type { Accepted } from "../protocol/server-frames.js";
import type { OutboxItem } from "../store/store.js";
import type { LogReplica } from "./log-replica.js";

/** The frame that sends an item. */
export function frameOf(item: OutboxItem, replica: LogReplica, requestId: string): ClientFrame {
  const { body, clientMessageId, target, to } = item;
  return {
    action: "sendMessage",
    requestId,
    to,
    clientMessageId,
    ...positionOf(item, replica),
    ...(target !== undefined && { target }),
    body,
  };
}

/** The position of an item in the log, or the entry after which it must be. */
function positionOf(
  { firstAfter = 0, seq }: OutboxItem,
  { base = Infinity, held }: LogReplica,
): { seq: number } | { after: number } {
  return seq === undefined ? { after: base <= firstAfter ? held : firstAfter } : { seq };
}

/** The entry of an accepted item; undefined if the frame does not have all its fields. */
export function entryOf(
  { body, clientMessageId, target }: OutboxItem,
  { salt, sentAt, seq }: Accepted,
  from: string,
): Entry | undefined {
  const { type: kind } = body;
  const what = { ...(isOperation(kind) && { kind }), ...(target !== undefined && { target }) };
  return salt === undefined
    ? undefined
    : { seq, ...what, from, clientMessageId, sentAt, body, salt };
}
