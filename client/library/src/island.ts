import type { Calls } from "./host/calls.js";
import { isMessage } from "./protocol/content.js";
import type { Edit, Entry, Fold } from "./protocol/model.js";
import type { MessageState } from "./protocol/server-frames.js";

/** A message that is not on this device, and its fold. */
interface Island {
  readonly entry: Entry | undefined;
  readonly fold: Fold;
}

/** Reads one message from the server. */
export async function islandOf(calls: Calls, peer: string, seq: number): Promise<Island> {
  const before = seq + 1;
  const page = await calls.request({ action: "history", peer, before, limit: 1, fold: true });
  const entry = page.messages.find(one => one.seq === seq && isMessage(one));
  const { edit, reactions = [] } = page.state?.find(one => one.seq === seq) ?? {};
  const { body, removedBy } = entry ?? {};
  const fold = {
    target: seq,
    ...(edit && { edit: editOf(edit) }),
    ...(removedBy && { removedBy }),
    reactions,
  };
  // A text of which only the edit fits into a frame comes without its body.
  const isCut = entry && edit && !body && !removedBy;
  return { entry: isCut ? { ...entry, body: { type: "text", text: "" } } : entry, fold };
}

function editOf({ seq, at, body }: NonNullable<MessageState["edit"]>): Edit {
  return { seq, ...(at !== undefined && { at }), text: body.text ?? "" };
}
